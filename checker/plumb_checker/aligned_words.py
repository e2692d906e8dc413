"""Columns that every layer takes to multiples of each other, in words: frames that descent keeps.

A chain: W(j) e(j-1) = e(j) s(j) and W(j)^T e(j) = e(j-1) s(j)^T. Numbers are 1 x 1 matrices, so that s^T = s and their order does not matter.
"""
from .instances import Theorem, is_covariance
from .layer_words import Layers
from .words import NUMBERS, Alphabet, Item, Relation, hypothesis, shown, words_claim


class Chain(Layers):
    """The columns and numbers of one index, and how partial products act on them."""

    def __init__(self):
        Alphabet.__init__(self)
        self.first, self.before, self.e, self.last = (self.at("e", k) for k in ("0", "j-1", "j", "L"))
        self.w, self.s = self.layer("j", "j-1", 2), self.number("s(j)")
        self.forth = hypothesis(self.w * self.before, self.e * self.s)
        self.back = hypothesis(self.w.T * self.e, self.before * self.s.T)

    def layer(self, k, before, weight=2):
        return self.matrix(f"W({k})", f"d({k})", f"d({before})", weight)

    def at(self, name, k, weight=1):
        return self.matrix(f"{name}({k})", f"d({k})", NUMBERS, weight)

    def number(self, name, weight=1):
        return self.matrix(name, NUMBERS, NUMBERS, weight)

    def below(self, k, before, weight=2):
        return super().below(k, before, weight)

    def above(self, k, weight=2):
        return super().above(k, weight)

    def below_items(self):
        """V(j+1) e(0) = e(j) v(j+1) and back, from V(1) = 1."""
        start, v, after = self.below("1", "0"), self.below("j", "j-1"), self.below("j+1", "j", 5)
        one, m, product = self.number("v(1)"), self.number("v(j)"), self.number("v(j+1)", 3)
        again = {"V(j+1)": "V(j)", "e(j)": "e(j-1)", "v(j+1)": "v(j)"}
        begin = {"V(j+1)": "V(1)", "e(j)": "e(0)", "v(j+1)": "v(1)"}
        trivial, up = [Relation(start, self.one("d(0)")), Relation(one, self.one(NUMBERS))], [Relation(after, self.w * v), Relation(product, self.s * m)]
        return [Item("below-first", start * self.first, self.first * one, trivial),
                Item("below", after * self.first, self.e * product, up + [self.forth, shown("below", again, v * self.first, self.before * m)],
                     base=("below-first", begin)),
                Item("below-back-first", start.T * self.first, self.first * one.T, trivial),
                Item("below-back", after.T * self.e, self.first * product.T, up + [self.back, shown("below-back", again, v.T * self.before, self.first * m.T)],
                     base=("below-back-first", begin))]

    def above_items(self):
        """U(j-1) e(j-1) = e(L) u(j-1) and back, from U(L) = 1."""
        start, u, after = self.above("L"), self.above("j"), self.above("j-1", 5)
        one, p, product = self.number("u(L)"), self.number("u(j)"), self.number("u(j-1)", 3)
        again = {"U(j-1)": "U(j)", "e(j-1)": "e(j)", "u(j-1)": "u(j)"}
        begin = {"U(j-1)": "U(L)", "e(j-1)": "e(L)", "u(j-1)": "u(L)"}
        trivial, down = [Relation(start, self.one("d(L)")), Relation(one, self.one(NUMBERS))], [Relation(after, u * self.w), Relation(product, p * self.s)]
        return [Item("above-last", start * self.last, self.last * one, trivial),
                Item("above", after * self.before, self.last * product, down + [self.forth, shown("above", again, u * self.e, self.last * p)],
                     base=("above-last", begin)),
                Item("above-back-last", start.T * self.last, self.last * one.T, trivial),
                Item("above-back", after.T * self.last, self.before * product.T, down + [self.back, shown("above-back", again, u.T * self.last, self.e * p.T)],
                     base=("above-back-last", begin))]


# Steps of descent

def descent(n, start_items, data, rate, weight=6):
    """The relations of e(0), ..., e(L) after any number of steps, for W0 of `start_items`; W are the layers at some step, W+ those after the next.

    `data` are the relations of Sxx and Syx on e(0) and e(L); s+ = s - eta rate(p, s, m), with p and m the values above and below.
    """
    start, next_w = n.matrix("W0(j)", "d(j)", "d(j-1)", 3), n.matrix("W+(j)", "d(j)", "d(j-1)", 30)
    start_s, next_s = n.number("s0(j)"), n.number("s+(j)", weight)
    g, w, e = n.matrix("G(j)", "d(j)", "d(j-1)", 20), n.matrix("W", "d(L)", "d(0)", 7), n.matrix("E", "d(L)", "d(0)", 12)
    sxx, syx = n.symmetric("Sxx", "d(0)", 3), n.matrix("Syx", "d(L)", "d(0)", 5)
    u, v, p, m = n.above("j"), n.below("j", "j-1"), n.number("u(j)"), n.number("v(j)")
    inputs, *targets = data(sxx, syx)
    gradient = [Relation(next_w, n.w - g.times(1, {"eta": 1})), Relation(g, u.T * e * v.T), Relation(e, w * sxx - syx), inputs, Relation(w, u * n.w * v), *targets,
                Relation(next_s, n.s - rate(p, n.s, m).times(1, {"eta": 1}))]
    sides = [shown("below", {"V(j+1)": "V(j)", "e(j)": "e(j-1)", "v(j+1)": "v(j)"}, v * n.first, n.before * m),
             shown("below-back", {"V(j+1)": "V(j)", "e(j)": "e(j-1)", "v(j+1)": "v(j)"}, v.T * n.before, n.first * m.T),
             shown("above", {"U(j-1)": "U(j)", "e(j-1)": "e(j)", "u(j-1)": "u(j)"}, u * n.e, n.last * p),
             shown("above-back", {"U(j-1)": "U(j)", "e(j-1)": "e(j)", "u(j-1)": "u(j)"}, u.T * n.last, n.e * p.T)]
    now, begin = {"W+(j)": "W(j)", "s+(j)": "s(j)"}, {"W+(j)": "W0(j)", "s+(j)": "s0(j)"}
    forth, back = start_items(start, start_s)
    return n.below_items() + n.above_items() + [
        Item("start", start * n.before, n.e * start_s, forth), Item("start-back", start.T * n.e, n.before * start_s.T, back),
        Item("step", next_w * n.before, n.e * next_s, gradient + sides + [shown("step", now, n.w * n.before, n.e * n.s)], base=("start", begin)),
        Item("step-back", next_w.T * n.e, n.before * next_s.T, gradient + sides + [shown("step-back", now, n.w.T * n.e, n.before * n.s.T)],
             base=("start-back", begin))]


def invariant_subspace():
    """e(j) = Q_j v for v in K, which the targets do not see; W0 = eps O."""
    n = Chain()
    o = n.matrix("O(j)", "d(j)", "d(j-1)")

    def start_items(start, start_s):
        eps = [hypothesis(start, o.times(1, {"eps": 1})), Relation(start_s, n.one(NUMBERS).times(1, {"eps": 1}))]
        return eps + [Relation(o * n.before, n.e)], eps + [hypothesis(o.T * n.e, n.before)]
    return descent(n, start_items, lambda sxx, syx: [
        hypothesis(sxx, n.one("d(0)")), hypothesis(syx * n.first, n.zero("d(L)", NUMBERS)), hypothesis(syx.T * n.last, n.zero("d(0)", NUMBERS))],
        lambda p, s, m: p.T * p * s * m * m.T)


def constant_frames():
    """Any such columns at the start, which the data take to multiples of each other as well."""
    n = Chain()
    x, y = n.matrix("x", NUMBERS, NUMBERS, 1, True), n.number("y")

    def start_items(start, start_s):
        return [hypothesis(start * n.before, n.e * start_s)], [hypothesis(start.T * n.e, n.before * start_s.T)]
    return descent(n, start_items, lambda sxx, syx: [
        hypothesis(sxx * n.first, n.first * x), hypothesis(syx * n.first, n.last * y), hypothesis(syx.T * n.last, n.first * y.T)],
        lambda p, s, m: p.T * (p * s * m * x - y) * m.T, weight=8)


def is_diagonal(matrix):
    return all(not value or i == j for i, row in enumerate(matrix) for j, value in enumerate(row))


DIAGONAL = Theorem(lambda n: n["rate"] > 0 and is_covariance(n.sxx) and all(map(is_diagonal, [*n.layers, n.syx])), ("rate",))

CLAIMS = {
    "deng-2026-constant-frames-every-depth": words_claim(
        "all-depths",
        "In every deep linear network let columns e(0), ..., e(L) and numbers s_1, ..., s_L, x, y have W_j e(j-1) = e(j) s_j and W_j^T e(j) = e(j-1) s_j for every layer j, Sxx e(0) = e(0) x, "
        "Syx e(0) = e(L) y and Syx^T e(L) = e(0) y. After every number of steps of gradient descent the same columns have these relations, with s_j' = s_j - eta (x w - y) prod_(k != j) s_k "
        "at each step, w the product of all s_k. So an aligned network, balanced or not, keeps its frames, and its gradient is diagonal in them.",
        "every depth L >= 1, every list of widths, every number of steps, all real layers, Sxx and Syx, every real eta; taken as given: an aligned network has such columns for every index, 0 "
        "beyond a width; numbers are 1 x 1 matrices, whose order does not matter", constant_frames),
    "deng-2026-constant-frames-every-depth-false": DIAGONAL.refuted(
        "In every deep linear network with diagonal layers and diagonal Syx one step of gradient descent leaves all layers diagonal, whatever Sxx is.",
        "every depth L >= 1, all diagonal layers and Syx, every Sxx, every eta > 0", lambda n: all(map(is_diagonal, n.after_descent(n["rate"]).layers))),
    "yaras-2023-invariant-subspace": words_claim(
        "all-depths",
        "Square layers W_l = eps_l O_l, O_l orthogonal, Sxx = I, r = rank Syx, d > 2r; Q_l = O_l ... O_1 and P = Q_L^T Syx: the subspace K = ker P intersected "
        "with ker P^T has dimension at least d - 2r, and after every number of steps of gradient descent with rate eta, W_l Q_(l-1) v = rho_l Q_l v and "
        "W_l^T Q_l v = rho_l Q_(l-1) v for every v in K, where rho_l starts at eps_l and rho_l' = rho_l - eta rho_l prod_(k != l) rho_k^2.",
        "every depth L >= 1, every d, every number of steps, all real eps_l, orthogonal O_l and Syx, every real eta; taken as given: K is where 2d equations of "
        "rank at most 2r hold", invariant_subspace),
}

"""The Hessian of an aligned network entry by entry, in words: every depth and all widths; a false statement of it on an exact network.

Delta(k; i, m) = e(k,i) e(k-1,m)^T for orthonormal columns that every layer takes to multiples of each other. A second derivative in two layers l < k knows the
others through U(k), R(k,l) = W(k-1)..W(l+1) and V(l), and these act on the columns as numbers p, r and q.
"""
from .aligned_words import Chain
from .instances import Theorem
from .networks import dense_hessian
from .words import NUMBERS, Item, Relation, hypothesis, shown, words_claim


class Blocks(Chain):
    """Two layers l < k and what stands around them."""

    def __init__(self):
        super().__init__()
        self.Sxx, self.Syx = self.symmetric("Sxx", "d(0)", 3), self.matrix("Syx", "d(L)", "d(0)", 5)
        self.layers = {"k": self.layer("k", "k-1"), "l": self.layer("l", "l-1")}
        self.uppers = {"k": self.above("k"), "l": self.above("l", 7), "0": self.above("0")}
        self.lowers = {"k": self.below("k", "k-1", 7), "l": self.below("l", "l-1")}
        self.between = self.matrix("R(k,l)", "d(k-1)", "d(l)", 2)
        self.whole, self.E = self.matrix("W", "d(L)", "d(0)", 12), self.matrix("E", "d(L)", "d(0)", 16)

    def column(self, k, i):
        return self.matrix(f"e({k},{i})", f"d({k})", NUMBERS)

    def dyad(self, k, i, m):
        return self.column(k, i) * self.column(k + "-1", m).T

    # How the parts act on the columns of an index

    def up(self, k, i):
        names = {"U(j-1)": f"U({k})", "e(j-1)": f"e({k},{i})", "e(L)": f"e(L,{i})", "u(j-1)": f"p({k},{i})"}
        return shown("above", names, self.uppers[k] * self.column(k, i), self.column("L", i) * self.number(f"p({k},{i})"))

    def down(self, k, m):
        names = {"V(j+1)": f"V({k})", "e(j)": f"e({k}-1,{m})", "e(0)": f"e(0,{m})", "v(j+1)": f"q({k},{m})"}
        return shown("below-back", names, self.lowers[k].T * self.column(k + "-1", m), self.column("0", m) * self.number(f"q({k},{m})").T)

    def through(self, a):
        names = {"R(k+1,l)": "R(k,l)", "e(k)": f"e(k-1,{a})", "e(l)": f"e(l,{a})", "r(k+1,l)": f"r(k,l,{a})"}
        return shown("between", names, self.between * self.column("l", a), self.column("k-1", a) * self.number(f"r(k,l,{a})"))

    def variance(self, b):
        return hypothesis(self.Sxx * self.column("0", b), self.column("0", b) * self.symmetric(f"x({b})", NUMBERS))

    def error(self, b):
        return shown("residual", {"e(0,i)": f"e(0,{b})", "e(L,i)": f"e(L,{b})", "E(i)": f"E({b})"},
                     self.E * self.column("0", b), self.column("L", b) * self.number(f"E({b})", 4))

    def apart(self, k, i, a):
        return hypothesis(self.column(k, i).T * self.column(k, a), self.zero(NUMBERS, NUMBERS))

    def unit_above(self, i):
        """|e(L,i)|^2 p(k,i) = p(k,i): where i exceeds d(L), p(k,i) has the factor s(L,i) = 0, as Delta(L; i, m) does not exist."""
        p = self.number(f"p(k,{i})")
        return hypothesis(self.column("L", i).T * self.column("L", i) * p, p)

    def unit_below(self, layer, m):
        q = self.number(f"q({layer},{m})")
        return hypothesis(self.column("0", m).T * self.column("0", m) * q.T, q.T)

    # Items

    def between_items(self):
        """R(k+1,l) e(l) = e(k) r(k+1,l), from R(l+1,l) = 1."""
        first, before, e, s = self.at("e", "l"), self.at("e", "k-1"), self.at("e", "k"), self.number("s(k)")
        start, after = self.matrix("R(l+1,l)", "d(l)", "d(l)", 2), self.matrix("R(k+1,l)", "d(k)", "d(l)", 5)
        one, m, product = self.number("r(l+1,l)"), self.number("r(k,l)"), self.number("r(k+1,l)", 3)
        again = {"R(k+1,l)": "R(k,l)", "e(k)": "e(k-1)", "r(k+1,l)": "r(k,l)"}
        step = [Relation(after, self.layers["k"] * self.between), Relation(product, s * m), hypothesis(self.layers["k"] * before, e * s),
                shown("between", again, self.between * first, before * m)]
        return [Item("between-first", start * first, first * one, [Relation(start, self.one("d(l)")), Relation(one, self.one(NUMBERS))]),
                Item("between", after * first, e * product, step,
                     base=("between-first", {"R(k+1,l)": "R(l+1,l)", "e(k)": "e(l)", "r(k+1,l)": "r(l+1,l)"}))]

    def residual_item(self):
        """E e(0,i) = e(L,i) E(i) with E(i) = p(0,i) x(i) - y(i)."""
        first, last = self.column("0", "i"), self.column("L", "i")
        x, y, number = self.symmetric("x(i)", NUMBERS), self.symmetric("y(i)", NUMBERS), self.number("E(i)", 4)
        return Item("residual", self.E * first, last * number, [
            Relation(self.E, self.whole * self.Sxx - self.Syx), Relation(self.whole, self.uppers["0"]), self.variance("i"), hypothesis(self.Syx * first, last * y),
            self.up("0", "i"), Relation(number, self.number("p(0,i)") * x - y)])

    def outer(self, layer, i, m, a, b):
        c, d = self.column("k", i), self.column("k-1", m)
        return self.column(layer, a).T * self.uppers[layer].T * self.uppers["k"] * c * d.T * self.lowers["k"] * self.Sxx * self.lowers[layer].T * self.column(layer + "-1", b)

    def entry(self, i, m, a, b):
        """The entry between Delta(k; i, m) and Delta(l; a, b)."""
        inner = self.column("k-1", m).T * self.between * self.column("l", a)
        return self.outer("l", i, m, a, b) + inner * self.column("l-1", b).T * self.lowers["l"] * self.E.T * self.uppers["k"] * self.column("k", i)

    def derivative_items(self):
        """What stands beside t r in the loss along t Delta(k; i, m) + r Delta(l; a, b), for l < k and for one layer."""
        k = self.layers["k"] + self.dyad("k", "i", "m").times(1, {"t": 1})
        both = k + self.dyad("k", "a", "b").times(1, {"r": 1})
        l = self.layers["l"] + self.dyad("l", "a", "b").times(1, {"r": 1})
        u, between, v = self.uppers["k"], self.between, self.lowers["l"]
        parts = [Relation(self.lowers["k"], between * self.layers["l"] * v), Relation(self.uppers["l"], u * self.layers["k"] * between),
                 Relation(self.E, self.whole * self.Sxx - self.Syx), Relation(self.whole, u * self.layers["k"] * between * self.layers["l"] * v)]
        return [Item("derivative", self.loss(u * k * between * l * v).order(1).order(1, "r"), self.entry("i", "m", "a", "b"), parts, trace=True),
                Item("derivative-one-layer", self.loss(u * both * self.lowers["k"]).order(1).order(1, "r"), self.outer("k", "i", "m", "a", "b"), trace=True)]

    def value(self, layer, i, m):
        """p(k,i) q(k,m) p(layer,i) q(layer,m) x(m)."""
        p, q = (lambda k: self.number(f"p({k},{i})")), (lambda k: self.number(f"q({k},{m})"))
        return p(layer).T * p("k") * q("k") * self.symmetric(f"x({m})", NUMBERS) * q(layer).T

    def coupling(self, i, m):
        """E(i) p(k,i) r(k,l,m) q(l,i)."""
        return self.number(f"r(k,l,{m})") * self.number(f"q(l,{i})") * self.number(f"E({i})", 4).T * self.number(f"p(k,{i})")

    def two_layers(self, name, indices, value, further):
        i, m, a, b = indices
        acting = [self.up("k", i), self.up("l", a), self.down("k", m), self.down("l", b), self.through(a), self.variance(b), self.error(b)]
        return Item(name, self.entry(i, m, a, b), value, acting + further)

    def one_layer(self, name, indices, value, further):
        i, m, a, b = indices
        acting = [self.up("k", i)] + [self.up("k", a)] * (a != i) + [self.down("k", m)] + [self.down("k", b)] * (b != m)
        return Item(name, self.outer("k", i, m, a, b), value, acting + [self.variance(b)] + further)


def entries():
    n = Blocks()
    none, exists = n.zero(NUMBERS, NUMBERS), lambda m: hypothesis(n.column("k-1", m).T * n.column("k-1", m), n.one(NUMBERS))
    outer_zero = (n.apart("L", "a", "i"), n.apart("0", "m", "b"))                      # a is not i; b is not m
    coupling_zero = (n.apart("k-1", "m", "a"), n.apart("L", "b", "i"))                 # a is not m; b is not i
    return n.above_items()[:2] + n.below_items()[2:] + n.between_items() + [n.residual_item()] + n.derivative_items() + [
        n.two_layers("diagonal", "iiii", n.value("l", "i", "i") + n.coupling("i", "i"), [n.unit_above("i"), n.unit_below("l", "i"), exists("i")]),
        n.two_layers("parallel", "imim", n.value("l", "i", "m"), [n.unit_above("i"), n.unit_below("l", "m"), n.apart("k-1", "m", "i")]),
        n.two_layers("crossed", "immi", n.coupling("i", "m"), [n.unit_above("i"), exists("m"), n.apart("L", "m", "i")]),
    ] + [n.two_layers(f"zero-{o + 1}-{c + 1}", "imab", none, [outer_zero[o], coupling_zero[c]]) for o in (0, 1) for c in (0, 1)] + [
        n.one_layer("one-layer", "imim", n.value("k", "i", "m"), [n.unit_above("i"), n.unit_below("k", "m")]),
        n.one_layer("one-layer-zero-1", "imab", none, [outer_zero[0]]), n.one_layer("one-layer-zero-2", "imab", none, [outer_zero[1]])]


def entries_are(n, residual):
    """Whether every entry at l <= k is that of the theorem with the residual of the index `residual(i, m)` in the coupling."""
    def product(i, after, until):
        result = 1
        for s in n.values(i)[after:until]:
            result *= s
        return result

    def at(matrix, i):
        return matrix[i - 1][i - 1] if i <= min(len(matrix), len(matrix[0])) else 0
    dense = dense_hessian(*n.data()[:3])
    for k, i, m in dense:
        for l, a, b in dense:
            if l > k:
                continue
            value = 0
            if (a, b) == (i, m):
                value += at(n.sxx, m) * product(i, k, None) * product(m, 0, k - 1) * product(i, l, None) * product(m, 0, l - 1)
            if l < k and (a, b) == (m, i):
                e = residual(i, m)
                value += (at(n.sxx, e) * product(e, 0, None) - at(n.syx, e)) * product(i, k, None) * product(m, l, k - 1) * product(i, 0, l - 1)
            if dense[k, i, m].get((l, a, b), 0) != value:
                return False
    return True


ALIGNED = Theorem(lambda n: n.is_diagonal())

CLAIMS = {
    "aligned-block-decomposition-every-depth": words_claim(
        "all-depths",
        "Let the layers, Sxx and Syx be diagonal in common orthonormal frames, with values s_(k,i), x_i and y_i, which are 0 beyond the widths; p_(k,i) = prod_(h > k) s_(h,i), "
        "q_(k,i) = prod_(h < k) s_(h,i), r_(kl,i) = prod_(l < h < k) s_(h,i), e_i = x_i prod_h s_(h,i) - y_i. For l <= k the entry of the Hessian at Delta_k(i,m) and Delta_l(a,b) is "
        "[a = i][b = m] x_m p_(k,i) q_(k,m) p_(l,i) q_(l,m) + [l < k][a = m][b = i] e_i p_(k,i) r_(kl,m) q_(l,i). So the Hessian is, after a permutation of the parameters, block "
        "diagonal with the blocks of Theorem A: one for each index i, on all Delta_k(i,i), and one for each pair of indices i, m, on all Delta_k(i,m) and Delta_k(m,i).",
        "every depth L >= 1, all widths, every real s_(k,i), x_i and y_i; taken as given: columns and values beyond a width are 0, so that |e_(L,i)|^2 p_(k,i) = p_(k,i) and "
        "|e_(0,m)|^2 q_(l,m) = q_(l,m) where Delta_k(i,m) and Delta_l(a,m) exist; numbers are 1 x 1 matrices, whose order does not matter", entries),
    "aligned-block-decomposition-every-depth-false": ALIGNED.refuted(
        "In every aligned deep linear network, for l <= k, the entry of the Hessian at Delta_k(i,m) and Delta_l(a,b) is [a = i][b = m] x_m p_(k,i) q_(k,m) p_(l,i) q_(l,m) + "
        "[l < k][a = m][b = i] e_m p_(k,i) r_(kl,m) q_(l,i), with the residual of the other index.",
        "every depth L >= 1, all widths, all layer values, x_i and y_i", lambda n: entries_are(n, lambda i, m: m)),
}

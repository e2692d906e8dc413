"""Layers near a multiple of the identity: the gradient bounds the excess loss, for every depth and width.

All layers are square, so that there is one space d. With gamma = rho - tau every Gram matrix of a layer exceeds gamma^2 by a positive semidefinite matrix, and
those of the products above and below layer j are C(j) + P(j) and D(j) + R(j) with C(j) = gamma^(2(L-j)) and D(j) = gamma^(2(j-1)).
"""
from .claim import Claim
from .depth_argument import ABOVE_0, Argument
from .depth_ring import DepthRing
from .depth_witness import contradicted
from .word_squares import Positive, WordsSquare, inequality_claim
from .words import HALF, Alphabet, Item, Relation, hypothesis, shown

GAMMA_SQUARED = {"gamma": 2}
RATIO = {"gamma": 1, "tau": -1}


class Square(Alphabet):
    """Letters of one space."""

    def full(self, name, weight):
        return self.matrix(name, "d", "d", weight)

    def even(self, name, weight):
        return self.symmetric(name, "d", weight)

    def multiple(self, **powers):
        return self.one("d").times(1, powers)


def one_layer(n):
    """W W^T = gamma^2 + T and W^T W = gamma^2 + Q; T and Q are squares of A + tau and of the roots M, N of tau^2 - A A^T and tau^2 - A^T A."""
    a, w = n.full("A(j)", 2), n.full("W(j)", 3)
    n.upper_gap, n.lower_gap = n.even("T(j)", 5), n.even("Q(j)", 5)
    near = a + n.multiple(tau=1) + n.multiple(gamma=1)
    is_near, moved, least = hypothesis(w, near), a + n.multiple(tau=1), n.multiple(gamma=2)
    n.above_layer, n.below_layer = shown("layer-above", {}, w * w.T, least + n.upper_gap), shown("layer-below", {}, w.T * w, least + n.lower_gap)
    entries = []
    for name, gap, outer, root, letter in (("layer-above", n.upper_gap, lambda x: x, moved, "M(j)"), ("layer-below", n.lower_gap, lambda x: x.T, moved.T, "N(j)")):
        rest = outer(n.full(letter, 3))
        side, spare = outer(near), n.multiple(tau=2) - outer(a) * outer(a).T
        defined = Relation(gap, side * side.T - least)
        entries += [
            Item(name, outer(w) * outer(w).T, least + gap, [is_near, defined]),
            Item(name + "-gap", gap, n.zero("d", "d"), [defined, hypothesis(rest * rest.T, spare)],
                 squares=[WordsSquare(root), WordsSquare(root, powers=RATIO), WordsSquare(rest, powers=RATIO)])]
    return entries


class Product:
    """The product of the layers on one side of a layer: its Gram matrix is `scale + gap`."""

    def __init__(self, n, letters, index, weights):
        product, scale, gap = letters
        self.matrix, self.scale, self.gap = n.full(f"{product}({index})", weights[0]), n.even(f"{scale}({index})", weights[1]), n.even(f"{gap}({index})", weights[2])
        self.names = [f"{letter}({index})" for letter in letters]

    def as_other(self, other, which=slice(None)):
        """The renaming of these letters to those at another index."""
        return dict(zip(self.names[which], other.names[which]))


SCALE, GAP = slice(1, 2), slice(2, 3)


def product_items(n, name, word, first, now, then, turn, grown, layer, gap):
    """By induction from the empty product: its Gram matrix is scale + gap, the scale is gamma^2 times the one before, and both are positive semidefinite."""
    zero, unit = n.zero("d", "d"), n.one("d")
    start = [Relation(first.matrix, unit), Relation(first.scale, unit), Relation(first.gap, zero)]
    around = turn(now.matrix)

    def gram(product):
        return turn(product) * turn(product).T
    scale = Relation(then.scale, now.scale.times(1, GAMMA_SQUARED))
    added = Relation(then.gap, now.gap.times(1, GAMMA_SQUARED) + around * gap.matrix * around.T)

    def kept(part, what):
        return WordsSquare(unit, Positive(part, f"{name}-{what}", then.as_other(now, SCALE if what == "scale" else GAP)), powers=GAMMA_SQUARED)
    return [
        Item(f"{name}-{word}", gram(first.matrix), first.scale + first.gap, start),
        Item(name, gram(then.matrix), then.scale + then.gap,
             [Relation(then.matrix, grown), layer, scale, added, shown(name, then.as_other(now), gram(now.matrix), now.scale + now.gap)],
             base=(f"{name}-{word}", then.as_other(first))),
        Item(f"{name}-scale-{word}", first.scale, zero, start[1:2], squares=[WordsSquare(unit)]),
        Item(f"{name}-scale", then.scale, zero, [scale], base=(f"{name}-scale-{word}", then.as_other(first, SCALE)), squares=[kept(now.scale, "scale")]),
        Item(f"{name}-gap-{word}", first.gap, zero, start[2:], squares=[]),
        Item(f"{name}-gap", then.gap, zero, [added], base=(f"{name}-gap-{word}", then.as_other(first, GAP)),
             squares=[kept(now.gap, "gap"), WordsSquare(around, gap)])]


def gradient(n):
    """||G||^2 = tr(U U^T E V^T V E^T), of which tr(C E D E^T) = tr(F E^T) is the part without P and R: the scales of one layer have the same product in all."""
    upper, lower, upper_then, lower_then = n.products
    c, d, e, g, f = upper.scale, lower.scale, n.e, n.full("G(j)", 20), n.full("F", 9)
    c_first, c_then, d_first = n.even("C(1)", 1), n.even("C(j+1)", 2), n.even("D(1)", 2)
    u, v = upper.matrix, lower.matrix
    same = shown("scales", {"C(j+1)": "C(j)", "D(j+1)": "D(j)"}, c * e * d, f)
    grams = u * u.T * e * v.T * v * e.T
    return [
        Item("scales-first", c_first * e * d_first, f, [Relation(d_first, n.one("d")), Relation(f, c_first * e)]),
        Item("scales", c_then * e * lower_then.scale, f,
             [Relation(c_then, c.times(1, {"gamma": -2})), Relation(lower_then.scale, d.times(1, GAMMA_SQUARED)), same],
             base=("scales-first", {"C(j+1)": "C(1)", "D(j+1)": "D(1)"})),
        Item("norm", g * g.T, grams, [Relation(g, u.T * e * v.T)], trace=True),
        Item("gradient", grams, f * e.T,
             [shown("above", upper_then.as_other(upper), u * u.T, c + upper.gap), shown("below", lower_then.as_other(lower), v.T * v, d + lower.gap), same], trace=True,
             squares=[WordsSquare(e, middle=Positive(lower.gap, "below-gap", lower_then.as_other(lower, GAP)),
                                  outer=Positive(c, "above-scale", upper_then.as_other(upper, SCALE))),
                      WordsSquare(e * v.T, outer=Positive(upper.gap, "above-gap", upper_then.as_other(upper, GAP)))])]


def excess(n):
    """F(W) - F* = 1/2 tr(E B E^T), B the inverse of Sxx, F* = F(Syx B) the least loss; and Sxx = mu + K makes ||E||^2 at least mu tr(E B E^T)."""
    e, s, k, b = n.e, n.even("Sxx", 1), n.even("K", 2), n.even("Sxx^-1", 1)
    y, w, z = (n.full(name, 1) for name in ("Syx", "W", "Z"))
    inverse = [hypothesis(s * b, n.one("d")), hypothesis(b * s, n.one("d"))]

    def loss(at):
        return (at * s * at.T).times(HALF) - at * y.T
    best, remaining = y * b, e * b * e.T
    return [
        Item("excess", loss(w) - loss(best), remaining.times(HALF), inverse + [Relation(e, w * s - y)], trace=True),
        Item("least", loss(z), loss(best), inverse, trace=True, squares=[WordsSquare(z - best, middle=Positive(s), factor=HALF)]),
        Item("residual", e * e.T, remaining.times(1, {"mu": 1}), inverse + [Relation(k, s - n.multiple(mu=1))], trace=True,
             squares=[WordsSquare(e * b, middle=Positive(k), powers={"mu": 1}), WordsSquare(e * b * k)])]


def entries():
    n = Square()
    found = one_layer(n)
    w, n.e = n.full("W(j)", 3), n.full("E", 7)
    upper, lower = Product(n, "UCP", "j", (4, 1, 2)), Product(n, "VDR", "j", (4, 2, 2))
    upper_then, lower_then = Product(n, "UCP", "j-1", (8, 2, 14)), Product(n, "VDR", "j+1", (8, 3, 14))
    n.products = upper, lower, upper_then, lower_then
    found += product_items(n, "above", "last", Product(n, "UCP", "L", (4, 1, 2)), upper, upper_then, lambda x: x, upper.matrix * w, n.above_layer,
                           Positive(n.upper_gap, "layer-above-gap"))
    found += product_items(n, "below", "first", Product(n, "VDR", "1", (4, 2, 2)), lower, lower_then, lambda x: x.T, w * lower.matrix, n.below_layer,
                           Positive(n.lower_gap, "layer-below-gap"))
    return found + gradient(n) + excess(n)


def argue():
    """Exponents of gamma = s; then with x = ||E||^2, y = F - F*, z = mu the sum G over the layers."""
    ring = DepthRing("L", "k", "s", "S", "x", "y", "z", "G")
    L, k, s, S, x, y, z, G = ring["L k s S x y z G"]

    def above(layer):
        return 2 * (L - layer)

    def below(layer):
        return 2 * (ring.one * layer - 1)
    power = (S / s) * (S / s)
    return Argument(1, ring, [
        ("identity", "above-last", above(L), ring.one * 0), ("identity", "above", above(k - 1), above(k) + 2),
        ("identity", "below-first", below(1), ring.one * 0), ("identity", "below", below(k + 1), below(k) + 2),
        ("identity", "both", above(k) + below(k), 2 * (L - 1)),
        ("sign", "bound", G - 2 * L * power * z * y, "nonnegative", [[G - L * power * x], [L, power, x - 2 * z * y]])],
        ranges=[("s", ABOVE_0)], assumed=[(G * s * s - L * S * S * x, "nonnegative"), (x - 2 * z * y, "nonnegative")], nonzero=[(s, "range")])


def one_mode(L, s, y):
    """The false bound, and the squared gradient, of L equal layers of width 1 with Sxx = 1."""
    slope = L * ((s ** L - y) * s ** (L - 1)) ** 2
    return 2 * L * (1 - (1 - s) ** 2) ** (L - 1) * (s ** L - y) ** 2 / 2, slope


CLAIMS = {
    "hardt-ma-2017-no-spurious-every-depth": inequality_claim(
        "Square layers W_k = rho I + A_k with norms ||A_k|| <= tau, 0 < tau < rho, Sxx - mu I positive semidefinite with mu > 0, F* the least loss of all "
        "end-to-end matrices: every layer has ||grad_k||^2 >= (rho - tau)^(2L-2) ||E||^2 in the Frobenius norm, and ||E||^2 >= 2 mu (F - F*), so that sum_k "
        "||grad_k||^2 >= 2 L (rho - tau)^(2L-2) mu (F - F*) and the gradient vanishes only where F = F*. With rho = 1 these are layers near the identity.",
        "every depth L >= 1, every width, all real layers with norms ||W_k - rho I|| <= tau, 0 < tau < rho, every Sxx with Sxx - mu I positive semidefinite, mu > "
        "0, every real Syx; taken as given: ||A|| <= tau gives N and M with tau^2 I - A^T A = N^T N and tau^2 I - A A^T = M M^T; X M X^T is positive semidefinite "
        "and tr(P X M X^T) >= 0 for positive semidefinite P and M", entries, ("gamma", "mu", "tau"), argue),
    "hardt-ma-2017-no-spurious-every-depth-false": Claim(
        "refuted", "exact", "depth-witness",
        "For every depth L >= 2, with layers W_k = s = 1 - tau of width 1, 0 < s < 1, and Sxx = 1: 2 L (1 - tau^2)^(L-1) (F - F*) <= sum_k ||grad_k||^2.",
        {"text": "every depth L >= 2, widths 1, all layers s in (0, 1), tau = 1 - s, Sxx = 1, every Syx = y > 0"},
        contradicted(2, "<=", ("s", "y"), lambda L, s, y: s < 1, one_mode)),
}

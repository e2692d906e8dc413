"""The sharpness of minima from below at every depth: alpha_k beta_(k+1) has one bound for all k, so that the product of the alpha_k beta_k has one, and their sum.

alpha_k = |U_k^T u|^2 and beta_k = |V_k r|^2: for Sxx = I with top singular vectors u and r = v, for one output with u = 1 and r = Sxx w^T, w = W.
"""
from fractions import Fraction

from .claim import Claim
from .depth_argument import ABOVE_0, Argument, Square
from .depth_ring import DepthRing
from .depth_witness import contradicted
from .word_squares import WordsSquare, inequality_claim
from .words import HALF, NUMBERS, Alphabet, Item, Relation, hypothesis, shown


class Products(Alphabet):
    """The products of the layers above and below layer j, with outputs in a space."""

    def __init__(self, outputs):
        super().__init__()
        self.above, self.next = self.matrix("U(j)", outputs, "d(j)", 2), self.matrix("V(j+1)", "d(j)", "d(0)", 2)
        self.below, self.W = self.matrix("V(j)", "d(j-1)", "d(0)", 2), self.matrix("W", outputs, "d(0)")
        self.last, self.first = self.matrix("U(L)", outputs, outputs, 2), self.matrix("V(1)", "d(0)", "d(0)", 2)
        self.ends = Relation(self.last, self.one(outputs)), Relation(self.first, self.one("d(0)"))
        self.number = self.one(NUMBERS)
        self.passes = shown("whole", {"U(j-1)": "U(j)", "V(j)": "V(j+1)"}, self.above * self.next, self.W)

    def whole(self):
        """U(j-1) V(j) = W, by induction from U(L) V(L+1)."""
        outputs = self.W.rows
        layer, end, previous = self.matrix("W(j)", "d(j)", "d(j-1)", 2), self.matrix("V(L+1)", outputs, "d(0)", 2), self.matrix("U(j-1)", outputs, "d(j-1)", 5)
        return [Item("whole-last", self.last * end, self.W, [self.ends[0], Relation(end, self.W)]),
                Item("whole", previous * self.below, self.W, [Relation(previous, self.above * layer), Relation(layer * self.below, self.next), self.passes],
                     base=("whole-last", {"U(j-1)": "U(L)", "V(j)": "V(L+1)"}))]

    def called(self, name, vector):
        """A letter for the squared length of a vector."""
        letter = self.symmetric(name, NUMBERS, 20)
        return letter, Relation(letter, vector.T * vector)

    def meeting(self, u, r):
        inner = u.T * self.above * self.next * r
        return inner * inner

    def cauchy(self, u, r):
        """|p|^2 |q|^2 - (p^T q)^2 is half the squared norm of p q^T - q p^T."""
        p, q = self.above.T * u, self.next * r
        return Item("cauchy", (p.T * p) * (q.T * q), self.meeting(u, r), trace=True, squares=[WordsSquare(p * q.T - q * p.T, factor=HALF)])


def flattest():
    n = Products("d(L)")
    u, v, z = n.column("u", "d(L)"), n.column("v", "d(0)"), n.matrix("Z", "d(L)", "d(0)", 5)
    unit_u, unit_v = (hypothesis(x.T * x, n.number) for x in (u, v))
    (alpha, is_alpha), (beta, is_beta) = n.called("alpha(j)", n.above.T * u), n.called("beta(j)", n.below * v)
    is_z = Relation(z, u * v.T)
    return n.whole() + [
        Item("last", n.number, u.T * n.last * n.last.T * u, [n.ends[0], unit_u]), Item("first", n.number, v.T * n.first.T * n.first * v, [n.ends[1], unit_v]),
        Item("inner", n.meeting(u, v), n.number.times(1, {"sigma": 2}), [n.passes, hypothesis(n.W * v, u.times(1, {"sigma": 1})), unit_u]), n.cauchy(u, v),
        Item("form", n.above * n.above.T * z * (n.below.T * n.below) * z.T, alpha * beta, [is_z, is_alpha, is_beta], trace=True),
        Item("length", z * z.T, u.T * u * v.T * v, [is_z], trace=True)]


def single_output():
    n = Products(NUMBERS)
    sxx, c, z = n.symmetric("Sxx", "d(0)", 3), n.symmetric("C", "d(0)"), n.matrix("Z", NUMBERS, "d(0)", 5)
    w, r = n.W, sxx * n.W.T
    (alpha, is_alpha), (beta, is_beta) = n.called("alpha(j)", n.above.T), n.called("beta(j)", n.below * r)
    is_z, is_root, seen = Relation(z, w * c), hypothesis(sxx, c * c), w * sxx * w.T
    return n.whole() + [
        Item("last", n.last * n.last.T, n.number, n.ends[:1]), Item("inner", n.meeting(n.number, r), seen * seen, [n.passes]), n.cauchy(n.number, r),
        Item("first", (n.first * r).T * (n.first * r) * w * w.T, seen * seen, n.ends[1:], trace=True, squares=[WordsSquare(w.T * r.T - r * w, factor=HALF)]),
        Item("form", n.above * n.above.T * z * c * (n.below.T * n.below) * c * z.T, alpha * beta, [is_z, is_root, is_alpha, is_beta]),
        Item("length", z * z.T, seen, [is_z, is_root])]


def argue(single, step=False):
    """G >= (b^(2L)/b^2) r alpha_L for the product G of L values, as alpha_L beta_(L+1) = p q >= b^2; and the mean s of L values, t of L + 1, has s^L >= G.

    With a step of descent at a rate eta L c > 2, c = sigma^(2-2/L): the multiplier 1 - eta u along an eigenvector of value u >= L c is below -1."""
    ring = DepthRing(*"LstSTbBGpqz", *("rx" if single else ""), *(("eta", "u", "c") if step else ()))
    L, s, t, S, T, b, B, G, p, q, z = ring["L s t S T b B G p q z"]
    r, x = ring["r x"] if single else (ring.one, None)
    power = (B / b) * (B / b)
    kept, end, value = G - power * p * r, G - power * r, (L + 1) * t - L * s
    bound = (S - (B / x) * (B / x), [[S - G], [end], [power / (x * x), r * x * x - b * b]]) if single else (S - power, [[S - G], [end]])
    assumed = [G * b * b - B * B * p * r, p * q - b * b, S - G, value, G * b * b - B * B * r] + ([r * x * x - b * b] if single else [])
    eta, u, c = ring["eta u c"] if step else (ring.one,) * 3
    unstable = [("sign", "multiplier", eta * u - 2, "positive", [[eta, u - L * c], [eta * L * c - 2]])]
    return Argument(1, ring, [
        ("identity", "chain-first", ring.image(kept, B=b, G=p * r), ring.one * 0),
        ("sign", "chain", G * q * z - B * B * r * z, "nonnegative", [[kept, q, z], [power, r, z, p * q - b * b]]),
        ("identity", "mean-first", ring.at(S, 1), s),
        ("induction", "tangent", t * T - S * value, "nonnegative", [[Square(t - s)]], [[t, "tangent"], [L + 1, S, Square(t - s)]]),
        ("sign", "mean", t * T - G * value, "nonnegative", [["tangent"], [S - G, value]]),
        ("sign", "bound", bound[0], "nonnegative", bound[1]), ("identity", "exponent", 2 * (L - 1) / L, 2 - 2 / L)] + (unstable if step else []),
        ranges=[(name, ABOVE_0) for name in [*"stbqz", *("rx" if single else ""), *(["eta"] if step else [])]],
        assumed=[(value, "nonnegative") for value in assumed] + ([(u - L * c, "nonnegative"), (eta * L * c - 2, "positive")] if step else []),
        nonzero=[(value, "range") for value in ((L, b, x) if single else (L, b))])


def sharpness(L, s, x=1):
    """The trace of the Hessian of rank 1 of L layers s of width 1 at a minimum with Sxx = x: x times the squared product of the others, L times."""
    others = Fraction(1)
    for _ in range(L - 1):
        others *= s
    return sum(x * others * others for _ in range(L))


def scalar_step(L, p, q, eta):
    """-1 and the multiplier along g, g_k the product of the other layers: p, q and 1 otherwise, where H = g g^T."""
    layers = [p, q] + [Fraction(1)] * (L - 2)
    products = []
    for k in range(L):
        products.append(Fraction(1))
        for j, value in enumerate(layers):
            products[-1] *= value if j != k else 1
    return -1, 1 - eta * sum(g * g for g in products)


def is_small_step(L, p, q, eta):
    """eta <= 2/(L sigma^(2-2/L)), to the power L."""
    return (eta * L) ** L * (p * q) ** (2 * L - 2) <= 2 ** L


GIVEN = ("H = H_o where E = 0, see interpolation-hessian-is-gauss-newton; H_o = J^* J and J J^* have the same nonzero eigenvalues, see gn-kronecker-gram, the largest of "
         "which is at least every Rayleigh quotient; sums and products over the layers by their first case and step")

CLAIMS = {
    "mulayoff-2020-flattest-sharpness-every-depth": inequality_claim(
        "Where Sxx = I, E = 0 and W is not 0: with unit vectors W v = sigma_1 u, alpha_k = |U_k^T u|^2, beta_k = |V_k v|^2 and Z = u v^T of length 1, <Z, J J^* Z> = "
        "sum_k alpha_k beta_k, alpha_L = beta_1 = 1 and alpha_k beta_(k+1) >= sigma_1^2, so that the product of the alpha_k beta_k is at least sigma_1^(2L-2) and, by "
        "the inequality of means, their sum at least L sigma_1^(2-2/L): the largest eigenvalue of the Hessian is at least L sigma_1^(2-2/L).",
        "every depth L >= 1, every list of widths, all real layers with Sxx = I, Syx = W not 0; taken as given: unit vectors with W v = sigma_1 u; " + GIVEN,
        flattest, argue=lambda: argue(False)),
    "mulayoff-2020-flattest-sharpness-every-depth-false": Claim(
        "refuted", "exact", "depth-witness",
        "For every depth L >= 2, at the minimum with all layers s of width 1, Sxx = 1 and sigma_1 = s^L, the largest eigenvalue of the Hessian is at least L "
        "sigma_1^(2-1/L).",
        {"text": "every depth L >= 2, widths 1, all layers s > 0, Sxx = 1"},
        contradicted(2, "<=", ("s",), lambda L, s: True, lambda L, s: (L * s ** (2 * L - 1), sharpness(L, s)))),
    "marion-chizat-2024-sharpness-every-depth": inequality_claim(
        "Where d_L = 1, E = 0 and a = w Sxx w^T/|w|^2 > 0, W = w: with alpha_k = |U_k|^2, beta_k = |V_k Sxx w^T|^2 and Z = w C, C C = Sxx, of squared length w Sxx "
        "w^T, <Z, J J^* Z> = sum_k alpha_k beta_k, alpha_L = 1, alpha_k beta_(k+1) >= (w Sxx w^T)^2 and |w|^2 beta_1 >= (w Sxx w^T)^2, so that the product of the "
        "alpha_k beta_k is at least (w Sxx w^T)^(2L)/|w|^2 and, by the inequality of means, the largest eigenvalue of the Hessian is at least L a |w|^(2-2/L).",
        "every depth L >= 1, every list of widths with d_L = 1, all real layers and positive semidefinite Sxx with Syx = w Sxx and a > 0; taken as given: a symmetric "
        "root C of Sxx; " + GIVEN, single_output, argue=lambda: argue(True)),
    "marion-chizat-2024-sharpness-every-depth-false": Claim(
        "refuted", "exact", "depth-witness",
        "For every depth L >= 2, at the minimum with all layers s of width 1 and Sxx = a = x, |w| = s^L, the largest eigenvalue of the Hessian is at least L a^2 "
        "|w|^(2-2/L).",
        {"text": "every depth L >= 2, widths 1, all layers s > 0, every Sxx = x > 0"},
        contradicted(2, "<=", ("s", "x"), lambda L, s, x: True, lambda L, s, x: (L * x * x * s ** (2 * L - 2), sharpness(L, s, x)))),
    "nar-sastry-2018-step-size-every-minimum": inequality_claim(
        "Where Sxx = I, E = 0 and W is not 0, at every minimum with the end-to-end map W, aligned or not: the largest eigenvalue of the Hessian is lambda >= L "
        "sigma_1^(2-2/L), shown as in mulayoff-2020-flattest-sharpness-every-depth; and for eta > 2/(L sigma_1^(2-2/L)) one step of gradient descent, to first order, "
        "multiplies a displacement along its eigenvector by 1 - eta lambda < -1. So gradient descent is linearly stable at some minimum with that W only if eta <= 2/(L "
        "sigma_1^(2-2/L)).",
        "every depth L >= 1, every list of widths, all real layers with Sxx = I, Syx = W not 0, every real eta > 0; taken as given: unit vectors with W v = sigma_1 u; "
        + GIVEN + "; a number whose L-th power is at least sigma_1^(2L-2) is at least sigma_1^(2-2/L); one step is D -> D - eta H D to first order",
        flattest, argue=lambda: argue(False, step=True)),
    "nar-sastry-2018-step-size-every-minimum-false": Claim(
        "refuted", "exact", "depth-witness",
        "For every depth L >= 2, at the minimum of width 1 with layer values p, q and 1 otherwise, sigma = p q, Sxx = 1 and lambda the largest eigenvalue of the "
        "Hessian, 1 - eta lambda >= -1 for every eta > 0 with eta <= 2/(L sigma^(2-2/L)).",
        {"text": "every depth L >= 2, widths 1, layers p, q > 0 and 1 otherwise, every eta in (0, 2/(L sigma^(2-2/L))]"},
        contradicted(2, "<=", ("p", "q", "eta"), is_small_step, scalar_step)),
}

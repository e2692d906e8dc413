"""A hidden unit without weights, the rank at interpolation, and an unused input that gets variance: every depth and all widths, in words.

All layers move along a path at once. U and V hold the layers above and below with their first and second orders, which is all that the second order of the loss sees.
"""
from .algebra import charpoly
from .aligned_words import Chain
from .instances import Theorem, polynomial_of, rank
from .layer_words import Layers
from .structure import adds_block, convolved, widened
from .words import HALF, NUMBERS, Alphabet, Item, Relation, hypothesis, shown, words_claim


def moving(n, product, index):
    """The product with its orders."""
    first, second = (n.matrix(f"d{order}{index}", product.rows, product.columns) for order in (1, 2))
    return product + first.times(1, {"t": 1}) + second.times(1, {"t": 2})


class Wide(Chain):
    """The network around hidden layer j, with the symbols of a column that the layers take to multiples of each other."""

    def __init__(self):
        super().__init__()
        self.Sxx, self.Syx = self.symmetric("Sxx", "d(0)", 3), self.matrix("Syx", "d(L)", "d(0)", 5)
        self.whole, self.E = self.matrix("W", "d(L)", "d(0)", 12), self.matrix("E", "d(L)", "d(0)", 16)
        self.U, self.V = self.above("j+1"), self.below("j", "j-1")
        self.out = self.layer("j+1", "j", 1)

    def product_items(self):
        """a are the weights into the unit e, b those out of it; N includes the other units."""
        n_, e = self.matrix("N", "d(j)+1", "d(j)"), self.matrix("e", "d(j)+1", NUMBERS)
        a, b = self.matrix("a", "d(j-1)", NUMBERS), self.matrix("b", "d(j+1)", NUMBERS)
        u, v = moving(self, self.U, "U(j+1)"), moving(self, self.V, "V(j)")
        into, out = self.w + self.matrix("D(j)", "d(j)", "d(j-1)").times(1, {"t": 1}), self.out + self.matrix("D(j+1)", "d(j+1)", "d(j)").times(1, {"t": 1})
        wide = u * (out * n_.T + (b * e.T).times(1, {"t": 1})) * (n_ * into + (e * a.T).times(1, {"t": 1})) * v
        narrow, added = u * out * into * v, (u * b * a.T * v).times(1, {"t": 2})
        frame = [Relation(n_.T * n_, self.one("d(j)")), Relation(e.T * n_, self.zero(NUMBERS, "d(j)")), Relation(e.T * e, self.one(NUMBERS))]
        residual = [Relation(self.E, self.whole * self.Sxx - self.Syx), Relation(self.whole, self.U * self.out * self.w * self.V)]
        return [Item("product", wide, narrow + added, frame),
                Item("second-order", self.loss(wide).order(2), self.loss(narrow).order(2) + self.E * self.V.T * a * b.T * self.U.T, frame + residual, trace=True)]

    def coupling_items(self):
        """M = U(j+1)^T E V(j)^T: at interpolation, and on a column of a frame."""
        m, after, value = self.U.T * self.E * self.V.T, self.at("e", "j+1"), self.number("e(i)")
        past, beyond = self.number("v(j)"), self.number("u(j+1)")
        acting = [hypothesis(self.E * self.first, self.last * value),
                  shown("below-back", {"V(j+1)": "V(j)", "e(j)": "e(j-1)", "v(j+1)": "v(j)"}, self.V.T * self.before, self.first * past.T),
                  shown("above-back", {"U(j-1)": "U(j+1)", "e(j-1)": "e(j+1)", "u(j-1)": "u(j+1)"}, self.U.T * self.last, after * beyond.T)]
        return [Item("interpolation", m, self.zero("d(j+1)", "d(j-1)"), [hypothesis(self.E, self.zero("d(L)", "d(0)"))])
                ] + self.above_items()[2:] + self.below_items()[2:] + [Item("aligned", m * self.before, after * beyond.T * value * past.T, acting)]


def further_unit():
    n = Wide()
    return n.product_items() + n.coupling_items()


def interpolation_rank():
    n = Layers()
    a, b, x, c = n.matrix("A", "d(L)", "d(0)"), n.matrix("B", "d(L)", "d(0)"), n.matrix("X", "d(0)", "d(0)"), n.symmetric("C", "d(0)")
    along = n.W + a.times(1, {"t": 1}) + b.times(1, {"t": 2})
    return [Item("form", n.loss(along).order(2), (a * c * c * a.T).times(HALF), [hypothesis(n.Syx, n.W * n.Sxx), Relation(n.Sxx, c * c)], trace=True),
            Item("space", a * c * x * c, a * c, [hypothesis(c * x * c, c)])]


def further_data():
    n = Alphabet()
    sxx, syx = n.symmetric("Sxx", "d(0)", 3), n.matrix("Syx", "d(L)", "d(0)", 5)
    upper, w, change = n.matrix("U(1)", "d(L)", "d(1)"), n.matrix("W(1)", "d(1)", "d(0)"), n.matrix("D(1)", "d(1)", "d(0)")
    u, g = n.column("u", "d(0)"), n.column("g", "d(1)")
    narrow = moving(n, upper, "U(1)") * (w + change.times(1, {"t": 1}))
    wide = narrow + (moving(n, upper, "U(1)") * g * u.T).times(1, {"t": 1})
    unseen = [hypothesis(w * u, n.zero("d(1)", NUMBERS)), Relation(change * u, n.zero("d(1)", NUMBERS)), hypothesis(sxx * u, n.zero("d(0)", NUMBERS)),
              hypothesis(syx * u, n.zero("d(L)", NUMBERS)), Relation(u.T * u, n.one(NUMBERS))]

    def loss(p, covariance):
        return (p * covariance * p.T).times(HALF) - p * syx.T
    rest = loss(narrow, sxx).order(2)
    return [Item("before", loss(wide, sxx).order(2), rest, unseen, trace=True),
            Item("after", loss(wide, sxx + (u * u.T).times(1, {"xi": 1})).order(2), rest + (upper * g * g.T * upper.T).times(HALF, {"xi": 1}), unseen, trace=True)]


# False twins

def adds_next_power(n):
    """Plus and minus e_i s_i^(L-1) at a unit without weights."""
    added = [n.residual[i][i] * w ** (n.depth - 1) for i, w in enumerate(row[i] for i, row in enumerate(n.layers[0]))]
    return charpoly(widened(n).hessian()) == convolved(charpoly(n.hessian()), polynomial_of([(sign * v, 1) for v in added for sign in (1, -1)]))


def is_uniform(n):
    return n.is_diagonal() and len(set(n.widths)) == 1 and all(w == n.layers[0] for w in n.layers) and any(n["layer"] == j for j in range(1, n.depth))


def has_unseen_input(n):
    return n["variance"] > 0 and all(row[-1] == 0 for a in (n.sxx, n.syx) for row in a)


UNIFORM = Theorem(is_uniform, ("layer",))
AT_MINIMUM = Theorem(lambda n: n.at_minimum())
UNSEEN = Theorem(has_unseen_input, ("variance",))

CLAIMS = {
    "sagun-2017-width-invariance-every-depth": words_claim(
        "all-depths",
        "In every deep linear network with L >= 2 let hidden layer j get a further unit whose weights are all zero. The Hessian in the further weights, a into the unit and b out of it, is "
        "[[0, M^T], [M, 0]] with M = U_(j+1)^T E V_j^T, it has no entry between these and the other weights, and among the others it is that of the network without the unit. So the unit "
        "adds the eigenvalues plus and minus sigma for each singular value sigma of M, and zeros: only zeros where E = 0, and where the layers, Sxx and Syx are diagonal in common "
        "orthonormal frames of one width, with layer values s_(l,i), plus and minus e_i prod_(l != j, j+1) s_(l,i) for each index i.",
        "every depth L >= 2, every 1 <= j < L, every list of widths, all real layers, Sxx and Syx; taken as given: the eigenvalues of [[0, M^T], [M, 0]], and that the second order of the "
        "loss along W_k + t D_k is half the form of the Hessian", further_unit),
    "sagun-2017-width-invariance-every-depth-false": UNIFORM.refuted(
        "In every aligned deep linear network of one width with value s_i in every layer, a further unit of a hidden layer whose weights are all zero adds plus and minus e_i s_i^(L-1) for "
        "each index i to the eigenvalues of the Hessian, and nothing else.",
        "every depth L >= 2, every hidden layer, every aligned network of one width with value s_i in every layer", adds_next_power),
    "sagun-2017-rank-bound-every-depth": words_claim(
        "all-depths",
        "In every deep linear network with E = 0: with Sxx = C C, C symmetric, half the form of the Hessian is 1/2 ||A C||_F^2, A = sum_k U_k D_k V_k the first order of W; rank H <= "
        "rank(Sxx) d_L, which for n samples and K outputs is at most n K, whatever the number of parameters.",
        "every depth L >= 1, every list of widths, all real layers, every positive semidefinite Sxx, Syx = W Sxx; taken as given: Sxx has a symmetric root C of its rank, and C an X with "
        "C X C = C; the d_L x d_0 matrices Z with Z X C = Z are a space of dimension d_L rank C; the rank of the form is at most the dimension of a space that holds all A C",
        interpolation_rank),
    "sagun-2017-rank-bound-every-depth-false": AT_MINIMUM.refuted(
        "In every deep linear network with E = 0, rank H <= rank(Sxx) min_k d_k.", "every depth L >= 1, every list of widths, all real layers with E = 0",
        lambda n: rank(n.hessian()) <= rank(n.sxx) * min(n.widths)),
    "sagun-2017-data-every-depth": words_claim(
        "all-depths",
        "In every deep linear network let an input have variance 0, and zero weights and cross covariances. When it gets variance xi and the weights stay, the Hessian in its d_1 weights, "
        "which was 0, becomes xi U_1^T U_1, it has no entry between these and the other weights, and among the others it stays: d_1 zero eigenvalues become xi times the eigenvalues of "
        "U_1^T U_1, and all others stay.",
        "every depth L >= 1, every list of widths, all real layers, Sxx and Syx with W_1 u = 0, Sxx u = 0 and Syx u = 0 for the unit column u of the input, every real xi; taken as given: "
        "the second order of the loss along W_k + t D_k is half the form of the Hessian", further_data),
    "sagun-2017-data-every-depth-false": UNSEEN.refuted(
        "In every deep linear network let the last input have variance 0 and zero cross covariances. When it gets variance xi and the weights stay, d_1 zero eigenvalues of the Hessian "
        "become xi times the eigenvalues of U_1^T U_1, and all others stay.",
        "every depth L >= 1, every list of widths, all real layers, the last columns of Sxx and Syx zero, every xi > 0", adds_block),
}

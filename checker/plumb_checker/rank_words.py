"""The rank of the differential of the product of the layers, at every depth and all widths, in words, and what follows from it.

The operator Z -> sum_k (P_k - P_(k-1)) Z Q_k, P_k = U_k X_k a projection on the columns of U_k and Q_k = Y_k B_k one on the rows of B_k = V_k C, is a projection on
the image of D -> sum_k U_k D_k B_k. Its trace sum_k (c_k - c_(k-1)) r_k is evaluated, and bounded, by induction over the layers; numbers are 1 x 1 matrices.
"""
from .algebra import combine, times, transpose, unit
from .instances import Theorem, rank
from .layer_words import Balanced, input_side, output_side
from .structure import rank_outer
from .words import NUMBERS, Alphabet, Item, Relation, hypothesis, shown, words_claim


class Staircase:
    """The symbols of a fixed layer l and of a running layer k."""

    def __init__(self, n):
        self.n = n

    def upper(self, k):
        return self.n.matrix(f"U({k})", "d(L)", f"d({k})", 3 if k == "l" else 1)

    def lower(self, k):
        return self.n.matrix(f"B({k})", f"d({k}-1)", "d(0)", 3 if k == "l" else 1)

    def behind(self, k):
        """X with U X U = U."""
        return self.n.matrix(f"X({k})", f"d({k})", "d(L)")

    def before(self, k):
        """Y with B Y B = B."""
        return self.n.matrix(f"Y({k})", "d(0)", f"d({k}-1)")

    def left(self, k):
        return self.n.matrix(f"P({k})", "d(L)", "d(L)", {"0": 1, "l": 5}.get(k, 3))

    def right(self, k):
        return self.n.matrix(f"Q({k})", "d(0)", "d(0)", 3)

    def part(self, k):
        return self.n.matrix(f"T({k})", "d(L)", "d(0)", {"0": 1, "k-1": 11, "l": 13, "k": 20}[k])

    def split_left(self, k):
        return Relation(self.left(k), self.upper(k) * self.behind(k))

    def inner(self, k):
        return hypothesis(self.upper(k) * self.behind(k) * self.upper(k), self.upper(k))

    def keeps(self, k, l):
        """P(k) fixes the columns of U(l), l <= k: the item "columns" with these symbols."""
        names = {} if k == "k" else {"U(k)": f"U({k})", "X(k)": f"X({k})"}
        return shown("columns", names | ({} if l == "l" else {"U(l)": f"U({l})"}), self.upper(k) * self.behind(k) * self.upper(l), self.upper(l))

    def vanish(self, word):
        return Relation(word, self.n.zero(word.rows, word.columns))


def staircase(n):
    """The operator fixes every U(l) D(l) B(l), and each of its terms is such a product."""
    s = Staircase(n)
    k, before, l, none = "k", "k-1", "l", "0"
    moved = s.upper(l) * n.matrix("D(l)", "d(l)", "d(l-1)") * s.lower(l)
    columns = s.upper(k) * s.behind(k) * s.upper(l), s.upper(l)
    rows = s.lower(l) * s.before(k) * s.lower(k), s.lower(l)
    split_right = Relation(s.right(k), s.before(k) * s.lower(k))
    sum_rule = Relation(s.part(k), s.part(before) + (s.left(k) - s.left(before)) * moved * s.right(k))
    z = n.matrix("Z", "d(L)", "d(0)")

    def term(name, past, further):
        step = (s.left(k) - s.left(past)) * z
        return Item(name, step * s.right(k), s.upper(k) * (s.behind(k) * step * s.before(k)) * s.lower(k), [s.split_left(k), split_right, s.inner(k)] + further)
    return [
        Item("columns", *columns, [Relation(s.upper(l), s.upper(k) * n.matrix("R(k,l)", "d(k)", "d(l)")), s.inner(k)]),
        Item("rows", *rows, [Relation(s.lower(l), n.matrix("R(l-1,k-1)", "d(l-1)", "d(k-1)") * s.lower(k)),
                             hypothesis(s.lower(k) * s.before(k) * s.lower(k), s.lower(k))]),
        Item("lower-first", s.part(none), s.left(none) * moved, [s.vanish(s.part(none)), s.vanish(s.left(none))]),
        Item("lower", s.part(k), s.left(k) * moved, [
            sum_rule, split_right, shown("rows", {}, *rows), shown("lower", {"T(k)": "T(k-1)", "P(k)": "P(k-1)"}, s.part(before), s.left(before) * moved)],
            base=("lower-first", {"T(k)": "T(0)", "P(k)": "P(0)"})),
        Item("upper-first", s.part(l), moved, [shown("lower", {"T(k)": "T(l)", "P(k)": "P(l)"}, s.part(l), s.left(l) * moved), s.split_left(l), s.inner(l)]),
        Item("upper", s.part(k), moved, [
            sum_rule, s.split_left(k), s.split_left(before), s.keeps(k, l), s.keeps(before, l), shown("upper", {"T(k)": "T(k-1)"}, s.part(before), moved)],
            base=("upper-first", {"T(k)": "T(l)"})),
        term("image-first", none, [s.vanish(s.left(none))]),
        term("image", before, [s.split_left(before), s.keeps(k, before)])]


class Counts:
    """The ranks c(k) and r(k), and the sums S(k) = S(k-1) + (c(k) - c(k-1)) r(k)."""

    def __init__(self, n):
        self.n = n
        self.q, self.r, self.out, self.rho = self.number("q", 2), self.number("r"), self.number("K"), self.number("rho")
        self.step = Relation(self.sum("k"), self.sum("k-1") + (self.c("k") - self.c("k-1")) * self.row("k"))
        self.empty = [self.none(self.sum("0")), self.none(self.c("0"))]
        self.first = [Relation(self.sum("1"), self.sum("0") + (self.c("1") - self.c("0")) * self.row("1"))] + self.empty + [hypothesis(self.row("1"), self.r)]
        self.last = hypothesis(self.c("L"), self.out)
        self.bound = self.q * self.r + (self.out - self.q) * self.q

    def number(self, name, weight=1):
        return self.n.matrix(name, NUMBERS, NUMBERS, weight)

    def sum(self, k):
        return self.number(f"S({k})", {"0": 1, "b": 6, "k-1": 7, "L": 7}.get(k, 12))

    def c(self, k):
        return self.number(f"c({k})", 1 if k == "0" else 3)

    def row(self, k):
        return self.number(f"r({k})", 3)

    def none(self, word):
        return Relation(word, self.n.zero(NUMBERS, NUMBERS))

    def again(self, name, k, value, letters):
        """The item about S(k) at another index; `letters` are the names with an index in it."""
        return shown(name, {f"{x}(k)": f"{x}({k})" for x in "S" + letters}, self.sum(k), value(k))

    def chain(self, name, first, value, letters, start, relations):
        """S(k) = value(k) by induction from the index `start`."""
        return Item(name, self.sum("k"), value("k"), [self.step] + relations + [self.again(name, "k-1", value, letters)],
                    base=(first, {f"{x}(k)": f"{x}({start})" for x in "S" + letters}))

    def flat(self, value):
        return [hypothesis(self.c("k"), value), hypothesis(self.c("k-1"), value)]

    def hidden(self):
        """q is the width of the hidden layer b: c(k) = q up to it, r(k) = q beyond it."""
        def level(k):
            return self.q * self.r

        def rising(k):
            return self.q * self.r + (self.c(k) - self.q) * self.q
        return [Item("hidden-first", self.sum("1"), level("1"), self.first + [hypothesis(self.c("1"), self.q)]),
                self.chain("hidden-lower", "hidden-first", level, "", "1", self.flat(self.q)),
                Item("hidden-at", self.sum("b"), rising("b"), [self.again("hidden-lower", "b", level, ""), hypothesis(self.c("b"), self.q)]),
                self.chain("hidden-upper", "hidden-at", rising, "c", "b", [hypothesis(self.row("k"), self.q)]),
                Item("hidden", self.sum("L"), self.bound, [self.again("hidden-upper", "L", rising, "c"), self.last])]

    def ends(self):
        """q = r, the rank of the inputs, or q = K."""
        def wide(k):
            return self.c(k) * self.r

        def full(k):
            return self.out * self.r
        return [Item("inputs-first", self.sum("0"), wide("0"), self.empty),
                self.chain("inputs-lower", "inputs-first", wide, "c", "0", [hypothesis(self.row("k"), self.r)]),
                Item("inputs", self.sum("L"), self.bound, [self.again("inputs-lower", "L", wide, "c"), self.last, hypothesis(self.q, self.r)]),
                Item("outputs-first", self.sum("1"), full("1"), self.first + [hypothesis(self.c("1"), self.out)]),
                self.chain("outputs-lower", "outputs-first", full, "", "1", self.flat(self.out)),
                Item("outputs", self.sum("L"), self.bound, [self.again("outputs-lower", "L", full, ""), hypothesis(self.q, self.out)])]

    def bounds(self):
        """What the sum lacks, in products of numbers that are not negative: G(k) below r, H(k) below rho beyond the layer b."""
        def missing(letter, k):
            return self.number(f"{letter}({k})", 8 if k == "k" else 1)

        def grows(letter, height):
            return Relation(missing(letter, "k"), missing(letter, "k-1") + (self.c("k") - self.c("k-1")) * (height - self.row("k")))

        def below(k):
            return self.c(k) * self.r - missing("G", k)

        def beyond(k):
            return self.sum("b") + (self.c(k) - self.c("b")) * self.rho - missing("H", k)
        room = (self.q - self.c("b")) * (self.r - self.rho) + (self.out - self.q) * (self.q - self.rho)
        return [Item("gap-first", self.sum("0"), below("0"), self.empty + [self.none(missing("G", "0"))]),
                self.chain("gap", "gap-first", below, "cG", "0", [grows("G", self.r)]),
                Item("rest-first", self.sum("b"), beyond("b"), [self.none(missing("H", "b"))]),
                self.chain("rest", "rest-first", beyond, "cH", "b", [grows("H", self.rho)]),
                Item("bound-hidden", self.bound - self.sum("L"), missing("G", "b") + missing("H", "L") + room,
                     [self.again("rest", "L", beyond, "cH"), self.again("gap", "b", below, "cG"), self.last]),
                Item("bound-ends", self.out * self.r - self.sum("L"), missing("G", "L"), [self.again("gap", "L", below, "cG"), self.last])]


def tangent_space(n):
    """J J^T term by term, and the two inclusions between its image and { B W + W C }."""
    u, v, z, w = n.above("k"), n.below("k", "k-1"), n.matrix("Z", "d(L)", "d(0)"), n.matrix("W", "d(L)", "d(0)", 2)
    p, r = n.symmetric("P^(L-k)", "d(L)"), n.symmetric("R^(k-1)", "d(0)")
    first, last, after, past = n.layer("1", "0"), n.layer("L", "L-1"), n.above("1", 2), n.below("L", "L-1", 2)
    top, bottom = Relation(n.above("L"), n.one("d(L)")), Relation(n.below("1", "0"), n.one("d(0)"))
    b, c, g = n.matrix("B", "d(L)", "d(L)"), n.matrix("C", "d(0)", "d(0)"), n.matrix("G", "d(0)", "d(L)")
    change, change_last = n.matrix("D(k)", "d(k)", "d(k-1)"), n.matrix("D(L)", "d(L)", "d(L-1)")
    return [
        Item("metric", u * (u.T * z * v.T) * v, p * z * r, [
            shown("power-above", {"U(j-1)": "U(k)", "P^(L-j+1)": "P^(L-k)"}, u * u.T, p), shown("power-below", {"V(j+1)": "V(k)", "R^j": "R^(k-1)"}, v.T * v, r)]),
        Item("contains-right", w * c, after * (first * c) * bottom.left, [Relation(after * first, w), bottom]),
        Item("contains-left", b * w, top.left * (b * last) * past, [Relation(last * past, w), top]),
        Item("contained-right", u * change * v, w * (g * u * change * v), [hypothesis(w * g * u, u)]),
        Item("contained-left", top.left * change_last * past, change_last * past * g * w, [top, hypothesis(past * g * w, past)])]


def differential_rank():
    n = Alphabet()
    counts = Counts(n)
    return staircase(n) + counts.hidden() + counts.ends()


def outer_rank():
    n = Alphabet()
    counts = Counts(n)
    return staircase(n) + counts.hidden() + counts.ends() + counts.bounds()


def balanced_metric():
    n = Balanced()
    return output_side(n) + input_side(n) + tangent_space(n) + staircase(n) + Counts(n).hidden()


# False twins

def differential_rank_at(n):
    """The dimension of the span of all products of a column of U_k and a row of V_k."""
    us, vs = n.partial
    return rank([[p * q for p in column for q in row] for u, v in zip(us, vs) for column in transpose(u) for row in v])


def has_least_rank(n):
    least = min(n.widths)
    return differential_rank_at(n) == least * (n.widths[0] + n.widths[-1] - least)


def metric_rank(n):
    """The rank of sum_j P^(L-j) (x) Q^(j-1)."""
    def power(a, m):
        return times(unit(len(a)), *[a] * m)
    p, q = times(n.layers[-1], transpose(n.layers[-1])), times(transpose(n.layers[0]), n.layers[0])
    total = None
    for j in range(1, n.depth + 1):
        a, b = power(p, n.depth - j), power(q, j - 1)
        term = [[x * y for x in row for y in other] for row in a for other in b]
        total = term if total is None else combine(total, term)
    return rank(total)


def has_tangent_rank(n):
    k = rank(n.product)
    return metric_rank(n) == k * (n.widths[-1] + n.widths[0] - k)


def outer_sizes(n):
    r = rank(n.sxx)
    return r, n.widths[-1], min([r, n.widths[-1]] + n.widths[1:-1])


def has_outer_rank(n):
    r, k, q = outer_sizes(n)
    return rank_outer(n) == q * (r + k - q)


LEAST_RANK = Theorem(lambda n: all(rank(w) >= min(n.widths) for w in n.layers))
ONE_LAYER = Theorem(lambda n: n.depth == 1)
RANK_OF_PRODUCT = Theorem(lambda n: rank(n.product) == outer_sizes(n)[2])

GIVEN = ("every matrix A has an X with A X A = A, and then tr(A X) = tr(X A) = rank A; an operator that maps into a space and fixes it has its dimension as trace; Z -> A Z B "
         "has the trace tr A tr B; the rank of a product is at most that of each factor, and that of a matrix at most its numbers of rows and columns")

CLAIMS = {
    "trager-2020-differential-rank-every-depth": words_claim(
        "all-depths",
        "In every deep linear network, with c_k = rank U_k, r_k = rank V_k and c_0 = 0, the differential D -> sum_k U_k D_k V_k of (W_1, ..., W_L) -> W = W_L ... W_1 has rank "
        "sum_k (c_k - c_(k-1)) r_k. Where rank W is the least width r = min_k d_k, this is r (d_0 + d_L - r).",
        "every depth L >= 1, every list of widths, all real layers; taken as given: " + GIVEN, differential_rank),
    "trager-2020-differential-rank-every-depth-false": LEAST_RANK.refuted(
        "In every deep linear network in which every layer has rank at least r = min_k d_k, the differential of (W_1, ..., W_L) -> W = W_L ... W_1 has rank r (d_0 + d_L - r).",
        "every depth L >= 1, every list of widths, all real layers of rank at least the least width", has_least_rank),
    "bah-2022-riemannian-every-depth": words_claim(
        "all-depths",
        "In every balanced deep linear network, L >= 2, with P = W_L W_L^T, Q = W_1^T W_1 and k = rank W: P^L = W W^T, Q^L = W^T W, and the operator A(Z) = sum_j P^(L-j) Z Q^(j-1) on "
        "d_L x d_0 matrices is J J^T for the differential J of (W_1, ..., W_L) -> W. It is symmetric, positive semidefinite, of rank k (d_0 + d_L - k), with image { B W + W C }.",
        "every depth L >= 2, every list of widths, all real layers with W_(k+1)^T W_(k+1) = W_k W_k^T for 1 <= k < L; taken as given: " + GIVEN
        + "; A A^T has the image of A; a power of a symmetric matrix with exponent at least 1 has its rank; where A and A B have one rank, they have one column space", balanced_metric),
    "bah-2022-riemannian-every-depth-false": ONE_LAYER.refuted(
        "In every balanced deep linear network, with P = W_L W_L^T, Q = W_1^T W_1 and k = rank W, the operator A(Z) = sum_j P^(L-j) Z Q^(j-1) on d_L x d_0 matrices has rank "
        "k (d_0 + d_L - k).", "every depth L >= 1, every list of widths, all balanced real layers", has_tangent_rank),
    "singh-2021-rank-outer-every-depth": words_claim(
        "all-depths",
        "In every deep linear network, with Sxx = C C, C symmetric, c_k = rank U_k, r_k = rank(V_k C) and c_0 = 0: rank H_o = sum_k (c_k - c_(k-1)) r_k. With r = rank Sxx, K = d_L "
        "and q the least of r, K and the hidden widths, rank H_o <= q (r + K - q), and it is equal where rank(W Sxx) = q.",
        "every depth L >= 1, every list of widths, all real layers and Syx, every positive semidefinite Sxx; taken as given: H_o = J^* J with J D = sum_k U_k D_k V_k C "
        "(gn-kronecker-gram), so that rank H_o = rank J; Sxx has a symmetric root C, and rank(A C C) = rank(A C); " + GIVEN, outer_rank),
    "singh-2021-rank-outer-every-depth-false": RANK_OF_PRODUCT.refuted(
        "In every deep linear network, with r = rank Sxx, K = d_L and q the least of r, K and the hidden widths, rank H_o = q (r + K - q) where rank W = q.",
        "every depth L >= 1, every list of widths, all real layers and Syx with rank W = q, every positive semidefinite Sxx", has_outer_rank),
}

"""Structure of the Hessian: its rank and those of its parts, hidden units without weights, inputs without variance."""
from fractions import Fraction

from .algebra import charpoly, combine, diagonal, times, transpose
from .instances import Instance, Theorem, aligned, is_zero, lists, polynomial_of, rank


def convolved(p, q):
    """The product of two polynomials, coefficients highest power first."""
    found = [Fraction(0)] * (len(p) + len(q) - 1)
    for i, a in enumerate(p):
        for j, b in enumerate(q):
            found[i + j] += a * b
    return found


# Ranks

def cauchy(number, rows, columns):
    return [[Fraction(1, 2 * number + 3 * a + b) for b in range(1, columns + 1)] for a in range(1, rows + 1)]


def general_position(widths, r, s):
    """Cauchy layers, Sxx of rank r, and a residual of rank s."""
    depth = len(widths) - 1
    layers = [cauchy(k, widths[k], widths[k - 1]) for k in range(1, depth + 1)]
    sxx = diagonal(widths[0], widths[0], lambda i: Fraction(int(i <= r)))
    goal = times(*reversed(layers))
    if s:
        goal = combine(goal, times(cauchy(depth + 1, widths[-1], s), cauchy(depth + 2, s, widths[0])), -1)
    return Instance(layers, sxx, times(goal, sxx), {"general": Fraction(1)})


def rank_networks():
    shapes = lists(3, (1, 2, 3)) + lists(4, (1, 2))
    return [general_position(w, r, s) for w in shapes for r in range(1, w[0] + 1) for s in range(min(r, w[-1]) + 1)] + [
        aligned([2, 2, 2], [v[:2], v[2:]], [1, 1], [1, 1], general=0) for v in lists(4, (1, 0))]


def numbers(n):
    """L, r, K, s, the hidden widths, and q."""
    hidden, r, k, s = n.widths[1:-1], rank(n.sxx), n.widths[-1], rank(n.residual)
    return n.depth, r, k, s, hidden, min([r, k] + hidden)


def is_attainable(n):
    """The rows of Syx lie in the range of Sxx."""
    return rank(n.sxx + n.syx) == rank(n.sxx)


def has_full_residual(n):
    _, r, k, s, _, _ = numbers(n)
    return s == min(r, k)


def is_marked(n):
    return n["general"] in (0, 1)


def rank_outer(n):
    """The rank of the derivative of W Sxx, which is that of W Sxx^(1/2): the columns are the products of a column of U_k and a row of V_k Sxx."""
    (us, vs), columns = n.partial, []
    for u, v in zip(us, vs):
        columns += [[p * q for p in left for q in right] for left in transpose(u) for right in times(v, n.sxx)]
    return rank(columns)


def has_rank_outer(n, always=False):
    _, r, k, _, _, q = numbers(n)
    found, claimed = rank_outer(n), q * (r + k - q)
    return found == claimed if always or rank(times(n.product, n.sxx)) == q else found <= claimed


def claimed_functional(n, q):
    depth, _, _, s, hidden, _ = numbers(n)
    return 2 * q * sum(hidden) + 2 * q * s - depth * q * q


def has_rank_functional(n):
    found, claimed = rank(n.hessian("functional")), claimed_functional(n, min([rank(n.residual)] + n.widths[1:-1]))
    return found == claimed if n["general"] else found <= claimed


def has_rank_total(n):
    depth, r, k, _, hidden, q = numbers(n)
    found, claimed = rank(n.hessian()), 2 * q * sum(hidden) + q * (r + k) - depth * q * q
    return found == claimed if n["general"] else found <= claimed


OUTER = Theorem(is_marked, ("general",), rank_networks)
FUNCTIONAL = Theorem(lambda n: is_marked(n) and n.depth >= 2, ("general",), rank_networks)
TOTAL = Theorem(lambda n: is_marked(n) and is_attainable(n) and (n["general"] == 0 or has_full_residual(n)), ("general",), rank_networks)


def is_cauchy(n):
    return n["general"] == 1 and n.layers == [cauchy(k, n.widths[k], n.widths[k - 1]) for k in range(1, n.depth + 1)]


CAUCHY = Theorem(lambda n: is_cauchy(n) and n.depth >= 2, ("general",))
CAUCHY_FULL = Theorem(lambda n: is_cauchy(n) and is_attainable(n) and has_full_residual(n), ("general",))


# A hidden unit more

def width_networks():
    return [aligned(w, [[2, 1]] * depth, [1] * w[0], y, layer=layer) for depth in (2, 3) for w in lists(depth + 1, (1, 2)) for layer in range(1, depth)
            for y in ([3, 3], [2 ** depth, int(1 not in w)])]


def widened(n):
    at = int(n["layer"])
    layers = list(n.layers)
    layers[at - 1] = layers[at - 1] + [[Fraction(0)] * len(layers[at - 1][0])]
    layers[at] = [row + [Fraction(0)] for row in layers[at]]
    return Instance(layers, n.sxx, n.syx)


def adds_coupling(n):
    """det(X - [[0, M], [M^T, 0]]) is det(X^2 - M^T M) up to a power of X."""
    at, before, after = int(n["layer"]), charpoly(n.hessian()), charpoly(widened(n).hessian())
    us, vs = n.partial
    m = times(transpose(us[at]), n.residual, transpose(vs[at - 1]))
    half = charpoly(times(transpose(m), m))
    even = [v for c in half for v in (c, 0)][:-1]
    if convolved(before, even) + [0] * len(m) != after + [0] * len(m[0]):
        return False
    if n.at_minimum() and after != before + [0] * (len(m) + len(m[0])):
        return False
    values = [row[i] for i, row in enumerate(n.layers[0]) if i < len(row)]
    if n.is_diagonal() and len(set(n.widths)) == 1 and all([w[i][i] for i in range(len(w))] == values for w in n.layers):
        added = [n.residual[i][i] * s ** (n.depth - 2) for i, s in enumerate(values)]
        return after == convolved(before, polynomial_of([(sign * v, 1) for v in added for sign in (1, -1)]))
    return True


WIDTH = Theorem(lambda n: any(n["layer"] == j for j in range(1, n.depth)), ("layer",), width_networks)


# Rank at interpolation

def interpolating():
    return [aligned([2, 2, 2], [v[:2], v[2:]], [1, x], y) for v in lists(4, (1, 0)) for x in (1, 0) for y in ([v[0] * v[2], x * v[1] * v[3]], [2, 0])]


INTERPOLATION = Theorem(Instance.at_minimum, grid=interpolating)
ANYWHERE = Theorem(lambda n: True)


# An input that gets variance

def unused_inputs():
    return [aligned(w, [[1] * r] * depth, [1] * r, [1] * r, variance=1) for depth in (1, 2, 3) for w in lists(depth + 1, (1, 2, 3)) if sum(w) <= 9
            for r in (1, 2) if r <= min(w) and r < w[0]]


def has_unused_input(n):
    return n["variance"] > 0 and all(row[-1] == 0 for a in (n.layers[0], n.sxx, n.syx) for row in a)


def with_data(n):
    return Instance(n.layers, n.sxx[:-1] + [n.sxx[-1][:-1] + [n["variance"]]], n.syx)


def adds_block(n):
    """With U_1 U_1^T in place of U_1^T U_1, which has the same eigenvalues up to zeros."""
    u = n.partial[0][0]
    block = charpoly([[n["variance"] * v for v in row] for row in times(u, transpose(u))])
    return charpoly(with_data(n).hessian()) + [0] * n.widths[-1] == convolved(charpoly(n.hessian()), block)


def keeps_bulk(n):
    """At E = 0 no eigenvalue is negative, so that the rank counts the positive ones."""
    outliers = rank(n.product) ** 2
    return rank(with_data(n).hessian()) <= max(rank(n.hessian()), outliers)


DATA = Theorem(has_unused_input, ("variance",), unused_inputs)
DATA_AT_MINIMUM = Theorem(lambda n: has_unused_input(n) and n.depth >= 2 and n.at_minimum(), ("variance",))


CLAIMS = {
    "singh-2021-rank-outer": OUTER.verified(
        "rank H_o <= q (r + K - q) with r = rank Sxx, K = d_L and q the least of r, K and the hidden widths, and it is equal when rank(W "
        "Sxx) = q.",
        "204 networks: Cauchy layers (W_k)_ab = 1/(2k + 3a + b), all widths in {1, 2, 3} at depth 2 and in {1, 2} at depth 3, all r >= 1 and "
        "s <= min(r, d_L) with Sxx = diag(1, .., 1, 0, .., 0) of rank r and E = C Sxx, C the product of two such matrices of inner width s; "
        "all 2-2-2 networks of diagonal layers with entries in {1, 0}, Sxx = Syx = I; and 7 seeded ones with zeros, listed in the certificate",
        204, has_rank_outer),
    "singh-2021-rank-outer-false": OUTER.refuted(
        "rank H_o = q (r + K - q) for all weights, with r = rank Sxx, K = d_L and q the least of r, K and the hidden widths.",
        "every network",
        lambda n: has_rank_outer(n, always=True)),
    "singh-2021-rank-functional": FUNCTIONAL.verified(
        "For L >= 2, rank H_f <= 2 q' M + 2 q' s - L q'^2 with s = rank E, M the sum of the hidden widths and q' the least of s and the "
        "hidden widths, with equality for weights in general position.",
        "203 networks: Cauchy layers (W_k)_ab = 1/(2k + 3a + b), all widths in {1, 2, 3} at depth 2 and in {1, 2} at depth 3, all r >= 1 and "
        "s <= min(r, d_L) with Sxx = diag(1, .., 1, 0, .., 0) of rank r and E = C Sxx, C the product of two such matrices of inner width s; "
        "all 2-2-2 networks of diagonal layers with entries in {1, 0}, Sxx = Syx = I; and 6 seeded ones with zeros, listed in the certificate",
        203, has_rank_functional),
    "singh-2021-rank-functional-false": CAUCHY.refuted(
        "For L >= 2 and weights in general position, rank H_f = 2 q M + 2 q s - L q^2 with s = rank E, M the sum of the hidden widths and q "
        "the least of rank Sxx, d_L and the hidden widths.",
        "networks with L >= 2 and Cauchy layers",
        lambda n: rank(n.hessian("functional")) == claimed_functional(n, numbers(n)[-1])),
    "singh-2021-rank-total": TOTAL.verified(
        "Where the rows of Syx lie in the range of Sxx, rank H <= 2 q M + q (r + K) - L q^2 with r = rank Sxx, K = d_L, M the sum of the "
        "hidden widths and q the least of r, K and the hidden widths, with equality for weights in general position and E of rank min(r, K).",
        "101 networks: Cauchy layers (W_k)_ab = 1/(2k + 3a + b), all widths in {1, 2, 3} at depth 2 and in {1, 2} at depth 3, all r >= 1 "
        "with Sxx = diag(1, .., 1, 0, .., 0) of rank r and E = C Sxx of rank min(r, d_L), C the product of two such matrices; all 2-2-2 "
        "networks of diagonal layers with entries in {1, 0}, Sxx = Syx = I; and 7 seeded ones with zeros, listed in the certificate",
        101, has_rank_total),
    "singh-2021-rank-total-false": CAUCHY_FULL.refuted(
        "For weights in general position and E of rank min(r, K), rank H = rank H_o + rank H_f.",
        "networks with Cauchy layers, the rows of Syx in the range of Sxx, rank E = min(r, K)",
        lambda n: rank(n.hessian()) == rank_outer(n) + rank(n.hessian("functional"))),
    "sagun-2017-width-invariance": WIDTH.verified(
        "A further unit of hidden layer j, L >= 2, whose weights are all zero adds to the eigenvalues of the Hessian those of [[0, M], [M^T, "
        "0]], M = U_(j+1)^T E V_j^T: only zeros where E = 0, and for diagonal layers of one width with value s_i in every layer plus and "
        "minus e_i s_i^(L-2) for each index i.",
        "85 networks and layers j: all diagonal networks of widths in {1, 2} at depths 2 and 3 with layer values (2, 1), Sxx = I and Syx of "
        "diagonal (3, 3) or at the minimum, and 5 seeded ones of any weights and data, listed in the certificate",
        85, adds_coupling),
    "sagun-2017-width-invariance-false": WIDTH.refuted(
        "A further hidden unit whose weights are all zero adds only zero eigenvalues to the Hessian.",
        "every network with L >= 2",
        lambda n: rank(n.hessian()) == rank(widened(n).hessian())),
    "sagun-2017-rank-bound": INTERPOLATION.verified(
        "Where E = 0, rank H <= rank(Sxx) d_L, which for n samples and K outputs is at most n K, whatever the number of parameters.",
        "39 networks: all 2-2-2 networks of diagonal layers with entries in {1, 0} and Sxx = I or diag(1, 0) at their minimum, and 7 seeded "
        "minima of any weights, listed in the certificate",
        39, lambda n: rank(n.hessian()) <= rank(n.sxx) * n.widths[-1]),
    "sagun-2017-rank-bound-false-without-interpolation": ANYWHERE.refuted(
        "At all weights rank H <= rank(Sxx) d_L.",
        "every network",
        lambda n: rank(n.hessian()) <= rank(n.sxx) * n.widths[-1]),
    "sagun-2017-rank-bound-false": INTERPOLATION.refuted(
        "Where E = 0, rank H <= rank(Sxx), the number of independent samples.",
        "every network with E = 0",
        lambda n: rank(n.hessian()) <= rank(n.sxx)),
    "sagun-2017-data": DATA.verified(
        "Let the last input have variance 0, and zero weights and cross covariances. When it gets variance xi and the weights stay, d_1 zero "
        "eigenvalues of the Hessian become xi times the eigenvalues of U_1^T U_1, U_1 = W_L ... W_2, and all others stay.",
        "77 networks: all of widths in {1, 2, 3}, of sum at most 9, at depths 1 to 3 with r = 1 or 2 signals at 1, d_0 > r, all else 0 and "
        "xi = 1, and 6 seeded ones of any other weights and data, listed in the certificate",
        77, adds_block),
    "sagun-2017-data-outliers": DATA_AT_MINIMUM.refuted(
        "Where L >= 2 and E = 0, a change of the data (Sxx) that keeps weights and minimum changes outliers only, the r^2 largest "
        "eigenvalues, r = rank W: no more others are positive than before.",
        "every network with L >= 2 and E = 0 whose last input, without weights, gets positive variance",
        keeps_bulk),
}

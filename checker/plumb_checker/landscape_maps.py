"""What descent leaves alone, the end-to-end map and the metric of balanced layers, on exact instances: each statement with its false twins."""
from fractions import Fraction
from itertools import product
from math import isqrt

from .algebra import combine, kernel, times, transpose, unit
from .instances import Instance, Theorem, inertia_of, is_identity, is_zero, lists, rank, shifted
from .landscape import is_definite, matrices, rectangle, scaled
from .networks import factors


def power(a, n):
    return times(*[a] * n) if n else unit(len(a))


def zeros(rows, columns):
    return [[0] * columns for _ in range(rows)]


# Layers that start as multiples of orthogonal matrices: what descent does where the targets vanish

def orthogonal_part(w):
    """eps >= 0 and O with w = eps O and O orthogonal, O = I for w = 0; None if there are none over the rationals."""
    square = sum((Fraction(v) ** 2 for v in w[0]), Fraction(0))
    scale = Fraction(isqrt(square.numerator), isqrt(square.denominator))
    if scale ** 2 != square or times(transpose(w), w) != scaled(unit(len(w)), square):
        return None
    return scale, scaled(w, 1 / scale) if scale else unit(len(w))


def starts_scaled(n):
    return (len(set(n.widths)) == 1 and is_identity(n.sxx) and all(orthogonal_part(w) is not None for w in n.layers)
            and n.widths[0] > 2 * rank(n.syx))


def scaled_grid():
    for depth in (1, 2, 3):
        for order, place in ((1, None), (2, None), (3, None), (3, (0, 0)), (3, (0, 1))):
            for scales in lists(depth, (-1, 0, 2)):
                cross = [[int((i, j) == place) for j in range(order)] for i in range(order)]
                yield Instance([scaled(unit(order), s) for s in scales], unit(order), cross, {"rate": Fraction(1, 2)})


SCALED = Theorem(starts_scaled, ("rate",), scaled_grid)


def scaled_frames(n):
    """The eps_l, the products Q_0..Q_L, and rows that span the orthogonal complement of K."""
    scales, turned = [], [unit(n.widths[0])]
    for w in n.layers:
        scale, frame = orthogonal_part(w)
        scales.append(scale)
        turned.append(times(frame, turned[-1]))
    target = times(transpose(turned[-1]), n.syx)
    return scales, turned, target + transpose(target)


def stays_scalar(n, following):
    """Two steps: Q_l^T W_l Q_(l-1) - rho_l I has its rows and its columns in the complement of K."""
    scales, turned, conditions = scaled_frames(n)
    outside = rank(conditions)
    for _ in range(2):
        n = n.after_descent(n["rate"])
        scales = [following(scales, l, n["rate"]) for l in range(n.depth)]
        for l, w in enumerate(n.layers):
            rest = shifted(times(transpose(turned[l + 1]), w, turned[l]), scales[l])
            if rank(conditions + rest + transpose(rest)) > outside:
                return False
    return True


def false_scale(scales, l, rate):
    for v in scales:
        rate = rate * v * v
    return scales[l] * (1 - rate)


def dimension(n):
    return n.widths[0] - rank(scaled_frames(n)[2])


# The end-to-end map and the metric that balanced layers induce

def layers_grid():
    for depth in (1, 2):
        for widths in lists(depth + 1, (1, 2)):
            for layers in product(*[matrices(rows, columns, (0, 1)) for columns, rows in zip(widths, widths[1:])]):
                yield Instance(list(layers), unit(widths[0]), zeros(widths[-1], widths[0]))


def without_data(n):
    return is_identity(n.sxx) and is_zero(n.syx)


FULL_RANK = Theorem(lambda n: without_data(n) and rank(n.product) == min(n.widths), grid=layers_grid)
NOT_ZERO = Theorem(lambda n: without_data(n) and n.depth >= 2 and not is_zero(n.product))
DEEP = Theorem(lambda n: without_data(n) and n.depth >= 2)


def differential_rank(n):
    """The rank of the images U_k e_a (e_b^T V_k) of the matrix units of every layer."""
    above, below = factors(n.layers)
    return rank([[p * q for p in column for q in row] for u, v in zip(above, below) for column in transpose(u) for row in v])


def manifold_dimension(r, n):
    return r * (n.widths[0] + n.widths[-1] - r)


def balanced_grid():
    for depth in (2, 3):
        for widths in lists(depth + 1, (1, 2)):
            for values in lists(min(widths), (0, 1, 2)):
                layers = [rectangle(values, rows, columns) for columns, rows in zip(widths, widths[1:])]
                yield Instance(layers, unit(widths[0]), zeros(widths[-1], widths[0]))


BALANCED = Theorem(lambda n: without_data(n) and n.depth >= 2 and all(times(transpose(w), w) == times(v, transpose(v)) for v, w in zip(n.layers, n.layers[1:])),
                   grid=balanced_grid)


def end_grams(n):
    return times(n.layers[-1], transpose(n.layers[-1])), times(transpose(n.layers[0]), n.layers[0])


def metric(n, z):
    """A(z) = sum_j P^(L-j) z Q^(j-1)."""
    p, q = end_grams(n)
    result = zeros(n.widths[-1], n.widths[0])
    for j in range(1, n.depth + 1):
        result = combine(result, times(power(p, n.depth - j), z, power(q, j - 1)))
    return result


def metric_matrix(n):
    """The images of the matrix units, each written row by row."""
    rows, columns = n.widths[-1], n.widths[0]
    units = [[[int((i, j) == place) for j in range(columns)] for i in range(rows)] for place in product(range(rows), range(columns))]
    return [[v for row in metric(n, z) for v in row] for z in units]


def balanced_metric(n):
    """The image of the symmetric A is the complement of its kernel, that of { B W + W C } the matrices with W^T Z = 0 and Z W^T = 0."""
    p, q = end_grams(n)
    w, a = n.product, metric_matrix(n)
    if power(p, n.depth) != times(w, transpose(w)) or power(q, n.depth) != times(transpose(w), w) or a != transpose(a):
        return False
    negative, null, positive = inertia_of(a)
    normal = [(u, v) for u in kernel(transpose(w), len(w)) for v in kernel(w, len(w[0]))]
    killed = all(is_zero(metric(n, [[s * t for t in v] for s in u])) for u, v in normal)
    return negative == 0 and positive == manifold_dimension(rank(w), n) and null == len(normal) and killed


SCALED_TEXT = "every network of scaled orthogonal layers with Sxx = I and d > 2r"
MAP = "of (W_1, ..., W_L) -> W = W_L ... W_1"
BALANCED_SETTING = "Balanced layers (W_(k+1)^T W_(k+1) = W_k W_k^T), L >= 2, P = W_L W_L^T, Q = W_1^T W_1, k = rank W: "
OPERATOR = "the operator A(Z) = sum_j P^(L-j) Z Q^(j-1) on d_L x d_0 matrices "

CLAIMS = {
    "yaras-2023-invariant-subspace-false": SCALED.refuted(
        "Square layers W_l = eps_l O_l, Sxx = I, r = rank Syx, d > 2r, P = (O_L ... O_1)^T Syx: the subspace ker P intersected with ker P^T has dimension at "
        "least d - r.",
        SCALED_TEXT, lambda n: dimension(n) >= n.widths[0] - rank(n.syx)),
    "yaras-2023-invariant-subspace-false-recursion": SCALED.refuted(
        "Square layers W_l = eps_l O_l, Sxx = I, r = rank Syx, d > 2r: on K every layer follows rho_l' = rho_l - eta rho_l prod_k rho_k^2, the product over "
        "all layers, at the first two steps.", SCALED_TEXT, lambda n: stays_scalar(n, false_scale)),
    "trager-2020-differential-rank": FULL_RANK.verified(
        f"Where rank W is the least width r = min_k d_k, the differential {MAP} has rank r (d_0 + d_L - r).",
        "158 lists of layers: depths 1 and 2, all widths in {1, 2}, all entries in {0, 1}, as far as rank W is the least width; and 8 seeded ones up to depth "
        "4, listed in the certificate", 158, lambda n: differential_rank(n) == manifold_dimension(min(n.widths), n)),
    "trager-2020-differential-rank-false": NOT_ZERO.refuted(
        f"For L >= 2, where W is not zero, the differential {MAP} has rank r (d_0 + d_L - r) with r the least width.", "all layers with L >= 2 and W not zero",
        lambda n: differential_rank(n) == manifold_dimension(min(n.widths), n)),
    "trager-2020-differential-rank-false-rank": NOT_ZERO.refuted(
        f"For L >= 2, where W is not zero, the differential {MAP} has rank r (d_0 + d_L - r) with r the rank of W.", "all layers with L >= 2 and W not zero",
        lambda n: differential_rank(n) == manifold_dimension(rank(n.product), n)),
    "bah-2022-riemannian": BALANCED.verified(
        BALANCED_SETTING + "P^L = W W^T, Q^L = W^T W, and " + OPERATOR + "is symmetric, positive semidefinite, of rank k (d_0 + d_L - k), with image { B W + W C }.",
        "91 lists of layers: depths 2 and 3, all widths in {1, 2}, all layers with the same diagonal, its values in {0, 1, 2}, as many as the least width; and "
        "7 seeded ones in rational frames up to depth 4, listed in the certificate", 91, balanced_metric),
    "bah-2022-riemannian-false": BALANCED.refuted(
        BALANCED_SETTING + OPERATOR + "is positive definite where W is not zero.", "all balanced layers, L >= 2",
        lambda n: is_zero(n.product) or is_definite(metric_matrix(n))),
    "bah-2022-riemannian-false-without-balance": DEEP.refuted(
        "Layers with L >= 2, balanced or not, P = W_L W_L^T, Q = W_1^T W_1, k = rank W: " + OPERATOR + "has rank k (d_0 + d_L - k).", "all layers, L >= 2",
        lambda n: rank(metric_matrix(n)) == manifold_dimension(rank(n.product), n)),
}

"""Critical points and what descent leaves alone, on exact instances: each statement with its false twins."""
from fractions import Fraction
from itertools import product
from math import isqrt

from .algebra import charpoly, combine, determinant, inverse, kernel, times, transpose, unit
from .instances import Instance, Theorem, aligned, frobenius, inertia_of, is_identity, is_zero, lists, rank, shifted, trace
from .networks import factors


def power(a, n):
    return times(*[a] * n) if n else unit(len(a))


def scaled(a, factor):
    return [[v * factor for v in row] for row in a]


def zeros(rows, columns):
    return [[0] * columns for _ in range(rows)]


def matrices(rows, columns, values):
    return [[list(entries[i * columns:(i + 1) * columns]) for i in range(rows)] for entries in product(values, repeat=rows * columns)]


def rectangle(values, rows, columns):
    """The values on the diagonal of a matrix of zeros."""
    return [[values[i] if i == j and i < len(values) else 0 for j in range(columns)] for i in range(rows)]


def is_definite(a):
    return inertia_of(a)[2] == len(a)


def is_semidefinite(a):
    return inertia_of(a)[0] == 0


def is_critical(n):
    return all(map(is_zero, n.gradient))


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


def true_scale(scales, l, rate):
    others = [v for k, v in enumerate(scales) if k != l]
    for v in others:
        rate = rate * v * v
    return scales[l] * (1 - rate)


def false_scale(scales, l, rate):
    for v in scales:
        rate = rate * v * v
    return scales[l] * (1 - rate)


def dimension(n):
    return n.widths[0] - rank(scaled_frames(n)[2])


# Two layers: every critical point of full rank

def two_layer_grid():
    for inputs, hidden, outputs in product((1, 2, 3), (1, 2), (1, 2, 3)):
        sxx, syx = rectangle([1, 2, 3], inputs, inputs), rectangle([1, 2, 3], outputs, inputs)
        for first in matrices(hidden, inputs, (0, 1)):
            for second in matrices(outputs, hidden, (0, 1)):
                yield Instance([first, second], sxx, syx)


TWO_LAYERS = Theorem(lambda n: n.depth == 2 and is_critical(n) and rank(n.product) == n.widths[1] and is_definite(n.sxx), grid=two_layer_grid)


def geometry(n):
    """M = Syx Sxx^-1 Syx^T, bases of the column space of W_2 and of its complement (as columns), and the projection on the first."""
    signal = times(n.syx, inverse(n.sxx), transpose(n.syx))
    outside = kernel(transpose(n.layers[1]), n.widths[2])
    projection = unit(n.widths[2])
    if outside:
        projection = combine(projection, times(transpose(outside), inverse(times(outside, transpose(outside))), outside), -1)
    return signal, n.layers[1], transpose(outside), projection


def restricted(a, basis):
    """The matrix of a symmetric map on an invariant subspace, in the basis of the columns."""
    rows = transpose(basis)
    return times(inverse(times(rows, basis)), rows, a, basis)


def exchanges(n):
    """Pairs of an eigenvalue of M on the range of P and a larger one on its kernel: the negative roots of all differences, by Descartes."""
    signal, inside, outside, _ = geometry(n)
    if not outside:
        return 0
    a, b = restricted(signal, inside), restricted(signal, outside)
    size = len(b)
    difference = [[(a[i // size][j // size] if i % size == j % size else 0) - (b[i % size][j % size] if i // size == j // size else 0)
                   for j in range(len(a) * size)] for i in range(len(a) * size)]
    reflected = [c * (-1) ** i > 0 for i, c in enumerate(charpoly(difference)) if c]        # signs at -X
    return sum(p != q for p, q in zip(reflected, reflected[1:]))


def two_layer_points(n):
    signal, _, _, projection = geometry(n)
    chosen = times(projection, signal)
    return (chosen == times(signal, projection) and times(n.product, n.sxx) == times(projection, n.syx)
            and n.loss() == -trace(chosen) / 2 and inertia_of(n.hessian())[0] == exchanges(n))


def missing_leaders(n):
    """How many of the d_1 largest eigenvalues of M are not on the range of P; None unless M and P are diagonal with different entries in M."""
    signal, _, _, projection = geometry(n)
    values = [signal[i][i] for i in range(len(signal))]
    if any(a[i][j] for a in (signal, projection) for i in range(len(a)) for j in range(len(a)) if i != j) or len(set(values)) < len(values):
        return None
    leaders = sorted(range(len(values)), key=lambda i: -values[i])[:n.widths[1]]
    return sum(not projection[i][i] for i in leaders)


# Aligned networks: which critical points are strict

def aligned_grid():
    for depth in (2, 3):
        for widths in lists(depth + 1, (1, 2)):
            sizes = [min(pair) for pair in zip(widths, widths[1:])]
            for layers in product(*[lists(size, (0, 1)) for size in sizes]):
                for y in lists(min(widths[0], widths[-1]), (1, 2)):
                    yield aligned(widths, layers, [1] * widths[0], y)


ALIGNED = Theorem(lambda n: n.is_diagonal() and is_critical(n) and all(n.sxx[i][i] > 0 for i in range(n.widths[0])), grid=aligned_grid)


def product_of(values):
    result = Fraction(1)
    for v in values:
        result *= v
    return result


def criterion(n, inequality=True):
    d = n.widths
    for i in range(1, min(d[0], d[-1]) + 1):
        dead = [k for k, v in enumerate(n.values(i), 1) if not v]
        if not n.residual[i - 1][i - 1] or len(dead) < 2:
            continue
        j, k = dead[0], dead[-1]
        for a in range(1, max(d) + 1):
            there = i <= d[k] and a <= d[k - 1] and a <= d[j] and i <= d[j - 1]
            if there and all(n.values(a)[j:k - 1]):
                x = n.sxx[a - 1][a - 1] if a <= d[0] else 0
                if a == i or not inequality or n.sxx[i - 1][i - 1] * x * product_of(n.values(a)) ** 2 < n.syx[i - 1][i - 1] ** 2:
                    return True
    return False


def is_strict(n):
    return not is_semidefinite(n.hessian())


# Layers near the identity

def near_identity(n):
    tau = n["tau"]
    return (len(set(n.widths)) == 1 and tau >= 0
            and all(is_semidefinite(shifted(scaled(times(a, transpose(a)), -1), -tau ** 2)) for a in (shifted(w, 1) for w in n.layers)))


def near_grid():
    for depth in (1, 2, 3):
        for values in lists(depth, (Fraction(1, 2), Fraction(1), Fraction(3, 2))):
            for x, y in product((1, 2), repeat=2):
                yield aligned([1] * (depth + 1), [[v] for v in values], [x], [y], mu=x, tau=max(abs(v - 1) for v in values))


NEAR = Theorem(lambda n: n["mu"] > 0 and n["tau"] < 1 and near_identity(n) and is_semidefinite(shifted(n.sxx, n["mu"])), ("mu", "tau"), near_grid)
NEAR_OR_FAR = Theorem(lambda n: n["tau"] <= 1 and near_identity(n) and is_critical(n) and is_definite(n.sxx), ("mu", "tau"))


def excess(n):
    """F - F* = tr(E Sxx^-1 E^T)/2."""
    return trace(times(n.residual, inverse(n.sxx), transpose(n.residual))) / 2


def slope_bound(n, exponent):
    return sum(map(frobenius, n.gradient)) >= 2 * n.depth * (1 - n["tau"]) ** exponent * n["mu"] * excess(n)


# The origin with weight decay

DECAY = Theorem(lambda n: n.depth >= 2 and n["gamma"] > 0 and all(map(is_zero, n.layers)), ("gamma",))


def decayed(n):
    return shifted(n.hessian(), -n["gamma"])


def above_targets(n):
    """Sylvester's minors of gamma^2 I - Syx^T Syx."""
    a = shifted(scaled(times(transpose(n.syx), n.syx), -1), -n["gamma"] ** 2)
    return all(determinant([row[:k] for row in a[:k]]) > 0 for k in range(1, len(a) + 1))


def no_better_ones(n):
    """Where the Hessian is positive definite, the layers with ones on the diagonal do not lie below the origin."""
    if not is_definite(decayed(n)):
        return True
    ones = [rectangle([1] * len(w), len(w), len(w[0])) for w in n.layers]
    return Instance(ones, n.sxx, n.syx).loss() + n["gamma"] * sum(map(frobenius, ones)) / 2 >= 0


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
TWO_TEXT = "every critical point of two layers with rank W = d_1 and Sxx positive definite"
TWO_SETTING = ("L = 2, Sxx positive definite, zero gradient, rank W = d_1, M = Syx Sxx^-1 Syx^T and P the orthogonal projection on the column space of W_2")
STRICT_TEXT = "every critical point of an aligned network with all x_i > 0"
STRICT = ("At a critical point of an aligned network with all x_i > 0 the Hessian has a negative eigenvalue iff for some i with x_i w_i != y_i there is an index a such "
          "that, with j and k the first and last layer in which the value of i is 0, j < k, the variables (k, i, a) and (j, a, i) exist, no value of a between the "
          "layers j and k is 0, and ")
NEAR_SETTING = ("Square layers W_k = I + A_k with norms ||A_k|| <= tau < 1, Sxx - mu I positive semidefinite with mu > 0, F* the least loss of all end-to-end "
                "matrices: sum_k ||grad_k||^2 >= ")
DECAY_TEXT = "every network with all layers zero, L >= 2 and gamma > 0"
MAP = "of (W_1, ..., W_L) -> W = W_L ... W_1"
BALANCED_SETTING = "Balanced layers (W_(k+1)^T W_(k+1) = W_k W_k^T), L >= 2, P = W_L W_L^T, Q = W_1^T W_1, k = rank W: "
OPERATOR = "the operator A(Z) = sum_j P^(L-j) Z Q^(j-1) on d_L x d_0 matrices "

CLAIMS = {
    "yaras-2023-invariant-subspace": SCALED.verified(
        "Square layers W_l = eps_l O_l, eps_l >= 0, O_l orthogonal (O_l = I where eps_l = 0), Sxx = I, r = rank Syx, d > 2r; Q_l = O_l ... O_1 and P = Q_L^T Syx: "
        "the subspace K = ker P intersected with ker P^T has dimension at least d - 2r, and after each of the first two steps of gradient descent with rate eta, "
        "W_l Q_(l-1) v = rho_l Q_l v and W_l^T Q_l v = rho_l Q_(l-1) v for every v in K, where rho_l starts at eps_l and "
        "rho_l' = rho_l - eta rho_l prod_(k != l) rho_k^2.",
        "200 networks: depths 1 to 3, all layers in {-I, 0, 2I}, eta = 1/2, Syx = 0 at d = 1, 2, 3 and the matrix units E_11 and E_12 at d = 3; and 5 seeded ones in "
        "rational frames up to d = 5, listed in the certificate", 200,
        lambda n: dimension(n) >= n.widths[0] - 2 * rank(n.syx) and stays_scalar(n, true_scale)),
    "yaras-2023-invariant-subspace-false": SCALED.refuted(
        "Square layers W_l = eps_l O_l, Sxx = I, r = rank Syx, d > 2r, P = (O_L ... O_1)^T Syx: the subspace ker P intersected with ker P^T has dimension at least d - r.",
        SCALED_TEXT, lambda n: dimension(n) >= n.widths[0] - rank(n.syx)),
    "yaras-2023-invariant-subspace-false-recursion": SCALED.refuted(
        "Square layers W_l = eps_l O_l, Sxx = I, r = rank Syx, d > 2r: on K every layer follows rho_l' = rho_l - eta rho_l prod_k rho_k^2, the product over all layers, "
        "at the first two steps.", SCALED_TEXT, lambda n: stays_scalar(n, false_scale)),
    "baldi-hornik-1989": TWO_LAYERS.verified(
        TWO_SETTING + ": P M = M P, W = P Syx Sxx^-1, F = -tr(P M)/2, and the Hessian has as many negative eigenvalues as there are pairs of an eigenvalue lambda of M "
        "on the range of P and an eigenvalue mu of M on the kernel of P with mu > lambda, with multiplicity.",
        "38 networks: all widths d_0, d_2 in {1, 2, 3} and d_1 in {1, 2}, all entries of the layers in {0, 1}, x_i = y_i = i, as far as the hypotheses hold; and 12 seeded "
        "ones in rational frames up to 4-2-4, two of them with lambda_1 = lambda_2, listed in the certificate", 38, two_layer_points),
    "baldi-hornik-1989-false": TWO_LAYERS.refuted(
        TWO_SETTING + ", eigenvalues of M rational: the Hessian has as many negative eigenvalues as there are of the d_1 largest eigenvalues of M not on the range of P.",
        TWO_TEXT, lambda n: missing_leaders(n) in (None, inertia_of(n.hessian())[0])),
    "baldi-hornik-1989-false-value": TWO_LAYERS.refuted(
        TWO_SETTING + ": F = -tr(M)/2.", TWO_TEXT, lambda n: n.loss() == -trace(geometry(n)[0]) / 2),
    "achour-2024-aligned-strictness": ALIGNED.verified(
        STRICT + "a = i or x_i x_a w_a^2 < y_i^2; here w_i is the product of all values of i.",
        "423 networks: depths 2 and 3, all widths in {1, 2}, all layer values in {0, 1}, x_i = 1, all y_i in {1, 2}, as far as they are critical; and 24 seeded ones of "
        "depths 2 to 4, listed in the certificate", 423, lambda n: criterion(n) == is_strict(n)),
    "achour-2024-aligned-strictness-false": ALIGNED.refuted(
        STRICT + "nothing more.", STRICT_TEXT, lambda n: criterion(n, inequality=False) == is_strict(n)),
    "achour-2024-aligned-strictness-false-every-saddle": ALIGNED.refuted(
        "At a critical point of an aligned network with all x_i > 0 where x_i w_i differs from y_i for some i at most the least width, w_i the product of its values, the Hessian has a negative eigenvalue.",
        STRICT_TEXT, lambda n: is_strict(n) or not any(n.residual[i][i] for i in range(min(n.widths)))),
    "hardt-ma-2017-no-spurious": NEAR.verified(
        NEAR_SETTING + "2 L (1 - tau)^(2L-2) mu (F - F*), so that the gradient vanishes only where F = F*.",
        "163 networks: depths 1 to 3, width 1, all layers in {1/2, 1, 3/2}, Sxx = mu in {1, 2}, Syx in {1, 2}, tau the largest abs(W_k - 1); and 7 seeded ones of widths 2 "
        "and 3 up to depth 4, listed in the certificate", 163, lambda n: slope_bound(n, 2 * n.depth - 2)),
    "hardt-ma-2017-no-spurious-false": NEAR.refuted(
        NEAR_SETTING + "2 L (1 - tau)^(L-1) mu (F - F*).", "every network of square layers with ||W_k - I|| <= tau < 1 and Sxx >= mu I > 0",
        lambda n: slope_bound(n, n.depth - 1)),
    "hardt-ma-2017-no-spurious-false-boundary": NEAR_OR_FAR.refuted(
        "Square layers W_k = I + A_k with norms ||A_k|| <= 1 and Sxx positive definite: where the gradient vanishes, F is the least loss F*.",
        "every critical point with square layers, ||W_k - I|| <= 1 and Sxx positive definite", lambda n: not excess(n)),
    "ziyin-2022-weight-decay-origin-false": DECAY.refuted(
        "With weight decay gamma > 0, where the Hessian at the origin is positive definite no network has a smaller loss than the origin.", DECAY_TEXT, no_better_ones),
    "ziyin-2022-weight-decay-origin-false-threshold": DECAY.refuted(
        "With weight decay gamma > 0, at every depth L >= 2, the Hessian at the origin is positive definite iff gamma exceeds every singular value of Syx.", DECAY_TEXT,
        lambda n: is_definite(decayed(n)) == above_targets(n)),
    "trager-2020-differential-rank": FULL_RANK.verified(
        f"Where rank W is the least width r = min_k d_k, the differential {MAP} has rank r (d_0 + d_L - r).",
        "158 lists of layers: depths 1 and 2, all widths in {1, 2}, all entries in {0, 1}, as far as rank W is the least width; and 8 seeded ones up to depth 4, listed in "
        "the certificate", 158, lambda n: differential_rank(n) == manifold_dimension(min(n.widths), n)),
    "trager-2020-differential-rank-false": NOT_ZERO.refuted(
        f"For L >= 2, where W is not zero, the differential {MAP} has rank r (d_0 + d_L - r) with r the least width.", "all layers with L >= 2 and W not zero",
        lambda n: differential_rank(n) == manifold_dimension(min(n.widths), n)),
    "trager-2020-differential-rank-false-rank": NOT_ZERO.refuted(
        f"For L >= 2, where W is not zero, the differential {MAP} has rank r (d_0 + d_L - r) with r the rank of W.", "all layers with L >= 2 and W not zero",
        lambda n: differential_rank(n) == manifold_dimension(rank(n.product), n)),
    "bah-2022-riemannian": BALANCED.verified(
        BALANCED_SETTING + "P^L = W W^T, Q^L = W^T W, and " + OPERATOR + "is symmetric, positive semidefinite, of rank k (d_0 + d_L - k), with image { B W + W C }.",
        "91 lists of layers: depths 2 and 3, all widths in {1, 2}, all layers with the same diagonal, its values in {0, 1, 2}, as many as the least width; and 7 seeded "
        "ones in rational frames up to depth 4, listed in the certificate", 91, balanced_metric),
    "bah-2022-riemannian-false": BALANCED.refuted(
        BALANCED_SETTING + OPERATOR + "is positive definite where W is not zero.", "all balanced layers, L >= 2",
        lambda n: is_zero(n.product) or is_definite(metric_matrix(n))),
    "bah-2022-riemannian-false-without-balance": DEEP.refuted(
        "Layers with L >= 2, balanced or not, P = W_L W_L^T, Q = W_1^T W_1, k = rank W: " + OPERATOR + "has rank k (d_0 + d_L - k).", "all layers, L >= 2",
        lambda n: rank(metric_matrix(n)) == manifold_dimension(rank(n.product), n)),
}

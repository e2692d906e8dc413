"""Critical points, on exact instances: each statement with its false twins."""
from fractions import Fraction
from itertools import product

from .algebra import charpoly, combine, determinant, inverse, kernel, times, transpose, unit
from .instances import Instance, Theorem, aligned, frobenius, inertia_of, is_zero, lists, rank, shifted, trace


def scaled(a, factor):
    return [[v * factor for v in row] for row in a]


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


def criterion(n, inequality=True, equality=False):
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
                gain = n.syx[i - 1][i - 1] ** 2 - n.sxx[i - 1][i - 1] * x * product_of(n.values(a)) ** 2
                if a == i or not inequality or gain > 0 or (equality and not gain):
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


def near_the_identity(n):
    """The bound, which is attained where all layers are (1 - tau) I and Sxx = mu I."""
    uniform = all(is_zero(shifted(w, 1 - n["tau"])) for w in n.layers) and is_zero(shifted(n.sxx, n["mu"]))
    return slope_bound(n, 2 * n.depth - 2) and (not uniform or not slope_bound_is_strict(n))


def slope_bound_is_strict(n):
    return sum(map(frobenius, n.gradient)) > 2 * n.depth * (1 - n["tau"]) ** (2 * n.depth - 2) * n["mu"] * excess(n)


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


TWO_TEXT = "every critical point of two layers with rank W = d_1 and Sxx positive definite"
TWO_SETTING = ("L = 2, Sxx positive definite, zero gradient, rank W = d_1, M = Syx Sxx^-1 Syx^T and P the orthogonal projection on the column space of W_2")
STRICT_TEXT = "every critical point of an aligned network with all x_i > 0"
STRICT = ("At a critical point of an aligned network with all x_i > 0 the Hessian has a negative eigenvalue iff for some i with x_i w_i != y_i there is an "
          "index a such that, with j and k the first and last layer in which the value of i is 0, j < k, the variables (k, i, a) and (j, a, i) exist, no value "
          "of a between the layers j and k is 0, and ")
NEAR_SETTING = ("Square layers W_k = I + A_k with norms ||A_k|| <= tau < 1, Sxx - mu I positive semidefinite with mu > 0, F* the least loss of all end-to-end "
                "matrices: sum_k ||grad_k||^2 >= ")
DECAY_TEXT = "every network with all layers zero, L >= 2 and gamma > 0"

CLAIMS = {
    "baldi-hornik-1989": TWO_LAYERS.verified(
        TWO_SETTING + ": P M = M P, W = P Syx Sxx^-1, F = -tr(P M)/2, and the Hessian has as many negative eigenvalues as there are pairs of an eigenvalue "
        "lambda of M on the range of P and an eigenvalue mu of M on the kernel of P with mu > lambda, with multiplicity.",
        "38 networks: all widths d_0, d_2 in {1, 2, 3} and d_1 in {1, 2}, all entries of the layers in {0, 1}, x_i = y_i = i, as far as the hypotheses hold; "
        "and 12 seeded ones in rational frames up to 4-2-4, two of them with lambda_1 = lambda_2, listed in the certificate", 38, two_layer_points),
    "baldi-hornik-1989-false": TWO_LAYERS.refuted(
        TWO_SETTING + ", eigenvalues of M rational: the Hessian has as many negative eigenvalues as there are of the d_1 largest eigenvalues of M "
        "not on the range of P.",
        TWO_TEXT, lambda n: missing_leaders(n) in (None, inertia_of(n.hessian())[0])),
    "baldi-hornik-1989-false-value": TWO_LAYERS.refuted(
        TWO_SETTING + ": F = -tr(M)/2.", TWO_TEXT, lambda n: n.loss() == -trace(geometry(n)[0]) / 2),
    "achour-2024-aligned-strictness": ALIGNED.verified(
        STRICT + "a = i or x_i x_a w_a^2 < y_i^2; here w_i is the product of all values of i.",
        "423 networks: depths 2 and 3, all widths in {1, 2}, all layer values in {0, 1}, x_i = 1, all y_i in {1, 2}, as far as they are critical; and 24 "
        "seeded ones of depths 2 to 4, listed in the certificate", 423, lambda n: criterion(n) == is_strict(n)),
    "achour-2024-aligned-strictness-false": ALIGNED.refuted(
        STRICT + "nothing more.", STRICT_TEXT, lambda n: criterion(n, inequality=False) == is_strict(n)),
    "achour-2024-aligned-strictness-false-every-saddle": ALIGNED.refuted(
        "At a critical point of an aligned network with all x_i > 0 where x_i w_i differs from y_i for some i at most the least width, w_i the product of its "
        "values, the Hessian has a negative eigenvalue.",
        STRICT_TEXT, lambda n: is_strict(n) or not any(n.residual[i][i] for i in range(min(n.widths)))),
    "hardt-ma-2017-no-spurious": NEAR.verified(
        NEAR_SETTING + "2 L (1 - tau)^(2L-2) mu (F - F*), so that the gradient vanishes only where F = F*; with equality where all W_k = (1 - tau) I and "
        "Sxx = mu I.",
        "163 networks: depths 1 to 3, width 1, all layers in {1/2, 1, 3/2}, Sxx = mu in {1, 2}, Syx in {1, 2}, tau the largest abs(W_k - 1); and 7 seeded ones "
        "of widths 2 and 3 up to depth 4, listed in the certificate", 163, near_the_identity),
    "hardt-ma-2017-no-spurious-false": NEAR.refuted(
        NEAR_SETTING + "2 L (1 - tau)^(L-1) mu (F - F*).", "every network of square layers with ||W_k - I|| <= tau < 1 and Sxx >= mu I > 0",
        lambda n: slope_bound(n, n.depth - 1)),
    "hardt-ma-2017-no-spurious-false-boundary": NEAR_OR_FAR.refuted(
        "Square layers W_k = I + A_k with norms ||A_k|| <= 1 and Sxx positive definite: where the gradient vanishes, F is the least loss F*.",
        "every critical point with square layers, ||W_k - I|| <= 1 and Sxx positive definite", lambda n: not excess(n)),
    "ziyin-2022-weight-decay-origin-false": DECAY.refuted(
        "With weight decay gamma > 0, where the Hessian at the origin is positive definite no network has a smaller loss than the "
        "origin.", DECAY_TEXT, no_better_ones),
    "ziyin-2022-weight-decay-origin-false-threshold": DECAY.refuted(
        "With weight decay gamma > 0, at every depth L >= 2, the Hessian at the origin is positive definite iff gamma exceeds every singular value of "
        "Syx.", DECAY_TEXT,
        lambda n: is_definite(decayed(n)) == above_targets(n)),
}

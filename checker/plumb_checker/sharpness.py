"""Sharpness and conditioning at minima: bounds for the largest eigenvalue, the balanced spectrum, the condition number of the Gauss-Newton part."""
from fractions import Fraction

from .algebra import charpoly, kernel, prod, times, total, transpose, unit
from .claim import Claim
from .depth_argument import ABOVE_0, Argument, argued, telescoping
from .depth_ring import DepthRing
from .depth_witness import contradicted
from .instances import Theorem, aligned, frobenius, has_spectrum, is_covariance, is_identity, lists, rank, shifted, trace

HALF = Fraction(1, 2)


# Largest eigenvalues by the characteristic polynomial: all its roots are real

def moved(coefficients, value):
    """The coefficients of p(X + value), by repeated synthetic division."""
    rest, found = list(coefficients), []
    while rest:
        for i in range(1, len(rest)):
            rest[i] += value * rest[i - 1]
        found.append(rest.pop())
    return found[::-1]


def none_above(coefficients, value):
    return all(c >= 0 for c in moved(coefficients, value))


def some_from(coefficients, value):
    """Some root is at least the value: otherwise all roots of p(X + value) are negative and its coefficients positive."""
    return not all(c > 0 for c in moved(coefficients, value))


def is_largest(coefficients, value):
    return none_above(coefficients, value) and moved(coefficients, value)[-1] == 0


def is_balanced(n):
    return all(times(transpose(above), above) == times(below, transpose(below)) for below, above in zip(n.layers, n.layers[1:]))


def gram(a):
    return times(a, transpose(a))


def is_whitened_minimum(n):
    return is_identity(n.sxx) and n.at_minimum()


# The flattest minima

def minima():
    scale = [Fraction(1), Fraction(2), HALF, Fraction(0)]
    found = [aligned([1] * (depth + 1), [[v] for v in values], [1], [prod(values)], t=t)
             for depth in (1, 2, 3) for values in lists(depth, scale) for t in scale]
    return found + [aligned([2, 2, 2], [v[:2], v[2:]], [1, 1], [v[0] * v[2], v[1] * v[3]], t=t) for v in lists(4, (0, 1, 2)) for t in (0, 1, 2)]


def has_root(n):
    """t is not negative and t^L is the largest singular value."""
    return is_whitened_minimum(n) and n["t"] >= 0 and is_largest(charpoly(gram(n.product)), n["t"] ** (2 * n.depth))


def flattest_value(n):
    return n.depth * n["t"] ** (2 * n.depth - 2)


def is_at_least_flattest(n):
    """The form of H at the directions (U_k^T u)(V_k v)^T, u and v top singular vectors of W, is at least the value times their length."""
    h, value = n.hessian(), flattest_value(n)
    if n["t"] == 0:
        reached = trace(h) >= len(h) * value if n.depth == 1 else trace(h) >= 0
    else:
        sigma = n["t"] ** n.depth
        u = transpose(kernel(shifted(gram(n.product), sigma * sigma), len(n.product))[:1])
        v = times(transpose(n.product), u)
        (us, vs), direction = n.partial, []
        for above, below in zip(us, vs):
            direction += [p * q for (p,) in times(transpose(above), u) for (q,) in times(below, v)]
        form = total(p * q for p, (q,) in zip(direction, times(h, [[d] for d in direction])))
        reached = form >= value * total(d * d for d in direction) > 0 or value == 0
    return reached and (not is_balanced(n) or none_above(charpoly(h), value))


FLATTEST = Theorem(has_root, ("t",), minima)
NOT_ZERO = Theorem(lambda n: has_root(n) and n["t"] > 0, ("t",))


# Two layers

def two_layers():
    return [aligned([2, 2, 2], [v[:2], v[2:]], [1, 1], [v[0] * v[2], v[1] * v[3]],
                    first=max(v[:2]) ** 2, second=max(v[2:]) ** 2, sigma=max(v[0] * v[2], v[1] * v[3])) for v in lists(4, (0, 1, 2))]


TWO_LAYERS = Theorem(
    lambda n: n.depth == 2 and is_whitened_minimum(n) and n["sigma"] >= 0 and all(
        is_largest(charpoly(gram(a)), value) for a, value in ((n.layers[0], n["first"]), (n.layers[1], n["second"]), (n.product, n["sigma"] ** 2))),
    ("first", "second", "sigma"), two_layers)


def is_flat(n):
    return n["first"] + n["second"] == 2 * n["sigma"]


def has_sum_of_norms(n):
    top = n["first"] + n["second"]
    return is_largest(charpoly(n.hessian()), top) and top >= 2 * n["sigma"] and is_flat(n) == (n["first"] == n["second"] == n["sigma"])


# One output

def single_outputs():
    return [aligned([2] + [1] * depth, [[v] for v in values], x, [x[0] * prod(values)], t=t, **{"lambda": max(x)})
            for depth in (1, 2, 3) for values in lists(depth, (1, 2, 4)) for x in lists(2, (0, 3, 5)) for t in (1, 2, 4)]


SINGLE_OUTPUT = Theorem(
    lambda n: n.widths[-1] == 1 and n.at_minimum() and n["t"] > 0 and frobenius(n.product) == n["t"] ** (2 * n.depth)
    and is_covariance(n.sxx) and is_largest(charpoly(n.sxx), n["lambda"]), ("lambda", "t"), single_outputs)


def seen_by(n):
    """w Sxx w^T / ||w||^2."""
    return times(n.product, n.sxx, transpose(n.product))[0][0] / frobenius(n.product)


def has_single_output_sharpness(n):
    c, scale, a = charpoly(n.hessian()), n["t"] ** (2 * n.depth - 2), seen_by(n)
    if not some_from(c, n.depth * a * scale):
        return False
    if not is_balanced(n):
        return True
    (w,), length = n.product, frobenius(n.product)
    inner = times(n.sxx, [[scale * ((n.depth - 1) * p * q / length + (i == j)) for j, q in enumerate(w)] for i, p in enumerate(w)])
    return c == charpoly(inner) + [0] * (len(c) - 1 - len(w)) and none_above(c, scale * (n["lambda"] + (n.depth - 1) * a))


# Balanced minima

def balanced_minima():
    return [aligned(widths, [s] * depth, [1] * widths[0], [v ** depth for v in s], first=s[0], second=s[1])
            for depth in (2, 3) for widths in lists(depth + 1, (1, 2)) for s in ((0, 0), (1, 0), (2, 0), (1, 1), (2, 1), (2, 2))]


def signals(n):
    return [s for s in (n["first"], n["second"]) if s]


BALANCED = Theorem(
    lambda n: n.depth >= 2 and is_whitened_minimum(n) and is_balanced(n) and n["first"] >= n["second"] >= 0
    and has_spectrum(gram(n.product), [(s ** (2 * n.depth), 1) for s in signals(n)]), ("first", "second"), balanced_minima)


def has_balanced_spectrum(n, common=2):
    """Closed forms for the pairs; `common` times r is what the multiplicity of a signal with null indices is less than d_0 + d_L."""
    found, depth = signals(n), n.depth
    values = [(depth * s ** (2 * depth - 2) if s == t else (s ** (2 * depth) - t ** (2 * depth)) / (s * s - t * t), 1) for s in found for t in found]
    return has_spectrum(n.hessian(), values + [(s ** (2 * depth - 2), n.widths[0] + n.widths[-1] - common * len(found)) for s in found])


def pair_items(ring):
    """The value of a pair in closed form, for equal values and for a null index, and its bounds."""
    L, s, t, S, T = ring["L s t S T"]
    value, high, low = (S * S - T * T) / (s * s - t * t), L * S * S / (s * s), L * T * T / (t * t)
    return telescoping(ring, "pair", value, 1, lambda h: s * s * h + T * T) + telescoping(ring, "equal", high, 1, lambda h: s * s * h + S * S) + [
        ("identity", "null", ring.image(value, t=0, T=0), S * S / (s * s)),
        ("induction", "value", value, "positive", [[1]], [[s, s, "value"], [T, T]]),
        ("induction", "lower", value - low, "nonnegative", [], [[s, s, "lower"], [L, T * T / (t * t), s * s - t * t]]),
        ("induction", "upper", high - value, "nonnegative", [], [[s, s, "upper"], [s * s - t * t, "value"]])]


def argue_pairs():
    ring = DepthRing("L", "s", "t", "S", "T")
    L, s, t = ring["L s t"]
    return Argument(1, ring, pair_items(ring) + [("identity", "exponent", 2 * L * (1 - 1 / L), 2 * L - 2)],
                    ranges=[("s", ABOVE_0), ("t", ABOVE_0)], assumed=[(s * s - t * t, "positive")],
                    nonzero=[(L, "range"), (s, "range"), (t, "range"), (s * s - t * t, "hypothesis")])


# Conditioning of the Gauss-Newton part

def gauss_newton_values(n):
    """x_m sum_k (products of the values of i after layer k and of m before it)^2, for all ordered pairs (i, m)."""
    def value(i, m):
        out, into = n.values(i), n.values(m)
        return n.sxx[m - 1][m - 1] * total(prod(out[k:]) ** 2 * prod(into[:k - 1]) ** 2 for k in range(1, n.depth + 1))
    return [value(i, m) for i in range(1, n.widths[-1] + 1) for m in range(1, n.widths[0] + 1)]


def conditioned():
    found = [aligned([2, 2, 2], [v[:2], v[2:]], [1, x], []) for v in lists(4, (0, 1, 3)) for x in (1, 2)]
    for n in found:
        values = [v for v in gauss_newton_values(n) if v] or [Fraction(0)]
        n.parameters.update(largest=max(values), smallest=min(values))
    return found


def is_conditioned(n):
    """All values of the formula are positive, they are the spectrum of H_o, and the parameters are the largest and the least."""
    if not n.is_diagonal() or n["smallest"] <= 0:
        return False
    values = gauss_newton_values(n)
    return n["largest"] == max(values) and n["smallest"] == min(values) and has_spectrum(n.hessian("gauss-newton"), [(v, 1) for v in values])


def extremes(a, count):
    """The largest and the count-th singular value of a diagonal matrix, 0 when it has fewer."""
    values = sorted((abs(row[i]) for i, row in enumerate(a) if i < len(row)), reverse=True)
    return values[0], values[count - 1] if count <= len(values) else 0


def squares_of_extremes(n):
    us, vs = n.partial
    pairs = [(extremes(u, n.widths[-1]), extremes(v, n.widths[0])) for u, v in zip(us, vs)]
    return [total((p[at] * q[at]) ** 2 for p, q in pairs) for at in (0, 1)]


def has_condition(n):
    (most, least), (high, low) = squares_of_extremes(n), extremes(n.sxx, n.widths[0])
    if n["largest"] * low * least > n["smallest"] * high * most:
        return False
    order = n.widths[0]
    if not (is_identity(n.sxx) and order == n.widths[-1] and rank(n.product) == order and is_balanced(n)):
        return True
    first, last = extremes(n.layers[0], order)
    kappa = (first / last) ** (2 * n.depth - 2)
    return n["largest"] == kappa * n["smallest"] and most == kappa * least


def has_product_condition(n):
    (high, low), (first, last) = extremes(n.sxx, n.widths[0]), extremes(n.product, n.widths[0])
    return n["largest"] * low * last ** 2 <= n["smallest"] * high * first ** 2


CONDITION = Theorem(is_conditioned, ("largest", "smallest"), conditioned)
INVERTIBLE = Theorem(lambda n: n.widths[0] == n.widths[-1] == rank(n.product) and is_conditioned(n), ("largest", "smallest"))


# Rescaling

def argue_rescaling():
    ring = DepthRing("L", "a")
    L, a = ring["L a"]
    g, h = 1 / a, a                                         # the products of all layers but the first, but the second; of all others 1
    length = g * g + h * h + (L - 2)
    return Argument(2, ring, [
        ("identity", "function", a * (1 / a), ring.one), ("identity", "row-first", g * length, (a * a + 1 / (a * a) + L - 2) * g),
        ("identity", "row-second", h * length, (a * a + 1 / (a * a) + L - 2) * h), ("identity", "row-other", length, a * a + 1 / (a * a) + L - 2)]
        + telescoping(ring, "length", a * a + 1 / (a * a) + L - 2, g * g + h * h, lambda v: v + 1, 2) + [
        ("sign", "exceeds", 1 / (a * a) + L - 2, "positive", [[1 / (a * a)], [L - 2]])],
        ranges=[("a", ABOVE_0)], nonzero=[(a, "range")])


def length_of_products(L, a):
    layers = [a, 1 / a] + [Fraction(1)] * (L - 2)
    return total(prod(layers[:k] + layers[k + 1:]) ** 2 for k in range(L))


CLAIMS = {
    "mulayoff-2020-flattest-sharpness": FLATTEST.verified(
        "Where Sxx = I and E = 0, the largest eigenvalue of the Hessian is at least L sigma_1^(2-2/L), sigma_1 the largest singular value of "
        "W, and it is equal to that when W_(k+1)^T W_(k+1) = W_k W_k^T for all k.",
        "131 minima: with t^L = sigma_1, all networks of widths 1 at depths 1 to 3 with layer values and t in {1, 2, 1/2, 0}, all 2-2-2 "
        "networks of diagonal layers with entries and t in {0, 1, 2}, and 16 seeded ones, 7 of them with hidden bases in general position, "
        "listed in the certificate",
        131, is_at_least_flattest),
    "mulayoff-2020-flattest-sharpness-false": NOT_ZERO.refuted(
        "Where Sxx = I, E = 0 and W is not zero, the largest eigenvalue of the Hessian is L sigma_1^(2-2/L).",
        "every network with Sxx = I, E = 0 and W not zero",
        lambda n: is_largest(charpoly(n.hessian()), flattest_value(n))),
    "kamber-parhi-2025-depth2-sharpness": TWO_LAYERS.verified(
        "Where L = 2, Sxx = I and E = 0, the largest eigenvalue of the Hessian is ||W_1||^2 + ||W_2||^2 in the spectral norm; it has its "
        "least value 2 sigma_1, sigma_1 = ||W_2 W_1||, if and only if ||W_1||^2 = ||W_2||^2 = sigma_1.",
        "87 minima: all 2-2-2 networks of diagonal layers with entries in {0, 1, 2}, and 6 seeded ones in rotated frames, listed in the "
        "certificate",
        87, has_sum_of_norms),
    "kamber-parhi-2025-depth2-sharpness-false": TWO_LAYERS.refuted(
        "Where L = 2, Sxx = I, E = 0 and W is invertible, ||W_1|| = ||W_2|| in the spectral norm suffices for the largest eigenvalue of the Hessian to "
        "be 2 sigma_1.",
        "every network with L = 2, Sxx = I, E = 0 and W invertible",
        lambda n: not (n.widths[0] == n.widths[-1] == rank(n.product)) or n["first"] != n["second"] or is_flat(n)),
    "kamber-parhi-2025-depth2-sharpness-false-frobenius": TWO_LAYERS.refuted(
        "Where L = 2, Sxx = I and E = 0, the largest eigenvalue of the Hessian is 2 sigma_1 only if W_1 and W_2 have equal Frobenius norms.",
        "every network with L = 2, Sxx = I and E = 0",
        lambda n: not is_flat(n) or frobenius(n.layers[0]) == frobenius(n.layers[1])),
    "marion-chizat-2024-sharpness": SINGLE_OUTPUT.verified(
        "Where d_L = 1, E = 0 and W = w is not zero, the largest eigenvalue of the Hessian is at least L a ||w||^(2-2/L), a = w Sxx "
        "w^T/||w||^2. If moreover W_(k+1)^T W_(k+1) = W_k W_k^T for all k, the eigenvalues that are not zero are those of ||w||^(2-2/L) (Sxx "
        "+ (L-1) Sxx^(1/2) w^T w Sxx^(1/2)/||w||^2), and the largest is at most ||w||^(2-2/L) (lambda + (L-1) a), lambda the largest "
        "eigenvalue of Sxx.",
        "167 minima: with t^L = ||w||, all networks of widths 2, 1, ..., 1 at depths 1 to 3 with layer values and t in {1, 2, 4} on the "
        "first input and Sxx = diag(x_1, x_2), x_i in {0, 3, 5}, and 14 seeded ones, 6 of them with hidden bases in general position, listed "
        "in the certificate",
        167, has_single_output_sharpness),
    "marion-chizat-2024-sharpness-false": SINGLE_OUTPUT.refuted(
        "Where d_L = 1, E = 0, Sxx is positive definite and W = w is not zero, the largest eigenvalue of the Hessian is at least L lambda ||w||^(2-2/L), "
        "lambda the largest eigenvalue of Sxx.",
        "every network with d_L = 1, E = 0, Sxx positive definite and W not zero",
        lambda n: rank(n.sxx) < n.widths[0] or some_from(charpoly(n.hessian()), n.depth * n["lambda"] * n["t"] ** (2 * n.depth - 2))),
    "ghosh-2025-balanced-hessian": BALANCED.verified(
        "Where L >= 2, Sxx = I, E = 0, W_(k+1)^T W_(k+1) = W_k W_k^T for all k and W has rank r with singular values sigma_i, the Hessian "
        "has the eigenvalues sum_(l=0)^(L-1) (sigma_i^(1-1/L-l/L) sigma_m^(l/L))^2 for all ordered pairs i, m <= r, sigma_i^(2-2/L) with "
        "multiplicity d_0 + d_L - 2r for each i <= r, and 0 otherwise.",
        "85 minima: all diagonal networks of widths in {1, 2} at depths 2 and 3 with layer values (0, 0), (1, 0), (2, 0), (1, 1), (2, 1) or "
        "(2, 2) that are balanced and have these as roots of the singular values of W, and 7 seeded ones in rotated frames, listed in the "
        "certificate",
        85, has_balanced_spectrum),
    "ghosh-2025-balanced-hessian-false": BALANCED.refuted(
        "Where L >= 2, Sxx = I, E = 0 and the layers are balanced, the eigenvalue sigma_i^(2-2/L) of a signal with null indices has "
        "multiplicity d_0 + d_L - r, and the others are those of ghosh-2025-balanced-hessian.",
        "every network with L >= 2, Sxx = I, E = 0 and balanced layers, W of rank r at most 2",
        lambda n: has_balanced_spectrum(n, common=1)),
    "hessian-data-2026-class-proportion": Claim(
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 1: where Sxx = I and one-hot labels with class proportions p_c are interpolated by balanced layers, W W^T = "
         "diag(p_c), so that layer values are s_c = p_c^(1/(2L)) and the pair of classes c, m has the eigenvalue sum_k s_c^(2(L-k)) "
         "s_m^(2(k-1)). For s_c > s_m it is at most L s_c^(2L-2), for c = m it is that, and p^(1-1/L) = s^(2L-2): the largest eigenvalue of "
         "the Hessian is L p_max^(1-1/L)."),
        {"leastDepth": 1, "text": "every depth L >= 1, every real s > t > 0 for the values of two classes"},
        argued(argue_pairs)),
    "hessian-data-2026-class-proportion-false": Claim(
        "refuted", "exact", "depth-witness",
        ("For every depth L >= 1, with proportion p = s^(2L) of the largest class and s <= 1, the largest eigenvalue at the balanced "
         "minimum, L s^(2L-2), is L p."),
        {"text": "every depth L >= 1, every proportion p = s^(2L) with 0 < s <= 1"},
        contradicted(1, "=", ("s",), lambda L, s: s <= 1,
                     lambda L, s: (total((s ** (L - k) * s ** (k - 1)) ** 2 for k in range(1, L + 1)), L * s ** (2 * L)))),
    "zhao-2024-gn-condition": CONDITION.verified(
        "Where the Gram matrix sum_k U_k U_k^T (x) Sxx^(1/2) V_k^T V_k Sxx^(1/2) of the Gauss-Newton part is positive definite, its "
        "condition number is at most kappa(Sxx) times sum_k smax(U_k)^2 smax(V_k)^2 / sum_k smin(U_k)^2 smin(V_k)^2, smin the d_L-th "
        "singular value of U_k and the d_0-th of V_k (0 if there is none). It is equal to that and to (s_1/s_d)^(2L-2) when Sxx = I, d_0 = "
        "d_L = d, W is invertible, W_(k+1)^T W_(k+1) = W_k W_k^T for all k, and s_1 and s_d are the largest and the least of the d largest "
        "singular values of W_1.",
        "130 networks: all 2-2-2 networks of diagonal layers with entries in {0, 1, 3}, Sxx = I or diag(1, 2) and Syx = 0 that satisfy the "
        "hypothesis, and 18 seeded ones, 9 of them balanced, listed in the certificate",
        130, has_condition),
    "zhao-2024-gn-condition-false": INVERTIBLE.refuted(
        "Where W is invertible and the Gram matrix of the Gauss-Newton part is positive definite, its condition number is at most kappa(Sxx) "
        "kappa(W)^2.",
        "every network with diagonal layers and Sxx, d_0 = d_L, W invertible, H_o of rank d_0 d_L",
        has_product_condition),
    "dinh-2017-rescaling-sharpness": Claim(
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 2 and a > 0, the network of width 1 with layers a, 1/a, 1, ..., 1 and x = y = 1 computes W = 1 and is at a "
         "minimum; its Hessian is g g^T with g = (1/a, a, 1, ..., 1), so that its only eigenvalue other than 0 is a^2 + a^(-2) + L - 2, "
         "which exceeds a^2. At L = 2: a^2 + a^(-2)."),
        {"leastDepth": 2, "text": "every depth L >= 2, every real a > 0"},
        argued(argue_rescaling)),
    "dinh-2017-rescaling-sharpness-false": Claim(
        "refuted", "exact", "depth-witness",
        ("For every depth L >= 2 and a > 0, the largest eigenvalue of the Hessian at the minimum with layers a, 1/a, 1, ..., 1, x = y = 1, "
         "depends on W = 1 only: it is that of a = 1, which is L."),
        {"text": "every depth L >= 2, every real a > 0"},
        contradicted(2, "=", ("a",), lambda L, a: True,
                     lambda L, a: (length_of_products(L, a), L))),
}

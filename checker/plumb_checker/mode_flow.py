"""Gradient flow of one mode: logistic growth, the equation of deep modes, escape times, imbalance; and the preconditioner of depth."""
from fractions import Fraction

from .algebra import total
from .claim import Claim
from .depth_argument import ABOVE_0, Argument, OPEN_01, Square, argued, telescoping
from .depth_ring import DepthRing
from .depth_witness import contradicted


def argue_logistic():
    ring = DepthRing("L", "s", "x", "y", "u", "E")
    s, x, y, u, E = ring["s x y u E"]
    room = y - x * u
    below = room + x * u * E
    sigma = y * u * E / below
    rise = y * u * room / (below * below) * 2 * y * E           # dsigma/dE dE/dt, dE/dt = 2 y E
    return Argument(2, ring, [
        ("identity", "mode", 2 * s * (s * (y - x * s * s)), 2 * s * s * (y - x * s * s)),
        ("sign", "denominator", below, "positive", [[room], [x, u, E]]),
        ("identity", "start", ring.image(sigma, E=1), u),
        ("identity", "equation", rise, 2 * sigma * (y - x * sigma)),
        ("identity", "odds", sigma / (y - x * sigma), E * u / room),
        ("sign", "above-0", 1 / sigma, "positive", [[room, 1 / (y * u * E)], [x, 1 / y]]),
        ("sign", "below-target", y / sigma - x, "positive", [[room, 1 / (u * E)]])],
        ranges=[(name, ABOVE_0) for name in ("x", "y", "u", "E")], assumed=[(room, "positive")],
        nonzero=[(y, "range"), (u, "range"), (E, "range"), (room, "hypothesis"), (below, "item denominator")])


def logistic_sides(L, x, y, u):
    """At t = 0, where e = 1 and de/dt = y e: the slope of y u e/(y - x u + x u e) there, and 2 sigma (y - x sigma) at sigma = u."""
    return y * u * (y - x * u) / y ** 2 * y, L * u * (y - x * u)


def argue_deep_mode():
    ring = DepthRing("L", "s", "S", "x", "y", "a", "A", "b")
    L, s, S, x, y, a, A, b = ring["L s S x y a A b"]
    end = 1 / (A * A * (1 - A))                                  # L dt/dsigma without the factor sigma^(2/L) = a^2
    return Argument(1, ring, [
        ("identity", "chain-rule", ring.slope(S, "s", "S") * (S / s) * (y - x * S), L * S * S / (s * s) * (y - x * S)),
        ("identity", "pace", L / (L * (A / a) * (A / a) * (1 - A)), a * a * end),
        ("sign", "at-most", end - a * a * end, "nonnegative", [[1 - a, 1 + a, end]]),
        ("sign", "at-least", a * a * end - b * b * end, "nonnegative", [[a - b, a + b, end]]),
        ("identity", "primitive", 1 / A + 1 / (1 - A) + 1 / (A * A), end)],
        ranges=[("s", ABOVE_0), ("a", OPEN_01), ("b", OPEN_01)], assumed=[(a - b, "nonnegative")],
        nonzero=[(s, "range"), (A, "range"), (1 - A, "range")])


def deep_mode_sides(L, s, x, y):
    return L * s ** (L - 1) * s ** (L - 1) * (y - x * s ** L), L * s ** (2 * L - 1) * (y - x * s ** L)


def argue_escape():
    ring = DepthRing("L", "s", "t", "S", "T", "x", "y")
    L, s, t, S, T, x, y = ring["L s t S T x y"]
    rest, bound = x * s / (y * (y - x * S)), x * s / (y * (y - x * T))
    cubes = [t - s, t * t + t * s + s * s]
    return Argument(3, ring, [
        ("induction", "powers", T - S, "nonnegative", [cubes], [[t, "powers"], [S, t - s]]),
        ("sign", "room", y - x * S, "positive", [[y - x * T], [x, "powers"]]),
        ("identity", "partial-fractions", s / (S * (y - x * S)), s / (y * S) + rest),
        ("identity", "primitive-power", ring.slope(s * s / S / ((2 - L) * y), "s", "S"), s / (y * S)),
        ("identity", "primitive-bound", ring.slope(x * s * s / (2 * y * (y - x * T)), "s", "S"), bound),
        ("sign", "remainder", 1 / rest, "positive", [[y, 1 / x, 1 / s, "room"]]),
        ("sign", "bound", 1 / bound, "positive", [[y, 1 / x, 1 / s, y - x * T]]),
        ("sign", "below-bound", 1 / rest - 1 / bound, "nonnegative", [[y, 1 / s, "powers"]])],
        ranges=[(name, ABOVE_0) for name in ("s", "t", "x", "y")], assumed=[(t - s, "nonnegative"), (y - x * T, "positive")],
        nonzero=[(s, "range"), (S, "range"), (x, "range"), (y, "range"), (L - 2, "range"), (y - x * T, "hypothesis"), (y - x * S, "item room")])


def escape_sides(L, start, end):
    """The time is at least the integral of s^(1-L), because 1 - s^L < 1; ln r is at most r - 1."""
    return (start ** (2 - L) - end ** (2 - L)) / (L - 2), (end / start - 1) / (1 - end ** L)


def argue_imbalance():
    ring = DepthRing("L", "x", "p", "q", "u", "z", "y")
    x, p, q, u, z, y = ring["x p q u z y"]
    dp, dq = q * (y - x * p * q), p * (y - x * p * q)
    slope = 4 * u / z * (x * u - x * u) - x * z                  # of z (y - x u) in u at y = x u, where dz/du = 4 u/z
    return Argument(2, ring, [
        ("identity", "conserved", 2 * p * dp - 2 * q * dq, ring.one * 0),
        ("identity", "speed", dp * q + p * dq, (p * p + q * q) * (y - x * p * q)),
        ("identity", "square", (p * p + q * q) * (p * p + q * q), (p * p - q * q) * (p * p - q * q) + 4 * p * p * q * q),
        ("identity", "slope", slope, -x * z),
        ("sign", "rate", x * (p * p + q * q) - 2 * x * p * q, "nonnegative", [[x, Square(p - q)]])],
        ranges=[("x", ABOVE_0), ("z", ABOVE_0)], nonzero=[(z, "range")])


def imbalance_sides(L, p, q, x):
    y = x * p * q
    return x * (p ** 2 + q ** 2), x * (p ** 2 - q ** 2) + 2 * y


def argue_preconditioner():
    ring = DepthRing("L", "s", "t", "S", "T")
    L, s, t, S, T = ring["L s t S T"]
    pair, equal, across = (S * S - T * T) / (s * s - t * t), L * S * S / (s * s), T * T / (t * t)
    return Argument(1, ring, telescoping(ring, "pair", pair, 1, lambda h: s * s * h + T * T) + [
        ("induction", "pair-positive", pair, "positive", [[1]], [[s * s, "pair-positive"], [T, T]])]
        + telescoping(ring, "equal", equal, 1, lambda h: s * s * h + S * S) + [
        ("sign", "equal-positive", equal, "positive", [[L, S / s, S / s]])]
        + telescoping(ring, "projection", (L - 1) * across, 0, lambda h: t * t * h + T * T) + [
        ("identity", "along", across + (L - 1) * across, L * across)],
        ranges=[("s", ABOVE_0), ("t", ABOVE_0)], nonzero=[(s, "range"), (t, "range"), (s * s - t * t, "hypothesis")])


def preconditioner_sides(L, t):
    """W W^T is the number t^(2L) and W^T W acts on w by it: L equal terms along w."""
    return total(t ** (2 * (L - j)) * t ** (2 * (j - 1)) for j in range(1, L + 1)), (L + 1) * t ** (2 * L - 2)


CLAIMS = {
    "saxe-2014-two-layer-logistic": Claim(
        "verified", "symbolic", "depth-identity",
        ("For L = 2 and gradient flow ds/dt = s (y - x s^2) of a balanced mode, x, u > 0 and x u < y, sigma = s^2 and E = e^(2 y "
         "t): dsigma/dt = 2 sigma (y - x sigma), and sigma(t) = y u E/(y - x u + x u E) is its solution with sigma(0) = u: at "
         "every time the denominator is positive, sigma > 0 and x sigma < y, and sigma/(y - x sigma) = E u/(y - x u)."),
        {"leastDepth": 2, "text": "L = 2, every real x, u > 0, y > x u, every time"},
        argued(argue_logistic)),
    "saxe-2014-two-layer-logistic-false": Claim(
        "refuted", "exact", "depth-witness",
        ("For L = 2, x, u > 0 and x u < y, sigma(t) = y u e^(y t)/(y - x u + x u e^(y t)) solves dsigma/dt = 2 sigma (y - x "
         "sigma)."),
        {"text": "L = 2, every real x, u > 0, y > x u, every time"},
        contradicted(2, "=", ("x", "y", "u"), lambda L, x, y, u: L == 2 and x * u < y, logistic_sides)),
    "saxe-2014-deep-mode-ode": Claim(
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 1 and gradient flow ds/dt = s^(L-1)(y - x s^L) of a balanced mode, s > 0, sigma = s^L has "
         "dsigma/dt = L sigma^(2-2/L) (y - x sigma). For x = y = 1 and 0 < sigma_0 <= sigma < 1, L dt/dsigma lies between "
         "sigma_0^(2/L)/(sigma^2 (1 - sigma)) and 1/(sigma^2 (1 - sigma)) = 1/sigma + 1/(1 - sigma) + 1/sigma^2, the derivative "
         "of ln(sigma/(1 - sigma)) - 1/sigma. So L times the time from sigma_0 to sigma_1 in (sigma_0, 1) lies between "
         "sigma_0^(2/L) T and T, T = ln(sigma_1 (1 - sigma_0)/(sigma_0 (1 - sigma_1))) + 1/sigma_0 - 1/sigma_1, and tends to T as "
         "L grows."),
        {"leastDepth": 1, "text": "every depth L >= 1, every real s > 0, x, y; for the times x = y = 1 and 0 < sigma_0 < sigma_1 < 1"},
        argued(argue_deep_mode)),
    "saxe-2014-deep-mode-ode-false": Claim(
        "refuted", "exact", "depth-witness",
        ("For every depth L >= 1, where ds/dt = s^(L-1)(y - x s^L) with s > 0, sigma = s^L has dsigma/dt = L sigma^(2-1/L) (y - x "
         "sigma)."),
        {"text": "every depth L >= 1, every real s > 0, x, y"},
        contradicted(1, "=", ("s", "x", "y"), lambda L, s, x, y: s > 0, deep_mode_sides)),
    "gissin-2020-escape-time": Claim(
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 3, x, y > 0 and gradient flow ds/dt = s^(L-1)(y - x s^L) of a balanced mode from s_0 > 0 to s_1 >= "
         "s_0 with x s_1^L < y: along the path dt/ds = 1/(y s^(L-1)) + R with 0 < R <= x s/(y (y - x s_1^L)); the first term is "
         "the derivative of -s^(2-L)/((L-2) y), the bound that of x s^2/(2 y (y - x s_1^L)). So the time lies between T and T + x "
         "(s_1^2 - s_0^2)/(2 y (y - x s_1^L)), T = (s_0^(2-L) - s_1^(2-L))/((L-2) y): sigma_0^(1-2/L) t tends to 1/((L-2) y) as "
         "sigma_0 = s_0^L tends to 0 with s_1 fixed."),
        {"leastDepth": 3, "text": "every depth L >= 3, every real x, y > 0, 0 < s_0 <= s_1 with x s_1^L < y"},
        argued(argue_escape)),
    "gissin-2020-escape-time-false": Claim(
        "refuted", "exact", "depth-witness",
        ("For every depth L >= 2, x = y = 1 and 0 < s_0 < s_1 < 1, the time of the flow ds/dt = s^(L-1)(1 - s^L) from s_0 to s_1 "
         "is at most ln(s_1/s_0)/(1 - s_1^L), logarithmic in 1/s_0."),
        {"text": "every depth L >= 2, every real 0 < s_0 < s_1 < 1"},
        contradicted(3, "<=", ("s_0", "s_1"), lambda L, start, end: 0 < start < end < 1, escape_sides)),
    "tarmoun-2021-imbalance": Claim(
        "verified", "symbolic", "depth-identity",
        ("For L = 2 and gradient flow dp/dt = q (y - x p q), dq/dt = p (y - x p q) of the two layer values of a mode: c = p^2 - "
         "q^2 is constant, sigma = p q has dsigma/dt = (p^2 + q^2)(y - x sigma), and (p^2 + q^2)^2 = c^2 + 4 sigma^2, so "
         "dsigma/dt = sqrt(c^2 + 4 sigma^2) (y - x sigma). Where x sigma = y and c^2 + 4 sigma^2 > 0 the derivative of the right "
         "side in sigma is -x sqrt(c^2 + 4 sigma^2); and for x > 0 the rate x (p^2 + q^2) is 2 y + x (p - q)^2 >= 2 y there."),
        {"leastDepth": 2, "text": "L = 2, every real p, q, x, y; x > 0 for the rate"},
        argued(argue_imbalance)),
    "tarmoun-2021-imbalance-false": Claim(
        "refuted", "exact", "depth-witness",
        "For L = 2, x, y > 0 and p >= q > 0 with x p q = y, the rate x (p^2 + q^2) at the minimum is x (p^2 - q^2) + 2 y.",
        {"text": "L = 2, every real x > 0, p >= q > 0, y = x p q"},
        contradicted(2, "=", ("p", "q", "x"), lambda L, p, q, x: L == 2 and p >= q > 0 and x > 0, imbalance_sides)),
    "arora-2018-preconditioner": Claim(
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 1 and balanced layers, Z -> sum of (W W^T)^((L-j)/L) Z (W^T W)^((j-1)/L) over j = 1..L multiplies "
         "u v^T, u and v singular vectors of W with values s^L, t^L > 0, by the sum of s^(2(L-j)) t^(2(j-1)), which is (s^(2L) - "
         "t^(2L))/(s^2 - t^2) for s != t and L s^(2L-2) for s = t, both positive. With one output and norm w = t^L it is t^(2L-2) "
         "(I + (L-1) w w^T/(norm w)^2), with the value L t^(2L-2) along w and t^(2L-2) across it."),
        {"leastDepth": 1, "text": "every depth L >= 1, every real s, t > 0"},
        argued(argue_preconditioner)),
    "arora-2018-preconditioner-false": Claim(
        "refuted", "exact", "depth-witness",
        ("For every depth L >= 1, one output and norm w = t^L > 0, the preconditioner is t^(2L-2) (I + L w w^T/(norm w)^2): along "
         "w its value is (L+1) t^(2L-2)."),
        {"text": "every depth L >= 1, every real t > 0"},
        contradicted(1, "=", ("t",), lambda L, t: t > 0, preconditioner_sides)),
}

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



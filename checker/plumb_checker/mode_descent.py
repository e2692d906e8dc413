"""Gradient descent on one mode: contraction of the loss, monotone growth, a negative target, the gap of two layers."""
from fractions import Fraction

from .claim import Claim
from .depth_argument import ABOVE_0, Argument, HALF_OPEN_01, OPEN_01, argued
from .depth_descent import depth_step, direct_step, safe_step_items
from .depth_ring import DepthRing
from .depth_witness import contradicted


def argue_contraction():
    """The step stays in [s, 1]; with t the next value and eta the rate that leads to it, Bernoulli's inequality for (t/s)^L."""
    ring = DepthRing("L", "s", "S", "eta", "t", "T", "a", "A")
    L, s, S, eta, t, T, a, A = ring["L s S eta t T a A"]
    rate = (t - s) / (S / s * (1 - S))                           # from t = s + rate s^(L-1) (1 - s^L)
    before, after, growth = 1 - S, 1 - T, t / s - 1
    return Argument(1, ring, safe_step_items(ring) + [
        ("identity", "rate", depth_step(s, S, 1, 1, rate), t),
        ("induction", "bernoulli", T / S - 1 - L * growth, "nonnegative", [], [[t / s, "bernoulli"], [L, growth, growth]]),
        ("sign", "value", before * (1 - L * rate * (S / s) * (S / s)) - after, "nonnegative", [[S, "bernoulli"]]),
        ("sign", "grows", before - after, "nonnegative", [[S, "bernoulli"], [L, S / s, t - s]]),
        ("sign", "grows-by-gain", before - after - S * growth, "nonnegative", [[S, "bernoulli"], [L - 1, S / s, t - s]]),
        ("induction", "powers", S / s - A / a, "nonnegative", [], [[s, "powers"], [A / a, s - a]]),
        ("sign", "loss", before * before * (1 - rate * (A / a) * (A / a)) - after * after, "nonnegative",
         [[1 - S, "grows-by-gain"], [1 - T, "grows"], [1 - S, s / S, t - s, S / s + A / a, "powers"]])],
        ranges=[("s", OPEN_01), ("eta", (Fraction(0), "closed", None, "open")), ("t", HALF_OPEN_01), ("a", OPEN_01)],
        assumed=[(1 - eta * L, "nonnegative"), (t - s, "nonnegative"), (s - a, "nonnegative")],
        nonzero=[(s, "range"), (1 - s, "range"), (S, "range"), (1 - S, "range"), (a, "range")])


def contraction_sides(L, s, eta):
    return (1 - direct_step(s, L, 1, 1, eta) ** L) ** 2, (1 - s ** L) ** 2 * (1 - eta * s ** (2 * L - 2))


def argue_monotone():
    ring = DepthRing("L", "s", "r", "p", "x", "eta")
    s, r, p, x, eta = ring["s r p x eta"]
    f = s + eta * s * x * (r * r - s * s)                        # y = x r^2
    factor, k = 1 - eta * x * s * (r + s), 1 - eta * x * p * (r + p)
    slack = 1 - 2 * eta * x * r * r
    return Argument(2, ring, [
        ("identity", "factors", r - f, (r - s) * factor),
        ("sign", "factor", factor, "positive", [[slack], [eta, x, r - s, 2 * r + s]]),
        ("sign", "below", r - f, "positive", [[r - s, "factor"]]),
        ("sign", "increases", f - s, "positive", [[eta, x, s, r - s, r + s]]),
        ("sign", "k-above-0", k, "positive", [["factor"], [eta, x, s - p, r + s + p]]),
        ("sign", "k-below-1", 1 - k, "positive", [[eta, x, p, r + p]]),
        ("sign", "contracts", k * (r - s) - (r - f), "nonnegative", [[r - s, eta, x, s - p, r + s + p]])],
        ranges=[(name, ABOVE_0) for name in ("s", "r", "p", "x", "eta")],
        assumed=[(slack, "nonnegative"), (r - s, "positive"), (s - p, "nonnegative")])


def argue_negative_target():
    ring = DepthRing("L", "s", "t", "S", "T", "x", "eta", "r")
    s, t, S, T, x, eta, r = ring["s t S T x eta r"]
    f = s - eta * S / s * (x * S + r)                            # y = -r
    here, start = S / (s * s) * (r + x * S), T / (t * t) * (r + x * T)
    return Argument(2, ring, [
        ("induction", "powers", T / (t * t) - S / (s * s), "nonnegative", [], [[t, "powers"], [S / (s * s), t - s]]),
        ("sign", "values", T - S, "nonnegative", [[t, t, "powers"], [S / (s * s), t - s, t + s]]),
        ("sign", "pace", start - here, "nonnegative", [[r + x * T, "powers"], [S / (s * s), x, "values"]]),
        ("sign", "ratio", f / s, "positive", [[1 - eta * start], [eta, "pace"]]),
        ("sign", "stays-positive", f, "positive", [[s, "ratio"]]),
        ("sign", "decreases", s - f, "positive", [[eta, S / s, r + x * S]]),
        ("sign", "flow-decreases", s * here, "positive", [[S / s, r + x * S]])],
        ranges=[(name, ABOVE_0) for name in ("s", "t", "x", "eta", "r")],
        assumed=[(t - s, "nonnegative"), (1 - eta * start, "positive")], nonzero=[(s, "range"), (t, "range")])


def negative_target_sides(L, s, eta):
    return direct_step(s, L, 1, -1, eta) + 1, (1 - eta) * (s + 1)


def gap_step(p, q, G, x, y, eta):
    """The layer values p and q after one step."""
    e = x * p * q * G - y
    return p - eta * e * (q * G), q - eta * e * (p * G)


def argue_gap_decay():
    ring = DepthRing("L", "x", "y", "eta", "p", "q", "G")
    x, y, eta, p, q, G = ring["x y eta p q G"]
    (u, v), gap = gap_step(p, q, G, x, y, eta), p * p - q * q
    later, root = u * u - v * v, eta * (x * p * q * G - y) * G
    w = root * root
    return Argument(2, ring, [
        ("identity", "factor", later, gap * (1 - w)),
        ("sign", "shrinks", gap * gap - later * later, "same", [[gap * gap, w, 2 - w]]),
        ("sign", "keeps-sign", gap * later, "same", [[gap * gap, 1 - w]])],
        assumed=[(gap * gap, "positive"), (w, "positive")])


def gap_sizes(L, p, q, g, x, y, eta):
    u, v = gap_step(p, q, g ** (L - 2), x, y, eta)
    return abs(u * u - v * v), abs(p * p - q * q)



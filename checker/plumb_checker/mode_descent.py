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


CLAIMS = {
    "arora-2019-gd-contraction": Claim(
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 1, x = y = 1, 0 < s < 1 and 0 <= eta <= 1/L, the step s' = s - eta s^(2L-1) + eta s^(L-1) has s <= "
         "s' <= 1; with sigma = s^L and the loss l = (1 - sigma)^2/2, 1 - sigma' <= (1 - sigma)(1 - eta L sigma^(2-2/L)), and for "
         "every 0 < c <= sigma, l' <= l (1 - eta c^(2-2/L)). So from sigma_0 = c < 1 on, every step has l_(t+1) <= l_t (1 - eta "
         "c^(2-2/L))."),
        {"leastDepth": 1, "text": "every depth L >= 1, every real s in (0, 1), eta in [0, 1/L], c in (0, s^L]"},
        argued(argue_contraction)),
    "arora-2019-gd-contraction-false": Claim(
        "refuted", "exact", "depth-witness",
        ("For every depth L >= 1, x = y = 1, 0 < s < 1 and 0 <= eta <= 2/L, the step s' = s - eta s^(2L-1) + eta s^(L-1) has (1 - "
         "s'^L)^2 <= (1 - s^L)^2 (1 - eta s^(2L-2))."),
        {"text": "every depth L >= 1, every real s in (0, 1), eta in [0, 2/L]"},
        contradicted(1, "<=", ("s", "eta"), lambda L, s, eta: 0 < s < 1 and 0 <= eta <= Fraction(2, L), contraction_sides)),
    "gidel-2019-discrete-two-layer": Claim(
        "verified", "symbolic", "depth-identity",
        ("For L = 2, x, y > 0, 0 < eta <= 1/(2y) and 0 < p <= s < r with r = sqrt(y/x), the step f(s) = s - eta x s^3 + eta y s "
         "has s < f(s) < r and r - f(s) <= k (r - s) with k = 1 - eta x p (r + p), 0 < k < 1. So descent from p increases to "
         "sqrt(y/x), and r - s_t <= k^t (r - p)."),
        {"leastDepth": 2, "text": "L = 2, every real x, y > 0, eta in (0, 1/(2y)], p <= s in (0, sqrt(y/x))"},
        argued(argue_monotone)),
    "gidel-2019-discrete-two-layer-false": Claim(
        "refuted", "exact", "depth-witness",
        ("For L = 2, x, y > 0, 0 < eta <= 3/(5y) and s > 0 with x s^2 < y, the step f(s) = s - eta x s^3 + eta y s has x f(s)^2 < "
         "y."),
        {"text": "L = 2, every real x, y > 0, eta in (0, 3/(5y)], s > 0 with x s^2 < y"},
        contradicted(2, "<", ("x", "y", "eta", "s"), lambda L, x, y, eta, s: L == 2 and x > 0 and s > 0 and 0 < eta * y <= Fraction(3, 5) and x * s * s < y,
                     lambda L, x, y, eta, s: (x * direct_step(s, L, x, y, eta) ** 2, y))),
    "bartlett-2018-negative-target": Claim(
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 2, x > 0, target y = -r < 0, eta > 0 and 0 < s <= s_0 with eta s_0^(L-2) (r + x s_0^L) < 1, the "
         "step f(s) = s - eta x s^(2L-1) - eta r s^(L-1) has 0 < f(s) < s; and gradient flow ds/dt = -s^(L-1)(r + x s^L) has -M s "
         "<= ds/dt < 0 with M = s_0^(L-2) (r + x s_0^L). So from s_0 > 0 both decrease for ever and stay positive: the end-to-end "
         "value s^L never reaches a negative value."),
        {"leastDepth": 2, "text": "every depth L >= 2, every real x, r, eta > 0, 0 < s <= s_0 with eta s_0^(L-2) (r + x s_0^L) < 1"},
        argued(argue_negative_target)),
    "bartlett-2018-negative-target-false": Claim(
        "refuted", "exact", "depth-witness",
        ("For every odd depth L >= 3, x = 1, y = -1, s_0 in (0, 1] and eta in (0, 1/L], descent from s_0 converges to the minimum at -1, for which it has "
         "to leave (0, s_0]: eta s_0^(L-2) (1 + s_0^L) >= 1."),
        {"text": "every odd depth L >= 3, every real s_0 in (0, 1], eta in (0, 1/L]"},
        contradicted(3, "<=", ("s", "eta"), lambda L, s, eta: L % 2 == 1 and 0 < s <= 1 and 0 < eta <= Fraction(1, L),
                     lambda L, s, eta: (1, eta * s ** (L - 2) * (1 + s ** L)))),
    "ghosh-2025-gap-decay": Claim(
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 2, one step of gradient descent on two layer values p, q of one mode with p^2 != q^2, G the "
         "product of its other layers and e = x p q G - y, multiplies p^2 - q^2 by 1 - w, w = eta^2 e^2 G^2. For w > 0 the gap "
         "abs(p^2 - q^2) becomes smaller iff w < 2, and keeps its sign iff w < 1."),
        {"leastDepth": 2, "text": "every depth L >= 2, every real p, q, G, x, y, eta with p^2 != q^2 and eta e G != 0"},
        argued(argue_gap_decay)),
    "ghosh-2025-gap-decay-false": Claim(
        "refuted", "exact", "depth-witness",
        ("For every depth L >= 2, one step of gradient descent on two layer values p, q of one mode with p^2 != q^2, all other "
         "layers at g > 0 and e = x p q g^(L-2) - y not 0, makes abs(p^2 - q^2) smaller."),
        {"text": "every depth L >= 2, every real p, q, g, x, y, eta > 0 with p^2 != q^2 and x p q g^(L-2) != y"},
        contradicted(2, "<", ("p", "q", "g", "x", "y", "eta"),
                     lambda L, p, q, g, x, y, eta: g > 0 and eta > 0 and p * p != q * q and x * p * q * g ** (L - 2) != y, gap_sizes)),
}

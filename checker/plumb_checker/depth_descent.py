"""One step of gradient descent on a layer value, at every depth: safe steps, multipliers, cycles, and the flow."""
from fractions import Fraction

from .algebra import Poly, prod
from .claim import Claim
from .depth_argument import ABOVE_0, Argument, OPEN_01, argued, telescoping
from .depth_ring import DepthRing, Ratio
from .depth_witness import contradicted


def depth_step(s, S, x, y, eta):
    """s - eta x s^(2L-1) + eta y s^(L-1)."""
    return s - eta * x * S * S / s + eta * y * S / s


def safe_step_items(ring):
    """s <= f(s) <= 1 for s in (0, 1) and eta L <= 1; s and 1 - s do not vanish."""
    L, s, S, eta = ring["L s S eta"]
    f, G = depth_step(s, S, 1, 1, eta), (1 - S) / (1 - s)
    factor = 1 - eta * (S / s) * G
    return telescoping(ring, "sum", G, 1, lambda h: h + S) + [
        ("identity", "factors", 1 - f, (1 - s) * factor),
        ("sign", "increases", f - s, "nonnegative", [[eta, S / s, 1 - S]]),
        ("induction", "power", s - S, "nonnegative", [], [[s, "power"], [s, 1 - s]]),
        ("induction", "sum-at-most-L", L - G, "nonnegative", [], [["sum-at-most-L"], [1 - S]]),
        ("sign", "factor", factor, "nonnegative", [[1 - eta * L], [eta, L, 1 / s, "power"], [eta, S / s, "sum-at-most-L"]]),
        ("sign", "at-most-1", 1 - f, "nonnegative", [[1 - s, "factor"]])]


def argue_safe_step():
    ring = DepthRing("L", "s", "S", "eta")
    L, s, eta = ring["L s eta"]
    return Argument(1, ring, safe_step_items(ring), ranges=[("s", OPEN_01), ("eta", (Fraction(0), "closed", None, "open"))],
                    assumed=[(1 - eta * L, "nonnegative")], nonzero=[(s, "range"), (1 - s, "range")])


def argue_multiplier():
    ring = DepthRing("L", "s", "S", "x", "y", "eta")
    L, s, S, x, y, eta = ring["L s S x y eta"]
    f = depth_step(s, S, x, y, eta)
    slope = ring.image(ring.slope(f, "s", "S"), y=x * S)
    small = DepthRing("L", "s", "S", "x", "eta")

    def without_y(value):
        return Ratio(*(Poly({e[:4] + e[5:]: c for e, c in p.terms.items()}, 5) for p in (value.top, value.bottom)))
    slope, fixed = without_y(slope), without_y(ring.image(f, y=x * S))
    L, s, S, x, eta = small["L s S x eta"]
    return Argument(1, small, [
        ("identity", "fixed", fixed, s), ("identity", "slope", slope, 1 - eta * L * x * S * S / (s * s)),
        ("sign", "below-1", 1 - slope, "positive", [[eta, L, x, S * S / (s * s)]]),
        ("sign", "above-minus-1", 1 + slope, "same", [[2 - eta * L * x * S * S / (s * s)]])],
        ranges=[("s", ABOVE_0), ("x", ABOVE_0), ("eta", ABOVE_0)], nonzero=[(s, "range")])


def argue_supercritical_flip():
    ring = DepthRing("L", "s", "S", "eta")
    L, s, S, eta = ring["L s S eta"]
    slopes = [depth_step(s, S, 1, 1, eta)]
    for _ in range(3):
        slopes.append(ring.slope(slopes[-1], "s", "S"))
    one = [ring.image(f, s=1, S=1) for f in slopes]

    def short(value):
        return Ratio(*(Poly({(e[0], e[3]): c for e, c in p.terms.items()}, 2) for p in (value.top, value.bottom)))
    critical = [short(ring.image(f, eta=2 / L)) for f in one]
    one, ring = [short(f) for f in one], DepthRing("L", "eta")
    L, eta = ring["L eta"]
    return Argument(2, ring, [
        ("identity", "first", critical[1], ring.one * -1), ("identity", "second", one[2], -3 * eta * L * (L - 1)),
        ("identity", "third", one[3], -eta * L * (L - 1) * (7 * L - 11)),
        ("sign", "coefficient", critical[2] * critical[2] / 2 + critical[3] / 3, "positive", [[Fraction(8, 3), L - 1, 5 * L - 4]])],
        nonzero=[(L, "range")])


def argue_flow():
    ring = DepthRing("L", "s", "S", "x", "y")
    L, s, S, x, y = ring["L s S x y"]
    speed = S / s * (y - x * S)
    sigma = ring.slope(S, "s", "S") * speed
    return Argument(1, ring, [
        ("identity", "chain-rule", sigma, L * S * S / (s * s) * (y - x * S)),
        ("sign", "direction", sigma, "same", [[L, S * S / (s * s), y - x * S]]),
        ("identity", "partial-fractions", 1 / speed, (s / S + x * s / (y - x * S)) / y)],
        ranges=[("s", ABOVE_0)], nonzero=[(s, "range"), (S, "range"), (y, "hypothesis"), (x * S - y, "hypothesis")])


def argue_two_cycle():
    ring = DepthRing("L", "a", "b", "A", "B")
    a, b, A, B = ring["a b A B"]
    y = (A * A / a + B * B / b) / (A / a + B / b)
    eta = (a - b) * (A / a + B / b) / (A / a * (B / b) * (A - B))
    return Argument(1, ring, [
        ("induction", "quotient", (A - B) / (a - b), "positive", [[1]], [[a, "quotient"], [B]]),
        ("sign", "target", y, "positive", [[A * A / a + B * B / b, 1 / (A / a + B / b)]]),
        ("sign", "rate", 1 / eta, "positive", [[A / a, B / b, 1 / (A / a + B / b), "quotient"]]),
        ("identity", "a-to-b", depth_step(a, A, 1, y, eta), b), ("identity", "b-to-a", depth_step(b, B, 1, y, eta), a)],
        ranges=[("a", ABOVE_0), ("b", ABOVE_0)],
        nonzero=[(a, "range"), (b, "range"), (A, "range"), (B, "range"), (A * b + B * a, "range"), (a - b, "hypothesis"), (A - B, "item quotient")])


def argue_gap_contraction():
    ring = DepthRing("L", "x", "y", "eta", "p", "q", "G")
    x, y, eta, p, q, G = ring["x y eta p q G"]
    e = x * p * q * G - y
    first, second = p - eta * e * q * G, q - eta * e * p * G
    return Argument(2, ring, [("identity", "gap", first * first - second * second, (p * p - q * q) * (1 - eta * eta * e * e * G * G))])


def argue_odd_negative():
    ring = DepthRing("L", "s", "S", "x", "y", "eta")
    s, S, x, y, eta = ring["s S x y eta"]
    rise = depth_step(-s, -S, x, y, eta) - -s              # L odd: (-s)^L = -s^L
    return Argument(1, ring, [("sign", "increases", rise, "positive", [[eta, S / s, y + x * S]])],
                    ranges=[(name, ABOVE_0) for name in ("s", "x", "y", "eta")], nonzero=[(s, "range")])


def direct_step(s, L, x, y, eta):
    return s - eta * x * s ** (2 * L - 1) + eta * y * s ** (L - 1)


def flip_sides(L):
    def derivative(order):
        return Fraction(2, L) * (prod(L - 1 - i for i in range(order)) - prod(2 * L - 1 - i for i in range(order)))
    return derivative(2) ** 2 / 2 + derivative(3) / 3, Fraction(8 * (L - 1) * (5 * L - 3), 3)


def slope_sides(L, s, x, eta):
    y = x * s ** L
    return 1 - eta * x * (2 * L - 1) * s ** (2 * L - 2) + eta * y * (L - 1) * s ** (L - 2), 1 - eta * (L - 1) * x * s ** (2 * L - 2)


def cycle_sides(L, a, b):
    low = a ** (L - 1), b ** (L - 1)
    eta = (a - b) * sum(low) / (low[0] * low[1] * (a ** L - b ** L))
    return direct_step(a, L, 1, (a ** L + b ** L) / 2, eta), b


def gap_sides(L, p, q, g, x, y, eta):
    G = g ** (L - 2)
    e = x * p * q * G - y
    return (p - eta * e * q * G) ** 2 - (q - eta * e * p * G) ** 2, p * p - q * q


CLAIMS = {
    "cert-safe-step": Claim(
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 1, 0 < s < 1 and 0 <= eta <= 1/L, the step f(s) = s - eta s^(2L-1) + eta s^(L-1) has 1 - f(s) = "
         "(1-s)(1 - eta s^(L-1) G) with G = 1 + s + ... + s^(L-1), and s <= f(s) <= 1."),
        {"leastDepth": 1, "text": "every depth L >= 1, every real s in (0, 1), eta in [0, 1/L]"},
        argued(argue_safe_step)),
    "cert-safe-step-false": Claim(
        "refuted", "exact", "depth-witness",
        "For every depth L >= 1, 0 < s < 1 and 0 <= eta <= 2/L, the step f(s) = s - eta s^(2L-1) + eta s^(L-1) has f(s) <= 1.",
        {"text": "every depth L >= 1, every real s in (0, 1), eta in [0, 2/L]"},
        contradicted(1, "<=", ("s", "eta"), lambda L, s, eta: 0 < s < 1 and 0 <= eta <= Fraction(2, L),
                     lambda L, s, eta: (direct_step(s, L, 1, 1, eta), 1))),
    "cert-multiplier": Claim(
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 1 and s, x, eta > 0, with y = x s^L held fixed when f is differentiated: f(s) = s for f(s) = s"
         " - eta x s^(2L-1) + eta y s^(L-1), f'(s) = 1 - eta L x s^(2L-2), f'(s) < 1, and f'(s) > -1 iff eta L x s^(2L-2) < "
         "2."),
        {"leastDepth": 1, "text": "every depth L >= 1, every real s, x, eta > 0"},
        argued(argue_multiplier)),
    "cert-multiplier-false": Claim(
        "refuted", "exact", "depth-witness",
        ("For every depth L >= 1 and s, x, eta > 0, with y = x s^L held fixed when f is differentiated, the step f(s) = s - "
         "eta x s^(2L-1) + eta y s^(L-1) has f'(s) = 1 - eta (L-1) x s^(2L-2)."),
        {"text": "every depth L >= 1, every real s, x, eta > 0"},
        contradicted(2, "=", ("s", "x", "eta"), lambda L, *v: min(v) > 0, slope_sides)),
    "cert-supercritical-flip": Claim(
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 2, the step f(s) = s - eta s^(2L-1) + eta s^(L-1) has f''(1) = -3 eta L(L-1), f'''(1) = -eta "
         "L(L-1)(7L-11), and at eta = 2/L, where f'(1) = -1, f''(1)^2/2 + f'''(1)/3 = 8(L-1)(5L-4)/3 > 0: the flip is "
         "supercritical."),
        {"leastDepth": 2, "text": "every depth L >= 2"},
        argued(argue_supercritical_flip)),
    "cert-supercritical-flip-false": Claim(
        "refuted", "exact", "depth-witness",
        ("For every depth L >= 2, the step f(s) = s - eta s^(2L-1) + eta s^(L-1) at eta = 2/L has f''(1)^2/2 + f'''(1)/3 = "
         "8(L-1)(5L-3)/3."),
        {"text": "every depth L >= 2"},
        contradicted(2, "=", (), lambda L: True, flip_sides)),
    "cert-flow": Claim(
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 1, where ds/dt = s^(L-1)(y - x s^L) with s > 0, the value sigma = s^L has dsigma/dt = L "
         "sigma^2/s^2 (y - x sigma), with the sign of y - x sigma; and where y and y - x s^L are not 0, dt/ds = (1/s^(L-1) + x "
         "s/(y - x s^L))/y."),
        {"leastDepth": 1, "text": "every depth L >= 1, every real s > 0, x, y"},
        argued(argue_flow)),
    "cert-flow-false": Claim(
        "refuted", "exact", "depth-witness",
        ("For every depth L >= 1, where ds/dt = s^(L-1)(y - x s^L) with s > 0, the value sigma = s^L has dsigma/dt = L sigma^2 "
         "(y - x sigma)."),
        {"text": "every depth L >= 1, every real s > 0, x, y"},
        contradicted(1, "=", ("s", "x", "y"), lambda L, s, x, y: s > 0, lambda L, s, x, y: (
            L * s ** (L - 1) * s ** (L - 1) * (y - x * s ** L), L * s ** (2 * L) * (y - x * s ** L)))),
    "cert-two-cycle": Claim(
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 1 and a, b > 0, a != b, x = 1, y = (a^(2L-1) + b^(2L-1))/(a^(L-1) + b^(L-1)) and eta = "
         "(a-b)(a^(L-1) + b^(L-1))/(a^(L-1) b^(L-1) (a^L - b^L)): y > 0, eta > 0, f(a) = b and f(b) = a for f(s) = s - eta "
         "s^(2L-1) + eta y s^(L-1)."),
        {"leastDepth": 1, "text": "every depth L >= 1, every real a, b > 0, a != b"},
        argued(argue_two_cycle)),
    "cert-two-cycle-false": Claim(
        "refuted", "exact", "depth-witness",
        ("For every depth L >= 1 and a, b > 0, a != b, x = 1, y = (a^L + b^L)/2 and eta = (a-b)(a^(L-1) + b^(L-1))/(a^(L-1) "
         "b^(L-1) (a^L - b^L)): f(a) = b for f(s) = s - eta s^(2L-1) + eta y s^(L-1)."),
        {"text": "every depth L >= 1, every real a, b > 0, a != b"},
        contradicted(1, "=", ("a", "b"), lambda L, a, b: a > 0 and b > 0 and a != b, cycle_sides)),
    "cert-gap-contraction": Claim(
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 2, one step of gradient descent on two layer values p, q of one mode, G the product of its other "
         "layers and e = x p q G - y, gives p'^2 - q'^2 = (p^2 - q^2)(1 - eta^2 e^2 G^2)."),
        {"leastDepth": 2, "text": "every depth L >= 2, every real p, q, G, x, y, eta"},
        argued(argue_gap_contraction)),
    "cert-gap-contraction-false": Claim(
        "refuted", "exact", "depth-witness",
        ("For every depth L >= 2, one step of gradient descent on two layer values p, q of one mode, all other layers at g, "
         "keeps p^2 - q^2."),
        {"text": "every depth L >= 2, every real p, q, g, x, y, eta"},
        contradicted(2, "=", ("p", "q", "g", "x", "y", "eta"), lambda L, *v: True, gap_sides)),
    "cert-odd-negative": Claim(
        "verified", "all-depths", "depth-identity",
        ("For every odd depth L >= 1 and s > 0, x, y, eta > 0, the step f(v) = v - eta x v^(2L-1) + eta y v^(L-1) from v = -s "
         "has f(-s) - (-s) = eta s^(L-1) (y + x s^L) > 0."),
        {"leastDepth": 1, "text": "every odd depth L >= 1, every real s, x, y, eta > 0"},
        argued(argue_odd_negative)),
    "cert-odd-negative-false": Claim(
        "refuted", "exact", "depth-witness",
        "For every depth L >= 1 and v < 0, x, y, eta > 0, the step f(v) = v - eta x v^(2L-1) + eta y v^(L-1) has f(v) > v.",
        {"text": "every depth L >= 1, every real v < 0, x, y, eta > 0"},
        contradicted(1, ">", ("v", "x", "y", "eta"), lambda L, v, *rest: v < 0 and min(rest) > 0,
                     lambda L, v, x, y, eta: (direct_step(v, L, x, y, eta), v))),
}

"""Large steps on one mode: orbits of period two, the largest step that is stable at a minimum, the tripling map."""
from fractions import Fraction

from .algebra import total
from .claim import Claim
from .depth_argument import ABOVE_0, Argument, Square, argued, telescoping
from .depth_descent import depth_step, direct_step
from .depth_ring import DepthRing
from .depth_witness import contradicted


def argue_period_two():
    """f(a) - a and f(b) - b are linear in (eta, eta y); Cramer's rule gives the only rates and targets."""
    ring = DepthRing("L", "a", "b", "A", "B")
    a, b, A, B = ring["a b A B"]
    row_a, row_b = (-(A * A / a), A / a), (-(B * B / b), B / b)
    determinant = row_a[0] * row_b[1] - row_a[1] * row_b[0]
    eta = ((b - a) * row_b[1] - row_a[1] * (a - b)) / determinant
    target = (row_a[0] * (a - b) - (b - a) * row_b[0]) / determinant / eta
    sum_of_lower = A / a + B / b
    multiplier, w = 1, (a * a + b * b) / (a * b)
    for s in (a, b):                                             # f' = 1 + eta y - 3 eta s^2 at L = 2
        multiplier = multiplier * (1 + (a * a - a * b + b * b) / (a * b) - 3 * s * s / (a * b))
    return Argument(1, ring, [
        ("induction", "difference", A - B, "positive", [[a - b]], [[a, "difference"], [B, a - b]]),
        ("sign", "determinant", -determinant, "positive", [[A / a, B / b, "difference"]]),
        ("sign", "target", target, "positive", [[A * A / a + B * B / b, 1 / sum_of_lower]]),
        ("sign", "rate", (a - b) * (a - b) / eta, "positive", [[a - b, A / a, B / b, 1 / sum_of_lower, "difference"]]),
        ("identity", "a-to-b", depth_step(a, A, 1, target, eta), b), ("identity", "b-to-a", depth_step(b, B, 1, target, eta), a),
        ("identity", "rate-at-2", ring.at(eta, 2), 1 / (a * b)), ("identity", "target-at-2", ring.at(target, 2), a * a - a * b + b * b),
        ("identity", "sum-at-2", 1 + ring.at(eta * target, 2), w),
        ("sign", "above-edge", w - 2, "positive", [[a - b, a - b, 1 / (a * b)]]),
        ("identity", "multiplier", multiplier, 9 - 2 * w * w),
        ("sign", "multiplier-below-1", 1 - multiplier, "positive", [[a - b, a - b, 2 * (a + b) * (a + b) / (a * a * b * b)]]),
        ("sign", "multiplier-above-minus-1", 1 + multiplier, "same", [[2, 5 - w * w]])],
        ranges=[("a", ABOVE_0), ("b", ABOVE_0)], assumed=[(a - b, "positive")],
        nonzero=[(a, "range"), (b, "range"), (A, "range"), (B, "range"), (A * b + B * a, "range"), (a - b, "hypothesis"),
                 (A - B, "item difference"), (a + b, "range")])


def period_two_sides(L, a, b):
    eta = 1 / (a * b)
    return (1 + eta - 3 * eta * a ** 2) * (1 + eta - 3 * eta * b ** 2), 9 - 2 * eta ** 2


def argue_step_bound():
    """L numbers of geometric mean t and sum p, and one more, t a^(L+1), which makes the mean t a; then t = sigma^(2-2/L)."""
    ring = DepthRing("L", "s", "S", "eta", "t", "p", "a", "A")
    L, s, S, eta, t, p, a, A = ring["L s S eta t p a A"]
    least = L * (S / s) * (S / s)
    return Argument(1, ring, [
        ("induction", "excess", L + a * A - (L + 1) * a, "nonnegative", [[Square(a - 1)]], [[a, "excess"], [L + 1, Square(a - 1)]]),
        ("sign", "mean", p + t * a * A - (L + 1) * t * a, "nonnegative", [[p - L * t], [t, "excess"]]),
        ("sign", "rate", 2 - eta * L * t, "nonnegative", [[2 - eta * p], [eta, p - L * t]])]
        + telescoping(ring, "balanced", least, 1, lambda h: s * s * h + S * S) + [
        ("sign", "balanced-rate", 2 - eta * least, "same", [[2 - eta * least]])],
        ranges=[(name, ABOVE_0) for name in ("s", "eta", "t", "a")], assumed=[(p - L * t, "nonnegative"), (2 - eta * p, "nonnegative")],
        nonzero=[(s, "range")])


def step_bound_sides(L, s, eta):
    return 1 - eta * total((s ** L / s) ** 2 for _ in range(L)), -1


def argue_tripling():
    ring = DepthRing("L", "s", "t", "eta", "r", "q", "c")
    s, t, eta, r, q, c = ring["s t eta r q c"]

    def step(value, rate):
        return value * (1 + rate - rate * value * value)

    def squared(w, rate):                                        # f(s)^2 with w = s^2
        return w * (1 + rate - rate * w) * (1 + rate - rate * w)

    def end(rate):
        return 1 + 2 / rate
    half, w, chebyshev = Fraction(1, 2), s * s, c * (4 * c * c - 3)
    return Argument(2, ring, [
        ("identity", "cubic", step(r * c, 2) + r * chebyshev, 2 * r * c * c * c * (2 - r * r)),
        ("identity", "triple-angle", c * c * c - 3 * c * (1 - c * c), chebyshev),
        ("identity", "square", step(s, q) * step(s, q), squared(w, q)),
        ("identity", "end", step(s, q) + s, s * (2 + q - q * w)),
        ("sign", "factor", 1 - eta * eta * w * (1 - w), "nonnegative", [[(2 - eta) / 4, 2 + eta], [Square(eta * (w - half))]]),
        ("sign", "inside", end(eta) - squared(w, eta), "nonnegative", [[end(eta) - w, "factor"]]),
        ("sign", "half-inside", end(q) - half, "positive", [[(4 + q) / (2 * q)]]),
        ("sign", "leaves", end(q) - squared(ring.one * half, q), "same", [[end(q) - half, (2 + q) / 4, 2 - q]]),
        ("sign", "beyond-1", t * t - 1, "positive", [[t * t - end(q)], [2 / q]]),
        ("sign", "escapes", step(t, q) * step(t, q) - t * t, "positive", [[q * q, t * t, "beyond-1", t * t - end(q)]]),
        ("identity", "peak", squared((1 + q) / (3 * q), q) - end(q), (q - 2) * (2 * q + 5) * (2 * q + 5) / (27 * q))],
        ranges=[("t", ABOVE_0), ("eta", (Fraction(0), "open", Fraction(2), "closed")), ("q", ABOVE_0)],
        assumed=[(2 + eta - eta * s * s, "nonnegative"), (q * t * t - q - 2, "positive")], nonzero=[(eta, "range"), (q, "range")])


CLAIMS = {
    "ghosh-2025-period-two": Claim(
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 1, x = 1 and a > b > 0, f(a) = b and f(b) = a for f(s) = s - eta s^(2L-1) + eta y s^(L-1) exactly "
         "when y = (a^(2L-1) + b^(2L-1))/(a^(L-1) + b^(L-1)) and eta = (a-b)(a^(L-1) + b^(L-1))/(a^(L-1) b^(L-1) (a^L - b^L)), "
         "both positive. At L = 2: eta = 1/(a b), y = a^2 - a b + b^2, eta y - 1 = (a-b)^2/(a b) > 0, and the multiplier f'(a) "
         "f'(b) is 9 - 2 (1 + eta y)^2 < 1, above -1 iff (1 + eta y)^2 < 5."),
        {"leastDepth": 1, "text": "every depth L >= 1 (the multiplier at L = 2), every real a > b > 0"},
        argued(argue_period_two)),
    "ghosh-2025-period-two-false": Claim(
        "refuted", "exact", "depth-witness",
        ("For L = 2, x = y = 1 and a > b > 0 with a^2 - a b + b^2 = 1, eta = 1/(a b), the orbit a, b of f(s) = s - eta s^3 + eta "
         "s has the multiplier f'(a) f'(b) = 9 - 2 eta^2."),
        {"text": "L = 2, every real a > b > 0 with a^2 - a b + b^2 = 1"},
        contradicted(2, "=", ("a", "b"), lambda L, a, b: L == 2 and a > b > 0 and a * a - a * b + b * b == 1, period_two_sides)),
    "nar-sastry-2018-step-size": Claim(
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 1 and L positive layer values s_k of a mode with x = 1 at a minimum, sigma the product of the s_k, "
         "m = sigma^(2-2/L) and lambda the sum of (sigma/s_k)^2, the eigenvalue of the mode: lambda >= L m, with equality for "
         "balanced layers. So if eta > 0 and 1 - eta lambda >= -1, then eta <= 2/(L m); at the balanced minimum 1 - eta lambda > "
         "-1 iff eta L m < 2."),
        {"leastDepth": 1, "text": "every depth L >= 1, every L positive layer values, every real eta > 0"},
        argued(argue_step_bound)),
    "nar-sastry-2018-step-size-false": Claim(
        "refuted", "exact", "depth-witness",
        ("For every depth L >= 1 and the balanced minimum of a mode with x = 1, layer values s > 0, lambda the sum of (sigma/s)^2 "
         "over the layers and 0 < eta < 2/s^(2L-2): 1 - eta lambda > -1."),
        {"text": "every depth L >= 1, every real s > 0, eta in (0, 2/s^(2L-2))"},
        contradicted(1, ">", ("s", "eta"), lambda L, s, eta: s > 0 and 0 < eta * s ** (2 * L - 2) < 2, step_bound_sides)),
    "chebyshev-gd-chaos": Claim(
        "verified", "symbolic", "depth-identity",
        ("For L = 2, x = y = 1 and f(s) = s - eta s^3 + eta s: at eta = 2 and s = sqrt(2) c, f(s) = -sqrt(2) (4 c^3 - 3 c), so "
         "sqrt(2) cos(theta) goes to -sqrt(2) cos(3 theta). For eta > 0 and b^2 = (2 + eta)/eta: f(b) = -b; abs(s) <= b implies "
         "abs(f(s)) <= b if eta <= 2; s = 1/sqrt(2) < b goes outside if eta > 2; abs(s) > b implies abs(f(s)) > abs(s). So [-b, "
         "b] is invariant iff eta <= 2. At s^2 = (1 + eta)/(3 eta), where f' = 0, f^2 - b^2 = (eta - 2)(2 eta + 5)^2/(27 eta)."),
        {"leastDepth": 2, "text": "L = 2, every real s, theta, eta > 0"},
        argued(argue_tripling)),
    "chebyshev-gd-chaos-false": Claim(
        "refuted", "exact", "depth-witness",
        ("For L = 2, x = y = 1, 0 < eta <= 2 and every real s, f(s) = s - eta s^3 + eta s is 3 s - 2 s^3, so sqrt(2) cos(theta) "
         "goes to -sqrt(2) cos(3 theta)."),
        {"text": "L = 2, every real s, eta in (0, 2]"},
        contradicted(2, "=", ("s", "eta"), lambda L, s, eta: L == 2 and 0 < eta <= 2, lambda L, s, eta: (direct_step(s, L, 1, 1, eta), 3 * s - 2 * s ** 3))),
}

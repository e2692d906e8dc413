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



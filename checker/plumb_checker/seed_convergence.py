"""How fast a signal reaches its target, at every depth and after every number of steps.

One mode with x = y = 1 and a rate of at most 1/L: s_n is its value after n steps, a = s_0. With G(s) = 1 + s + ... + s^(L-1) the distance 1 - s shrinks by
the factor 1 - eta s^(L-1) G(s), which is largest at the start.
"""
from fractions import Fraction

from .claim import Claim
from .depth_argument import OPEN_01, Argument, argued
from .depth_descent import depth_step, direct_step, safe_step_items
from .depth_ring import DepthRing
from .depth_witness import contradicted
from .seed_every_depth import FROM_0, equal

MAX_STEPS = 12              # of a witness: the values have 2L - 1 times as many digits after each


def argue():
    """z = (1 - s_0) k^n and u = (1 - s_0) K^n, n steps done: 1 - s <= z <= u and s >= a; then the same after a step."""
    ring = DepthRing("L", "s", "S", "eta", "a", "A", "z", "u")
    L, s, S, eta, a, A, z, u = ring["L s S eta a A z u"]
    moved = s + eta * (S / s) * (1 - S)
    here, start, low = (S - 1) / (s - 1), (A - 1) / (a - 1), A / a
    k, K = 1 - eta * low * start, 1 - eta * L * low * low
    slack, wider = z + s - 1, u - z
    more = [[s, "powers"], [low, s - a]]
    sums = [
        ("induction", "powers", S / s - low, "nonnegative", [], more),
        ("sign", "values", S - A, "nonnegative", more),
        ("induction", "sums", here - start, "nonnegative", [], [["sums"]] + more),
        ("sign", "pace", S / s * here - low * start, "nonnegative", [[S / s, "sums"], [start, "powers"]]),
        ("induction", "sum-at-least", start - L * low, "nonnegative", [], [["sum-at-least"], [L, low, 1 - a]])]
    steps = [
        equal(ring, "one-stays", depth_step(ring.one, ring.one, 1, 1, eta), 1), equal(ring, "start", ring.image(slack, s=a, z=1 - a), 0),
        ("sign", "stays-above", moved - a, "nonnegative", [["increases"], [s - a]]),
        ("sign", "rate", k, "nonnegative", [["factor"], [eta, "pace"]]),
        ("sign", "slower", K - k, "nonnegative", [[eta, low, "sum-at-least"]]),
        ("sign", "slowest-rate", K, "nonnegative", [["rate"], ["slower"]]),
        ("sign", "contracts", k * z + moved - 1, "nonnegative", [["rate", slack], [1 - s, eta, "pace"]]),
        ("sign", "contracts-slower", K * u - k * z, "nonnegative", [["slowest-rate", wider], [z, "slower"]])]
    bulk, coupling = S / s * (S / s), S / (s * s) * (S - 1)
    off = (L - 1) * (1 / S - 1)
    ratios = [
        ("sign", "power-at-most", L * (1 - s) + S - 1, "nonnegative", [[1 - s, "sum-at-most-L"]]),
        ("sign", "value-at-most", L * u + S - 1, "nonnegative", [[L, wider], [L, slack], ["power-at-most"]]),
        equal(ring, "symmetric", L + (L - 1) * coupling / bulk, L - off), equal(ring, "antisymmetric", L - (L - 1) * coupling / bulk, L + off),
        ("sign", "distance", off, "nonnegative", [[L - 1, 1 - S, 1 / S]]),
        ("sign", "distance-at-most", (L - 1) * (L * u / A) - off, "nonnegative",
         [[L - 1, 1 / A, "value-at-most"], [L - 1, 1 - S, 1 / (A * S), "values"]])]
    return Argument(1, ring, safe_step_items(ring) + sums + steps + ratios,
                    ranges=[("s", OPEN_01), ("eta", FROM_0), ("a", OPEN_01), ("z", FROM_0), ("u", FROM_0)],
                    assumed=[(1 - eta * L, "nonnegative"), (s - a, "nonnegative"), (slack, "nonnegative"), (wider, "nonnegative")],
                    nonzero=[(value, "range") for value in (s, S, a, A, 1 - s, 1 - a)])


def distance(L, s, eta, n):
    """1 - s_n by n steps, and the false bound."""
    value = s
    for _ in range(int(n)):
        value = direct_step(value, L, 1, 1, eta)
    return 1 - value, (1 - s) * (1 - eta * L * s ** (L - 1)) ** int(n)


def is_descent(L, s, eta, n):
    return s <= 1 and eta * L <= 1 and n.denominator == 1 and n <= MAX_STEPS and L * n <= 40


CLAIMS = {
    "deng-2026-convergence-every-depth": Claim(
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 1, x = y = 1, 0 < s_0 <= 1 and 0 <= eta <= 1/L, descent s_(n+1) = s_n - eta s_n^(2L-1) + eta s_n^(L-1) has, after every number n of steps, s_0 <= "
         "s_n <= 1 and 1 - s_n <= (1 - s_0) k^n with k = 1 - eta s_0^(L-1) (1 + s_0 + ... + s_0^(L-1)), and 0 <= k <= K = 1 - eta L s_0^(2L-2). So 1 - s_n^L <= L (1 - s_0) K^n. "
         "With r equal signals and zero tail the ratios of the two values of the r^2 cluster to the bulk, for L >= 2, are L - (L-1)(1 - z)/z and L + (L-1)(1 - z)/z with z = s_n^L: "
         "they differ from L by at most (L-1) L (1 - s_0) K^n/s_0^L."),
        {"leastDepth": 1, "text": (
            "every depth L >= 1 (the ratios: L >= 2), every real s_0 in (0, 1], eta in [0, 1/L], every number n of steps; taken as given: the recursion and the two values of the "
            "cluster, see deng-2026-recursion-every-depth and deng-2026-bifurcation-training-every-depth")},
        argued(argue)),
    "deng-2026-convergence-every-depth-false": Claim(
        "refuted", "exact", "depth-witness",
        ("For every depth L >= 1, x = y = 1, 0 < s_0 <= 1 and 0 <= eta <= 1/L, descent has 1 - s_n <= (1 - s_0)(1 - eta L s_0^(L-1))^n after every number n of steps."),
        {"text": "every depth L >= 1, every real s_0 in (0, 1], eta in [0, 1/L], every number n of steps"},
        contradicted(1, "<=", ("s", "eta", "n"), is_descent, distance)),
}

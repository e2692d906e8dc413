"""How the ratio L/g with a tail grows with the depth, g = 1 + t^2 + ... + t^(2L-2): for a fixed layer value t of the tail, and for a fixed end-to-end value t^L."""
from fractions import Fraction

from .algebra import total
from .claim import Claim
from .depth_argument import OPEN_01, Argument, Square, argued, telescoping
from .depth_ring import DepthRing
from .depth_witness import contradicted
from .seed_every_depth import equal


def argue_growth():
    """The layer value s is fixed. The terms of g fall, so that the last exceeds the next; opposite terms s^(2k), s^(2(L-k)) have a sum of at most 1 + s^(2L)."""
    ring = DepthRing("L", "s", "S")
    L, s, S = ring["L s S"]
    e, last = s * s, S * S                                      # last: the term that g at L + 1 has more
    g = (last - 1) / (e - 1)
    g_1 = g + last
    g_2 = g_1 + last * e
    gain = (g - L * last) / (g * g_1)                           # (L+1)/g_1 - L/g
    return Argument(1, ring, telescoping(ring, "sum", g, 1, lambda sum_: sum_ + last) + [
        ("induction", "last-term", g - L * last, "positive", [[1 - e]], [["last-term"], [L + 1, last, 1 - e]]),
        ("induction", "at-most-L", L - g, "nonnegative", [], [["at-most-L"], [1 - last]]),
        ("induction", "opposite-terms", L + L * last * e - 2 * e * g, "nonnegative", [[Square(1 - e)]],
         [["opposite-terms"], [1 - e, "last-term"], [L + 1, Square(S * (1 - e))]]),
        ("sign", "increases", gain, "positive", [["last-term", 1 / (g * g_1)]]),
        ("sign", "increment", 1 - e - gain, "positive", [[last, "at-most-L", 1 / (g * g_1)], [last, 1 - last, 1 / (g * g_1)]]),
        ("sign", "convex", L / g + (L + 2) / g_2 - 2 * (L + 1) / g_1, "nonnegative", [[last, "opposite-terms", 1 / (g * g_1 * g_2)]])],
        ranges=[("s", OPEN_01)], nonzero=[(1 - p, "range") for p in (e, last, last * e, last * e * e)])


def argue_end_to_end():
    """sigma is fixed, sigma^2 = c = w^(L(L+1)): at L the tail has t^2 = w^(L+1) = S s, one layer later w^L = S, with s = w. z stands for ln(1/t^2)."""
    ring = DepthRing("L", "s", "t", "b", "S", "T", "B", "c", "z")
    L, s, t, b, S, T, B, c, z = ring["L s t b S T B c z"]
    g, rest, least = (T * T - 1) / (t * t - 1), 1 / (1 - c), T / t
    now, then = L * (1 - S * s), (L + 1) * (1 - S)              # times 1 - sigma^2: the ratios
    gain, above = (then - now) * rest, z + t * t - 1
    share = 2 / (L * (L + 1))                                   # w = sigma^share
    return Argument(1, ring, telescoping(ring, "sum", g, 1, lambda sum_: sum_ + T * T) + [
        equal(ring, "ratio", L / g, L * (t * t - 1) / (T * T - 1)),
        equal(ring, "exponent", share * (L + 1), 2 / L), equal(ring, "exponent-next", share * L, 2 / (L + 1)),
        ("induction", "growth", then - now, "positive", [[1 - s, 1 - s]], [["growth"], [L + 1, S, Square(1 - s)]]),
        ("sign", "increases", gain, "positive", [["growth", rest]]),
        ("sign", "power", b - b * B, "positive", [[b, 1 - B]]),
        ("sign", "increment", 1 - gain, "positive", [[S - c, rest], [L, S, 1 - s, rest]]),
        ("induction", "tangent", L * (1 - t) + T - 1, "nonnegative", [], [["tangent"], [1 - t, 1 - T]]),
        ("induction", "mean", g - L * least, "nonnegative", [], [["mean"], [T, "tangent"], [L, least, Square(1 - t)]]),
        ("sign", "bounded", 1 / least - L / g, "nonnegative", [[1 / least, 1 / g, "mean"]]),
        ("sign", "below-inverse", (1 - t) / T, "positive", [[1 - t, 1 / T]]),
        ("sign", "logarithm", L * z / (1 - T * T) - L / g, "nonnegative", [[L, above, 1 / (1 - T * T)]])],
        ranges=[(name, OPEN_01) for name in ("s", "t", "b", "c")], assumed=[(S - c, "positive"), (above, "nonnegative")],
        nonzero=[(value, "range") for value in (L, L + 1, t, T, 1 - t * t, 1 - T * T, 1 - c)])


def ratio(L, t):
    return L / total(t ** (2 * k) for k in range(L))


CLAIMS = {
    "deng-2026-tail-growth-every-depth": Claim(
        "verified", "all-depths", "depth-identity",
        ("For 0 < eps < 1 and every depth L >= 1, with g_L = 1 + eps^2 + ... + eps^(2L-2), the quantity R_L = L/g_L, for L >= 2 the ratio of deng-2026-tail-ratio-every-depth, has 0 "
         "< R_(L+1) - R_L < 1 - eps^2 and R_(L+2) - 2 R_(L+1) + R_L >= 0: for a fixed layer value eps of the tail it increases with the depth, convexly and by less than 1 - eps^2 "
         "for each layer."),
        {"leastDepth": 1, "text": "every depth L >= 1, every real eps in (0, 1)"},
        argued(argue_growth)),
    "deng-2026-tail-growth-every-depth-false": Claim(
        "refuted", "exact", "depth-witness",
        "For 0 < eps < 1 and every depth L >= 1, with R_L = L/(1 + eps^2 + ... + eps^(2L-2)), R_(L+1) - R_L >= 1 - eps^2.",
        {"text": "every depth L >= 1, every real eps in (0, 1)"},
        contradicted(1, "<=", ("eps",), lambda L, eps: eps < 1, lambda L, eps: (1 - eps * eps, ratio(L + 1, eps) - ratio(L, eps)))),
    "deng-2026-fixed-tail-every-depth": Claim(
        "verified", "all-depths", "depth-identity",
        ("For 0 < sigma < 1 and every depth L >= 1, with t = sigma^(1/L), g = 1 + t^2 + ... + t^(2L-2) and R_L = L/g = L (1 - t^2)/(1 - sigma^2), for L >= 2 the ratio of "
         "deng-2026-tail-ratio-every-depth with the end-to-end tail value sigma: 0 < R_(L+1) - R_L < 1, R_L <= t/sigma < 1/sigma, and R_L <= 2 ln(1/sigma)/(1 - sigma^2). The ratio "
         "increases with the depth, and is bounded: it does not scale with it."),
        {"leastDepth": 1, "text": (
            "every depth L >= 1, every real sigma in (0, 1); taken as given: the positive root w of w^(L(L+1)) = sigma^2, so that t^2 = w^(L+1), and w^L is the square of the tail "
            "value at depth L + 1; for the last bound, 1 - v <= ln(1/v) for 0 < v < 1, and ln(1/sigma^2) = L ln(1/t^2)")},
        argued(argue_end_to_end)),
    "deng-2026-fixed-tail-every-depth-false": Claim(
        "refuted", "exact", "depth-witness",
        ("For 0 < sigma < 1 and every depth L >= 1, with t = sigma^(1/L) and R_L = L/(1 + t^2 + ... + t^(2L-2)), R_L >= L (1 - sigma^2): for a fixed end-to-end tail the ratio is "
         "proportional to the depth up to a constant."),
        {"text": "every depth L >= 1, every real sigma = t^L with t in (0, 1)"},
        contradicted(1, "<=", ("t",), lambda L, t: t < 1, lambda L, t: (L * (1 - t ** (2 * L)), ratio(L, t)))),
}

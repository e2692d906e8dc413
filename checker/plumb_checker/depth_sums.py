"""Sums over the layers, at every depth: the telescoping sum, the tail sum g, the exponents of the signal/tail coupling."""
from fractions import Fraction

from .algebra import total
from .claim import Claim
from .depth_argument import Argument, argued, telescoping
from .depth_ring import DepthRing
from .depth_witness import contradicted


def argue_telescope_h():
    ring = DepthRing("L", "s", "t", "S", "T")
    s, t, S, T = ring["s t S T"]
    return Argument(1, ring, telescoping(ring, "sum", (S * S - T * T) / (s * s - t * t), 1, lambda h: s * s * h + T * T),
                    nonzero=[(s * s - t * t, "hypothesis")])


def argue_tail_sum_g():
    ring = DepthRing("L", "s", "S")
    s, S = ring["s S"]
    g = (1 - S * S) / (1 - s * s)
    return Argument(1, ring, telescoping(ring, "sum", g, 1, lambda h: h + S * S) + [
        ("induction", "at-least-1", g - 1, "nonnegative", [], [["at-least-1"], [S, S]]),
        ("sign", "upper-bound", 1 - (1 - s * s) * g, "nonnegative", [[S, S]])],
        ranges=[("s", (Fraction(0), "closed", Fraction(1), "open"))], nonzero=[(1 - s * s, "range")])


def argue_signal_tail_exponents():
    ring = DepthRing("L", "k", "j")
    L, k, j = ring["L k j"]
    layer = L + 1 - j                                       # eps^L times the tail values outside layers k < layer

    def coupling(k, layer):
        return L + L - 1 - (layer - k)
    return Argument(2, ring, [
        ("identity", "reversed", L - layer, j - 1), ("identity", "coupling", coupling(k, layer), L + (k - 1) + (j - 1)),
        ("identity", "present", layer - k - 1, L - (k + j)), ("identity", "symmetric", coupling(k, layer), coupling(j, L + 1 - k))])


def exponent_sides(L, eps, k, j):
    k, j = int(k), int(j)
    return eps ** L * eps ** (L - 1 - (L + 1 - j - k)), eps ** (L + k + j)


CLAIMS = {
    "cert-telescope-h": Claim(
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 1 and real s, t with s^2 != t^2, the sum of s^(2(L-k)) t^(2(k-1)) over k = 1..L is (s^(2L) - "
         "t^(2L))/(s^2 - t^2)."),
        {"leastDepth": 1, "text": "every depth L >= 1, every real s, t with s^2 != t^2"},
        argued(argue_telescope_h)),
    "cert-telescope-h-false": Claim(
        "refuted", "exact", "depth-witness",
        ("For every depth L >= 1 and real s, t with s^2 != t^2, the sum of s^(2(L-k)) t^(2(k-1)) over k = 1..L is (s^(2L-2) - "
         "t^(2L-2))/(s^2 - t^2)."),
        {"text": "every depth L >= 1, every real s, t with s^2 != t^2"},
        contradicted(1, "=", ("s", "t"), lambda L, s, t: s * s != t * t, lambda L, s, t: (
            total(s ** (2 * (L - k)) * t ** (2 * (k - 1)) for k in range(1, L + 1)), (s ** (2 * L - 2) - t ** (2 * L - 2)) / (s * s - t * t)))),
    "cert-tail-sum-g": Claim(
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 1 and 0 <= s < 1, the sum g = 1 + s^2 + ... + s^(2L-2) is (1 - s^(2L))/(1 - s^2), g >= 1 and (1 "
         "- s^2) g <= 1, that is L(1 - s^2) <= L/g <= L."),
        {"leastDepth": 1, "text": "every depth L >= 1, every real s in [0, 1)"},
        argued(argue_tail_sum_g)),
    "cert-tail-sum-g-false": Claim(
        "refuted", "exact", "depth-witness",
        "For every depth L >= 1 and 0 <= s < 1, with g = 1 + s^2 + ... + s^(2L-2), L/g <= L(1 - s^2).",
        {"text": "every depth L >= 1, every real s in [0, 1)"},
        contradicted(1, "<=", ("s",), lambda L, s: 0 <= s < 1, lambda L, s: (
            L / total(s ** (2 * k) for k in range(L)), L * (1 - s * s)))),
    "cert-signal-tail-exponents": Claim(
        "verified", "all-depths", "depth-identity",
        ("In the block of a signal at 1 and a tail mode with value eps, x = 1 and y = 0 at depth L >= 2, the Y variables in "
         "reverse order: v_(L+1-j) = eps^(j-1) = u_j, and the coupling of X_k with Y_(L+1-j), which is there iff k + j <= L, is "
         "eps^(L+(k-1)+(j-1)), symmetric in k and j."),
        {"leastDepth": 2, "text": "every depth L >= 2, every pair of layers, every eps"},
        argued(argue_signal_tail_exponents)),
    "cert-signal-tail-exponents-false": Claim(
        "refuted", "exact", "depth-witness",
        ("In the block of a signal at 1 and a tail mode eps with x = 1 and y = 0 at depth L >= 2, the Y variables in reverse "
         "order, the coupling of X_k with Y_(L+1-j) for k + j <= L is eps^(L+k+j)."),
        {"text": "every depth L >= 2, every pair of layers with k + j <= L"},
        contradicted(2, "=", ("eps", "k", "j"), lambda L, eps, k, j: k.denominator == j.denominator == 1 and k >= 1 and j >= 1 and k + j <= L,
                     exponent_sides)),
}

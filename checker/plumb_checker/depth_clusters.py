"""The eigenvalue clusters of a uniform network, at every depth: their values, ratios, crossing and signs."""
from fractions import Fraction

from .algebra import total
from .claim import Claim
from .depth_argument import ABOVE_0, Argument, HALF_OPEN_01, argued
from .depth_ring import DepthRing
from .depth_witness import contradicted


def clusters(ring, x, y):
    """a = x s^(2L-2) and c = s^(L-2) (x s^L - y)."""
    s, S = ring["s S"]
    return x * S * S / (s * s), (x * S - y) * S / (s * s)


def argue_diagonal_block():
    ring = DepthRing("L", "s", "S", "x", "y")
    L, s, S, x, y = ring["L s S x y"]
    a, c = clusters(ring, x, y)
    other = a + c
    return Argument(2, ring, [
        ("identity", "row-sum", a + (L - 1) * other, L * a + (L - 1) * c), ("identity", "difference-row-1", a - other, -c),
        ("identity", "difference-row-j", other - a, c), ("identity", "difference-other-row", other - other, ring.one * 0),
        ("identity", "trace", L * a + (L - 1) * c - (L - 1) * c, L * a)], nonzero=[(s, "hypothesis")])


def argue_crossing():
    ring = DepthRing("L", "s", "S")
    L, s, S = ring["L s S"]
    a, c = clusters(ring, 1, 1)
    up, down, unit_value = L * a + (L - 1) * c, L * a - (L - 1) * c, S / (s * s)
    return Argument(2, ring, [
        ("sign", "size-of-c", -c, "nonnegative", [[unit_value, 1 - S]]),
        ("sign", "symmetric-bulk", up - a, "same", [[L - 1, unit_value, 2 * S - 1]]),
        ("sign", "symmetric-c", up + c, "same", [[L, unit_value, 2 * S - 1]]),
        ("sign", "antisymmetric-bulk", down - a, "positive", [[L - 1, unit_value]]),
        ("sign", "antisymmetric-c", down + c, "positive", [[L - 2 + 2 * S, unit_value]])],
        ranges=[("s", HALF_OPEN_01)], nonzero=[(s, "range")])


def argue_ratio_time_t():
    ring = DepthRing("L", "s", "S", "r")
    L, s, S, r = ring["L s S r"]
    a, c = clusters(ring, 1, 1)
    up, down, gap = L * a + (L - 1) * c, L * a - (L - 1) * c, (1 - S) / S
    mean = (r * (r + 1) / 2 * up + r * (r - 1) / 2 * down) / (r * r)
    terms = [[L - 1, 1 - S, 1 / S]]
    return Argument(2, ring, [
        ("identity", "symmetric", up / a, L - (L - 1) * gap), ("identity", "antisymmetric", down / a, L + (L - 1) * gap),
        ("identity", "mean", mean / a, L - (L - 1) * gap / r), ("sign", "symmetric-below", L - up / a, "nonnegative", terms),
        ("sign", "antisymmetric-above", down / a - L, "nonnegative", terms)],
        ranges=[("s", HALF_OPEN_01), ("r", (Fraction(1), "closed", None, "open"))], nonzero=[(s, "range"), (S, "range"), (r, "range")])


def argue_negative_threshold():
    ring = DepthRing("L", "s", "S")
    L, s, S = ring["L s S"]
    a, c = clusters(ring, 1, 1)
    up, unit_value = L * a + (L - 1) * c, S / (s * s)
    return Argument(2, ring, [
        ("identity", "product", up, unit_value * ((2 * L - 1) * S - (L - 1))),
        ("sign", "sign", up, "same", [[unit_value, 2 * L - 1, S - (L - 1) / (2 * L - 1)]])],
        ranges=[("s", ABOVE_0)], nonzero=[(s, "range"), (2 * L - 1, "range")])


def argue_approx_balance():
    ring = DepthRing("L", "s", "S", "xm")
    L, s, S, xm = ring["L s S xm"]
    x = 1 / S
    top = L * x * S * S / (s * s)
    return Argument(1, ring, [
        ("identity", "by-variance", top, L / (x * s * s)), ("identity", "by-value", top, L * S / (s * s)),
        ("identity", "ratio", top / (xm * S * S / (s * s)), L * x / xm)],
        ranges=[("s", ABOVE_0), ("xm", ABOVE_0)], nonzero=[(s, "range"), (S, "range"), (xm, "range")])


def direct_clusters(s, L, x=1, y=1):
    """(symmetric, bulk): L a + (L-1) c and a."""
    a, c = x * s ** (2 * L - 2), s ** (L - 2) * (x * s ** L - y)
    return L * a + (L - 1) * c, a


def row_sum(L, s, x, y):
    a, c = x * s ** (2 * L - 2), s ** (L - 2) * (x * s ** L - y)
    return total([a] + [a + c] * (L - 1)), L * (a + c)


CLAIMS = {
    "cert-diagonal-block": Claim(
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 2, the L x L block with diagonal a = x s^(2L-2) and all other entries a + c, c = s^(L-2)(x s^L - "
         "y), has the eigenvector (1, ..., 1) with value L a + (L-1) c and the eigenvectors e_1 - e_j with value -c."),
        {"leastDepth": 2, "text": "every depth L >= 2, every real s != 0, x, y"},
        argued(argue_diagonal_block)),
    "cert-diagonal-block-false": Claim(
        "refuted", "exact", "depth-witness",
        ("For every depth L >= 2, the L x L block with diagonal a = x s^(2L-2) and all other entries a + c, c = s^(L-2)(x s^L - "
         "y), has the eigenvector (1, ..., 1) with value L (a + c)."),
        {"text": "every depth L >= 2, every real s, x, y"},
        contradicted(2, "=", ("s", "x", "y"), lambda L, *v: True, row_sum)),
    "cert-crossing": Claim(
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 2 and 0 < s <= 1, x = y = 1, z = s^L, a = s^(2L-2) (bulk), c = s^(L-2)(z - 1): the symmetric "
         "value L a + (L-1) c minus a is (L-1)(s^L/s^2)(2z - 1), and minus abs(c) it is L(s^L/s^2)(2z - 1); the antisymmetric"
         " value L a - (L-1) c is above a by (L-1) s^L/s^2 and above abs(c) by (L-2+2z) s^L/s^2. So both values exceed a and "
         "abs(c) iff z > 1/2."),
        {"leastDepth": 2, "text": "every depth L >= 2, every real s in (0, 1]"},
        argued(argue_crossing)),
    "cert-crossing-false": Claim(
        "refuted", "exact", "depth-witness",
        "For every depth L >= 2 and 0 < s <= 1, x = y = 1, the symmetric value L s^(2L-2) + (L-1) s^(L-2)(s^L - 1) is above "
         "the bulk value s^(2L-2).",
        {"text": "every depth L >= 2, every real s in (0, 1]"},
        contradicted(2, ">", ("s",), lambda L, s: 0 < s <= 1, lambda L, s: direct_clusters(s, L))),
    "cert-ratio-time-t": Claim(
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 2 and 0 < s <= 1, x = y = 1, z = s^L, a = s^(2L-2) (bulk), c = s^(L-2)(z - 1): (L a + (L-1) "
         "c)/a = L - (L-1)(1-z)/z <= L, (L a - (L-1) c)/a = L + (L-1)(1-z)/z >= L, and the mean of r(r+1)/2 times the first "
         "and r(r-1)/2 times the second is L - (L-1)(1-z)/(r z)."),
        {"leastDepth": 2, "text": "every depth L >= 2, every real s in (0, 1], every r >= 1"},
        argued(argue_ratio_time_t)),
    "cert-ratio-time-t-false": Claim(
        "refuted", "exact", "depth-witness",
        "For every depth L >= 2 and 0 < s <= 1, x = y = 1, z = s^L, a = s^(2L-2) (bulk), c = s^(L-2)(z - 1): (L a + (L-1) "
         "c)/a = L + (L-1)(1-z)/z.",
        {"text": "every depth L >= 2, every real s in (0, 1]"},
        contradicted(2, "=", ("s",), lambda L, s: 0 < s <= 1, lambda L, s: (
            direct_clusters(s, L)[0] / direct_clusters(s, L)[1], L + (L - 1) * (1 - s ** L) / s ** L))),
    "cert-negative-threshold": Claim(
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 2 and s > 0, x = y = 1, a = s^(2L-2), c = s^(L-2)(s^L - 1): the symmetric value L a + (L-1) c "
         "is (s^L/s^2)((2L-1) s^L - (L-1)): it is negative iff s^L < (L-1)/(2L-1)."),
        {"leastDepth": 2, "text": "every depth L >= 2, every real s > 0"},
        argued(argue_negative_threshold)),
    "cert-negative-threshold-false": Claim(
        "refuted", "exact", "depth-witness",
        "For every depth L >= 2 and s > 0 with s^L < 1/2, x = y = 1, the symmetric value L s^(2L-2) + (L-1) s^(L-2)(s^L - 1)"
         " is negative.",
        {"text": "every depth L >= 2, every real s > 0 with s^L < 1/2"},
        contradicted(2, "<", ("s",), lambda L, s: s > 0 and s ** L < Fraction(1, 2), lambda L, s: (direct_clusters(s, L)[0], 0))),
    "cert-approx-balance": Claim(
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 1 and s > 0, x = s^(-L) (the balanced minimum of a unit target): L x s^(2L-2) = L/(x s^2) = L "
         "s^L/s^2, and its ratio to the bulk value xm s^(2L-2) of an input variance xm > 0 is L x/xm."),
        {"leastDepth": 1, "text": "every depth L >= 1, every real s > 0, xm > 0"},
        argued(argue_approx_balance)),
    "cert-approx-balance-false": Claim(
        "refuted", "exact", "depth-witness",
        "For every depth L >= 1 and s > 0, x = s^(-L), the dominant value L x s^(2L-2) is L.",
        {"text": "every depth L >= 1, every real s > 0"},
        contradicted(1, "=", ("s",), lambda L, s: s > 0, lambda L, s: (L / s ** L * s ** (2 * L - 2), L))),
}

"""The whole spectrum in the setting of the published code, and the ratio of dominant to bulk, at every depth.

Given are the blocks of Theorem A. With the variance x = 1, a balanced mode of value s has s^(2L-2) in its block and in that with another one of its value, and
s^(L-2) times its residual between layers: 1 and 0 for a signal, eps^(2L-2) both for a tail mode. The halves of a signal/tail block are in seed_code_variant.
"""
from fractions import Fraction

from .algebra import total
from .claim import Claim
from .depth_argument import ABOVE_0, OPEN_01, Argument, Square, argued, telescoping
from .depth_ring import DepthRing
from .depth_witness import contradicted
from .seed_code_variant import CLOSED_01, forms, halves_of_block
from .seed_every_depth import FROM_1, MAX_SIZE, equal, null_entries, null_pairs, signal_entries, signal_pairs

NAME = "deng-2026-code-variant-spectrum-every-depth"


def renamed(items):
    return [(kind, "tail-" + name, *data) for kind, name, *data in items]


def live_blocks(ring):
    """A signal and a tail mode, each with its like and with nulls."""
    L, eps, e = ring["L b B"]
    tail = (e / eps) * (e / eps)
    coupling = e * (e / (eps * eps))                        # the residual eps^L times eps^(L-2)
    one, none = ring.one, ring.one * 0
    return signal_entries(ring) + null_entries(ring) + [
        equal(ring, "signal-outer", one, 1), equal(ring, "signal-coupling", one - 1, 0), equal(ring, "tail-outer", tail, coupling),
        equal(ring, "tail-coupling", coupling, tail)] + signal_pairs(ring, one, none) + null_pairs(ring, none) + renamed(
            signal_pairs(ring, tail, coupling) + null_pairs(ring, coupling)) + [
        equal(ring, "tail-symmetric", tail + (L - 1) * (tail + coupling), (2 * L - 1) * tail),
        equal(ring, "tail-antisymmetric", tail + (L - 1) * (tail - coupling), tail)]


def top_of_the_difference(ring):
    """v^T S_- v - v^T v, where v^T S_- v = g^2 - e P and P is the sum of v_k^2 v_l^2 over k + l <= L: at depth L + 1, L pairs more with eps^(2L-2)."""
    L, k, eps, e = ring["L k b B"]
    Q, last = eps * eps, (e / eps) * (e / eps)
    g, P = (e * e - 1) / (Q - 1), (1 - (L - (L - 1) * Q) * last) / ((Q - 1) * (Q - 1))
    mirror = L + 1 - k
    return [equal(ring, "allowed-exponent", 2 * (k + mirror - 2), 2 * (L - 1))] + telescoping(ring, "allowed", P, 1, lambda value: value + L * last, 2) + [
        ("induction", "allowed-sum", P, "positive", [[1]], [["allowed-sum"], [L, last]]),
        ("induction", "tail-at-most", Q - e, "nonnegative", [], [[eps, "tail-at-most"], [eps, eps, 1 - eps]]),
        ("induction", "remainder", e * e - 1 - L * (Q - 1), "nonnegative", [[Square(1 - Q)]], [["remainder"], [1 - Q, 1 - e * e]]),
        ("induction", "sum-at-least-1", g - 1, "nonnegative", [[Square(eps)]], [["sum-at-least-1"], [Square(e)]]),
        ("induction", "tangent", L - 1 + e - L * eps, "nonnegative", [[Square(1 - eps)]], [["tangent"], [1 - eps, 1 - e]]),
        ("induction", "mean", g - L * (e / eps), "nonnegative", [[Square(1 - eps)]], [["mean"], [e, "tangent"], [L, e / eps, Square(1 - eps)]]),
        ("induction", "twice-the-last", 1 - (2 / eps - 1) * e, "nonnegative", [[Square(1 - eps)]], [[eps, "twice-the-last"], [1 - eps]]),
        ("sign", "tail-below-bulk", g + g * e - (L + L - 1) * last, "nonnegative", [[1 + e, "mean"], [L, e / eps, "twice-the-last"], [last]]),
        ("sign", "antisymmetric-at-least-1", g * (g - 1) - e * P, "nonnegative", [[Square(e / (1 - Q)), "remainder"], ["tail-at-most", "allowed-sum"]])]


def pairs_of_equals(ring, count):
    """How many diagonal blocks and pairs there are of the modes of one value, and that they are as many as ordered pairs."""
    pairs = count * (count - 1) / 2
    return count + pairs, pairs, [equal(ring, "symmetric-count", count + pairs, count * (count + 1) / 2), equal(ring, "cluster-count", count + 2 * pairs, count * count)]


def rows_of_the_spectrum(ring):
    """(sum of the values, how many) for each kind of pair of indices; together these are all variables with an index of a signal or a tail mode."""
    L, eps, e, r, nx, d0, dL, d, star, h = ring["L b B r nx d0 dL d dstar h"]
    tail, g, n = (e / eps) * (e / eps), (1 - e * e) / (1 - eps * eps), star - r
    outer = nx + dL - 2 * star                              # seen nulls at the first layer, nulls at the last
    _, _, signal_items = pairs_of_equals(ring, r)
    same, different, tail_items = pairs_of_equals(ring, n)
    rows = [(L * r * r, L * r * r), (r * outer, r * outer), (0, 2 * r * h), (2 * r * n * g, 2 * r * n * L),
            (same * ((2 * L - 1) - (L - 1)) * tail, same * L), (different * L * tail, different * L), (n * outer * tail, n * outer), (0, 2 * n * h), (0, star * (d0 - nx))]

    def variables(rows_of_layer, columns):
        return star * rows_of_layer + star * columns - star * star
    whole = star * (d0 + dL + 2 * h) + (L - 2) * star * star
    items = signal_items + renamed(tail_items) + [
        equal(ring, "dimension-base", variables(dL, d0), ring.image(whole, L=1, h=0)),
        equal(ring, "dimension-step", whole + variables(d, dL), ring.image(whole, L=L + 1, h=h + dL - star, dL=d)),
        equal(ring, "ones-count", r * (nx - star) + r * (dL - star), r * outer),
        equal(ring, "bulk-count", 2 * r * n + r * outer, r * (nx + dL - 2 * r)),
        equal(ring, "tail-count", different + (L - 1) * different + n * outer + n * h, L * different + n * (outer + h)),
        equal(ring, "dimension", total(count for _, count in rows), whole)]
    # Layer k has |U_k|^2 |V_k|^2: tails weigh eps^(2(L-k)) above it and eps^(2(k-1)) below, where the first layer sees n_x inputs and the last has d_L.
    inner = g - 1 - tail
    layers = (nx + dL) * (r + n * tail) + (L - 2) * r * r + 2 * r * n * inner + (L - 2) * n * n * tail
    return items + [equal(ring, "trace", total(value for value, _ in rows), layers)]


def ratios(ring):
    """z is any bulk value."""
    L, eps, e, z = ring["L b B z"]
    g = (1 - e * e) / (1 - eps * eps)
    most = g + e * g
    return [("sign", "bulk-range", most - 1, "nonnegative", [["sum-at-least-1"], [g, e]]),
            ("sign", "sum-at-most", 1 - g + eps * eps * g, "nonnegative", [[Square(e)]]),
            ("sign", "ratio-at-most", L - L / z, "nonnegative", [[L, z - 1, 1 / z]]),
            ("sign", "ratio-at-least", L / z - L / most, "nonnegative", [[L, most - z, 1 / (z * most)]]),
            ("sign", "ratio-at-least-closed", L / most - L * (1 - eps * eps) / (1 + e), "nonnegative", [[L / (1 + e), "sum-at-most", 1 / g]])]


def argue():
    ring = DepthRing("L", "k", "l", "u", "c", "p", "q", "x", "y", "b", "B", "z", "r", "nx", "d0", "dL", "d", "dstar", "h")
    eps, e, z = ring["b B z"]
    return Argument(2, ring, live_blocks(ring) + halves_of_block(ring) + forms(ring) + top_of_the_difference(ring) + rows_of_the_spectrum(ring) + ratios(ring),
                    ranges=[("u", ABOVE_0), ("c", CLOSED_01), ("b", OPEN_01), ("z", FROM_1)],
                    assumed=[(((1 - e) * (1 + e)) * (1 + e) - z * (1 - eps) * (1 + eps), "nonnegative")],
                    nonzero=[(value, "range") for value in (eps, z, 1 - eps * eps, 1 - e, 1 + e)])


# Witnesses

def symmetric_half(L, eps):
    """L(1 - eps^2), and L over the Rayleigh quotient of S_+ at v: (v, v turned around) in the block of a signal and a tail mode, term by term."""
    v = [eps ** k for k in range(L)]
    g = total(p * p for p in v)
    inputs = total(v[k] * eps ** k for k in range(L))                      # X_k carry 1^(L-k) eps^(k-1), Y_k the same turned around
    coupled = total(v[k] * v[L - 1 - j] * eps ** L * eps ** (L - 1 - j) * eps ** k for k in range(L) for j in range(k + 1, L))
    return L * (1 - eps * eps), L * 2 * g / (2 * inputs * inputs + 2 * coupled)


def sums(L, r, star, d0, dL, eps):
    """tr H = sum_k |U_k|^2 |V_k|^2 with every entry counted, at hidden widths d*, and the sum that is claimed."""
    def value(i):
        return Fraction(1) if i <= r else eps if i <= star else Fraction(0)
    trace = total(value(i) ** (2 * (L - k)) * value(m) ** (2 * (k - 1)) for k in range(1, L + 1)
                  for i in range(1, int(dL if k == L else star) + 1) for m in range(1, int(d0 if k == 1 else star) + 1))
    n, g = star - r, total(eps ** (2 * k) for k in range(L))
    return trace, L * r * r + r * (dL - star) + 2 * g * r * n + (L * n * n + n * (d0 + dL - 2 * star)) * eps ** (2 * L - 2)


def are_sizes(L, r, star, d0, dL, eps):
    return all(size.denominator == 1 and size <= MAX_SIZE for size in (r, star, d0, dL)) and r <= star <= min(d0, dL) and eps < 1


CLAIMS = {
    NAME: Claim(
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 2, in the blocks of Theorem A with Sxx = identity on n_x >= d* directions, Syx = 1 on r signals and 0 elsewhere, layer values "
         "1 on the signals, eps in (0, 1) on n = d* - r tail modes and 0 elsewhere, r <= d* <= every width, let e = eps^L, q = eps^(2L-2), g = 1 + eps^2 + ... + "
         "eps^(2L-2) and h the sum of d_j - d* over hidden layers. The eigenvalues are L (r^2 times); 1 (r(n_x + d_L - 2d*) times); for each of "
         "the r n pairs of a signal and a tail mode the top ones of S_+ and S_-, with the entries eps^(k+l-2) (1 +- e [k + l <= L]), in [g, g(1 + e)] and in [max(1, g(1 - e)), g], and 2(L-1) others "
         "in [-e g, e g]; (2L-1) q (n(n+1)/2 times); q (L n(n-1)/2 + n(n_x + d_L - 2d* + h) times); -q ((L-1) n(n+1)/2 + n h times); and 0 "
         "otherwise. The bulk, that is the values 1 and the top ones, has r(n_x + d_L - 2r) members, and for each of them L(1 - eps^2)/(1 + e) <= "
         "L/(g(1 + e)) <= dominant/bulk <= L, with the dominant value L. Every value but L is at most g(1 + e), so that where g(1 + e) <= L the r^2 largest are "
         "L and the next r(n_x + d_L - 2r) lie in [1, g(1 + e)]."),
        {"leastDepth": 2, "text": (
            "every depth L >= 2, every real eps in (0, 1), every r <= d* <= all widths, every n_x from d* to d_0; taken as given: the blocks of Theorem A, see "
            "aligned-block-decomposition-every-depth, and the theorem of Courant and Fischer: the largest eigenvalue is at least every Rayleigh "
            "quotient, and at most one exceeds the largest quotient on a hyperplane")},
        argued(argue)),
    NAME + "-false": Claim(
        "refuted", "exact", "depth-witness",
        ("For every depth L >= 2 and eps in (0, 1), with v_k = eps^(k-1) and S_+ the symmetric half of a signal/tail block of the code's setting, "
         "L(1 - eps^2) <= L v^T v/(v^T S_+ v): the bound of a frozen tail."),
        {"text": "every depth L >= 2, every real eps in (0, 1)"},
        contradicted(2, "<=", ("eps",), lambda L, eps: eps < 1, symmetric_half)),
    NAME + "-false-count": Claim(
        "refuted", "exact", "depth-witness",
        ("For every depth L >= 2, in the code's setting, the eigenvalues are those of deng-2026-code-variant-spectrum-every-depth, but 1 occurs "
         "r(d_L - d*) times and the bulk has r(d* + d_L - 2r) members: the sum of all eigenvalues is L r^2 + r(d_L - d*) + 2 g r n + (L n^2 + "
         "n(d_0 + d_L - 2d*)) q."),
        {"text": "every depth L >= 2, every real eps in (0, 1), every r <= d* <= all widths, n = d* - r"},
        contradicted(2, "=", ("r", "dstar", "d0", "dL", "eps"), are_sizes, sums)),
}

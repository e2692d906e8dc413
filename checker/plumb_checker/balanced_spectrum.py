"""All eigenvalues at a balanced minimum with whitened inputs, with their multiplicities, at every depth.

Given are the blocks of Theorem A at E = 0 and x = 1: u u^T and v v^T for a pair of signals, u_k = s^(L-k) t^(k-1), v_k = t^(L-k) s^(k-1).
"""
from fractions import Fraction

from .algebra import total
from .claim import Claim
from .depth_argument import ABOVE_0, Argument, argued
from .depth_ring import DepthRing
from .depth_witness import contradicted
from .seed_every_depth import MAX_SIZE, after, before, equal, null_entries, null_pairs, positive, signal_entries, signal_pairs
from .sharpness import pair_items

NAME = "ghosh-2025-balanced-hessian-every-depth"


def one_value(ring):
    """Signals of one value s, and s with a null: the residual is 0, and L s^(2L-2) is not less than s^(2L-2)."""
    L, s, S = ring["L s S"]
    square, residual = (S / s) * (S / s), S - S
    kind, name, value, _, terms = positive(ring, "null-at-most", (L - 1) * square, L - 1, square)
    return signal_entries(ring) + null_entries(ring) + [
        equal(ring, "coupling-at-minimum", residual * S / (s * s), 0), (kind, name, value, "nonnegative", terms)] + signal_pairs(
            ring, square, residual) + null_pairs(ring, residual)


def two_values(ring):
    """Exponents of s and t: of u_k u_l u_l and u_k (u_l)^2, of u_L, of v_k and u_(L+1-k); and of sigma_i, sigma_m in term l = k - 1 of the sum, times L."""
    L, k, l = ring["L k l"]
    turned, term = L + 1 - k, k - 1
    return [equal(ring, "pair-row-first", after(ring, k) + 2 * after(ring, l), 3 * L - k - 2 * l),
            equal(ring, "pair-row-second", before(ring, k) + 2 * before(ring, l), k + 2 * l - 3),
            equal(ring, "pair-last-first", after(ring, L), 0), equal(ring, "pair-last-second", before(ring, L), L - 1),
            equal(ring, "pair-vectors", L + L, 2 + 2 * (L - 1)),
            equal(ring, "mirrored-first", before(ring, k), after(ring, turned)), equal(ring, "mirrored-second", after(ring, k), before(ring, turned)),
            equal(ring, "exponent-first", L - 1 - term, after(ring, k)), equal(ring, "exponent-second", term, before(ring, k)),
            equal(ring, "exponent-null", 2 * L - 2, 2 * (L - 1))]


def pair_bounds(ring):
    """The items of a pair from depth 2: there its value is s^2 + t^2, which is s^2 - t^2 more than 2 t^2 and less than 2 s^2."""
    s, t = ring["s t"]
    first = {"value": [[s, s], [t, t]], "lower": [[s * s - t * t]], "upper": [[s * s - t * t]]}
    return [(kind, name, *data) if kind != "induction" else (kind, name, data[0], data[1], first[name], data[3]) for kind, name, *data in pair_items(ring)]


def numbers(ring):
    """How many values there are, by ordered pairs of signals and by nulls, and how many zeros: together all variables with an index of a signal."""
    L, r, d0, dL, d, h = ring["L r d0 dL d h"]
    ordered, nulls = r * (r - 1), d0 + dL - 2 * r
    whole = r * (d0 + dL + 2 * h) + (L - 2) * r * r

    def variables(rows, columns):
        return r * (rows + columns - r)
    zeros = (r + ordered) * (L - 1) + 2 * r * h
    return [equal(ring, "symmetric-count", r + ordered / 2, r * (r + 1) / 2), equal(ring, "cluster-count", r + ordered, r * r),
            equal(ring, "dimension-base", variables(dL, d0), ring.image(whole, L=1, h=0)),
            equal(ring, "dimension-step", whole + variables(d, dL), ring.image(whole, L=L + 1, h=h + dL - r, dL=d)),
            equal(ring, "ordered-pairs", r + ordered, r * r), equal(ring, "null-count", d0 - r + (dL - r), nulls),
            equal(ring, "dimension", r * r + r * nulls + zeros, whole), equal(ring, "rank", r * r + r * nulls, r * (d0 + dL - r))]


def argue():
    ring = DepthRing("L", "k", "l", "u", "s", "t", "S", "T", "r", "d0", "dL", "d", "h")
    L, s, t = ring["L s t"]
    return Argument(2, ring, one_value(ring) + two_values(ring) + pair_bounds(ring) + numbers(ring),
                    ranges=[("u", ABOVE_0), ("s", ABOVE_0), ("t", ABOVE_0)], assumed=[(s * s - t * t, "positive")],
                    nonzero=[(L, "range"), (s, "range"), (t, "range"), (s * s - t * t, "hypothesis")])


# Witnesses

def lengths(L, s, t):
    return total((s ** (L - k) * t ** (k - 1)) ** 2 for k in range(1, L + 1)), L * (s * t) ** (L - 1)


def sums(L, s, t, d0, dL):
    """tr H = sum_k |U_k|^2 |V_k|^2, entry by entry at hidden widths 2, and the sum that is claimed."""
    values = {1: s, 2: t}
    trace = total(values.get(i, Fraction(0)) ** (2 * (L - k)) * values.get(m, Fraction(0)) ** (2 * (k - 1)) for k in range(1, L + 1)
                  for i in range(1, int(dL if k == L else 2) + 1) for m in range(1, int(d0 if k == 1 else 2) + 1))
    claimed = L * (s ** (2 * L - 2) + t ** (2 * L - 2)) + 2 * total(s ** (2 * (L - k)) * t ** (2 * (k - 1)) for k in range(1, L + 1))
    return trace, claimed + (d0 + dL - 2) * (s ** (2 * L - 2) + t ** (2 * L - 2))


def are_in_scope(L, s, t, d0, dL):
    return s > t and all(size.denominator == 1 and 2 <= size <= MAX_SIZE for size in (d0, dL))


CLAIMS = {
    NAME: Claim(
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 2, in the blocks of Theorem A where Sxx = I, E = 0 and every layer has the values s_1 >= ... >= s_r > 0, sigma_i = "
         "s_i^L, and 0 otherwise, r at most every width: the eigenvalues are sum_(k=1)^L s_i^(2(L-k)) s_m^(2(k-1)) = sum_(l=0)^(L-1) "
         "(sigma_i^(1-1/L-l/L) sigma_m^(l/L))^2 for all ordered pairs i, m <= r, s_i^(2L-2) = sigma_i^(2-2/L) with multiplicity d_0 + d_L - 2r for "
         "each i <= r, and 0 otherwise, so that the rank is r(d_0 + d_L - r). For s_i = s > t = s_m the sum is (s^(2L) - t^(2L))/(s^2 - t^2), "
         "between L t^(2L-2) and L s^(2L-2), and for s = t it is L s^(2L-2): the largest eigenvalue is L sigma_1^(2-2/L)."),
        {"leastDepth": 2, "text": (
            "every depth L >= 2, every r >= 1, all widths >= r, every real s_1 >= ... >= s_r > 0; taken as given: the blocks of Theorem A, see "
            "aligned-block-decomposition-every-depth")},
        argued(argue)),
    NAME + "-false": Claim(
        "refuted", "exact", "depth-witness",
        "For every depth L >= 1 and s > t > 0, the squared length of the vector with entries s^(L-k) t^(k-1), k = 1..L, is L (s t)^(L-1).",
        {"text": "every depth L >= 1, every real s > t > 0"},
        contradicted(1, "=", ("s", "t"), lambda L, s, t: s > t, lengths)),
    NAME + "-false-multiplicity": Claim(
        "refuted", "exact", "depth-witness",
        ("For every depth L >= 2, where Sxx = I, E = 0 and every layer has the values s > t > 0 and 0 otherwise, the eigenvalues are those of "
         "ghosh-2025-balanced-hessian-every-depth with r = 2, but s^(2L-2) and t^(2L-2) have multiplicity d_0 + d_L - r: the sum of all "
         "eigenvalues is L s^(2L-2) + L t^(2L-2) + 2 h + (d_0 + d_L - 2)(s^(2L-2) + t^(2L-2)), h the sum of s^(2(L-k)) t^(2(k-1))."),
        {"text": "every depth L >= 2, every real s > t > 0, all widths >= 2"},
        contradicted(2, "=", ("s", "t", "d0", "dL"), are_in_scope, sums)),
}

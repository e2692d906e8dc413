"""The Gauss-Newton part of the Hessian of equal signals, and signals of different size, at every depth.

Given are the blocks of Theorem A, as in seed_every_depth; the Gauss-Newton part H_o is what does not contain the residuals, the functional part H_f the rest.
"""
from fractions import Fraction

from .algebra import total
from .claim import Claim
from .depth_argument import ABOVE_0, Argument, Square, argued
from .depth_ring import DepthRing
from .depth_witness import contradicted
from .seed_every_depth import FROM_0, SIZES, between, counts, equal, null_entries, null_pairs, positive, signal_entries, signal_pairs


def argue_gauss_newton():
    """The couplings contain the residual: in H_o they are 0, so that the values -c and c of seed_every_depth are 0 as well."""
    ring = DepthRing("L", "k", "l", "u", "a", *SIZES)
    L, a, r, nx, dL, h = ring["L a r nx dL h"]
    zero = ring.one * 0
    rows = [(L * a, r * r), (a, r * (nx + dL - 2 * r)), (zero, (L - 1) * r * r + 2 * r * h)]
    return Argument(2, ring, signal_entries(ring) + null_entries(ring) + signal_pairs(ring, a, zero) + null_pairs(ring, zero) + counts(ring, a, rows) + [
        equal(ring, "ratio", (L * a) / a, L), positive(ring, "above-bulk", (L - 1) * a, L - 1, a)],
        ranges=[("u", ABOVE_0), ("a", ABOVE_0)], nonzero=[(a, "range")])


def argue_unequal():
    """Signals from a to b; s > t are two of them, xm = u and z the powers 2L - 2 of any two. A coupling c p q has p <= G and q <= E, powers of b, and |c| <= r."""
    ring = DepthRing(*"LklstabSTABu", "xm", *"zpqGErcjdxy")
    L, k, s, t, a, b, S, T, A, B = ring["L k s t a b S T A B"]
    u, z, p, q, G, E, r, c, j, d, x, y = ring["xm z p q G E r c j d x y"]
    h, high, low = (S * S - T * T) / ((s - t) * (s + t)), (B / b) * (B / b), (A / a) * (A / a)
    widest, square_sum, half = L * (high / low), x * x + y * y, Fraction(1, 2)
    under_most, over_least = [widest, u - low], [L * low, high - u]
    ratios = [
        ("sign", "value-at-most", high - (S / s) * (S / s), "nonnegative", [["largest-without-one", B / b + S / s]]),
        ("sign", "value-at-least", (T / t) * (T / t) - low, "nonnegative", [["least-without-one", T / t + A / a]]),
        ("sign", "value-order", (S / s) * (S / s) - (T / t) * (T / t), "nonnegative", [["middle-without-one", S / s + T / t]]),
        ("sign", "ratio-at-most", widest * u - h, "nonnegative", [under_most, ["sum-at-most"]]),
        ("sign", "ratio-at-least", high * h - L * low * u, "nonnegative", [[high, "sum-at-least"], over_least]),
        ("sign", "own-ratio-at-most", widest * u - L * z, "nonnegative", [under_most, [L, high - z]]),
        ("sign", "own-ratio-at-least", high * (L * z) - L * low * u, "nonnegative", [[L * high, z - low], over_least])]
    larger = [[r, G, E - q], [r, q, G - p]]                     # r G E - r p q
    couplings = [
        ("induction", "power", B / (b * b) - S / (s * s), "nonnegative", [], [[b, "power"], [S / (s * s), b - s]]),
        ("sign", "coupling-at-most", r * G * E - c * p * q, "nonnegative", larger + [[r - c, p, q]]),
        ("sign", "coupling-at-least", r * G * E + c * p * q, "nonnegative", larger + [[r + c, p, q]]),
        equal(ring, "others", (L - k) + (k - 1), L - 1), ("sign", "hidden-others", L - 1 - 1, "nonnegative", [[L - 2]]),
        ("sign", "form-at-most", d * square_sum - 2 * j * x * y, "nonnegative", [[half, d - j, Square(x + y)], [half, d + j, Square(x - y)]]),
        ("sign", "form-at-least", d * square_sum + 2 * j * x * y, "nonnegative", [[half, d - j, Square(x - y)], [half, d + j, Square(x + y)]])]
    limits = [u - low, high - u, z - low, high - z, G - p, E - q, r - c, r + c, d - j, d + j]
    return Argument(2, ring, signal_entries(ring) + null_entries(ring) + between(ring) + ratios + couplings,
                    ranges=[(name, ABOVE_0) for name in "stabupqG"] + [("r", FROM_0)],
                    assumed=[(b - s, "nonnegative"), (s - t, "positive"), (t - a, "nonnegative")] + [(limit, "nonnegative") for limit in limits],
                    nonzero=[(value, "range") for value in (s, t, a, b, A)] + [(s - t, "hypothesis"), (s + t, "range")])


# Witnesses: the Hessian of L layers s of width 1 with x = 1, from the derivatives of (s^L)^2/2 - y s^L by the products of the other layers

def first_row(L, s, y):
    """Of the Hessian: the layers 1, 1 and 1, k."""
    def others(*left_out):
        product = Fraction(1)
        for k in range(L):
            product *= 1 if k in left_out else s
        return product
    return [others(0) * others(k) + (0 if k == 0 else (others() - y) * others(0, k)) for k in range(L)]


def full_ratio(L, s, y):
    row = first_row(L, s, y)
    return total(row), L * row[0]


def order(L, s, t):
    return total(first_row(L, t, t ** L)), first_row(L, s, s ** L)[0]


def functional_form(L, s, y):
    return abs(total(first_row(L, s, y)) - total(first_row(L, s, s ** L))), abs(s ** L - y) * s ** (L - 2)


GIVEN = ("taken as given: the blocks of Theorem A, see aligned-block-decomposition-every-depth, in which H_o is what does not contain the residuals e_i and H_f, linear in them, the "
         "rest")

CLAIMS = {
    "deng-2026-gauss-newton-ratio-every-depth": Claim(
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 2, in the blocks of Theorem A with r uniform signals lambda, zero tail, Sxx = x times the identity on n_x >= r directions, any targets y and a = x "
         "lambda^(2L-2), the Gauss-Newton part H_o has the eigenvalues L a (r^2 times), a (r(n_x + d_L - 2r) times), and 0 otherwise: where a > 0, dominant/bulk of H_o is exactly L, "
         "at every step of training that has this form and not only at the minimum."),
        {"leastDepth": 2, "text": "every depth L >= 2, every real lambda, x, y, all widths >= r, every r and n_x; " + GIVEN},
        argued(argue_gauss_newton)),
    "deng-2026-gauss-newton-ratio-every-depth-false": Claim(
        "refuted", "exact", "depth-witness",
        ("For every depth L >= 2 and s, y > 0, with uniform signals s, zero tail and x = 1, the symmetric dominant eigenvalue of the full Hessian is L times the bulk eigenvalue, at "
         "every step."),
        {"text": "every depth L >= 2, every real s, y > 0"},
        contradicted(2, "=", ("s", "y"), lambda L, s, y: True, full_ratio)),
    "deng-2026-unequal-signals-every-depth": Claim(
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 2, in the blocks of Theorem A with balanced signals in [a, b], 0 < a <= b, zero tail, x = 1 and all residuals in [-e, e]: two signals s > t have the "
         "Gauss-Newton value h = sum_(k=1..L) s^(2(L-k)) t^(2(k-1)), once for each order of the two, with L t^(2L-2) <= h <= L s^(2L-2), and two equal ones L s^(2L-2) twice; a signal s has L s^(2L-2) in its own block, "
         "and s^(2L-2) with each null output and each seen null input. So the dominant values of H_o lie in [L a^(2L-2), L b^(2L-2)], its bulk values in [a^(2L-2), b^(2L-2)], and "
         "their ratios, at E = 0 those of the Hessian, between L (a/b)^(2L-2) and L (b/a)^(2L-2). The couplings are at most e b^(L-2) in size, at most L - 1 at each variable, so that "
         "the functional part H_f has a norm of at most (L-1) e b^(L-2): by Weyl's inequality every eigenvalue of the Hessian is within that of the one of H_o of the same rank in "
         "order."),
        {"leastDepth": 2, "text": (
            "every depth L >= 2, every real 0 < a <= t < s <= b, a bulk value of any signal in [a, b], every e >= 0, all widths at least the number of signals; " + GIVEN
            + "; that the values listed are the eigenvalues of H_o, those of a Hessian at E = 0 with the same layers, see ghosh-2025-balanced-hessian-every-depth; "
            "Weyl's inequality, and that the norm of a symmetric matrix is the largest size of its form on unit vectors")},
        argued(argue_unequal)),
    "deng-2026-unequal-signals-every-depth-false": Claim(
        "refuted", "exact", "depth-witness",
        ("For every depth L >= 2 and s > t > 0, at the balanced minimum with signals s and t, x = 1 and zero tail, the dominant value of the smaller signal, L t^(2L-2), is above the "
         "bulk value of the larger one, s^(2L-2)."),
        {"text": "every depth L >= 2, every real s > t > 0"},
        contradicted(2, ">", ("s", "t"), lambda L, s, t: s > t, order)),
    "deng-2026-unequal-signals-every-depth-false-norm": Claim(
        "refuted", "exact", "depth-witness",
        ("For every depth L >= 2, with one signal s > 0, x = 1, zero tail and the residual e = s^L - y, the form of the functional part H_f at (1, ..., 1)/sqrt(L) is at most abs(e) "
         "s^(L-2) in size."),
        {"text": "every depth L >= 2, every real s, y > 0"},
        contradicted(2, "<=", ("s", "y"), lambda L, s, y: True, functional_form)),
}

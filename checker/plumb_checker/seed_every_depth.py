"""The seed theorems at every depth: entries of the blocks by their exponents, eigenpairs, multiplicities, order and ratios, with L a symbol.

Given are the blocks of Theorem A. A balanced pair i, m has x_m u_k u_l at X_k, X_l with u_k = s_i^(L-k) s_m^(k-1), x_i v_k v_l at Y_k, Y_l with
v_k = s_m^(L-k) s_i^(k-1), and residual times s_i^(L-k) s_m^(k-l-1) s_i^(l-1) at X_k, Y_l for l < k.
"""
from fractions import Fraction

from .algebra import total
from .claim import Claim
from .depth_argument import ABOVE_0, Argument, Square, argued, telescoping
from .depth_ring import DepthRing
from .depth_witness import contradicted

FROM_0 = (Fraction(0), "closed", None, "open")
FROM_1 = (Fraction(1), "closed", None, "open")
SIZES = ("r", "nx", "d0", "dL", "d", "h")
MAX_SIZE = 20               # of a network whose eigenvalues are counted one by one


def equal(ring, name, left, right):
    return "identity", name, ring.one * left, ring.one * right


def positive(ring, name, value, *factors):
    return "sign", name, ring.one * value, "positive", [[ring.one * f for f in factors]]


def after(ring, k):
    """How many layers come after layer k."""
    (L,) = ring["L"]
    return L - k


def before(ring, k):
    return ring.one * k - 1


def signal_entries(ring):
    """Exponents of s where both values are s."""
    L, k, l = ring["L k l"]

    def coupled(high, low):
        return after(ring, high) + (high - low - 1) + before(ring, low)
    outer = [after(ring, layer) + before(ring, layer) for layer in (k, l)]
    return [equal(ring, "outer", total(outer), 2 * L - 2), equal(ring, "coupling-below", coupled(k, l), L - 2),
            equal(ring, "coupling-above", coupled(l, k), L - 2), positive(ring, "outer-exponent", 2 * L - 2, 2 * L - 2), ("sign", "coupling-exponent", L - 2, "nonnegative", [[L - 2]])]


def null_entries(ring):
    """Exponents where the second value is 0: what is not zero has the exponent 0 of it, all else a positive one."""
    L, l, u = ring["L l u"]
    return [
        equal(ring, "input-signal", 2 * after(ring, 1), 2 * L - 2), equal(ring, "input-null", before(ring, 1), 0),
        positive(ring, "input-other-layers", before(ring, 1 + u), u),
        equal(ring, "output-signal", 2 * before(ring, L), 2 * L - 2), equal(ring, "output-null", after(ring, L), 0),
        positive(ring, "output-other-layers", after(ring, L - u), u),
        equal(ring, "hidden-signal", after(ring, l + 1) + before(ring, l), L - 2), equal(ring, "hidden-null", (l + 1) - l - 1, 0),
        positive(ring, "hidden-other-layers", (l + 1 + u) - l - 1, u), positive(ring, "null-residual", L, L)]


def signal_pairs(ring, a, c):
    """The L x L matrices with a on the diagonal and a + c, or a - c, elsewhere."""
    (L,) = ring["L"]
    items = []
    for name, shift in (("symmetric", c), ("antisymmetric", -c)):
        items += [equal(ring, name + "-row", a + (L - 1) * (a + shift), L * a + (L - 1) * shift),
                  equal(ring, name + "-difference-first", a - (a + shift), -shift), equal(ring, name + "-difference-second", (a + shift) - a, shift),
                  equal(ring, name + "-difference-other", (a + shift) - (a + shift), 0)]
    return items + [equal(ring, "orthogonal", 1 - 1, 0), equal(ring, "vectors", 1 + (L - 1), L)]


def null_pairs(ring, c):
    return [equal(ring, "hidden-sum", 0 + c, c), equal(ring, "hidden-difference-first", 0 - c, -c), equal(ring, "hidden-difference-second", c - 0, (-1) * (-c))]


def halves(ring):
    (r,) = ring["r"]
    return r * (r + 1) / 2, r * (r - 1) / 2


def sizes(ring):
    """How often a diagonal or pair block of signals occurs, and how many variables have a signal's index: in all, and layer by layer."""
    L, r, d0, dL, d, h = ring["L r d0 dL d h"]
    plus, minus = halves(ring)
    whole = L * r * r + r * (d0 - r) + r * (dL - r) + 2 * r * h

    def layer(rows, columns):
        return rows * columns - (rows - r) * (columns - r)
    return whole, [equal(ring, "symmetric-count", r + minus, plus), equal(ring, "cluster-count", plus + minus, r * r),
                   equal(ring, "dimension-base", layer(dL, d0), ring.image(whole, L=1, h=0)),
                   equal(ring, "dimension-step", whole + layer(d, dL), ring.image(whole, L=L + 1, h=h + dL - r, dL=d))]


def counts(ring, a, rows):
    """The multiplicities fill the dimension, but for the inputs that are not seen, and give the trace, layer by layer."""
    L, r, nx, d0, dL = ring["L r nx d0 dL"]
    whole, items = sizes(ring)
    layers = r * nx + r * dL + (L - 2) * r * r
    return items + [equal(ring, "bulk-count", r * (nx - r) + r * (dL - r), r * (nx + dL - 2 * r)),
                    equal(ring, "dimension", total(n for _, n in rows) + r * (d0 - nx), whole),
                    equal(ring, "trace", total(value * n for value, n in rows), layers * a)]


def argue_minimum():
    ring = DepthRing("L", "k", "l", "u", *SIZES)
    L, r, nx, dL, h = ring["L r nx dL h"]
    a, c = ring.one, ring.one - 1           # x s^(2L-2) and (x s^L - y) s^(L-2) at s = x = y = 1
    return Argument(2, ring, signal_entries(ring) + null_entries(ring) + [
        equal(ring, "outer-at-minimum", a, 1), equal(ring, "coupling-at-minimum", c, 0)] + signal_pairs(ring, a, c) + null_pairs(ring, c) + counts(
            ring, a, [(L, r * r), (a, r * (nx + dL - 2 * r)), (c, (L - 1) * r * r + 2 * r * h)]) + [positive(ring, "above-bulk", L - 1, L - 1)],
        ranges=[("u", ABOVE_0)])


def argue_training():
    ring = DepthRing("L", "k", "l", "u", "s", "S", "a", "c", *SIZES)
    L, s, S, a, c = ring["L s S a c"]
    r, nx, dL, h = ring["r nx dL h"]
    plus, minus = halves(ring)
    rows = [(L * a + (L - 1) * c, plus), (L * a - (L - 1) * c, minus), (a, r * (nx + dL - 2 * r)),
            (-c, (L - 1) * plus + r * h), (c, (L - 1) * minus + r * h)]
    # At x = y = 1: a = s^(2L-2) and c = s^(L-2) (s^L - 1).
    top, shift, unit_value, excess = S * S / (s * s), S * (S - 1) / (s * s), S / (s * s), 2 * S - 1
    up, down = L * top + (L - 1) * shift, L * top - (L - 1) * shift
    order = [
        ("sign", "symmetric-bulk", up - top, "same", [[L - 1, unit_value, excess]]),
        ("sign", "symmetric-minus-c", up + shift, "same", [[L, unit_value, excess]]),
        positive(ring, "symmetric-plus-c", up - shift - (L - 1) * unit_value * excess, unit_value),
        positive(ring, "symmetric-zero", up - (L - Fraction(1, 2)) * unit_value * excess, unit_value / 2),
        positive(ring, "antisymmetric-bulk", down - top, L - 1, unit_value),
        positive(ring, "antisymmetric-minus-c", down + shift, L - 2 + 2 * S, unit_value),
        positive(ring, "antisymmetric-plus-c", down - shift, L, unit_value),
        positive(ring, "antisymmetric-zero", down, L - 1 + S, unit_value),
        ("sign", "minus-c-occurs", rows[3][1], "positive", [[L - 1, r, (r + 1) / 2], [r, h]])]
    return Argument(2, ring, signal_entries(ring) + null_entries(ring) + signal_pairs(ring, a, c) + null_pairs(ring, c) + counts(ring, a, rows) + order,
                    ranges=[("u", ABOVE_0), ("s", ABOVE_0), ("r", FROM_1), ("h", FROM_0)], nonzero=[(s, "range")])


def argue_recursion():
    ring = DepthRing("L", "k", "s", "S", "x", "y", "eta")
    L, k, s, S, x, y, eta = ring["L k s S x y eta"]
    after_step = s - eta * ((x * S - y) * S / s)
    return Argument(1, ring, [equal(ring, "layer-exponent", after(ring, k) + before(ring, k), L - 1)]
                    + telescoping(ring, "product", S, s, lambda p: p * s) + telescoping(ring, "others", S / s, 1, lambda p: p * s) + [
        equal(ring, "step", after_step, s - eta * x * S * S / s + eta * y * S / s), equal(ring, "unseen", ring.image(after_step, x=0, y=0), s),
        equal(ring, "fitted", ring.image(after_step, y=x * S), s), equal(ring, "seen-tail", ring.image(after_step, x=1, y=0), s - eta * S * S / s)],
        nonzero=[(s, "hypothesis")])


def argue_tail_ratio():
    ring = DepthRing("L", "k", "l", "u", "s", "S", "r", "d0", "dL", "d", "dstar", "h")
    L, k, l, u, s, S, r, d0, dL, star, h = ring["L k l u s S r d0 dL dstar h"]
    whole, size_items = sizes(ring)
    g = (1 - S * S) / (1 - s * s)
    own, other, last = after(ring, k), after(ring, l), after(ring, L)           # exponents of eps in v_k, v_l, v_L
    tail = [equal(ring, "tail-row", own + other + other, own + 2 * other), equal(ring, "tail-last", last, 0),
            equal(ring, "tail-orthogonal", other, other + last), equal(ring, "tail-vectors", 1 + (L - 1) + L, 2 * L),
            positive(ring, "null-other-layers", after(ring, L - u), u)]
    hidden_nulls = h - (L - 1) * (star - r)
    found = [
        equal(ring, "dimension", L * r * r + 2 * L * r * (star - r) + r * ((d0 - star) + (dL - star) + 2 * hidden_nulls), whole),
        equal(ring, "rank", r * r + r * (star - r) + r * (dL - star), r * dL),
        equal(ring, "trace", L * r * r + g * r * (star - r) + r * (dL - star), r * dL + (L - 1) * r * r + r * (star - r) * (g - 1))]
    bounds = [
        ("induction", "at-least-1", g - 1, "nonnegative", [[Square(s)]], [["at-least-1"], [Square(S)]]),
        ("induction", "at-most-L", L - g, "nonnegative", [[1 - s * s]], [["at-most-L"], [1 - S * S]]),
        ("sign", "upper-bound", 1 - (1 - s * s) * g, "nonnegative", [[Square(S)]]),
        ("sign", "ratio-at-most", L - L / g, "nonnegative", [[L, "at-least-1", 1 / g]]),
        ("sign", "ratio-at-least", L / g - L * (1 - s * s), "nonnegative", [[L, "upper-bound", 1 / g]])]
    terms = telescoping(ring, "sum", g, 1, lambda value: value + S * S)
    return Argument(2, ring, signal_pairs(ring, ring.one, ring.one * 0) + tail + terms + size_items + found + bounds,
                    ranges=[("u", ABOVE_0), ("s", (Fraction(0), "closed", Fraction(1), "open"))], nonzero=[(1 - s * s, "range"), (1 - S * S, "range")])


def ordered(name, large, small):
    """Of base and power: large^L - small^L and large^(L-1) - small^(L-1) are not negative where large - small is not."""
    (b, B), (s, S) = large, small
    return [("induction", name, B - S, "nonnegative", [[b + s, b - s]], [[b, name], [S, b - s]]),
            ("induction", name + "-without-one", B / b - S / s, "nonnegative", [[b - s]], [[b, name + "-without-one"], [S / s, b - s]])]


def between(ring):
    """a <= t < s <= b: the value h of the pair s, t in closed form, L t^(2L-2) <= h <= L s^(2L-2), the order of powers, and h between the same of a and b."""
    L, s, t, a, b, S, T, A, B = ring["L s t a b S T A B"]
    h, gap, high, low, most, least = (S * S - T * T) / ((s - t) * (s + t)), [s - t, s + t], S / s, T / t, B / b, A / a
    items = telescoping(ring, "pair", h, 1, lambda value: s * s * value + T * T) + telescoping(
        ring, "equal", L * S * S / (s * s), 1, lambda value: s * s * value + S * S) + [
        ("induction", "value", h, "positive", [[s, s], [t, t]], [[s, s, "value"], [T, T]]),
        ("induction", "lower", h - L * low * low, "nonnegative", [gap], [[s, s, "lower"], [L, low * low, *gap]]),
        ("induction", "upper", L * high * high - h, "nonnegative", [gap], [[s, s, "upper"], [*gap, "value"]])]
    items += ordered("largest", (b, B), (s, S)) + ordered("middle", (s, S), (t, T)) + ordered("least", (t, T), (a, A))
    return items + [("sign", "sum-at-most", L * most * most - h, "nonnegative", [["upper"], [L, "largest-without-one", most + high]]),
                    ("sign", "sum-at-least", h - L * least * least, "nonnegative", [["lower"], [L, "least-without-one", low + least]])]


def argue_approx_balance():
    """Layer values a <= t < s <= b, variances from b^(-L) to a^(-L)."""
    ring = DepthRing("L", "s", "t", "a", "b", "S", "T", "A", "B", "x", "xm")
    L, s, t, a, b, S, T, A, B, x, xm = ring["L s t a b S T A B x xm"]
    h, high, low, most, least = (S * S - T * T) / ((s - t) * (s + t)), S / s, T / t, B / b, A / a
    top, bottom = most * most / A, least * least / B                            # of a bulk value; L times that, of a dominant one
    items = between(ring)
    of_most, of_least = ["largest-without-one", most + high], ["least-without-one", low + least]
    over, under = L * (B / A) * (B / A) * (B / A) * (a / b) * (a / b), L * (A / B) * (A / B) * (A / B) * (b / a) * (b / a)
    bulk_low, bulk_high = xm * low * low, xm * high * high
    items += [
        ("sign", "dominant-at-most", L * top - x * h, "nonnegative", [[1 / A, 1 - A * x, "value"], [1 / A, "sum-at-most"]]),
        ("sign", "dominant-at-least", x * h - L * bottom, "nonnegative", [[1 / B, B * x - 1, "value"], [1 / B, "sum-at-least"]]),
        ("sign", "bulk-at-most", top - bulk_high, "nonnegative", [[1 / A, 1 - A * xm, high, high], [1 / A, *of_most]]),
        ("sign", "bulk-at-least", bulk_low - bottom, "nonnegative", [[1 / B, B * xm - 1, low, low], [1 / B, *of_least]]),
        equal(ring, "ratio-high", L * top / bottom, over), equal(ring, "ratio-low", L * bottom / top, under),
        ("sign", "ratio-at-most", over * bulk_low - x * h, "nonnegative", [[over, "bulk-at-least"], ["dominant-at-most"]]),
        ("sign", "ratio-at-least", x * h - under * bulk_high, "nonnegative", [["dominant-at-least"], [under, "bulk-at-most"]]),
        ("sign", "equal-at-most", L * top - L * x * high * high, "nonnegative", [[L / A, 1 - A * x, high, high], [L / A, *of_most]]),
        ("sign", "equal-at-least", L * x * low * low - L * bottom, "nonnegative", [[L / B, B * x - 1, low, low], [L / B, *of_least]]),
        ("sign", "equal-ratio-at-most", over * bulk_low - L * x * high * high, "nonnegative", [[over, "bulk-at-least"], ["equal-at-most"]]),
        ("sign", "equal-ratio-at-least", L * x * low * low - under * bulk_high, "nonnegative", [["equal-at-least"], [under, "bulk-at-most"]]),
        equal(ring, "exponent", L * (3 - 2 / L), 3 * L - 2)]
    return Argument(2, ring, items, ranges=[(name, ABOVE_0) for name in ("s", "t", "a", "b", "x", "xm")],
                    assumed=[(b - s, "nonnegative"), (s - t, "positive"), (t - a, "nonnegative"), (B * x - 1, "nonnegative"),
                             (1 - A * x, "nonnegative"), (B * xm - 1, "nonnegative"), (1 - A * xm, "nonnegative")],
                    nonzero=[(value, "range") for value in (L, s, t, a, b, A, B)] + [(s - t, "hypothesis"), (s + t, "range")])


# Witnesses: both sides by direct evaluation

def stepped(L, s, x, y, eta):
    """One step of descent on the first of L equal values of a mode: its derivative is (x w - y) times the product of the others."""
    product, others = Fraction(1), Fraction(1)
    for k in range(L):
        product, others = product * s, others * (s if k else 1)
    return s - eta * (x * product - y) * others, s - eta * x * s ** (2 * L - 2) + eta * y * s ** (L - 1)


def are_sizes(r, nx, dL):
    return all(n.denominator == 1 and n <= MAX_SIZE for n in (r, nx, dL)) and r <= min(nx, dL)


def traces(L, r, nx, dL):
    """The sum of the eigenvalues sum_k (products of the values of i after layer k and of m before it)^2, over outputs i and seen inputs m."""
    def value(i, m):
        return total(Fraction(i <= r) ** (2 * (L - k)) * Fraction(m <= r) ** (2 * (k - 1)) for k in range(1, L + 1))
    return total(value(i, m) for i in range(1, int(dL) + 1) for m in range(1, int(nx) + 1)), L * r * r + r * (nx + dL - r)


def cluster_sides(L, s):
    """The row sum of the block of a mode with x = y = 1, and the larger of its diagonal entry and of that minus another one."""
    diagonal, off = s ** (2 * (L - 1)), s ** (2 * (L - 1)) + (s ** L - 1) * s ** (L - 2)
    return total([diagonal] + [off] * (L - 1)), max(diagonal, diagonal - off)


def tail_sides(L, eps):
    return L * (1 - eps ** L), L / total(eps ** (2 * k) for k in range(L))


def balance_sides(L, s, t):
    dominant = total(s ** (2 * (L - k)) * t ** (2 * (k - 1)) for k in range(1, L + 1)) / t ** L
    return dominant / (t ** (2 * L - 2) / s ** L), L * (s / t) ** (2 * L - 2)


CLAIMS = {
    "deng-2026-recursion-every-depth": Claim(
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 1 and every layer k, the gradient entry p_k (x s^L - y) q_k of a balanced mode, with p_k and q_k the products of "
         "the L - k values after and the k - 1 before that layer, is s^(L-1)(x s^L - y): one step of gradient descent maps every layer value s "
         "to s - eta x s^(2L-1) + eta y s^(L-1), so that the layers stay balanced. A mode with x = y = 0 does not move, nor one with y = x s^L; "
         "a mode with x = 1, y = 0 becomes s - eta s^(2L-1)."),
        {"leastDepth": 1, "text": ("every depth L >= 1, every layer k, every real s != 0, eta, x, y; the gradient's diagonal form is "
                                   "given")},
        argued(argue_recursion)),
    "deng-2026-recursion-every-depth-false": Claim(
        "refuted", "exact", "depth-witness",
        "For every depth L >= 1, one step of gradient descent on a balanced mode maps each layer value s to s - eta x s^(2L-2) + eta y s^(L-1).",
        {"text": "every depth L >= 1, every real s, eta, x, y"},
        contradicted(1, "=", ("s", "x", "y", "eta"), lambda L, *v: True, stepped)),
    "deng-2026-bifurcation-minimum-every-depth": Claim(
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 2, in the blocks of Theorem A at the balanced minimum with r unit signals, zero tail and Sxx = identity on n_x >= "
         "r directions: two signals have the matrices with all entries 1, with eigenvalue L; a signal and a null have 1 at Y_L, 1 at X_1 where "
         "the input is seen, and 0 elsewhere. Counted over all indices this is the eigenvalue L with multiplicity r^2, 1 with multiplicity r(n_x "
         "+ d_L - 2r), and 0 otherwise: dominant/bulk is exactly L."),
        {"leastDepth": 2, "text": ("every depth L >= 2, all widths >= r, every r and n_x; the blocks of Theorem A are given, see "
                                   "aligned-block-decomposition")},
        argued(argue_minimum)),
    "deng-2026-bifurcation-minimum-every-depth-false": Claim(
        "refuted", "exact", "depth-witness",
        ("For every depth L >= 2, at the balanced minimum with r unit signals, zero tail and Sxx = identity on n_x >= r directions, the Hessian "
         "has eigenvalue L with multiplicity r^2, 1 with multiplicity r(n_x + d_L - r), and 0 otherwise."),
        {"text": "every depth L >= 2, all widths >= r, every r and n_x"},
        contradicted(2, "=", ("r", "nx", "dL"), lambda L, *v: are_sizes(*v), traces)),
    "deng-2026-bifurcation-training-every-depth": Claim(
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 2, in the blocks of Theorem A with r uniform signals lambda, zero tail, Sxx = x times the identity on n_x >= r "
         "directions, a = x lambda^(2L-2), c = lambda^(L-2)(x lambda^L - y) and h the sum of d_j - r over hidden layers, the eigenvalues are L a "
         "+ (L-1) c (r(r+1)/2 times), L a - (L-1) c (r(r-1)/2 times), a (r(n_x + d_L - 2r) times), -c ((L-1) r(r+1)/2 + r h times), c ((L-1) "
         "r(r-1)/2 + r h times), and 0 otherwise; for x = y = 1 and lambda > 0 the r^2 cluster lies above all others iff lambda^L > 1/2."),
        {"leastDepth": 2, "text": ("every depth L >= 2, every real lambda, x, y, all widths >= r, every r and n_x; the blocks of "
                                   "Theorem A are given, see aligned-block-decomposition")},
        argued(argue_training)),
    "deng-2026-bifurcation-training-every-depth-false": Claim(
        "refuted", "exact", "depth-witness",
        ("For every depth L >= 2 and 0 < s <= 1, with uniform signals s, zero tail and x = y = 1, the symmetric value is at most the larger of a "
         "and -c where s^L <= 1 - 1/L: the r^2 cluster lies above all others only if s^L > 1 - 1/L."),
        {"text": "every depth L >= 2, every real s in (0, 1] with s^L <= 1 - 1/L"},
        contradicted(2, "<=", ("s",), lambda L, s: s <= 1 and s ** L <= 1 - Fraction(1, L), cluster_sides)),
    "deng-2026-tail-ratio-every-depth": Claim(
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 2, in the blocks of Theorem A with r unit signals, Sxx = I_r and a tail of d* - r values eps, r <= d* <= every "
         "width, the eigenvalues are L (r^2 times), g = 1 + eps^2 + ... + eps^(2L-2) (r(d* - r) times), 1 (r(d_L - d*) times), and 0 otherwise; "
         "for 0 <= eps < 1, 1 <= g <= L and the ratio satisfies L(1 - eps^2) <= L/g <= L."),
        {"leastDepth": 2, "text": ("every depth L >= 2, every real eps in [0, 1), every r <= d* <= all widths; the blocks of Theorem A "
                                   "are given, see aligned-block-decomposition")},
        argued(argue_tail_ratio)),
    "deng-2026-tail-ratio-every-depth-false": Claim(
        "refuted", "exact", "depth-witness",
        "For every depth L >= 2 and 0 <= eps < 1, with g = 1 + eps^2 + ... + eps^(2L-2), the ratio satisfies L(1 - eps^L) <= L/g.",
        {"text": "every depth L >= 2, every real eps in [0, 1)"},
        contradicted(2, "<=", ("eps",), lambda L, eps: eps < 1, tail_sides)),
    "deng-2026-approx-balance-every-depth": Claim(
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 2 and 0 < p <= t < s <= q: with layer values s, t of two signals at the balanced minimum of a target with unit "
         "singular values, so that their variances are s^(-L) and t^(-L), and all variances x, x' of signals and seen nulls in [q^(-L), p^(-L)], "
         "the dominant values x h, h the sum of s^(2(L-k)) t^(2(k-1)), L x s^(2L-2) and L x t^(2L-2) lie between L p^(2L-2)/q^L and L "
         "q^(2L-2)/p^L, the bulk values x' s^(2L-2) and x' t^(2L-2) between p^(2L-2)/q^L and q^(2L-2)/p^L, so that, also with the bulk value of "
         "another signal, L (p/q)^(3L-2) <= dominant/bulk <= L (q/p)^(3L-2). For b = p^(-L), a = q^(-L) this is L (a/b)^(3-2/L) <= dominant/bulk "
         "<= L (b/a)^(3-2/L)."),
        {"leastDepth": 2, "text": ("every depth L >= 2, every real p <= t < s <= q with p > 0, every x, x' in [q^(-L), p^(-L)]; the "
                                   "blocks of Theorem A are given, see aligned-block-decomposition")},
        argued(argue_approx_balance)),
    "deng-2026-approx-balance-every-depth-false": Claim(
        "refuted", "exact", "depth-witness",
        ("For every depth L >= 2 and s > t > 0, with signals of layer values s and t at the balanced minimum, variances s^(-L) and t^(-L), and a "
         "seen null of variance s^(-L): dominant/bulk <= L (b/a)^(2-2/L), b/a = (s/t)^L."),
        {"text": "every depth L >= 2, every real s > t > 0"},
        contradicted(2, "<=", ("s", "t"), lambda L, s, t: s > t, balance_sides)),
}

"""The setting of the published code at every depth: the halves of a signal/tail block, and how fast the tail decays.

Given are the blocks of Theorem A: a signal i has x = 1, all values 1 and no residual, a tail mode m has x = 1, all values eps and the residual eps^L.
"""
from fractions import Fraction

from .algebra import total
from .claim import Claim
from .depth_argument import ABOVE_0, OPEN_01, Argument, Square, argued, telescoping
from .depth_ring import DepthRing
from .depth_witness import contradicted
from .seed_every_depth import FROM_0, after, before, equal

CLOSED_01 = (Fraction(0), "closed", Fraction(1), "closed")


def halves_of_block(ring):
    """Exponents of eps at X_k, X_l, at Y_(L+1-k), Y_(L+1-l), and where X_k meets Y_(L+1-l): below it, k < L + 1 - l, through the tail's residual."""
    L, k, l = ring["L k l"]
    exponent = (k - 1) + (l - 1)

    def turned(layer):
        return L + 1 - layer

    def met(x, y):
        return L + before(ring, x) + after(ring, y)
    return [equal(ring, "inputs", before(ring, k) + before(ring, l), exponent),
            equal(ring, "outputs", after(ring, turned(k)) + after(ring, turned(l)), exponent),
            equal(ring, "coupling", met(k, turned(l)), L + exponent), equal(ring, "coupling-mirrored", met(l, turned(k)), L + exponent),
            equal(ring, "coupled-layers", turned(l) - k, L + 1 - k - l), equal(ring, "coupled-layers-mirrored", turned(k) - l, L + 1 - k - l)]


def forms(ring):
    """The part of a pair k, l of |v|^2 |x|^2 -+ x^T C x with C_kl = c v_k v_l, c in [0, 1], where p, q = v_k, v_l; and of v^T C v <= |v|^4."""
    c, p, q, x, y, eps, e = ring["c p q x y b B"]
    own, other = q * x, p * y
    spare = [[1 - c, Square(own)], [1 - c, Square(other)]]
    return telescoping(ring, "sum", (e * e - 1) / (eps * eps - 1), 1, lambda g: g + e * e) + [
        ("sign", "below-sum", own * own + other * other - 2 * c * own * other, "nonnegative", spare + [[c, Square(own - other)]]),
        ("sign", "above-minus-sum", own * own + other * other + 2 * c * own * other, "nonnegative", spare + [[c, Square(own + other)]]),
        ("sign", "form-at-v", p * (c * p * q) * q, "nonnegative", [[c, Square(p * q)]]),
        ("sign", "form-at-v-most", (p * q) * (p * q) - p * (c * p * q) * q, "nonnegative", [[1 - c, Square(p * q)]]),
        ("sign", "entry-positive", 1 - e, "positive", [[1 - e]]), ("sign", "entry-most", e, "positive", [[e]])]


def decay(ring):
    """In units of eta: s_n^(-m) = 1/(1 - t) and s_0^(-m) = 1/(1 - a), as t = 1 - eta s_n^m and a = 1 - eta s_0^m; j steps were made. The hypotheses, and items."""
    L, s, t, a, S, T, A, j = ring["L s t a S T A j"]
    m, whole, past = 2 * (L - 1), (T / t) * (T / t), (A / a) * (A / a)      # t^m and a^m
    now, first, moved = 1 / (1 - t), 1 / (1 - a), s * t
    eta = (1 - t) / ((S / s) * (S / s))
    then, after_step = now / whole, 1 - whole * (1 - t)
    low, high = now - first - m * j, first + m * j / past - now
    both = (1 - t) * (1 - a)
    assumed = [(t - a, "nonnegative"), (t - a - m * j * both, "nonnegative"), (m * j * both * a * a - (t - a) * A * A, "nonnegative")]
    return assumed, [
        equal(ring, "step", s - eta * S * (S / s), moved), equal(ring, "value", eta * now, 1 / ((S / s) * (S / s))),
        equal(ring, "value-next", eta * then, (moved / (S * T)) * (moved / (S * T))),
        equal(ring, "factor-next", 1 - eta * (S * T / moved) * (S * T / moved), after_step),
        equal(ring, "start-lower", ring.image(low, t=a, j=0), 0), equal(ring, "start-upper", ring.image(high, t=a, j=0), 0),
        ("induction", "power-below-one", 1 - whole, "positive", [[1 - t, 1 + t]], [["power-below-one"], [whole, 1 - t, 1 + t]]),
        ("induction", "power-grows", whole - past, "nonnegative", [[t - a, t + a]], [[t, t, "power-grows"], [past, t - a, t + a]]),
        ("induction", "growth-at-least", 1 - whole - m * (1 - t) * whole, "positive", [[1 - t, 1 - t, 1 + 2 * t]],
         [["growth-at-least"], [whole, Square(1 - t), 1 + 2 * t + m * (1 + t)]]),
        ("induction", "growth-at-most", whole - 1 + m * (1 - t), "nonnegative", [[Square(1 - t)]],
         [["growth-at-most"], [1 - t, 1 + t, "power-below-one"], [Square(1 - t)]]),
        ("sign", "decreases", after_step - t, "positive", [[1 - t, "power-below-one"]]),
        ("sign", "stays-below", after_step - a, "positive", [["decreases"], [t - a]]),
        ("sign", "stays-positive", 1 - after_step, "positive", [[1 - t, whole]]),
        ("sign", "lower", then - (first + m * (j + 1)), "nonnegative", [[low], [now, 1 / whole, "growth-at-least"]]),
        ("sign", "upper", first + m * (j + 1) / past - then, "nonnegative",
         [[high], [m, 1 / (whole * past), "power-grows"], [now, 1 / whole, "growth-at-most"]]),
        ("sign", "weaker", 1 / (past * a) - 1 / past, "positive", [[1 - a, 1 / (past * a)]])]


def argue():
    ring = DepthRing("L", "k", "l", "c", "p", "q", "x", "y", "b", "B", "s", "S", "t", "T", "a", "A", "j")
    assumed, steps = decay(ring)
    s, S, t, T, a, A, b = ring["s S t T a A b"]
    return Argument(2, ring, halves_of_block(ring) + forms(ring) + steps,
                    ranges=[("c", CLOSED_01), ("b", OPEN_01), ("s", ABOVE_0), ("t", OPEN_01), ("a", OPEN_01), ("j", FROM_0)], assumed=assumed,
                    nonzero=[(value, "range") for value in (s, S, t, T, a, A, 1 - t, 1 - a, 1 - b * b)])


# Witnesses

def one_step(L, s, eta):
    """The power -(2L-2) after a step with x = 1, y = 0, and what the flow has after the time eta."""
    m, gradient = 2 * L - 2, s ** (L - 1) * s ** L
    return (s - eta * gradient) ** -m, s ** -m + m * eta


def antisymmetric_half(L, eps):
    """The Rayleigh quotient of S_- at v, and g(1 - eps^L): X_k at k <= L and Y_k have the forms of a pair of a signal and a tail mode."""
    powers = [eps ** k for k in range(L)]
    g = total(p * p for p in powers)
    # The vector (v, -v turned around) has twice the form and twice the length of v in S_-.
    xs, ys = powers, [-p for p in reversed(powers)]
    form = total(xs[k] * xs[l] * eps ** (k + l) + ys[k] * ys[l] * eps ** (2 * (L - 1) - k - l) for k in range(L) for l in range(L))
    form += 2 * total(xs[k] * ys[j] * eps ** L * eps ** (L - 1 - j) * eps ** k for k in range(L) for j in range(k + 1, L))
    return form / (2 * g), g * (1 - eps ** L)


CLAIMS = {
    "deng-2026-code-variant-every-depth": Claim(
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 2, with unit signals, Sxx = I, a tail value eps in (0, 1), e = eps^L and g = 1 + eps^2 + ... + eps^(2L-2): each "
         "signal/tail block splits into S_+ and S_- with the entries eps^(k+l-2) (1 +- e [k + l <= L]); the top eigenvalue of S_+ lies in [g, g(1 + e)], "
         "that of S_- in [g(1 - e), g], all others in [-e g, e g]. From s_0 > 0 at a rate eta > 0 with eta s_0^m < 1, m = 2L-2, after every number n of "
         "steps a tail value obeys 0 < s_n <= s_0 and s_0^(-m) + m eta n <= s_n^(-m) <= s_0^(-m) + m eta n (1 - eta s_0^m)^(-m), which is at most the "
         "same with the exponent -(2L-1): s_n decays like n^(-1/(2L-2))."),
        {"leastDepth": 2, "text": (
            "every depth L >= 2, every real eps in (0, 1), every real s_0, eta > 0 with eta s_0^(2L-2) < 1, every number n of steps; taken as given: the blocks "
            "of Theorem A, see aligned-block-decomposition-every-depth, and the theorem of Courant and Fischer: the largest eigenvalue is at least every Rayleigh "
            "quotient, and at most one exceeds the largest quotient on a hyperplane")},
        argued(argue)),
    "deng-2026-code-variant-every-depth-false": Claim(
        "refuted", "exact", "depth-witness",
        ("For every depth L >= 2, s > 0 and eta > 0 with eta s^m < 1, m = 2L-2, a tail value s becomes s' in one step of descent with s'^(-m) <= s^(-m) + m "
         "eta."),
        {"text": "every depth L >= 2, every real s, eta > 0 with eta s^(2L-2) < 1"},
        contradicted(2, "<=", ("s", "eta"), lambda L, s, eta: eta * s ** (2 * L - 2) < 1, one_step)),
    "deng-2026-code-variant-every-depth-false-enclosure": Claim(
        "refuted", "exact", "depth-witness",
        ("For every depth L >= 2 and eps in (0, 1), with v_k = eps^(k-1), g = v^T v and S_- the antisymmetric half of a signal/tail block, v^T S_- v/g <= "
         "g(1 - eps^L)."),
        {"text": "every depth L >= 2, every real eps in (0, 1)"},
        contradicted(2, "<=", ("eps",), lambda L, eps: eps < 1, antisymmetric_half)),
}

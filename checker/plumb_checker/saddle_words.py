"""Which critical points of an aligned network have a direction of negative curvature, at every depth: which couplings vanish, and what the others are.

j and k are the first and last layer in which the value of i is 0, m < l others. For an index a: q(m,a) is the product of its values below m, r(l,m,a) of
those between, p(l,a) of those above l. Where no product vanishes, numbers commute and everything is a polynomial.
"""
from .aligned_words import Chain
from .claim import Claim
from .forms import fields
from .landscape import ALIGNED, STRICT, criterion, is_strict
from .refusal import need
from .words import NUMBERS, Item, check_words_at, difference, hypothesis, shown
from .zero_patterns import Pattern

BETWEEN = ["j < k", "s(j,i) = 0", "s(k,i) = 0"]
NONE = "p(l,i) = 0 or r(l,m,{0}) = 0 or q(m,i) = 0"
FAILS = "i > d(k) or {0} > d(k-1) or {0} > d(j) or i > d(j-1) or r(k,j,{0}) = 0"

# Every hypothesis is needed. Of the widths that the variables (l, i, a) and (m, a, i) need, a <= d(m) is not.
PATTERNS = [
    Pattern("gradient", "n", "i", ["e(i) != 0", "i > d(n) or i > d(n-1) or q(n,i) = 0 or p(n,i) = 0"], ["q(n,i) = 0 or p(n,i) = 0"]),
    Pattern("own-square", "j k l", "i", BETWEEN, ["p(l,i) = 0 or q(l,i) = 0"]),
    Pattern("own-coupling", "j k l m", "i", BETWEEN[1:] + ["i <= d(l)", "i <= d(l-1)", "i <= d(m-1)", FAILS.format("i")], [NONE.format("i")]),
    Pattern("coupling", "j k l m", "i a", BETWEEN + ["q(j,i) != 0", "p(k,i) != 0", "i <= d(l)", "a <= d(l-1)", "i <= d(m-1)", FAILS.format("a")], [NONE.format("a")]),
    Pattern("ordered", "j k l m", "i", BETWEEN + ["p(l,i) != 0", "q(m,i) != 0"], ["m < l"]),
    Pattern("input", "j k", "a", ["j < k", "q(k,a) != 0"], ["a <= d(0)"])]


def gradient_items(n):
    """The derivative in Delta(j; i, i) is u(j) e(i) v(j), the residual times the other values of i."""
    u, v, p, q, residual, e = n.above("j"), n.below("j", "j-1"), n.number("u(j)"), n.number("v(j)"), n.matrix("E", "d(L)", "d(0)", 16), n.number("e(i)")
    up = shown("above", {"U(j-1)": "U(j)", "e(j-1)": "e(j)", "u(j-1)": "u(j)"}, u * n.e, n.last * p)
    down = shown("below-back", {"V(j+1)": "V(j)", "e(j)": "e(j-1)", "v(j+1)": "v(j)"}, v.T * n.before, n.first * q.T)
    unit = hypothesis(n.last.T * n.last, n.one(NUMBERS))
    return n.above_items()[:2] + n.below_items()[2:] + [
        Item("gradient", n.e.T * u.T * residual * v.T * n.before, p.T * e * q.T, [up, down, hypothesis(residual * n.first, n.last * e), unit])]


def polynomial_items(n):
    """The minor of the variables (l, i, a) and (m, a, i), the coupling as a product where w(a) is not 0, and the form in X = sum u X and Y = sum v Y as squares."""
    def number(name):
        return n.one(NUMBERS).times(1, {name: 1})
    qa, sm, r, sl, pa, p, q, e, xi, xa, w, x, y = map(number, (
        "q(m,a)", "s(m,a)", "r(l,m,a)", "s(l,a)", "p(l,a)", "p(l,i)", "q(m,i)", "e(i)", "x(i)", "x(a)", "w", "X", "Y"))
    product, u, v, mixed = qa * sm * r * sl * pa, p * qa * sm * r, r * sl * pa * q, e * p * r * q
    scale, square = p * r * q, xa * w * x + e * y
    form = xa * x * x + xi * y * y + (e * x * y).times(2, {"w": -1})
    return [Item("minor", (xa * u * u) * (xi * v * v) - mixed * mixed, scale * scale * (xi * xa * product * product - e * e)),
            Item("product", product * mixed, e * u * v),
            Item("form", xa * w * w * form, square * square + (xi * xa * w * w - e * e) * y * y)]


def words():
    n = Chain()
    return gradient_items(n) + polynomial_items(n)


def check(proof, claim):
    """Holds the patterns against those that the checker states and decides itself, and the words likewise."""
    patterns, items = fields(proof, "proof", "patterns", "words")
    place = difference(patterns, [pattern.written for pattern in PATTERNS], "proof.patterns")
    need(place is None, place, "not what the claim yields")
    return f"{len(PATTERNS)} patterns of zeros at every depth, {check_words_at(items, 'proof.words', words())}"


CLAIMS = {
    "achour-2024-aligned-strictness-every-depth": Claim(
        "verified", "all-depths", "zero-patterns", STRICT + "a = i or x_i x_a w_a^2 < y_i^2; here w_i is the product of all values of i.",
        {"text": "every depth L >= 1, all widths, every real s_(k,i) and y_i, every x_i > 0; taken as given: the blocks of Theorem A "
                 "(aligned-block-decomposition-every-depth)"}, check),
    "achour-2024-aligned-strictness-every-depth-false": ALIGNED.refuted(
        STRICT + "a = i or x_i x_a w_a^2 <= y_i^2; here w_i is the product of all values of i.", "every depth L >= 1, every critical point of an aligned network with all x_i > 0",
        lambda n: criterion(n, equality=True) == is_strict(n)),
}

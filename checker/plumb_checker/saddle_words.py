"""Which critical points of an aligned network have a direction of negative curvature: the steps of the proof at every depth, in words.

j and k are the first and last layer in which the value of i is 0, l >= k and m <= j others. For an index a: q(j,a) is the product of its values below j, r(k,j,a) of
those between, p(k,a) of those above k. Products that pass a zero vanish; where they do not, numbers commute and everything is a polynomial.
"""
from .aligned_words import Chain
from .landscape import ALIGNED, STRICT, criterion, is_strict
from .words import NUMBERS, Item, Relation, hypothesis, shown, words_claim

ZEROS = [("above", "p(l,i)", ["p(k,i)", "s(k,i)", "r(k,l,i)"], 1), ("below", "q(l,i)", ["r(l,j,i)", "s(j,i)", "q(j,i)"], 1),
         ("wider", "r(l,m,a)", ["r(l,k-1,a)", "r(k,j,a)", "r(j+1,m,a)"], 1), ("wider-above", "r(l,m,a)", ["r(l,k,a)", "s(k,a)", "r(k,m,a)"], 1),
         ("wider-below", "r(l,m,a)", ["r(l,j,a)", "s(j,a)", "r(j,m,a)"], 1), ("missing-above", "r'(k,j,a)", ["s(k-1,a)", "r(k-1,j,a)"], 0),
         ("missing-below", "r'(k,j,a)", ["r(k,j+1,a)", "s(j+1,a)"], 1)]


def gradient_items(n):
    """The derivative in Delta(j; i, i) is u(j) e(i) v(j), the residual times the other values of i."""
    u, v, p, q, residual, e = n.above("j"), n.below("j", "j-1"), n.number("u(j)"), n.number("v(j)"), n.matrix("E", "d(L)", "d(0)", 16), n.number("e(i)")
    up = shown("above", {"U(j-1)": "U(j)", "e(j-1)": "e(j)", "u(j-1)": "u(j)"}, u * n.e, n.last * p)
    down = shown("below-back", {"V(j+1)": "V(j)", "e(j)": "e(j-1)", "v(j+1)": "v(j)"}, v.T * n.before, n.first * q.T)
    unit = hypothesis(n.last.T * n.last, n.one(NUMBERS))
    return n.above_items()[:2] + n.below_items()[2:] + [
        Item("gradient", n.e.T * u.T * residual * v.T * n.before, p.T * e * q.T, [up, down, hypothesis(residual * n.first, n.last * e), unit])]


def zero_items(n):
    """A product of values with a zero among its factors."""
    found, none = [], n.zero(NUMBERS, NUMBERS)
    for name, whole, parts, at in ZEROS:
        letters = [n.number(part) for part in parts]
        value = letters[0]
        for letter in letters[1:]:
            value = value * letter
        found.append(Item("zero-" + name, n.number(whole, 5), none, [Relation(n.number(whole, 5), value), hypothesis(letters[at], none)]))
    return found


def polynomial_items(n):
    """The minor of X(k) and Y(j), the coupling as a product where w(a) is not 0, and the form in X = sum u X and Y = sum v Y as squares."""
    def number(name):
        return n.one(NUMBERS).times(1, {name: 1})
    qa, sj, r, sk, pa, p, q, e, xi, xa, w, x, y = map(number, (
        "q(j,a)", "s(j,a)", "r(k,j,a)", "s(k,a)", "p(k,a)", "p(k,i)", "q(j,i)", "e(i)", "x(i)", "x(a)", "w", "X", "Y"))
    product, u, v, coupling = qa * sj * r * sk * pa, p * qa * sj * r, r * sk * pa * q, e * p * r * q
    scale, square = p * r * q, xa * w * x + e * y
    form = xa * x * x + xi * y * y + (e * x * y).times(2, {"w": -1})
    return [Item("minor", (xa * u * u) * (xi * v * v) - coupling * coupling, scale * scale * (xi * xa * product * product - e * e)),
            Item("product", product * coupling, e * u * v),
            Item("form", xa * w * w * form, square * square + (xi * xa * w * w - e * e) * y * y)]


def strictness():
    n = Chain()
    return gradient_items(n) + zero_items(n) + polynomial_items(n)


CLAIMS = {
    "achour-2024-aligned-strictness-every-depth": words_claim(
        "all-depths",
        "Steps toward the criterion of achour-2024-aligned-strictness, for indices i and a of an aligned network, with p, r and q the products of the values of"
        " i above the layer k, of a between j and k, and of i below j: the derivative in the variable (j, i, i) is e_i times the product of the other values of"
        " i; a product of values through a layer with the value 0 vanishes; the minor of the variables (k, i, a) and (j, a, i) is (p r q)^2 (x_i x_a w_a^2 - "
        "e_i^2); and where w_a is not 0, x_a w_a^2 times the form of the variables of i and a, in two numbers X and Y, is (x_a w_a X + e_i Y)^2 + (x_i x_a "
        "w_a^2 - e_i^2) Y^2.",
        "every depth L >= 1, all widths, every real s_(k,i) and y_i, every x_i; taken as given: the blocks of Theorem A (aligned-block-decomposition-every-"
        "depth) and that products of values split at every layer", strictness),
    "achour-2024-aligned-strictness-every-depth-false": ALIGNED.refuted(
        STRICT + "a = i or x_i x_a w_a^2 <= y_i^2; here w_i is the product of all values of i.", "every depth L >= 1, every critical point of an aligned network with all x_i > 0",
        lambda n: criterion(n, equality=True) == is_strict(n)),
}

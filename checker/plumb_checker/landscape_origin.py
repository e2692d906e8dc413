"""The Hessian where all layers vanish, in words: two layers, any more, and weight decay; a false statement of it on an exact network."""
from .instances import Theorem, inertia_of, is_zero
from .layer_words import Layers
from .words import HALF, Item, Relation, hypothesis, shown, words_claim


def two_layers(n, decay):
    """The derivative along C at t D is t tr(C^T H D), one layer at a time; then H, with decay, on the dyads of singular vectors."""
    d = n.matrix("D(1)", "d(1)", "d(0)"), n.matrix("D(L)", "d(L)", "d(1)")
    c = n.matrix("C(1)", "d(1)", "d(0)"), n.matrix("C(L)", "d(L)", "d(1)")
    h, u, v, u0, v0 = (n.column(name, space) for name, space in (("h", "d(1)"), ("u", "d(L)"), ("v", "d(0)"), ("u0", "d(L)"), ("v0", "d(0)")))
    first, second = (a.times(1, {"t": 1}) for a in d)
    along = [second * (first + c[0].times(1, {"r": 1})), (second + c[1].times(1, {"r": 1})) * first]

    def image(one, two):
        parts = -(two.T * n.Syx), -(n.Syx * one.T)
        return [part + own.times(1, {"gamma": 1}) for part, own in zip(parts, (one, two))] if decay else parts

    def multiple(part, factor):
        return part.times(factor, {"y": 1}) + part.times(1, {"gamma": 1}) if decay else part.times(factor, {"y": 1})
    none = n.zero("d(1)", "d(0)"), n.zero("d(L)", "d(1)")
    triple = [hypothesis(n.Syx * v, u.times(1, {"y": 1})), hypothesis(n.Syx.T * u, v.times(1, {"y": 1}))]
    unseen = [hypothesis(n.Syx * v0, n.zero("d(L)", "1"))], [hypothesis(n.Syx.T * u0, n.zero("d(0)", "1"))]
    entries = []
    for k, way, change, part in zip((1, 2), along, c, (-(d[1].T * n.Syx), -(n.Syx * d[0].T))):
        entries.append(Item(f"derivative-{k}", n.loss(way).order(1).order(1, "r"), change.T * part, trace=True))
    for name, factor, pair, relations in (("plus", 1, (h * v.T, -(u * h.T)), triple), ("minus", -1, (h * v.T, u * h.T), triple),
                                          ("null-input", 0, (h * v0.T, none[1]), unseen[0]), ("null-output", 0, (none[0], u0 * h.T), unseen[1])):
        for k, part, own in zip((1, 2), image(*pair), pair):
            entries.append(Item(f"{name}-{k}", part, multiple(own, factor), relations))
    return entries


def deeper(n):
    """Three or more layers t D(k) have the product t^3 M with a polynomial M in t, and the loss has no order below 3."""
    def layer(k, before):
        change = n.matrix(f"D({k})", f"d({k})", f"d({before})")
        layer = n.layer(k, before, 2)
        return layer, change, hypothesis(layer, change.times(1, {"t": 1}))
    (w1, d1, is1), (w2, d2, is2), (w3, d3, is3), (w, d, is_moved) = layer("1", "0"), layer("2", "1"), layer("3", "2"), layer("j", "j-1")
    v4, v, next_v, last_v = n.below("4", "3", 7), n.below("j", "j-1", 5), n.below("j+1", "j", 8), n.below("L+1", "L", 8)
    m4, m, next_m, last_m = (n.matrix(f"M({k})", f"d({b})", "d(0)", weight) for k, b, weight in (("4", "3", 4), ("j", "j-1", 1), ("j+1", "j", 4), ("L+1", "L", 1)))
    cubed = {"t": 3}
    again = shown("product", {"V(j+1)": "V(j)", "M(j+1)": "M(j)"}, v, m.times(1, cubed))
    whole = shown("product", {"V(j+1)": "V(L+1)", "M(j+1)": "M(L+1)"}, last_v, last_m.times(1, cubed))
    loss = (last_m * n.Sxx * last_m.T).times(HALF, {"t": 6}) - (last_m * n.Syx.T).times(1, cubed)
    return [Item("three", v4, m4.times(1, cubed), [Relation(v4, w3 * w2 * w1), is1, is2, is3, Relation(m4, d3 * d2 * d1)]),
            Item("product", next_v, next_m.times(1, cubed), [Relation(next_v, w * v), is_moved, again, Relation(next_m, (d * m).times(1, {"t": 1}))],
                 base=("three", {"V(j+1)": "V(4)", "M(j+1)": "M(4)"})),
            Item("loss", n.loss(last_v), loss, [whole], trace=True)]


def origin(decay):
    def entries():
        n = Layers()
        found = two_layers(n, decay) + deeper(n)
        if decay:
            d, c = n.matrix("D(j)", "d(j)", "d(j-1)"), n.matrix("C(j)", "d(j)", "d(j-1)")
            moved = d.times(1, {"t": 1}) + c.times(1, {"r": 1})
            found.append(Item("decay", (moved * moved.T).times(HALF, {"gamma": 1}).order(1).order(1, "r"), (c.T * d).times(1, {"gamma": 1}), trace=True))
        return found
    return entries


ORIGIN = Theorem(lambda n: n.depth >= 2 and all(map(is_zero, n.layers)))
SCOPE = "every depth L >= 2, every list of widths, every real Sxx and Syx"
GIVEN = "; taken as given: dyads of orthonormal bases of singular vectors of Syx and of the hidden space are a basis"

CLAIMS = {
    "kawaguchi-2016-origin": words_claim(
        "all-depths",
        "Where all layers vanish: for L = 2, X^(d_1 d_2) det(X - H) = X^(d_1 d_0) det(X^2 - Syx Syx^T)^(d_1), so that the eigenvalues are plus and minus the "
        "singular values of Syx, d_1 times each, and 0; for L >= 3, H = 0.", SCOPE + GIVEN, origin(False)),
    "ziyin-2022-weight-decay-origin": words_claim(
        "all-depths",
        "With (gamma/2) sum_k ||W_k||^2 added to the loss, the Hessian H where all layers vanish is gamma I for L >= 3; for L = 2, (X - gamma)^(d_1 d_2) det(X "
        "- H) = (X - gamma)^(d_1 d_0) det((X - gamma)^2 - Syx Syx^T)^(d_1), so that for gamma > 0 H is positive definite iff gamma exceeds every singular "
        "value of Syx.", SCOPE + ", every real gamma" + GIVEN, origin(True)),
    "kawaguchi-2016-origin-false": ORIGIN.refuted(
        "At every depth L >= 2, wherever all layers vanish and Syx is not zero the Hessian has a negative eigenvalue.",
        "every network with all layers zero, Syx not zero and L >= 2", lambda n: is_zero(n.syx) or inertia_of(n.hessian())[0] > 0),
}

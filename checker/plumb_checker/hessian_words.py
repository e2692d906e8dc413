"""The Gauss-Newton part of the Hessian as J^* J, its Gram operator J J^*, and the Hessian at interpolation, in words."""
from .algebra import times, transpose
from .instances import Theorem, frobenius, is_zero, trace
from .layer_words import Layers
from .words import HALF, Item, Relation, hypothesis, words_claim


def gauss_newton_gram():
    n = Layers()

    def around(k):
        return n.above(k), n.matrix(f"D({k})", f"d({k})", f"d({k}-1)"), n.below(k, f"{k}-1")
    (u, change, v), (ul, change_l, vl) = around("k"), around("l")
    c, z = n.symmetric("C", "d(0)"), n.matrix("Z", "d(L)", "d(0)")
    root, adjoint = Relation(n.Sxx, c * c), u.T * z * c * v.T
    moved = u * change * v
    return [
        Item("form", moved * c * (ul * change_l * vl * c).T, change_l.T * ul.T * u * change * v * n.Sxx * vl.T, [root], trace=True),
        Item("adjoint", (moved * c).T * z, change.T * adjoint, trace=True),
        Item("gram", u * adjoint * v * c, u * u.T * z * c * v.T * v * c),
        Item("trace-output", u * u.T, u.T * u, trace=True),
        Item("trace-input", c * v.T * v * c, v * n.Sxx * v.T, [root], trace=True),
        Item("one-layer", n.loss(n.W + moved.times(1, {"t": 1})).order(2), (moved * n.Sxx * moved.T).times(HALF), trace=True)]


def interpolation():
    n = Layers()
    a, b = n.matrix("A", "d(L)", "d(0)"), n.matrix("B", "d(L)", "d(0)")
    second = n.loss(n.W + a.times(1, {"t": 1}) + b.times(1, {"t": 2})).order(2)
    outer = (a * n.Sxx * a.T).times(HALF)
    return [Item("second-order", second, outer + b * n.E.T, [n.residual], trace=True),
            Item("interpolation", second, outer, [hypothesis(n.Syx, n.W * n.Sxx)], trace=True)]


def traces_agree(n):
    wrong = sum(frobenius(u) * trace(times(v, transpose(v), n.sxx)) for u, v in zip(*n.partial))
    return trace(n.hessian("gauss-newton")) == wrong


SQUARE = Theorem(lambda n: len(set(n.widths)) == 1)
NO_FUNCTIONAL = Theorem(lambda n: is_zero(n.hessian("functional")))

CLAIMS = {
    "interpolation-hessian-is-gauss-newton": words_claim(
        "all-depths",
        "Along every W(t) = W + t A + t^2 B + ... the second order of the loss is 1/2 tr(A Sxx A^T) + tr(B E^T). In every deep linear network the first term is 1/2 of the form of H_o and the "
        "second 1/2 of that of H_f; where E = 0 the second vanishes, and H = H_o, H_f = 0.",
        "every depth L >= 1, every list of widths, all real layers and Sxx, Syx = W Sxx", interpolation),
    "interpolation-hessian-is-gauss-newton-false": NO_FUNCTIONAL.refuted(
        "In every deep linear network H_f = 0 implies E = 0.", "every depth L >= 1, every list of widths, all real layers, Sxx and Syx",
        lambda n: n.at_minimum()),
    "gn-kronecker-gram": words_claim(
        "all-depths",
        "In every deep linear network, with Sxx = C C, C symmetric, and J Delta = sum_k U_k Delta_k V_k C: H_o = J^* J, (J^* Z)_k = U_k^T Z C V_k^T, and "
        "J J^* Z = sum_k U_k U_k^T Z C V_k^T V_k C, so that H_o has the nonzero eigenvalues of sum_k (C V_k^T V_k C) (x) (U_k U_k^T) with their multiplicities. A change of one layer has no "
        "second order in W, so that the diagonals of H and H_o agree and tr H = tr H_o = sum_k ||U_k||_F^2 tr(V_k Sxx V_k^T).",
        "every depth L >= 1, every list of widths, all real layers and Syx, every positive semidefinite Sxx; taken as given: J^* J and J J^* have the same nonzero eigenvalues with "
        "multiplicity, Z -> A Z B has the matrix B^T (x) A and the trace tr A tr B, and Sxx has a symmetric root", gauss_newton_gram),
    "gn-kronecker-gram-false": SQUARE.refuted(
        "In every deep linear network with square layers, Sxx = C C, the nonzero eigenvalues of H_o are those of sum_k (C V_k V_k^T C) (x) (U_k U_k^T), with their multiplicities.",
        "every depth L >= 1, equal widths, all real layers and Syx, every positive semidefinite Sxx", traces_agree),
}

"""The condition number of the Gauss-Newton part at every depth: the form of one layer lies between the products of the extreme values of its three factors."""
from .algebra import prod
from .claim import Claim
from .depth_argument import ABOVE_0, Argument
from .depth_ring import DepthRing
from .depth_witness import contradicted
from .layer_words import Layers
from .word_squares import WordsSquare, inequality_claim
from .words import Item, hypothesis

SCALARS = ("u_max", "u_min", "v_max", "v_min", "x_max", "x_min")


def entries():
    """|U^T Z C V^T|^2 against u v x |Z|^2, with roots M, N, K of +-(u - U U^T), +-(v - V^T V), +-(x - C C)."""
    n = Layers()
    u, v, z, c = n.above("k", 2), n.below("k", "k-1", 2), n.matrix("Z", "d(L)", "d(0)"), n.symmetric("C", "d(0)")
    image = u.T * z * c * v.T
    form = z.T * (u * u.T) * z * (c * v.T * v * c)
    found = [Item("form", image * image.T, form, trace=True)]
    for end, sign in (("max", 1), ("min", -1)):
        names = "u_" + end, "v_" + end, "x_" + end
        m, w, k = n.matrix(f"M_{end}(k)", "d(L)", f"m({end})", 3), n.matrix(f"N_{end}(k)", f"n({end})", "d(0)", 3), n.matrix("K_" + end, f"k({end})", "d(0)", 3)
        roots = [hypothesis(square, (n.one(space).times(1, {name: 1}) - factor).times(sign)) for square, name, space, factor in (
            (m * m.T, names[0], "d(L)", u * u.T), (w.T * w, names[1], "d(0)", v.T * v), (k.T * k, names[2], "d(0)", c * c))]
        squares = [WordsSquare(z.T * m, powers={names[1]: 1, names[2]: 1}), WordsSquare(u.T * z * k.T, powers={names[1]: 1}), WordsSquare(u.T * z * c * w.T)]
        bound = (z.T * z).times(1, dict.fromkeys(names, 1))
        sides = (bound, form) if end == "max" else (form, bound)
        found.append(Item("at-most" if end == "max" else "at-least", *sides, roots, trace=True, squares=squares))
    return found


def argue():
    """q <= y and x <= p for the extreme eigenvalues x, y and the bounds p, q of the form."""
    ring = DepthRing("L", "x", "y", "p", "q")
    x, y, p, q = ring["x y p q"]
    return Argument(1, ring, [("sign", "quotient", p * y - q * x, "nonnegative", [[p - x, y], [x, y - q]])],
                    ranges=[("x", ABOVE_0), ("y", ABOVE_0)], assumed=[(p - x, "nonnegative"), (y - q, "nonnegative")])


def mean_of_quotients(L, s, t):
    """The condition number from the values of the pairs of indices, and the mean, for diagonal layers diag(t, t), ..., diag(s, 1)."""
    layers = [(t, t)] * (L - 1) + [(s, type(s)(1))]
    above = [[prod(layer[i] for layer in layers[k:]) ** 2 for i in (0, 1)] for k in range(1, L + 1)]
    below = [[prod(layer[m] for layer in layers[:k - 1]) ** 2 for m in (0, 1)] for k in range(1, L + 1)]
    values = [sum(u[i] * v[m] for u, v in zip(above, below)) for i in (0, 1) for m in (0, 1)]
    return max(values) / min(values), sum(max(u) * max(v) / (min(u) * min(v)) for u, v in zip(above, below)) / L


CLAIMS = {
    "zhao-2024-gn-condition-every-depth": inequality_claim(
        "In every deep linear network with Sxx = C C, C symmetric, where the Gram operator J J^* Z = sum_k U_k U_k^T Z C V_k^T V_k C of the Gauss-Newton part is "
        "positive definite: with smax and smin the largest and the d_L-th singular value of U_k, the largest and the d_0-th of V_k (0 if there is none), and x_max, "
        "x_min the extreme eigenvalues of Sxx, x_min smin(U_k)^2 smin(V_k)^2 |Z|^2 <= |U_k^T Z C V_k^T|^2 <= x_max smax(U_k)^2 smax(V_k)^2 |Z|^2 for every Z and "
        "every layer k, so that the condition number of J J^*, that of H_o on its range, is at most kappa(Sxx) sum_k smax(U_k)^2 smax(V_k)^2 / sum_k smin(U_k)^2 "
        "smin(V_k)^2, which is infinite if the last sum is 0.",
        "every depth L >= 1, every list of widths, all real layers, every positive semidefinite Sxx; taken as given: J^* J and J J^* have the same nonzero "
        "eigenvalues, see gn-kronecker-gram, each extreme eigenvalue is that of the quadratic form, a positive semidefinite matrix is a square: smax(U_k)^2 I - U_k "
        "U_k^T = M M^T and so on, and the inequalities of the layers may be added", entries, SCALARS, argue),
    "zhao-2024-gn-condition-every-depth-false": Claim(
        "refuted", "exact", "depth-witness",
        "For every depth L >= 2, with W_L = diag(s, 1), s > 1, W_k = t I for k < L, all of width 2, and Sxx = I: the condition number of the Gram matrix of the "
        "Gauss-Newton part is at most the mean over k of smax(U_k)^2 smax(V_k)^2/(smin(U_k)^2 smin(V_k)^2).",
        {"text": "every depth L >= 2, widths 2, W_L = diag(s, 1), the other layers t I, every real s > 1, t > 0, Sxx = I"},
        contradicted(2, "<=", ("s", "t"), lambda L, s, t: s > 1, mean_of_quotients)),
}

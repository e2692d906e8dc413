"""The Hessian where all layers vanish."""
from .algebra import charpoly, times, transpose
from .instances import Theorem, aligned, inertia_of, is_zero, lists


def grid():
    return [aligned(widths, [[]] * depth, [1] * widths[0], range(1, min(widths[0], widths[-1]) + 1))
            for depth in (2, 3) for widths in lists(depth + 1, (1, 2))]


ORIGIN = Theorem(lambda n: n.depth >= 2 and all(map(is_zero, n.layers)), grid=grid)


def spectrum_at_origin(n):
    """L >= 3: H = 0. L = 2: the squares of the non-zero eigenvalues are those of Syx^T Syx, each twice d_1 times."""
    h = n.hessian()
    if n.depth > 2:
        return is_zero(h)
    d0, d1, d2 = n.widths
    half = charpoly(times(transpose(n.syx), n.syx))
    even = [v for c in half for v in (c, 0)][:-1]
    right = [1]
    for _ in range(d1):
        right = [sum(right[i] * even[k - i] for i in range(len(right)) if 0 <= k - i < len(even)) for k in range(len(right) + 2 * d0)]
    return charpoly(h) + [0] * (d1 * d0) == right + [0] * (d1 * d2)


CLAIMS = {
    "kawaguchi-2016-origin": ORIGIN.verified(
        "Where all layers vanish: for L = 2, X^(d_1 d_2) det(X - H) = X^(d_1 d_0) det(X^2 - Syx Syx^T)^(d_1), so that the eigenvalues are plus and minus the "
        "singular values of Syx, d_1 times each, and 0; for L >= 3, H = 0.",
        "29 networks: all widths in {1, 2} at depths 2 and 3 with Sxx = I, y_i = i, and 5 seeded ones, listed in the certificate", 29, spectrum_at_origin),
    "kawaguchi-2016-origin-false": ORIGIN.refuted(
        "At every depth L >= 2, wherever all layers vanish and Syx is not zero the Hessian has a negative eigenvalue.",
        "every network with all layers zero, Syx not zero and L >= 2", lambda n: is_zero(n.syx) or inertia_of(n.hessian())[0] > 0),
}

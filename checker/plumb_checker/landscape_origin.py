"""The Hessian where all layers vanish, with Sxx, Syx and the weight decay as symbols; a false statement of it on an exact network."""
from functools import lru_cache
from itertools import product

from .algebra import charpoly, combine, symbols, times, transpose, unit
from .claim import Claim
from .forms import fields, items, polynomial, same
from .instances import Theorem, inertia_of, is_zero
from .networks import dense_hessian
from .refusal import need, sure

TWO_LAYERS = list(product((1, 2, 3), repeat=3))
DEEP = [w for depth in (3, 4) for w in product((1, 2), repeat=depth + 1)]


def convolved(p, q):
    """The product of two polynomials in X with coefficients in a ring."""
    result = [0] * (len(p) + len(q) - 1)
    for i, a in enumerate(p):
        for j, b in enumerate(q):
            result[i + j] = a * b + result[i + j]
    return result


def power(p, n):
    result = [1]
    for _ in range(n):
        result = convolved(result, p)
    return result


def at_origin(widths, decay):
    """Syx and gamma as symbols, and the dense Hessian with gamma on its diagonal; Sxx takes the symbols after them."""
    inputs, outputs = widths[0], widths[-1]
    size = inputs * outputs + decay
    free = symbols(size + inputs * inputs)
    cross = [free[i * inputs:(i + 1) * inputs] for i in range(outputs)]
    gamma = free[inputs * outputs] if decay else 0
    seen = [[free[size + min(i, j) * inputs + max(i, j)] for j in range(inputs)] for i in range(inputs)]
    layers = [[[0] * columns for _ in range(rows)] for columns, rows in zip(widths, widths[1:])]
    dense = {u: {v: e for v, e in row.items() if e} for u, row in dense_hessian(layers, seen, cross).items()}
    if decay:
        for u, row in dense.items():
            row[u] = row.get(u, 0) + gamma
    return cross, gamma, dense


def hidden_blocks(widths):
    inputs, hidden, outputs = widths
    return [[(1, h, b) for b in range(1, inputs + 1)] + [(2, c, h) for c in range(1, outputs + 1)] for h in range(1, hidden + 1)]


@lru_cache(maxsize=None)
def block_polynomial(inputs, outputs, decay):
    """The coefficients of det(X - [[gamma, -Syx^T], [-Syx, gamma]]), highest first, after the comparison with Syx Syx^T."""
    free = symbols(inputs * outputs + decay)
    cross = [free[i * inputs:(i + 1) * inputs] for i in range(outputs)]
    gamma = free[-1] if decay else 0 * free[0]
    corner = [[0 * free[0]] * inputs for _ in range(inputs)]
    block = [r + [v * -1 for v in c] for r, c in zip(corner, transpose(cross))] + [[v * -1 for v in r] + [0 * free[0]] * outputs for r in cross]
    block = combine(block, unit(inputs + outputs), gamma)
    found = charpoly(block)
    moved, half = [1, gamma * -1], charpoly(times(cross, transpose(cross)))
    right = [0]
    for c in half:                                               # Horner in (X - gamma)^2
        right = convolved(right, power(moved, 2))
        right[-1] = right[-1] + c
    left = convolved(power(moved, outputs), found)
    right = convolved(power(moved, inputs), right)
    right = right[len(right) - len(left):] if len(right) >= len(left) else [0] * (len(left) - len(right)) + right
    sure(all(not (a - b) for a, b in zip(left, right)), "the characteristic polynomial at the origin")
    return found


def block_entries(widths, cross, gamma):
    """What the blocks say of every entry."""
    inputs, entries = widths[0], {}
    for variables in hidden_blocks(widths):
        for i, u in enumerate(variables):
            row = {u: gamma} if gamma else {}
            for j, v in enumerate(variables):
                if (i < inputs) != (j < inputs):
                    row[v] = cross[max(i, j) - inputs][min(i, j)] * -1
            entries[u] = row
    return entries


def origin(decay):
    def check(proof, claim):
        deep, shapes = fields(proof, "proof", "deep", "shapes")
        need(same(deep, [list(w) for w in DEEP]), "proof.deep", "every list of widths in {1, 2} at depths 3 and 4 is expected, in order")
        for widths in DEEP:
            _, gamma, dense = at_origin(widths, decay)
            sure(dense == {u: {u: gamma} if decay else {} for u in dense}, "the Hessian at the origin of a deep network")
        for widths, (shape, path) in zip(TWO_LAYERS, items(shapes, "proof.shapes", len(TWO_LAYERS))):
            blocks, coefficients, named = fields(shape, path, "blocks", "characteristic", "widths")
            need(same(named, list(widths)), path + ".widths", f"{list(widths)} is expected here")
            need(same(blocks, [[list(v) for v in variables] for variables in hidden_blocks(widths)]), path + ".blocks", "not one block a hidden index")
            cross, gamma, dense = at_origin(widths, decay)
            sure(dense == block_entries(widths, cross, gamma), "an entry of the Hessian at the origin")
            expected = block_polynomial(widths[0], widths[2], decay)
            size = widths[0] * widths[2] + decay
            for want, (got, cpath) in zip(expected, items(coefficients, path + ".characteristic", len(expected))):
                need(not (polynomial(got, cpath, size) - want), cpath, "not the coefficient of the characteristic polynomial")
        return (f"for {len(TWO_LAYERS)} lists of widths at depth 2 every entry of the Hessian, as a polynomial, is that of its block, whose characteristic "
                f"polynomial is the listed one and that of the statement; for {len(DEEP)} deeper ones the Hessian is {'gamma I' if decay else '0'}")
    return check


ORIGIN = Theorem(lambda n: n.depth >= 2 and all(map(is_zero, n.layers)))
SCOPE = "all widths in {1, 2, 3} at depth 2 and all widths in {1, 2} at depths 3 and 4, every Sxx"

CLAIMS = {
    "kawaguchi-2016-origin": Claim(
        "verified", "symbolic", "polynomial-identity",
        "Where all layers vanish: for L = 2, X^(d_1 d_2) det(X - H) = X^(d_1 d_0) det(X^2 - Syx Syx^T)^(d_1), so that the eigenvalues are plus and minus the "
        "singular values of Syx, d_1 times each, and 0; for L >= 3, H = 0.",
        {"text": SCOPE + " and Syx"}, origin(False)),
    "ziyin-2022-weight-decay-origin": Claim(
        "verified", "symbolic", "polynomial-identity",
        "With (gamma/2) sum_k ||W_k||^2 added to the loss, the Hessian H where all layers vanish is gamma I for L >= 3; for L = 2, (X - gamma)^(d_1 d_2) det(X "
        "- H) = (X - gamma)^(d_1 d_0) det((X - gamma)^2 - Syx Syx^T)^(d_1), so that for gamma > 0 H is positive definite iff gamma exceeds every singular "
        "value of Syx.",
        {"text": SCOPE + ", Syx and gamma"}, origin(True)),
    "kawaguchi-2016-origin-false": ORIGIN.refuted(
        "At every depth L >= 2, wherever all layers vanish and Syx is not zero the Hessian has a negative eigenvalue.",
        "every network with all layers zero, Syx not zero and L >= 2", lambda n: is_zero(n.syx) or inertia_of(n.hessian())[0] > 0),
}

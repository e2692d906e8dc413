"""What the functions of the claim language give for values: the table behind claim_vocabulary, without sup and inf."""
from fractions import Fraction
from math import comb

from . import claim_descent, claim_flow, claim_networks as networks, claim_spectra as spectra
from .algebra import charpoly
from .claim_enclosures import ACCOUNT, valid
from .claim_matrices import (
    Layers, Matrix, Vector, bits_of, determinant, diagonal_matrix, identity, inner, inverse, rank, scaled_by, square, sum_of,
)
from .claim_networks import Network
from .claim_numbers import absolute, floor, least, sign
from .claim_roots import exponential_of, logarithm_of, nearest_double, root
from .refusal import MAX_DENSE, need

MAX_BINOMIAL = 20000
MAX_DEPTH_OF_DLN = 1000


def entries_of(values):
    """Numbers and vectors, entry after entry."""
    return [x for value in values for x in (value if isinstance(value, Vector) else (value,))]


def total(values):
    result = Fraction(0)
    for value in entries_of(values):
        result = sum_of(result, value)
    return result


def multiple(values):
    if values and isinstance(values[0], Layers):
        return networks.product(values[0])
    result = Fraction(1)
    for value in entries_of(values):
        result = scaled_by(result, value)
    return result


def extreme(factor):
    def choose(values):
        found = entries_of(values)
        valid(found, "the least or greatest of nothing")
        return least(found, factor)
    return choose


def diag(values):
    return diagonal_matrix(entries_of(values))


def layers(values):
    valid(values, "no layers")
    return Layers(values)


def count(n, most=MAX_DENSE):
    """A number of entries."""
    valid(n >= 0, "a negative number of entries")
    need(n <= most, "proof", f"more than {most} entries")
    return int(n)


def filled(m, n, value):
    return Matrix([[Fraction(value)] * count(n) for _ in range(count(m))])


def kronecker(a, b):
    need(len(a) * len(b) <= MAX_DENSE and len(a[0]) * len(b[0]) <= MAX_DENSE, "proof", f"a matrix of more than {MAX_DENSE} rows or columns")
    return Matrix([[scaled_by(x, y) for x in u for y in v] for u in a for v in b])


def norm(a):
    values = a.entries() if isinstance(a, Matrix) else a
    return root(inner(values, values), 2)


def characteristic_polynomial(a, t):
    n = len(square(a))
    return determinant(sum_of(scaled_by(t, Matrix(identity(n))), a, -1)) if a.is_rational() else horner(berkowitz(a), t)


def berkowitz(a):
    """Coefficients of det(X I - a) without division, for entries that are known by enclosures."""
    ACCOUNT.spend(len(a) ** 4, len(a) * bits_of(a.entries()))
    return charpoly(a)


def horner(coefficients, t):
    result = Fraction(0)
    for c in coefficients:
        result = sum_of(scaled_by(t, result), Fraction(0) + c)
    return result


def determinant_of(a):
    n = len(square(a))
    return determinant(a) if a.is_rational() else Fraction(0) + berkowitz(a)[-1] * (-1) ** n


def binomial(n, k):
    if n < 0 or k < 0 or k > n:
        return Fraction(0)
    need(n <= MAX_BINOMIAL, "proof", f"a binomial coefficient of more than {MAX_BINOMIAL}")
    return Fraction(comb(int(n), int(k)))


def trace(a):
    return total([row[i] for i, row in enumerate(square(a))])


def dln(depth=None, width=None, widths=None):
    if widths is None:
        valid(depth >= 1, "a network without layers")
        need(depth <= MAX_DEPTH_OF_DLN, "proof", "a network of too many layers")
        widths = [width] * (int(depth) + 1)
    return Network([int(d) for d in widths])


def at_point(function, *more):
    return lambda net, at, target: function(net, at, target, *more)


def first_eigenvalue(a):
    return spectra.eigenvalues(a).entry(1)


def last_eigenvalue(a):
    return spectra.eigenvalues(a).entry(len(a))


# Folds take the list of their arguments; the others take them one by one, labelled ones by their label.
FOLDS = {"sum": total, "product": multiple, "min": extreme(1), "max": extreme(-1), "diag": diag, "vector": lambda values: Vector(entries_of(values)),
         "layers": layers}
FUNCTIONS = {
    "abs": absolute, "sqrt": lambda x: square_root(x), "root": lambda x, n: root(x, int(n)), "exp": exponential_of, "log": logarithm_of, "floor": floor,
    "binomial": binomial, "double": nearest_double,
    "repeat": lambda x, n: Vector([x] * count(n, MAX_DENSE ** 2)), "identity": lambda n: Matrix(identity(count(n))),
    "zeros": lambda m, n: filled(m, n, 0), "ones": lambda m, n: filled(m, n, 1),
    "diagonal": lambda a: Vector(row[i] for i, row in enumerate(square(a))), "inverse": inverse, "kronecker": kronecker,
    "outer": lambda u, v: Matrix([[scaled_by(x, y) for y in v] for x in u]), "dot": inner, "norm": norm,
    "operator_norm": lambda a: spectra.singular_values(a).entry(1), "trace": trace, "determinant": determinant_of,
    "characteristic_polynomial": characteristic_polynomial,
    "rows": lambda a: Fraction(len(a)), "columns": lambda a: Fraction(len(a[0])), "length": lambda v: Fraction(len(v)),
    "rank": lambda a: Fraction(rank(a)), "nullity": lambda a: Fraction(spectra.inertia(a)[1]),
    "negative_count": lambda a: Fraction(spectra.inertia(a)[0]), "positive_count": lambda a: Fraction(spectra.inertia(a)[2]),
    "eigenvalues": spectra.eigenvalues, "singular_values": spectra.singular_values, "lambda_max": first_eigenvalue, "lambda_min": last_eigenvalue,
    "multiplicity": lambda mu, x: Fraction(spectra.multiplicity(mu, x)),
    "dln": dln, "parameters": lambda net: Fraction(net.parameters), "balanced": networks.balanced, "loss": networks.loss, "residual": networks.residual,
    "gradient": networks.gradient, "hessian": networks.hessian, "gauss_newton": at_point(networks.hessian, "gauss-newton"),
    "functional": at_point(networks.hessian, "functional"),
    "pair_block": networks.pair_block, "modes": networks.modes,
    "descend": lambda net, target, rate, steps, momentum=None, **start: claim_descent.descend(net, start["from"], target, rate, int(steps), momentum),
    "flow": lambda net, target, time, **start: claim_flow.flow(net, start["from"], target, time),
}


def square_root(x):
    valid(sign(x) >= 0, "the square root of a negative number")
    return root(x, 2)

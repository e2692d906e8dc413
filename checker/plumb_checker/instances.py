"""Statements about exact networks: all the instances of a theorem, and one instance that refutes a false statement.

A theorem says which parameters an instance has, what it must satisfy (`admits`) and which instances are there in any case (`grid`). A statement of it is a
function `holds(instance)`. Everything is computed from the layers and the covariances by the general formulas; nothing else of a certificate is used.
"""
from fractions import Fraction
from functools import cached_property
from itertools import product

from .algebra import charpoly, combine, diagonal, echelon, times, transpose, unit
from .claim import ClaimOfData
from .forms import fields, items, rational, rationals
from .network_spectra import cleared, signature
from .networks import dense_hessian, factors, gradient
from .refusal import need

MAX_INSTANCES = 2000
MAX_PARAMETERS = 60         # of an instance: the order of its Hessian
MAX_TEXT = 120              # of one number


class Instance:
    """A network over the rationals and the further numbers of a statement."""

    def __init__(self, layers, sxx, syx, parameters=None):
        self.layers, self.sxx, self.syx, self.parameters = layers, sxx, syx, parameters or {}
        self.depth, self.widths = len(layers), [len(layers[0][0])] + [len(w) for w in layers]

    def __getitem__(self, name):
        return self.parameters[name]

    def data(self):
        return self.layers, self.sxx, self.syx, self.parameters

    @cached_property
    def product(self):
        return times(*reversed(self.layers))

    @cached_property
    def residual(self):
        return combine(times(self.product, self.sxx), self.syx, -1)

    @cached_property
    def gradient(self):
        return gradient(self.layers, self.sxx, self.syx)

    @cached_property
    def partial(self):
        """U_k = W_L..W_(k+1) and V_k = W_(k-1)..W_1, one of each a layer."""
        return factors(self.layers)

    def hessian(self, part="full"):
        dense = dense_hessian(self.layers, self.sxx, self.syx, part)
        return [[row.get(name, 0) for name in dense] for row in dense.values()]

    def after_descent(self, rate):
        """The network after one step of gradient descent."""
        return Instance([combine(w, g, -rate) for w, g in zip(self.layers, self.gradient)], self.sxx, self.syx, self.parameters)

    def loss(self):
        """1/2 tr(W Sxx W^T) - tr(W Syx^T)."""
        return trace(times(self.product, self.sxx, transpose(self.product))) / 2 - trace(times(self.product, transpose(self.syx)))

    def at_minimum(self):
        return is_zero(self.residual)

    def is_diagonal(self):
        return all(not v for a in self.layers + [self.sxx, self.syx] for i, row in enumerate(a) for j, v in enumerate(row) if i != j)

    def values(self, i):
        """The layer values of index i of a diagonal network, 0 where they do not exist; indices count from 1."""
        return [w[i - 1][i - 1] if i <= min(len(w), len(w[0])) else Fraction(0) for w in self.layers]


def aligned(widths, layers, x, y, **parameters):
    """The diagonal network of the given values; what is missing is 0."""
    def value(values, i):
        return Fraction(values[i - 1]) if i <= len(values) else Fraction(0)
    return Instance([diagonal(widths[k + 1], widths[k], lambda i, k=k: value(layers[k], i)) for k in range(len(widths) - 1)],
                    diagonal(widths[0], widths[0], lambda i: value(x, i)), diagonal(widths[-1], widths[0], lambda i: value(y, i)),
                    {name: Fraction(v) for name, v in parameters.items()})


def lists(count, values):
    """Every list of `count` of the values, lexicographically in the order given."""
    return [list(entry) for entry in product(values, repeat=count)]


# What statements are made of

def trace(a):
    return sum((row[i] for i, row in enumerate(a)), Fraction(0))


def is_zero(a):
    return not any(map(any, a))


def frobenius(a):
    """The square of the Frobenius norm."""
    return sum((v * v for row in a for v in row), Fraction(0))


def rank(a):
    return len(echelon(a)[1])


def shifted(a, value):
    """a - value times the identity."""
    return [[v - (value if i == j else 0) for j, v in enumerate(row)] for i, row in enumerate(a)]


def inertia_of(a):
    """(negative, zero, positive) of a symmetric matrix."""
    return signature(cleared([[Fraction(v) for v in row] for row in a])[0])


def is_covariance(a):
    return a == transpose(a) and inertia_of(a)[0] == 0


def is_identity(a):
    return a == unit(len(a))


def polynomial_of(spectrum):
    """Coefficients of the product of (X - value)^multiplicity, highest power first, as `charpoly` gives them."""
    result = [Fraction(1)]
    for value, multiplicity in spectrum:
        for _ in range(multiplicity):
            result = [a - value * b for a, b in zip(result + [0], [0] + result)]
    return result


def has_spectrum(a, spectrum):
    """Whether the matrix has these eigenvalues with these multiplicities, and otherwise only zeros."""
    missing = len(a) - sum(m for _, m in spectrum)
    return missing >= 0 and charpoly(a) == polynomial_of(list(spectrum) + [(0, missing)])


# Reading and checking

def read_instance(value, path, names):
    cross, inputs, layers, parameters = fields(value, path, "crossCovariance", "inputCovariance", "layers", "parameters")

    def matrix(rows, rpath, height=None, width=None):
        found = []
        for row, p in items(rows, rpath, height, 1):
            need(isinstance(row, list) and all(isinstance(v, str) and len(v) <= MAX_TEXT for v in row), p,
                 f"rational strings of at most {MAX_TEXT} characters are expected")
            found.append(rationals(row, p, width or (len(found[0]) if found else None), 1))
        return found
    read = []
    for entry, p in items(layers, path + ".layers", None, 1):
        read.append(matrix(entry, p, None, len(read[-1]) if read else None))
    size = sum(len(w) * len(w[0]) for w in read)
    need(size <= MAX_PARAMETERS, path + ".layers", f"more than {MAX_PARAMETERS} parameters")
    first, last = len(read[0][0]), len(read[-1])
    sxx = matrix(inputs, path + ".inputCovariance", first, first)
    need(is_covariance(sxx), path + ".inputCovariance", "not symmetric and positive semidefinite")
    syx = matrix(cross, path + ".crossCovariance", last, first)
    numbers = fields(parameters, path + ".parameters", *names) if names else need(parameters == {}, path + ".parameters", "none is expected")
    return Instance(read, sxx, syx, {name: rational(v, f"{path}.parameters.{name}") for name, v in zip(names, numbers or ())})


class Theorem:
    """The instances of a theorem and of its false twins."""

    def __init__(self, admits, parameters=(), grid=lambda: []):
        self.admits, self.parameters, self.grid = admits, parameters, grid

    def instance(self, value, path):
        found = read_instance(value, path, self.parameters)
        need(self.admits(found), path, "the hypotheses do not hold")
        return found

    def verified(self, statement, text, count, holds):
        """The claim that `holds` is true of `count` instances, those of the grid first."""
        def check(proof, claim):
            (listed,) = fields(proof, "proof", "instances")
            found = [(self.instance(*entry), entry[1]) for entry in items(listed, "proof.instances", count)]
            data = [instance.data() for instance, _ in found]
            need(data[:len(grid := [i.data() for i in self.grid() if self.admits(i)])] == grid, "proof.instances", "the grid does not come first, or not completely")
            need(all(d not in data[:n] for n, d in enumerate(data)), "proof.instances", "an instance is listed twice")
            for instance, path in found:
                need(holds(instance), path, "the statement fails")
            return f"{count} instances"
        return ClaimOfData("verified", "exact", "exact-instances", statement, {"instances": count, "text": text}, check)

    def refuted(self, statement, text, holds):
        """The claim that `holds`, which is false, fails on an instance."""
        def check(proof, claim):
            (value,) = fields(proof, "proof", "instance")
            instance = self.instance(value, "proof.instance")
            need(not holds(instance), "proof.instance", "the statement holds there")
            return "an instance on which it fails"
        return ClaimOfData("refuted", "exact", "instance-witness", statement, {"text": text}, check)

"""Deep linear networks of a claim: y = W_L ... W_1 x, loss half the squared Frobenius distance of the product to the target."""
from fractions import Fraction

from .algebra import times, unit
from .claim_enclosures import ACCOUNT, Undecided, valid
from .claim_matrices import Layers, Matrix, Vector, bits_of, is_diagonal, is_number, scaled_by, sum_of, vanishes
from .claim_numbers import sign
from .claim_roots import power, root
from .networks import dense_hessian, gradient as gradient_of
from .refusal import MAX_DENSE, MAX_DEPTH, MAX_WIDTH, need

ZERO = Fraction(0)


class Network:
    """Widths d_0, ..., d_L; layer l is a matrix of shape d_l x d_(l-1)."""

    def __init__(self, widths):
        need(len(widths) <= MAX_DEPTH + 1 and max(widths, default=0) <= MAX_WIDTH, "proof", f"a network of more than {MAX_DEPTH} layers or width {MAX_WIDTH}")
        valid(len(widths) >= 2 and min(widths) >= 1, "a network without layers or without width")
        self.widths, self.depth = tuple(widths), len(widths) - 1
        self.parameters = sum(a * b for a, b in zip(widths, widths[1:]))

    def shapes(self):
        return list(zip(self.widths[1:], self.widths))

    def point(self, value):
        """Layers of the network; a vector where every width is 1."""
        need(self.parameters <= MAX_DENSE, "proof", f"a network of more than {MAX_DENSE} parameters")
        if isinstance(value, Vector):
            valid(set(self.widths) == {1}, "a vector where the network has widths other than 1")
            value = Layers(Matrix([[x]]) for x in value)
        valid([layer.shape() for layer in value] == self.shapes(), "layers that do not fit the network")
        return value

    def target(self, value):
        value = Matrix([[value]]) if is_number(value) else value
        valid(value.shape() == (self.widths[-1], self.widths[0]), "a target that does not fit the network")
        return value


def exact(rows):
    return Matrix([[ZERO + x for x in row] for row in rows])


def covariances(net, target):
    return unit(net.widths[0]), net.target(target)


def estimate(net, layers, target, count):
    """Accounts for operations with products of all layers."""
    ACCOUNT.spend(count, 2 * (net.depth * (bits_of(layers.entries()) + 8) + bits_of(net.target(target).entries())))


def product(layers):
    for a, b in zip(layers, layers[1:]):
        valid(len(a) == len(b[0]), "layers that do not follow one another")
    ACCOUNT.spend(len(layers) * len(layers[-1]) * len(layers[0][0]), len(layers) * bits_of(layers.entries()))
    return exact(times(*reversed(layers)))


def residual(net, at, target):
    return sum_of(product(net.point(at)), net.target(target), -1)


def loss(net, at, target):
    return sum((scaled_by(x, x) for x in residual(net, at, target).entries()), ZERO) * Fraction(1, 2)


def gradient(net, at, target):
    layers = net.point(at)
    estimate(net, layers, target, net.parameters * max(net.widths) * 4)
    return Layers(map(exact, gradient_of(layers, *covariances(net, target))))


def hessian(net, at, target, part="full"):
    """The matrix by layer, then row, then column; what stands above the diagonal is that below it."""
    layers = net.point(at)
    estimate(net, layers, target, net.parameters ** 2)
    dense = dense_hessian(layers, *covariances(net, target), part)
    names = parameter_names(net)
    return Matrix([[ZERO + dense[max(p, q)].get(min(p, q), 0) for q in names] for p in names])


def parameter_names(net):
    return [(k, a, b) for k, (rows, columns) in enumerate(net.shapes(), 1) for a in range(1, rows + 1) for b in range(1, columns + 1)]


def pair_block(net, i, j, at, target):
    whole = hessian(net, at, target)
    places = [n for n, (_, a, b) in enumerate(parameter_names(net)) if (a, b) in ((i, j), (j, i))]
    return Matrix([[whole[p][q] for q in places] for p in places])


def target_roots(net, target):
    """s_i = y_i^(1/L) of a diagonal target whose entries are not negative; y_i = 0 where a layer has no such index."""
    y = net.target(target)
    diagonal = is_diagonal(y)
    valid(diagonal is not False, "a target that is not diagonal")
    ends = [y[i][i] for i in range(min(y.shape()))]
    inside = [vanishes(value) for value in ends[min(net.widths):]]
    valid(False not in inside and all(sign(value) >= 0 for value in ends), "a target that no balanced layers reach")
    if diagonal is None or None in inside:
        raise Undecided("whether a target is that of balanced layers")
    return [root(value, net.depth) for value in ends]


def balanced(net, target):
    s = target_roots(net, target)
    return Layers(Matrix([[s[a] if a == b and a < len(s) else ZERO for b in range(columns)] for a in range(rows)]) for rows, columns in net.shapes())


def modes(net, target):
    s, depth = target_roots(net, target), net.depth

    def entry(i, j):
        a, b = (s[k] if k < len(s) else ZERO for k in (i, j))
        return sum((power(a, 2 * (depth - k)) * power(b, 2 * (k - 1)) for k in range(1, depth + 1)), ZERO)
    return Matrix([[entry(i, j) for j in range(net.widths[0])] for i in range(net.widths[-1])])


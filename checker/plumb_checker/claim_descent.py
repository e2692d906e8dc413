"""Gradient descent on the layers of a claim: exact while the numbers are short, then by enclosures of the whole run.

The digits of an iterate grow by the factor 2L - 1 a step. From the step on at which they are too many, all later steps are taken in
enclosures, at each precision anew; zeros stay zeros.
"""
from .algebra import Ring
from .claim_enclosures import MAX_UNITS, TooCoarse, added, multiplied, scaled, valid
from .claim_matrices import Layers, Matrix, bits_of, scaled_by, sum_of
from .claim_networks import covariances, gradient
from .claim_numbers import Real, atom, enclosed
from .networks import gradient as gradient_of
from .refusal import need

MAX_STEPS = 1000
SHARE = 10                  # a step is exact while it takes less than this part of the work of a claim
MAX_EXACT_TERMS = 8         # of an irrational entry
MAX_MAGNITUDE = 4000        # bits before the point of an iterate


def combined(a, b, factor):
    return Layers(sum_of(x, scaled_by(factor, y)) for x, y in zip(a, b))


def descend(net, at, target, rate, steps, momentum):
    need(steps <= MAX_STEPS, "proof", f"more than {MAX_STEPS} steps")
    valid(steps >= 0, "a negative number of steps")
    layers, speed = net.point(at), None
    net.target(target)
    for step in range(steps):
        if too_long(net, layers.entries()):
            return enclosed_run(net, layers, speed, target, rate, steps - step, momentum)
        slope = gradient(net, layers, target)
        speed = slope if speed is None or momentum is None else combined(slope, speed, momentum)
        layers = combined(layers, speed, -rate)
    return layers


def too_long(net, entries):
    """Whether the entries are too long for one more exact step."""
    words = 2 * net.depth * bits_of(entries) // 64
    return (net.parameters * max(net.widths) * 4 * words ** 2 > MAX_UNITS // SHARE
            or any(isinstance(x, Real) and len(x.terms) > MAX_EXACT_TERMS for x in entries))


class Pair(Ring):
    """An enclosure as a number that the formulas for matrices can be applied to, beside plain integers."""
    __slots__ = ("ends", "bits")

    def __init__(self, ends, bits):
        self.ends, self.bits = ends, bits

    def lift(self, other):
        return other

    def __add__(self, other):
        return Pair(added(self.ends, other.ends if isinstance(other, Pair) else (other << self.bits,) * 2), self.bits)

    def __mul__(self, other):
        product = multiplied(self.ends, other.ends, self.bits) if isinstance(other, Pair) else scaled(self.ends, other, self.bits)
        return Pair(product, self.bits)

    def __bool__(self):
        return self.ends != (0, 0)


def enclosed_run(net, layers, speed, target, rate, steps, momentum):
    """The layers after the steps, each entry an atom of one run."""
    runs = {}

    def run(bits):
        if bits not in runs:
            runs[bits] = taken(net, layers, speed, target, rate, steps, momentum, bits)
        return runs[bits]
    start = (layers, speed, net.target(target), rate, steps, momentum)
    return Layers(Matrix([[atom(("descent", *start, k, i, j), lambda bits, k=k, i=i, j=j: run(bits)[k][i][j]) for j in range(columns)]
                          for i in range(rows)]) for k, (rows, columns) in enumerate(net.shapes()))


def taken(net, layers, speed, target, rate, steps, momentum, bits):
    """Enclosures of all entries after the steps."""
    def read(value):
        return Pair(enclosed(value, bits), bits)

    def lifted(matrix):
        return [[read(x) for x in row] for row in matrix]
    sxx, syx = covariances(net, target)
    syx, rate, momentum = lifted(syx), read(rate), None if momentum is None else read(momentum)
    layers, speed = [lifted(w) for w in layers], None if speed is None else [lifted(v) for v in speed]
    for _ in range(steps):
        slope = gradient_of(layers, sxx, syx)
        if speed is not None and momentum is not None:
            slope = [[[x + momentum * y for x, y in zip(u, v)] for u, v in zip(a, b)] for a, b in zip(slope, speed)]
        speed = slope
        layers = [[[x - rate * y for x, y in zip(u, v)] for u, v in zip(a, b)] for a, b in zip(layers, speed)]
        if max(max(map(abs, x.ends)) for w in layers for row in w for x in row) >> bits + MAX_MAGNITUDE:
            raise TooCoarse
    return [[[x.ends for x in row] for row in w] for w in layers]

"""Gradient flow where all L layers are one number s >= 0: s' = s^(L-1) (y - s^L), in closed form or by its time integral.

With q = s^L/|y|, sigma the sign of y, a = 2 - 2/L and the clock |y|^a t, the flow is q' = L q^a (sigma - q). Its time is an integral:
G(q), the antiderivative of 1/(q^a (sigma - q)), grows by L on each unit of the clock. G is summed as a series of ratio at most 2/3:

    q <= 1/2              G = sigma q^(1-a) (sum of (sigma q)^k / (k + 1 - a))
    sigma = 1, q <= 3/2   G = -log |e| - sum over k >= 1 of c_k e^k / k, with e = 1 - q and (1 - e)^(-a) the sum of c_k e^k
    sigma = 1, q > 3/2    G = u^a (sum of u^k / (k + a)), with u = 1/q
    sigma = -1, q > 1/2   G = x^a (sum of c_k x^k / (k + a)), with x = 1/(1 + q)

where the pieces differ by constants. The q of a given time is found by bisection: q rises to 1, or falls to 1 or 0, and never gets there.
"""
from fractions import Fraction

from .claim_enclosures import (
    ACCOUNT, MAX_ARGUMENT, TooCoarse, Undecided, added, logarithm_of as logarithm_at, multiplied, root as root_of, scaled,
)
from .claim_matrices import Layers, Matrix, vanishes
from .claim_numbers import atom, enclosed, quotient, sign
from .claim_roots import exponential_of, power, root

GUARD = 64


def flow(net, at, target, time):
    layers, y = net.point(at), net.target(target)[0][0]
    s = layers[0][0][0]
    if set(net.widths) != {1} or any(vanishes(layer[0][0] - s) is not True for layer in layers) or sign(s) < 0 or sign(time) < 0:
        raise Undecided("gradient flow beyond networks of width 1 with equal layers that are not negative, or back in time")
    return Layers([Matrix([[layer_after(s, y, net.depth, time)]])] * net.depth)


def layer_after(s, y, depth, time):
    """The value of every layer after that time."""
    if depth == 1:
        return y + (s - y) * exponential_of(-time)
    if sign(s) == 0 or sign(time) == 0 or vanishes(power(s, depth) - y):
        return s
    sigma = sign(y)
    if sigma == 0:                              # s^(2-2L) grows at the rate 2L - 2
        n = 2 * depth - 2
        return quotient(s, root(1 + power(s, n) * time * n, n))
    if depth == 2:                              # the square obeys p' = 2 p (y - p)
        growth, p = exponential_of(y * time * 2), power(s, 2)
        return s * root(quotient(y * growth, y - p + p * growth), 2)
    rises = sign(power(s, depth) - y) < 0
    return root(atom(("flow", s, y, depth, time), lambda bits: product_after(s, y, depth, time, sigma, rises, bits)), depth)


def product_after(s, y, depth, time, sigma, rises, bits):
    """An enclosure of s^L at the time: the flow keeps the order of two starts, so each end is followed by itself."""
    work = bits + GUARD
    height, clock = enclosed(y * sigma, work), enclosed(time, work)
    low, high = divided(enclosed(power(s, depth), work), height, work)
    if low <= 0:
        raise TooCoarse
    squared = multiplied(height, height, work)                          # |y|^a = |y|^2 / |y|^(2/L)
    clock = multiplied(divided(squared, root_of(squared, depth, work), work), clock, work)
    if clock[1] > MAX_ARGUMENT << work:
        raise Undecided("gradient flow for so long a time")
    integral, one = TimeIntegral(depth, sigma, rises, work), 1 << work
    passed = scaled(clock, Fraction(depth), work)
    low = one if sigma > 0 and not rises and low <= one else integral.after(low, passed)[0]
    high = one if rises and high >= one else integral.after(high, passed)[1]
    ends = multiplied((low, high), height, work)
    return ends[0] >> GUARD, -(-ends[1] >> GUARD)


def divided(x, y, bits):
    """x / y for enclosures of a number that is not negative and a positive one."""
    if y[0] <= 0:
        raise TooCoarse
    return (x[0] << bits) // y[1], -(-(x[1] << bits) // y[0])


def difference(x, y):
    return x[0] - y[1], x[1] - y[0]


class TimeIntegral:
    """G at whole q in units of 2^-bits, on one side of 1."""

    def __init__(self, depth, sigma, rises, bits):
        self.depth, self.sigma, self.rises, self.bits = depth, sigma, rises, bits
        self.a, self.one, self.known = 2 - Fraction(2, depth), 1 << bits, {}

    def after(self, q, passed):
        """The ends between which q lies when G has grown by `passed`."""
        low, high = added(self.at(q), passed)
        limit = self.one if self.sigma > 0 else 0
        if self.rises:
            return self.last(q, limit, lambda m: self.at(m)[1] <= low)[0], self.last(q, limit, lambda m: self.at(m)[0] < high)[1]
        return self.last(limit, q, lambda m: self.at(m)[0] >= high)[0], self.last(limit, q, lambda m: self.at(m)[1] > low)[1]

    @staticmethod
    def last(low, high, holds):
        """Neighbours between low and high: `holds` was found at the first and refuted at the second, where they are not the ends."""
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if holds(middle) else (low, middle)
        return low, high

    def at(self, q):
        if q not in self.known:
            self.known[q] = self.pieces(q)
        return self.known[q]

    def pieces(self, q):
        half, beyond = self.one // 2, 3 * self.one // 2
        if self.sigma > 0 and not self.rises:
            return self.near(q) if q <= beyond else added(self.far(q), difference(self.near(beyond), self.far(beyond)))
        middle = self.near if self.sigma > 0 else self.fallen
        return self.below(q) if q <= half else added(middle(q), difference(self.below(half), middle(half)))

    def series(self, x, ratio, weight):
        """The sum of t_k weight(k) with t_0 = 1 and t_(k+1) = t_k x ratio(k), |x| <= 2/3, ratio(k) <= (k + 2)/(k + 1), |weight| <= 16.

        It ends before a t_k of at most 16 units, which rounding cannot keep it from: what follows is at most 16 16 (sum of (1 + j/2)(2/3)^j),
        1536 units."""
        term, total, k = (self.one, self.one), (0, 0), 0
        while max(abs(term[0]), abs(term[1])) > 16:
            ACCOUNT.spend(2, self.bits)
            total = added(total, scaled(term, weight(k), self.bits))
            term, k = scaled(multiplied(term, x, self.bits), ratio(k), self.bits), k + 1
        return total[0] - 1536, total[1] + 1536

    def binomial_ratio(self, k):
        return (self.a + k) / (k + 1)

    def to_the_a(self, x):
        """x^a = x^2 / x^(2/L) for an enclosure of a positive number."""
        squared = multiplied(x, x, self.bits)
        return divided(squared, root_of(squared, self.depth, self.bits), self.bits)

    def below(self, q):
        total = self.series((self.sigma * q, self.sigma * q), lambda k: Fraction(1), lambda k: 1 / (k + 1 - self.a))
        squared = multiplied((q, q), (q, q), self.bits)
        total = multiplied(divided(root_of(squared, self.depth, self.bits), (q, q), self.bits), total, self.bits)
        return scaled(total, Fraction(self.sigma), self.bits)

    def near(self, q):
        e = self.one - q
        total = self.series((e, e), self.binomial_ratio, lambda k: Fraction(1, k) if k else Fraction(0))
        return difference((0, 0), added(logarithm_at(abs(e), self.bits), total))

    def far(self, q):
        u = divided((self.one, self.one), (q, q), self.bits)
        return multiplied(self.to_the_a(u), self.series(u, lambda k: Fraction(1), lambda k: 1 / (k + self.a)), self.bits)

    def fallen(self, q):
        x = divided((self.one, self.one), (self.one + q, self.one + q), self.bits)
        return multiplied(self.to_the_a(x), self.series(x, self.binomial_ratio, lambda k: 1 / (k + self.a)), self.bits)

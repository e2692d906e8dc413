"""Every depth at once: fractions of polynomials in L, s, ... and S = s^L, T = t^L, A = a^L, B = b^L as symbols of their own."""
from fractions import Fraction

from .algebra import Poly, Ring, symbols
from .refusal import sure

POWERS = {"S": "s", "T": "t", "A": "a", "B": "b"}


def quotient(poly, divisor):
    """The polynomial q with poly = q divisor, or None. Leading terms multiply, so every term of q is forced."""
    lead, rest, found = max(divisor.terms), poly, {}
    while rest:
        top = max(rest.terms)
        powers = tuple(map(int.__sub__, top, lead))
        if min(powers) < 0:
            return None
        found[powers] = Fraction(rest.terms[top]) / divisor.terms[lead]
        rest = rest - Poly({powers: found[powers]}, poly.size) * divisor
    return Poly(found, poly.size)


class Ratio(Ring):
    """A fraction of polynomials; equal when the products across are. A common monomial is cancelled."""
    __slots__ = ("top", "bottom")

    def __init__(self, top, bottom):
        sure(bottom, "a denominator is zero")
        shared = tuple(map(min, *top.terms, *bottom.terms)) if len(top.terms) + len(bottom.terms) > 1 else (0,) * top.size
        scale = Fraction(1) / bottom.terms[max(bottom.terms)]
        self.top, self.bottom = (Poly({tuple(map(int.__sub__, e, shared)): c * scale for e, c in p.terms.items()}, p.size) for p in (top, bottom))

    def lift(self, other):
        return other if isinstance(other, Ratio) else Ratio(self.top.lift(other), self.top.lift(1))

    def __add__(self, other):
        other = self.lift(other)
        return Ratio(self.top * other.bottom + other.top * self.bottom, self.bottom * other.bottom)

    def __mul__(self, other):
        other = self.lift(other)
        return Ratio(self.top * other.top, self.bottom * other.bottom)

    def __truediv__(self, other):
        other = self.lift(other)
        return Ratio(self.top * other.bottom, self.bottom * other.top)

    def __rtruediv__(self, other):
        return self.lift(other) / self

    def __eq__(self, other):
        other = self.lift(other)
        return self.top * other.bottom == other.top * self.bottom

    __hash__ = None


class DepthRing:
    """The symbols of one statement, by name, and the maps between depths."""

    def __init__(self, *names):
        self.names = names
        one = Poly({(0,) * len(names): 1}, len(names))
        self.symbols = {name: Ratio(symbol, one) for name, symbol in zip(names, symbols(len(names)))}
        self.one = Ratio(one, one)

    def __getitem__(self, names):
        return [self.symbols[name] for name in names.split()]

    def image(self, value, **changes):
        """The value with symbols replaced."""
        point = [self.one * changes.get(name, self.symbols[name]) for name in self.names]

        def of(poly):
            result = self.one * 0
            for powers, c in poly.terms.items():
                term = self.one * c
                for v, n in zip(point, powers):
                    for _ in range(n):
                        term = term * v
                result = result + term
            return result
        return of(value.top) / of(value.bottom)

    def next(self, value):
        """L -> L + 1, S -> S s."""
        return self.image(value, L=self.symbols["L"] + 1,
                          **{p: self.symbols[p] * self.symbols[b] for p, b in POWERS.items() if p in self.names})

    def at(self, value, depth):
        """L = depth, S = s^depth."""
        changes = {"L": self.one * depth}
        for p, b in POWERS.items():
            if p in self.names:
                changes[p] = self.one
                for _ in range(depth):
                    changes[p] = changes[p] * self.symbols[b]
        return self.image(value, **changes)

    def slope(self, value, base, power):
        """The derivative with d base = 1, d power = L power / base."""
        L, s, S = self.symbols["L"], self.symbols[base], self.symbols[power]

        def of(poly):
            direct, through = (Ratio(poly.derivative(self.names.index(name)), self.one.top) for name in (base, power))
            return direct + through * L * S / s
        top, bottom = Ratio(value.top, self.one.top), Ratio(value.bottom, self.one.top)
        return (of(value.top) * bottom - top * of(value.bottom)) / (bottom * bottom)


def sign_on(poly, names, ranges):
    """"positive", "nonnegative" or None: all coefficients after low + u, or (low + high u)/(1 + u), with u > 0."""
    ranges = dict(ranges)
    for power, base in POWERS.items():                  # x -> x^L maps these intervals onto themselves, L >= 1
        if base in ranges and ranges[base][0] in (0, 1) and ranges[base][2] in (None, 1):
            ranges[power] = ranges[base]
    size, at_zero, at_infinity = len(names), [], []
    units = symbols(size)
    for index, name in enumerate(names):
        degree = max((e[index] for e in poly.terms), default=0)
        if degree == 0:
            continue
        if name not in ranges:
            return None
        low, low_end, high, high_end = ranges[name]
        u = units[index]
        above, below = (u + low, u * 0 + 1) if high is None else (u * high + low, u + 1)
        image = u * 0
        for e, c in poly.terms.items():
            rest = Poly({e[:index] + (0,) + e[index + 1:]: c}, size)
            image = image + rest * above ** e[index] * below ** (degree - e[index])
        poly = image
        at_zero += [index] * (low_end == "closed")
        at_infinity += [(index, degree)] * (high_end == "closed")
    if any(c < 0 for c in poly.terms.values()):
        return None
    stays = any(all(e[i] == 0 for i in at_zero) and all(e[i] == d for i, d in at_infinity) for e in poly.terms)
    return "positive" if stays else "nonnegative"

"""Exact algebra: sparse polynomials, matrices over a commutative ring, elimination over the rationals."""
from fractions import Fraction

from .refusal import sure


class Ring:
    """What sums and products give of the other operators, for a class with `lift`, `+` and `*`."""

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + self.lift(other) * -1

    def __rsub__(self, other):
        return self.lift(other) - self


class Poly(Ring):
    """A polynomial: exponents -> non-zero coefficient. Mixed arithmetic with integers and fractions."""
    __slots__ = ("terms", "size")

    def __init__(self, terms, size):
        self.terms, self.size = {e: c for e, c in terms.items() if c != 0}, size

    def lift(self, other):
        return other if isinstance(other, Poly) else Poly({(0,) * self.size: other}, self.size)

    def __add__(self, other):
        terms = dict(self.terms)
        for powers, c in self.lift(other).terms.items():
            terms[powers] = terms.get(powers, 0) + c
        return Poly(terms, self.size)

    def __mul__(self, other):
        if not isinstance(other, Poly):
            return Poly({e: c * other for e, c in self.terms.items()}, self.size)
        terms = {}
        for e, c in self.terms.items():
            for f, d in other.terms.items():
                powers = tuple(map(int.__add__, e, f))
                terms[powers] = terms.get(powers, 0) + c * d
        return Poly(terms, self.size)

    def __pow__(self, n):
        result = self.lift(1)
        for _ in range(n):
            result = result * self
        return result

    def __eq__(self, other):
        return self.terms == self.lift(other).terms

    def __bool__(self):
        return bool(self.terms)

    __hash__ = None

    def derivative(self, which):
        return Poly({e[:which] + (e[which] - 1,) + e[which + 1:]: c * e[which] for e, c in self.terms.items() if e[which]}, self.size)

    def at(self, values):
        """The value at one ring element for each variable."""
        return total(c * prod(v ** n for v, n in zip(values, e) if n) for e, c in self.terms.items())


def symbols(count):
    return [Poly({tuple(int(i == j) for j in range(count)): 1}, count) for i in range(count)]


def total(values):
    result = 0
    for value in values:
        result = value + result
    return result


def prod(values):
    result = 1
    for value in values:
        result = value * result
    return result


def dot(left, right):
    return total(a * b for a, b in zip(left, right) if a and b)


def transpose(a):
    return [list(row) for row in zip(*a)]


def times(*factors):
    result = factors[0]
    for b in factors[1:]:
        columns = transpose(b)
        result = [[dot(row, column) for column in columns] for row in result]
    return result


def combine(a, b, factor=1):
    return [[p + q * factor for p, q in zip(u, v)] for u, v in zip(a, b)]


def unit(n):
    return [[int(i == j) for j in range(n)] for i in range(n)]


def diagonal(rows, columns, value):
    return [[value(i + 1) if i == j else 0 for j in range(columns)] for i in range(rows)]


def charpoly(a):
    """Coefficients of det(X I - a), highest power first, without division (Berkowitz)."""
    c = [1]
    for n in range(len(a)):
        row, moved, t = a[n][:n], [a[i][n] for i in range(n)], [1, a[n][n] * -1]
        for _ in range(n):
            t.append(dot(row, moved) * -1)
            moved = [dot(a[i][:n], moved) for i in range(n)]
        c = [total(t[i - j] * c[j] for j in range(min(i, n) + 1)) for i in range(n + 2)]
    return c


def determinant(a):
    return charpoly(a)[-1] * (-1) ** len(a)


def inertia(a):
    """(negative, zero, positive): the characteristic polynomial of a symmetric matrix has real roots only, so Descartes is exact."""
    sure(a == transpose(a), "inertia of a matrix that is not symmetric")
    c = charpoly(a)

    def changes(values):
        signs = [v > 0 for v in values if v != 0]
        return sum(p != q for p, q in zip(signs, signs[1:]))
    positive, negative = changes(c), changes([v * (-1) ** i for i, v in enumerate(c)])
    zero = next(i for i, v in enumerate(reversed(c)) if v != 0)
    sure(negative + zero + positive == len(a), "inertia does not add up")
    return negative, zero, positive


def echelon(rows):
    """Reduced row echelon form over the rationals: (non-zero rows, pivot columns)."""
    rows, pivots = [[Fraction(v) for v in row] for row in rows], []
    for column in range(len(rows[0]) if rows else 0):
        done = len(pivots)
        best = next((i for i in range(done, len(rows)) if rows[i][column]), None)
        if best is None:
            continue
        rows[done], rows[best] = rows[best], rows[done]
        head = rows[done][column]
        rows[done] = [v / head for v in rows[done]]
        for i, row in enumerate(rows):
            if i != done and row[column]:
                factor = row[column]
                rows[i] = [v - factor * w if w else v for v, w in zip(row, rows[done])]
        pivots.append(column)
    return rows[:len(pivots)], pivots


def nullity(a, value):
    return len(a) - len(echelon([[v - (value if i == j else 0) for j, v in enumerate(row)] for i, row in enumerate(a)])[1])


def kernel(rows, size):
    """A basis of the vectors that every row annihilates."""
    reduced, pivots = echelon(rows)
    basis = []
    for free in (c for c in range(size) if c not in pivots):
        vector = [Fraction(int(c == free)) for c in range(size)]
        for row, pivot in zip(reduced, pivots):
            vector[pivot] = -row[free]
        basis.append(vector)
    return basis


def inverse(a):
    rows, pivots = echelon([list(row) + unit_row for row, unit_row in zip(a, unit(len(a)))])
    sure(pivots == list(range(len(a))), "singular matrix")
    return [row[len(a):] for row in rows]

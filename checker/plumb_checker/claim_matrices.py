"""Vectors and matrices of a claim: sums, products, elimination, and the properties that a claim may state of them."""
from fractions import Fraction

from .algebra import dot, unit
from .claim_enclosures import ACCOUNT, Undecided, size, valid
from .claim_numbers import Real, quotient, reciprocal, sign
from .network_spectra import cleared
from .refusal import MAX_DENSE, need

ENTRIES = MAX_DENSE ** 2


class Vector(tuple):
    """Numbers, possibly none."""


class Matrix(tuple):
    """Rows, each a tuple of numbers; at least one row and one column, at most MAX_DENSE of either."""

    def __new__(cls, rows):
        rows = tuple(map(tuple, rows))
        valid(rows and rows[0], "a matrix without entries")
        need(len(rows) <= MAX_DENSE and len(rows[0]) <= MAX_DENSE, "proof", f"a matrix of more than {MAX_DENSE} rows or columns")
        valid(all(len(row) == len(rows[0]) for row in rows), "rows of different length")
        return super().__new__(cls, rows)

    def shape(self):
        return len(self), len(self[0])

    def transposed(self):
        return Matrix(zip(*self))

    def entries(self):
        return [x for row in self for x in row]

    def is_rational(self):
        return not any(isinstance(x, Real) for x in self.entries())


class Layers(tuple):
    """One matrix for each layer."""

    def entries(self):
        return [x for layer in self for x in layer.entries()]


def is_number(value):
    return isinstance(value, (Fraction, Real))


def bits_of(values):
    """The bits of the largest rational among numbers or their coefficients."""
    return max((max(map(size, x.terms.values())) if isinstance(x, Real) else size(x) for x in values), default=1)


def same_shape(a, b):
    valid(len(a) == len(b) and (not isinstance(a, Matrix) or a.shape() == b.shape()), "shapes that differ")


def sum_of(a, b, factor=1):
    """a + b, or with factor -1 the difference."""
    if is_number(a):
        ACCOUNT.spend(1, bits_of([a]) + bits_of([b]))
        return a + b if factor == 1 else a - b
    same_shape(a, b)
    if isinstance(a, Vector):
        return Vector(sum_of(x, y, factor) for x, y in zip(a, b))
    return Matrix([[sum_of(x, y, factor) for x, y in zip(u, v)] for u, v in zip(a, b)])


def scaled_by(x, a):
    """A number times a number, a vector or a matrix."""
    if isinstance(a, Matrix):
        return Matrix([[scaled_by(x, y) for y in row] for row in a])
    if isinstance(a, Vector):
        return Vector(scaled_by(x, y) for y in a)
    ACCOUNT.spend(1, bits_of([x]) + bits_of([a]))
    return x * a


def product_of(a, b):
    if is_number(a):
        return scaled_by(a, b)
    if is_number(b):
        return scaled_by(b, a)
    valid(len(a[0]) == len(b), "a product of shapes that do not fit")
    if isinstance(b, Vector):
        return Vector(inner(row, b) for row in a)
    columns = b.transposed()
    ACCOUNT.spend(len(a) * len(b) * len(columns), bits_of(a.entries()) + bits_of(b.entries()))
    return Matrix([[inner(row, column) for column in columns] for row in a])


def inner(u, v):
    valid(len(u) == len(v), "vectors of different length")
    ACCOUNT.spend(len(u), bits_of(u) + bits_of(v))
    return Fraction(0) + dot(u, v)


def quotient_by(a, divisor):
    if is_number(a):
        ACCOUNT.spend(1, bits_of([a]) + bits_of([divisor]))
        return quotient(a, divisor)
    valid(sign(divisor) != 0, "division by zero")
    return scaled_by(reciprocal(divisor), a)


def power_of(a, n):
    """A matrix to a whole power that is not negative."""
    rows, columns = a.shape()
    valid(rows == columns and n >= 0, "a power of a matrix that is not square, or a negative one")
    ACCOUNT.spend(rows * n.bit_length(), 64 + bits_of(a.entries()) * n)
    result = Matrix(identity(rows))
    while n:
        result = product_of(result, a) if n & 1 else result
        n >>= 1
        a = product_of(a, a) if n else a
    return result


def identity(n):
    return [[Fraction(x) for x in row] for row in unit(n)]


def diagonal_matrix(values):
    return Matrix([[x if i == j else Fraction(0) for j in range(len(values))] for i, x in enumerate(values)])


def square(a):
    valid(len(a) == len(a[0]), "a matrix that is not square")
    return a


def symmetric(a):
    found = is_symmetric(a)
    if found is None:
        raise Undecided("whether a matrix is symmetric")
    valid(found, "a matrix that is not symmetric")
    return a


def eliminated(rows, width):
    """Reduced rows and pivot columns; only the first `width` columns are cleared."""
    rows, pivots = [list(row) for row in rows], []
    ACCOUNT.spend(len(rows) ** 2 * len(rows[0]), min(len(rows), width) * bits_of([x for row in rows for x in row]))
    for column in range(width):
        done = len(pivots)
        best = first_not_zero([row[column] for row in rows[done:]])
        if best is None:
            continue
        rows[done], rows[done + best] = rows[done + best], rows[done]
        head = reciprocal(rows[done][column])
        rows[done] = [x * head if x else x for x in rows[done]]
        for i, row in enumerate(rows):
            if i != done and row[column]:
                rows[i] = [x - row[column] * y if y else x for x, y in zip(row, rows[done])]
        pivots.append(column)
    return rows, pivots


def first_not_zero(values):
    """The place of the first number that is certainly not zero; None when all are zero; raises Undecided."""
    open_question = None
    for at, value in enumerate(values):
        try:
            if sign(value):
                return at
        except Undecided as error:
            open_question = error
    if open_question:
        raise open_question
    return None


def fraction_free(a):
    """(rank, determinant if it is square) of a rational matrix, in integers (Bareiss)."""
    rows, d = cleared(a)
    ACCOUNT.spend(len(rows) * len(rows[0]) * min(a.shape()) // 10 + 1, min(a.shape()) * bits_of(x for row in rows for x in row))
    before, sign_of, found = 1, 1, 0
    for column in range(len(rows[0])):
        best = next((i for i in range(found, len(rows)) if rows[i][column]), None)
        if best is None:
            continue
        if best != found:
            rows[found], rows[best], sign_of = rows[best], rows[found], -sign_of
        head, pivot = rows[found], rows[found][column]
        for i in range(found + 1, len(rows)):
            factor = rows[i][column]
            rows[i] = [(pivot * x - factor * y) // before for x, y in zip(rows[i], head)]
        before, found = pivot, found + 1
    return found, Fraction(sign_of * before, d ** len(rows)) if found == len(rows) else Fraction(0)


def rank(a):
    return fraction_free(a)[0] if a.is_rational() else len(eliminated(a, len(a[0]))[1])


def determinant(a):
    """Of a square rational matrix."""
    return fraction_free(a)[1]


def inverse(a):
    n = len(square(a))
    rows, pivots = eliminated([list(row) + e for row, e in zip(a, identity(n))], n)
    valid(len(pivots) == n, "the inverse of a singular matrix")
    return Matrix([row[n:] for row in rows])


# What a claim may say, with three truth values ------------------------------------------------------------------------

def all_of(truths):
    """False if one is false, None if one is not decided, else True. Every part is looked at, so that it has a value."""
    found = list(truths)
    return False if False in found else None if None in found else True


def conjunction(truths):
    """False at the first that is false, and what follows it is not looked at; else None if one is not decided, else True."""
    found = True
    for truth in truths:
        if truth is False:
            return False
        found = None if truth is None else found
    return found


def vanishes(value):
    """Whether a number is zero, or None."""
    try:
        return sign(value) == 0
    except Undecided:
        return None


def equal(a, b):
    """Whether two numbers, vectors, matrices or layers are equal, or None."""
    if is_number(a):
        return vanishes(a - b)
    valid(len(a) == len(b), "a comparison of shapes that differ")
    if isinstance(a, Matrix):
        same_shape(a, b)
        a, b = a.entries(), b.entries()
    return all_of(equal(x, y) for x, y in zip(a, b))


def is_zero(value):
    return vanishes(value) if is_number(value) else all_of(vanishes(x) for x in (value.entries() if isinstance(value, Matrix) else value))


def is_diagonal(a):
    return all_of(vanishes(x) for i, row in enumerate(a) for j, x in enumerate(row) if i != j)


def is_symmetric(a):
    square(a)
    return all_of(vanishes(a[i][j] - a[j][i]) for i in range(len(a)) for j in range(i))


def is_orthogonal(a):
    square(a)
    return equal(product_of(a.transposed(), a), Matrix(identity(len(a))))

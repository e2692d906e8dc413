"""Eigenvalues and singular values of a claim: exact ones of rational matrices, enclosures for all others.

A rational matrix has its eigenvalues counted by Descartes' rule (network_spectra), so every comparison with a rational is exact. Any other
matrix is a rational one at the centre of its entries and a rest, by whose norm the eigenvalues move at most (Weyl).
"""
from fractions import Fraction
from functools import cached_property
from math import ceil, lcm

from .claim_enclosures import ACCOUNT, LEVELS, size, valid
from .claim_matrices import Matrix, bits_of, inner, symmetric
from .claim_numbers import atom, enclosed, sign
from .claim_polynomials import primitive, square_free, times_polynomial
from .claim_roots import root
from .network_spectra import RealRooted, cleared, pieces, signature
from .refusal import MAX_ORDER, need


class Roots:
    """The eigenvalues of a rational symmetric matrix in falling order, by counting."""

    def __init__(self, matrix):
        parts, self.copies = zip(*pieces([([list(row) for row in matrix], 1)]))
        need(max(map(len, parts)) <= MAX_ORDER, "proof", f"the spectrum of a block of more than {MAX_ORDER} rows")
        self.bits = max(bits_of(x for row in part for x in row) for part in parts)
        for part in parts:
            ACCOUNT.spend(len(part) ** 4 // 40 + 1, len(part) * self.bits)
        self.parts = [RealRooted(part) for part in parts]
        self.denominator = lcm(*[part.denominator for part in self.parts])
        self.bound = ceil(max(sum(map(abs, row)) for row in matrix)) + 1

    def above(self, point):
        """(eigenvalues above the point, eigenvalues at it)."""
        for part in self.parts:
            n = len(part.polynomial)
            ACCOUNT.spend(n * n // 20 + 1 if point not in part.counts else 0, n * (size(point) + self.bits))
        counts = [part.after(point) for part in self.parts]
        return tuple(sum(n * count[which] for n, count in zip(self.copies, counts)) for which in (0, 1))

    @cached_property
    def distinct(self):
        """The same eigenvalues, each once: the product of the characteristic polynomials without repeated factors, or None if it is too long."""
        degree = sum(len(part.polynomial) - 1 for part in self.parts)
        if degree > MAX_ORDER:
            return None
        ACCOUNT.spend(degree ** 3 // 10 + 1, degree * self.bits)
        product = [1]
        for part in self.parts:
            factor = self.denominator // part.denominator
            product = times_polynomial(product, [c * factor ** k for k, c in enumerate(part.polynomial)])
        return Polynomial(square_free(product), self.denominator)

    def cell(self, k, unit, low=None, high=None):
        """The whole m with the k-th eigenvalue in ((m - 1)/unit, m/unit]."""
        low = -self.bound * unit if low is None else low
        high = self.bound * unit if high is None else high
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.above(Fraction(middle, unit))[0] >= k else (low, middle)
        return high

    def compared(self, k, point):
        above, at = self.above(Fraction(point))
        return 1 if above >= k else 0 if above + at >= k else -1


class Polynomial(RealRooted):
    """A polynomial whose roots are all real, as those of a characteristic polynomial times the denominator."""

    def __init__(self, coefficients, denominator):
        self.counts, self.polynomial, self.denominator = {}, coefficients, denominator

    def name(self):
        """The primitive polynomial of the roots themselves."""
        degree = len(self.polynomial) - 1
        return tuple(primitive([c * self.denominator ** (degree - k) for k, c in enumerate(self.polynomial)]))


class Spectrum:
    """Numbers with repetition, largest first, found when they are asked for."""

    def __init__(self, matrix, length=None):
        self.matrix, self.length, self.known, self.centres = matrix, length or len(matrix), {}, {}
        self.roots = Roots(matrix) if matrix.is_rational() else None

    def entry(self, k):
        valid(1 <= k <= self.length, "an index outside of a spectrum")
        if k not in self.known:
            self.known[k] = self.matrix[0][0] if len(self.matrix) == 1 else self.rational(k) if self.roots else self.enclosed(k)
        return self.known[k]

    def entries(self):
        return [self.entry(k) for k in range(1, self.length + 1)]

    def rational(self, k):
        """A rational eigenvalue is a multiple of 1/D: the only candidate is tried."""
        roots, d = self.roots, self.roots.denominator
        m = roots.cell(k, d)
        if roots.compared(k, Fraction(m, d)) == 0:
            return Fraction(m, d)
        if roots.distinct and len(roots.distinct.polynomial) == 3:
            a, b, c = map(Fraction, roots.distinct.name())
            middle, half = -b / (2 * a), root((b * b - 4 * a * c) / (4 * a * a), 2)
            return middle + half if roots.compared(k, middle) > 0 else middle - half
        ends, key = {0: (m - 1, m)}, ("eigenvalue", self.matrix, k)

        def enclose(bits):
            unit = d << bits                            # a cell of 1/D is divided further
            start, (low, high) = max((b, e) for b, e in ends.items() if b <= bits)
            found = roots.cell(k, unit, low << (bits - start), high << (bits - start))
            ends[bits] = found - 1, found
            return (found - 1) // d, -(-found // d)
        if roots.distinct:                              # equal eigenvalues are one atom: number and polynomial, once they are told apart
            for bits in (0, 16) + LEVELS:
                enclose(bits)
                unit = d << bits
                below, above = (roots.distinct.after(Fraction(end, unit))[0] for end in ends[bits])
                if below == above + 1:
                    key = ("root", roots.distinct.name(), below)
                    break
        return atom(key, enclose, compared=lambda point: roots.compared(k, point))

    def enclosed(self, k):
        """Eigenvalues of a matrix that is known by enclosures."""
        def enclose(bits):
            if bits not in self.centres:
                self.centres[bits] = self.centre(bits)
            roots, rest = self.centres[bits]
            m = roots.cell(k, 1)
            return m - 1 - rest, m + rest
        return atom(("eigenvalue", self.matrix, k), enclose)

    def centre(self, bits):
        """The matrix in units of 2^-bits, rounded to whole numbers, and a bound of the norm of what that leaves out."""
        n = len(self.matrix)
        whole, rest = [[0] * n for _ in range(n)], [[0] * n for _ in range(n)]
        for i in range(n):
            for j in range(i + 1):
                if self.matrix[i][j]:
                    low, high = enclosed(self.matrix[i][j], bits)
                    middle = (low + high) // 2
                    whole[i][j] = whole[j][i] = middle
                    rest[i][j] = rest[j][i] = max(middle - low, high - middle)
        return Roots([list(map(Fraction, row)) for row in whole]), max(map(sum, rest))


def eigenvalues(a):
    return Spectrum(symmetric(a))


def singular_values(a):
    """The first eigenvalues of the symmetric matrix with a and its transpose beside a diagonal of zeros; the norm of a single row or column."""
    m, n = a.shape()
    if 1 in (m, n):
        return Spectrum(Matrix([[root(inner(a.entries(), a.entries()), 2)]]))
    zero = Fraction(0)
    above = [[zero] * m + list(row) for row in a]
    below = [list(row) + [zero] * n for row in a.transposed()]
    return Spectrum(Matrix(above + below), min(m, n))


def inertia(a):
    """(negative, zero, positive) of a symmetric matrix, exact for a rational one."""
    symmetric(a)
    if a.is_rational():
        whole = cleared(a)[0]
        ACCOUNT.spend(len(a) ** 3 // 10 + 1, len(a) * bits_of(x for row in whole for x in row))
        return signature(whole)
    signs = [sign(value) for value in Spectrum(a).entries()]
    return signs.count(-1), signs.count(0), signs.count(1)


def is_definite(a, least):
    """Whether every eigenvalue of a symmetric matrix is positive (least 1), or none negative (least 0); raises Undecided."""
    if a.is_rational():
        negative, zero, _ = inertia(a)
        return negative == 0 and (least == 0 or zero == 0)
    return sign(eigenvalues(a).entry(len(a))) >= least


def multiplicity(spectrum, value):
    """How often a number occurs."""
    return sum(sign(entry - value) == 0 for entry in spectrum.entries())

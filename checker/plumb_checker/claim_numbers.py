"""Numbers of a claim: rationals, and polynomials with rational coefficients in atoms that are enclosed: roots, exponentials, eigenvalues.

Two expressions with the same polynomial are equal; everything else that is irrational is decided by enclosures, or not at all.
"""
from fractions import Fraction
from math import lcm

from .algebra import Ring
from .claim_enclosures import ACCOUNT, LEVELS, MAX_UNITS, TooCoarse, Undecided, added, inverted, of_rational, powered, scaled, size, valid

MAX_TERMS = 32              # of a polynomial; a longer one becomes an atom
MAX_POWER = 10000           # bits of the powers by which a product of roots is compared
ATOMS = {}                  # what an atom stands for -> the atom, so that equal expressions have equal atoms


def begin():
    """Forgets the atoms and the work of the claim before."""
    ATOMS.clear()
    ACCOUNT.left = MAX_UNITS


class Atom:
    """An irrational number by its enclosures: `enclosed(bits)`; `compared(rational)` is an exact sign where there is one; atom^degree = value."""

    def __init__(self, enclosed, compared=None, degree=None, value=None):
        self.enclosed, self.compared, self.degree, self.value = enclosed, compared, degree, value
        self.serial, self.known = len(ATOMS), {}

    def enclose(self, bits):
        if bits not in self.known:
            self.known[bits] = self.enclosed(bits)
        return self.known[bits]


def atom(key, enclosed, **more):
    if key not in ATOMS:
        ATOMS[key] = Atom(enclosed, **more)
    return Real({((ATOMS[key], 1),): Fraction(1)})


class Real(Ring):
    """A polynomial in atoms: {((atom, exponent), ...): coefficient}, never a constant."""
    __slots__ = ("terms",)

    def __init__(self, terms):
        self.terms = terms

    def lift(self, other):
        return other

    def __add__(self, other):
        terms = dict(self.terms)
        for monomial, c in terms_of(other).items():
            terms[monomial] = terms.get(monomial, 0) + c
        return number(terms)

    def __mul__(self, other):
        if not isinstance(other, Real):
            ACCOUNT.spend(len(self.terms), size(other) + max(map(size, self.terms.values())))
            return number({m: c * other for m, c in self.terms.items()})
        if len(self.terms) * len(other.terms) > 8 * MAX_TERMS:
            return opaque(self) * opaque(other)
        result = {}
        later = 0
        for left, c in self.terms.items():
            for right, d in other.terms.items():
                ACCOUNT.spend(1, size(c) + size(d))
                monomial, factor = joined(left, right)
                if isinstance(factor, Real):
                    later = later + factor * number({monomial: c * d})
                else:
                    result[monomial] = result.get(monomial, 0) + c * d * factor
        return number(result) + later

    def __rsub__(self, other):
        return self * -1 + other

    def __truediv__(self, other):
        return self * reciprocal(other)

    def __rtruediv__(self, other):
        return reciprocal(self) * other

    def __eq__(self, other):
        return isinstance(other, Real) and self.terms == other.terms

    def __hash__(self):
        return hash(frozenset(self.terms.items()))

    def __bool__(self):
        return True                         # not known to be zero

    def enclose(self, bits):
        total = 0, 0
        for monomial, c in self.terms.items():
            ACCOUNT.spend(1 + len(monomial), bits + size(c))
            value = of_rational(c, bits)
            for at, (known, exponent) in enumerate(monomial):
                x = powered(known.enclose(bits), exponent, bits)
                value = scaled(x, c, bits) if at == 0 else times_pair(value, x, bits)
            total = added(total, value)
        return total


def times_pair(x, y, bits):
    ends = [a * b for a in x for b in y]
    return min(ends) >> bits, -(-max(ends) >> bits)


def terms_of(value):
    return value.terms if isinstance(value, Real) else {(): Fraction(value)}


def number(terms):
    """The number of a polynomial: a rational where nothing else is left."""
    terms = {m: c for m, c in terms.items() if c}
    if all(m == () for m in terms):
        return Fraction(terms.get((), 0))
    found = Real(terms)
    return opaque(found) if len(terms) > MAX_TERMS else found


def opaque(value):
    """The same number as one atom, unless it is a single term."""
    return atom(("value", value), value.enclose) if isinstance(value, Real) and len(value.terms) > 1 else value


def joined(left, right):
    """The product of two monomials: a reduced monomial and the factor that reduction gives."""
    exponents = dict(left)
    for known, exponent in right:
        exponents[known] = exponents.get(known, 0) + exponent
    return reduced(exponents)


def reduced(exponents):
    factor = Fraction(1)
    for known, exponent in exponents.items():
        if known.degree and exponent >= known.degree:
            factor = factor * whole_power(known.value, exponent // known.degree)
            exponents[known] = exponent % known.degree
    return tuple(sorted(((k, e) for k, e in exponents.items() if e), key=lambda entry: entry[0].serial)), factor


# Decisions -----------------------------------------------------------------------------------------------------------

def sign(value):
    """-1, 0 or 1; raises Undecided."""
    if not isinstance(value, Real):
        return (value > 0) - (value < 0)
    constant, rest = value.terms.get((), Fraction(0)), {m: c for m, c in value.terms.items() if m}
    ((monomial, c),) = rest.items() if len(rest) == 1 else [((), 0)]
    if len(monomial) == 1 and monomial[0][1] == 1 and monomial[0][0].compared:
        return monomial[0][0].compared(-constant / c) * (1 if c > 0 else -1)
    if monomial and all(known.degree and not isinstance(known.value, Real) for known, _ in monomial):
        found = root_product_compared(monomial, -constant / c)
        if found is not None:
            return found * (1 if c > 0 else -1)
    for bits in LEVELS:
        try:
            a, b = value.enclose(bits)
        except TooCoarse:
            continue
        if a > 0 or b < 0 or a == b == 0:
            return (a > 0) - (b < 0)
    raise Undecided(f"enclosures of {LEVELS[-1]} bits do not tell a number from zero")


def root_product_compared(monomial, other):
    """The sign of a product of roots of positive rationals minus a rational, by a common power of both; None where that is long."""
    if other <= 0:
        return 1
    order = lcm(*[known.degree for known, _ in monomial])
    bits = order * (size(other) + sum(exponent * size(known.value) for known, exponent in monomial))
    if bits > MAX_POWER:
        return None
    ACCOUNT.spend(len(monomial) + 1, bits)
    product = Fraction(1)
    for known, exponent in monomial:
        product *= known.value ** (exponent * order // known.degree)
    return (product > other ** order) - (product < other ** order)


def floor(value):
    if not isinstance(value, Real):
        return Fraction(value.numerator // value.denominator)
    for bits in LEVELS:
        try:
            a, b = value.enclose(bits)
        except TooCoarse:
            continue
        if a >> bits == b >> bits:
            return Fraction(a >> bits)
    raise Undecided("enclosures do not tell the integer part of a number")


def absolute(value):
    return -value if sign(value) < 0 else value


def least(values, factor=1):
    """The least of numbers, or with factor -1 the greatest."""
    best = values[0]
    for value in values[1:]:
        try:
            best = value if sign((value - best) * factor) < 0 else best
        except Undecided:
            pair, choose = (best, value), (min if factor == 1 else max)
            best = atom(("least", factor, *pair), lambda bits, pair=pair: tuple(map(choose, *[enclosed(v, bits) for v in pair])))
    return best


def enclosed(value, bits):
    return value.enclose(bits) if isinstance(value, Real) else of_rational(Fraction(value), bits)


# Quotients and powers ------------------------------------------------------------------------------------------------

def reciprocal(value):
    valid(sign(value) != 0, "division by zero")
    if not isinstance(value, Real):
        return 1 / Fraction(value)
    first = min(value.terms, key=lambda m: [(known.serial, e) for known, e in m])
    c = value.terms[first]
    if len(value.terms) == 1 and all(known.degree for known, _ in first):
        result = 1 / c                      # 1/a = a^(n-1) / a^n for a root a
        for known, e in first:
            result = result * Real({((known, known.degree - e),): Fraction(1)}) * reciprocal(known.value)
        return result
    monic = value * (1 / c)
    return atom(("inverse", monic), lambda bits: inverted(monic.enclose(bits), bits)) * (1 / c)


def quotient(value, divisor):
    if isinstance(divisor, Real) and isinstance(value, Real) and value.terms.keys() == divisor.terms.keys():
        ratios = {c / divisor.terms[m] for m, c in value.terms.items()}
        if len(ratios) == 1:
            valid(sign(divisor) != 0, "division by zero")
            return ratios.pop()
    return value * reciprocal(divisor)


def whole_power(base, n):
    """base^n for n >= 0; 0^0 is 1."""
    if n == 0:
        return Fraction(1)
    if not isinstance(base, Real):
        ACCOUNT.spend(4, size(base) * n if abs(base.numerator) > 1 or base.denominator > 1 else 1)
        return Fraction(base) ** n
    if len(base.terms) > 1 and n > 8:
        base = opaque(base)
    if len(base.terms) == 1:
        ((monomial, c),) = base.terms.items()
        reduced_monomial, factor = reduced({known: e * n for known, e in monomial})
        return number({reduced_monomial: whole_power(c, n)}) * factor
    result = base
    for _ in range(n - 1):
        result = result * base
    return result

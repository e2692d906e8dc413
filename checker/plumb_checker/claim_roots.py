"""Powers, roots, exponentials and logarithms of the numbers of a claim: exact where the result is rational, else atoms."""
from fractions import Fraction
from math import gcd

from .claim_enclosures import ACCOUNT, Invalid, Undecided, exponential, logarithm, root as root_of, size, valid, whole_root
from .claim_language import MAX_EXPONENT
from .claim_numbers import Real, atom, enclosed, reciprocal, sign, whole_power

PRIMES = [p for p in range(2, 100) if all(p % q for q in range(2, p))]
MAX_FACTORED = 4096         # bits of a number whose small primes are looked for


def power(base, exponent):
    """0^0 is 1, and x^(p/q) the q-th root of x^p for x that is not negative."""
    if isinstance(exponent, Real):
        raise Undecided("a power with an irrational exponent")
    exponent = Fraction(exponent)
    valid(max(abs(exponent.numerator), exponent.denominator) <= MAX_EXPONENT, f"an exponent beyond {MAX_EXPONENT}")
    if exponent.denominator > 1:
        signum = sign(base)
        valid(signum >= 0, "a root of a negative number")
        valid(signum > 0 or exponent > 0, "a negative power of zero")
        return root(power(base, exponent.numerator), exponent.denominator)
    if exponent < 0:
        valid(sign(base) != 0, "a negative power of zero")
        return reciprocal(whole_power(base, -exponent.numerator))
    return whole_power(base, exponent.numerator)


def perfect_root(value, n):
    """The rational n-th root of a rational that is not negative, or None."""
    p, q = (whole_root(part, n) for part in (value.numerator, value.denominator))
    return Fraction(p, q) if p ** n == value.numerator and q ** n == value.denominator else None


def root(value, n):
    valid(1 <= n <= MAX_EXPONENT, "a root of such an order")
    if n == 1:
        return value
    signum = sign(value)
    if signum == 0:
        return Fraction(0)
    if signum < 0:
        valid(n % 2 == 1, "an even root of a negative number")
        return -root(-value, n)
    return irrational_root(value, n) if isinstance(value, Real) else rational_root(value, n)


def rational_root(value, n):
    """The root of a positive rational: small primes first, so that equal products of roots are the same, then perfect powers of the rest."""
    result = Fraction(1)
    ACCOUNT.spend(len(PRIMES), size(value))
    for p in PRIMES if size(value) <= MAX_FACTORED else ():
        exponent = valuation(value.numerator, p) - valuation(value.denominator, p)
        if exponent:
            value /= Fraction(p) ** exponent
            a, b = divmod(exponent, n)
            result = result * Fraction(p) ** a
            if b:
                result = result * whole_power(irrational_root(Fraction(p), n // gcd(b, n)), b // gcd(b, n))
    for k in sorted((k for k in range(2, n + 1) if n % k == 0), reverse=True):
        found = perfect_root(value, k)
        if found is not None:
            value, n = found, n // k
            break
    return result * (value if n == 1 else irrational_root(value, n))


def valuation(number, p):
    exponent = 0
    while number % p == 0:
        number, exponent = number // p, exponent + 1
    return exponent


def irrational_root(value, n):
    return atom(("root", value, n), lambda bits: root_of(enclosed(value, bits), n, bits), degree=n, value=value,
                compared=lambda other: 1 if other <= 0 else sign(value - whole_power(other, n)))


def exponential_of(value):
    return Fraction(1) if not isinstance(value, Real) and value == 0 else atom(("exp", value), lambda bits: exponential(enclosed(value, bits), bits))


def logarithm_of(value):
    valid(sign(value) > 0, "the logarithm of a number that is not positive")
    return Fraction(0) if not isinstance(value, Real) and value == 1 else atom(("log", value), lambda bits: logarithm(enclosed(value, bits), bits))


def nearest_double(value):
    """The binary64 nearest to a rational, ties to even; there is none beyond the largest."""
    if value == 0:
        return Fraction(0)
    size_of = abs(value)
    exponent = size_of.numerator.bit_length() - size_of.denominator.bit_length()
    exponent -= size_of < Fraction(2) ** exponent
    unit = Fraction(2) ** max(exponent - 52, -1074)
    rounded = round(size_of / unit) * unit          # of a rational: half goes to even
    if rounded >= Fraction(2) ** 1024:
        raise Invalid("a literal beyond the greatest double")
    return rounded if value > 0 else -rounded

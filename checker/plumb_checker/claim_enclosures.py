"""Enclosures in whole numbers: a pair (a, b) at `bits` holds every x with a <= x 2^bits <= b. Every end is rounded outward.

Also here: what a claim is refused for where the fault is not one of form, and the account of work that bounds the time.
"""
from fractions import Fraction
from math import isqrt

from .refusal import Refused

LEVELS = (64, 128, 256, 512, 1000, 2000)        # bits at which an inequality is tried
MAX_NUMBER = 500000                             # bits of an exact number
MAX_UNITS = 10 ** 9                             # of work: about 200 for an operation with small numbers, and the square of the words of large ones
MAX_ARGUMENT = 10000                            # of exp


class Undecided(Exception):
    """Enclosures of the greatest precision do not decide, or the rule to decide with is not known here."""


class TooCoarse(Exception):
    """An enclosure of this precision says nothing; one of a greater may."""


class Invalid(Exception):
    """An expression has no value at the point."""


class Account:
    """How much work the claim may still take."""

    def __init__(self):
        self.left = MAX_UNITS

    def spend(self, count, bits):
        """So many operations with numbers of so many bits; those of plain integers are ten to one."""
        if bits > MAX_NUMBER:
            raise Refused(f"proof: numbers of more than {MAX_NUMBER} bits")
        self.left -= count * (200 + (bits // 64) ** 2)
        if self.left < 0:
            raise Refused("proof: the evaluation takes more than the stated work")


ACCOUNT = Account()


def size(value):
    return max(value.numerator.bit_length(), value.denominator.bit_length())


def valid(condition, reason):
    if not condition:
        raise Invalid(reason)


def of_rational(value, bits):
    scaled, rest = divmod(value.numerator << bits, value.denominator)
    return scaled, scaled + (rest != 0)


def up(value, bits):
    """value / 2^bits, rounded up."""
    return -(-value >> bits)


def added(x, y):
    return x[0] + y[0], x[1] + y[1]


def scaled(x, factor, bits):
    """A rational times an enclosure."""
    p, q = factor.numerator, factor.denominator
    a, b = (x[0] * p, x[1] * p) if p >= 0 else (x[1] * p, x[0] * p)
    return a // q, -(-b // q)


def multiplied(x, y, bits):
    ACCOUNT.spend(1, bits)
    ends = [a * b for a in x for b in y]
    return min(ends) >> bits, up(max(ends), bits)


def powered(x, n, bits):
    """x^n for n >= 1."""
    result, square = None, x
    while n:
        if n & 1:
            result = square if result is None else multiplied(result, square, bits)
        n >>= 1
        if n:
            a, b = square
            low = 0 if a <= 0 <= b else min(a * a, b * b) >> bits
            ACCOUNT.spend(1, bits)
            square = low, up(max(a * a, b * b), bits)
    return result


def inverted(x, bits):
    """1/x, for an enclosure without 0."""
    if x[0] <= 0 <= x[1]:
        raise TooCoarse
    one = 1 << 2 * bits
    return one // x[1], -(-one // x[0])


def whole_root(value, n):
    """The greatest integer whose n-th power is not above a value that is not negative (Newton from above)."""
    if value < 2 or n <= 2:
        return value if value < 2 or n == 1 else isqrt(value)
    x = 1 << -(-value.bit_length() // n)
    ACCOUNT.spend(8, value.bit_length())
    while True:
        y = ((n - 1) * x + value // x ** (n - 1)) // n
        if y >= x:
            return x
        x = y


def root(x, n, bits):
    """The n-th root of what is not negative: whatever lies below 0 is left out."""
    ACCOUNT.spend(1, bits * n)
    low, high = max(x[0], 0) << bits * (n - 1), max(x[1], 0) << bits * (n - 1)
    top = whole_root(high, n)
    return whole_root(low, n), top if top ** n == high else top + 1


def exponential(x, bits):
    """exp at both ends: powers of 2 are taken out of the argument, its series is summed, and the result squared."""
    if max(abs(x[0]), abs(x[1])) > MAX_ARGUMENT << bits:
        raise Undecided(f"the exponential of a number beyond {MAX_ARGUMENT}")
    return exponential_of(x[0], bits)[0], exponential_of(x[1], bits)[1]


def exponential_of(x, bits):
    halvings = max(abs(x) >> bits, 1).bit_length() + 8
    work = bits + 3 * (abs(x) >> bits) + 2 * halvings + 32
    ACCOUNT.spend(work // 20, work)
    t = x << (work - bits)                                   # exact, and t / 2^halvings is rounded to a pair
    t = t >> halvings, up(t, halvings)
    term, total, k = (1 << work, 1 << work), (1 << work, 1 << work), 1
    while max(abs(term[0]), abs(term[1])) > 1:
        a, b = multiplied(term, t, work)
        term = a // k, -(-b // k)
        total, k = added(total, term), k + 1
    total = total[0] - 2, total[1] + 2                       # |t| < 1/2: the rest of the series is at most the last term
    for _ in range(halvings):
        total = powered(total, 2, work)
    return total[0] >> (work - bits), up(total[1], work - bits)


def logarithm(x, bits):
    """log at both ends."""
    if x[0] <= 0:
        raise TooCoarse
    return logarithm_of(x[0], bits)[0], logarithm_of(x[1], bits)[1]


def logarithm_of(x, bits):
    """x / 2^bits = 2^k m with m in [1, 2): log = k log 2 + 2 artanh((m - 1)/(m + 1))."""
    work, k = bits + 32, x.bit_length() - 1 - bits
    ACCOUNT.spend(work, work)
    m = Fraction(x, 1 << bits) / Fraction(2) ** k
    two, rest = twice_artanh(Fraction(1, 3), work), twice_artanh((m - 1) / (m + 1), work)
    low, high = added(scaled(two, Fraction(k), work), rest)
    return low >> 32, up(high, 32)


def twice_artanh(z, bits):
    """2 (z + z^3/3 + z^5/5 + ...) for 0 <= z <= 1/3."""
    power = of_rational(z, bits)
    square, total, n = powered(power, 2, bits), (0, 0), 1
    while power[1] > 1:
        total = added(total, (power[0] // n, -(-power[1] // n)))
        power, n = multiplied(power, square, bits), n + 2
    return 2 * total[0], 2 * (total[1] + 2)                  # the rest is less than the last power times 9/8

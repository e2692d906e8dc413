"""Polynomials with integer coefficients, highest power first: products, greatest common divisors, and what is left without repeated factors."""
from math import gcd


def times_polynomial(a, b):
    result = [0] * (len(a) + len(b) - 1)
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            result[i + j] += x * y
    return result


def primitive(a):
    """Without leading zeros and without a common factor; the first coefficient is positive."""
    first = next((i for i, x in enumerate(a) if x), len(a))
    content = gcd(*a) * (1 if first == len(a) or a[first] > 0 else -1)
    return [x // content for x in a[first:]]


def divided_by(a, b):
    """Quotient and remainder of a power of the first coefficient of b times a."""
    quotient, rest = [], list(a)
    while len(rest) >= len(b):
        head = rest[0]
        quotient = [x * b[0] for x in quotient] + [head]
        rest = [x * b[0] - head * y for x, y in zip(rest, b + [0] * (len(rest) - len(b)))][1:]
    return quotient, rest


def common_divisor(a, b):
    """The primitive greatest common divisor of two polynomials that are not zero (Euclid)."""
    a, b = primitive(a), primitive(b)
    while b:
        a, b = b, divided_by(a, b)[1]
        b = primitive(b) if any(b) else []
    return a


def square_free(a):
    """The primitive polynomial with the same roots, each once."""
    n = len(a) - 1
    derivative = [x * (n - i) for i, x in enumerate(a[:-1])]
    return primitive(divided_by(a, common_divisor(a, derivative))[0])

"""Fields of a certificate: every reader names the path of what it refuses."""
import re
from fractions import Fraction
from math import gcd

from .algebra import Poly
from .networks import Net
from .refusal import MAX_DEPTH, MAX_DIGITS, MAX_WIDTH, need

RATIONAL = re.compile(r"(-?(?:0|[1-9][0-9]*))(?:/([1-9][0-9]*))?")
WHOLE = re.compile(r"-?(?:0|[1-9][0-9]*)")


def fields(value, path, *names):
    need(isinstance(value, dict), path, "an object is expected")
    for name in value:
        need(name in names, path, f"unknown field {ascii(name)}")
    for name in names:
        need(name in value, path, f"field '{name}' is missing")
    return [value[name] for name in names]


def items(value, path, size=None, least=0):
    need(isinstance(value, list), path, "a list is expected")
    need(size is None or len(value) == size, path, f"{size} entries are expected, {len(value)} found")
    need(len(value) >= least, path, f"at least {least} entries are expected")
    return [(entry, f"{path}[{index}]") for index, entry in enumerate(value)]


def text(value, path, expected=None):
    need(isinstance(value, str), path, "a string is expected")
    need(expected is None or value == expected, path, f"'{expected}' is expected")
    return value


def integer(value, path, low, high):
    need(type(value) is int, path, "a JSON integer is expected")
    need(low <= value <= high, path, f"outside {low}..{high}")
    return value


def whole(value, path):
    need(isinstance(value, str) and WHOLE.fullmatch(value) and value != "-0", path, "an integer in a string is expected")
    need(len(value) <= MAX_DIGITS, path, f"more than {MAX_DIGITS} digits")
    return int(value)


def multiplicity(value, path):
    count = whole(value, path)
    need(count > 0, path, "a multiplicity must be positive")
    return count


def rational(value, path):
    found = RATIONAL.fullmatch(value) if isinstance(value, str) and len(value) <= MAX_DIGITS else None
    need(not isinstance(value, str) or len(value) <= MAX_DIGITS, path, f"more than {MAX_DIGITS} digits")
    need(found is not None and found.group(1) != "-0", path, "a rational string like \"-3/4\" is expected")
    p, q = int(found.group(1)), int(found.group(2) or 1)
    need(found.group(2) is None or q >= 2, path, "the denominator 1 is left out")
    need(gcd(p, q) == 1, path, "not in lowest terms")
    return Fraction(p, q)


def rationals(value, path, size=None, least=0):
    return [rational(*entry) for entry in items(value, path, size, least)]


def dyadic(value, path):
    (mantissa, mpath), (exponent, epath) = items(value, path, 2)
    mantissa, exponent = whole(mantissa, mpath), integer(exponent, epath, -100000, 100000)
    need(mantissa % 2 == 1 or (mantissa, exponent) == (0, 0), mpath, "an odd mantissa, or 0 with exponent 0, is expected")
    return Fraction(mantissa) * Fraction(2) ** exponent


def polynomial(value, path, variables):
    terms, before = {}, None
    for term, tpath in items(value, path):
        (coefficient, cpath), (exponents, epath) = items(term, tpath, 2)
        coefficient = rational(coefficient, cpath)
        need(coefficient != 0, cpath, "a zero coefficient is left out")
        powers = tuple(integer(e, p, 0, 1000) for e, p in items(exponents, epath, variables))
        need(before is None or powers < before, epath, "terms must decrease lexicographically")
        before = powers
        terms[powers] = coefficient
    return Poly(terms, variables)


def network(value, path):
    modes, rest, widths = fields(value, path, "modes", "restInput", "widths")
    widths = [integer(w, p, 1, MAX_WIDTH) for w, p in items(widths, path + ".widths", least=2)]
    depth, top = len(widths) - 1, max(widths)
    need(depth <= MAX_DEPTH, path + ".widths", f"more than {MAX_DEPTH} layers")
    rest = rational(rest, path + ".restInput")
    runs, data = [], []
    for mode, mpath in items(modes, path + ".modes"):
        count, layers, x, y = fields(mode, mpath, "count", "layers", "x", "y")
        count = integer(count, mpath + ".count", 1, top)
        run = (tuple(rationals(layers, mpath + ".layers", depth)), rational(x, mpath + ".x"), rational(y, mpath + ".y"))
        runs.append((count, run))
        data += [run] * count
        need(len(data) <= top, mpath + ".count", "the modes go beyond the largest width")
    data += [((0,) * depth, rest, 0)] * (top - len(data))
    net = Net(widths, lambda k, i: data[i - 1][0][k - 1], lambda i: data[i - 1][1], lambda i: data[i - 1][2])
    need((runs, rest) == canonical_modes(net), path + ".modes", "not canonical: runs of equal indices are joined, values that "
         "do not exist are 0, trailing null indices are described by restInput, and restInput is 0 where no index uses it")
    return net


def canonical_modes(net):
    """The one list of runs, and the one restInput, that describe a network."""
    data = [(tuple(net.s(k, i) for k in range(1, net.depth + 1)), net.x(i), net.y(i)) for i in range(1, net.top + 1)]
    rest, live = net.x(net.widths[0]), net.top
    while live and not any(data[live - 1][0]) and data[live - 1][2] == 0 and (live > net.widths[0] or data[live - 1][1] == rest):
        live -= 1
    runs = []
    for entry in data[:live]:
        if runs and runs[-1][1] == entry:
            runs[-1] = (runs[-1][0] + 1, entry)
        else:
            runs.append((1, entry))
    return runs, rest if live < net.widths[0] else 0


def primitive(value, path, size):
    """A non-zero vector of integers without common factor whose first non-zero entry is positive."""
    vector = [whole(*entry) for entry in items(value, path, size)]
    need(any(vector), path, "the zero vector is no eigenvector")
    need(gcd(*vector) == 1, path, "the entries have a common factor")
    need(next(v for v in vector if v) > 0, path, "the first non-zero entry must be positive")
    return vector


def primitive_polynomials(value, path, size, variables):
    vector = [polynomial(entry, p, variables) for entry, p in items(value, path, size)]
    terms = [term for entry in vector for term in entry.terms.items()]
    need(terms, path, "the zero vector is no eigenvector")
    need(all(c.denominator == 1 for _, c in terms), path, "the coefficients must be integers")
    need(gcd(*[c.numerator for _, c in terms]) == 1, path, "the coefficients have a common factor")
    need(not any(min(column) for column in zip(*[powers for powers, _ in terms])), path, "a variable divides every entry")
    first = next(entry for entry in vector if entry.terms)
    need(first.terms[max(first.terms)] > 0, path, "the first coefficient of the first non-zero entry must be positive")
    return vector


def same(left, right):
    """Equality that tells 1 from true and lists by order."""
    if type(left) is not type(right):
        return False
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(same(left[k], right[k]) for k in left)
    if isinstance(left, list):
        return len(left) == len(right) and all(map(same, left, right))
    return left == right

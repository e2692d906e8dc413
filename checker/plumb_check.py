#!/usr/bin/env python3
"""Independent checker of Plumb certificates: Python standard library only.

A certificate is a JSON file with a claim and data. The checker knows every claim by its id, rebuilds each matrix from the
formulas of the theory, and takes the data of the file as candidates only. It shares no code with the program that writes the files.

It is one file, however long, because it is what has to be believed: one thing to read, to hash and to carry to another machine,
and nothing it imports can be swapped. Its parts stand in the order in which they use one another: JSON, fields, algebra, aligned
networks, verified claims, refuted claims, every depth, the table of claims, certificates of one network, the command line.

    python3 plumb_check.py [--quiet] PATH...        files, or folders walked for *.json

Exit codes: 0 all accepted, 3 a certificate is rejected, 64 usage, 65 a file is not strict JSON,
66 a path cannot be read or a folder holds no certificate, 70 an error of the checker itself.
"""
import hashlib
import os
import re
import sys
from fractions import Fraction
from functools import lru_cache
from itertools import product
from math import gcd, lcm

FORMAT = "plumb.certificate/1"
MAX_BYTES = 16 * 1024 * 1024
MAX_NESTING = 64
MAX_DIGITS = 20000          # of the text of one number
MAX_BITS = 2000000          # of an intermediate number, estimated before it is computed
MAX_DEPTH = 32              # layers of a network in a witness
MAX_WIDTH = 256
MAX_DENSE = 150             # parameters of a network whose whole Hessian is formed
MAX_ORDER = 60              # of a block whose characteristic polynomial is formed for a spectrum
MAX_BLOCKS = 600            # distinct blocks of an aligned network
MAX_WORK = 60000000         # of a spectrum or of one shift of an inertia: the sum of order^3 (1 + order bits / 64) over the blocks
MAX_SHIFTS = 16
MAX_RESOLUTION = 4096       # bits of an interval of a spectrum
if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)


class NotJSON(Exception):
    """The bytes are not JSON in the strict form of the specification."""


class Refused(Exception):
    """The certificate does not prove its claim; the message begins with the field."""


def need(condition, path, reason):
    if not condition:
        raise Refused(f"{path}: {reason}")


def sure(condition, reason):
    """A fact of the theory that no certificate can change; its failure is an error of the checker."""
    if not condition:
        raise ArithmeticError(reason)


# ---------------------------------------------------------------------------------------------------------------------
# Strict JSON: integers only, no duplicate keys, bounded size and nesting

SPACE = re.compile(r"[ \t\n\r]*")
INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
PLAIN = re.compile(r'[^"\\\x00-\x1f]*')
HEX4 = re.compile(r"[0-9a-fA-F]{4}")
ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


class JSONReader:
    def __init__(self, text):
        self.text, self.at = text, 0

    def fail(self, reason, at=None):
        at = self.at if at is None else at
        line = self.text.count("\n", 0, at) + 1
        column = at - (self.text.rfind("\n", 0, at) + 1) + 1
        raise NotJSON(f"line {line}, column {column}: {reason}")

    def skip(self):
        self.at = SPACE.match(self.text, self.at).end()
        return self.text[self.at:self.at + 1]

    def document(self):
        value = self.value(0)
        if self.skip():
            self.fail("text after the end of the document")
        return value

    def value(self, depth):
        mark = self.skip()
        if mark in ("{", "["):
            if depth >= MAX_NESTING:
                self.fail(f"nesting deeper than {MAX_NESTING}")
            return self.object(depth + 1) if mark == "{" else self.array(depth + 1)
        if mark == '"':
            return self.string()
        if mark and mark in "-0123456789":
            return self.number()
        for word, meaning in (("true", True), ("false", False), ("null", None)):
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return meaning
        self.fail("a value is expected" if mark else "the document ends too early")

    def number(self):
        found = INTEGER.match(self.text, self.at)
        if not found:
            self.fail("a digit is expected after the minus sign")
        word, end = found.group(), found.end()
        if self.text[end:end + 1] and self.text[end] in ".eE+-0123456789":
            self.fail("only integers without leading zeros, fraction or exponent are allowed")
        if word == "-0":
            self.fail("-0 is not canonical")
        if len(word.lstrip("-")) > 18:
            self.fail("an integer has more than 18 digits")
        self.at = end
        return int(word)

    def string(self):
        start, parts = self.at, []
        self.at += 1
        while True:
            found = PLAIN.match(self.text, self.at)
            parts.append(found.group())
            self.at = found.end()
            mark = self.text[self.at:self.at + 1]
            if mark == '"':
                self.at += 1
                return "".join(parts)
            if not mark:
                self.fail("the string does not end", start)
            if mark != "\\":
                self.fail("a control character stands in a string")
            parts.append(self.escape())

    def escape(self):
        letter = self.text[self.at + 1:self.at + 2]
        if letter in ESCAPES and letter:
            self.at += 2
            return ESCAPES[letter]
        if letter != "u":
            self.fail("unknown escape in a string")
        code = self.unit()
        if 0xD800 <= code < 0xDC00 and self.text.startswith("\\u", self.at):
            low = self.unit()
            if not 0xDC00 <= low < 0xE000:
                self.fail("a surrogate has no partner")
            return chr(0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00))
        if 0xD800 <= code < 0xE000:
            self.fail("a surrogate has no partner")
        return chr(code)

    def unit(self):
        found = HEX4.match(self.text, self.at + 2)
        if not found:
            self.fail("four hexadecimal digits are expected")
        self.at = found.end()
        return int(found.group(), 16)

    def array(self, depth):
        self.at += 1
        items = []
        if self.skip() == "]":
            self.at += 1
            return items
        while True:
            items.append(self.value(depth))
            mark = self.skip()
            if mark == "]":
                self.at += 1
                return items
            if mark != ",":
                self.fail("',' or ']' is expected")
            self.at += 1

    def object(self, depth):
        self.at += 1
        fields = {}
        if self.skip() == "}":
            self.at += 1
            return fields
        while True:
            if self.skip() != '"':
                self.fail("a key in quotes is expected")
            start = self.at
            key = self.string()
            if key in fields:
                self.fail(f"key {ascii(key)} stands twice", start)
            if self.skip() != ":":
                self.fail("':' is expected")
            self.at += 1
            fields[key] = self.value(depth)
            mark = self.skip()
            if mark == "}":
                self.at += 1
                return fields
            if mark != ",":
                self.fail("',' or '}' is expected")
            self.at += 1


def read_json(data):
    if len(data) > MAX_BYTES:
        raise NotJSON(f"the file is larger than {MAX_BYTES} bytes")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        head = data[:error.start]
        raise NotJSON(f"line {head.count(10) + 1}, column {error.start - (head.rfind(10) + 1) + 1}: invalid UTF-8") from None
    if text.startswith("\ufeff"):
        raise NotJSON("line 1, column 1: a byte order mark is not allowed")
    return JSONReader(text).document()


def canonical_json(value):
    """Keys sorted, no spaces, ASCII: the text that is hashed."""
    if isinstance(value, dict):
        return "{" + ",".join(quote(k) + ":" + canonical_json(value[k]) for k in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical_json, value)) + "]"
    if isinstance(value, str):
        return quote(value)
    return {True: "true", False: "false", None: "null"}[value] if value is None or isinstance(value, bool) else str(value)


def quote(text):
    short = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    parts = []
    for mark in text:
        code = ord(mark)
        if mark in short:
            parts.append(short[mark])
        elif 32 <= code < 127:
            parts.append(mark)
        elif code < 0x10000:
            parts.append(f"\\u{code:04x}")
        else:
            code -= 0x10000
            parts.append(f"\\u{0xd800 + (code >> 10):04x}\\u{0xdc00 + (code & 0x3ff):04x}")
    return '"' + "".join(parts) + '"'


# ---------------------------------------------------------------------------------------------------------------------
# Fields of a certificate: every reader names the path of what it refuses

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


# ---------------------------------------------------------------------------------------------------------------------
# Exact algebra: sparse polynomials, matrices over a commutative ring, elimination over the rationals

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


# ---------------------------------------------------------------------------------------------------------------------
# Aligned networks: the dense Hessian by the general formula, the blocks of Theorem A, classes of equal indices

class Net:
    """Widths and data of an aligned network over any ring; indices start at 1, what does not exist is 0."""

    def __init__(self, widths, s, x, y):
        self.widths, self.depth, self.top = list(widths), len(widths) - 1, max(widths)
        ends, steps, indices = min(widths[0], widths[-1]), range(1, len(widths)), range(1, self.top + 1)
        self.layer = [[s(k, i) if i <= min(widths[k], widths[k - 1]) else 0 for i in indices] for k in steps]
        self.input = [x(i) if i <= widths[0] else 0 for i in indices]
        self.target = [y(i) if i <= ends else 0 for i in indices]
        self.parameters = [(k, a, b) for k in steps for a in range(1, widths[k] + 1) for b in range(1, widths[k - 1] + 1)]

    def s(self, k, i):
        return self.layer[k - 1][i - 1]

    def x(self, i):
        return self.input[i - 1]

    def y(self, i):
        return self.target[i - 1]

    def between(self, i, low, high):
        """Product of the layer values of index i strictly between two layers."""
        return prod(self.s(k, i) for k in range(low + 1, high))

    def e(self, i):
        return self.x(i) * self.between(i, 0, self.depth + 1) - self.y(i) if i <= min(self.widths[0], self.widths[-1]) else 0

    def p(self, k, i):
        return self.between(i, k, self.depth + 1) if i <= self.widths[-1] else 0

    def q(self, k, i):
        return self.between(i, 0, k) if i <= self.widths[0] else 0

    def exists(self, variable):
        k, a, b = variable
        return a <= self.widths[k] and b <= self.widths[k - 1]

    def matrices(self):
        d = self.widths
        return [diagonal(d[k], d[k - 1], lambda i, k=k: self.s(k, i)) for k in range(1, self.depth + 1)]

    def sxx(self):
        return diagonal(self.widths[0], self.widths[0], self.x)

    def syx(self):
        return diagonal(self.widths[-1], self.widths[0], self.y)


def factors(layers):
    """U_k = W_L..W_(k+1) and V_k = W_(k-1)..W_1 for every layer."""
    depth = len(layers)
    u, v = [None] * depth, [None] * depth
    u[depth - 1], v[0] = unit(len(layers[-1])), unit(len(layers[0][0]))
    for k in range(depth - 1, 0, -1):
        u[k - 1] = times(u[k], layers[k])
    for k in range(1, depth):
        v[k] = times(layers[k - 1], v[k - 1])
    return u, v


def gradient(layers, sxx, syx):
    u, v = factors(layers)
    error = combine(times(layers[-1], v[-1], sxx), syx, -1)
    return [times(transpose(uk), error, transpose(vk)) for uk, vk in zip(u, v)]


def dense_hessian(layers, sxx, syx, part="full"):
    """Every second derivative of the loss, for any layers: a dictionary {(k, a, b): {(l, c, d): entry}} without zeros.

    The part is "full", "gauss-newton" (the products of first derivatives) or "functional" (the rest, which carries the residual)."""
    u, v = factors(layers)
    depth = len(layers)
    error = combine(times(layers[-1], v[-1], sxx), syx, -1)
    outer = [[times(transpose(u[k]), u[l]) for l in range(depth)] for k in range(depth)]
    inner = [[times(v[k], sxx, transpose(v[l])) for l in range(depth)] for k in range(depth)]
    mixed = [[times(transpose(u[k]), error, transpose(v[l])) for l in range(k)] for k in range(depth)]
    inside = [[None] * k for k in range(depth)]                 # W_(k-1)..W_(l+1)
    for k in range(depth):
        for l in range(k - 1, -1, -1):
            inside[k][l] = unit(len(layers[l])) if l == k - 1 else times(inside[k][l + 1], layers[l + 1])

    def entry(k, a, b, l, c, d):
        value = outer[k][l][a][c] * inner[k][l][b][d] if part != "functional" else 0
        if part == "gauss-newton":
            return value
        if l < k:
            value = value + mixed[k][l][a][d] * inside[k][l][b][c]
        elif l > k:
            value = value + mixed[l][k][c][b] * inside[l][k][d][a]
        return value
    places = [(k, a, b) for k in range(depth) for a in range(len(layers[k])) for b in range(len(layers[k][0]))]
    name = {place: (place[0] + 1, place[1] + 1, place[2] + 1) for place in places}
    return {name[p]: {name[q]: value for q in places for value in [entry(*p, *q)] if value} for p in places}


def hessian(net):
    return dense_hessian(net.matrices(), net.sxx(), net.syx())


def block(net, i, m=None):
    """Theorem A: the variables and the matrix of the block of one index, or of a pair."""
    steps = range(1, net.depth + 1)
    if m is None:
        g = {k: net.p(k, i) * net.q(k, i) for k in steps}

        def entry(left, right):
            k, l = max(left[0], right[0]), min(left[0], right[0])
            value = net.x(i) * g[k] * g[l]
            return value if k == l else value + net.e(i) * net.p(k, i) * net.between(i, l, k) * net.q(l, i)
        variables = [(k, i, i) for k in steps]
    else:
        def entry(left, right):
            (k, a, b), (l, c, _) = left, right
            if a == c:
                return net.x(b) * net.p(k, a) * net.q(k, b) * net.p(l, a) * net.q(l, b)
            if k == l:
                return 0
            (k, a, b), (l, _, _) = (left, right) if k > l else (right, left)
            return net.e(a) * net.p(k, a) * net.between(b, l, k) * net.q(l, a)
        variables = [(k, i, m) for k in steps] + [(k, m, i) for k in steps]
    variables = [v for v in variables if net.exists(v)]
    return variables, [[entry(v, w) for w in variables] for v in variables]


def blocks(net):
    """All non-empty blocks: single indices first, then pairs."""
    single = [((i,),) + block(net, i) for i in range(1, net.top + 1)]
    pairs = [((i, m),) + block(net, i, m) for i in range(1, net.top + 1) for m in range(i + 1, net.top + 1)]
    return [entry for entry in single + pairs if entry[1]]


def hessian_is_blocks(net):
    """Every entry of the dense Hessian equals the entry of its block, or is zero outside the blocks."""
    dense, found = hessian(net), blocks(net)
    covered = sorted(v for _, variables, _ in found for v in variables)
    inside = {v: {w: e for w, e in zip(variables, row) if e} for _, variables, a in found for v, row in zip(variables, a)}
    return covered == net.parameters and dense == inside


def split(matrix):
    """[[P, C], [C, P]] with symmetric P and C: the matrices P + C and P - C of the two symmetries."""
    n = len(matrix) // 2
    p, c = [row[:n] for row in matrix[:n]], [row[n:] for row in matrix[:n]]
    sure(p == [row[n:] for row in matrix[n:]] and c == [row[:n] for row in matrix[n:]] and c == transpose(c), "the block does not split")
    return combine(p, c), combine(p, c, -1)


def grouped_blocks(net, like=None):
    """(matrix, multiplicity) of every block up to equality, by classes of equal indices (of another network of the same widths)."""
    classes, like = {}, like or net
    for i in range(1, net.top + 1):
        key = (tuple(i <= d for d in net.widths), tuple(like.s(k, i) for k in range(1, net.depth + 1)), like.x(i), like.y(i))
        classes.setdefault(key, []).append(i)
    found, classes = [], list(classes.values())
    for at, members in enumerate(classes):
        n, single = len(members), block(net, members[0])[1]
        if single and n > 1:
            plus, minus = split(block(net, members[0], members[1])[1])
            sure(plus == single, "the symmetric half of a pair is not the block of one index")
            found.append((minus, n * (n - 1) // 2))
        if single:
            found.append((single, n * (n + 1) // 2))
        elif n > 1:
            sure(not block(net, members[0], members[1])[0], "a pair without a diagonal has variables")
        for others in classes[at + 1:]:
            matrix = block(net, members[0], others[0])[1]
            if matrix:
                found.append((matrix, n * len(others)))
    sure(sum(len(a) * n for a, n in found) == len(net.parameters), "the classes do not cover the parameters")
    return found


def spectrum_of(grouped, candidates):
    """{value: multiplicity} of block diagonal data, or None if the candidates are not all of the spectrum."""
    counts = {v: sum(nullity(a, v) * n for a, n in grouped) for v in set(candidates)}
    return counts if sum(counts.values()) == sum(len(a) * n for a, n in grouped) else None


def full_matrix(net):
    dense = hessian(net)
    return [[dense[v].get(w, 0) for w in net.parameters] for v in net.parameters]


# ---------------------------------------------------------------------------------------------------------------------
# Verified claims. A verifier gets the proof and the scope of the table, and returns what was shown.

@lru_cache(maxsize=None)
def free_blocks(widths):
    """The blocks of a shape with independent symbols for all data, after the comparison with the dense Hessian."""
    depth, top = len(widths) - 1, max(widths)
    free = symbols((depth + 2) * top)
    net = Net(widths, lambda k, i: free[(k + 1) * top + i - 1], lambda i: free[i - 1], lambda i: free[top + i - 1])
    sure(hessian_is_blocks(net), f"Theorem A fails at widths {widths}")
    return [(list(modes), [list(v) for v in variables]) for modes, variables, _ in blocks(net)]


def check_blocks(proof, scope):
    (low, high), (least, most) = scope["depths"], scope["widths"]
    shapes = [w for depth in range(low, high + 1) for w in product(range(least, most + 1), repeat=depth + 1)]
    listed, entries = fields(proof, "proof", "shapes")[0], 0
    for widths, (shape, path) in zip(shapes, items(listed, "proof.shapes", len(shapes))):
        found, named = fields(shape, path, "blocks", "widths")
        need(same(named, list(widths)), path + ".widths", f"{list(widths)} is expected here")
        expected = free_blocks(widths)
        for (modes, variables), (entry, bpath) in zip(expected, items(found, path + ".blocks", len(expected))):
            got_modes, got_variables = fields(entry, bpath, "modes", "variables")
            need(same(got_modes, modes), bpath + ".modes", f"{modes} is expected here")
            for want, (got, vpath) in zip(variables, items(got_variables, bpath + ".variables", len(variables))):
                need(same(got, want), vpath, f"{want} is expected here")
        entries += sum(a * b for a, b in zip(widths, widths[1:])) ** 2
    return (f"for all {len(shapes)} lists of widths from {least} to {most} at depths {low} to {high}, with every layer value, x and y a free "
            f"symbol, all {entries} entries of the Hessian by the general formula are those of the listed blocks, and zero outside them")


@lru_cache(maxsize=None)
def one_mode_gradient(depth):
    """Derivatives of x w^2 / 2 - y w with w = s_1..s_L; held against the matrix gradient of aligned networks with two modes."""
    sym = symbols(depth + 2)
    w, x, y = prod(sym[:depth]), sym[depth], sym[depth + 1]
    loss = x * w * w * Fraction(1, 2) - y * w
    result = [loss.derivative(k) for k in range(depth)]
    free = symbols(2 * depth + 4)
    for widths in ([2] * (depth + 1), [2] + [3] * (depth - 1) + [2], [3] + [2] * depth):
        net = Net(widths, lambda k, i: free[(i - 1) * depth + k - 1] if i < 3 else 0,
                  lambda i: free[2 * depth + i - 1] if i < 3 else 1, lambda i: free[2 * depth + i + 1])
        for k, g in enumerate(gradient(net.matrices(), net.sxx(), net.syx())):
            def entry(i):
                return result[k].at(free[(i - 1) * depth:i * depth] + [free[2 * depth + i - 1], free[2 * depth + i + 1]]) if i < 3 else 0
            sure(g == diagonal(len(g), len(g[0]), entry), "the gradient of an aligned network is not aligned")
    return result


def check_recursion(proof, scope):
    maps, trajectories = fields(proof, "proof", "maps", "trajectories")
    low, high = scope["depths"]
    for depth, (entry, path) in zip(range(low, high + 1), items(maps, "proof.maps", high - low + 1)):
        balanced, named, slopes = fields(entry, path, "balanced", "depth", "gradient")
        need(same(named, depth), path + ".depth", f"{depth} is expected here")
        exact = one_mode_gradient(depth)
        for want, (got, gpath) in zip(exact, items(slopes, path + ".gradient", depth)):
            need(polynomial(got, gpath, depth + 2) == want, gpath, "not the derivative of the loss of one mode")
        s, eta, x, y = symbols(4)
        got = polynomial(balanced, path + ".balanced", 4)
        need(all(s - eta * slope.at([s] * depth + [x, y]) == got for slope in exact), path + ".balanced", "not one step of gradient descent")
        sure(got == s - eta * x * s ** (2 * depth - 1) + eta * y * s ** (depth - 1) and got.at([s, eta, 0, 0]) == s, "recursion")
    runs = [trajectory(entry, path, low, high) for entry, path in items(trajectories, "proof.trajectories", 2)]
    need(runs[0][0] < runs[1][0], "proof.trajectories[1].widths", "the two trajectories must have increasing depth")
    need(any(moved for _, moved, _ in runs), "proof.trajectories", "no trajectory has all its frames different from the identity")
    need(any(still for _, _, still in runs), "proof.trajectories", "no trajectory has a mode with x = y = 0")
    return (f"at depths {low} to {high} the gradient of the loss of one mode, as a polynomial, is the listed one, and one step maps s to "
            f"s - eta x s^(2L-1) + eta y s^(L-1), which is s when x = y = 0; two matrix trajectories in rational frames keep their frames")


def power(base, n, path):
    need(max(base.numerator.bit_length(), base.denominator.bit_length()) * max(n, 1) <= MAX_BITS, path, "the numbers grow too large")
    return base ** n


def recursion(s, depth, rate, x, y, path):
    return s - rate * x * power(s, 2 * depth - 1, path) + rate * y * power(s, depth - 1, path)


def trajectory(entry, path, low, high):
    """Full gradient descent on matrices in the frames of the certificate; (depth, all frames moved, a still mode)."""
    final, frames, rate, start, steps, widths, x, y = fields(
        entry, path, "final", "frames", "rate", "start", "steps", "widths", "x", "y")
    widths = [integer(w, p, 1, 6) for w, p in items(widths, path + ".widths", least=2)]
    depth, least, ends = len(widths) - 1, min(widths), min(widths[0], widths[-1])
    need(low <= depth <= high, path + ".widths", "the depth is outside the scope")
    steps, rate = integer(steps, path + ".steps", 1, 8), rational(rate, path + ".rate")
    need(rate > 0, path + ".rate", "the rate must be positive")
    start, final = rationals(start, path + ".start", least), rationals(final, path + ".final", least)
    need(all(start), path + ".start", "a value is zero")
    x, y = rationals(x, path + ".x", widths[0]), rationals(y, path + ".y", ends)
    need(all(v == 1 for v in x[least:]), path + ".x", "indices beyond the least width have x = 1")
    need(not any(y[least:]), path + ".y", "indices beyond the least width have y = 0")
    skew = []
    for k, (upper, fpath) in enumerate(items(frames, path + ".frames", depth + 1)):
        upper = rationals(upper, fpath, widths[k] * (widths[k] - 1) // 2)
        need(upper == [Fraction(1, k + n + 2) for n in range(len(upper))], fpath, "entry n of frame k must be 1/(k + n + 1)")
        skew.append(upper)
    values = list(start)
    for _ in range(steps):
        values = [recursion(s, depth, rate, x[i], y[i], path + ".steps") for i, s in enumerate(values)]
        need(all(max(v.numerator.bit_length(), v.denominator.bit_length()) < 20000 for v in values), path + ".steps", "the numbers grow too large")
    need(values == final, path + ".final", "not the values of the recursion")
    q = [cayley(size, upper) for size, upper in zip(widths, skew)]
    layers = [times(q[k], diagonal(widths[k], widths[k - 1], lambda i: start[i - 1] if i <= least else 0), transpose(q[k - 1]))
              for k in range(1, depth + 1)]
    sxx = times(q[0], diagonal(widths[0], widths[0], lambda i: x[i - 1]), transpose(q[0]))
    syx = times(q[-1], diagonal(widths[-1], widths[0], lambda i: y[i - 1]), transpose(q[0]))
    for _ in range(steps):
        layers = [combine(w, g, -rate) for w, g in zip(layers, gradient(layers, sxx, syx))]
    for k in range(1, depth + 1):
        seen = times(transpose(q[k]), layers[k - 1], q[k - 1])
        need(seen == diagonal(widths[k], widths[k - 1], lambda i: final[i - 1] if i <= least else 0), path,
             f"layer {k} after gradient descent is not diagonal with the values 'final' in the frames")
    return depth, all(map(any, skew)), any(x[i] == y[i] == 0 and final[i] == start[i] for i in range(least))


def cayley(size, upper):
    """(I - K)^-1 (I + K) for the skew matrix K with these entries above the diagonal."""
    skew, entries = [[0] * size for _ in range(size)], iter(upper)
    for i in range(size):
        for j in range(i + 1, size):
            skew[i][j] = next(entries)
            skew[j][i] = -skew[i][j]
    q = times(inverse(combine(unit(size), skew, -1)), combine(unit(size), skew))
    sure(times(q, transpose(q)) == unit(size), "a frame is not orthogonal")
    return q


def same(left, right):
    """Equality that tells 1 from true and lists by order."""
    if type(left) is not type(right):
        return False
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(same(left[k], right[k]) for k in left)
    if isinstance(left, list):
        return len(left) == len(right) and all(map(same, left, right))
    return left == right


# Block eigenvectors. Index 1 is a signal; index 2 is another signal, a tail index or a null index.

SETTINGS = {
    "deng-2026-bifurcation-minimum": (["xm"], ["signal-symmetric", "signal-antisymmetric", "signal-null"]),
    "deng-2026-bifurcation-training": (["lambda", "x", "y", "xm"], ["signal-symmetric", "signal-antisymmetric", "signal-null"]),
    "deng-2026-tail-ratio": (["eps"], ["signal-symmetric", "signal-antisymmetric", "signal-tail", "signal-null"]),
}


def setting(claim):
    """Signal value, x, y, null x and tail value of a claim, as polynomials in its variables."""
    sym = symbols(len(SETTINGS[claim][0]))
    one, zero = sym[0].lift(1), sym[0].lift(0)
    if claim == "deng-2026-bifurcation-training":
        return sym[0], sym[1], sym[2], sym[3], None
    return (one, one, one, sym[0], None) if claim == "deng-2026-bifurcation-minimum" else (one, one, one, zero, sym[0])


def pair_net(depth, first, second):
    """Two indices, each (layer value, x, y), inside every width; its blocks are held against the dense Hessian."""
    both = (first, second)
    net = Net([2] * (depth + 1), lambda k, i: both[i - 1][0], lambda i: both[i - 1][1], lambda i: both[i - 1][2])
    sure(hessian_is_blocks(net), f"Theorem A fails at depth {depth}")
    return net


@lru_cache(maxsize=None)
def derived_blocks(claim, depth):
    """name -> (matrix by Theorem A, values of the statement in order, vectors in order, sets that must hold a vector)."""
    lam, x, y, null_x, tail = setting(claim)
    signal, null, zero = (lam, x, y), (0, null_x, 0), lam.lift(0)
    a, c = x * lam ** (2 * depth - 2), lam ** (depth - 2) * (x * lam ** depth - y)
    signals = pair_net(depth, signal, signal)
    single, pair = block(signals, 1)[1], block(signals, 1, 2)[1]
    plus, minus = split(pair)
    sure(plus == single, "the symmetric half of a pair is not the block of one index")

    def e(*places):
        return [dict(places).get(k, 0) for k in range(1, 2 * depth + 1)]
    half = [[1] * depth] + [e((k, 1), (depth, -1))[:depth] for k in range(1, depth)]
    found = {"signal-symmetric": (plus, [a * depth + c * (depth - 1)] + [-c] * (depth - 1), half, None),
             "signal-antisymmetric": (minus, [a * depth - c * (depth - 1)] + [c] * (depth - 1), half, None)}
    quiet = [(null, null)]
    if tail is not None:
        g = total(tail ** (2 * k) for k in range(depth))
        vectors = [e(*[(depth + k, tail ** (depth - k)) for k in range(1, depth + 1)])]
        vectors += [e((k, 1)) for k in range(1, depth + 1)]
        vectors += [e((depth + k, 1), (2 * depth, -(tail ** (depth - k)))) for k in range(1, depth)]
        found["signal-tail"] = (block(pair_net(depth, signal, (tail, 0, 0)), 1, 2)[1], [g] + [zero] * (2 * depth - 1), vectors, None)
        quiet += [((tail, 0, 0), (tail, 0, 0)), ((tail, 0, 0), null)]
    vectors, values, sets = [e((1, 1)), e((2 * depth, 1))], [null_x * lam ** (2 * depth - 2), a], [{1}, {2 * depth}]
    for j in range(1, depth):
        vectors += [e((j + 1, 1), (depth + j, 1)), e((j + 1, 1), (depth + j, -1))]
        values, sets = values + [c, -c], sets + [{j + 1, depth + j}]
    found["signal-null"] = (block(pair_net(depth, signal, null), 1, 2)[1], values, vectors, sets)
    for first, second in quiet:                     # tail and null indices among themselves: zero blocks
        net = pair_net(depth, first, second)
        sure(not any(v for one in (block(net, 1), block(net, 2), block(net, 1, 2)) for row in one[1] for v in row), "a quiet block is not zero")
    return found


def check_pairs(pairs, path, derived, variables):
    """The pairs are eigenpairs, as polynomial identities, independent at every real point, in the one canonical order."""
    matrix, values, vectors, sets = derived
    size, read = len(matrix), []
    for index, (entry, ppath) in enumerate(items(pairs, path, size)):
        value, vector = fields(entry, ppath, "value", "vector")
        value = polynomial(value, ppath + ".value", variables)
        vector = primitive_polynomials(vector, ppath + ".vector", size, variables)
        need(value == values[index], ppath + ".value", "not the eigenvalue of the statement in this place")
        support = {k + 1 for k, v in enumerate(vector) if v}
        need(sets is None or any(support <= one for one in sets), ppath + ".vector", "supported on none of {X_1}, {Y_L}, {X_(j+1), Y_j}")
        for row, own in zip(matrix, vector):
            need(dot(row, vector) == value * own, ppath + ".vector", "not an eigenvector of the block for this value")
        read.append(vector)
    need(no_real_zero(determinant(read)), path, "the vectors are not independent at every real point")
    for index, (vector, want) in enumerate(zip(read, vectors)):
        need(all(v == w for v, w in zip(vector, want)), f"{path}[{index}].vector", "not the canonical vector in this place")


def no_real_zero(value):
    """True only for a polynomial in even powers with coefficients of one sign and a constant term."""
    powers = [e for e, _ in value.terms.items()]
    signs = {c > 0 for c in value.terms.values()}
    return len(signs) == 1 and (0,) * value.size in powers and not any(n % 2 for e in powers for n in e)


def check_eigenvectors(proof, scope, claim):
    variables, names = SETTINGS[claim]
    depths, named = fields(proof, "proof", "depths", "variables")
    need(same(named, variables), "proof.variables", f"{variables} is expected")
    low, high = scope["depths"]
    for depth, (entry, path) in zip(range(low, high + 1), items(depths, "proof.depths", high - low + 1)):
        listed, got = fields(entry, path, "blocks", "depth")
        need(same(got, depth), path + ".depth", f"{depth} is expected here")
        derived = derived_blocks(claim, depth)
        for name, (one, bpath) in zip(names, items(listed, path + ".blocks", len(names))):
            label, pairs = fields(one, bpath, "block", "pairs")
            text(label, bpath + ".block", name)
            check_pairs(pairs, bpath + ".pairs", derived[name], len(variables))
        sure(counts_agree(claim, depth), "the multiplicities of the statement are not those of the blocks")
        sure(consequences(claim, depth), "the closing sentence of the statement fails")
    sure(dense_counts_agree(claim), "the statement disagrees with a dense Hessian")
    ends = {"deng-2026-bifurcation-minimum": "the values are L, 1 and 0, and the ratio is exactly L",
            "deng-2026-bifurcation-training": "at x = y = 1, lambda > 0 the r^2 cluster is on top exactly when lambda^L > 1/2",
            "deng-2026-tail-ratio": "1 - (1 - eps^2) g = eps^(2L) and g - 1 has no negative coefficient, so L(1 - eps^2) <= L/g <= L on [0, 1)"}
    return (f"at depths {low} to {high} every block of Theorem A has the listed eigenpairs, polynomial identities independent at every real "
            f"point; summed over all pairs of indices they give the multiplicities of the statement; {ends[claim]}")


def statement_spectrum(claim, widths, r, n_x, point, star):
    """{value: multiplicity} as the statement says, at numbers for (lambda, x, y) or (eps,), star for d*; zero takes what is left."""
    depth, found = len(widths) - 1, {}

    def add(value, count):
        found[value] = found.get(value, 0) + count
    if claim == "deng-2026-tail-ratio":
        (eps,) = point
        add(depth, r * r)
        add(sum(eps ** (2 * k) for k in range(depth)), r * (star - r))
        add(1, r * (widths[-1] - star))
    elif claim == "deng-2026-bifurcation-minimum":
        add(depth, r * r)
        add(1, r * (n_x + widths[-1] - 2 * r))
    else:
        lam, x, y = point
        a, c, h = x * lam ** (2 * depth - 2), lam ** (depth - 2) * (x * lam ** depth - y), sum(d - r for d in widths[1:-1])
        add(depth * a + (depth - 1) * c, r * (r + 1) // 2)
        add(depth * a - (depth - 1) * c, r * (r - 1) // 2)
        add(a, r * (n_x + widths[-1] - 2 * r))
        add(-c, (depth - 1) * r * (r + 1) // 2 + r * h)
        add(c, (depth - 1) * r * (r - 1) // 2 + r * h)
    add(0, sum(a * b for a, b in zip(widths, widths[1:])) - sum(found.values()))
    return {v: n for v, n in found.items() if n}


@lru_cache(maxsize=None)
def counts_agree(claim, depth):
    """The multiplicities, summed over all index pairs of the derived blocks with the variables that exist.

    An index counts only through the widths it fits in, so for a non-zero value both sides are sums of terms in r (degree at most 2), in n_x,
    in d* and in one width each (degree 1): three r and widths r, r + 1, r + 2 one at a time decide; up to depth 4 all mixed.
    The values are taken at one point where all values of the statement differ, so equal sums mean equal multiplicities.
    """
    tail = claim == "deng-2026-tail-ratio"
    point = (Fraction(1, 3),) if tail else (1, 1, 1) if claim.endswith("minimum") else (Fraction(3), Fraction(2), Fraction(7))
    derived = derived_blocks(claim, depth)

    def values(name, null_x=0):
        full = point if tail else (null_x,) if claim.endswith("minimum") else point + (null_x,)
        return [v.at(full) for v in derived[name][1]]
    null = {seen: values("signal-null", seen * (1 if tail else point[1])) for seen in (0, 1)}
    inner = {name: values(name) for name in derived if name != "signal-null"}
    extras = list(product((0, 1), repeat=depth + 1)) if depth <= 4 else \
        [tuple(int(k == one) for k in range(depth + 1)) for one in range(depth + 2)] + [(1,) * (depth + 1), (2,) * (depth + 1)]
    for r, extra in product((1, 2, 3), extras):
        widths = [r + more for more in extra]
        for n_x in {r} if tail else {r, widths[0]}:
            for star in range(r, min(widths) + 1) if tail else (None,):
                if statement_spectrum(claim, widths, r, n_x, point, star) != summed(widths, r, n_x, inner, null, star):
                    return False
    return True


def summed(widths, r, n_x, inner, null, star):
    """The spectrum by going through the indices and pairs one by one; indices r + 1 to star, if it is given, are the tail."""
    depth, found = len(widths) - 1, {}

    def add(values):
        for value in values:
            found[value] = found.get(value, 0) + 1
    for i in range(1, r + 1):
        add(inner["signal-symmetric"])
        for m in range(i + 1, r + 1):
            add(inner["signal-symmetric"] + inner["signal-antisymmetric"])
        for m in range(r + 1, max(widths) + 1):
            if star is not None and m <= star:
                add(inner["signal-tail"])
                continue
            of = null[int(m <= n_x)]
            add(of[:1] * (m <= widths[0]) + of[1:2] * (m <= widths[-1]))
            for j in range(1, depth):                           # X_(j+1) and Y_j exist when m <= d_j
                add(of[2 * j:2 * j + 2] * (m <= widths[j]))
    add([0] * sum((widths[k] - r) * (widths[k - 1] - r) for k in range(1, depth + 1)))
    return found


def consequences(claim, depth):
    """The closing sentence of a statement, from the derived values."""
    derived = derived_blocks(claim, depth)
    if claim == "deng-2026-tail-ratio":
        g, eps = derived["signal-tail"][1][0], symbols(1)[0]
        return 1 - (1 - eps * eps) * g == eps ** (2 * depth) and all(c >= 0 for c in (g - 1).terms.values())
    if claim == "deng-2026-bifurcation-minimum":
        top = {name: derived[name][1][0] for name in SETTINGS[claim][1]}
        return top["signal-symmetric"] == top["signal-antisymmetric"] == depth and derived["signal-null"][1][1] == 1
    lam = symbols(1)[0]

    def line(value):
        """value = lambda^(L-2) (p z + q) with z = lambda^L, at x = y = 1 and a seen null index: (p, q)."""
        at = value.at((lam, lam.lift(1), lam.lift(1), lam.lift(1))) + lam.lift(0)
        sure(set(at.terms) <= {(2 * depth - 2,), (depth - 2,)}, "a value is not of the expected form")
        return at.terms.get((2 * depth - 2,), 0), at.terms.get((depth - 2,), 0)
    cluster = [line(derived[name][1][0]) for name in ("signal-symmetric", "signal-antisymmetric")]
    a, plus, minus = (line(derived["signal-null"][1][k]) for k in (1, 2, 3))

    def above(p, q):                                        # p z + q > 0 for every z > 1/2
        return p >= 0 and (p + 2 * q > 0 or p > 0 and p + 2 * q == 0)
    wins = all(above(t[0] - o[0], t[1] - o[1]) for t in cluster for o in (a, plus, minus, (0, 0)))
    gap = (cluster[0][0] - minus[0], cluster[0][1] - minus[1])     # symmetric minus (-c): k (2 z - 1), and -c always occurs
    return wins and gap[0] > 0 and gap[0] + 2 * gap[1] == 0


DENSE_CASES = [((2, 2, 2), 1, 1, 2), ((2, 2, 2), 1, 2, 1), ((2, 3, 2), 1, 2, 2), ((1, 2, 2, 1), 1, 1, 1), ((2, 2, 2, 2), 2, 2, 2)]


@lru_cache(maxsize=None)
def dense_counts_agree(claim, cases=tuple(DENSE_CASES)):
    """The statement against the nullities of whole Hessians, formed by the general formula."""
    for widths, r, n_x, star in cases:
        tail = claim == "deng-2026-tail-ratio"
        point = (Fraction(1, 2),) if tail else (Fraction(1),) * 3 if claim.endswith("minimum") else (Fraction(3, 2), Fraction(2), Fraction(5))
        lam, x, y = (1, 1, 1) if tail else point
        net = Net(widths, lambda k, i: lam if i <= r else point[0] if tail and i <= star else 0,
                  lambda i: x if i <= (r if tail else n_x) else 0, lambda i: y if i <= r else 0)
        expected = statement_spectrum(claim, widths, r, n_x, point, star)
        if spectrum_of([(full_matrix(net), 1)], expected) != expected:
            return False
    return True


# Inertia of the signal/tail blocks when Sxx is the identity, and the spectra of approximately balanced minima

COUNTS = [("symmetric", lambda e: 1 + e), ("symmetric", lambda e: 1), ("symmetric", lambda e: e), ("symmetric", lambda e: -e),
          ("antisymmetric", lambda e: 1), ("antisymmetric", lambda e: 1 - e), ("antisymmetric", lambda e: e), ("antisymmetric", lambda e: -e)]


@lru_cache(maxsize=None)
def code_halves(depth, eps):
    """S_+ and S_- of the block of a signal (1, x = y = 1) and a tail index (eps, x = 1, y = 0), and the eight inertias."""
    matrix = block(pair_net(depth, (1, 1, 1), (eps, 1, 0)), 1, 2)[1]
    order = list(range(depth)) + list(range(2 * depth - 1, depth - 1, -1))             # X_1..X_L, Y_L..Y_1
    plus, minus = split([[matrix[i][j] for j in order] for i in order])
    e, g, steps = eps ** depth, sum(eps ** (2 * k) for k in range(depth)), range(1, depth + 1)
    for half, sign in ((plus, 1), (minus, -1)):
        sure(half == [[eps ** (k + j - 2) * (1 + sign * e * (k + j <= depth)) for j in steps] for k in steps], "the halves are not D (J +- e T) D")
    halves = {"symmetric": plus, "antisymmetric": minus}
    return [(name, shift(e) * g, inertia(combine(halves[name], unit(depth), -shift(e) * g))) for name, shift in COUNTS]


def check_inertia(proof, scope):
    instances, trajectories = fields(proof, "proof", "instances", "trajectories")
    (low, high), tails = scope["depths"], [Fraction(t) for t in scope["tails"]]
    cases = list(product(range(low, high + 1), tails))
    for (depth, eps), (entry, path) in zip(cases, items(instances, "proof.instances", len(cases))):
        counts, named, tail = fields(entry, path, "counts", "depth", "tail")
        need(same(named, depth), path + ".depth", f"{depth} is expected here")
        need(rational(tail, path + ".tail") == eps, path + ".tail", f"{eps} is expected here")
        exact = code_halves(depth, eps)
        for (name, shift, signs), (one, cpath) in zip(exact, items(counts, path + ".counts", len(exact))):
            matrix, *got, at = fields(one, cpath, "matrix", "negative", "zero", "positive", "shift")
            text(matrix, cpath + ".matrix", name)
            need(rational(at, cpath + ".shift") == shift, cpath + ".shift", f"{shift} is expected here")
            for field, value, true in zip(("negative", "zero", "positive"), got, signs):
                need(integer(value, f"{cpath}.{field}", 0, depth) == true, f"{cpath}.{field}", f"{true} is the inertia")
        for top in (exact[:4], exact[4:]):
            above, below, second, last = ([c[2] for c in top])
            need(above[2] == 0 and below[1] + below[2] >= 1 and second[2] <= 1 and last[0] == 0, path, "the counts do not give the statement")
    for depth, (entry, path) in zip(range(low, high + 1), items(trajectories, "proof.trajectories", high - low + 1)):
        tail_law(entry, path, depth)
    return (f"at depths {low} to {high} and tails {', '.join(scope['tails'])} the signal/tail block splits into S_+ and S_-, and exact inertia puts "
            f"one eigenvalue of S_+ in [g, g(1 + e)], one of S_- in [g(1 - e), g] and all others in [-e g, e g], e = eps^L; one trajectory a "
            f"depth obeys the two-sided algebraic law of the tail for three steps")


def tail_law(entry, path, depth):
    named, rate, start, values = fields(entry, path, "depth", "rate", "start", "values")
    need(same(named, depth), path + ".depth", f"{depth} is expected here")
    rate, start, values = rational(rate, path + ".rate"), rational(start, path + ".start"), rationals(values, path + ".values", 3)
    need(start == Fraction(1, 2), path + ".start", "1/2 is expected here")
    need(rate == Fraction(1, depth), path + ".rate", f"1/{depth} is expected here")
    n, s = 2 * depth - 2, start
    for t, value in enumerate(values, 1):
        s = recursion(s, depth, rate, 1, 0, path + ".rate")
        need(value == s, f"{path}.values[{t - 1}]", "not the next value of the recursion")
        base, slope = 1 / start ** n, n * rate * t
        upper = base + slope / power(1 - rate * start ** n, n + 1, path + ".rate")
        need(base + slope <= 1 / power(s, n, path + ".values") <= upper, f"{path}.values[{t - 1}]", "the tail law fails")


@lru_cache(maxsize=None)
def balanced_minimum(depth, first, second):
    """The network of an instance, and the blocks of its dominant, bulk and remaining parts."""
    t = (first, second)
    net = Net([3] * (depth + 1), lambda k, i: t[i - 1] if i < 3 else 0, lambda i: t[i - 1 if i < 3 else 0] ** -depth, lambda i: int(i < 3))
    sure(all(net.e(i) == 0 for i in (1, 2, 3)) and hessian_is_blocks(net), "the instance is not a minimum in block form")
    parts = {"dominant": [], "bulk": [], "rest": []}
    for modes, _, matrix in blocks(net):
        outside = sum(i > 2 for i in modes)
        parts["dominant" if outside == 0 else "bulk" if outside == 1 and len(modes) == 2 else "rest"].append((matrix, 1))
    sure(all(v == 0 for matrix, _ in parts["rest"] for row in matrix for v in row), "the rest is not zero")
    return net, parts


def part_spectrum(value, path, grouped):
    """A decreasing list of all non-zero eigenvalues with their multiplicities."""
    listed = []
    for entry, epath in items(value, path, least=1):
        (number, npath), (count, cpath) = items(entry, epath, 2)
        number = rational(number, npath)
        need(number != 0 and (not listed or number < listed[-1][0]), npath, "values must be non-zero and strictly decreasing")
        listed.append((number, multiplicity(count, cpath), cpath))
    for number, count, cpath in listed:
        need(sum(nullity(a, number) * n for a, n in grouped) == count, cpath, "not the multiplicity of this eigenvalue")
    rest = sum(nullity(a, 0) * n for a, n in grouped)
    need(sum(n for _, n, _ in listed) + rest == sum(len(a) * n for a, n in grouped), path, "an eigenvalue is missing")
    return [number for number, _, _ in listed], sum(n for _, n, _ in listed)


def check_spectra(proof, scope):
    (listed,), (low, high) = fields(proof, "proof", "instances"), scope["depths"]
    cases = list(product(range(low, high + 1), scope["pairs"]))
    for (depth, pair), (entry, path) in zip(cases, items(listed, "proof.instances", len(cases))):
        bulk, named, dominant, got, named_pair = fields(entry, path, "bulk", "depth", "dominant", "network", "pair")
        need(same(named, depth), path + ".depth", f"{depth} is expected here")
        need(same(named_pair, pair), path + ".pair", f"{pair} is expected here")
        net, parts = balanced_minimum(depth, *map(Fraction, pair))
        got = network(got, path + ".network")
        need((got.widths, got.layer, got.input, got.target) == (net.widths, net.layer, net.input, net.target), path + ".network",
             "not the network of this depth and pair")
        tops, top_count = part_spectrum(dominant, path + ".dominant", parts["dominant"])
        lows, low_count = part_spectrum(bulk, path + ".bulk", parts["bulk"])
        need((top_count, low_count) == (4, 4), path, "the counts r^2 and r(n_x + d_L - 2r) fail")
        a, b = min(net.input), max(net.input)
        for d, u in product(tops, lows):        # both sides of the bound to the power L
            need(u > 0 and (a / b) ** (3 * depth - 2) <= (d / (depth * u)) ** depth <= (b / a) ** (3 * depth - 2), path, "the bound fails")
    return (f"at depths {low} to {high} and the {len(scope['pairs'])} listed pairs of signal values, at balanced minima with widths 3, the non-zero "
            f"eigenvalues are the listed ones, and every ratio dominant/bulk lies in L (a/b)^(3-2/L) .. L (b/a)^(3-2/L)")


# ---------------------------------------------------------------------------------------------------------------------
# Refuted claims: the witness satisfies the hypotheses of the false statement and contradicts its conclusion

class Witness:
    """Two exact eigenpairs of the whole Hessian of a network, by the general formula."""

    def __init__(self, value, path):
        net, rank, dominant, bulk = fields(value, path, "network", "rank", "dominant", "bulk")
        self.path, self.net = path, network(net, path + ".network")
        self.depth, self.least, self.inputs = self.net.depth, min(self.net.widths), self.net.widths[0]
        self.rank = integer(rank, path + ".rank", 1, self.least)
        need(self.depth >= 2, path + ".network.widths", "at least two layers are needed")
        need(len(self.net.parameters) <= MAX_DENSE, path + ".network.widths", f"more than {MAX_DENSE} parameters")
        self.signals = range(1, self.rank + 1)
        self.others = range(self.rank + 1, self.net.top + 1)
        self.hessian = hessian(self.net)
        self.at_minimum = all(self.net.e(i) == 0 for i in range(1, self.net.top + 1))
        self.dominant = self.pair(dominant, path + ".dominant", 2)
        self.bulk = self.pair(bulk, path + ".bulk", 1)
        need(self.dominant[0] != 0, path + ".dominant.value", "the value must not be zero")
        need(self.bulk[0] > 0, path + ".bulk.value", "the value must be positive")
        self.ratio = self.dominant[0] / self.bulk[0]
        if not self.at_minimum:
            self.away_from_minimum()

    def pair(self, value, path, inner):
        """inner: how many of the two indices of a parameter are signals, 2 for the dominant and 1 for the bulk vector."""
        number, vector = fields(value, path, "value", "vector")
        number, names = rational(number, path + ".value"), self.net.parameters
        vector = dict(zip(names, primitive(vector, path + ".vector", len(names))))
        allowed = [v for v in names if (v[1] <= self.rank) + (v[2] <= self.rank) == inner]
        need(all(v in allowed for v, entry in vector.items() if entry), path + ".vector", "supported on parameters outside its part")
        for v in names:
            need(sum(e * vector[w] for w, e in self.hessian[v].items()) == number * vector[v], path + ".vector",
                 "not an eigenvector of the Hessian for this value")
        rows = [[self.hessian[v].get(w, 0) - (number if v == w else 0) for w in allowed] for v in names]
        first = echelon(kernel(rows, len(allowed)))[0][0]
        head = next(vector[v] for v in allowed if vector[v])
        need([vector[v] for v in allowed] == [head * f for f in first], path + ".vector",
             "not the first row of the reduced echelon basis of the eigenvectors in this part")
        return number, vector

    def away_from_minimum(self):
        first = {(a, b): self.dominant[1][v] for v in self.net.parameters for k, a, b in [v] if k == 1 and max(a, b) <= self.rank}
        need(all(first[v[1:]] == n for v, n in self.dominant[1].items() if max(v[1:]) <= self.rank), self.path + ".dominant.vector",
             "away from the minimum the entries at (k, a, b) must be the same for every layer")
        need(all(k == 1 and b > self.rank or k == self.depth and a > self.rank for (k, a, b), n in self.bulk[1].items() if n),
             self.path + ".bulk.vector", "away from the minimum the support is (1, a, b) with b > r or (L, a, b) with a > r")

    def data(self, indices):
        return {(tuple(self.net.s(k, i) for k in range(1, self.depth + 1)), self.net.x(i), self.net.y(i)) for i in indices}

    def require(self, **wanted):
        """Hypotheses by name; see the calls."""
        net, where = self.net, self.path + ".network"
        layers = {i: {net.s(k, i) for k in range(1, self.depth + 1)} for i in range(1, net.top + 1)}
        seen = [net.x(i) for i in self.others if i <= self.inputs]
        facts = {
            "minimum": (lambda _: self.at_minimum, "a residual is not zero"),
            "balanced": (lambda _: all(len(v) == 1 for v in layers.values()), "an index has different layer values"),
            "positive": (lambda _: all(min(layers[i]) > 0 for i in self.signals), "a signal value is not positive"),
            "uniform": (lambda _: len(self.data(self.signals)) == 1, "the signals differ"),
            "zero_tail": (lambda _: all(layers[i] == {0} and net.y(i) == 0 for i in self.others), "a tail value is not zero"),
            "quiet_tail": (lambda _: all(net.y(i) == 0 for i in self.others), "y is not zero after the signals"),
            "signals": (lambda v: all(layers[i] == {v} for i in self.signals), "a signal layer value has the wrong value"),
            "x": (lambda v: all(net.x(i) == v for i in self.signals), "x of a signal has the wrong value"),
            "y": (lambda v: all(net.y(i) == v for i in self.signals), "y of a signal has the wrong value"),
            "x_after": (lambda v: all(x in v for x in seen), "x of an index after the signals has the wrong value"),
        }
        for name, value in wanted.items():
            holds, reason = facts[name]
            need(holds(value), where, reason)
        return self


def check_R1(proof):
    w = Witness(proof, "proof").require(positive=1, balanced=1, uniform=1, zero_tail=1, x=1, y=1, x_after=(0, 1))
    need(w.ratio != w.depth, "proof", "the ratio is L")
    return f"at depth {w.depth} with uniform signals and zero tail the ratio of exact eigenvalues is {w.ratio}, not {w.depth}"


def check_R2(proof):
    w = Witness(proof, "proof").require(minimum=1, balanced=1, signals=1, x=1, y=1, quiet_tail=1, x_after=(0,))
    need(w.bulk[0] != 1 and w.ratio != w.depth, "proof", "the bulk value is 1 or the ratio is L")
    return f"at a minimum of depth {w.depth} with Sxx = I_r a bulk eigenvalue is {w.bulk[0]} and the ratio is {w.ratio}, not {w.depth}"


def recursion_data(proof, *names, depth=2):
    values = fields(proof, "proof", "depth", "rate", *names)
    depth, rate = integer(values[0], "proof.depth", depth, MAX_DEPTH), rational(values[1], "proof.rate")
    need(rate > 0, "proof.rate", "the rate must be positive")
    return [depth, rate] + values[2:]


def check_R3(proof):
    depth, rate, start, following = recursion_data(proof, "start", "next")
    start, following = rational(start, "proof.start"), rational(following, "proof.next")
    need(following == recursion(start, depth, rate, 1, 0, "proof.start"), "proof.next", "not the next value of the recursion")
    need(following != start, "proof.next", "the value does not change")
    return f"at depth {depth} and rate {rate} with x = 1, y = 0 a tail value {start} becomes {following}"


def check_R4(proof):
    depth, rate, start, steps, precision, terms, tail, claimed = recursion_data(
        proof, "start", "steps", "precision", "terms", "tail", "claimed")
    start, n = rational(start, "proof.start"), 2 * depth - 2
    need(0 < start < 1, "proof.start", "outside (0, 1)")
    need(rate * depth <= 1, "proof.rate", "larger than 1/L")
    alpha = power(start, n, "proof.start")
    need(rate * (n + 1) * alpha < 1, "proof.rate", "the recursion is not known to increase on [0, start]")
    steps, precision = integer(steps, "proof.steps", 1, 100000), integer(precision, "proof.precision", 1, 1024)
    need(steps * precision * depth <= 10 ** 7, "proof.steps", "steps times precision times depth is too large")
    u = depth * alpha * rate * steps
    terms = integer(terms, "proof.terms", 1, 10000)
    need(terms == -(-2 * u // 1), "proof.terms", "the least integer that is at least 2u is expected")
    need(terms * max(u.numerator.bit_length(), u.denominator.bit_length()) <= MAX_BITS, "proof.terms", "the numbers grow too large")
    tail, claimed = dyadic(tail, "proof.tail"), dyadic(claimed, "proof.claimed")
    s, scale = start, 1 << precision
    for _ in range(steps):
        s = Fraction(recursion(s, depth, rate, 1, 0, "proof.start") * scale // 1, scale)
    need(tail == s, "proof.tail", "not the result of the rounded iteration")
    term = partial = Fraction(1)
    for k in range(1, terms + 1):
        term = term * u / k
        partial += term
    need(claimed == rounded_up(alpha / partial, 64), "proof.claimed", "not the bound rounded up to 64 bits")
    need(tail > 0 and tail ** n > claimed, "proof.tail", "the eigenvalue is not above the bound")
    single = block(pair_net(depth, *[(symbols(1)[0], 1, 0)] * 2), 1)[1]
    sure(all(total(row) == symbols(1)[0] ** n * (n + 1) for row in single), "the tail block has lost its eigenvalue")
    return (f"at depth {depth}, rate {rate}, start {start} after {steps} steps the eigenvalue (2L-1) s^(2L-2) of a tail index, outside the "
            f"two clusters, is above tail^(2L-2), which exceeds the stated bound")


def rounded_up(value, bits):
    """The least dyadic number with this many bits that is not below a positive value."""
    exponent = value.numerator.bit_length() - value.denominator.bit_length() - bits
    while value / Fraction(2) ** exponent >= 2 ** bits:
        exponent += 1
    while value / Fraction(2) ** exponent < 2 ** (bits - 1):
        exponent -= 1
    unit_size = Fraction(2) ** exponent
    return -(-value // unit_size) * unit_size


def check_R5(proof):
    net, product_rows = fields(proof, "proof", "network", "product")
    net = network(net, "proof.network")
    size = net.widths[0]
    need(set(net.widths) == {size}, "proof.network.widths", "all widths must be the same")
    need(all(net.x(i) == 1 for i in range(1, size + 1)), "proof.network", "x must be 1 on all inputs")
    need(all(net.e(i) == 0 for i in range(1, size + 1)), "proof.network", "a residual is not zero")
    got = [rationals(row, path, size) for row, path in items(product_rows, "proof.product", size)]
    need(got == times(*reversed(net.matrices())), "proof.product", "not the product of the layers")
    need(got != unit(size), "proof.product", "the product is the identity")
    return f"at a minimum of depth {net.depth} with widths {size} and Sxx = I the product of the weights is {net_text(got)}, not the identity"


def net_text(matrix):
    return "[" + ", ".join("[" + ", ".join(map(str, row)) + "]" for row in matrix) + "]"


def check_R6(proof):
    w = Witness(proof, "proof").require(balanced=1, uniform=1, zero_tail=1, x=1, y=1, x_after=(0, 1))
    need(Fraction(9, 10) <= w.net.s(1, 1) <= Fraction(11, 10), "proof.network.modes[0].layers", "outside [9/10, 11/10]")
    need(w.dominant[0] < w.bulk[0], "proof", "the dominant value is not below the bulk value")
    return f"at depth {w.depth} with all signal layer values {w.net.s(1, 1)} a dominant eigenvalue {w.dominant[0]} lies below the bulk {w.bulk[0]}"


def check_R7(proof):
    w = Witness(proof, "proof").require(balanced=1, positive=1, minimum=1, zero_tail=1, y=1)
    need(all(w.net.x(i) > 0 for i in range(1, w.inputs + 1)), "proof.network", "an x is not positive")
    need(w.dominant[0] < w.bulk[0], "proof", "the dominant value is not below the bulk value")
    return f"at a balanced minimum of depth {w.depth} with y = 1 and positive x a dominant eigenvalue {w.dominant[0]} lies below the bulk {w.bulk[0]}"


def check_R8(proof):
    w = Witness(proof, "proof").require(balanced=1, positive=1, minimum=1, zero_tail=1, x=1, x_after=(0, 1))
    need(len(w.data(w.signals)) > 1, "proof.network", "all signals are equal")
    need(w.dominant[0] < w.bulk[0], "proof", "the dominant value is not below the bulk value")
    return f"at a balanced minimum of depth {w.depth} with signals of different size a dominant eigenvalue {w.dominant[0]} lies below the bulk {w.bulk[0]}"


def check_orbit(orbit, depth, rate):
    orbit = rationals(orbit, "proof.orbit", 3)
    for k in (1, 2):
        need(orbit[k] == recursion(orbit[k - 1], depth, rate, 1, 1, "proof.orbit"), f"proof.orbit[{k}]", "not the next value of the recursion")
    return orbit


def check_R9(proof):
    depth, rate, orbit = recursion_data(proof, "orbit")
    need(depth == 2, "proof.depth", "2 is expected")
    s = check_orbit(orbit, depth, rate)[0]
    growth = rate * s * s - rate - 1
    need(growth > 1, "proof.orbit[0]", "the growth factor is not above 1")
    return f"at depth 2 and rate {rate} from {s} each step multiplies the magnitude by at least {growth}, so the recursion diverges"


def check_R10(proof):
    depth, rate, orbit = recursion_data(proof, "orbit", depth=3)
    need(depth % 2 == 1, "proof.depth", "an odd depth is expected")
    need(rate * depth < 2, "proof.rate", "not below 2/L")
    start, s, _ = check_orbit(orbit, depth, rate)
    need(start > 0, "proof.orbit[0]", "must be positive")
    need(s < 0 and rate * (power(-s, 2 * depth - 2, "proof.orbit") + power(-s, depth - 2, "proof.orbit")) < 1, "proof.orbit[1]",
         "the orbit is not caught below zero")
    return f"at depth {depth} and rate {rate} the orbit from {start} goes to {s} and stays in [{s}, 0) for ever, so it never reaches 1"


def check_R11(proof):
    net, rank, listed = fields(proof, "proof", "network", "rank", "spectrum")
    net = network(net, "proof.network")
    need(net.widths == [16, 32, 10], "proof.network.widths", "[16, 32, 10] is expected")
    r = integer(rank, "proof.rank", 5, 5)
    want = Net(net.widths, lambda k, i: int(i <= r), lambda i: 1, lambda i: int(i <= r))
    need((net.layer, net.input, net.target) == (want.layer, want.input, want.target), "proof.network", "not the network of the statement")
    spectrum, grouped = {}, grouped_blocks(net)
    for entry, path in items(listed, "proof.spectrum"):
        (value, vpath), (count, cpath) = items(entry, path, 2)
        value = rational(value, vpath)
        need(all(value < other for other in spectrum), vpath, "values must be strictly decreasing")
        spectrum[value] = multiplicity(count, cpath)
    exact = spectrum_of(grouped, spectrum)
    need(exact is not None, "proof.spectrum", "not the complete spectrum")
    for index, value in enumerate(spectrum):
        need(spectrum[value] == exact[value], f"proof.spectrum[{index}][1]", f"the multiplicity is {exact[value]}")
    stated = r * (min(net.widths) + net.widths[-1] - 2 * r)
    need(spectrum.get(1, 0) != stated, "proof.spectrum", "the count of the statement holds")
    return f"for widths 16-32-10 and rank 5 with x = 1 on all inputs the bulk eigenvalue 1 has multiplicity {spectrum.get(1, 0)}, not {stated}"


def check_R13(proof):
    sigma, pairs = fields(proof, "proof", "sigma", "witnesses")
    sigma = rational(sigma, "proof.sigma")
    need(0 < sigma < 1, "proof.sigma", "outside (0, 1)")
    found = [Witness(entry, path) for entry, path in items(pairs, "proof.witnesses", 2)]
    for w in found:
        w.require(minimum=1, balanced=1, signals=1, x=1, y=1, quiet_tail=1, x_after=(0,))
        tail = [i for i in w.others if w.net.s(1, i)]
        need(len(tail) == 1 and w.net.s(1, tail[0]) > 0, w.path + ".network", "exactly one positive tail value is expected")
        need(w.net.s(1, tail[0]) ** w.depth == sigma, w.path + ".network", "the tail value to the power L is not sigma")
        need(all(tail[0] in v[1:] for v, n in w.bulk[1].items() if n), w.path + ".bulk.vector", "not supported on pairs with the tail index")
    need(found[0].depth < found[1].depth, "proof.witnesses[1].network.widths", "the depths must increase")
    first, second = (w.ratio / w.depth for w in found)
    need(first != second, "proof.witnesses", "ratio/L is the same")
    return (f"with the end-to-end tail {sigma} the ratio is {found[0].ratio} at depth {found[0].depth} and {found[1].ratio} at depth "
            f"{found[1].depth}: not proportional to the depth")


def check_R14(proof):
    start, rate, limit = fields(proof, "proof", "start", "rate", "limit")
    start, rate = rational(start, "proof.start"), rational(rate, "proof.rate")
    need(0 < start < 1, "proof.start", "outside (0, 1)")
    w = Witness(limit, "proof.limit").require(minimum=1, signals=1, x=1, y=1, quiet_tail=1, x_after=(0,))
    need(rate == Fraction(1, w.depth), "proof.rate", "1/L is expected")
    need(w.rank < w.least, "proof.limit.rank", "must be below the least width")
    need(all(w.net.s(k, i) == (start if i <= w.least else 0) for i in w.others for k in range(1, w.depth + 1)), "proof.limit.network",
         "the indices from r + 1 to the least width must be at 'start', those after it at 0")
    s, eta = symbols(2)     # 1 - f(s) = (1 - s)(1 - eta s^(L-1) (1 + s + .. + s^(L-1))), so 0 <= 1 - f(s) <= (1 - s)(1 - eta L s^(2L-2)) on (0, 1]
    slope = 1 - eta * s ** (w.depth - 1) * total(s ** k for k in range(w.depth))
    sure(1 - (s - eta * s ** (2 * w.depth - 1) + eta * s ** (w.depth - 1)) == (1 - s) * slope, "the contraction identity fails")
    need(w.ratio != w.depth, "proof.limit", "the ratio is L")
    return (f"at depth {w.depth} all {w.least} values start at {start}; with rate {rate} the signals rise to 1, the others stay, and in the limit "
            f"the ratio is {w.ratio}, not {w.depth}")


# ---------------------------------------------------------------------------------------------------------------------
# Every depth at once: fractions of polynomials in L, s, ... and S = s^L, T = t^L, A = a^L, B = b^L as symbols of their own

POWERS = {"S": "s", "T": "t", "A": "a", "B": "b"}
MAX_EXPONENT = 8            # of a denominator in an argument for every depth


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


class Argument:
    """What is to be shown for one statement, from the mathematics: the certificate must say exactly this, and it must hold."""

    def __init__(self, least, ring, items, ranges=(), assumed=(), nonzero=()):
        self.least, self.ring, self.items = least, ring, items
        self.ranges = [("L", (Fraction(least), "closed", None, "open"))] + list(ranges)
        self.assumed = [(value.top, sign) for value, sign in assumed]
        self.nonzero = [(value.top, reason) for value, reason in nonzero]
        self.known = {}

    def polynomial(self, value, path, expected):
        need(polynomial(value, path, len(self.ring.names)) == expected, path, "not that of the statement")

    def header(self, proof, path="proof"):
        hypotheses, nonzero, ranges, variables = (proof[name] for name in ("hypotheses", "nonzero", "ranges", "variables"))
        need(same(variables, list(self.ring.names)), path + ".variables", "not those of the statement")
        stated = [{"lower": str(low), "lowerEnd": low_end, "upper": "infinity" if high is None else str(high), "upperEnd": high_end, "variable": name}
                  for name, (low, low_end, high, high_end) in self.ranges]
        need(same(ranges, stated), path + ".ranges", "not those of the statement")
        for entries, known, where, word in ((hypotheses, self.assumed, ".hypotheses", "sign"), (nonzero, self.nonzero, ".nonzero", "reason")):
            for (entry, epath), (expected, label) in zip(items(entries, path + where, len(known)), known):
                given, given_label = fields(entry, epath, "polynomial", word)
                self.polynomial(given, epath + ".polynomial", expected)
                text(given_label, epath + "." + word, label)

    def fraction(self, value, path, expected):
        """The numerator and the exponents of the denominator, in the one reduced form, equal to what is expected."""
        exponents, top = fields(value, path, "denominator", "numerator")
        exponents = [integer(e, p, 0, MAX_EXPONENT) for e, p in items(exponents, path + ".denominator", len(self.nonzero))]
        top, bottom = polynomial(top, path + ".numerator", len(self.ring.names)), self.ring.one.top
        for (factor, _), exponent in zip(self.nonzero, exponents):
            bottom = bottom * factor ** exponent
        need(top * expected.bottom == expected.top * bottom, path, "not the quantity of the statement")     # first: it bounds the size of top
        for (factor, _), exponent in zip(self.nonzero, exponents):
            need(exponent == 0 or quotient(top, factor) is None, path + ".denominator", "not in lowest terms")
        return top, exponents

    def factor_sign(self, top, exponents):
        if any(e % 2 and reason != "range" for (_, reason), e in zip(self.nonzero, exponents)):
            return None
        for assumed, sign in self.assumed:
            if top == assumed:
                return sign
        return sign_on(top, self.ring.names, self.ranges)

    def terms(self, given, path, value, sign, expected):
        """The sum of the products is the value, and the factors give its sign."""
        total_value, some = self.ring.one * 0, False
        for (term, tpath), factors in zip(items(given, path, len(expected)), expected):
            product_value, positive = self.ring.one, True
            for n, ((entry, epath), factor) in enumerate(zip(items(term, tpath, len(factors)), factors)):
                if isinstance(factor, str):
                    (shown,) = fields(entry, epath, "shown")
                    text(shown, epath + ".shown", factor)
                    need(factor in self.known, epath, "not shown before")
                    factor_value, found = self.known[factor]
                else:
                    factor_value = self.ring.one * factor
                    found = self.factor_sign(*self.fraction(entry, epath, factor_value))
                product_value = product_value * factor_value
                if sign == "same" and n == len(factors) - 1:
                    continue
                need(found in ("positive", "nonnegative"), epath, "the factor has no known sign")
                positive = positive and found == "positive"
            need(positive or sign != "same", tpath, "a factor may vanish")
            some = some or positive
            total_value = total_value + product_value
        need(total_value == value, path, "the terms do not sum to the quantity")
        need(some or sign != "positive", path, "no term is positive")
        need(sign != "same" or len(expected) == 1, path, "one product is expected")

    def check(self, proof):
        fields(proof, "proof", "hypotheses", "items", "nonzero", "ranges", "variables")
        self.header(proof)
        for (entry, path), (kind, name, *data) in zip(items(proof["items"], "proof.items", len(self.items)), self.items):
            if kind == "identity":
                left, given, right = fields(entry, path, "left", "name", "right")
                text(given, path + ".name", name)
                self.fraction(left, path + ".left", data[0])
                self.fraction(right, path + ".right", data[1])
                need(self.ring.one * data[0] == data[1], path, "the sides differ")
            elif kind == "sign":
                expression, given, sign, terms = fields(entry, path, "expression", "name", "sign", "terms")
                text(given, path + ".name", name)
                text(sign, path + ".sign", data[1])
                self.fraction(expression, path + ".expression", data[0])
                self.terms(terms, path + ".terms", data[0], data[1], data[2])
                if data[1] != "same":
                    self.known[name] = data[0], data[1]
            else:
                self.induction(entry, path, name, *data)
        self.denominators()
        return len(self.items)

    def induction(self, entry, path, name, value, sign, base, step):
        first, expression, given, after, given_sign = fields(entry, path, "base", "expression", "name", "next", "sign")
        text(given, path + ".name", name)
        text(given_sign, path + ".sign", sign)
        self.fraction(expression, path + ".expression", value)
        for part, place, quantity, expected in ((first, ".base", self.ring.at(value, self.least), base), (after, ".next", self.ring.next(value), step)):
            terms, stated = fields(part, path + place, "terms", "value")
            self.fraction(stated, path + place + ".value", quantity)
            self.terms(terms, path + place + ".terms", quantity, sign, expected)
            self.known[name] = value, sign          # after the base case: the hypothesis of the step, then the conclusion

    def denominators(self):
        """Why each of the polynomials in denominators has no zero."""
        for n, (poly, reason) in enumerate(self.nonzero):
            path = f"proof.nonzero[{n}]"
            if reason == "range":
                need(sign_on(poly, self.ring.names, self.ranges) == "positive", path, "not positive on the ranges")
            elif reason != "hypothesis":
                value, sign = self.known[reason.removeprefix("item ")]
                need(sign == "positive" and value.top == poly, path, "does not follow")


def telescoping(ring, name, closed, first, step, least=1):
    return [("identity", name + "-base", ring.one * first, ring.at(closed, least)), ("identity", name + "-step", step(closed), ring.next(closed))]


OPEN_01 = (Fraction(0), "open", Fraction(1), "open")
HALF_OPEN_01 = (Fraction(0), "open", Fraction(1), "closed")
ABOVE_0 = (Fraction(0), "open", None, "open")


def depth_step(s, S, x, y, eta):
    """s - eta x s^(2L-1) + eta y s^(L-1)."""
    return s - eta * x * S * S / s + eta * y * S / s


def argue_telescope_h():
    ring = DepthRing("L", "s", "t", "S", "T")
    s, t, S, T = ring["s t S T"]
    return Argument(1, ring, telescoping(ring, "sum", (S * S - T * T) / (s * s - t * t), 1, lambda h: s * s * h + T * T),
                    nonzero=[(s * s - t * t, "hypothesis")])


def argue_tail_sum_g():
    ring = DepthRing("L", "s", "S")
    s, S = ring["s S"]
    g = (1 - S * S) / (1 - s * s)
    return Argument(1, ring, telescoping(ring, "sum", g, 1, lambda h: h + S * S) + [
        ("induction", "at-least-1", g - 1, "nonnegative", [], [["at-least-1"], [S, S]]),
        ("sign", "upper-bound", 1 - (1 - s * s) * g, "nonnegative", [[S, S]])],
        ranges=[("s", (Fraction(0), "closed", Fraction(1), "open"))], nonzero=[(1 - s * s, "range")])


def argue_signal_tail_exponents():
    ring = DepthRing("L", "k", "j")
    L, k, j = ring["L k j"]
    layer = L + 1 - j                                       # eps^L times the tail values outside layers k < layer

    def coupling(k, layer):
        return L + L - 1 - (layer - k)
    return Argument(2, ring, [
        ("identity", "reversed", L - layer, j - 1), ("identity", "coupling", coupling(k, layer), L + (k - 1) + (j - 1)),
        ("identity", "present", layer - k - 1, L - (k + j)), ("identity", "symmetric", coupling(k, layer), coupling(j, L + 1 - k))])


def argue_safe_step():
    ring = DepthRing("L", "s", "S", "eta")
    L, s, S, eta = ring["L s S eta"]
    f, G = depth_step(s, S, 1, 1, eta), (1 - S) / (1 - s)
    factor = 1 - eta * (S / s) * G
    return Argument(1, ring, telescoping(ring, "sum", G, 1, lambda h: h + S) + [
        ("identity", "factors", 1 - f, (1 - s) * factor),
        ("sign", "increases", f - s, "nonnegative", [[eta, S / s, 1 - S]]),
        ("induction", "power", s - S, "nonnegative", [], [[s, "power"], [s, 1 - s]]),
        ("induction", "sum-at-most-L", L - G, "nonnegative", [], [["sum-at-most-L"], [1 - S]]),
        ("sign", "factor", factor, "nonnegative", [[1 - eta * L], [eta, L, 1 / s, "power"], [eta, S / s, "sum-at-most-L"]]),
        ("sign", "at-most-1", 1 - f, "nonnegative", [[1 - s, "factor"]])],
        ranges=[("s", OPEN_01), ("eta", (Fraction(0), "closed", None, "open"))], assumed=[(1 - eta * L, "nonnegative")],
        nonzero=[(s, "range"), (1 - s, "range")])


def argue_multiplier():
    ring = DepthRing("L", "s", "S", "x", "y", "eta")
    L, s, S, x, y, eta = ring["L s S x y eta"]
    f = depth_step(s, S, x, y, eta)
    slope = ring.image(ring.slope(f, "s", "S"), y=x * S)
    small = DepthRing("L", "s", "S", "x", "eta")

    def without_y(value):
        return Ratio(*(Poly({e[:4] + e[5:]: c for e, c in p.terms.items()}, 5) for p in (value.top, value.bottom)))
    slope, fixed = without_y(slope), without_y(ring.image(f, y=x * S))
    L, s, S, x, eta = small["L s S x eta"]
    return Argument(1, small, [
        ("identity", "fixed", fixed, s), ("identity", "slope", slope, 1 - eta * L * x * S * S / (s * s)),
        ("sign", "below-1", 1 - slope, "positive", [[eta, L, x, S * S / (s * s)]]),
        ("sign", "above-minus-1", 1 + slope, "same", [[2 - eta * L * x * S * S / (s * s)]])],
        ranges=[("s", ABOVE_0), ("x", ABOVE_0), ("eta", ABOVE_0)], nonzero=[(s, "range")])


def argue_supercritical_flip():
    ring = DepthRing("L", "s", "S", "eta")
    L, s, S, eta = ring["L s S eta"]
    slopes = [depth_step(s, S, 1, 1, eta)]
    for _ in range(3):
        slopes.append(ring.slope(slopes[-1], "s", "S"))
    one = [ring.image(f, s=1, S=1) for f in slopes]

    def short(value):
        return Ratio(*(Poly({(e[0], e[3]): c for e, c in p.terms.items()}, 2) for p in (value.top, value.bottom)))
    critical = [short(ring.image(f, eta=2 / L)) for f in one]
    one, ring = [short(f) for f in one], DepthRing("L", "eta")
    L, eta = ring["L eta"]
    return Argument(2, ring, [
        ("identity", "first", critical[1], ring.one * -1), ("identity", "second", one[2], -3 * eta * L * (L - 1)),
        ("identity", "third", one[3], -eta * L * (L - 1) * (7 * L - 11)),
        ("sign", "coefficient", critical[2] * critical[2] / 2 + critical[3] / 3, "positive", [[Fraction(8, 3), L - 1, 5 * L - 4]])],
        nonzero=[(L, "range")])


def clusters(ring, x, y):
    """a = x s^(2L-2) and c = s^(L-2) (x s^L - y)."""
    s, S = ring["s S"]
    return x * S * S / (s * s), (x * S - y) * S / (s * s)


def argue_diagonal_block():
    ring = DepthRing("L", "s", "S", "x", "y")
    L, s, S, x, y = ring["L s S x y"]
    a, c = clusters(ring, x, y)
    other = a + c
    return Argument(2, ring, [
        ("identity", "row-sum", a + (L - 1) * other, L * a + (L - 1) * c), ("identity", "difference-row-1", a - other, -c),
        ("identity", "difference-row-j", other - a, c), ("identity", "difference-other-row", other - other, ring.one * 0),
        ("identity", "trace", L * a + (L - 1) * c - (L - 1) * c, L * a)], nonzero=[(s, "hypothesis")])


def argue_crossing():
    ring = DepthRing("L", "s", "S")
    L, s, S = ring["L s S"]
    a, c = clusters(ring, 1, 1)
    up, down, unit_value = L * a + (L - 1) * c, L * a - (L - 1) * c, S / (s * s)
    return Argument(2, ring, [
        ("sign", "size-of-c", -c, "nonnegative", [[unit_value, 1 - S]]),
        ("sign", "symmetric-bulk", up - a, "same", [[L - 1, unit_value, 2 * S - 1]]),
        ("sign", "symmetric-c", up + c, "same", [[L, unit_value, 2 * S - 1]]),
        ("sign", "antisymmetric-bulk", down - a, "positive", [[L - 1, unit_value]]),
        ("sign", "antisymmetric-c", down + c, "positive", [[L - 2 + 2 * S, unit_value]])],
        ranges=[("s", HALF_OPEN_01)], nonzero=[(s, "range")])


def argue_ratio_time_t():
    ring = DepthRing("L", "s", "S", "r")
    L, s, S, r = ring["L s S r"]
    a, c = clusters(ring, 1, 1)
    up, down, gap = L * a + (L - 1) * c, L * a - (L - 1) * c, (1 - S) / S
    mean = (r * (r + 1) / 2 * up + r * (r - 1) / 2 * down) / (r * r)
    terms = [[L - 1, 1 - S, 1 / S]]
    return Argument(2, ring, [
        ("identity", "symmetric", up / a, L - (L - 1) * gap), ("identity", "antisymmetric", down / a, L + (L - 1) * gap),
        ("identity", "mean", mean / a, L - (L - 1) * gap / r), ("sign", "symmetric-below", L - up / a, "nonnegative", terms),
        ("sign", "antisymmetric-above", down / a - L, "nonnegative", terms)],
        ranges=[("s", HALF_OPEN_01), ("r", (Fraction(1), "closed", None, "open"))], nonzero=[(s, "range"), (S, "range"), (r, "range")])


def argue_negative_threshold():
    ring = DepthRing("L", "s", "S")
    L, s, S = ring["L s S"]
    a, c = clusters(ring, 1, 1)
    up, unit_value = L * a + (L - 1) * c, S / (s * s)
    return Argument(2, ring, [
        ("identity", "product", up, unit_value * ((2 * L - 1) * S - (L - 1))),
        ("sign", "sign", up, "same", [[unit_value, 2 * L - 1, S - (L - 1) / (2 * L - 1)]])],
        ranges=[("s", ABOVE_0)], nonzero=[(s, "range"), (2 * L - 1, "range")])


def argue_approx_balance():
    ring = DepthRing("L", "s", "S", "xm")
    L, s, S, xm = ring["L s S xm"]
    x = 1 / S
    top = L * x * S * S / (s * s)
    return Argument(1, ring, [
        ("identity", "by-variance", top, L / (x * s * s)), ("identity", "by-value", top, L * S / (s * s)),
        ("identity", "ratio", top / (xm * S * S / (s * s)), L * x / xm)],
        ranges=[("s", ABOVE_0), ("xm", ABOVE_0)], nonzero=[(s, "range"), (S, "range"), (xm, "range")])


def argue_flow():
    ring = DepthRing("L", "s", "S", "x", "y")
    L, s, S, x, y = ring["L s S x y"]
    speed = S / s * (y - x * S)
    sigma = ring.slope(S, "s", "S") * speed
    return Argument(1, ring, [
        ("identity", "chain-rule", sigma, L * S * S / (s * s) * (y - x * S)),
        ("sign", "direction", sigma, "same", [[L, S * S / (s * s), y - x * S]]),
        ("identity", "partial-fractions", 1 / speed, (s / S + x * s / (y - x * S)) / y)],
        ranges=[("s", ABOVE_0)], nonzero=[(s, "range"), (S, "range"), (y, "hypothesis"), (x * S - y, "hypothesis")])


def argue_two_cycle():
    ring = DepthRing("L", "a", "b", "A", "B")
    a, b, A, B = ring["a b A B"]
    y = (A * A / a + B * B / b) / (A / a + B / b)
    eta = (a - b) * (A / a + B / b) / (A / a * (B / b) * (A - B))
    return Argument(1, ring, [
        ("induction", "quotient", (A - B) / (a - b), "positive", [[1]], [[a, "quotient"], [B]]),
        ("sign", "target", y, "positive", [[A * A / a + B * B / b, 1 / (A / a + B / b)]]),
        ("sign", "rate", 1 / eta, "positive", [[A / a, B / b, 1 / (A / a + B / b), "quotient"]]),
        ("identity", "a-to-b", depth_step(a, A, 1, y, eta), b), ("identity", "b-to-a", depth_step(b, B, 1, y, eta), a)],
        ranges=[("a", ABOVE_0), ("b", ABOVE_0)],
        nonzero=[(a, "range"), (b, "range"), (A, "range"), (B, "range"), (A * b + B * a, "range"), (a - b, "hypothesis"), (A - B, "item quotient")])


def argue_gap_contraction():
    ring = DepthRing("L", "x", "y", "eta", "p", "q", "G")
    x, y, eta, p, q, G = ring["x y eta p q G"]
    e = x * p * q * G - y
    first, second = p - eta * e * q * G, q - eta * e * p * G
    return Argument(2, ring, [("identity", "gap", first * first - second * second, (p * p - q * q) * (1 - eta * eta * e * e * G * G))])


def argue_odd_negative():
    ring = DepthRing("L", "s", "S", "x", "y", "eta")
    s, S, x, y, eta = ring["s S x y eta"]
    rise = depth_step(-s, -S, x, y, eta) - -s              # L odd: (-s)^L = -s^L
    return Argument(1, ring, [("sign", "increases", rise, "positive", [[eta, S / s, y + x * S]])],
                    ranges=[(name, ABOVE_0) for name in ("s", "x", "y", "eta")], nonzero=[(s, "range")])


ARGUMENTS = {
    "cert-telescope-h": argue_telescope_h, "cert-tail-sum-g": argue_tail_sum_g, "cert-signal-tail-exponents": argue_signal_tail_exponents,
    "cert-safe-step": argue_safe_step, "cert-multiplier": argue_multiplier, "cert-supercritical-flip": argue_supercritical_flip,
    "cert-flow": argue_flow, "cert-two-cycle": argue_two_cycle, "cert-gap-contraction": argue_gap_contraction, "cert-odd-negative": argue_odd_negative,
    "cert-diagonal-block": argue_diagonal_block, "cert-crossing": argue_crossing, "cert-ratio-time-t": argue_ratio_time_t,
    "cert-negative-threshold": argue_negative_threshold, "cert-approx-balance": argue_approx_balance,
}


def check_depth_identity(proof, name):
    return f"{ARGUMENTS[name]().check(proof)} steps in the depth ring"


# A point at one depth where a false statement fails: names, relation, hypotheses, and both sides by direct evaluation

def direct_step(s, L, x, y, eta):
    return s - eta * x * s ** (2 * L - 1) + eta * y * s ** (L - 1)


def direct_clusters(s, L, x=1, y=1):
    """(symmetric, bulk): L a + (L-1) c and a."""
    a, c = x * s ** (2 * L - 2), s ** (L - 2) * (x * s ** L - y)
    return L * a + (L - 1) * c, a


def row_sum(L, s, x, y):
    a, c = x * s ** (2 * L - 2), s ** (L - 2) * (x * s ** L - y)
    return total([a] + [a + c] * (L - 1)), L * (a + c)


def flip_sides(L):
    def derivative(order):
        return Fraction(2, L) * (prod(L - 1 - i for i in range(order)) - prod(2 * L - 1 - i for i in range(order)))
    return derivative(2) ** 2 / 2 + derivative(3) / 3, Fraction(8 * (L - 1) * (5 * L - 3), 3)


def slope_sides(L, s, x, eta):
    y = x * s ** L
    return 1 - eta * x * (2 * L - 1) * s ** (2 * L - 2) + eta * y * (L - 1) * s ** (L - 2), 1 - eta * (L - 1) * x * s ** (2 * L - 2)


def cycle_sides(L, a, b):
    low = a ** (L - 1), b ** (L - 1)
    eta = (a - b) * sum(low) / (low[0] * low[1] * (a ** L - b ** L))
    return direct_step(a, L, 1, (a ** L + b ** L) / 2, eta), b


def gap_sides(L, p, q, g, x, y, eta):
    G = g ** (L - 2)
    e = x * p * q * G - y
    return (p - eta * e * q * G) ** 2 - (q - eta * e * p * G) ** 2, p * p - q * q


def exponent_sides(L, eps, k, j):
    k, j = int(k), int(j)
    return eps ** L * eps ** (L - 1 - (L + 1 - j - k)), eps ** (L + k + j)


WITNESSES = {
    "cert-telescope-h-false": (1, "=", ("s", "t"), lambda L, s, t: s * s != t * t, lambda L, s, t: (
        total(s ** (2 * (L - k)) * t ** (2 * (k - 1)) for k in range(1, L + 1)), (s ** (2 * L - 2) - t ** (2 * L - 2)) / (s * s - t * t))),
    "cert-tail-sum-g-false": (1, "<=", ("s",), lambda L, s: 0 <= s < 1, lambda L, s: (
        L / total(s ** (2 * k) for k in range(L)), L * (1 - s * s))),
    "cert-signal-tail-exponents-false": (2, "=", ("eps", "k", "j"), lambda L, eps, k, j: k.denominator == j.denominator == 1 and k >= 1 and j >= 1
                                         and k + j <= L, exponent_sides),
    "cert-safe-step-false": (1, "<=", ("s", "eta"), lambda L, s, eta: 0 < s < 1 and 0 <= eta <= Fraction(2, L),
                             lambda L, s, eta: (direct_step(s, L, 1, 1, eta), 1)),
    "cert-multiplier-false": (2, "=", ("s", "x", "eta"), lambda L, *v: min(v) > 0, slope_sides),
    "cert-supercritical-flip-false": (2, "=", (), lambda L: True, flip_sides),
    "cert-flow-false": (1, "=", ("s", "x", "y"), lambda L, s, x, y: s > 0, lambda L, s, x, y: (
        L * s ** (L - 1) * s ** (L - 1) * (y - x * s ** L), L * s ** (2 * L) * (y - x * s ** L))),
    "cert-two-cycle-false": (1, "=", ("a", "b"), lambda L, a, b: a > 0 and b > 0 and a != b, cycle_sides),
    "cert-gap-contraction-false": (2, "=", ("p", "q", "g", "x", "y", "eta"), lambda L, *v: True, gap_sides),
    "cert-odd-negative-false": (1, ">", ("v", "x", "y", "eta"), lambda L, v, *rest: v < 0 and min(rest) > 0,
                                lambda L, v, x, y, eta: (direct_step(v, L, x, y, eta), v)),
    "cert-diagonal-block-false": (2, "=", ("s", "x", "y"), lambda L, *v: True, row_sum),
    "cert-crossing-false": (2, ">", ("s",), lambda L, s: 0 < s <= 1, lambda L, s: direct_clusters(s, L)),
    "cert-ratio-time-t-false": (2, "=", ("s",), lambda L, s: 0 < s <= 1, lambda L, s: (
        direct_clusters(s, L)[0] / direct_clusters(s, L)[1], L + (L - 1) * (1 - s ** L) / s ** L)),
    "cert-negative-threshold-false": (2, "<", ("s",), lambda L, s: s > 0 and s ** L < Fraction(1, 2), lambda L, s: (direct_clusters(s, L)[0], 0)),
    "cert-approx-balance-false": (1, "=", ("s",), lambda L, s: s > 0, lambda L, s: (L / s ** L * s ** (2 * L - 2), L)),
}
RELATIONS = {"=": Fraction.__eq__, "<": Fraction.__lt__, "<=": Fraction.__le__, ">": Fraction.__gt__}


def check_depth_witness(proof, name):
    least, relation, names, admits, sides = WITNESSES[name]
    depth, left, stated, right, values = fields(proof, "proof", "depth", "left", "relation", "right", "values")
    depth = integer(depth, "proof.depth", least, MAX_DEPTH)
    text(stated, "proof.relation", relation)
    point = []
    for (entry, path), expected in zip(items(values, "proof.values", len(names)), names):
        given, value = fields(entry, path, "name", "value")
        text(given, path + ".name", expected)
        need(isinstance(value, str) and len(value) <= 40, path + ".value", "a rational string of at most 40 characters is expected")
        point.append(rational(value, path + ".value"))
        need(point[-1] > 0 or expected == "v", path + ".value", "a positive value is expected: signs that do not matter are fixed")
    need(admits(depth, *point), "proof.values", "outside the scope of the statement")
    try:
        found = [Fraction(side) for side in sides(depth, *point)]
    except ZeroDivisionError:
        raise Refused("proof.values: the sides are not defined there") from None
    for word, given, value in zip(("left", "right"), (left, right), found):
        need(rational(given, "proof." + word) == value, "proof." + word, "not the value of that side")
    need(not RELATIONS[relation](*found), "proof", "the statement holds there")
    return f"L = {depth}: {found[0]} {relation} {found[1]} fails"


# ---------------------------------------------------------------------------------------------------------------------
# The table of claims: everything a certificate may say

CLAIMS = {
    "aligned-block-decomposition": (
        "verified", "symbolic", "block-decomposition",
        ("The Hessian of an aligned deep linear network is, after a permutation of the parameters, block diagonal with one block"
         " for each index i and one for each pair of indices i, m, with the entries of Theorem A."),
        {"depths": [1, 3], "widths": [1, 3],
         "text": "every list of widths between 1 and 3 at depths 1 to 3; all layer values, x_i and y_i free"}),
    "deng-2026-recursion": (
        "verified", "symbolic", "polynomial-identity",
        ("One step of gradient descent on an aligned balanced network keeps the frames and maps each layer value s to s - eta x "
         "s^(2L-1) + eta y s^(L-1); a mode with x = y = 0 does not move."),
        {"depths": [1, 8],
         "text": "depths 1 to 8, every real s, eta, x, y; frames checked on exact matrix trajectories"}),
    "deng-2026-bifurcation-minimum": (
        "verified", "symbolic", "block-eigenvectors",
        ("At the balanced minimum with r unit signals, zero tail and Sxx = identity on n_x >= r directions, the Hessian has "
         "eigenvalue L with multiplicity r^2, 1 with multiplicity r(n_x + d_L - 2r), and 0 otherwise: dominant/bulk is exactly "
         "L."),
        {"depths": [2, 8],
         "text": "depths 2 to 8, all widths >= r, every r and n_x"}),
    "deng-2026-bifurcation-training": (
        "verified", "symbolic", "block-eigenvectors",
        ("With r uniform signals lambda, zero tail, Sxx = x times the identity on n_x >= r directions, a = x lambda^(2L-2), c = lambda^(L-2)(x lambda^L - y) and h the sum of d_j - r"
         " over hidden layers, the Hessian has the eigenvalues L a + (L-1) c (r(r+1)/2 times), L a - (L-1) c (r(r-1)/2 times), a"
         " (r(n_x + d_L - 2r) times), -c ((L-1) r(r+1)/2 + r h times), c ((L-1) r(r-1)/2 + r h times), and 0 otherwise; for x = "
         "y = 1 and lambda > 0 the r^2 cluster lies above all others iff lambda^L > 1/2."),
        {"depths": [2, 8],
         "text": "depths 2 to 8, every real lambda, x, y, all widths >= r, every r and n_x"}),
    "deng-2026-tail-ratio": (
        "verified", "symbolic", "block-eigenvectors",
        ("With r unit signals, Sxx = I_r and a tail of d* - r values eps, r <= d* <= every width, the Hessian has eigenvalue L (r^2 times), g = 1 + eps^2 "
         "+ ... + eps^(2L-2) (r(d* - r) times), 1 (r(d_L - d*) times), and 0 otherwise; for 0 <= eps < 1 the ratio satisfies L(1"
         " - eps^2) <= L/g <= L."),
        {"depths": [2, 8],
         "text": "depths 2 to 8, every real eps in [0, 1) for the bounds and every real eps for the spectrum, every r <= d* <= all widths"}),
    "deng-2026-code-variant": (
        "verified", "exact", "inertia",
        ("With unit signals, Sxx = I and a tail value eps in (0, 1), each signal/tail block splits into S_+ and S_-; the top "
         "eigenvalue of S_+ lies in [g, g(1 + eps^L)], that of S_- in [g(1 - eps^L), g], all others in [-eps^L g, eps^L g], with"
         " g = 1 + eps^2 + ... + eps^(2L-2); and after t = 1, 2, 3 steps from s_0 = 1/2 at rate eta = 1/L a tail value obeys s_0^(-m) + m eta t <= s_t^(-m) <= s_0^(-m) + m eta t (1 - eta s_0^m)^(-(2L-1)) with m = 2L-2."),
        {"depths": [2, 6], "tails": ["1/10", "1/4", "1/3", "1/2", "2/3", "3/4", "9/10"],
         "text": "depths 2 to 6, the seven listed tails, three steps of the tail a depth"}),
    "deng-2026-approx-balance": (
        "verified", "exact", "block-spectrum",
        ("At the balanced minimum of a target with unit singular values and Sxx = diag(x_i), x_i in [a, b] on signals and seen "
         "nulls, zero tail: L (a/b)^(3-2/L) <= dominant/bulk <= L (b/a)^(3-2/L)."),
        {"depths": [2, 5], "pairs": [["1", "11/10"], ["1", "2"], ["2", "3"], ["1/2", "3/5"], ["5/4", "3/4"]],
         "text": "depths 2 to 5, two signals with layer values t_1, t_2 from the five listed pairs, x_i = t_i^(-L), one seen null with x = x_1, widths 3"}),
    "deng-2026-R1": (
        "refuted", "exact", "exact-witness",
        "The ratio of dominant to bulk eigenvalues of the full Hessian is L at every step of training.",
        {"text": "every depth L >= 2, uniform balanced signals, zero tail, x = y = 1"}),
    "deng-2026-R2": (
        "refuted", "exact", "exact-witness",
        "At the minimum the bulk eigenvalues equal 1 and the ratio equals L.",
        {"text": "every depth L >= 2, balanced, Sxx = I_r, any tail"}),
    "deng-2026-R3": (
        "refuted", "exact", "exact-witness",
        "The tail values are unchanged by gradient descent when Sxx is the identity on all inputs.",
        {"text": "every depth L >= 2, x = 1, y = 0"}),
    "deng-2026-R4": (
        "refuted", "exact", "exact-witness",
        ("When Sxx is the identity on all inputs, the eigenvalues outside the two clusters are at most lambda_0^(2L-2) e^(-L "
         "alpha eta t) with alpha = lambda_0^(2L-2)."),
        {"text": "every depth L >= 2, uniform initialisation at lambda_0 in (0, 1), eta <= 1/L"}),
    "deng-2026-R5": (
        "refuted", "exact", "exact-witness",
        "At the minimum with Sxx = I the product of the weights is the identity.",
        {"text": "every depth L >= 1, square product"}),
    "deng-2026-R6": (
        "refuted", "exact", "exact-witness",
        "A perturbation of the layer values by at most 10 percent leaves the dominant cluster above the bulk at every depth.",
        {"text": "every depth L >= 2, uniform balanced signals, zero tail, x = y = 1"}),
    "deng-2026-R7": (
        "refuted", "exact", "exact-witness",
        "The two clusters stay separated when Sxx is approximately balanced.",
        {"text": "every depth L >= 2, balanced minimum, y = 1 on signals, x_i > 0"}),
    "deng-2026-R8": (
        "refuted", "exact", "exact-witness",
        "The dominant cluster lies above the bulk for signals of different size.",
        {"text": "every depth L >= 2, balanced minimum, x = 1"}),
    "deng-2026-R9": (
        "refuted", "exact", "exact-witness",
        "The recursion for the layer values converges for every step size.",
        {"text": "every depth L >= 2, x = y = 1, every start"}),
    "deng-2026-R10": (
        "refuted", "exact", "exact-witness",
        "Gradient descent with eta < 2/L from lambda_0 > 0 converges to 1.",
        {"text": "every depth L >= 2, x = y = 1"}),
    "deng-2026-R11": (
        "refuted", "exact", "exact-witness",
        ("The bulk has r(d* + d_L - 2r) eigenvalues in the setting of the published code, where Sxx is the identity on all "
         "inputs."),
        {"text": "widths d_0-..-d_L >= r, uniform minimum, zero tail"}),
    "deng-2026-R13": (
        "refuted", "exact", "exact-witness",
        "The ratio is proportional to the depth when the end-to-end tail value is held fixed.",
        {"text": "every depth L >= 2, balanced minimum, Sxx = I_r, one tail value eps = sigma^(1/L)"}),
    "deng-2026-R14": (
        "refuted", "exact", "exact-witness",
        "Uniform spectral initialisation of all d* modes gives a ratio of exactly L in the limit.",
        {"text": "every depth L >= 2, r < d*, Sxx = I_r"}),
    "cert-telescope-h": (
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 1 and real s, t with s^2 != t^2, the sum of s^(2(L-k)) t^(2(k-1)) over k = 1..L is (s^(2L) - "
         "t^(2L))/(s^2 - t^2)."),
        {"leastDepth": 1, "text": "every depth L >= 1, every real s, t with s^2 != t^2"}),
    "cert-telescope-h-false": (
        "refuted", "exact", "depth-witness",
        ("For every depth L >= 1 and real s, t with s^2 != t^2, the sum of s^(2(L-k)) t^(2(k-1)) over k = 1..L is (s^(2L-2) - "
         "t^(2L-2))/(s^2 - t^2)."),
        {"text": "every depth L >= 1, every real s, t with s^2 != t^2"}),
    "cert-tail-sum-g": (
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 1 and 0 <= s < 1, the sum g = 1 + s^2 + ... + s^(2L-2) is (1 - s^(2L))/(1 - s^2), g >= 1 and (1 "
         "- s^2) g <= 1, that is L(1 - s^2) <= L/g <= L."),
        {"leastDepth": 1, "text": "every depth L >= 1, every real s in [0, 1)"}),
    "cert-tail-sum-g-false": (
        "refuted", "exact", "depth-witness",
        "For every depth L >= 1 and 0 <= s < 1, with g = 1 + s^2 + ... + s^(2L-2), L/g <= L(1 - s^2).",
        {"text": "every depth L >= 1, every real s in [0, 1)"}),
    "cert-signal-tail-exponents": (
        "verified", "all-depths", "depth-identity",
        ("In the block of a signal at 1 and a tail mode with value eps, x = 1 and y = 0 at depth L >= 2, the Y variables in "
         "reverse order: v_(L+1-j) = eps^(j-1) = u_j, and the coupling of X_k with Y_(L+1-j), which is there iff k + j <= L, is "
         "eps^(L+(k-1)+(j-1)), symmetric in k and j."),
        {"leastDepth": 2, "text": "every depth L >= 2, every pair of layers, every eps"}),
    "cert-signal-tail-exponents-false": (
        "refuted", "exact", "depth-witness",
        ("In the block of a signal at 1 and a tail mode eps with x = 1 and y = 0 at depth L >= 2, the Y variables in reverse "
         "order, the coupling of X_k with Y_(L+1-j) for k + j <= L is eps^(L+k+j)."),
        {"text": "every depth L >= 2, every pair of layers with k + j <= L"}),
    "cert-safe-step": (
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 1, 0 < s < 1 and 0 <= eta <= 1/L, the step f(s) = s - eta s^(2L-1) + eta s^(L-1) has 1 - f(s) = "
         "(1-s)(1 - eta s^(L-1) G) with G = 1 + s + ... + s^(L-1), and s <= f(s) <= 1."),
        {"leastDepth": 1, "text": "every depth L >= 1, every real s in (0, 1), eta in [0, 1/L]"}),
    "cert-safe-step-false": (
        "refuted", "exact", "depth-witness",
        "For every depth L >= 1, 0 < s < 1 and 0 <= eta <= 2/L, the step f(s) = s - eta s^(2L-1) + eta s^(L-1) has f(s) <= 1.",
        {"text": "every depth L >= 1, every real s in (0, 1), eta in [0, 2/L]"}),
    "cert-multiplier": (
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 1 and s, x, eta > 0, with y = x s^L held fixed when f is differentiated: f(s) = s for f(s) = s"
         " - eta x s^(2L-1) + eta y s^(L-1), f'(s) = 1 - eta L x s^(2L-2), f'(s) < 1, and f'(s) > -1 iff eta L x s^(2L-2) < "
         "2."),
        {"leastDepth": 1, "text": "every depth L >= 1, every real s, x, eta > 0"}),
    "cert-multiplier-false": (
        "refuted", "exact", "depth-witness",
        ("For every depth L >= 1 and s, x, eta > 0, with y = x s^L held fixed when f is differentiated, the step f(s) = s - "
         "eta x s^(2L-1) + eta y s^(L-1) has f'(s) = 1 - eta (L-1) x s^(2L-2)."),
        {"text": "every depth L >= 1, every real s, x, eta > 0"}),
    "cert-supercritical-flip": (
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 2, the step f(s) = s - eta s^(2L-1) + eta s^(L-1) has f''(1) = -3 eta L(L-1), f'''(1) = -eta "
         "L(L-1)(7L-11), and at eta = 2/L, where f'(1) = -1, f''(1)^2/2 + f'''(1)/3 = 8(L-1)(5L-4)/3 > 0: the flip is "
         "supercritical."),
        {"leastDepth": 2, "text": "every depth L >= 2"}),
    "cert-supercritical-flip-false": (
        "refuted", "exact", "depth-witness",
        ("For every depth L >= 2, the step f(s) = s - eta s^(2L-1) + eta s^(L-1) at eta = 2/L has f''(1)^2/2 + f'''(1)/3 = "
         "8(L-1)(5L-3)/3."),
        {"text": "every depth L >= 2"}),
    "cert-flow": (
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 1, where ds/dt = s^(L-1)(y - x s^L) with s > 0, the value sigma = s^L has dsigma/dt = L "
         "sigma^2/s^2 (y - x sigma), with the sign of y - x sigma; and where y and y - x s^L are not 0, dt/ds = (1/s^(L-1) + x "
         "s/(y - x s^L))/y."),
        {"leastDepth": 1, "text": "every depth L >= 1, every real s > 0, x, y"}),
    "cert-flow-false": (
        "refuted", "exact", "depth-witness",
        ("For every depth L >= 1, where ds/dt = s^(L-1)(y - x s^L) with s > 0, the value sigma = s^L has dsigma/dt = L sigma^2 "
         "(y - x sigma)."),
        {"text": "every depth L >= 1, every real s > 0, x, y"}),
    "cert-two-cycle": (
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 1 and a, b > 0, a != b, x = 1, y = (a^(2L-1) + b^(2L-1))/(a^(L-1) + b^(L-1)) and eta = "
         "(a-b)(a^(L-1) + b^(L-1))/(a^(L-1) b^(L-1) (a^L - b^L)): y > 0, eta > 0, f(a) = b and f(b) = a for f(s) = s - eta "
         "s^(2L-1) + eta y s^(L-1)."),
        {"leastDepth": 1, "text": "every depth L >= 1, every real a, b > 0, a != b"}),
    "cert-two-cycle-false": (
        "refuted", "exact", "depth-witness",
        ("For every depth L >= 1 and a, b > 0, a != b, x = 1, y = (a^L + b^L)/2 and eta = (a-b)(a^(L-1) + b^(L-1))/(a^(L-1) "
         "b^(L-1) (a^L - b^L)): f(a) = b for f(s) = s - eta s^(2L-1) + eta y s^(L-1)."),
        {"text": "every depth L >= 1, every real a, b > 0, a != b"}),
    "cert-gap-contraction": (
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 2, one step of gradient descent on two layer values p, q of one mode, G the product of its other "
         "layers and e = x p q G - y, gives p'^2 - q'^2 = (p^2 - q^2)(1 - eta^2 e^2 G^2)."),
        {"leastDepth": 2, "text": "every depth L >= 2, every real p, q, G, x, y, eta"}),
    "cert-gap-contraction-false": (
        "refuted", "exact", "depth-witness",
        ("For every depth L >= 2, one step of gradient descent on two layer values p, q of one mode, all other layers at g, "
         "keeps p^2 - q^2."),
        {"text": "every depth L >= 2, every real p, q, g, x, y, eta"}),
    "cert-odd-negative": (
        "verified", "all-depths", "depth-identity",
        ("For every odd depth L >= 1 and s > 0, x, y, eta > 0, the step f(v) = v - eta x v^(2L-1) + eta y v^(L-1) from v = -s "
         "has f(-s) - (-s) = eta s^(L-1) (y + x s^L) > 0."),
        {"leastDepth": 1, "text": "every odd depth L >= 1, every real s, x, y, eta > 0"}),
    "cert-odd-negative-false": (
        "refuted", "exact", "depth-witness",
        "For every depth L >= 1 and v < 0, x, y, eta > 0, the step f(v) = v - eta x v^(2L-1) + eta y v^(L-1) has f(v) > v.",
        {"text": "every depth L >= 1, every real v < 0, x, y, eta > 0"}),
    "cert-diagonal-block": (
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 2, the L x L block with diagonal a = x s^(2L-2) and all other entries a + c, c = s^(L-2)(x s^L - "
         "y), has the eigenvector (1, ..., 1) with value L a + (L-1) c and the eigenvectors e_1 - e_j with value -c."),
        {"leastDepth": 2, "text": "every depth L >= 2, every real s != 0, x, y"}),
    "cert-diagonal-block-false": (
        "refuted", "exact", "depth-witness",
        ("For every depth L >= 2, the L x L block with diagonal a = x s^(2L-2) and all other entries a + c, c = s^(L-2)(x s^L - "
         "y), has the eigenvector (1, ..., 1) with value L (a + c)."),
        {"text": "every depth L >= 2, every real s, x, y"}),
    "cert-crossing": (
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 2 and 0 < s <= 1, x = y = 1, z = s^L, a = s^(2L-2) (bulk), c = s^(L-2)(z - 1): the symmetric "
         "value L a + (L-1) c minus a is (L-1)(s^L/s^2)(2z - 1), and minus abs(c) it is L(s^L/s^2)(2z - 1); the antisymmetric"
         " value L a - (L-1) c is above a by (L-1) s^L/s^2 and above abs(c) by (L-2+2z) s^L/s^2. So both values exceed a and "
         "abs(c) iff z > 1/2."),
        {"leastDepth": 2, "text": "every depth L >= 2, every real s in (0, 1]"}),
    "cert-crossing-false": (
        "refuted", "exact", "depth-witness",
        "For every depth L >= 2 and 0 < s <= 1, x = y = 1, the symmetric value L s^(2L-2) + (L-1) s^(L-2)(s^L - 1) is above "
         "the bulk value s^(2L-2).",
        {"text": "every depth L >= 2, every real s in (0, 1]"}),
    "cert-ratio-time-t": (
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 2 and 0 < s <= 1, x = y = 1, z = s^L, a = s^(2L-2) (bulk), c = s^(L-2)(z - 1): (L a + (L-1) "
         "c)/a = L - (L-1)(1-z)/z <= L, (L a - (L-1) c)/a = L + (L-1)(1-z)/z >= L, and the mean of r(r+1)/2 times the first "
         "and r(r-1)/2 times the second is L - (L-1)(1-z)/(r z)."),
        {"leastDepth": 2, "text": "every depth L >= 2, every real s in (0, 1], every r >= 1"}),
    "cert-ratio-time-t-false": (
        "refuted", "exact", "depth-witness",
        "For every depth L >= 2 and 0 < s <= 1, x = y = 1, z = s^L, a = s^(2L-2) (bulk), c = s^(L-2)(z - 1): (L a + (L-1) "
         "c)/a = L + (L-1)(1-z)/z.",
        {"text": "every depth L >= 2, every real s in (0, 1]"}),
    "cert-negative-threshold": (
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 2 and s > 0, x = y = 1, a = s^(2L-2), c = s^(L-2)(s^L - 1): the symmetric value L a + (L-1) c "
         "is (s^L/s^2)((2L-1) s^L - (L-1)): it is negative iff s^L < (L-1)/(2L-1)."),
        {"leastDepth": 2, "text": "every depth L >= 2, every real s > 0"}),
    "cert-negative-threshold-false": (
        "refuted", "exact", "depth-witness",
        "For every depth L >= 2 and s > 0 with s^L < 1/2, x = y = 1, the symmetric value L s^(2L-2) + (L-1) s^(L-2)(s^L - 1)"
         " is negative.",
        {"text": "every depth L >= 2, every real s > 0 with s^L < 1/2"}),
    "cert-approx-balance": (
        "verified", "all-depths", "depth-identity",
        ("For every depth L >= 1 and s > 0, x = s^(-L) (the balanced minimum of a unit target): L x s^(2L-2) = L/(x s^2) = L "
         "s^L/s^2, and its ratio to the bulk value xm s^(2L-2) of an input variance xm > 0 is L x/xm."),
        {"leastDepth": 1, "text": "every depth L >= 1, every real s > 0, xm > 0"}),
    "cert-approx-balance-false": (
        "refuted", "exact", "depth-witness",
        "For every depth L >= 1 and s > 0, x = s^(-L), the dominant value L x s^(2L-2) is L.",
        {"text": "every depth L >= 1, every real s > 0"}),
}

VERIFIERS = {
    "aligned-block-decomposition": check_blocks,
    "deng-2026-recursion": check_recursion,
    "deng-2026-code-variant": check_inertia,
    "deng-2026-approx-balance": check_spectra,
}
REFUTERS = {"deng-2026-R1": check_R1, "deng-2026-R2": check_R2, "deng-2026-R3": check_R3, "deng-2026-R4": check_R4, "deng-2026-R5": check_R5,
            "deng-2026-R6": check_R6, "deng-2026-R7": check_R7, "deng-2026-R8": check_R8, "deng-2026-R9": check_R9, "deng-2026-R10": check_R10,
            "deng-2026-R11": check_R11, "deng-2026-R13": check_R13, "deng-2026-R14": check_R14}


# ---------------------------------------------------------------------------------------------------------------------
# Certificates of one network: its whole spectrum, or the inertia of its Hessian at shifts

def given_network(value, path):
    """[(symmetric matrix by part, multiplicity)] of a network given by its modes or by matrices, and its parameters."""
    need(isinstance(value, dict), path, "an object is expected")
    if "modes" in value:
        net = network(value, path)
        classes = len({(tuple(i <= d for d in net.widths), tuple(net.s(k, i) for k in range(1, net.depth + 1)), net.x(i), net.y(i))
                       for i in range(1, net.top + 1)})
        need(classes * (classes + 3) // 2 <= MAX_BLOCKS, path + ".modes", f"more than {MAX_BLOCKS} distinct blocks")
        data = [(net.widths, net.layer, net.input, net.target)]
        need(all(len(str(v.numerator)) + len(str(v.denominator)) <= 200 for _, layers, x, y in data for row in layers + [x, y]
                 for v in map(Fraction, row)), path + ".modes", "a number of more than 200 digits")
        return lambda part: pieces(grouped_part(net, part)), len(net.parameters)
    cross, inputs, layers, widths = fields(value, path, "crossCovariance", "inputCovariance", "layers", "widths")
    widths = [integer(w, p, 1, MAX_WIDTH) for w, p in items(widths, path + ".widths", least=2)]
    need(len(widths) <= MAX_DEPTH + 1, path + ".widths", f"more than {MAX_DEPTH} layers")
    size = sum(a * b for a, b in zip(widths, widths[1:]))
    need(size <= MAX_DENSE, path + ".widths", f"more than {MAX_DENSE} parameters")

    def matrix(rows, rpath, height, width):
        found = [rationals(row, p, width) for row, p in items(rows, rpath, height)]
        need(all(len(str(v.numerator)) + len(str(v.denominator)) <= 200 for row in found for v in row), rpath, "a number of more than 200 digits")
        return found
    layers = [matrix(a, p, widths[k + 1], widths[k]) for k, (a, p) in enumerate(items(layers, path + ".layers", len(widths) - 1))]
    (sxx,) = fields(inputs, path + ".inputCovariance", "matrix")
    sxx = matrix(sxx, path + ".inputCovariance.matrix", widths[0], widths[0])
    need(sxx == transpose(sxx) and signature(cleared(sxx)[0])[0] == 0, path + ".inputCovariance", "not a covariance")
    syx = matrix(cross, path + ".crossCovariance", widths[-1], widths[0])
    need(any(v for a in layers + [sxx, syx] for i, row in enumerate(a) for j, v in enumerate(row) if i != j), path,
         "not canonical: a diagonal network is given by its modes")

    def whole(part):
        dense = dense_hessian(layers, sxx, syx, part)
        names = [(k + 1, a + 1, b + 1) for k, w in enumerate(layers) for a in range(len(w)) for b in range(len(w[0]))]
        return pieces([([[dense[v].get(w, 0) for w in names] for v in names], 1)])
    return whole, size


def grouped_part(net, part):
    """The distinct blocks of one part of the Hessian: H is affine in the target, so H_o is H at residual zero and H_f = H - H_o."""
    full = grouped_blocks(net)
    if part == "full":
        return full
    fitted = Net(net.widths, net.s, net.x, net.y)
    fitted.target = [y + net.e(i) if i <= min(net.widths[0], net.widths[-1]) else 0 for i, y in enumerate(net.target, 1)]
    sure(all(fitted.e(i) == 0 for i in range(1, net.top + 1)), "a residual of the fitted network")
    # The classes must be those of the given network: two classes may share the fitted target.
    outer = grouped_blocks(fitted, net)
    return outer if part == "gauss-newton" else [(combine(a, b, -1), n) for (a, n), (b, _) in zip(full, outer)]


def cleared(a):
    """The integer matrix D a and D, the least common denominator."""
    d = lcm(*[Fraction(v).denominator for row in a for v in row])
    return [[int(v * d) for v in row] for row in a], d


def components(a):
    """The matrices of the connected components of the non-zero pattern."""
    left, found = set(range(len(a))), []
    while left:
        reached, front = set(), [min(left)]
        while front:
            i = front.pop()
            if i not in reached:
                reached.add(i)
                front += [j for j in left if a[i][j] and j not in reached]
        left -= reached
        found.append([[a[i][j] for j in sorted(reached)] for i in sorted(reached)])
    return found


def pieces(grouped):
    """The components of all blocks, equal ones together."""
    found = {}
    for a, n in grouped:
        for piece in components(a):
            key = tuple(map(tuple, piece))
            found[key] = found.get(key, 0) + n
    return [([list(row) for row in a], n) for a, n in found.items()]


def signature(a):
    """(negative, zero, positive) of a symmetric integer matrix: fraction-free elimination, every step a congruence."""
    s, before, counts = [list(row) for row in a], 1, [0, 0, 0]
    while s:
        n = len(s)
        pivots = [i for i in range(n) if s[i][i]]
        if not pivots:
            place = next(((i, j) for i in range(n) for j in range(i) if s[i][j]), None)
            if place is None:
                counts[1] += n
                break
            i, j = place                            # row and column i plus j: the diagonal entry becomes 2 s_ij
            s[i] = [v + w for v, w in zip(s[i], s[j])]
            for row in s:
                row[i] += row[j]
            continue
        i = min(pivots, key=lambda i: abs(s[i][i]))
        p, column = s[i][i], [row[i] for row in s]
        counts[2 if (p > 0) == (before > 0) else 0] += 1
        rest = [k for k in range(n) if k != i]
        s = [[(p * s[k][l] - column[k] * column[l]) // before for l in rest] for k in rest]
        before = p
    return tuple(counts)


def work_of(grouped, path, limit):
    """Refuses what would take too long before it is begun."""
    for a, _ in grouped:
        need(len(a) <= limit, path, f"a block of order {len(a)}, of which at most {limit} is checked")
    work = 0
    for a, _ in grouped:
        bits = max((abs(v).bit_length() for row in cleared(a)[0] for v in row), default=0)
        work += len(a) ** 3 * (1 + len(a) * bits // 64)
    need(work <= MAX_WORK, path, "the exact computation takes more than the stated work")


class RealRooted:
    """The roots of the characteristic polynomial of a symmetric rational matrix, counted by Descartes' rule."""

    def __init__(self, matrix):
        scaled, self.denominator = cleared(matrix)
        self.counts, self.polynomial = {}, charpoly(scaled)

    def after(self, point):
        """(roots above the point, roots at the point)."""
        if point not in self.counts:
            at = point * self.denominator
            p, q, n = at.numerator, at.denominator, len(self.polynomial) - 1
            c = [v * q ** i for i, v in enumerate(self.polynomial)]          # roots times q, still monic
            for stop in range(n, 0, -1):                                     # Taylor shift by p (Horner)
                for i in range(1, stop + 1):
                    c[i] += p * c[i - 1]
            zero = next(i for i, v in enumerate(reversed(c)) if v)
            signs = [v > 0 for v in c if v]
            self.counts[point] = (sum(a != b for a, b in zip(signs, signs[1:])), zero)
        return self.counts[point]

    def from_end(self, end):
        """How many roots lie above an end, or at it where it is closed below."""
        point, closed = end
        above, at = self.after(point)
        return above + at if closed else above


def check_network_spectrum(proof):
    bits, listed, part, net = fields(proof, "proof", "bits", "eigenvalues", "hessian", "network")
    need(part in ("full", "gauss-newton", "functional"), "proof.hessian", "not a part of the Hessian")
    blocks_of, size = given_network(net, "proof.network")
    bits = integer(bits, "proof.bits", 0, MAX_RESOLUTION)
    entries, last, width = [], None, Fraction(1, 2 ** bits)
    for entry, path in items(listed, "proof.eigenvalues", least=1):
        if isinstance(entry, dict) and "exact" in entry:
            value, count = fields(entry, path, "exact", "multiplicity")
            top = low = rational(value, path + ".exact")
            ends = ((low, True), (low, False))
        else:
            low, count, top = fields(entry, path, "lower", "multiplicity", "upper")
            low, top = rational(low, path + ".lower"), rational(top, path + ".upper")
            need((low / width).denominator == 1 and top == low + width, path, "not a cell (m, m + 1] / 2^bits")
            ends = ((low, False), (top, False))
        need(last is None or top < last[0] or top == last[0] and last[1], path, "the entries must decrease and not overlap")
        last = (low, ends[0] != (low, True))
        entries.append((ends, multiplicity(count, path + ".multiplicity"), path))
    need(sum(n for _, n, _ in entries) == size, "proof.eigenvalues", f"the multiplicities do not sum to the {size} parameters")
    cells = [ends for ends, _, _ in entries if not ends[0][1]]
    need(cells or bits == 0, "proof.bits", "0 is expected where all eigenvalues are rational")
    grouped = blocks_of(part)
    work_of(grouped, "proof.network", MAX_ORDER)
    found = [0] * len(entries)
    for matrix, copies in grouped:
        roots = RealRooted(matrix)
        need(not cells or 2 ** bits >= roots.denominator, "proof.bits", "fewer bits than a denominator of a block has")

        def locate(first, past):
            """Adds the roots of this block to the entries first..past-1, by bisection over the list of entries."""
            count = roots.from_end(entries[past - 1][0][0]) - roots.from_end(entries[first][0][1])
            if count == 0:
                return
            if past - first > 1:
                middle = (first + past) // 2
                locate(first, middle)
                locate(middle, past)
                return
            (low, high), _, path = entries[first]
            found[first] += count * copies
            if not low[1]:                          # a rational eigenvalue is a multiple of 1/D; the cell holds at most one
                candidate = Fraction(high[0] * roots.denominator // 1, roots.denominator)
                need(candidate <= low[0] or roots.after(candidate)[1] == 0, path, "an eigenvalue in the interval is rational")
        locate(0, len(entries))
    for (_, count, path), really in zip(entries, found):
        need(count == really, path + ".multiplicity", f"{really} eigenvalues lie there")
    return f"all {size} eigenvalues of the {part} Hessian of the network: {len(entries) - len(cells)} rational values, {len(cells)} intervals"


def check_network_inertia(proof):
    listed, part, net = fields(proof, "proof", "counts", "hessian", "network")
    need(part in ("full", "gauss-newton", "functional"), "proof.hessian", "not a part of the Hessian")
    blocks_of, size = given_network(net, "proof.network")
    grouped, last = blocks_of(part), None
    rows = items(listed, "proof.counts", least=1)
    need(len(rows) <= MAX_SHIFTS, "proof.counts", f"more than {MAX_SHIFTS} shifts")
    for entry, path in rows:
        negative, positive, shift, zero = fields(entry, path, "negative", "positive", "shift", "zero")
        shift = rational(shift, path + ".shift")
        need(last is None or last < shift, path + ".shift", "the shifts must increase")
        need(len(str(shift.numerator)) + len(str(shift.denominator)) <= 200, path + ".shift", "a number of more than 200 digits")
        last, found = shift, [0, 0, 0]
        moved = [([[v - (shift if i == j else 0) for j, v in enumerate(row)] for i, row in enumerate(a)], n) for a, n in grouped]
        work_of(moved, "proof.network", MAX_DENSE)
        for matrix, copies in moved:
            found = [c + n * copies for c, n in zip(found, signature(cleared(matrix)[0]))]
        for name, value, really in (("negative", negative, found[0]), ("zero", zero, found[1]), ("positive", positive, found[2])):
            need(whole(value, f"{path}.{name}") == really, f"{path}.{name}", f"{really} is expected here")
    return f"the inertia of the {part} Hessian of the network, of order {size}, at {len(rows)} shifts"


NETWORK_CLAIMS = {
    "network-spectrum": (
        "spectrum", check_network_spectrum,
        "The Hessian of the network has the listed eigenvalues and no others, counted with multiplicity: each exact value as often as listed, "
        "and as many irrational ones as listed in each interval (lower, upper]."),
    "network-inertia": (
        "inertia", check_network_inertia,
        "For each listed shift s, H - s I has the listed numbers of negative, zero and positive eigenvalues, H the Hessian of the network."),
}
NETWORK_SCOPE = "the one network and the part of its Hessian that the proof states"


# ---------------------------------------------------------------------------------------------------------------------
# A whole certificate, and the command line

def check_certificate(document):
    """The id of the claim and what was shown; raises Refused."""
    claim, stated_hash, evidence, form, kind, proof, verdict = fields(
        document, "certificate", "claim", "claimHash", "evidence", "format", "kind", "proof", "verdict")
    text(form, "format", FORMAT)
    name, scope, statement = fields(claim, "claim", "id", "scope", "statement")
    need(isinstance(name, str) and (name in CLAIMS or name in NETWORK_CLAIMS), "claim.id", "not a known claim")
    if name in NETWORK_CLAIMS:
        return name, check_network_claim(name, claim, stated_hash, evidence, kind, proof, verdict)
    known = dict(zip(("verdict", "evidence", "kind", "statement", "scope"), CLAIMS[name]))
    found = {"verdict": verdict, "evidence": evidence, "kind": kind, "statement": statement, "scope": scope}
    for field, value in known.items():
        path = "claim." + field if field in ("statement", "scope") else field
        need(same(found[field], value), path, "not that of the table of claims")
    need(same(stated_hash, sha256(claim)), "claimHash", "not the SHA-256 of the claim")
    if name in REFUTERS:
        shown = REFUTERS[name](proof)
    elif name in ARGUMENTS:
        shown = check_depth_identity(proof, name)
    elif name in WITNESSES:
        shown = check_depth_witness(proof, name)
    elif name in SETTINGS:
        shown = check_eigenvectors(proof, known["scope"], name)
    else:
        shown = VERIFIERS[name](proof, known["scope"])
    return name, f"{verdict}: {shown} (scope: {known['scope']['text']})"


def check_network_claim(name, claim, stated_hash, evidence, kind, proof, verdict):
    """A claim of one network: its scope holds the hash of the proof, so that the claim names what is claimed."""
    known_kind, verifier, statement = NETWORK_CLAIMS[name]
    for path, found, value in (("kind", kind, known_kind), ("evidence", evidence, "exact"), ("verdict", verdict, "verified"),
                               ("claim.statement", claim["statement"], statement)):
        need(same(found, value), path, "not that of the table of claims")
    data_hash, scope_text = fields(claim["scope"], "claim.scope", "dataHash", "text")
    need(same(scope_text, NETWORK_SCOPE), "claim.scope.text", "not that of the table of claims")
    need(same(stated_hash, sha256(claim)), "claimHash", "not the SHA-256 of the claim")
    need(same(data_hash, sha256(proof)), "claim.scope.dataHash", "not the SHA-256 of the proof")
    return f"verified: {verifier(proof)}"


def sha256(value):
    return hashlib.sha256(canonical_json(value).encode("ascii")).hexdigest()


def check_bytes(data):
    return check_certificate(read_json(data))


def certificates_in(path):
    """The files of a path: itself, or every *.json below a folder, in sorted order."""
    if not os.path.isdir(path):
        return [path]
    unreadable = []                     # a folder that cannot be listed is reported like a file that cannot be read
    found = [os.path.join(folder, name) for folder, _, names in os.walk(path, onerror=lambda e: unreadable.append(e.filename))
             for name in names if name.endswith(".json")]
    return sorted(found + unreadable)


def printable(text):
    return "".join(c if " " <= c <= "~" else ascii(c)[1:-1] for c in text)


def judge(path):
    """(exit code, line) of one file."""
    name = printable(path)
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        return 66, f"REJECTED  {name}: cannot be read: {getattr(error, 'strerror', None) or 'not a path'}"
    try:
        claim, shown = check_bytes(data)
        return 0, f"ACCEPTED  {name}  {claim}: {shown}"
    except NotJSON as error:
        return 65, f"REJECTED  {name}: {error}"
    except Refused as error:
        return 3, f"REJECTED  {name}: {error}"
    except Exception as error:          # a defect of the checker: never an acceptance, never a traceback
        return 70, f"REJECTED  {name}: internal error of the checker: {type(error).__name__}: {printable(str(error))}"


def main(arguments):
    quiet, paths = "--quiet" in arguments, [a for a in arguments if a != "--quiet"]
    if not paths or any(a.startswith("-") for a in paths):
        print("usage: plumb_check.py [--quiet] PATH...", file=sys.stderr)
        return 64
    codes = []
    for path in paths:
        files = certificates_in(path)
        if not files:
            codes.append(66)
            print(f"REJECTED  {printable(path)}: the folder holds no certificate")
        for file in files:
            code, line = judge(file)
            codes.append(code)
            if code or not quiet:
                print(line, flush=True)
    print(f"{codes.count(0)} passed, {len(codes) - codes.count(0)} failed")
    return next((code for code in (70, 66, 65, 3) if code in codes), 0)


if __name__ == "__main__":
    try:
        status = main(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 74
    except KeyboardInterrupt:
        status = 130
    sys.exit(status)

#!/usr/bin/env python3
"""Independent checker of Plumb certificates: Python standard library only.

A certificate is a JSON file with a claim and data. The checker knows every claim by its id, rebuilds each matrix from the
formulas of the theory, and takes the data of the file as candidates only. It shares no code with the program that writes the files.

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
from math import gcd

FORMAT = "plumb.certificate/1"
MAX_BYTES = 16 * 1024 * 1024
MAX_NESTING = 64
MAX_DIGITS = 20000          # of the text of one number
MAX_BITS = 2000000          # of an intermediate number, estimated before it is computed
MAX_DEPTH = 32              # layers of a network in a witness
MAX_WIDTH = 256
MAX_DENSE = 300             # parameters of a network whose whole Hessian is formed
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

class Poly:
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

    __radd__, __rmul__ = __add__, __mul__

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + self.lift(other) * -1

    def __rsub__(self, other):
        return self.lift(other) - self

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


def dense_hessian(layers, sxx, syx):
    """Every second derivative of the loss, for any layers: a dictionary {(k, a, b): {(l, c, d): entry}} without zeros."""
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
        value = outer[k][l][a][c] * inner[k][l][b][d]
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
    need_all = sorted(v for _, variables, _ in found for v in variables)
    inside = {v: {w: e for w, e in zip(variables, row) if e} for _, variables, a in found for v, row in zip(variables, a)}
    return need_all == net.parameters and dense == inside


def split(matrix):
    """[[P, C], [C, P]] with symmetric P and C: the matrices P + C and P - C of the two symmetries."""
    n = len(matrix) // 2
    p, c = [row[:n] for row in matrix[:n]], [row[n:] for row in matrix[:n]]
    sure(p == [row[n:] for row in matrix[n:]] and c == [row[:n] for row in matrix[n:]] and c == transpose(c), "the block does not split")
    return combine(p, c), combine(p, c, -1)


def grouped_blocks(net):
    """(matrix, multiplicity) of every block up to equality, by classes of equal indices."""
    classes = {}
    for i in range(1, net.top + 1):
        key = (tuple(i <= d for d in net.widths), tuple(net.s(k, i) for k in range(1, net.depth + 1)), net.x(i), net.y(i))
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
                own = free[(i - 1) * depth:i * depth] + [free[2 * depth + i - 1], free[2 * depth + i + 1]]
                return result[k].at(own) if i < 3 else 0
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
        need(all(v.denominator.bit_length() < 20000 for v in values), path + ".steps", "the numbers grow too large")
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

"""What the oracle tests share: running plumb, random networks, the Hessian by differentiation, and FLINT's spectra.

Nothing here comes from Plumb. The Hessian is built from its definition: the end-to-end matrix is linear in every layer, so
its derivative in the entry (a, b) of layer k is the product with that layer replaced by the unit matrix E_ab, and the second
derivative has two layers replaced. With W_p, W_pq those derivatives and E = W Sxx - Syx the loss 1/2 tr(W Sxx W^T) - tr(W Syx^T)
has H_pq = tr(W_p Sxx W_q^T) + tr(E^T W_pq). Spectra come from FLINT: exact characteristic polynomial, factors, certified roots.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import time
from fractions import Fraction

import flint

PACKAGE = pathlib.Path(__file__).resolve().parents[2]
SCALE = max(1, int(os.environ.get("PLUMB_TEST_SCALE", "1")))


def executable():
    """The plumb to test: PLUMB_EXECUTABLE, else the newest build."""
    named = os.environ.get("PLUMB_EXECUTABLE")
    found = [pathlib.Path(named)] if named else sorted(
        PACKAGE.glob(".build/*/plumb"), key=lambda path: path.stat().st_mtime, reverse=True)
    if not found:
        sys.exit("no plumb: run 'swift build -c release' first, or set PLUMB_EXECUTABLE")
    return str(found[0])


PLUMB = executable()
PROGRESS = re.compile(r".*  \d+ s")          # what a run of more than a second writes


def plumb(*arguments):
    """The JSON that a run prints; a failed run is an assertion with its one line."""
    run = subprocess.run([PLUMB, *map(str, arguments)], capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, f"exit {run.returncode}: {run.stderr.strip()}"
    unexpected = [line for line in run.stderr.splitlines() if not PROGRESS.fullmatch(line)]
    assert not unexpected, run.stderr
    return json.loads(run.stdout)


class Tally:
    """Counts checks, prints what failed, and ends the program with the right code."""

    def __init__(self, seed):
        self.passed, self.failures, self.start = 0, [], time.time()
        print(f"{pathlib.Path(sys.argv[0]).name}: seed {seed}, {PLUMB}")

    def check(self, name, test):
        try:
            test()
            self.passed += 1
        except Exception as error:  # a crash of the oracle itself must not pass either
            self.failures.append(name)
            print(f"FAILED {name}: {type(error).__name__}: {error}")

    def finish(self):
        print(f"{self.passed} passed, {len(self.failures)} failed  ({time.time() - self.start:.1f} s)")
        sys.exit(1 if self.failures or not self.passed else 0)


def refused(test):
    """An assertion that `test` fails: the tests of the tests."""
    try:
        test()
    except AssertionError:
        return
    raise AssertionError("a wrong answer was accepted")


def fmpq(value):
    value = Fraction(value)
    return flint.fmpq(value.numerator, value.denominator)


def fraction(value):
    return Fraction(int(value.p), int(value.q))


def matrix(rows):
    return flint.fmpq_mat([[fmpq(entry) for entry in row] for row in rows])


class Network:
    """Layers, input covariance and cross covariance as rational matrices."""

    def __init__(self, layers, covariance, cross):
        self.layers, self.covariance, self.cross = layers, covariance, cross
        self.widths = [layers[0].ncols()] + [layer.nrows() for layer in layers]

    def product(self, replaced):
        """W_L ... W_1 with some layers replaced by unit matrices E_ab."""
        result = flint.fmpq_mat([[int(i == j) for j in range(self.widths[0])] for i in range(self.widths[0])])
        for k, layer in enumerate(self.layers):
            if k in replaced:
                a, b = replaced[k]
                layer = flint.fmpq_mat(layer.nrows(), layer.ncols())
                layer[a, b] = 1
            result = layer * result
        return result

    def hessian(self, part="full"):
        parameters = [(k, a, b) for k in range(len(self.layers))
                      for a in range(self.widths[k + 1]) for b in range(self.widths[k])]
        residual = self.product({}) * self.covariance - self.cross
        first = [self.product({k: (a, b)}) for k, a, b in parameters]
        seen = [derivative * self.covariance for derivative in first]
        count = len(parameters)
        result = flint.fmpq_mat(count, count)
        for p in range(count):
            for q in range(p + 1):
                value = flint.fmpq(0)
                if part != "functional":
                    value += inner(seen[p], first[q])
                if part != "gauss-newton" and parameters[p][0] != parameters[q][0]:
                    (k, a, b), (l, c, d) = parameters[p], parameters[q]
                    value += inner(residual, self.product({k: (a, b), l: (c, d)}))
                result[p, q] = result[q, p] = value
        return result


def inner(a, b):
    return sum((x * y for x, y in zip(a.entries(), b.entries())), flint.fmpq(0))


def spectrum(hessian, bits=500):
    """[(value, multiplicity)] largest first; a value is a Fraction or, when irrational, a certified real ball."""
    flint.ctx.prec = bits
    _, factors = hessian.charpoly().numer().factor()
    values = []
    for factor, multiplicity in factors:
        if factor.degree() == 1:
            values.append((Fraction(-int(factor[0]), int(factor[1])), multiplicity))
            continue
        roots = [root for root, _ in factor.complex_roots()]
        assert len(roots) == factor.degree() and all(root.imag == 0 for root in roots), "the roots are not real"
        values += [(root.real, multiplicity) for root in roots]
    return sorted(values, key=lambda item: middle(item[0]), reverse=True)


def ball(value):
    return flint.arb(fmpq(value)) if isinstance(value, Fraction) else value


def middle(value):
    """A rational in the middle of a value, to sort by."""
    if isinstance(value, Fraction):
        return value
    mantissa, exponent = value.mid().man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def certainly_within(value, lower, upper):
    if isinstance(value, Fraction):
        return lower <= value <= upper
    return bool(value >= ball(lower)) and bool(value <= ball(upper))


def nearly_within(value, lower, upper):
    """As above but for the radius of a ball far narrower than any printed digit: a bound may be the value itself."""
    if isinstance(value, Fraction):
        return lower <= value <= upper
    assert value.rad() <= flint.arb(10) ** -300, f"the oracle itself is wide: {value}"
    return not value < ball(lower) and not value > ball(upper)


def random_rational(random, zero=0.2):
    if random.random() < zero:
        return Fraction(0)
    return Fraction(random.randint(-5, 5), random.randint(1, 4))


def text(value):
    return str(Fraction(value))


def cayley(random, order):
    """A rational orthogonal matrix (I - K)^-1 (I + K)."""
    skew = flint.fmpq_mat(order, order)
    for i in range(order):
        for j in range(i):
            skew[i, j] = fmpq(Fraction(random.randint(-3, 3), random.randint(1, 4)))
            skew[j, i] = -skew[i, j]
    unit = flint.fmpq_mat([[int(i == j) for j in range(order)] for i in range(order)])
    return (unit - skew).inv() * (unit + skew)

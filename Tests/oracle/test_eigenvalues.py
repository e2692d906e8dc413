"""plumb eigenvalues against python-flint: a thousand random symmetric rational matrices, exact and refined.

The oracle: exact characteristic polynomial (fmpq_mat), square-free factorisation over Z, complex roots as balls. Every entry of Plumb's answer
must hold exactly as many roots, with multiplicity, as it says; exact values must be roots of that multiplicity.
"""
import json
import os
import random
import subprocess
import sys
import tempfile
from fractions import Fraction

import flint

PLUMB = os.environ.get("PLUMB") or os.environ.get("PLUMB_EXECUTABLE") or ".build/release/plumb"
SCALE = int(os.environ.get("PLUMB_TEST_SCALE", "1"))
SEED = 20261
random.seed(SEED)


def fq(value):
    return flint.fmpq(value.numerator, value.denominator)


def random_matrix():
    """Symmetric, order 0 to 9: dense or sparse, with long or short numbers, often with multiple or close eigenvalues."""
    n = random.choice([0, 1, 2, 2, 3, 3, 4, 5, 6, 7, 8, 9])
    kind = random.randrange(6)
    height = random.choice([2, 9, 10**6, 10**20])

    def entry():
        if random.random() < 0.3:
            return Fraction(0)
        return Fraction(random.randint(-height, height), random.randint(1, random.choice([1, 3, height])))

    if kind == 0:  # diagonal with repetitions
        values = [entry() for _ in range(2)]
        return [[random.choice(values) if i == j else Fraction(0) for j in range(n)] for i in range(n)]
    if kind == 1:  # low rank plus a multiple of the identity
        v, shift = [entry() for _ in range(n)], entry()
        return [[v[i] * v[j] + (shift if i == j else 0) for j in range(n)] for i in range(n)]
    if kind == 2:  # a reflection of a diagonal with repeated and close values
        base = [Fraction(1), Fraction(1), 1 + Fraction(1, 2 ** random.choice([10, 60, 150])), Fraction(-2), Fraction(0)]
        d = [random.choice(base) for _ in range(n)]
        v = [Fraction(random.randint(-3, 3)) for _ in range(n)]
        square = sum(x * x for x in v)
        q = [[(1 if i == j else 0) - (2 * v[i] * v[j] / square if square else 0) for j in range(n)] for i in range(n)]
        return [[sum(q[i][k] * d[k] * q[k][j] for k in range(n)) for j in range(n)] for i in range(n)]
    matrix = [[Fraction(0)] * n for _ in range(n)]
    for i in range(n):
        for j in range(i + 1):
            value = entry()
            if kind == 5:
                value *= Fraction(2) ** random.choice([-300, 0, 40])
            matrix[i][j] = matrix[j][i] = value
    return matrix


def roots(matrix):
    """[(lower, upper, multiplicity)] of all eigenvalues, disjoint balls of 400 bits, as exact fractions."""
    n = len(matrix)
    if n == 0:
        return []
    polynomial = flint.fmpq_mat(n, n, [fq(x) for row in matrix for x in row]).charpoly()
    result = []
    flint.ctx.prec = 400
    for factor, multiplicity in polynomial.numer().factor()[1]:
        for root, one in factor.complex_roots():
            assert one == 1
            # A rational root of a linear factor may be exact; the others are balls around real numbers.
            middle, radius = [Fraction(int(m)) * Fraction(2) ** int(e)
                              for m, e in (root.real.mid().man_exp(), root.real.rad().man_exp())]
            result.append((middle - radius, middle + radius, multiplicity))
    return result


def faults(matrix, answer):
    """What is wrong with Plumb's answer; empty when nothing is."""
    found = []
    truth = roots(matrix)
    total = 0
    for entry in answer["eigenvalues"]:
        lower, upper = Fraction(entry["lower"]), Fraction(entry["upper"])
        inside = sum(m for low, high, m in truth if low <= upper and high >= lower)
        total += int(entry["multiplicity"])
        if inside != int(entry["multiplicity"]):
            found.append(f"{entry}: {inside} roots")
        if entry["exact"] is not None:
            exact = Fraction(entry["exact"])
            if not any(low <= exact <= high and m == int(entry["multiplicity"]) for low, high, m in truth):
                found.append(f"{entry}: not a root of that multiplicity")
    if total != len(matrix):
        found.append(f"{total} eigenvalues for order {len(matrix)}")
    signs = [sum(m for low, high, m in truth if test(low, high)) for test in
             (lambda low, high: high < 0, lambda low, high: low <= 0 <= high, lambda low, high: low > 0)]
    told = answer["inertia"]
    if [int(told["negative"]), int(told["zero"]), int(told["positive"])] != signs or int(told["undecided"]) != 0:
        found.append(f"inertia {told}, the roots say {signs}")
    return found


def main():
    count = 1000 * SCALE
    print(f"test_eigenvalues.py: seed {SEED}")
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        matrices = [random_matrix() for _ in range(count)]
        paths = []
        for i, matrix in enumerate(matrices):
            path = os.path.join(folder, f"{i}.json")
            with open(path, "w") as file:
                json.dump({"format": "plumb.matrix/1", "matrix": [[str(x) for x in row] for row in matrix]}, file)
            paths.append(path)
        for start in range(0, count, 100):
            batch = paths[start : start + 100]
            for options in (["--digits", "60"], ["--digits", "60", "--method", "dense"]):
                output = subprocess.run(
                    [PLUMB, "eigenvalues", "--json"] + options + batch, capture_output=True, text=True, check=True).stdout
                for matrix, answer, path in zip(matrices[start:], json.loads(output), batch):
                    wrong = faults(matrix, answer)
                    if wrong:
                        failed += 1
                        print(f"{os.path.basename(path)} {options}: {wrong[0]}\n{matrix}")
                    else:
                        passed += 1
    # The comparison can fail: the spectrum of another matrix is noticed.
    one = [[Fraction(1), Fraction(2)], [Fraction(2), Fraction(-1)]]
    other = {"eigenvalues": [{"lower": "0", "upper": "1", "multiplicity": "2", "exact": None}],
             "inertia": {"negative": "0", "zero": "0", "positive": "2", "undecided": "0"}}
    if faults(one, other):
        passed += 1
    else:
        failed += 1
        print("a wrong answer was not noticed")
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()

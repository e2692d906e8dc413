"""The arguments of the seed theorems for every depth, at depths 2 to 9, against blocks of Theorem A built entry by entry and against whole counts."""
import json
import os
import sys
import unittest
from fractions import Fraction as F
from itertools import product
from math import prod

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from plumb_checker import algebra, claims, refusal, seed_code_variant, seed_convergence, seed_every_depth, seed_signals, seed_tails
from sample_certificates import rehashed

CERTIFICATES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "proofs-data", "certificates")
NAMES = [name for family in (seed_every_depth, seed_code_variant, seed_convergence, seed_signals, seed_tails) for name in family.CLAIMS if "-false" not in name]


def value(argue, name, side, L, **point):
    """The left (0) or right (1) side, or the quantity, of one item at a depth and a point."""
    argument = argue()
    quantity = next(data[side] for _, item, *data in argument.items if item == name)
    ring = argument.ring
    point = {v: F(point.get(v, 1)) for v in ring.names if v != "L" and v not in "STAB"}
    found = ring.image(ring.at(ring.one * quantity, L), **point)
    top, bottom = (p.terms.get((0,) * len(ring.names), F(0)) for p in (found.top, found.bottom))
    return F(top) / bottom


def hessian(depth, widths, s, x, y):
    """All entries of an aligned network, diagonal layers s[i] (0 beyond), by the general formula with explicit products of diagonals."""
    places = [(k, a, b) for k in range(1, depth + 1) for a in range(widths[k]) for b in range(widths[k - 1])]

    def layer(i, first, last):
        return prod((s[i] if i < len(s) else 0 for _ in range(first, last + 1)), start=F(1))
    residual = [(x[i] if i < len(x) else 0) * layer(i, 1, depth) - (y[i] if i < len(y) else 0) for i in range(max(widths))]

    def entry(p, q):
        (k, a, b), (l, c, d) = p, q
        if k < l:
            return entry(q, p)
        outer = layer(a, k + 1, depth) * layer(a, l + 1, depth) * layer(b, 1, k - 1) * layer(b, 1, l - 1) * x[b] if a == c and b == d and b < len(x) else 0
        inner = residual[a] * layer(a, k + 1, depth) * layer(a, 1, l - 1) * layer(b, l + 1, k - 1) if k > l and a == d and b == c else 0
        return F(outer) + inner
    return [[entry(p, q) for q in places] for p in places]


class EveryDepth(unittest.TestCase):
    def test_counts_and_trace(self):
        """The trace and the number of eigenvalues, from the whole matrix, with d_0 = 3, d_L = 4, n_x = 2, h = 2."""
        r, nx, s, x, y = 1, 2, F(2, 3), F(3, 2), F(1, 5)
        for depth in range(2, 10):
            widths = [3] + [3 if k == 1 else 1 for k in range(1, depth)] + [4]
            matrix = hessian(depth, widths, [s], [x] * nx, [y])
            a, c = x * s ** (2 * depth - 2), (x * s ** depth - y) * s ** (depth - 2)
            sizes = {"r": r, "nx": nx, "d0": 3, "dL": 4, "h": 2, "d": 5, "a": a, "c": c}
            argue = seed_every_depth.argue_training
            for side in (0, 1):
                self.assertEqual(value(argue, "trace", side, depth, **sizes), sum(matrix[i][i] for i in range(len(matrix))))
            whole = sum(rows * columns - (rows - r) * (columns - r) for rows, columns in zip(widths[1:], widths))
            self.assertEqual(value(argue, "dimension", 0, depth, **sizes), whole)
            self.assertEqual(value(argue, "dimension-step", 1, depth, **sizes), whole + 5 * 4 - 4 * 3)
            if depth <= 6:
                for eigenvalue, count in ((value(argue, "symmetric-row", 1, depth, **sizes), 1), (a, value(argue, "bulk-count", 1, depth, **sizes)),
                                          (-c, depth - 1 + 2), (c, 2)):
                    self.assertEqual(algebra.nullity(matrix, eigenvalue), count, (depth, eigenvalue))

    def test_sums_and_bounds(self):
        s, t, a, b = F(3, 2), F(2, 3), F(1, 2), F(2)
        argue = seed_every_depth.argue_approx_balance
        for depth in range(2, 10):
            h = sum(s ** (2 * (depth - k)) * t ** (2 * (k - 1)) for k in range(1, depth + 1))
            point = {"s": s, "t": t, "a": a, "b": b, "x": F(5, 4), "xm": F(4, 5)}
            self.assertEqual(value(argue, "value", 0, depth, **point), h)
            self.assertEqual(value(argue, "ratio-high", 0, depth, **point), depth * (b / a) ** (3 * depth - 2))
            self.assertEqual(value(argue, "ratio-at-most", 0, depth, **point), depth * (b / a) ** (3 * depth - 2) * F(4, 5) * t ** (2 * depth - 2) - F(5, 4) * h)
            g = sum(t ** (2 * k) for k in range(depth))
            self.assertEqual(value(seed_every_depth.argue_tail_ratio, "ratio-at-least", 0, depth, s=t), depth / g - depth * (1 - t * t))

    def test_decay_of_the_tail(self):
        """Both bounds after a step, on a tail mode with factor t that has made j steps from one with factor a."""
        s, t, a, j = F(3, 2), F(1, 2), F(1, 3), F(1, 28)
        for depth in range(2, 10):
            m = 2 * depth - 2
            eta = (1 - t) / s ** m
            moved = s - eta * s ** (2 * depth - 1)
            point = {"s": s, "t": t, "a": a, "j": j}
            for name, expected in (("step", moved), ("value-next", 1 / moved ** m), ("factor-next", 1 - eta * moved ** m),
                                   ("lower", 1 / moved ** m / eta - 1 / (1 - a) - m * (j + 1)), ("upper", 1 / (1 - a) + m * (j + 1) / a ** m - 1 / moved ** m / eta)):
                self.assertEqual(value(seed_code_variant.argue, name, 0, depth, **point), expected)

    def test_halves_of_a_signal_tail_block(self):
        """S_- from the whole Hessian of a signal and a tail mode, at the vector of the false enclosure."""
        for depth in range(2, 6):
            eps = F(2, 3)
            matrix = hessian(depth, [2] * (depth + 1), [F(1), eps], [1, 1], [1])
            whole = [[n for n in range(4 * depth) if n % 4 == place] for place in (1, 2)]
            v = [eps ** k for k in range(depth)]
            vector = dict(zip(whole[0] + whole[1][::-1], v + [-p for p in v]))
            form = sum(vector[n] * matrix[n][k] * vector[k] for n in vector for k in vector)
            self.assertEqual(seed_code_variant.antisymmetric_half(depth, eps), (form / (2 * sum(p * p for p in v)), sum(p * p for p in v) * (1 - eps ** depth)))

    def test_exponents(self):
        """Products over layers of two values, one of them 0, against the exponents."""
        argue = seed_every_depth.argue_minimum
        for depth, k, l in product(range(2, 8), range(1, 8), range(1, 8)):
            if not l < k <= depth:
                continue
            others = [layer for layer in range(1, depth + 1) if layer not in (k, l)]
            self.assertEqual(value(argue, "coupling-below", 0, depth, k=k, l=l), len(others))
            self.assertEqual(value(argue, "hidden-other-layers", 0, depth, l=l, u=k - l), len(range(l + 1, l + 1 + k - l)))
            self.assertEqual(value(argue, "outer", 0, depth, k=k, l=l), 2 * (depth - 1))

    def test_a_changed_item_is_refused(self):
        """Every item of every certificate, with a coefficient or an exponent changed, and one item left out."""
        for name in NAMES:
            with open(os.path.join(CERTIFICATES, name + ".json"), encoding="utf-8") as file:
                certificate = json.load(file)
            claims.check_certificate(certificate)
            items = certificate["proof"]["items"]
            for n, item in enumerate(items):
                side = item["left"] if "left" in item else item["expression"]
                kept = json.dumps(side["numerator"])
                for change in (lambda t: [["7", t[0][1]]] + t[1:], lambda t: [[t[0][0], [t[0][1][0] + 1] + t[0][1][1:]]] + t[1:]):
                    if side["numerator"]:
                        side["numerator"] = change(json.loads(kept))
                        with self.assertRaises(refusal.Refused, msg=f"{name} {n}"):
                            claims.check_certificate(rehashed(certificate))
                        side["numerator"] = json.loads(kept)
            certificate["proof"]["items"] = items[:-1]
            with self.assertRaises(refusal.Refused):
                claims.check_certificate(rehashed(certificate))


if __name__ == "__main__":
    unittest.main()

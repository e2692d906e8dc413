#!/usr/bin/env python3
"""The spectra with multiplicities that are claimed for every depth, against whole Hessians of exact networks: ranks and inertia at every claimed value and bound."""
import json
import os
import sys
import unittest
from fractions import Fraction as F

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from plumb_checker import balanced_spectrum, claims, refusal, seed_code_spectrum
from plumb_checker.algebra import inertia, nullity
from sample_certificates import rehashed
from test_every_depth import hessian, value

CERTIFICATES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "proofs-data", "certificates")
# Widths, the number of signals, and of signals and tail modes: tails or nulls may be missing, at each end or inside.
CODE = [([3, 2, 4], 1, 2), ([4, 3, 3], 2, 3), ([2, 2, 2], 1, 1), ([3, 3, 4], 1, 3), ([2, 3, 2, 3], 1, 2), ([3, 2, 3, 2], 2, 2), ([3, 2, 2, 2, 3], 1, 2), ([2, 2, 2, 2, 2, 3], 1, 2)]
BALANCED = [([3, 2, 4], (3, 2)), ([2, 4, 3], (F(1, 2),)), ([3, 3, 4], (3, 2, 1)), ([2, 3, 2, 3], (2, 2)), ([3, 2, 2], (2, 2)), ([3, 2, 3, 2, 2], (3, 1)),
            ([2, 2, 2, 2, 2, 3], (2, 1)), ([2, 1, 3, 1], (5,))]


def moved(matrix, shift):
    return [[entry - (i == j) * shift for j, entry in enumerate(row)] for i, row in enumerate(matrix)]


def inner(depth, first):
    """A vector of powers eps^(k-1) has these entries; g is its squared length."""
    powers = [first ** k for k in range(depth)]
    return powers, sum(p * p for p in powers)


def with_unseen():
    """The networks with every number of inputs without variance that their signals and tail leave."""
    return [(widths, r, star, unseen) for widths, r, star in CODE for unseen in range(widths[0] - star + 1)]


class CodeSpectrum(unittest.TestCase):
    def spectrum(self, widths, r, star, eps, unseen=0):
        depth, n = len(widths) - 1, star - r
        h, outer = sum(widths[1:-1]) - (depth - 1) * star, widths[0] - unseen + widths[-1] - 2 * star
        q = eps ** (2 * depth - 2)
        matrix = hessian(depth, widths, [F(1)] * r + [eps] * n, [F(1)] * (widths[0] - unseen) + [F(0)] * unseen, [F(1)] * r)
        fixed = [(F(depth), r * r), (F(1), r * outer), ((2 * depth - 1) * q, n * (n + 1) // 2), (q, depth * n * (n - 1) // 2 + n * (outer + h)),
                 (-q, (depth - 1) * n * (n + 1) // 2 + n * h)]
        return matrix, fixed, {"r": r, "nx": widths[0] - unseen, "d0": widths[0], "dL": widths[-1], "dstar": star, "h": h, "b": eps, "d": 3, "z": 1, "u": 1, "c": 1}

    def test_multiplicities(self):
        for widths, r, star, unseen in with_unseen():
            matrix, fixed, _ = self.spectrum(widths, r, star, F(1, 2), unseen)
            counts = {}
            for number, count in fixed:
                counts[number] = counts.get(number, 0) + count
            for number, count in counts.items():
                self.assertEqual(nullity(matrix, number), count, (widths, r, star, number))

    def test_intervals(self):
        """At eps = 1/2 and 1/4 the bulk is apart from all else: its size, and where it lies; the others of S_+ and S_- in between."""
        for widths, r, star, unseen in with_unseen():
            for eps in (F(1, 2), F(1, 4)):
                matrix, fixed, sizes = self.spectrum(widths, r, star, eps, unseen)
                depth, n = len(widths) - 1, star - r
                _, g = inner(depth, eps)
                e, small = eps ** depth, max(eps ** depth * g, (2 * depth - 1) * eps ** (2 * depth - 2))
                self.assertTrue(small < 1 and g * (1 + e) < depth)
                bulk = r * (widths[0] - unseen + widths[-1] - 2 * r)
                self.assertEqual(value(seed_code_spectrum.argue, "bulk-count", 0, depth, **sizes), bulk)
                self.assertEqual(len(matrix) - inertia(moved(matrix, F(1)))[0], r * r + bulk)                  # none of the bulk below 1 ...
                self.assertEqual(inertia(moved(matrix, g * (1 + e)))[2], r * r)                                # ... nor above g(1 + e), but L
                negative, zero, positive = inertia(moved(matrix, small))
                self.assertEqual((positive, negative + zero), (r * r + bulk, len(matrix) - r * r - bulk))      # all else is apart, and not below -e g or -q
                self.assertEqual(inertia(moved(matrix, -max(e * g, eps ** (2 * depth - 2))))[0], 0)
                # Each S_+ has one from g on, and each S_- one up to g, neither of which is g.
                self.assertEqual(inertia(moved(matrix, g))[2] - r * r, r * n)

    def test_counts_and_trace(self):
        for widths, r, star, unseen in with_unseen():
            depth, eps = len(widths) - 1, F(2, 3)
            matrix, _, sizes = self.spectrum(widths, r, star, eps, unseen)
            live = sum(rows * columns - (rows - star) * (columns - star) for rows, columns in zip(widths[1:], widths))
            argue = seed_code_spectrum.argue
            for side in (0, 1):
                self.assertEqual(value(argue, "trace", side, depth, **sizes), sum(matrix[i][i] for i in range(len(matrix))))
                self.assertEqual(value(argue, "dimension", side, depth, **sizes), live)
                self.assertEqual(value(argue, "dimension-step", side, depth, **sizes), live + 3 * widths[-1] - (3 - star) * (widths[-1] - star))

    def test_forms(self):
        """v^T S_- v - v^T v by its definition, also where it is least, and the false bound of S_+ from a whole block."""
        for depth in range(2, 8):
            for eps in (F(1, 9), F(2, 3), F(19, 20)):
                v, g = inner(depth, eps)
                form = sum(v[k] ** 2 * v[l] ** 2 * (1 - (eps ** depth if k + l + 2 <= depth else 0)) for k in range(depth) for l in range(depth))
                self.assertEqual(value(seed_code_spectrum.argue, "antisymmetric-at-least-1", 0, depth, b=eps), form - g)
                if depth <= 4:
                    matrix = hessian(depth, [2] * (depth + 1), [F(1), eps], [F(1)] * 2, [F(1)])
                    places = [n for n in range(4 * depth) if n % 4 == 1] + [n for n in range(4 * depth) if n % 4 == 2][::-1]
                    both = sum(matrix[p][q] * v[i % depth] * v[j % depth] for i, p in enumerate(places) for j, q in enumerate(places))
                    self.assertEqual(seed_code_spectrum.symmetric_half(depth, eps), (depth * (1 - eps ** 2), depth * 2 * g / both))

    def test_witness(self):
        """The trace of a whole Hessian, and the sum of the true multiplicities, which the claimed one is not."""
        r, star, d0, dL, eps = 2, 3, 5, 4, F(1, 3)
        for depth in (2, 3):
            matrix, fixed, _ = self.spectrum([d0] + [star] * (depth - 1) + [dL], r, star, eps)
            trace, claimed = seed_code_spectrum.sums(depth, *map(F, (r, star, d0, dL)), eps)
            self.assertEqual(trace, sum(matrix[i][i] for i in range(len(matrix))))
            self.assertEqual(trace, sum(number * count for number, count in fixed) + 2 * r * (star - r) * inner(depth, eps)[1])
            self.assertEqual(trace - claimed, r * (d0 - star))
        self.assertFalse(seed_code_spectrum.are_sizes(2, F(2), F(1), F(2), F(2), eps) or seed_code_spectrum.are_sizes(2, F(1), F(2), F(2), F(3, 2), eps))


class BalancedSpectrum(unittest.TestCase):
    def test_multiplicities(self):
        for widths, s in BALANCED:
            depth, r = len(widths) - 1, len(s)
            s = [F(v) for v in s]
            matrix = hessian(depth, widths, s, [F(1)] * widths[0], [v ** depth for v in s])
            counts = {}
            for a in s:
                for b in s:
                    pair = sum(a ** (2 * (depth - k)) * b ** (2 * (k - 1)) for k in range(1, depth + 1))
                    counts[pair] = counts.get(pair, 0) + 1
                counts[a ** (2 * depth - 2)] = counts.get(a ** (2 * depth - 2), 0) + widths[0] + widths[-1] - 2 * r
            rank = r * (widths[0] + widths[-1] - r)
            self.assertEqual(sum(counts.values()), rank)
            for number, count in counts.items():
                self.assertEqual(nullity(matrix, number), count, (widths, s, number))
            self.assertEqual(nullity(matrix, F(0)), len(matrix) - rank)
            sizes = {"r": r, "d0": widths[0], "dL": widths[-1], "h": sum(widths[1:-1]) - (depth - 1) * r, "d": 5, "s": 2}
            live = sum(rows * columns - (rows - r) * (columns - r) for rows, columns in zip(widths[1:], widths))
            for side in (0, 1):
                self.assertEqual(value(balanced_spectrum.argue, "rank", side, depth, **sizes), rank)
                self.assertEqual(value(balanced_spectrum.argue, "dimension", side, depth, **sizes), live)

    def test_exponents_and_bounds(self):
        s, t = F(3, 2), F(2, 3)
        for depth in range(2, 8):
            u = [s ** (depth - k) * t ** (k - 1) for k in range(1, depth + 1)]
            for k in range(1, depth + 1):
                for name, base in (("exponent-first", s), ("exponent-second", t)):
                    self.assertEqual(base ** int(value(balanced_spectrum.argue, name, 0, depth, k=k)), base ** (depth - k if base == s else k - 1))
                self.assertEqual(value(balanced_spectrum.argue, "mirrored-first", 1, depth, k=k), k - 1)
                for l in range(1, depth + 1):
                    exponents = [value(balanced_spectrum.argue, name, 0, depth, k=k, l=l) for name in ("pair-row-first", "pair-row-second")]
                    self.assertEqual(s ** int(exponents[0]) * t ** int(exponents[1]), u[k - 1] * u[l - 1] ** 2)
            h = sum(p * p for p in u)
            for name, expected in (("value", h), ("lower", h - depth * t ** (2 * depth - 2)), ("upper", depth * s ** (2 * depth - 2) - h)):
                self.assertEqual(value(balanced_spectrum.argue, name, 0, depth, s=s, t=t), expected)

    def test_witness(self):
        for depth in (2, 3, 4):
            matrix = hessian(depth, [3] + [2] * (depth - 1) + [4], [F(3), F(2)], [F(1)] * 3, [F(3) ** depth, F(2) ** depth])
            trace, claimed = balanced_spectrum.sums(depth, F(3), F(2), F(3), F(4))
            self.assertEqual(trace, sum(matrix[i][i] for i in range(len(matrix))))
            self.assertEqual(claimed - trace, 2 * (F(3) ** (2 * depth - 2) + F(2) ** (2 * depth - 2)))      # r more of each


class Certificates(unittest.TestCase):
    def test_a_changed_item_is_refused(self):
        """Every item of both arguments with a coefficient changed, a term of a sign left out, and two items exchanged."""
        for family in (seed_code_spectrum, balanced_spectrum):
            with open(os.path.join(CERTIFICATES, family.NAME + ".json"), encoding="utf-8") as file:
                text = file.read()
            claims.check_certificate(json.loads(text))
            count = len(json.loads(text)["proof"]["items"])
            for n in range(0, count):
                certificate = json.loads(text)
                items = certificate["proof"]["items"]
                side = items[n]["left"] if "left" in items[n] else items[n]["expression"]
                side["numerator"] = [["7", e] for _, e in side["numerator"]] or [["1", [0] * len(certificate["proof"]["variables"])]]
                with self.assertRaises(refusal.Refused, msg=f"{family.NAME} {n}"):
                    claims.check_certificate(rehashed(certificate))
                items = json.loads(text)["proof"]["items"]
                if "terms" in items[n]:
                    items[n]["terms"] = items[n]["terms"][1:]
                else:
                    items[n], items[n - 1] = items[n - 1], items[n]
                certificate["proof"]["items"] = items
                with self.assertRaises(refusal.Refused, msg=f"{family.NAME} {n}"):
                    claims.check_certificate(rehashed(certificate))


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
"""The rate of convergence, signals of different size and growing ratios: items and witnesses against orbits, Hessians and sums, also with everything changed that may be."""
import os
import sys
import unittest
from fractions import Fraction as F
from math import log

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from plumb_checker import seed_convergence, seed_signals, seed_tails
from plumb_checker.depth_descent import direct_step
from test_every_depth import hessian, value


def ratio(L, t):
    return L / sum(t ** (2 * k) for k in range(L))


class Convergence(unittest.TestCase):
    def test_one_step_from_any_state(self):
        s, a, eta, z, u = F(3, 4), F(2, 3), F(1, 10), F(2, 7), F(1, 2)
        for L in range(1, 9):
            moved = direct_step(s, L, 1, 1, eta)
            k = 1 - eta * sum(a ** j for j in range(L - 1, 2 * L - 1))
            K = 1 - eta * L * a ** (2 * L - 2)
            point = {"s": s, "a": a, "eta": eta, "z": z, "u": u}
            for name, expected in (("contracts", k * z - (1 - moved)), ("contracts-slower", K * u - k * z), ("stays-above", moved - a), ("slower", K - k),
                                   ("value-at-most", L * u - 1 + s ** L), ("distance", (L - 1) * (1 - s ** L) / s ** L),
                                   ("distance-at-most", (L - 1) * L * u / a ** L - (L - 1) * (1 - s ** L) / s ** L)):
                found = value(seed_convergence.argue, name, 0, L, **point)
                self.assertEqual(found, expected, (name, L))
                self.assertGreaterEqual(found, 0)

    def test_orbits(self):
        """Four steps; and no bound with a factor changed holds on all of them."""
        changed = {"no L": 0, "one layer less": 0}
        for L, start, eta in ((1, F(1, 3), F(1)), (2, F(1, 2), F(1, 2)), (2, F(9, 10), F(1, 5)), (3, F(4, 5), F(1, 3))):
            s = start
            k, K = 1 - eta * sum(start ** j for j in range(L - 1, 2 * L - 1)), 1 - eta * L * start ** (2 * L - 2)
            for n in range(5):
                self.assertTrue(1 - s <= (1 - start) * k ** n <= (1 - start) * K ** n and start <= s <= 1)
                self.assertLessEqual(1 - s ** L, L * (1 - start) * K ** n)
                changed["no L"] += 1 - s ** L > (1 - start) * K ** n
                changed["one layer less"] += 1 - s > (1 - start) * (1 - eta * L * start ** (L - 1)) ** n
                s = direct_step(s, L, 1, 1, eta)
        self.assertTrue(all(changed.values()), changed)


class Signals(unittest.TestCase):
    def test_witness_rows(self):
        for L in range(2, 6):
            s, y = F(3, 2), F(1, 3)
            matrix = hessian(L, [1] * (L + 1), [s], [1], [y])
            self.assertEqual(seed_signals.first_row(L, s, y), matrix[0])
            self.assertEqual(seed_signals.full_ratio(L, s, y), (sum(matrix[0]), L * s ** (2 * L - 2)))
            self.assertEqual(seed_signals.functional_form(L, s, y), ((L - 1) * s ** (L - 2) * (s ** L - y), s ** (L - 2) * (s ** L - y)))

    def test_couplings_of_a_pair(self):
        """At most L - 1 at each variable, each at most e b^(L-2); the Gauss-Newton form along (s^(L-k) t^(k-1))_k is h times the squared length."""
        for L in range(2, 6):
            s, t, targets = F(3, 2), F(2, 3), [F(1, 5), F(2)]
            matrix = hessian(L, [2] * (L + 1), [s, t], [1, 1], targets)
            fitted = hessian(L, [2] * (L + 1), [s, t], [1, 1], [s ** L, t ** L])
            most = max(abs(v ** L - y) for v, y in zip((s, t), targets)) * s ** (L - 2)
            for row, other in zip(matrix, fitted):
                couplings = [p - q for p, q in zip(row, other)]
                self.assertLessEqual(sum(c != 0 for c in couplings), L - 1)
                self.assertLessEqual(max(map(abs, couplings)), most)
            places = range(1, 4 * L, 4)                         # Delta_k(1, 2): s above layer k, t below it
            v = [s ** (L - k) * t ** (k - 1) for k in range(1, L + 1)]
            h = sum(x * x for x in v)
            image = [sum(fitted[p][q] * x for q, x in zip(places, v)) for p in places]
            self.assertEqual(image, [h * x for x in v])
            self.assertEqual(value(seed_signals.argue_unequal, "value", 0, L, s=s, t=t), h)
            self.assertTrue(L * t ** (2 * L - 2) <= h <= L * s ** (2 * L - 2))

    def test_bounds(self):
        point = {"s": F(3, 2), "t": F(2, 3), "a": F(1, 2), "b": F(2), "xm": F(6, 5), "z": F(5, 4), "p": F(2, 3), "q": F(3, 4), "G": F(8, 7), "E": F(9, 8),
                 "r": F(2), "c": F(-3, 2), "j": F(-2, 5), "d": F(3, 4), "x": F(5, 4), "y": F(4, 3)}
        for L in range(2, 9):
            h = sum(F(3, 2) ** (2 * (L - k)) * F(2, 3) ** (2 * (k - 1)) for k in range(1, L + 1))
            for name, expected in (("ratio-at-most", L * F(4) ** (2 * L - 2) * F(6, 5) - h), ("ratio-at-least", h * 4 ** (L - 1) - L * F(1, 4) ** (L - 1) * F(6, 5)),
                                   ("own-ratio-at-most", L * (F(4) ** (2 * L - 2) * F(6, 5) - F(5, 4))), ("power", 2 ** (L - 2) - F(3, 2) ** (L - 2)),
                                   ("coupling-at-most", 2 * F(8, 7) * F(9, 8) + F(3, 2) * F(2, 3) * F(3, 4)), ("form-at-most", F(3, 4) * (F(25, 16) + F(16, 9)) + F(4, 3))):
                self.assertEqual(value(seed_signals.argue_unequal, name, 0, L, **point), expected, (name, L))


class Tails(unittest.TestCase):
    def test_a_fixed_layer_value(self):
        for L in range(1, 9):
            for eps in (F(1, 10), F(1, 2), F(9, 10)):
                gains = [ratio(n + 1, eps) - ratio(n, eps) for n in (L, L + 1)]
                self.assertEqual(value(seed_tails.argue_growth, "increases", 0, L, s=eps), gains[0])
                self.assertEqual(value(seed_tails.argue_growth, "convex", 0, L, s=eps), gains[1] - gains[0])
                self.assertTrue(0 < gains[0] < 1 - eps * eps and gains[0] <= gains[1])

    def test_a_fixed_end_to_end_value(self):
        """sigma = v^(L(L+1)): the layer values v^(L+1) and v^L at depths L and L + 1, and the quantities of the argument at w = v^2."""
        for v in (F(1, 3), F(4, 5), F(49, 50)):
            for L in range(1, 7):
                t, sigma = v ** (L + 1), v ** (L * (L + 1))
                now, then = ratio(L, t), ratio(L + 1, v ** L)
                point = {"s": v * v, "c": sigma * sigma, "t": t}
                self.assertEqual(value(seed_tails.argue_end_to_end, "increases", 0, L, **point), then - now)
                self.assertEqual(value(seed_tails.argue_end_to_end, "increment", 0, L, **point), 1 - then + now)
                self.assertEqual(value(seed_tails.argue_end_to_end, "bounded", 0, L, **point), t / sigma - now)
                self.assertTrue(0 < then - now < 1 and now <= t / sigma < 1 / sigma)
                self.assertLess(float(now), 2 * log(1 / sigma) / float(1 - sigma ** 2) + 1e-9)


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
"""The parts of sharpness and structure: counts of roots, hypotheses, and conclusions that must fail next to the true ones."""
import unittest
from fractions import Fraction

from plumb_checker import sharpness, structure
from plumb_checker.algebra import charpoly
from plumb_checker.instances import Instance, aligned, polynomial_of


class Roots(unittest.TestCase):
    def test_roots_above_and_from_a_value(self):
        coefficients = polynomial_of([(Fraction(1, 2), 2), (3, 1), (-1, 1)])
        self.assertEqual(sharpness.moved(coefficients, Fraction(0)), coefficients)
        self.assertEqual(sharpness.moved([1, 0, 0], 2), [1, 4, 4])
        for value, above, at_least in ((Fraction(4), False, False), (Fraction(3), False, True), (Fraction(1), True, True), (Fraction(-2), True, True)):
            self.assertEqual(not sharpness.none_above(coefficients, value), above)
            self.assertEqual(sharpness.some_from(coefficients, value), at_least)
        self.assertTrue(sharpness.is_largest(coefficients, Fraction(3)))
        self.assertFalse(sharpness.is_largest(coefficients, Fraction(1, 2)) or sharpness.is_largest(coefficients, Fraction(4)))


class Hypotheses(unittest.TestCase):
    def test_each_hypothesis_is_tested(self):
        flat = dict(widths=[1, 1, 1], layers=[[1], [1]], x=[1], y=[1], t=1)
        cases = [(sharpness.FLATTEST, flat, [{"x": [2]}, {"y": [2]}, {"t": 2}, {"t": -1}]),
                 (sharpness.NOT_ZERO, flat, [{"layers": [[0], [0]], "y": [0], "t": 0}]),
                 (sharpness.TWO_LAYERS, dict(widths=[1, 1, 1], layers=[[2], [1]], x=[1], y=[2], first=4, second=1, sigma=2),
                  [{"first": 1}, {"second": 4}, {"sigma": 1}, {"sigma": -2}, {"x": [2], "y": [4]}, {"y": [1]}]),
                 (sharpness.SINGLE_OUTPUT, {**dict(widths=[1, 1, 1], layers=[[2], [2]], x=[3], y=[12], t=2), "lambda": 3}, [{"lambda": 4}, {"t": 4}, {"y": [3]}]),
                 (sharpness.BALANCED, dict(widths=[1, 1, 1], layers=[[2], [2]], x=[1], y=[4], first=2, second=0),
                  [{"layers": [[4], [1]]}, {"second": 1}, {"first": 4}, {"x": [2]}, {"y": [1]}, {"widths": [1, 1], "layers": [[2]], "y": [2]}]),
                 (sharpness.CONDITION, dict(widths=[1, 1, 1], layers=[[2], [1]], x=[3], y=[0], largest=15, smallest=15),
                  [{"largest": 16}, {"smallest": 3}, {"layers": [[0], [0]], "largest": 0, "smallest": 0}]),
                 (structure.TOTAL, dict(widths=[1, 1, 1], layers=[[2], [1]], x=[1], y=[1], general=1), [{"general": 2}, {"x": [0]}, {"y": [2]}]),
                 (structure.CAUCHY, dict(widths=[1, 1, 1], layers=[[Fraction(1, 6)], [Fraction(1, 8)]], x=[1], y=[1], general=1), [{"general": 0}, {"layers": [[1], [1]]}]),
                 (structure.WIDTH, dict(widths=[1, 1, 1], layers=[[2], [1]], x=[1], y=[1], layer=1), [{"layer": 0}, {"layer": 2}, {"layer": Fraction(1, 2)}]),
                 (structure.INTERPOLATION, dict(widths=[1, 1], layers=[[2]], x=[1], y=[2]), [{"y": [1]}]),
                 (structure.DATA, dict(widths=[2, 1], layers=[[2]], x=[1], y=[1], variance=1), [{"variance": 0}, {"x": [1, 1]}])]
        for theorem, good, changes in cases:
            self.assertTrue(theorem.admits(aligned(**good)))
            for change in changes:
                self.assertFalse(theorem.admits(aligned(**{**good, **change})), change)

    def test_unused_input_has_no_weights_and_no_targets(self):
        one, sxx = Fraction(1), [[Fraction(1), Fraction(0)], [Fraction(0), Fraction(0)]]
        for weight, target, admitted in ((0, 0, True), (1, 0, False), (0, 1, False)):
            n = Instance([[[one, Fraction(weight)]]], sxx, [[one, Fraction(target)]], {"variance": one})
            self.assertEqual(structure.DATA.admits(n), admitted)


class Conclusions(unittest.TestCase):
    def test_the_bound_for_the_flattest_minima_is_not_a_higher_one(self):
        """(2, 1/2) reaches 17/4; with t = 2 in place of 1 the bound 8 is not reached, and 2 is not the largest value."""
        n = aligned([1, 1, 1], [[2], [Fraction(1, 2)]], [1], [1], t=1)
        self.assertTrue(sharpness.is_at_least_flattest(n))
        self.assertTrue(sharpness.is_largest(charpoly(n.hessian()), Fraction(17, 4)))
        self.assertFalse(sharpness.some_from(charpoly(n.hessian()), Fraction(8)))

    def test_wrong_numbers_are_refused(self):
        single = aligned([2, 1, 1, 1], [[2]] * 3, [3, 5], [24], t=2, **{"lambda": 5})
        self.assertTrue(sharpness.has_single_output_sharpness(single))
        single.parameters["t"] = Fraction(3)                # as if ||w|| were 27
        self.assertFalse(sharpness.has_single_output_sharpness(single))
        balanced = aligned([2, 2, 2], [[2, 1]] * 2, [1, 1], [4, 1], first=2, second=1)
        self.assertTrue(sharpness.has_balanced_spectrum(balanced))
        balanced.parameters["second"] = Fraction(2)
        self.assertFalse(sharpness.has_balanced_spectrum(balanced))
        wide = aligned([2, 2, 2], [[2, 1]] * 2, [1, 1], [3, 3], layer=1)
        self.assertTrue(structure.adds_coupling(wide))
        wide.__dict__["residual"] = [[Fraction(0)] * 2] * 2    # as if E were 0
        self.assertFalse(structure.adds_coupling(wide))
        block = aligned([2, 1, 1], [[1], [2]], [1], [1], variance=3)
        self.assertTrue(structure.adds_block(block))
        block.sxx[1][0] = block.sxx[0][1] = Fraction(1, 2)  # the input is correlated with another
        self.assertFalse(structure.adds_block(block))

    def test_the_rank_of_the_jacobian_is_that_of_the_outer_part(self):
        for n in structure.rank_networks()[::17]:
            self.assertEqual(structure.rank_outer(n), structure.rank(n.hessian("gauss-newton")))


if __name__ == "__main__":
    unittest.main()

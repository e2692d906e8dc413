"""The ring of every depth: its maps, its signs, and what an argument refuses.

python3 checker/test_depths.py
"""
import os
import sys
import unittest
from fractions import Fraction as F
from itertools import product

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import sample_certificates as samples
from plumb_checker import depth_argument, depth_clusters, depth_descent, depth_ring, depth_sums, forms, mode_descent, mode_flow, refusal, step_sizes


class Depths(unittest.TestCase):
    def test_an_induction_may_not_use_a_hypothesis_about_one_depth(self):
        """q = (L-1)(L-10)/2 is 0 at L = 1 and grows by L - 5, which is assumed not to be negative: yet q < 0 at L = 6."""
        ring = depth_ring.DepthRing("L")
        (L,) = ring["L"]

        def argument(assumed):
            return depth_argument.Argument(1, ring, [("induction", "q", (L - 1) * (L - 10) / 2, "nonnegative", [], [["q"], [L - 5]])], assumed=assumed)

        def fraction(*terms):
            return {"denominator": [], "numerator": [[c, [n]] for c, n in terms]}
        five = [["1", [1]], ["-5", [0]]]
        proof = {"hypotheses": [{"polynomial": five, "sign": "nonnegative"}], "nonzero": [], "variables": ["L"],
                 "ranges": [{"lower": "1", "lowerEnd": "closed", "upper": "infinity", "upperEnd": "open", "variable": "L"}],
                 "items": [{"base": {"terms": [], "value": fraction()}, "expression": fraction(("1/2", 2), ("-11/2", 1), ("5", 0)), "name": "q",
                            "next": {"terms": [[{"shown": "q"}], [{"denominator": [], "numerator": five}]],
                                     "value": fraction(("1/2", 2), ("-9/2", 1))}, "sign": "nonnegative"}]}
        with self.assertRaisesRegex(refusal.Refused, "one depth"):
            argument([(L - 5, "nonnegative")]).check(proof)

    """The ring of every depth: its maps, its signs, and what an argument refuses."""

    def test_maps(self):
        ring = depth_ring.DepthRing("L", "s", "S")
        L, s, S = ring["L s S"]
        value = (L * S - s * S * S + 2) / (1 + s + L)

        def direct(depth, at):
            return (depth * at ** depth - at ** (2 * depth + 1) + 2) / (1 + at + depth)
        for depth, at in product(range(6), (F(1, 2), F(-2, 3), F(3))):
            here = ring.image(ring.at(value, depth), s=at)
            self.assertEqual(here, ring.one * direct(depth, at))
            self.assertEqual(ring.image(ring.at(ring.next(value), depth), s=at), ring.one * direct(depth + 1, at))
            slope = ring.image(ring.at(ring.slope(S * S / s, "s", "S"), depth), s=at)
            self.assertEqual(slope, ring.one * ((2 * depth - 1) * F(at) ** (2 * depth - 2)))
        self.assertIsNone(depth_ring.quotient((1 - s * s).top, (2 + s).top))
        self.assertEqual(depth_ring.quotient((1 - s * s).top, (1 + s).top), (1 - s).top)

    def test_signs(self):
        ring = depth_ring.DepthRing("L", "s", "S")
        L, s, S = ring["L s S"]
        ranges = [("L", (F(2), "closed", None, "open")), ("s", depth_argument.HALF_OPEN_01)]
        for value, sign in ((L - 1, "positive"), (L - 2, "nonnegative"), (L - 3, None), (1 - S, "nonnegative"), (1 - s * S, "nonnegative"), (S, "positive"),
                            (s - S, None), (2 * S - 1, None), (-S, None), (L - 2 + 2 * S, "positive"), (L - 1 - S, "nonnegative"), (2 - s, "positive")):
            self.assertEqual(depth_ring.sign_on(value.top, ring.names, ranges), sign)
        self.assertIsNone(depth_ring.sign_on(S.top, ring.names, ranges[:1]))

    def test_statements_at_depths(self):
        """The closed forms of the table of arguments against sums and powers."""
        for L in range(1, 9):
            s, t = F(2, 3), F(-3, 5)
            ring = depth_ring.DepthRing("L", "s", "t", "S", "T")
            closed = depth_sums.argue_telescope_h().items[1][3]          # at L + 1
            found = ring.image(ring.at(closed, L), s=s, t=t)
            self.assertEqual(found, ring.one * sum(s ** (2 * (L - k)) * t ** (2 * k) for k in range(L + 1)))
            up = depth_clusters.argue_crossing().items[1][2]
            ring = depth_ring.DepthRing("L", "s", "S")
            symmetric, bulk = depth_clusters.direct_clusters(s, L)
            self.assertEqual(ring.image(ring.at(up, L), s=s), ring.one * (symmetric - bulk))
            G = sum(s ** k for k in range(L))
            ring = depth_ring.DepthRing("L", "s", "S", "eta")
            factor = depth_descent.argue_safe_step().items[6][2]
            self.assertEqual(ring.image(ring.at(factor, L), s=s, eta=F(1, 7)), ring.one * (1 - F(1, 7) * s ** (L - 1) * G))

    def test_dynamics_at_depths(self):
        """Quantities of the arguments about one mode against simulated steps."""
        def value(argue, name, L, **point):
            argument = argue()
            quantity = next(data[0] for _, item, *data in argument.items if item == name)
            ring = argument.ring
            return ring.image(ring.at(ring.one * quantity, L), **{v: F(c) for v, c in point.items()}).top.terms.get((0,) * len(ring.names), 0)

        def step(s, L, eta, y=1):
            return s - eta * s ** (L - 1) * (s ** L - y)
        for L in range(2, 8):
            s, eta, a = F(2, 3), F(1, 9), F(1, 2)
            t = step(s, L, eta)
            self.assertEqual(value(mode_descent.argue_contraction, "loss", L, s=s, t=t, a=a),
                             (1 - s ** L) ** 2 * (1 - eta * a ** (2 * L - 2)) - (1 - t ** L) ** 2)
            self.assertEqual(value(mode_descent.argue_negative_target, "stays-positive", L, s=s, eta=eta, x=1, r=2), step(s, L, eta, -2))
            a, b = F(3, 2), F(2, 5)
            y = value(step_sizes.argue_period_two, "target", L, a=a, b=b)
            eta = (a - b) ** 2 / value(step_sizes.argue_period_two, "rate", L, a=a, b=b)
            self.assertEqual((step(a, L, eta, y), step(b, L, eta, y)), (b, a))
            self.assertEqual(value(mode_flow.argue_escape, "partial-fractions", L, s=s, x=F(1, 2), y=1), 1 / (s ** (L - 1) * (1 - s ** L / 2)))
            terms = [s ** (2 * (L - k)) * a ** (2 * k) for k in range(L + 1)]
            self.assertEqual(value(mode_flow.argue_preconditioner, "pair-step", L, s=s, t=a), sum(terms))
        self.assertEqual(value(step_sizes.argue_tripling, "inside", 2, s=F(1, 3), eta=F(3, 2)), F(7, 3) - step(F(1, 3), 2, F(3, 2)) ** 2)

    def test_an_argument_that_does_not_hold_is_refused(self):
        """Wrong entries in the table of arguments, with a certificate that repeats them word by word."""
        def written(argument, value):
            top, exponents, bottom = value.top, [0] * len(argument.nonzero), value.bottom
            for n, (factor, _) in enumerate(argument.nonzero):
                while len(bottom.terms) > 1 or any(max(bottom.terms)):
                    found = depth_ring.quotient(bottom, factor)
                    if found is None:
                        break
                    bottom, exponents[n] = found, exponents[n] + 1
            scale = F(1) / list(bottom.terms.values())[0]
            return {"denominator": exponents, "numerator": samples.poly({e: c * scale for e, c in top.terms.items()})}

        def factor(argument, value):
            if isinstance(value, str):
                return {"shown": value}
            if isinstance(value, depth_argument.Square):
                return {"square": written(argument, argument.ring.one * value.root)}
            return written(argument, argument.ring.one * value)

        def proof(argument):
            found = []
            for kind, name, *data in argument.items:
                if kind == "identity":
                    found.append({"left": written(argument, data[0]), "name": name, "right": written(argument, data[1])})
                else:
                    terms = [[factor(argument, f) for f in term] for term in data[2]]
                    found.append({"expression": written(argument, data[0]), "name": name, "sign": data[1], "terms": terms})
            ranges = [{"lower": str(a), "lowerEnd": b, "upper": "infinity" if c is None else str(c), "upperEnd": d, "variable": v}
                      for v, (a, b, c, d) in argument.ranges]
            nonzero = [{"polynomial": samples.poly(p.terms), "reason": reason} for p, reason in argument.nonzero]
            return {"hypotheses": [], "items": found, "nonzero": nonzero, "ranges": ranges, "variables": list(argument.ring.names)}

        ring = depth_ring.DepthRing("L", "s", "S")
        L, s, S = ring["L s S"]
        make, square = depth_argument.Argument, depth_argument.Square
        checks = [
            (None, [("identity", "i", S * s / s, S)], "range"), ("sides differ", [("identity", "i", S, s)], "range"),
            (None, [("sign", "i", S * (1 - S), "nonnegative", [[S, 1 - S]])], "range"),
            ("do not sum", [("sign", "i", S * (1 + S), "nonnegative", [[S, 1 - S]])], "range"),
            ("no term is positive", [("sign", "i", S * (1 - S), "positive", [[S, 1 - S]])], "range"),
            ("no known sign", [("sign", "i", S - s, "nonnegative", [[S - s]])], "range"),
            ("may vanish", [("sign", "i", (1 - S) * (2 * S - 1), "same", [[1 - S, 2 * S - 1]])], "range"),
            (None, [("sign", "i", S * (2 * S - 1), "same", [[S, 2 * S - 1]])], "range"),
            ("one product", [("sign", "i", S + S * S, "same", [[S], [S, S]])], "range"),
            ("not shown", [("sign", "i", S, "nonnegative", [["nothing"]])], "range"),
            ("no known sign", [("sign", "i", 1 / s, "positive", [[1 / s]])], "hypothesis"),
            ("does not follow", [("sign", "i", S, "positive", [[S]])], "item i"),
            (None, [("sign", "i", (S - s) * (S - s), "nonnegative", [[square(S - s)]])], "range"),
            ("do not sum", [("sign", "i", S - s, "nonnegative", [[square(S - s)]])], "range"),
            ("no term is positive", [("sign", "i", (S - s) * (S - s), "positive", [[square(S - s)]])], "range"),
            ("may vanish", [("sign", "i", (S - s) * (S - s) * S, "same", [[square(S - s), S]])], "range"),
        ]
        for reason, entries, why in checks:
            argument = make(2, ring, entries, ranges=[("s", depth_argument.HALF_OPEN_01)], nonzero=[(s, why)])
            if reason is None:
                self.assertEqual(argument.check(proof(argument)), 1)
            else:
                with self.assertRaisesRegex(refusal.Refused, reason):
                    argument.check(proof(argument))
        argument = make(2, ring, [("sign", "i", (S - s) * (S - s), "nonnegative", [[square(S - s)]])])
        given = proof(argument)
        for root in (s - S, S + s, (S - s) * (S - s)):               # the root is that of the table, with its sign
            given["items"][0]["terms"] = [[{"square": written(argument, root)}]]
            with self.assertRaisesRegex(refusal.Refused, "not the quantity of the statement"):
                argument.check(given)
        argument = make(2, ring, [], ranges=[("s", depth_argument.HALF_OPEN_01)], nonzero=[(1 - s, "range")])
        with self.assertRaisesRegex(refusal.Refused, "not positive on the ranges"):
            argument.check(proof(argument))


if __name__ == "__main__":
    unittest.main()

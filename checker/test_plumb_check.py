"""Tests of the checker: python3 -m unittest discover -s checker

One class a part of the package; the certificates it samples are in sample_certificates.py.
"""
import ast
import contextlib
import copy
import io
import json
import os
import random
import re
import sys
import tempfile
import unittest
from fractions import Fraction as F
from itertools import product

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import plumb_check
import sample_certificates as samples
import tamper
from plumb_checker import (
    algebra, claims, depth_argument, depth_clusters, depth_descent, depth_ring, depth_sums, files, forms, mode_descent, mode_flow,
    network_spectra, networks, refusal, seed_eigenvectors, seed_readings, seed_theorems, seed_twins, step_sizes, strict_json)

HERE = os.path.dirname(os.path.abspath(__file__))


def called(*arguments):
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = plumb_check.main(list(arguments))
    return code, out.getvalue()


class Reading(unittest.TestCase):
    def test_accepted(self):
        for text, value in ((b'{"a":[1,-2,0]}', {"a": [1, -2, 0]}), (b' [ ] \n', []), (b'"\\u00e9\\ud83d\\ude00\\/"', "\u00e9\U0001f600/"),
                            (b"999999999999999999", 10 ** 18 - 1), (b"true", True), (b"[" * 64 + b"]" * 64, None)):
            got = strict_json.read_json(text)
            self.assertTrue(value is None or got == value, text)

    def test_refused(self):
        for text in (b"", b"{", b"[1,]", b'{"a":1,}', b'{"a":1,"a":2}', b"01", b"+1", b"1.0", b"1e3", b"-0", b"-", b".5", b"NaN", b"[1 2]",
                     b"1234567890123456789", b"\xef\xbb\xbf1", b'"\xff"', b"1 1", b"1 x", b'"\\x"', b'"\\ud800"', b'"\\udc00"', b'"\\u12g4"',
                     b'"a', b'"\x01"', b"'a'", b"{a:1}", b'{"a"}', b"[1}", b"\x0c1", b"tru", b"[" * 65 + b"]" * 65, b"[" * 100000,
                     b'"\\ud83d\\u0041"', b'{"a":1 "b":2}', b"\x00", b"Infinity", b" " * (refusal.MAX_BYTES + 1), b'{"\\u0061":1,"a":2}'):
            with self.assertRaises(refusal.NotJSON, msg=text[:40]):
                strict_json.read_json(text)

    def test_place(self):
        for text, place in ((b'{\n  "a": 01}', "line 2, column 8"), (b'{"a":1,\n"a":2}', "line 2, column 1"), (b'[\n\n \xff]', "line 3, column 2")):
            with self.assertRaisesRegex(refusal.NotJSON, place):
                strict_json.read_json(text)

    def test_hash_text(self):
        for value in ({"b": [1, -2, {"a": "\u00e9\U0001f600\"\\\n\x7f\x01/"}], "a": {"x": True, "w": None, "v": False}}, [], {}, ""):
            self.assertEqual(strict_json.canonical_json(value), json.dumps(value, sort_keys=True, separators=(",", ":")))


class Fields(unittest.TestCase):
    def refused(self, call, pattern):
        with self.assertRaisesRegex(refusal.Refused, pattern):
            call()

    def test_rational(self):
        for text, value in (("0", 0), ("-3/4", F(-3, 4)), ("12", 12)):
            self.assertEqual(forms.rational(text, "p"), value)
        for text in ("2/4", "1/1", "01", "+1", "-0", "0/2", "1/0", "1/-2", "1.0", " 1", "1 ", "1\n", "", "-", "1/02", "\u0661", 1, None, True, []):
            self.refused(lambda: forms.rational(text, "proof.x[3]"), r"^proof\.x\[3\]: ")
        self.refused(lambda: forms.rational("1" * 20001, "p"), "digits")
        self.assertEqual(forms.rational("1" * 20000, "p"), int("1" * 20000))

    def test_dyadic_and_integers(self):
        self.assertEqual(forms.dyadic(["-3", -2], "p"), F(-3, 4))
        self.assertEqual(forms.dyadic(["0", 0], "p"), 0)
        for value in (["2", 0], ["0", 1], ["1", "0"], ["1"], ["1/2", 0], ["1", 10 ** 6], ["1", True]):
            self.refused(lambda: forms.dyadic(value, "p"), "^p")
        for value in (True, "1", 1.0, None):
            self.refused(lambda: forms.integer(value, "p", 0, 5), "JSON integer")
        self.refused(lambda: forms.integer(6, "p", 0, 5), "outside")

    def test_polynomial(self):
        got = forms.polynomial([["1/2", [2, 0]], ["-1", [0, 1]]], "p", 2)
        self.assertEqual(got.terms, {(2, 0): F(1, 2), (0, 1): -1})
        for value in ([["1", [0, 1]], ["1", [2, 0]]], [["1", [1, 0]], ["1", [1, 0]]], [["0", [1, 0]]], [["1", [1]]], [["1", [-1, 0]]], {}, [["1"]]):
            self.refused(lambda: forms.polynomial(value, "p", 2), "^p")

    def test_vectors(self):
        self.assertEqual(forms.primitive(["0", "1", "-2"], "p", 3), [0, 1, -2])
        for value in (["0", "0", "0"], ["0", "-1", "2"], ["2", "0", "4"], ["1", "0"], ["1/2", "1", "0"]):
            self.refused(lambda: forms.primitive(value, "p", 3), "^p")
        one, x = [["1", [0]]], [["1", [1]]]
        forms.primitive_polynomials([one, x], "p", 2, 1)
        for value in ([x, x], [[["2", [0]]], [["2", [1]]]], [[["-1", [0]]], x], [[], []], [[["1/2", [0]]], x], [one]):
            self.refused(lambda: forms.primitive_polynomials(value, "p", 2, 1), "^p")

    def test_network(self):
        good = {"modes": [samples.mode(1, [1, 2], 1, 3), samples.mode(2, [0, 1], 0, 0)], "restInput": "1/2", "widths": [4, 3, 3]}
        net = forms.network(good, "n")
        self.assertEqual((net.layer, net.input, net.target), ([[1, 0, 0, 0], [2, 1, 1, 0]], [1, 0, 0, F(1, 2)], [3, 0, 0, 0]))
        for change in (lambda n: n.update(restInput="0") or n["modes"].append(samples.mode(1, [0, 0], "1/2", 0)),
                       lambda n: n["modes"].__setitem__(1, samples.mode(1, [0, 1], 0, 0)) or n["modes"].append(samples.mode(1, [0, 1], 0, 0)),
                       lambda n: n["modes"].append(samples.mode(1, [0, 1], "1/2", 0)),
                       lambda n: n["modes"].append(samples.mode(2, [0, 0], 1, 0)), lambda n: n.update(widths=[4]), lambda n: n.update(widths=[4, 3, 0]),
                       lambda n: n.update(widths=[3, 3, 3]), lambda n: n["modes"][0].update(count=0), lambda n: n["modes"][0].update(layers=["1"])):
            bad = copy.deepcopy(good)
            change(bad)
            self.refused(lambda: forms.network(bad, "n"), r"^n\.")


class Algebra(unittest.TestCase):
    def matrices(self, count=60):
        random_source = random.Random(5)
        for _ in range(count):
            n = random_source.randint(1, 5)
            a = [[F(random_source.randint(-3, 3), random_source.randint(1, 3)) for _ in range(n)] for _ in range(n)]
            yield n, [[a[min(i, j)][max(i, j)] for j in range(n)] for i in range(n)]

    def test_inertia_and_charpoly(self):
        for n, a in self.matrices():
            self.assertEqual(list(algebra.inertia(a)), samples.signs(a))
            powers, result = algebra.unit(n), [[F(0)] * n for _ in range(n)]
            for c in reversed(algebra.charpoly(a)):                # Cayley and Hamilton
                result = algebra.combine(result, powers, c)
                powers = algebra.times(powers, a)
            self.assertFalse(any(map(any, result)))

    def test_kernel_and_inverse(self):
        for n, a in self.matrices():
            basis = algebra.kernel(a, n)
            self.assertEqual(len(basis), algebra.nullity(a, 0))
            self.assertFalse(any(algebra.dot(row, v) for row in a for v in basis))
            if not basis:
                self.assertEqual(algebra.times(a, algebra.inverse(a)), algebra.unit(n))
                self.assertNotEqual(algebra.determinant(a), 0)

    def test_real_zeros(self):
        x, y = algebra.symbols(2)
        for good in (x * 0 + 1, x * x + 3, -(x * x) - y ** 4 - 2):
            self.assertTrue(seed_eigenvectors.no_real_zero(good))
        for bad in (x * 0, x * x, x + 1, x * x - 1, 1 + x * x + x ** 3):
            self.assertFalse(seed_eigenvectors.no_real_zero(bad))


def loss_second_derivative(layers, sxx, syx, first, second):
    """The coefficient of s t in the loss with s added at one entry and t at another, by polynomial arithmetic."""
    s, t = algebra.symbols(2)
    moved = [[[s * 0 + v for v in row] for row in w] for w in layers]
    for (k, a, b), symbol in ((first, s), (second, t)):
        moved[k - 1][a - 1][b - 1] = moved[k - 1][a - 1][b - 1] + symbol
    w = algebra.times(*reversed(moved))
    quadratic, linear = algebra.times(w, sxx, algebra.transpose(w)), algebra.times(w, algebra.transpose(syx))
    loss = algebra.total(quadratic[i][i] * F(1, 2) - linear[i][i] for i in range(len(w))) + s * 0
    return loss.terms.get((1, 1), 0)


class Hessians(unittest.TestCase):
    def test_general_formula_is_the_second_derivative(self):
        random_source = random.Random(7)
        for widths in ((2, 2), (1, 2, 2), (2, 3, 2), (2, 1, 2, 2), (1, 2, 1, 2, 1)):
            def matrix(rows, columns):
                return [[F(random_source.randint(-3, 3), 2) for _ in range(columns)] for _ in range(rows)]
            layers = [matrix(widths[k], widths[k - 1]) for k in range(1, len(widths))]
            root = matrix(widths[0], widths[0])
            sxx, syx = algebra.times(root, algebra.transpose(root)), matrix(widths[-1], widths[0])
            dense = networks.dense_hessian(layers, sxx, syx)
            for v, w in product(dense, repeat=2):       # for equal entries s and t add up: the coefficient of s t is still the second derivative
                self.assertEqual(dense[v].get(w, 0), loss_second_derivative(layers, sxx, syx, v, w), (widths, v, w))

    def test_blocks_and_classes(self):
        random_source = random.Random(11)
        for widths in ((2, 2), (3, 2, 3), (2, 3, 1), (1, 3, 3, 2), (3, 3, 3, 3), (4, 5, 4)):
            for _ in range(4):
                data = [(random_source.randint(-1, 2), random_source.randint(0, 2), random_source.randint(0, 1)) for _ in range(2)]
                pick = [random_source.choice(data) for _ in range(max(widths))]
                net = networks.Net(widths, lambda k, i: pick[i - 1][0], lambda i: pick[i - 1][1], lambda i: pick[i - 1][2])
                self.assertTrue(networks.hessian_is_blocks(net))
                grouped, dense = networks.grouped_blocks(net), networks.full_matrix(net)
                for value in (0, 1, 2, F(1, 2), -1):
                    self.assertEqual(sum(algebra.nullity(a, value) * n for a, n in grouped), algebra.nullity(dense, value))

    def test_counts_of_the_statements(self):
        cases = [(w, r, n, star) for L in (2, 3) for w in product((1, 2, 3) if L == 2 else (1, 2), repeat=L + 1)
                 for r in range(1, min(w) + 1) for n in range(r, w[0] + 1) for star in range(r, min(w) + 1)]
        for claim in seed_eigenvectors.SETTINGS:
            self.assertTrue(seed_eigenvectors.dense_counts_agree(claim, tuple(cases)), claim)

    def test_a_wrong_statement_is_noticed(self):
        true = seed_eigenvectors.statement_spectrum

        def wrong(claim, widths, r, n_x, point, star):
            found = dict(true(claim, widths, r, n_x, point, star))
            value = max(found)
            found[value] += 1
            found[0] = found.get(0, 0) - 1
            return found
        seed_eigenvectors.statement_spectrum = wrong
        try:
            for claim in seed_eigenvectors.SETTINGS:
                self.assertFalse(seed_eigenvectors.counts_agree.__wrapped__(claim, 3))
                self.assertFalse(seed_eigenvectors.dense_counts_agree.__wrapped__(claim))
        finally:
            seed_eigenvectors.statement_spectrum = true


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


class Networks(unittest.TestCase):
    """The kinds of one network: against brute force, limits, and forms that are not canonical."""

    @staticmethod
    def document(name, proof):
        known = claims.CLAIMS[name]
        claim = {"id": name, "scope": {"dataHash": strict_json.sha256(proof), **known.scope}, "statement": known.statement}
        return {"claim": claim, "claimHash": strict_json.sha256(claim), "evidence": "exact", "format": claims.FORMAT, "kind": known.kind, "proof": proof,
                "verdict": "verified"}

    @staticmethod
    def modes(*runs, rest="0", widths=(2, 2, 2)):
        return {"modes": [samples.mode(*run) for run in runs], "restInput": rest, "widths": list(widths)}

    def test_signature_and_roots(self):
        random_source = random.Random(3)
        for _ in range(60):
            n = random_source.randint(1, 6)
            a = [[F(random_source.choice([0, 0, 1, -2, 3]), random_source.randint(1, 3)) for _ in range(n)] for _ in range(n)]
            a = [[a[min(i, j)][max(i, j)] for j in range(n)] for i in range(n)]
            self.assertEqual(network_spectra.signature(network_spectra.cleared(a)[0]), algebra.inertia(a))
            roots, point = network_spectra.RealRooted(a), F(random_source.randint(-6, 6), random_source.randint(1, 4))
            moved = algebra.inertia(algebra.combine(a, algebra.unit(n), -point))
            self.assertEqual(roots.after(point), (moved[2], moved[1]))

    def test_parts_of_an_aligned_network(self):
        """Blocks of each part against the dense formula, by the inertia at some shifts."""
        net = self.modes((1, [2, F(1, 2), 1], 1, 3), (2, [0, 1, -1], 2, F(1, 3)), rest="1", widths=(4, 3, 3, 3))
        parsed = forms.network(net, "n")
        for part in ("full", "gauss-newton", "functional"):
            grouped = network_spectra.given_network(net, "n")[0](part)
            dense = networks.dense_hessian(parsed.matrices(), parsed.sxx(), parsed.syx(), part)
            whole = [[dense[v].get(w, 0) for w in parsed.parameters] for v in parsed.parameters]
            for shift in (0, 1, F(-1, 3)):
                found = [0, 0, 0]
                for a, n in grouped:
                    moved = network_spectra.cleared(algebra.combine(a, algebra.unit(len(a)), -shift))[0]
                    found = [c + n * d for c, d in zip(found, network_spectra.signature(moved))]
                self.assertEqual(tuple(found), network_spectra.signature(network_spectra.cleared(algebra.combine(whole, algebra.unit(len(whole)), -shift))[0]), part)

    def refused(self, name, proof, pattern):
        with self.assertRaisesRegex(refusal.Refused, pattern):
            claims.check_certificate(self.document(name, proof))

    def test_spectrum(self):
        net = self.modes((1, [1, 1], 1, 1), (1, [F(1, 2), F(1, 2)], 0, 0))          # 2, 5/4 and 0 six times
        rows = [{"exact": "2", "multiplicity": "1"}, {"exact": "5/4", "multiplicity": "1"}, {"exact": "0", "multiplicity": "6"}]
        good = {"bits": 0, "eigenvalues": rows, "hessian": "full", "network": net}
        claims.check_certificate(self.document("network-spectrum", good))
        cell = {"lower": "1", "multiplicity": "1", "upper": "3/2"}
        self.refused("network-spectrum", {**good, "bits": 1}, "^proof.bits: 0 is expected")
        self.refused("network-spectrum", {**good, "bits": 1, "eigenvalues": [rows[0], cell, rows[2]]}, "^proof.bits: fewer bits")
        cell = {"lower": "1", "multiplicity": "1", "upper": "5/4"}
        self.refused("network-spectrum", {**good, "bits": 2, "eigenvalues": [rows[0], cell, rows[2]]}, "is rational")
        self.refused("network-spectrum", {**good, "eigenvalues": rows[:2] + [{"exact": "-1", "multiplicity": "6"}]}, "0 eigenvalues lie there")
        self.refused("network-spectrum", {**good, "eigenvalues": rows[:2]}, "do not sum")
        self.refused("network-spectrum", {**good, "eigenvalues": [rows[1], rows[0], rows[2]]}, "must decrease")
        self.refused("network-spectrum", {**good, "hessian": "half"}, "^proof.hessian")

    def test_limits(self):
        self.refused("network-inertia", {"counts": [], "hessian": "full", "network": self.modes((1, [1, 1], 1, 1))}, "^proof.counts")
        row = {"negative": "0", "positive": "1", "shift": "0", "zero": "0"}
        wide = self.modes((1, [1, 1], 1, 1), widths=(2, 257, 2))
        self.refused("network-inertia", {"counts": [row], "hessian": "full", "network": wide}, "widths")
        many = self.modes(*[(1, [k, 1], 1, 1) for k in range(1, 40)], widths=(60, 60, 60))
        self.refused("network-inertia", {"counts": [row], "hessian": "full", "network": many}, "distinct blocks")
        long = self.modes((1, ["1" + "0" * 200, 1], 1, 1))
        self.refused("network-inertia", {"counts": [row], "hessian": "full", "network": long}, "200 digits")
        one = [["1", "2"], ["0", "1"]]
        matrices = {"crossCovariance": one, "inputCovariance": {"matrix": [["1", "0"], ["0", "1"]]}, "layers": [one], "widths": [2, 2]}
        good = {"counts": [{**row, "positive": "4"}], "hessian": "gauss-newton", "network": matrices}
        claims.check_certificate(self.document("network-inertia", good))
        diagonal = {**matrices, "layers": [[["1", "0"], ["0", "1"]]], "crossCovariance": [["1", "0"], ["0", "1"]]}
        self.refused("network-inertia", {**good, "network": diagonal}, "given by its modes")
        negative = {**matrices, "inputCovariance": {"matrix": [["1", "2"], ["2", "1"]]}}
        self.refused("network-inertia", {**good, "network": negative}, "not a covariance")
        large = {**matrices, "widths": [13, 12], "layers": [], "crossCovariance": []}
        self.refused("network-inertia", {**good, "network": large}, "more than 150 parameters")
        self.refused("network-inertia", {**good, "counts": good["counts"] * 2}, "must increase")


def repeated_keys(family):
    """Keys that stand twice in one dictionary of the source, of which Python keeps the last."""
    with open(family.__file__, encoding="utf-8") as file:
        tree = ast.parse(file.read())
    keys = [[key.value for key in node.keys if isinstance(key, ast.Constant)] for node in ast.walk(tree) if isinstance(node, ast.Dict)]
    return [key for one in keys for key in set(one) if one.count(key) > 1]


# (claim, claim whose witness refutes it as well): the network of R6, all signals at 9/10, is an instance of R1 and has its clusters the wrong way round;
# two deliberate errors fail on the networks of R2 and R7.
SHARED = {(a, b) for group in (("R1", "R6"), ("R1", "bifurcation-training-false"), ("bifurcation-training-false", "R6"), ("R2", "tail-ratio-false"),
                               ("tail-ratio-false", "R2"), ("R7", "approx-balance-false"), ("approx-balance-false", "R7"))
          for a, b in [["deng-2026-" + name for name in group]]}


class Certificates(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.all = samples.certificates()

    def refused(self, name, change, pattern):
        bad = copy.deepcopy(self.all[name])
        change(bad["proof"])
        with self.assertRaisesRegex(refusal.Refused, pattern):
            claims.check_certificate(bad)

    def test_every_claim_has_an_accepted_certificate(self):
        folder = os.path.join(HERE, "..", "proofs-data", "certificates")
        self.assertEqual(set(self.all), {name[:-5] for name in os.listdir(folder) if name.endswith(".json")})
        for name, certificate in self.all.items():
            claim, shown = claims.check_bytes(json.dumps(certificate).encode())
            self.assertEqual(claim, name)
            self.assertIn(claims.CLAIMS[name].scope["text"], shown)

    def test_instances_are_all_of_them_once_and_satisfy_the_hypotheses(self):
        name = "baldi-hornik-1989"

        def refused(pattern, change):
            bad = copy.deepcopy(self.all[name])
            change(bad["proof"]["instances"])
            bad["claim"]["scope"]["dataHash"] = samples.digest(bad["proof"])        # so that only the mathematics can refuse it
            with self.assertRaisesRegex(refusal.Refused, pattern):
                claims.CLAIMS[name].check(bad["proof"], claims.CLAIMS[name])
            with self.assertRaisesRegex(refusal.Refused, "not the instances of the claim"):
                claims.check_certificate(samples.rehashed(bad))
        refused("hypotheses", lambda found: found[0]["layers"].__setitem__(0, [["2"]]))
        refused("twice", lambda found: found.__setitem__(37, found[36]))
        refused("grid", lambda found: found.insert(0, found.pop()))
        refused("38 entries|a list", lambda found: found.pop())
        refused("semidefinite", lambda found: found[0].__setitem__("inputCovariance", [["-1"]]))
        refused("parameters", lambda found: found[0].__setitem__("parameters", {"eta": "1"}))

    def test_every_claim_about_instances_is_pinned(self):
        listed = {name for name, claim in claims.CLAIMS.items() if claim.kind in ("exact-instances", "instance-witness")}
        self.assertEqual(listed, set(claims.DIGESTS))

    def test_an_id_stands_once(self):
        with self.assertRaisesRegex(ArithmeticError, "aligned-block-decomposition stands in two families"):
            claims.merged(seed_theorems, seed_readings, seed_theorems)
        for family in claims.FAMILIES:
            self.assertEqual(len(repeated_keys(family)), 0, family.__name__)

    def test_proof_of_another_claim(self):
        for name, other in product(self.all, repeat=2):
            # One network may refute several statements; a proof of another kind has other fields.
            if self.all[name]["kind"] == self.all[other]["kind"] and self.all[name]["proof"] != self.all[other]["proof"] and (name, other) not in SHARED:
                bad = dict(self.all[name], proof=self.all[other]["proof"])
                with self.assertRaises(refusal.Refused, msg=(name, other)):
                    claims.check_certificate(bad)

    def test_eigenvectors_without_the_canonical_form(self):
        """The identities, supports and independence refuse by themselves, whatever the canonical list says."""
        name = "deng-2026-bifurcation-training"
        block = seed_eigenvectors.derived_blocks(name, 3)["signal-null"]
        pairs = self.all[name]["proof"]["depths"][1]["blocks"][2]["pairs"]
        seed_eigenvectors.check_pairs(pairs, "p", block, 4)

        def refused(change, pattern):
            bad = copy.deepcopy(pairs)
            change(bad)
            with self.assertRaisesRegex(refusal.Refused, pattern):
                seed_eigenvectors.check_pairs(bad, "p", block, 4)
        one = [["1", [0, 0, 0, 0]]]
        refused(lambda p: p[2]["vector"].__setitem__(1, []), "not an eigenvector")
        refused(lambda p: p[0]["vector"].__setitem__(1, one), "supported on none")
        refused(lambda p: p[4].update(vector=p[2]["vector"]), "not independent")
        refused(lambda p: p[4].update(value=p[5]["value"]), "not the eigenvalue")
        refused(lambda p: p.__setitem__(slice(2, 6), [p[4], p[5], p[2], p[3]]), "canonical vector")

    def test_hypotheses(self):
        pair, net, mode, witness = samples.pair, samples.net, samples.mode, samples.witness

        def proof(value):
            return lambda p: (p.clear(), p.update(value))
        # R1: a null input with x = 5, a vector of the -c cluster as bulk or as dominant, a rank below the number of signals
        w = [2, 1, 1]
        self.refused("deng-2026-R1", proof(witness(net([mode(1, [2, 2], 1, 1)], 5, w), 1, (11 + F(5), {(1, 1, 1): 1, (2, 1, 1): 1}), (20, {(1, 1, 2): 1}))), "eigenvector")
        self.refused("deng-2026-R1", proof(witness(net([mode(1, [2, 2], 1, 1)], 5, w), 1, (11, {(1, 1, 1): 1, (2, 1, 1): 1}), (20, {(1, 1, 2): 1}))), "x of an index")
        w = [1, 2, 1]
        self.refused("deng-2026-R1", proof(witness(net([mode(1, [2, 2], 1, 1)], 0, w), 1, (11, {(1, 1, 1): 1, (2, 1, 1): 1}), (3, {(1, 2, 1): 1, (2, 1, 2): 1}))), "away from the minimum")
        w = [1, 1, 2]
        self.refused("deng-2026-R1", proof(witness(net([mode(1, [2, 2], 1, 1)], 0, w), 1, (-3, {(1, 1, 1): 1, (2, 1, 1): -1}), (4, {(2, 2, 1): 1}))), "away from the minimum")
        w = [2, 2, 2]
        two = net([mode(2, [2, 2], 1, 1)], 0, w)
        self.refused("deng-2026-R1", proof(witness(two, 1, (11, {(1, 1, 1): 1, (2, 1, 1): 1}), (11, {(1, 1, 2): 1, (1, 2, 1): 1, (2, 1, 2): 1, (2, 2, 1): 1}))), "away|tail")
        # the bulk of a two-dimensional eigenspace must be the first row of its basis
        three = net([mode(1, [1] * 3, 1, 1), mode(1, [2] * 3, 1, 8)], 1, [3, 2, 2, 3])
        good = witness(three, 2, (3, samples.every_layer(3)), (16, {(1, 2, 3): 1}))
        self.assertTrue(seed_readings.check_R8(good, None))
        self.refused("deng-2026-R8", proof(dict(good, bulk=pair([3, 2, 2, 3], 16, {(3, 3, 2): 1}))), "first row")
        # R8 with a tail, R7 away from the minimum
        tail = net([mode(1, [1] * 2, 1, 1), mode(1, [2] * 2, 0, 0)], 0, [2, 2, 2])
        self.refused("deng-2026-R8", proof(witness(tail, 1, (2, samples.every_layer(2)), (5, {(1, 2, 1): 2, (2, 2, 1): 1}))), "tail")
        self.refused("deng-2026-R7", proof(samples.uniform_witness(2, 2)), "residual")
        # R2 with the zero eigenvalue as bulk, R14 with every index a signal
        zero = copy.deepcopy(self.all["deng-2026-R2"]["proof"])
        zero["bulk"] = pair([2, 2, 2], 0, {(1, 1, 2): 1})
        self.refused("deng-2026-R2", proof(zero), "positive")
        # R6 too far away, R13 with equal depths
        self.refused("deng-2026-R6", proof(samples.uniform_witness(2, F(1, 2))), "outside")
        self.refused("deng-2026-R13", lambda p: p["witnesses"].__setitem__(1, p["witnesses"][0]), "increase")
        self.refused("deng-2026-R10", lambda p: p.update(rate="1/2", orbit=samples.iterate(2, 3, F(1, 2), 1, 1, 3)), "caught")
        self.refused("deng-2026-R9", lambda p: p.update(rate="1", orbit=samples.iterate(1, 2, 1, 1, 1, 3)), "growth")
        self.refused("deng-2026-R3", lambda p: p.update(start="0", next="0"), "does not change")
        self.refused("deng-2026-R5", lambda p: p.update(network=net([mode(2, [1, 1], 1, 1)], 0, [2, 2, 2]), product=[["1", "0"], ["0", "1"]]), "identity")
        self.refused("deng-2026-R4", lambda p: p.update(samples.r4(steps=1)), "not above")

    def test_twins(self):
        """The changed formulas are changed in one thing, and where that does not matter they are the true ones."""
        values = [F(2), F(3), F(5, 2), F(1, 3)]

        def some_net(widths):
            return networks.Net(widths, lambda k, i: values[(k + 2 * i) % 4], lambda i: values[i % 4], lambda i: F(i, 5))
        for depth in (2, 3, 4):
            net = some_net([2] * (depth + 1))
            dense = networks.hessian(net)
            for k, j in product(range(1, depth + 1), repeat=2):
                true, false = dense[(k, 1, 2)].get((j, 2, 1), 0), seed_twins.exchanged(net, k, j) if k != j else 0
                self.assertEqual(true == false, abs(k - j) < 2, (depth, k, j))      # nothing between neighbours
        def zeros_of_completed(net):
            whole = seed_twins.Completed(net.widths, net.s, net.x, net.y)
            top = range(1, net.top + 1)
            found = [networks.block(whole, i)[1] for i in top] + [networks.block(whole, i, m)[1] for i in top for m in top if i < m]
            return sum(algebra.nullity(a, 0) for a in found), sum(map(len, found)) - len(net.parameters)
        for widths in ([2, 2], [3, 3, 3], [2, 2, 2, 2], [3, 1, 3], [2, 3, 2], [1, 2, 2, 1]):
            net = some_net(widths)
            ends = range(1, min(widths[0], widths[-1]) + 1)
            targets = {i: net.x(i) * net.between(i, 0, net.depth + 1) for i in ends}
            minimum = networks.Net(widths, net.s, net.x, lambda i: targets.get(i, 0))
            zeros, extra = zeros_of_completed(minimum)
            self.assertEqual(zeros, algebra.nullity(networks.full_matrix(minimum), 0) + extra, widths)
        # away from a minimum a coupling may even join variables that do not exist
        self.assertEqual(zeros_of_completed(some_net([3, 1, 3])), (0, 12))
        name = "deng-2026-bifurcation-training-false"
        self.refused(name, lambda p: p.update(samples.uniform_witness(2, F(3, 4))), "not below")
        self.refused(name, lambda p: p.update(samples.uniform_witness(2, F(1, 2))), "not above 1/3")
        self.refused("deng-2026-tail-ratio-false", lambda p: p.update(samples.tail_witness(2, F(9, 10))), "ratio is not below")
        self.refused("deng-2026-code-variant-false", lambda p: p.update(depth=3, shift="21/16"), "is the inertia")

    def test_trajectories(self):
        name = "deng-2026-recursion"
        run, half = samples.run, F(1, 2)
        self.refused(name, lambda p: p.update(trajectories=[run([2] * n, [half] * 2, [1, 1], [1, 0], half, 1) for n in (3, 4)]), "x = y = 0")
        self.refused(name, lambda p: p.update(trajectories=[run([2] * n + [1], [half], [0, 1], [0], half, 1) for n in (2, 3)]), "identity")
        self.refused(name, lambda p: p["trajectories"][0]["final"].__setitem__(0, "1/2"), "recursion")
        self.refused(name, lambda p: p["trajectories"].__setitem__(1, p["trajectories"][0]), "increasing depth")
        self.refused(name, lambda p: [t["widths"].__setitem__(0, 1) for t in p["trajectories"]], "entries are expected")
        self.refused(name, lambda p: p["trajectories"].append(p["trajectories"][0]), "2 entries")

    def test_growth_is_bounded(self):
        self.refused("deng-2026-R3", lambda p: p.update(depth=32, start="1/" + "7" * 19000), "too large")
        self.refused("deng-2026-R4", lambda p: p.update(steps=100000, precision=1024), "too large|expected")
        self.refused("deng-2026-R5", lambda p: p["network"].update(widths=[10 ** 9] * 3), "outside")


class CommandLine(unittest.TestCase):
    def test_exit_codes(self):
        with tempfile.TemporaryDirectory() as folder:
            def put(name, data):
                path = os.path.join(folder, name)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, "wb") as file:
                    file.write(data)
                return path
            good = samples.envelope("deng-2026-R3", samples.refuted()["R3"])
            a, b = put("a/good.json", json.dumps(good).encode()), put("a/deep/also.json", json.dumps(good).encode())
            bad = put("b/bad.json", json.dumps(dict(good, verdict="verified")).encode())
            broken, empty = put("c/broken.json", b'{"a":'), put("d/note.txt", b"")
            code, out = called(os.path.join(folder, "a"))
            self.assertEqual((code, out.count("ACCEPTED  "), out.splitlines()[-1]), (0, 2, "2 passed, 0 failed"))
            self.assertLess(out.index(b), out.index(a))
            self.assertEqual(called("--quiet", a), (0, "1 passed, 0 failed\n"))
            code, out = called("--quiet", folder)
            self.assertEqual((code, out.splitlines()[-1]), (65, "2 passed, 2 failed"))
            self.assertIn("verdict: ", out)
            self.assertIn("line 1, column 6: ", out)
            for code, arguments in ((3, [a, bad]), (65, [broken]), (66, [a, os.path.join(folder, "none")]), (66, [os.path.dirname(empty)]), (64, []),
                                    (64, ["--loud", a]), (66, ["\0"])):
                got, out = called(*arguments)
                self.assertEqual(got, code)
                self.assertNotIn("Traceback", out)

    def test_an_internal_error_is_no_acceptance(self):
        kept = files.check_bytes
        files.check_bytes = lambda data: 1 // 0
        try:
            code, out = called(os.path.abspath(__file__))
        finally:
            files.check_bytes = kept
        self.assertEqual(code, 70)
        self.assertEqual(out.count("\n"), 2)

    def test_hostile_values_in_every_place(self):
        """No value of the wrong type anywhere makes the checker fail with an internal error."""
        random_source, odd = random.Random(3), [None, True, 0, -1, "", "x", [], {}, [[]], "1/0", 10 ** 17, "9" * 500, {"id": 1}]
        for name, certificate in samples.certificates().items():
            places = [path for path, _ in tamper.nodes(certificate)]
            for path in random_source.sample(places, min(len(places), 60)):
                bad = tamper.replaced(certificate, path, random_source.choice(odd))
                if bad != certificate:
                    with self.assertRaises(refusal.Refused, msg=(name, path)):
                        claims.check_certificate(bad)


class Tampering(unittest.TestCase):
    def test_no_mutant_survives(self):
        refused = 0
        for name, certificate in samples.certificates().items():
            claims.check_certificate(certificate)
            count, survivors = tamper.tamper(certificate, 150, random.Random("tests " + name))
            self.assertEqual(survivors, [])
            refused += count
        self.assertGreaterEqual(refused, 2000)

    def test_the_tool_sees_a_survivor(self):
        """With a checker that accepts everything, every mutant is reported."""
        kept = claims.check_bytes
        claims.check_bytes = lambda data: ("x", "y")
        try:
            refused, survivors = tamper.tamper(samples.envelope("deng-2026-R3", samples.refuted()["R3"]), 50, random.Random(1))
        finally:
            claims.check_bytes = kept
        self.assertEqual(refused, 0)
        self.assertGreater(len(survivors), 40)


if __name__ == "__main__":
    unittest.main()

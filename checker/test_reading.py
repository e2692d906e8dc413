"""Reading certificates: JSON, fields, and the algebra behind them.

python3 checker/test_reading.py
"""
import copy
import json
import os
import random
import sys
import unittest
from fractions import Fraction as F

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import sample_certificates as samples
from plumb_checker import algebra, forms, refusal, seed_eigenvectors, strict_json


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


if __name__ == "__main__":
    unittest.main()

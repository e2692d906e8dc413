"""The command line, and the tampering tool.

python3 checker/test_command.py
"""
import contextlib
import io
import json
import os
import random
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import plumb_check
import sample_certificates as samples
import tamper
from plumb_checker import claims, files, refusal


def called(*arguments):
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = plumb_check.main(list(arguments))
    return code, out.getvalue()


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
        """Certificates made here; `make checker` damages the committed ones."""
        refused = 0
        for name, certificate in samples.built().items():
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

"""Tests of the statements about zeros: python3 checker/test_zero_patterns.py

Each is held against deep networks with many layers between the named ones, every fact evaluated from its definition; and each is false without any one of its hypotheses.
"""
import os
import random
import sys
import unittest
from fractions import Fraction as F
from itertools import product
from math import prod

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from plumb_checker import refusal
from plumb_checker.saddle_words import PATTERNS, check
from plumb_checker.zero_patterns import Pattern, arrangements, chains


class Network:
    """Random widths and values of one index, the products from their definitions."""

    def __init__(self, rng, depth, few_zeros):
        self.depth, dense = depth, 1 if few_zeros else 2
        self.reached = [rng.randrange(10) >= dense for _ in range(depth + 1)]
        self.values = [F(rng.choice((-2, 1, 3)), 2) if a and b and rng.randrange(10) >= dense else F(0) for a, b in zip(self.reached, self.reached[1:])]
        self.residual = F(rng.randint(0, 1)) if self.reached[0] and self.reached[-1] else F(0)

    def fact(self, text, at):
        left, sign, right = text.split()
        name, *rest = left.replace(")", "").replace("(", ",").split(",")
        if name in "spqr" and rest:
            n = at[rest[0]]
            value = {"s": lambda: self.values[n - 1], "q": lambda: prod(self.values[:n - 1]), "p": lambda: prod(self.values[n:]),
                     "r": lambda: prod(self.values[at[rest[1]]:n - 1])}[name]()
            return (value == 0) == (sign == "=")
        if name == "e":
            return (self.residual == 0) == (sign == "=")
        width = right[2:-1].removesuffix("-1")
        place = {"0": 0, "L": self.depth}.get(width, at.get(width)) - right.endswith("-1)")
        return self.reached[place] == (sign == "<=")


def order(text, at):
    left, sign, right = text.split()
    return {"<": at[left] < at[right], "=": at[left] == at[right]}[sign]


def holds(clauses, networks, at):
    def fact(text):
        for index, network in networks.items():
            if f"{index})" in text.split()[0] or text.startswith(index + " ") and "d(" in text:
                return network.fact(text, at)
        return order(text, at)
    return all(any(fact(text) for text in clause) for clause in clauses)


class Patterns(unittest.TestCase):
    def test_statements_hold_in_deep_networks(self):
        rng = random.Random(2411)
        for pattern in PATTERNS:
            met = 0
            for few_zeros in [True, False] * 6000:
                depth = rng.randint(1, 12)
                at = {layer: rng.randint(1, depth) for layer in pattern.layers}
                networks = {index: Network(rng, depth, few_zeros) for index in pattern.indices}
                if holds(pattern.hypotheses, networks, at):
                    met += 1
                    self.assertTrue(holds(pattern.conclusions, networks, at), pattern.name)
            self.assertGreater(met, 20, pattern.name)

    def test_every_hypothesis_is_needed(self):
        for pattern in PATTERNS:
            clauses = [" or ".join(clause) for clause in pattern.hypotheses]
            for n, clause in enumerate(clauses):
                with self.subTest(pattern=pattern.name, without=clause), self.assertRaisesRegex(ArithmeticError, "refuted"):
                    Pattern(pattern.name, " ".join(pattern.layers), " ".join(pattern.indices), clauses[:n] + clauses[n + 1:],
                            [" or ".join(clause) for clause in pattern.conclusions]).chains()

    def test_what_shows_nothing_is_refused(self):
        for hypotheses, conclusions, reason in (
                (["s(n,i) != 0", "i > d(n)"], ["e(i) = 0"], "no chain"), ([], ["e(i) = 0"], "refuted"), ([], ["t(n,i) = 0"], "the fact"), (["i <= d(L-1)"], ["i <= d(0)"], "the fact"), (["s(n,i) != 0"], ["i > d(0-1)"], "the fact"), ([], ["s(n,a) = 0"], "not named")):
            with self.assertRaisesRegex(ArithmeticError, reason):
                Pattern("test", "n", "i", hypotheses, conclusions).chains()
        with self.assertRaisesRegex(ArithmeticError, "as an end"):
            Pattern("test", "n L", "i", [], ["s(L,i) = 0"])

    def test_arrangements_and_chains_are_counted(self):
        self.assertEqual([len(list(arrangements("jklm"[:n]))) for n in range(4)], [1, 4, 4 + 2 * 8, 4 + 6 * 8 + 6 * 16])
        for depth in (1, 2, 3):
            networks = 0
            for reached in product((0, 1), repeat=depth + 1):
                networks += 2 ** sum(a and b for a, b in zip(reached, reached[1:])) * (1 + (reached[0] and reached[-1]))
            self.assertEqual(len(chains(depth)), networks)

    def test_a_changed_statement_is_refused(self):
        from plumb_checker.saddle_words import words
        from plumb_checker.words import written
        proof = {"patterns": [pattern.written for pattern in PATTERNS], "words": written(words())}
        check(proof, None)
        for key, value in (("chains", 1), ("name", "x"), ("then", [])):
            changed = {**proof, "patterns": [{**proof["patterns"][0], key: value}] + proof["patterns"][1:]}
            with self.assertRaises(refusal.Refused):
                check(changed, None)


if __name__ == "__main__":
    unittest.main()

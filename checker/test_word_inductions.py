"""Tests of the inductions in words: python3 checker/test_word_inductions.py

An induction may use itself at the index before and nowhere else; every way of using it elsewhere would prove whatever has a first case.
"""
import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from plumb_checker.word_squares import Positive, WordsSquare
from plumb_checker.words import Alphabet, Item, Relation, shown, written


class Inductions(unittest.TestCase):
    def setUp(self):
        """P(j+1) = A P(j) from P(1) = 1, where A e = e; N is any matrix."""
        n = Alphabet()
        self.a, self.e = n.matrix("A", "d", "d"), n.column("e", "d")
        self.p1, self.p, self.next_p = n.matrix("P(1)", "d", "d", 2), n.matrix("P(j)", "d", "d", 2), n.matrix("P(j+1)", "d", "d", 5)
        self.n, self.other = n.matrix("N", "d", "d", 2), n.matrix("M", "d", "d", 4)
        self.first = Item("first", self.p1 * self.e, self.e, [Relation(self.p1, n.one("d"))])
        self.down = [Relation(self.next_p, self.a * self.p), Relation(self.a * self.e, self.e, "hypothesis")]

    def induction(self, citation, base=None, name="power"):
        return Item(name, self.next_p * self.e, self.e, [*self.down, citation], base=base or ("first", {"P(j+1)": "P(1)"}))

    def refused(self, entries, nonnegative=None):
        with self.assertRaises(ArithmeticError):
            written(entries, nonnegative)

    def test_the_index_before(self):
        good = shown("power", {"P(j+1)": "P(j)"}, self.p * self.e, self.e)
        proof = written([self.first, self.induction(good)])
        self.assertEqual([item["name"] for item in proof["items"]], ["first", "power"])
        # Outside itself an induction may be used at any index, that of its own symbols too.
        written([self.first, self.induction(good), Item("use", self.a * self.next_p * self.e, self.a * self.e,
                                                        [shown("power", {}, self.next_p * self.e, self.e)])])

    def test_the_item_itself(self):
        for renaming in ({}, {"P(j+1)": "P(j+1)"}, {"A": "N"}):
            itself = shown("power", renaming, self.next_p * self.e, self.e)
            self.refused([self.first, self.induction(itself)])
            self.refused([self.first, self.induction(itself, ("first", {"P(j+1)": "P(1)", **renaming}))])
        # Without any relation: N e = e for every N.
        self.refused([self.first, Item("all", self.n * self.e, self.e, [shown("all", {}, self.n * self.e, self.e)], base=("first", {"N": "P(1)"}))])

    def test_two_indices_exchanged(self):
        """M e = N e for all matrices, since N e = M e."""
        start = Item("start", self.p1 * self.e, self.p1 * self.e)
        exchanged = shown("equal", {"N": "M", "M": "N"}, self.other * self.e, self.n * self.e)
        self.refused([start, Item("equal", self.n * self.e, self.other * self.e, [exchanged], base=("start", {"N": "P(1)", "M": "P(1)"}))])

    def test_other_symbols_than_at_the_first_index(self):
        for renaming, base in (({"P(j+1)": "P(j)"}, {"P(j+1)": "P(1)", "A": "N"}), ({"P(j+1)": "P(j)", "A": "N"}, {"P(j+1)": "P(1)"})):
            self.refused([self.first, self.induction(shown("power", renaming, self.p * self.e, self.e), ("first", base))])

    def test_signs(self):
        """S(j+1) = A S(j) A^T >= 0 from S(1) = 1; S(j+1) >= 0 because S(j+1) >= 0 is none, whatever else is renamed."""
        n = Alphabet()
        a, other = n.matrix("A", "d", "d"), n.matrix("B", "d", "d")
        s1, s, next_s = (n.matrix(name, "d", "d", weight, True) for name, weight in (("S(1)", 2), ("S(j)", 2), ("S(j+1)", 5)))
        nothing, one = s.with_terms({}), n.one("d")
        first = Item("first", s1, nothing, [Relation(s1, one)], squares=[WordsSquare(one)])

        def induction(square, relations=()):
            return Item("sign", next_s, nothing, relations, base=("first", {"S(j+1)": "S(1)"}), squares=[square])
        written([first, induction(WordsSquare(a, Positive(s, "sign", {"S(j+1)": "S(j)"})), [Relation(next_s, a * s * a.T)])], ())
        for renaming in ({}, {"S(j+1)": "S(j+1)"}, {"A": "B"}, {"B": "A", "A": "B"}):
            self.refused([first, induction(WordsSquare(one, Positive(next_s, "sign", renaming)))], ())

    def test_two_items_of_one_name(self):
        trivial = Item("first", self.a * self.e, self.a * self.e)
        self.refused([trivial, self.first])
        self.refused([self.first, trivial])
        good = shown("first", {"P(j+1)": "P(j)"}, self.p * self.e, self.e)
        self.refused([self.first, self.induction(good, name="first")])


if __name__ == "__main__":
    unittest.main()

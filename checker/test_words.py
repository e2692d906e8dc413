"""Tests of the arguments in words: python3 checker/test_words.py

Every relation and every item of every argument is evaluated on exact matrices that satisfy the hypotheses (sample_worlds), so that no
definition contradicts another; and the machinery refuses what it must.
"""
import os
import random
import sys
import unittest
from fractions import Fraction as F

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from plumb_checker import aligned_blocks, hessian_words, landscape, layer_words, rank_words, softmax, structure, width_words
from plumb_checker.algebra import combine, diagonal, times, unit
from plumb_checker.claims import CLAIMS
from plumb_checker.instances import Instance, aligned, rank
from plumb_checker.refusal import Refused
from plumb_checker.words import Alphabet, Item, Relation, check_words, normal_form, shown, written
from sample_rank_worlds import RANK_WORLDS, Stairs, of_widths
from sample_worlds import WORLDS as FIRST_WORLDS, balanced, fitted, matrix, network

WORLDS = FIRST_WORLDS | RANK_WORLDS


class Arguments(unittest.TestCase):
    def test_every_argument_has_a_world(self):
        self.assertEqual(set(WORLDS), {name for name, claim in CLAIMS.items() if claim.kind in ("word-identity", "zero-patterns")})

    def test_relations_and_items_hold_on_matrices(self):
        rng = random.Random(2018)
        for name, (entries, make) in WORLDS.items():
            for _ in range(3):
                world = make(rng)
                for item in entries():
                    with self.subTest(name=name, item=item.name):
                        there = world.at(item)
                        self.assertTrue(there.holds(item.left, item.right, item.trace))
                        for relation in item.relations:
                            self.assertTrue(there.holds(relation.left, relation.value), relation.word)

    def test_the_second_order_of_the_loss_away_from_interpolation(self):
        rng = random.Random(40)
        world = fitted(rng)
        world.matrices["Syx"] = matrix(rng, 3, 2)
        world.matrices["E"] = combine(times(world.matrices["W"], world.matrices["Sxx"]), world.matrices["Syx"], -1)
        second, interpolated = hessian_words.interpolation()
        self.assertTrue(world.holds(second.left, second.right, True))
        self.assertFalse(world.holds(interpolated.left, interpolated.right, True))


class Rewriting(unittest.TestCase):
    def setUp(self):
        self.n = Alphabet()
        self.a, self.b = self.n.matrix("A", "m", "n"), self.n.matrix("B", "n", "m")
        self.s, self.h = self.n.symmetric("S", "n"), self.n.matrix("H", "m", "n", 3)

    def refused(self, make):
        with self.assertRaises(ArithmeticError):
            make()

    def test_words(self):
        a, b, s = self.a, self.b, self.s
        self.assertEqual((a * s * b).T, b.T * s * a.T)
        self.assertEqual(((a + b.T.times(1, {"t": 1})) * s * b).order(1), b.T * s * b)
        self.assertEqual((a * s * b).under_trace(), (b * a * s).under_trace())
        self.assertNotEqual((a * s * s * b).under_trace(), (a * s * b).under_trace())
        for wrong in (lambda: a * a, lambda: a + b, lambda: (a * b + self.n.one("m")).under_trace(), lambda: self.n.matrix("A", "m", "m")):
            self.refused(wrong)

    def test_relations_decrease(self):
        a, b, s, h = self.a, self.b, self.s, self.h
        self.assertEqual(normal_form(h * h.T, [Relation(h, b.T * s)]), b.T * s * s * b)
        for word, value in ((s * b, s * s * b), (a * b, b.T * a.T), (b, b)):
            self.refused(lambda: normal_form(word, [Relation(word, value)]))
        for word, value in ((a * b, b * a), (a.times(2), h), (a + h, h), (self.n.one("m"), a * b)):
            self.refused(lambda: Relation(word, value))

    def test_renaming(self):
        other, column = self.n.matrix("C", "k", "n"), self.n.column("v", "n")
        self.assertEqual((self.a * self.s).renamed({"A": "C"}), other * self.s)
        self.assertIsNone((self.a * self.b).renamed({"A": "C"}))
        self.assertIsNone(self.s.renamed({"S": "A"}))
        self.assertIsNone(column.renamed({"v": "B"}))

    def test_false_items(self):
        a, b, s, h = self.a, self.b, self.s, self.h
        square = Item("square", h * h.T, a * a.T, [Relation(h, a)])
        for entries in (
                [Item("one", a * s * b, a * b)], [Item("trace", a * b, a * a.T, trace=True)],
                [Item("later", h * h.T * a, a * a.T * a, [shown("square", {}, h * h.T, a * a.T)]), square],
                [square, Item("other", h * s * h.T, a * a.T, [shown("square", {}, h * s * h.T, a * a.T)])],
                [Item("self", h * h.T, a * a.T, [shown("self", {}, h * h.T, a * a.T)])],       # an induction without a base
                [square, Item("step", h * s * h.T, a * s * a.T, [Relation(h, a)], base=("square", {}))],
                [Item("trace", h * h.T, a * a.T, [Relation(h, a)], trace=True), Item("use", h * h.T, a * a.T, [shown("trace", {}, h * h.T, a * a.T)])]):
            self.refused(lambda: written(entries))
        written([square, Item("use", h * h.T * a, a * a.T * a, [shown("square", {}, h * h.T, a * a.T)])])

    def test_the_proof_is_compared_everywhere(self):
        entries = softmax.lemma
        proof = written(entries())
        self.assertIn("1 equation between", check_words(proof, entries()))
        for change in (lambda p: p["items"].clear(), lambda p: p["symbols"][0].update(symmetric=1), lambda p: p["items"][0].update(more=1),
                       lambda p: p["items"][0]["normal"][0].__setitem__(0, "2"), lambda p: p["scalars"].append("C")):
            broken = written(entries())
            change(broken)
            with self.assertRaises(Refused):
                check_words(broken, entries())


class Statements(unittest.TestCase):
    """The false sentences hold where they should, so that the witness is what refutes them."""

    def test_softmax(self):
        p = [[F(1, 2)], [F(1, 2)]]
        self.assertTrue(softmax.is_factor([[F(1, 2), F(-1, 2)], [F(-1, 2), F(1, 2)]], p))
        self.assertTrue(softmax.quarter_bound([[F(1)], [F(0)]], [[F(3)], [F(-1)]]))
        self.assertFalse(softmax.quarter_bound(p, [[F(1)], [F(-1)]]))
        self.assertTrue(softmax.printed_row(unit(2), [[F(1)]], [[F(1)]], [[F(3, 5)], [F(4, 5)]]))
        self.assertFalse(softmax.printed_row(unit(2), [[F(1)]], [[F(2)]], [[F(3, 5)], [F(4, 5)]]))

    def test_levels(self):
        rng = random.Random(28)
        for count in (2, 3, 4):
            classes = [matrix(rng, 2, count) for _ in range(count)]
            self.assertTrue(softmax.unbalanced_cells(*classes))
            self.assertTrue(softmax.split(classes, count - 1, count - 1))
            self.assertEqual(softmax.split(classes, 1, 1), count == 2)
            self.assertFalse(softmax.split(classes, count * (count - 1), count - 1))

    def test_layers(self):
        rng = random.Random(11)
        layers, _ = balanced(rng, [2, 2, 2], [F(2), F(1, 2)])
        net = Instance(layers, unit(2), matrix(rng, 2, 2))
        self.assertTrue(layer_words.riccati_holds(net))
        net = Instance([matrix(rng, 2, 2), matrix(rng, 2, 2)], unit(2), matrix(rng, 2, 2))
        self.assertFalse(layer_words.riccati_holds(net))
        self.assertTrue(hessian_words.traces_agree(Instance([[[F(1), F(2)], [F(2), F(0)]], layers[0]], unit(2), matrix(rng, 2, 2))))

    def test_ranks(self):
        """The sum over the layers is the rank of the differential, the factors of what it lacks are not negative, and the false sentences hold elsewhere."""
        rng = random.Random(2020)
        for widths in ([2, 3], [3, 1, 2], [2, 3, 2, 3], [3, 2, 2, 1, 3], [2, 1, 3, 1, 2, 2]):
            for _ in range(4):
                layers, c = of_widths(rng, widths)
                at = rng.randrange(len(layers))
                layers[at] = times(matrix(rng, widths[at + 1], 1), matrix(rng, 1, widths[at]))
                c = diagonal(widths[0], widths[0], lambda i, few=rng.randint(1, widths[0]): F(int(i <= few)))
                s, net = Stairs(rng, layers, c), Instance(layers, c, matrix(rng, widths[-1], widths[0]))
                found = rank(net.hessian("gauss-newton"))
                self.assertEqual(s.sums[-1], found)
                self.assertEqual(Stairs(rng, layers, unit(widths[0])).sums[-1], rank_words.differential_rank_at(net))
                r, k, q = rank_words.outer_sizes(net)
                self.assertTrue(found == q * (r + k - q) if rank(times(net.product, net.sxx)) == q else found <= q * (r + k - q))
                self.assertTrue(all(step >= 0 for step in s.steps) and s.rows[1:] == sorted(s.rows[1:], reverse=True))
        layers, _ = balanced(rng, [3, 2, 3], [F(2), F(0)])
        self.assertTrue(rank_words.has_tangent_rank(Instance(layers, unit(3), unit(3))))
        self.assertTrue(rank_words.has_least_rank(Instance(of_widths(rng, [2, 1, 2], 1)[0], unit(2), unit(2))))
        self.assertTrue(rank_words.has_outer_rank(Instance(of_widths(rng, [2, 1, 2], 1)[0], unit(2), unit(2))))

    def test_width_and_data(self):
        """The theorems on whole Hessians, and false sentences that hold elsewhere."""
        rng = random.Random(41)
        for widths in ([2, 1, 2], [1, 2, 3, 1], [2, 1, 2, 1, 2]):
            layers = [matrix(rng, widths[k], widths[k - 1]) for k in range(1, len(widths))]
            for j in range(1, len(layers)):
                sxx, syx = network(rng, layers)
                self.assertTrue(structure.adds_coupling(Instance(layers, sxx, syx, {"layer": F(j)})))
            for row in layers[0]:
                row[-1] = F(0)
            sxx = [row[:-1] + [F(0)] for row in sxx[:-1]] + [[F(0)] * widths[0]]
            syx = [row[:-1] + [F(0)] for row in syx]
            self.assertTrue(structure.adds_block(Instance(layers, sxx, syx, {"variance": F(3)})))
            fit = Instance(layers, sxx, times(*reversed(layers), sxx))
            self.assertLessEqual(rank(fit.hessian()), rank(sxx) * widths[-1])
        self.assertTrue(width_words.adds_next_power(aligned([1, 1, 1], [[1], [1]], [1], [3], layer=1)))

    def test_strict_saddles(self):
        """The criterion against the inertia where values between the zeros, values of other indices and widths differ; equality decides some."""
        rng, strict, equal = random.Random(2024), 0, 0
        for widths in ([2, 2, 2], [2, 1, 2], [2, 3, 2, 3], [3, 1, 2, 2], [2, 2, 2, 2, 2]):
            for _ in range(12):
                layers = [[rng.choice((0, 1, 1, 2)) for _ in range(3)] for _ in widths[1:]]
                net = aligned(widths, layers, [1, 1, 4], [0, 0, 0])
                goal = [net.product[i][i] * net.sxx[i][i] for i in range(min(widths[0], widths[-1]))]
                dead = [sum(not v for v in net.values(i)) for i in range(1, len(goal) + 1)]
                net = aligned(widths, layers, [1, 1, 4], [rng.choice((1, 2, 4)) if zeros > 1 else y for y, zeros in zip(goal, dead)])
                self.assertTrue(landscape.ALIGNED.admits(net))
                self.assertEqual(landscape.criterion(net), landscape.is_strict(net))
                strict += landscape.criterion(net)
                equal += landscape.criterion(net) != landscape.criterion(net, equality=True)
        self.assertTrue(10 < strict < 50 and equal > 0, (strict, equal))

    def test_aligned_entries(self):
        rng = random.Random(4)
        for widths in ([2, 3], [2, 2, 3], [2, 3, 1, 2], [3, 2, 2, 3]):
            least = max(widths)
            net = aligned(widths, [[rng.randint(1, 3) for _ in range(least)] for _ in widths[1:]], [1, 2, 3], [5, 7, 9])
            self.assertTrue(aligned_blocks.entries_are(net, lambda i, m: i))
            self.assertEqual(aligned_blocks.entries_are(net, lambda i, m: m), len(widths) == 2)


if __name__ == "__main__":
    unittest.main()

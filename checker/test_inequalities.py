"""Tests of the inequalities in words: python3 checker/test_inequalities.py

Every relation, item and square is evaluated on exact matrices that satisfy the hypotheses, in general position; the numbers are held against sums and
products; and the machinery refuses what shows nothing.
"""
import json
import os
import random
import sys
import unittest
from fractions import Fraction as F
from math import prod

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from plumb_checker import claims, conditioning, near_identity, refusal, sharpness_words
from plumb_checker.algebra import combine, diagonal, inverse, times, transpose, unit
from plumb_checker.instances import is_covariance
from plumb_checker.word_squares import Positive, WordsSquare
from plumb_checker.words import Alphabet, Item, Relation, shown, written
from sample_certificates import rehashed
from test_every_depth import value
from sample_worlds import World, covariance, frame, matrix, scaled, trace

CERTIFICATES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "proofs-data", "certificates")


def product(layers, high, low, size):
    """W_high ... W_(low+1), the identity of that size for none."""
    first, *rest = layers[low:high][::-1] or [unit(size)]
    return times(first, *rest) if rest else first


def near_identity_world(rng):
    """Four layers I + A_k of width 2 with singular values 3/10 and 2/5 of A_k, and tau = 1/2."""
    depth, j, tau, gamma = 4, rng.choice((2, 3)), F(1, 2), F(1, 2)
    left, right = ([frame(rng, 2) for _ in range(depth)] for _ in range(2))
    changes = [times(p, diagonal(2, 2, lambda i: F(i + 2, 10)), transpose(q)) for p, q in zip(left, right)]
    roots = diagonal(2, 2, lambda i: F(5 - i, 10))
    layers = [combine(unit(2), a) for a in changes]
    syx, mu = matrix(rng, 2, 2), F(2, 3)
    k = covariance(rng, 2)
    sxx = combine(k, unit(2), mu)
    w = product(layers, depth, 0, 2)
    e = combine(times(w, sxx), syx, -1)
    u, v = [product(layers, depth, i, 2) for i in range(depth + 1)], [product(layers, i, 0, 2) for i in range(depth + 1)]
    a = changes[j - 1]
    named = {"A(j)": a, "W(j)": layers[j - 1], "M(j)": times(left[j - 1], roots), "N(j)": times(roots, transpose(right[j - 1])), "W": w, "Sxx": sxx, "Sxx^-1": inverse(sxx),
             "Syx": syx, "K": k, "Z": matrix(rng, 2, 2), "E": e, "F": scaled(e, gamma ** (2 * depth - 2)), "G(j)": times(transpose(u[j]), e, transpose(v[j - 1])),
             "T(j)": combine(times(layers[j - 1], transpose(layers[j - 1])), unit(2), -gamma ** 2),
             "Q(j)": combine(times(transpose(layers[j - 1]), layers[j - 1]), unit(2), -gamma ** 2)}
    for name, n in (("1", 1), ("j-1", j - 1), ("j", j), ("j+1", j + 1), ("L", depth)):
        scale, gram = scaled(unit(2), gamma ** (2 * (depth - n))), times(u[n], transpose(u[n]))
        named |= {f"U({name})": u[n], f"C({name})": scale, f"P({name})": combine(gram, scale, -1)}
        if n:
            scale, gram = scaled(unit(2), gamma ** (2 * (n - 1))), times(transpose(v[n - 1]), v[n - 1])
            named |= {f"V({name})": v[n - 1], f"D({name})": scale, f"R({name})": combine(gram, scale, -1)}
    return World(named, {"tau": tau, "gamma": gamma, "mu": mu})


def conditioned_world(rng):
    """Factors with the singular values 5/4 and 5/3, between 1 and 25/9 + 1; 319/144 is a sum of four squares."""
    p, q, r = (frame(rng, 2) for _ in range(3))
    values = diagonal(2, 2, lambda i: F(5, 5 - i))
    above = [[F(n, 12) for n in row] for row in ((17, 5, 2, 1, 0), (0, 0, 0, 0, 12))]
    below = diagonal(2, 2, lambda i: (F(3, 4), F(4, 3))[i - 1])
    named = {"U(k)": times(p, values, frame(rng, 2)), "V(k)": times(frame(rng, 2), values, transpose(q)), "C": times(r, values, transpose(r)), "Z": matrix(rng, 2, 2)}
    for end, root in (("max", above), ("min", below)):
        named |= {f"M_{end}(k)": times(p, root), f"N_{end}(k)": transpose(times(q, root)), f"K_{end}": transpose(times(r, root))}
    return World(named, {f"{name}_{end}": size for name in "uvx" for end, size in (("max", F(34, 9)), ("min", F(1)))})


def partial(layers, j):
    depth, inputs, outputs = len(layers), len(layers[0][0]), len(layers[-1])
    return {"U(j)": product(layers, depth, j, outputs), "U(j-1)": product(layers, depth, j - 1, outputs), "U(L)": unit(outputs), "V(1)": unit(inputs),
            "V(j)": product(layers, j - 1, 0, inputs), "V(j+1)": product(layers, j, 0, inputs), "V(L+1)": product(layers, depth, 0, inputs),
            "W(j)": layers[j - 1], "W": product(layers, depth, 0, inputs)}


def whitened_world(rng):
    """Four layers with hidden bases in general position, whose product has the singular value 3."""
    j = rng.choice((2, 3))
    last, first = frame(rng, 2), frame(rng, 3)
    # In the frame of the inputs W_1 sees two directions; W_4 undoes the product of the others up to the values 3 and 1.
    layers = [times([row[:2] + [F(0)] for row in matrix(rng, 2, 3)], transpose(first)), matrix(rng, 3, 2), matrix(rng, 2, 3)]
    core = [row[:2] for row in times(product(layers, 3, 0, 3), first)]
    if core[0][0] * core[1][1] == core[0][1] * core[1][0]:
        return whitened_world(rng)
    layers.append(times(last, diagonal(2, 2, lambda i: F(3, 2 * i - 1)), inverse(core)))
    found = partial(layers, j)
    u, v = [row[:1] for row in last], [row[:1] for row in first]
    alpha, beta = times(transpose(found["U(j)"]), u), times(found["V(j)"], v)
    return World(found | {"u": u, "v": v, "Z": times(u, transpose(v)), "alpha(j)": times(transpose(alpha), alpha), "beta(j)": times(transpose(beta), beta)}, {"sigma": F(3)})


def single_world(rng):
    widths, j = [3, 2, 3, 2, 1], rng.choice((2, 3))
    found = partial([matrix(rng, widths[k], widths[k - 1]) for k in range(1, 5)], j)
    a = matrix(rng, 3, 3)
    c = combine(a, transpose(a))
    r = times(c, c, transpose(found["W"]))
    beta = times(found["V(j)"], r)
    return World(found | {"C": c, "Sxx": times(c, c), "Z": times(found["W"], c), "alpha(j)": times(found["U(j)"], transpose(found["U(j)"])),
                          "beta(j)": times(transpose(beta), beta)})


WORLDS = {
    "hardt-ma-2017-no-spurious-every-depth": (near_identity.entries, ("gamma", "mu", "tau"), near_identity_world),
    "zhao-2024-gn-condition-every-depth": (conditioning.entries, conditioning.SCALARS, conditioned_world),
    "mulayoff-2020-flattest-sharpness-every-depth": (sharpness_words.flattest, (), whitened_world),
    "nar-sastry-2018-step-size-every-minimum": (sharpness_words.flattest, (), whitened_world),
    "marion-chizat-2024-sharpness-every-depth": (sharpness_words.single_output, (), single_world),
}


class Arguments(unittest.TestCase):
    def test_every_argument_has_a_world(self):
        self.assertEqual(set(WORLDS), {name for name, claim in claims.CLAIMS.items() if claim.kind == "word-inequality"})

    def test_relations_items_and_squares_hold_on_matrices(self):
        rng = random.Random(2024)
        for name, (entries, _, make) in WORLDS.items():
            for _ in range(3):
                world = make(rng)
                for item in entries():
                    with self.subTest(name=name, item=item.name):
                        for relation in item.relations:
                            self.assertTrue(world.holds(relation.left, relation.value), relation.word)
                        found = world.value(item.left, world.shape(item.left))
                        parts = [world.value(e, world.shape(e)) for e in [item.right] + [square.value for square in item.squares or ()]]
                        if item.trace:
                            self.assertEqual(trace(found), sum(map(trace, parts)))
                            self.assertTrue(all(trace(part) >= 0 for part in parts[1:]))
                        else:
                            total = parts[0]
                            for part in parts[1:]:
                                self.assertTrue(is_covariance(part))
                                total = combine(total, part)
                            self.assertEqual(found, total)
                        for square in item.squares or ():
                            for p in square.positives():
                                self.assertTrue(is_covariance(world.matrices[p.name]), p.name)

    def test_conclusions_on_a_network(self):
        """Not only the steps: the gradient against the excess loss, summed over four layers."""
        world = near_identity_world(random.Random(17))
        e, gamma, mu = world.matrices["E"], world.scalars["gamma"], world.scalars["mu"]
        remaining = trace(times(e, world.matrices["Sxx^-1"], transpose(e))) / 2
        g = world.matrices["G(j)"]
        self.assertGreaterEqual(trace(times(g, transpose(g))), 2 * gamma ** 6 * mu * remaining)
        self.assertGreater(remaining, 0)

    def test_means(self):
        """Four numbers beta_1 alpha_1, ..., and a fifth: their product and mean, against the quantities of the argument."""
        values = [F(3, 2), F(2), F(5, 2), F(1)]
        for single in (False, True):
            def argue():
                return sharpness_words.argue(single)
            point = {"s": sum(values) / 4, "t": (sum(values) + 3) / 5, "G": prod(values), "b": F(1, 2), "p": F(2), "q": F(3), "z": F(1, 3), "r": F(4) if single else 1, "x": F(1, 3)}
            self.assertEqual(value(argue, "mean", 0, 4, **point), ((sum(values) + 3) / 5) ** 5 - prod(values) * 3)
            self.assertEqual(value(argue, "bound", 0, 4, **point), (sum(values) / 4) ** 4 - (F(1, 2) ** 8 * 9 if single else F(1, 2) ** 6))
            self.assertEqual(value(argue, "chain", 0, 4, **point), prod(values) * 3 * F(1, 3) - F(1, 2) ** 8 * F(1, 3) * point["r"])
        for L, s in ((1, F(2)), (3, F(2, 3)), (6, F(5, 4))):
            self.assertEqual(sharpness_words.sharpness(L, s, F(3)), 3 * L * s ** (2 * L - 2))

    def test_the_step_at_a_minimum(self):
        """The multiplier is asked for beside the means, under hypotheses that an unbalanced minimum of two layers satisfies; the false one is that of its Hessian."""
        argument = sharpness_words.argue(False, step=True)
        self.assertEqual([name for _, name, *_ in argument.items[-1:]], ["multiplier"])
        p, q, eta = F(3), F(1, 2), F(3, 2)
        lowest = 2 * p * q                                       # L sigma^(2-2/L)
        self.assertGreater(eta * lowest, 2)
        found = value(lambda: argument, "multiplier", 0, 2, eta=eta, u=p * p + q * q, c=p * q)
        self.assertEqual(found, eta * (p * p + q * q) - 2)
        self.assertGreaterEqual(found, eta * lowest - 2)
        self.assertEqual(sharpness_words.scalar_step(2, p, q, eta), (-1, 1 - eta * (p * p + q * q)))
        self.assertEqual(sharpness_words.scalar_step(4, p, q, eta)[1], 1 - eta * (q * q + p * p + 2 * p * p * q * q))
        self.assertTrue(sharpness_words.is_small_step(2, F(2), F(1, 2), F(1)) and not sharpness_words.is_small_step(2, F(2), F(1, 2), F(9, 8)))

    def test_false_conditions(self):
        for depth in (2, 3, 5):
            found, mean = conditioning.mean_of_quotients(depth, F(2), F(1))
            self.assertEqual((found, mean), (F(4 * (depth - 1) + 1, depth), F(4 * (depth - 1) + 1, depth)))


class Machinery(unittest.TestCase):
    def setUp(self):
        self.n = Alphabet()
        self.a, self.b = self.n.matrix("A", "m", "n"), self.n.matrix("B", "m", "n")
        self.p, self.q, self.g = self.n.symmetric("P", "m", 5), self.n.symmetric("Q", "m"), self.n.symmetric("G", "m", 4)
        self.none = self.n.zero("m", "m")

    def holds(self, *entries, nonnegative=("c",)):
        return written(list(entries), nonnegative)

    def refused(self, *entries, nonnegative=("c",)):
        with self.assertRaises(ArithmeticError):
            written(list(entries), nonnegative)

    def test_signs(self):
        a, q = self.a, self.q
        gram = a * a.T
        self.holds(Item("x", gram.times(2, {"c": 1}), self.none, squares=[WordsSquare(a, factor=2, powers={"c": 1})]))
        self.refused(Item("x", gram.times(-1), self.none, squares=[WordsSquare(a, factor=-1)]))
        self.refused(Item("x", gram.times(1, {"d": 1}), self.none, squares=[WordsSquare(a, powers={"d": 1})]))
        self.refused(Item("x", gram, self.none, squares=[]))
        self.refused(Item("x", gram, self.none, squares=[WordsSquare(self.b)]))
        self.refused(Item("x", gram, self.none, squares=[WordsSquare(a)]), nonnegative=None)
        outer = WordsSquare(a, outer=Positive(q))
        self.holds(Item("x", q * gram, self.none, trace=True, squares=[outer]))
        self.refused(Item("x", q * gram, self.none, squares=[outer]))
        for wrong in (lambda: Positive(a), lambda: Positive(q * q), lambda: Positive(q.times(2))):
            with self.assertRaises((ArithmeticError, ValueError)):
                wrong()

    def test_reasons(self):
        a, p, q, g = self.a, self.p, self.q, self.g
        positive = Item("positive", p, self.none, [Relation(p, a * a.T)], squares=[WordsSquare(a)])
        use = Item("use", a.T * p * a, self.n.zero("n", "n"), squares=[WordsSquare(a.T, Positive(p, "positive"))])
        self.holds(positive, use)
        self.refused(use, positive)
        self.refused(Item("positive", p, a * a.T, [Relation(p, a * a.T)]), use)                 # an equation shows no sign
        self.refused(Item("positive", p, q, [Relation(p, a * a.T + q)], squares=[WordsSquare(a)]), use)     # P >= Q
        self.refused(Item("positive", p, self.none, [Relation(p, a * a.T)], trace=True, squares=[WordsSquare(a)]), use)
        self.refused(positive, Item("use", p, self.none, [shown("positive", {}, p, self.none)]))            # P >= 0 is not P = 0
        # An induction needs a base that is an inequality, and another index.
        start = Item("start", g, self.none, [Relation(g, self.none)], squares=[])

        def step(renaming):
            return Item("step", p, self.none, [Relation(p, (q if renaming else p) + a * a.T)] if renaming else [], base=("start", {"P": "G"}),
                        squares=[WordsSquare(self.n.one("m"), Positive(q if renaming else p, "step", renaming))] + ([WordsSquare(a)] if renaming else []))
        self.holds(start, step({"P": "Q"}))
        self.refused(start, step({}))
        self.refused(step({"P": "Q"}))
        self.refused(Item("start", g, self.none, [Relation(g, self.none)]), step({"P": "Q"}))

    def test_a_changed_certificate_is_refused(self):
        """Every square, relation sign and side of every certificate changed; the numbers left out."""
        for name in WORLDS:
            with open(os.path.join(CERTIFICATES, name + ".json"), encoding="utf-8") as file:
                kept = file.read()
            claims.check_certificate(json.loads(kept))
            count = len(json.loads(kept)["proof"]["words"]["items"])

            def item_changes(n):
                yield lambda item: item.update(relation="=" if item["relation"] == ">=" else ">=")
                yield lambda item: item["squares"].append({"factor": "1", "middle": [], "outer": [], "powers": [], "root": item["left"]})
                for k in range(len(json.loads(kept)["proof"]["words"]["items"][n]["squares"])):
                    for key, change in (("factor", "2"), ("root", {"columns": "n", "rows": "m", "terms": []}), ("middle", [{"matrix": "Z", "reason": "hypothesis", "renaming": []}])):
                        yield lambda item, k=k, key=key, change=change: item["squares"][k].update({key: change})
            for n in range(count):
                for change in item_changes(n):
                    certificate = json.loads(kept)
                    change(certificate["proof"]["words"]["items"][n])
                    with self.assertRaises(refusal.Refused, msg=f"{name} {n}"):
                        claims.check_certificate(rehashed(certificate))
            for change in (lambda proof: proof.update(numbers=[]), lambda proof: proof["numbers"].append(proof["numbers"][0]),
                           lambda proof: proof["numbers"][0]["items"].pop(), lambda proof: proof["words"]["nonnegative"].append("x"),
                           lambda proof: proof["words"].pop("nonnegative"), lambda proof: proof.update(more=[])):
                certificate = json.loads(kept)
                change(certificate["proof"])
                with self.assertRaises(refusal.Refused):
                    claims.check_certificate(rehashed(certificate))


if __name__ == "__main__":
    unittest.main()

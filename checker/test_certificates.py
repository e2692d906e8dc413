"""The certificates of the catalogue: every claim has one, and what is refused.

python3 checker/test_certificates.py
"""
import ast
import copy
import json
import os
import sys
import unittest
from fractions import Fraction as F
from itertools import product

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import sample_certificates as samples
from plumb_checker import algebra, claims, networks, refusal, seed_eigenvectors, seed_readings, seed_theorems, seed_twins

HERE = os.path.dirname(os.path.abspath(__file__))


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


if __name__ == "__main__":
    unittest.main()

"""Networks: Hessians by the general formula, blocks, and certificates of one network.

python3 checker/test_networks.py
"""
import os
import random
import sys
import unittest
from fractions import Fraction as F
from itertools import product

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import sample_certificates as samples
from plumb_checker import algebra, claims, forms, network_spectra, networks, refusal, seed_eigenvectors, strict_json


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


if __name__ == "__main__":
    unittest.main()

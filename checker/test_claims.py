"""Counterexamples to claim files: the language, its values, enclosures, and what is refused.

python3 checker/test_claims.py

claim_statements.json holds statements with their text, canonical JSON, identity as `plumb claim check` prints it, a point, and the truth there:
true, false, null for not decided, "invalid" for no value. They are worked out by hand, and meant for every evaluator of the language.
"""
import copy
import json
import os
import random
import sys
import unittest
from decimal import Decimal, localcontext
from fractions import Fraction as F

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import sample_claims as samples
from plumb_checker import (
    algebra, claim_counterexample, claim_descent, claim_enclosures as enclosures, claim_flow, claim_functions, claim_identity, claim_language,
    claim_matrices, claim_networks, claim_numbers, claim_polynomials, claim_roots, claim_spectra, claim_types, claim_vocabulary, claims, network_spectra, refusal, strict_json,
)

with open(os.path.join(HERE, "claim_statements.json"), encoding="utf-8") as statements:
    STATEMENTS = json.load(statements)

# As `plumb claim check` prints them.
IDENTITIES = {
    "clusters-separate": "cbf71291164f00d0", "conjecture-F1": "526d62abba17405c", "conjecture-F3": "f3d033105ac00872",
    "conjecture-F4": "b53a7e6fc21f8ee1", "conjecture-F9": "b00a1b3c087cdd3f", "conjecture-F12": "b538b39a3db532df",
}


def truth_of(row):
    claim = claim_language.read_document(row["claim"], "claim")
    claim_types.check_types(claim, "claim")
    claim_numbers.begin()
    try:
        return claim_counterexample.refuted(claim, claim["items"][-1], {}, row["point"])
    except enclosures.Invalid:
        return "invalid"
    except enclosures.Undecided:
        return None


def functions_in(value):
    if isinstance(value, dict):
        own = {value["call"]} if "call" in value else set()
        return own.union(*map(functions_in, value.values()))
    return set().union(*map(functions_in, value)) if isinstance(value, list) else set()


class Language(unittest.TestCase):
    def test_truth_of_statements(self):
        for row in STATEMENTS:
            self.assertEqual(truth_of(row), row["truth"], row["text"])

    def test_identities(self):
        for row in STATEMENTS:
            self.assertEqual(claim_identity.identity(row["claim"]["claims"][0]), row["identity"], row["text"])
        for name, digits in IDENTITIES.items():
            self.assertEqual(claim_identity.identity(samples.CLAIMS[name][0]["claims"][0])[:16], digits, name)

    def test_every_function_has_a_meaning_and_a_statement(self):
        known = set(claim_vocabulary.VOCABULARY)
        self.assertEqual(set(claim_functions.FOLDS) | set(claim_functions.FUNCTIONS), known - {"sup", "inf"})
        used = set().union(*[functions_in(row["claim"]) for row in STATEMENTS])
        self.assertEqual(used, known - {"sup", "inf"})

    def test_identity_ignores_names_spelling_and_order_of_labels(self):
        x, y, half = samples.name("x"), samples.name("y"), samples.number(1) / 2

        def claim(variable, point, number, labels):
            net = samples.call("dln", **{k: 2 for k in labels})
            return samples.document("t", samples.for_all(samples.bound(point, interval=(0, 1))), samples.let("net", net),
                                    samples.show(samples.call("sum", variable * 1, over={variable.json["name"]: (1, 2)}).related("<", number)))
        names = [claim_identity.identity(claim(*parts)["claims"][0]) for parts in (
            (x, "p", half, ("depth", "width")), (y, "q", samples.number("0.5"), ("width", "depth")), (x, "p", samples.number("0.25"), ("depth", "width")))]
        self.assertEqual(names[0], names[1])
        self.assertNotEqual(names[0], names[2])

    def test_hundreds_of_levels_and_digits(self):
        x = samples.name("x")
        deep = x
        for _ in range(70):
            deep = samples.call("abs", deep)
        binder = samples.for_all(samples.bound("x", interval=(0, 1)))

        def document(expression):
            return samples.document("t", binder, samples.show(expression.related("<", 1)))
        with self.assertRaisesRegex(refusal.Refused, "levels deep"):
            samples.certificate(document(deep), {"x": "0"}) and claims.check_certificate(samples.certificate(document(deep), {"x": "0"}))
        with self.assertRaisesRegex(strict_json.NotJSON, "nesting deeper"):
            claims.check_bytes(json.dumps(samples.certificate(document(deep), {"x": "0"})).encode())
        many = samples.E({"sum": [{"number": "1e100000"}] * 21})
        with self.assertRaisesRegex(refusal.Refused, "2000000 digits"):
            claim_language.read_document(document(many), "claim")


class Certificates(unittest.TestCase):
    """The false claims of proofs-data/claims, and one fault at a time."""

    def test_samples(self):
        for name, certificate in samples.certificates().items():
            claim, shown = claims.check_bytes(json.dumps(certificate).encode())
            self.assertEqual(claim, "claim-counterexample")
            self.assertIn(IDENTITIES[name], shown)

    def refused(self, certificate, pattern):
        with self.assertRaisesRegex(refusal.Refused, pattern):
            claims.check_certificate(certificate)

    def changed(self, name, pattern, change, keeps_identity=False):
        """A sample with a change of its proof, hashes and identity made to fit, so that only the content can refuse it."""
        proof = copy.deepcopy(samples.certificates()[name]["proof"])
        before = copy.deepcopy(proof["claim"])
        change(proof)
        if proof["claim"] != before and not keeps_identity:
            try:
                proof["identity"] = claim_identity.identity(proof["claim"]["claims"][0])
            except Exception:               # a claim that has none is refused before its identity is looked at
                pass
        self.refused(samples.envelope("claim-counterexample", proof), pattern)

    def test_points(self):
        def at(**values):
            return lambda proof: proof["point"].update(values)
        name = "clusters-separate"
        self.changed(name, r"^proof.identity: not the identity", lambda p: p.update(identity="0" * 64))
        self.changed(name, r"^proof.identity: not the identity", lambda p: p["claim"]["claims"][0].update(title="another"), keeps_identity=True)
        self.changed(name, r"^proof.point.s1: outside of its interval", at(s1="11"))
        self.changed(name, r"^proof.point.L: outside of its range", at(L="7"))
        self.changed(name, r"^proof.point.L: an integer in a string", at(L="5/2"))
        self.changed(name, r"^proof.point: the condition", at(s1="1", s2="2"))
        self.changed(name, r"^proof.goal: the statement is true", at(s1="1"))
        self.changed(name, r"^proof.point: unknown field 's3'", at(s3="1"))
        self.changed(name, r"^proof.point: field 's2' is missing", lambda p: p["point"].pop("s2"))
        for wrong in ("4/2", "2/1", "02", "+2", "2.0", "-0", " 2", 2, None, ["2"]):
            self.changed(name, r"^proof.point.s1: ", at(s1=wrong))
        self.changed(name, r"^proof.goal: outside 0..0", lambda p: p.update(goal=1))
        self.changed(name, r"^proof.goal: a JSON integer", lambda p: p.update(goal="0"))
        self.changed(name, r"^proof.indices: unknown field 'i'", lambda p: p.update(indices={"i": "1"}))
        self.changed(name, r"^proof: unknown field 'note'", lambda p: p.update(note="x"))
        good = samples.certificates()[name]
        self.refused(dict(good, verdict="verified"), "^verdict")
        self.refused(dict(good, proof=dict(good["proof"], point={"L": "3", "s1": "2", "s2": "1"})), "dataHash")

    def test_claims(self):
        """Claims that are not of the language."""
        def shown(expression):
            return lambda p: p["claim"]["claims"][0]["items"].append(samples.show(expression))
        name, net, s = "conjecture-F3", samples.name("net"), samples.name("s")
        less = s.related("<", 1)
        self.changed(name, "claims: 1 entries are expected", lambda p: p["claim"]["claims"].append(p["claim"]["claims"][0]))
        self.changed(name, "format", lambda p: p["claim"].update(format="plumb.claim/2"))
        self.changed(name, "exactly one of the fields", shown(samples.E({"numbers": "1"})))
        self.changed(name, "unknown field 'extra'", shown(samples.E(dict(less.json, extra=1))))
        for word in ("1.", ".5", "01", "1/2", "-1", "1e200000", "0x", "\u0661", "1_0"):
            self.changed(name, "literal|exponent|lowest", shown(s.related("<", samples.E({"number": word}))))
        self.changed(name, "a name is expected", shown(samples.name("for").related("<", 1)))
        self.changed(name, "unknown name 'u'", shown(samples.name("u").related("<", 1)))
        self.changed(name, "unknown function 'lambda'", shown(samples.call("lambda", s).related("<", 1)))
        self.changed(name, "'sqrt' does not take", shown(samples.call("sqrt", s, s).related("<", 1)))
        self.changed(name, "'loss' does not take", shown(samples.call("loss", net, at="W").related("<", 1)))
        self.changed(name, "'binomial' does not take", shown(samples.call("binomial", s, 1).related("<", 1)))
        self.changed(name, "'sup' outside", shown(samples.call("sup", s).related("<", 1)))
        self.changed(name, "a statement is expected", shown(s))
        self.changed(name, "'<' between network and integer", shown(net.related("<", 1)))
        self.changed(name, "no sum", shown((s + samples.vector(1, 2)).related("=", 1)))
        self.changed(name, "an integer is expected", shown(samples.vector(1, 2)[s].related("=", 1)))
        self.changed(name, "a literal is expected", shown(samples.call("double", s).related("=", 1)))
        self.changed(name, "not a property", shown(samples.name("W").has("square")))
        self.changed(name, "not a relation", shown(samples.E({"relation": [s.json, "==", s.json]})))
        self.changed(name, "bound twice", lambda p: p["claim"]["claims"][0]["items"].insert(4, samples.let("s", s)))
        self.changed(name, "belongs to a function", lambda p: p["claim"]["claims"][0]["items"].insert(4, samples.let("min", s)))
        self.changed(name, "shows nothing|states nothing", lambda p: p["claim"]["claims"][0].update(items=[]))
        self.changed(name, "does not show", lambda p: p["claim"]["claims"][0].update(title="a\u200bb"))

    def test_goals_indices_and_domains(self):
        x, i, a, v = map(samples.name, "x i a v".split())
        domain = [samples.for_all(samples.bound("x", interval=(0, 1))), samples.for_all(samples.bound("a", interval=(0, 1), family=(1, 2))),
                  samples.for_all(samples.bound("v", interval=(0, 1), shape=(2,))), samples.for_all(samples.bound("Q", orthogonal=2)),
                  samples.for_all(samples.bound("c", values=(1, 3)))]
        claim = samples.document("t", *domain, samples.show(x.related("<=", 1)), samples.show((i * a[i]).related("<", 1 / x), over={"i": (1, 2)}))
        point = {"x": "1", "a": {"1": "0", "2": "1/2"}, "v": ["0", "1"], "Q": [["0", "1"], ["-1", "0"]], "c": "3"}

        def with_point(at=None, goal=1, **changes):
            return samples.certificate(claim, {**point, **changes}, goal=goal, at={"i": "2"} if at is None else at)
        self.assertIn("statement 2 of 2", claims.check_certificate(with_point())[1])
        for pattern, certificate in (
                ("^proof.goal: the statement is true", with_point({"i": "1"})), ("^proof.goal: the statement is true", with_point({}, goal=0)),
                ("^proof.indices: outside", with_point({"i": "3"})), ("^proof.indices: field 'i'", with_point({})), ("^proof.indices: unknown", with_point(goal=0)),
                ("^proof.point: the claim has no value there: division by zero", with_point(x="0")),
                ("^proof.point.a: field '2' is missing", with_point(a={"1": "0"})), ("^proof.point.a: unknown field '3'", with_point(a={"1": "0", "2": "0", "3": "0"})),
                ("^proof.point.a: an object", with_point(a=["0", "1"])), ("^proof.point.a.2: outside", with_point(a={"1": "0", "2": "3/2"})),
                ("^proof.point.v: 2 entries", with_point(v=["0"])), (r"^proof.point.v\[1\]: outside", with_point(v=["0", "2"])), ("^proof.point.v: a list", with_point(v="0")),
                ("^proof.point.Q: not orthogonal", with_point(Q=[["0", "1"], ["1", "1"]])), ("^proof.point.Q: 2 entries", with_point(Q=[["1"]])),
                ("^proof.point.c: none of the values", with_point(c="2"))):
            self.refused(certificate, pattern)

    def test_statements_are_looked_at_in_order(self):
        """What stands before the false statement must have a value, unless that is not decided; what stands after it need not."""
        x, i, two = samples.name("x"), samples.name("i"), samples.number(2)
        without, small = (1 / (x - 1)).related(">", 0), x.related("<", 1)

        def at(place, *goals, goal=0):
            shown = [samples.show(statement, over={"i": (1, 3)} if place else None) for statement in goals]
            claim = samples.document("t", samples.for_all(samples.bound("x", interval=(0, 1))), *shown)
            return samples.certificate(claim, {"x": "1"}, goal=goal, at={"i": place} if place else {})
        for certificate in (at("3", (x / (i - 2)).related("<", 1)), at("3", (x / (two - i)).related("!=", -two)), at(None, without, small, goal=1)):
            self.refused(certificate, "^proof.point: the claim has no value there: division by zero")
        open_question = samples.call("exp", samples.call("log", 2)).related("=", 2)
        for certificate in (at("1", (x / (two - i)).related("<", 1)), at(None, small, without), at(None, open_question, small, goal=1)):
            claims.check_certificate(certificate)

    def test_not_decided(self):
        growth = samples.call("exp", samples.call("log", 2))
        self.refused(samples.certificate(samples.document("t", samples.show(growth.related("<", 2))), {}), "^proof.goal: .* not decided")
        where = samples.for_all(samples.bound("x", interval=(0, 1)), where=growth.related("=", 2))
        self.refused(samples.certificate(samples.document("t", where, samples.show(samples.name("x").related(">", 1))), {"x": "0"}), "'where'")
        unused = samples.document("t", samples.let("x", samples.number(2) ** samples.call("sqrt", 2)), samples.show(samples.number(1).related(">", 2)))
        claims.check_certificate(samples.certificate(unused, {}))            # what is not decided does not matter where it is not used

    def test_nothing_takes_long(self):
        one, i = samples.number(1), samples.name("i")
        for pattern, value in (
                ("bits", (samples.number(10) ** 100000) * (samples.number(10) ** 100000)), ("work|passes", samples.call("sum", one / i, over={"i": (1, 1000000)})),
                ("a range of more", samples.call("sum", i, over={"i": (1, 10000000)})), ("work|passes", samples.call("sum", 1, over={"i": (1, 10 ** 6), "j": (1, 10 ** 6)})),
                ("entries", samples.call("trace", samples.call("identity", 1000))),
                ("not decided|work", samples.call("exp", 20000)), ("100000", samples.number(2) ** 100001), ("binomial", samples.call("binomial", 10 ** 6, 5 * 10 ** 5)),
                ("parameters", samples.call("loss", samples.call("dln", depth=10, width=10), at="W", target=samples.call("identity", 10)))):
            claim = samples.document("t", samples.let("W", samples.call("layers", samples.call("identity", 10), over={"l": (1, 10)})), samples.show(value.related("<", 0)))
            self.refused(samples.certificate(claim, {}), pattern)


class Enclosures(unittest.TestCase):
    """Against decimal, which rounds exp and ln correctly, and against exact counts."""

    def test_functions_enclose(self):
        source = random.Random(5)
        with localcontext() as context:
            context.prec = 150
            for _ in range(150):
                bits, x = source.choice([64, 128, 256]), F(source.randint(1, 3000), source.randint(1, 300)) * source.choice([1, -1])
                value, unit = Decimal(x.numerator) / Decimal(x.denominator), Decimal(2) ** bits
                pair = enclosures.of_rational(x, bits)
                for function, exact in ((enclosures.exponential, Decimal.exp), (enclosures.logarithm, Decimal.ln),
                                        (lambda p, b: enclosures.root(p, 3, b), lambda v: v ** (Decimal(1) / 3))):
                    if function is enclosures.exponential or x > 0:
                        low, high = function(pair, bits)
                        true = exact(value) * unit
                        slack = abs(true) * Decimal(10) ** -140
                        self.assertTrue(low - slack <= true <= high + slack, (x, bits))
                        self.assertLess(high - low, 100 + 100 * abs(true) / unit + 1000 / abs(value), (x, bits))

    def test_double(self):
        for text in ("0.1", "1e-320", "3.3e-5", "5e-324", "123456789.123", "9007199254740993"):
            self.assertEqual(claim_roots.nearest_double(F(text)), F(float(text)))
        with self.assertRaises(enclosures.Invalid):
            claim_roots.nearest_double(F(10) ** 309)

    def test_eigenvalues_against_elimination(self):
        source = random.Random(9)
        for _ in range(20):
            claim_numbers.begin()
            n = source.randint(2, 5)
            half = [[F(source.randint(-4, 4), source.choice([1, 2, 3])) for _ in range(n)] for _ in range(n)]
            a = claim_matrices.Matrix([[half[min(i, j)][max(i, j)] for j in range(n)] for i in range(n)])
            root = claim_roots.root(F(2), 2)
            spectrum, moved = claim_spectra.Spectrum(a), claim_spectra.Spectrum(claim_matrices.scaled_by(root, a))
            for k in range(1, n + 1):
                value = spectrum.entry(k)
                low, high = (F(end, 2 ** 64) for end in claim_numbers.enclosed(value, 64))
                counts = [network_spectra.signature(network_spectra.cleared(algebra.combine(a, algebra.unit(n), -end))[0]) for end in (low, high)]
                self.assertTrue(sum(counts[0][1:]) >= k > counts[1][2], (a, k))      # at least k from low on, fewer than k beyond high
                self.assertLess(high - low, F(1, 2 ** 60))
                difference = claim_numbers.enclosed(moved.entry(k) - value * root, 64)
                self.assertTrue(difference[0] <= 0 <= difference[1] and difference[1] - difference[0] < 2 ** 10)

    def test_equal_eigenvalues(self):
        """An irrational eigenvalue that stands twice, also in a matrix that is turned; and of polynomials with repeated roots."""
        claim_numbers.begin()
        golden = [[F(int((i % 2, j % 2) != (0, 0))) * (i // 2 == j // 2) for j in range(4)] for i in range(4)]
        turn = [[F(3, 5), 0, F(4, 5), 0], [0, F(1), 0, 0], [F(-4, 5), 0, F(3, 5), 0], [0, 0, 0, F(1)]]
        turned = algebra.times(turn, golden, algebra.transpose(turn))
        first, second = (claim_spectra.eigenvalues(claim_matrices.Matrix([[F(x) for x in row] for row in a])).entries() for a in (golden, turned))
        self.assertNotEqual(turned, golden)
        self.assertEqual(first, second)
        self.assertTrue(first[0] == first[1] and first[2] == first[3] and claim_numbers.sign(first[1] - first[2]) == 1)
        source = random.Random(4)
        for _ in range(30):
            roots = [source.randint(-3, 3) for _ in range(source.randint(1, 6))]

            def polynomial(values):
                found = [1]
                for value in values:
                    found = claim_polynomials.times_polynomial(found, [1, -value])
                return found
            self.assertEqual(claim_polynomials.square_free([5 * c for c in polynomial(roots)]), polynomial(set(roots)))

    def test_descent_in_enclosures(self):
        """Runs that begin at different steps hold the exact iterates, with and without momentum."""
        rows = [[[F(1, 2), F(1, 3)], [F(1, 5), F(0)]], [[F(1, 7), F(0)], [F(1), F(2, 3)]]]
        net, layers, target = claim_networks.Network((2, 2, 2)), claim_matrices.Layers(map(claim_matrices.Matrix, rows)), claim_matrices.Matrix([[1, 0], [F(1, 2), 0]])
        for momentum in (None, F(1, 2)):
            claim_numbers.begin()
            exact = [claim_descent.descend(net, layers, target, F(1, 10), n, momentum) for n in range(6)]
            self.assertFalse(any(isinstance(x, claim_numbers.Real) for x in exact[5].entries()))
            for done in range(1, 5):
                speed = claim_matrices.Layers(claim_matrices.scaled_by(F(-10), claim_matrices.sum_of(a, b, -1)) for a, b in zip(exact[done], exact[done - 1]))
                run = claim_descent.enclosed_run(net, exact[done], speed, target, F(1, 10), 5 - done, momentum)
                for found, true in zip(run.entries(), exact[5].entries()):
                    low, high = claim_numbers.enclosed(found, 64)
                    self.assertTrue(low <= true * 2 ** 64 <= high and high - low < 1000)
        claim_numbers.begin()
        far = claim_descent.descend(net, layers, target, F(1, 10), 400, None)
        self.assertEqual(claim_numbers.sign(claim_networks.loss(net, far, target) - F(1, 1000)), -1)

    def test_flow_follows_its_equation(self):
        """Differences of the flow against the right-hand side at both ends, and the same time in two parts."""
        h = F(1, 2 ** 12)
        for depth, s, y, time in ((1, F(1, 2), F(1), F(1)), (2, F(1, 2), F(1), F(1)), (2, F(1, 2), F(-1), F(1)), (3, F(1, 4), F(1), F(1, 2)),
                                  (3, F(1, 4), F(1), F(4)), (3, F(2), F(1), F(1, 16)), (3, F(9, 8), F(1), F(1, 2)), (4, F(3, 2), F(-2), F(1, 8)),
                                  (3, F(1, 2), F(-1), F(1)), (5, F(1), F(2), F(1, 8)), (3, F(1, 2), F(0), F(2))):
            claim_numbers.begin()

            def after(start, t):
                return claim_flow.layer_after(start, y, depth, t)

            def centre(value):
                low, high = claim_numbers.enclosed(value, 64)
                self.assertLess(high - low, 2 ** 20)
                return F(low + high, 2 ** 65)
            here, there = centre(after(s, time)), centre(after(s, time + h))
            slopes = [v ** (depth - 1) * (y - v ** depth) for v in (here, there)]
            slack = abs(slopes[0] - slopes[1]) + F(1, 2 ** 30)
            self.assertTrue(min(slopes) - slack <= (there - here) / h <= max(slopes) + slack, (depth, s, y, time))
            if depth < 3 or time in (F(1, 2), F(1)):
                again = after(after(s, time / 2), time / 2)
                self.assertLess(abs(centre(again) - here), F(1, 2 ** 40), (depth, s, y, time))


if __name__ == "__main__":
    unittest.main()

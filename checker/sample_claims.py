"""Certificates of counterexamples to the false claims of proofs-data/claims, made by hand; none of the checker's arithmetic is used.

    python3 checker/sample_claims.py FOLDER        writes claim-counterexample-NAME.json for each

A claim is built here from expressions: L ** 2 is a power, call("diag", x) a call, mu[1, 2] an element.
"""
import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from plumb_checker.claim_identity import identity
from sample_certificates import envelope


class E:
    """An expression of the claim language under construction."""

    def __init__(self, json):
        self.json = json

    def chain(self, kind, inverse, other):
        terms = self.json[kind] if kind in self.json else [self.json]
        return E({kind: [*terms, {inverse: of(other)} if inverse else of(other)]})

    def __add__(self, other):
        return self.chain("sum", None, other)

    def __sub__(self, other):
        return self.chain("sum", "minus", other)

    def __mul__(self, other):
        return self.chain("product", None, other)

    def __rmul__(self, other):
        return E(of(other)) * self

    def __truediv__(self, other):
        return self.chain("product", "over", other)

    def __rtruediv__(self, other):
        return E(of(other)) / self

    def __neg__(self):
        return E({"negative": self.json})

    def __pow__(self, other):
        return E({"power": [self.json, of(other)]})

    def __getitem__(self, indices):
        return E({"element": [self.json, *map(of, indices if isinstance(indices, tuple) else (indices,))]})

    def transposed(self):
        return E({"transpose": self.json})

    def related(self, *parts):
        return E({"relation": [self.json, *[p if p in RELATIONS else of(p) for p in parts]]})

    def has(self, word):
        return E({"of": self.json, "property": word})


RELATIONS = ("=", "!=", "<", "<=", ">", ">=")


def of(value):
    """The JSON of an expression: a name for an identifier, a literal for digits."""
    if isinstance(value, E):
        return value.json
    return {"number": str(value)} if str(value)[0].isdigit() else {"name": value}


def number(text):
    return E(of(text))


def name(text):
    return E({"name": text})


def vector(*parts):
    return E({"tuple": list(map(of, parts))})


def call(function, *arguments, over=None, **labelled):
    plain = [{"value": of(a)} for a in arguments]
    if over:
        plain[0]["for"] = indices(over)
    return E({"arguments": plain + [{"label": k.rstrip("_"), "value": of(v)} for k, v in labelled.items()], "call": function})


def indices(over):
    return [{"name": i, "range": [of(a), of(b)]} for i, (a, b) in over.items()]


def for_all(*binders, where=None):
    return {"forAll": list(binders), **({"where": of(where)} if where else {})}


def bound(names, **domain):
    """`range=`, `interval=`, `values=` with a tuple of ends, `orthogonal=` with an order; `shape=` and `family=` beside them."""
    family, words = domain.pop("family", None), names.split()
    inner = {k: of(v) if k == "orthogonal" else [of(x) for x in v] for k, v in domain.items()}
    return {"names": words, "in": inner, **({"family": [of(x) for x in family]} if family else {})}


def let(word, value):
    return {"let": word.split(), "value": of(value)}


def show(statement, over=None):
    return {"show": of(statement), **({"for": indices(over)} if over else {})}


def document(title, *items):
    return {"claims": [{"items": list(items), "title": title}], "format": "plumb.claim/1"}


def proof(claim, point, goal=0, at=None):
    return {"claim": claim, "goal": goal, "identity": identity(claim["claims"][0]), "indices": at or {}, "point": point}


def certificate(*parts, **more):
    return envelope("claim-counterexample", proof(*parts, **more))


GRID = {"try": [{"method": "grid"}, {"method": "climb"}]}
REFUTED = {"expect": "refuted"}
L, W, Y, s, t, net, mu, eps, k = map(name, "L W Y s t net mu eps k".split())
TENTH, ORDERED = (number(1) / 10, 10), name("s1").related(">=", "s2")


def width(d):
    return let("net", call("dln", depth=L, width=d))


def spectral_modes():
    return [let("Y", call("diag", name("s1") ** L, name("s2") ** L, 0)), let("mu", call("modes", net, Y))]


def dominant_and_bulk():
    return (call("min", mu["i", "j"], over={"i": (1, 2), "j": (1, 2)}), call("max", mu["i", 3], over={"i": (1, 2)}))


def clusters_separate():
    least, greatest = dominant_and_bulk()
    return document(
        "dominant and bulk clusters never overlap", {"note": "tempting generalisation of the equal-singular-value case"}, REFUTED,
        for_all(bound("L", range=(2, 6))), for_all(bound("s1 s2", interval=TENTH), where=ORDERED), width(3), *spectral_modes(),
        show(least.related(">", greatest)), GRID,
        {"budget": [{"limit": "tries", "value": "20000"}, {"limit": "time", "unit": "s", "value": "30"}]})


def conjecture_F1():
    least, greatest = dominant_and_bulk()
    return document(
        "the r^2 dominant eigenvalues exceed the bulk by the factor L for every target",
        {"note": "refuted by widths 3-2-3 with target diag(4, 1, 0): dominant 8, 5, 5, 2 against bulk 4 and 1"}, REFUTED,
        for_all(bound("s1 s2", interval=TENTH), where=ORDERED), let("L", number(2)), let("net", call("dln", widths=vector(3, 2, 3))), *spectral_modes(),
        show(least.related(">=", L * greatest)), GRID)


def conjecture_F3():
    return document(
        "the Gauss-Newton part has the larger top eigenvalue", {"note": "refuted by L = 2, widths 1-1-1, s = 1/2: 1/2 against 3/4"}, REFUTED,
        for_all(bound("L", range=(2, 4))), for_all(bound("s", interval=(0, 2))), width(1), let("W", call("repeat", s, L)),
        show(call("lambda_max", call("gauss_newton", net, at=W, target=1)).related(">=", call("lambda_max", call("hessian", net, at=W, target=1)))), GRID)


def conjecture_F4():
    top = [call("lambda_max", call("hessian", net, at=point, target=1)) for point in ("Wt", "W0")]
    return document(
        "sharpness never decreases along the gradient flow",
        {"note": "refuted at depth 2: 3/4 where the product of the layers is 1/4, and 1/2 where it is 1/2"}, REFUTED,
        for_all(bound("L", range=(2, 4))), for_all(bound("s", interval=(number(1) / 10, 1)), bound("t", interval=(0, 5))), width(1),
        let("W0", call("repeat", s, L)), let("Wt", call("flow", net, from_="W0", target=1, time=t)), show(top[0].related(">=", top[1])), GRID)


def conjecture_F9():
    return document(
        "with the end-to-end tail held at 1/4 the ratio is at least half the depth", {"note": "first fails at L = 5, where the ratio is about 2.27"},
        REFUTED, for_all(bound("L", range=(1, 10))), let("eps", call("root", number(1) / 4, L)),
        let("g", call("sum", eps ** (2 * k), over={"k": (0, L - 1)})), show((L / "g").related(">=", L / 2)), {"try": [{"method": "ball"}]})


def conjecture_F12():
    block = call("pair_block", net, 1, 2, at=W, target=call("diag", 1, 0))
    return document(
        "a tail below one keeps the bulk below the dominant eigenvalue L when every input has unit variance",
        {"note": "refuted by L = 2, eps = 9/10; the pair block of signal and tail holds the bulk"}, REFUTED,
        for_all(bound("L", range=(2, 4))), for_all(bound("eps", interval=(0, 1)), where=eps.related("<", 1)), width(2),
        let("W", call("layers", call("diag", 1, eps), over={"l": (1, L)})), show(call("lambda_max", block).related("<=", L)), GRID)


# name -> the claim as it stands in proofs-data/claims, and a point that refutes it
CLAIMS = {
    "clusters-separate": (clusters_separate(), {"L": "2", "s1": "2", "s2": "1"}),
    "conjecture-F1": (conjecture_F1(), {"s1": "2", "s2": "1"}),
    "conjecture-F3": (conjecture_F3(), {"L": "2", "s": "1/2"}),
    "conjecture-F4": (conjecture_F4(), {"L": "2", "s": "1/2", "t": "11/20"}),          # the product is about 1/2 at t = (log 3)/2
    "conjecture-F9": (conjecture_F9(), {"L": "5"}),
    "conjecture-F12": (conjecture_F12(), {"L": "2", "eps": "9/10"}),
}


def certificates():
    return {key: certificate(claim, point) for key, (claim, point) in CLAIMS.items()}


if __name__ == "__main__":
    for key, found in certificates().items():
        with open(os.path.join(sys.argv[1], f"claim-counterexample-{key}.json"), "w", encoding="utf-8") as file:
            file.write(json.dumps(found, indent=2, sort_keys=True) + "\n")

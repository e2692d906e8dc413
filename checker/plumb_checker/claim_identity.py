"""The identity of a claim: the SHA-256 of a form that does not depend on names, on the spelling of numbers, or on the order of labels."""
from .claim_language import FORMAT, written_number
from .strict_json import sha256


class Canonical:
    """A claim with its bound names numbered in the order of binding, literals and quotients of two by their value, labels in order."""

    def __init__(self):
        self.names, self.count = {}, 0

    def bind(self, old):
        self.count += 1                     # an index may have the name of an earlier one that has ended
        self.names[old] = f"v{self.count}"
        return self.names[old]

    def claim(self, claim):
        return {"items": [self.item(part) for part in claim["items"]], "title": claim["title"]}

    def item(self, part):
        if "forAll" in part:
            new = {"forAll": [self.binder(binder) for binder in part["forAll"]]}
            return {**new, "where": self.expression(part["where"])} if "where" in part else new
        if "let" in part:
            value = self.expression(part["value"])
            return {"let": [self.bind(old) for old in part["let"]], "value": value}
        if "show" in part:
            new = {"for": self.indices(part["for"])} if "for" in part else {}
            return {**new, "show": self.expression(part["show"])}
        if "enclose" in part:
            return {**{"to": self.number(part["to"]) for _ in "1" if "to" in part}, "enclose": self.expression(part["enclose"])}
        if "try" in part:
            return {"try": [{k: v if k == "method" else self.number(v) for k, v in method.items()} for method in part["try"]]}
        if "budget" in part:
            return {"budget": [{k: self.number(v) if k == "value" else v for k, v in limit.items()} for limit in part["budget"]]}
        return part

    def binder(self, binder):
        new = {"family": self.list(binder["family"])} if "family" in binder else {}
        domain = {kind: self.expression(v) if kind == "orthogonal" else self.list(v) for kind, v in sorted(binder["in"].items())}
        return {**new, "in": domain, "names": [self.bind(old) for old in binder["names"]]}

    def indices(self, indices):
        found = []
        for index in indices:
            ends = self.list(index["range"])
            found.append({"name": self.bind(index["name"]), "range": ends})
        return found

    def list(self, values):
        return [self.expression(v) for v in values]

    @staticmethod
    def number(written):
        return str(written_number(written, "a number"))

    def expression(self, value):
        if "number" in value:
            return {"number": self.number(value["number"])}
        if "name" in value:
            return {"name": self.names.get(value["name"], value["name"])}
        if "call" in value:
            plain = [a for a in value["arguments"] if "label" not in a]
            labelled = sorted((a for a in value["arguments"] if "label" in a), key=lambda a: a["label"])
            return {"arguments": [self.argument(a) for a in plain + labelled], "call": value["call"]}
        if "property" in value:
            new = {"of": self.expression(value["of"]), "property": value["property"]}
            return {**new, "variable": self.names.get(value["variable"], value["variable"])} if "variable" in value else new
        ((kind, inner),) = value.items()
        if kind == "product":
            quotient = quotient_of(inner)
            if quotient is not None:
                return {"number": str(quotient)}
        if kind in ("sum", "product"):
            inverse = "minus" if kind == "sum" else "over"
            return {kind: [{inverse: self.expression(t[inverse])} if inverse in t else self.expression(t) for t in inner]}
        if kind == "matrix":
            return {kind: [self.list(row) for row in inner]}
        if kind == "relation":
            return {kind: [part if isinstance(part, str) else self.expression(part) for part in inner]}
        return {kind: self.list(inner) if isinstance(inner, list) else self.expression(inner)}

    def argument(self, argument):
        new = {"for": self.indices(argument["for"])} if "for" in argument else {}
        new["value"] = self.expression(argument["value"])
        return {**new, "label": argument["label"]} if "label" in argument else new


def quotient_of(factors):
    """The value of a quotient of two literals, else None."""
    if len(factors) != 2 or "number" not in factors[0] or "number" not in factors[1].get("over", {}):
        return None
    p, q = (written_number(number, "a number") for number in (factors[0]["number"], factors[1]["over"]["number"]))
    return p / q if q else None


def identity(claim):
    """SHA-256 of the canonical form of a claim that has been read."""
    return sha256({"claims": [Canonical().claim(claim)], "format": FORMAT})

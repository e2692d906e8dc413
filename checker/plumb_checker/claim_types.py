"""The types of a claim: every name bound once and before its use, every function known and given what it takes.

Shapes, the ends of ranges and the size of indices depend on the point; the evaluation finds them.
"""
from .claim_vocabulary import VOCABULARY, fitting, result_type
from .refusal import need

NUMBERS = ("integer", "real")
VECTORS = ("vector", "integers")


def check_types(claim, path):
    """Refuses a claim that has read well but says nothing."""
    checker = Types()
    for at, part in enumerate(claim["items"]):
        checker.item(part, f"{path}.items[{at}]")
    need(any("show" in part or "enclose" in part for part in claim["items"]), path + ".items", "the claim states nothing")


class Types:
    def __init__(self):
        self.scope, self.extrema = {}, False

    def item(self, part, path):
        if "forAll" in part:
            for binder in part["forAll"]:
                self.binder(binder, path)
            if "where" in part:
                self.formula(part["where"], path + ".where")
        elif "let" in part:
            self.let(part["let"], part["value"], path)
        elif "show" in part:
            self.within(part.get("for", []), path, lambda: self.formula(part["show"], path + ".show"))
        elif "enclose" in part:
            self.extrema = True
            self.number(part["enclose"], path + ".enclose")
            self.extrema = False

    def declare(self, name, kind, path):
        need(name not in self.scope, path, f"the name '{name}' is bound twice")
        need(name not in VOCABULARY, path, f"the name '{name}' belongs to a function")
        self.scope[name] = kind

    def binder(self, binder, path):
        for end in binder.get("family", []):
            self.integer(end, path)
        ((kind, inner),) = [(k, v) for k, v in binder["in"].items() if k != "shape"]
        if kind == "range":
            for end in inner:
                self.integer(end, path)
            found = "integer"
        elif kind == "values":
            found = "integer" if all([self.number(v, path) == "integer" for v in inner]) else "real"
        elif kind == "orthogonal":
            self.integer(inner, path)
            found = "matrix"
        else:
            sides = binder["in"].get("shape", [])
            for end in inner:
                self.number(end, path)
            for side in sides:
                self.integer(side, path)
            found = ("real", "vector", "matrix")[len(sides)]
        for name in binder["names"]:
            self.declare(name, ("family", found) if "family" in binder else found, path)

    def let(self, names, value, path):
        parts = [value]
        if len(names) > 1:
            parts = value.get("tuple", [])
            need(len(parts) == len(names), path, f"{len(names)} names for another number of values")
        for name, found in zip(names, [self.of(part, path) for part in parts]):
            self.declare(name, found, path)

    def within(self, indices, path, body):
        for index in indices:
            for end in index["range"]:
                self.integer(end, path)
            self.declare(index["name"], "integer", path)
        found = body()
        for index in indices:
            del self.scope[index["name"]]
        return found

    # what an expression must be

    def formula(self, value, path):
        need(self.of(value, path) == "formula", path, "a statement is expected")

    def number(self, value, path):
        return self.one_of(NUMBERS, value, path, "a number")

    def integer(self, value, path):
        return self.one_of(("integer",), value, path, "an integer")

    def operand(self, value, path):
        return self.one_of(("integer", "real", "vector", "integers", "matrix"), value, path, "a number, a vector or a matrix")

    def one_of(self, kinds, value, path, words):
        found = self.of(value, path)
        need(found in kinds, path, f"{words} is expected")
        return found

    # what it is

    def of(self, value, path):
        kind = "call" if "call" in value else "property" if "property" in value else next(iter(value))
        return getattr(self, "of_" + kind)(value[kind], value, path + "." + kind)

    def of_number(self, inner, _, __):
        return "real" if "." in inner or ("p" if inner[:2] in ("0x", "0X") else "e") in inner.lower() else "integer"

    def of_name(self, inner, _, path):
        need(inner in self.scope, path, f"unknown name '{inner}'")
        return self.scope[inner]

    def of_sum(self, inner, _, path):
        return self.chain(inner, "minus", path, self.added)

    def of_product(self, inner, _, path):
        return self.chain(inner, "over", path, self.multiplied)

    def chain(self, terms, inverse, path, join):
        found = self.operand(terms[0], path)
        for term in terms[1:]:
            found = join(found, self.operand(term.get(inverse, term), path), inverse in term, path)
        return found

    @staticmethod
    def added(a, b, _, path):
        need(a in NUMBERS and b in NUMBERS or a in VECTORS and b in VECTORS or a == b == "matrix", path, f"no sum of {a} and {b}")
        return a if a == b else "real" if a in NUMBERS else "vector"

    @staticmethod
    def multiplied(a, b, divides, path):
        if divides:
            need(b in NUMBERS, path, "a number is expected as divisor")
            return {"integer": "real", "integers": "vector"}.get(a, a)
        if a in NUMBERS and b in NUMBERS:
            return a if a == b else "real"
        if a in NUMBERS or b in NUMBERS:
            number, other = (a, b) if a in NUMBERS else (b, a)
            return "vector" if other == "integers" and number == "real" else other
        need(a == "matrix" and (b == "matrix" or b in VECTORS), path, f"no product of {a} and {b}")
        return "matrix" if b == "matrix" else "vector"

    def of_negative(self, inner, _, path):
        return self.operand(inner, path)

    def of_power(self, inner, _, path):
        base, exponent = self.operand(inner[0], path), self.number(inner[1], path)
        if base == "matrix":
            need(exponent == "integer", path, "an integer is expected as the exponent of a matrix")
            return "matrix"
        need(base in NUMBERS, path, "a number or a square matrix is expected")
        return "integer" if base == exponent == "integer" else "real"

    def of_transpose(self, inner, _, path):
        self.one_of(("matrix",) + VECTORS, inner, path, "a matrix or a vector")
        return "matrix"

    def of_element(self, inner, _, path):
        found = self.of(inner[0], path)
        for index in inner[1:]:
            self.integer(index, path)
        wanted, result = {"vector": (1, "real"), "integers": (1, "integer"), "matrix": (2, "real"), "spectrum": (1, "real"),
                          "layers": (1, "matrix")}.get(found, (1, found[1]) if isinstance(found, tuple) else (0, ""))
        need(wanted == len(inner) - 1, path, f"{len(inner) - 1} indices of {found[0] if isinstance(found, tuple) else found}")
        return result

    def of_tuple(self, inner, _, path):
        return "integers" if all([self.number(part, path) == "integer" for part in inner]) else "vector"

    def of_matrix(self, inner, _, path):
        for row in inner:
            need(len(row) == len(inner[0]), path, "rows of different length")
            for entry in row:
                self.number(entry, path)
        return "matrix"

    def of_relation(self, inner, _, path):
        found = [self.of(part, path) for part in inner[::2]]
        for a, sign, b in zip(found, inner[1::2], found[1:]):
            alike = a in NUMBERS and b in NUMBERS
            if sign in ("=", "!="):
                alike = alike or a in VECTORS and b in VECTORS or a == b and a in ("matrix", "spectrum", "layers")
            need(alike, path, f"'{sign}' between {a} and {b}")
        return "formula"

    def of_property(self, kind, value, path):
        found = self.of(value["of"], path)
        if kind == "linear":
            need(found in NUMBERS, path, "a number is expected")
            need(value["variable"] in self.scope, path, "unknown name")
        else:
            need(found == "matrix" or kind == "zero" and found in NUMBERS + VECTORS, path, "a matrix is expected")
        return "formula"

    def of_not(self, inner, _, path):
        self.formula(inner, path)
        return "formula"

    def of_and(self, inner, _, path):
        for part in inner:
            self.formula(part, path)
        return "formula"

    of_or = of_and

    def of_call(self, name, value, path):
        need(name in VOCABULARY, path, f"unknown function '{name}'")
        need(self.extrema or name not in ("sup", "inf"), path, f"'{name}' outside 'enclose'")
        arguments = value["arguments"]
        types = [self.within(a.get("for", []), path, lambda a=a: self.of(a["value"], path)) for a in arguments]
        form = fitting(name, arguments, types)
        need(form is not None, path, f"'{name}' does not take these arguments")
        if name == "double":
            literal = arguments[0]["value"]
            need("number" in literal or "number" in literal.get("negative", {}), path, "a literal is expected")
        return result_type(form, types)

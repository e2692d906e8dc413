"""The value of an expression at a point, and the truth of a statement: True, False, or None where it is not decided.

A `let` is evaluated where its name is first used. The parts of `and`, `or` and a chain of relations are looked at from the left, as far as they
are needed; a part that is looked at and has no value leaves the whole without one.
"""
from fractions import Fraction

from .claim_enclosures import ACCOUNT, Undecided, size, valid
from .claim_functions import FOLDS, FUNCTIONS
from .claim_identity import quotient_of
from .claim_language import MAX_RANGE, written_number
from .claim_matrices import (
    Matrix, Vector, conjunction, equal, is_diagonal, is_orthogonal, is_symmetric, is_zero, power_of, product_of, quotient_by, scaled_by,
    sum_of,
)
from .claim_numbers import Real, sign
from .claim_roots import power
from .claim_spectra import Spectrum, is_definite
from .refusal import need

ORDERS = {"<": lambda s: s < 0, "<=": lambda s: s <= 0, ">": lambda s: s > 0, ">=": lambda s: s >= 0}
MAX_PASSES = 200000        # of index ranges, one inside another


class Definition:
    """A `let` that is not evaluated yet."""

    def __init__(self, expression):
        self.expression = expression


class Later:
    """The value of a `let` that is not decided: a fault wherever it is used."""

    def __init__(self, reason):
        self.reason = reason


class Values:
    """An environment: name -> value, or the truth of a name that stands for a statement."""

    def __init__(self):
        self.names, self.passes = {}, 0

    # numbers of the language

    def whole(self, expression):
        value = self.of(expression)
        valid(not isinstance(value, Real) and Fraction(value).denominator == 1, "a number that is not whole where an integer stands")
        return int(value)

    def range(self, ends):
        low, high = (self.whole(end) for end in ends)
        need(high - low < MAX_RANGE, "proof", f"a range of more than {MAX_RANGE} integers")
        return range(low, high + 1)

    def over(self, indices, body):
        """Runs `body` over index ranges, the last index running first, until it says that it is done."""
        if not indices:
            return body()
        name = indices[0]["name"]
        outer = self.names.get(name)            # a `let` that is first used below may run over an index of the same name
        try:
            for i in self.range(indices[0]["range"]):
                self.passes += 1
                need(self.passes <= MAX_PASSES, "proof", f"index ranges of more than {MAX_PASSES} passes")
                self.names[name] = Fraction(i)
                if self.over(indices[1:], body):
                    return True
            return False
        finally:
            self.names[name] = outer

    # values

    def of(self, expression):
        ACCOUNT.spend(10, 1)
        kind = "call" if "call" in expression else next(iter(expression))
        return getattr(self, "of_" + kind)(expression[kind], expression)

    def of_number(self, inner, _):
        value = written_number(inner, "a number")
        ACCOUNT.spend(1, size(value))
        return value

    def of_name(self, inner, _):
        return self.settled(inner, self.of)

    def settled(self, name, evaluate):
        value = self.names[name]
        if isinstance(value, Definition):
            try:
                value = evaluate(value.expression)
            except Undecided as error:
                value = Later(str(error))
            self.names[name] = value
        if isinstance(value, Later):
            raise Undecided(value.reason)
        return value

    def of_sum(self, terms, _):
        result = self.of(terms[0])
        for term in terms[1:]:
            result = sum_of(result, self.of(term["minus"]), -1) if "minus" in term else sum_of(result, self.of(term))
        return result

    def of_product(self, factors, _):
        result = quotient_of(factors)
        if result is not None:
            return result
        result = self.of(factors[0])
        for factor in factors[1:]:
            result = quotient_by(result, self.of(factor["over"])) if "over" in factor else product_of(result, self.of(factor))
        return result

    def of_negative(self, inner, _):
        return scaled_by(Fraction(-1), self.of(inner))

    def of_power(self, inner, _):
        base = self.of(inner[0])
        return power_of(base, self.whole(inner[1])) if isinstance(base, Matrix) else power(base, self.of(inner[1]))

    def of_transpose(self, inner, _):
        value = self.of(inner)
        return value.transposed() if isinstance(value, Matrix) else Matrix([value])

    def of_element(self, inner, _):
        value, places = self.of(inner[0]), [self.whole(place) for place in inner[1:]]
        if isinstance(value, dict):
            valid(places[0] in value, "an index outside of a family")
            return value[places[0]]
        if isinstance(value, Spectrum):
            return value.entry(places[0])
        for place in places:
            valid(1 <= place <= len(value), "an index outside")
            value = value[place - 1]
        return value

    def of_tuple(self, inner, _):
        return Vector(self.of(part) for part in inner)

    def of_matrix(self, inner, _):
        return Matrix([[self.of(entry) for entry in row] for row in inner])

    def of_call(self, name, expression):
        if name in FOLDS:
            found = []
            for argument in expression["arguments"]:
                self.over(argument.get("for", []), lambda a=argument: found.append(self.of(a["value"])))
            return FOLDS[name](found)
        plain = [self.of(a["value"]) for a in expression["arguments"] if "label" not in a]
        return FUNCTIONS[name](*plain, **{a["label"]: self.of(a["value"]) for a in expression["arguments"] if "label" in a})

    # statements

    def truth(self, expression):
        """None where values are known but not how they compare; raises Undecided where it is open whether there is a value."""
        kind = "property" if "property" in expression else next(iter(expression))
        return getattr(self, "truth_" + kind)(expression[kind], expression)

    def truth_name(self, inner, _):
        return self.settled(inner, self.truth)

    def truth_relation(self, parts, _):
        def links():
            left = self.of(parts[0])
            for relation, part in zip(parts[1::2], parts[2::2]):
                right = self.of(part)
                yield related(left, relation, right)
                left = right
        return conjunction(links())

    def truth_property(self, kind, expression):
        value = self.of(expression["of"])
        if kind == "linear":
            return None                         # cannot be seen at a point
        test = {"diagonal": is_diagonal, "symmetric": is_symmetric, "orthogonal": is_orthogonal, "zero": is_zero,
                "positive definite": lambda a: is_definite(a, 1), "positive semidefinite": lambda a: is_definite(a, 0)}
        return test[kind](value)

    def truth_not(self, inner, _):
        found = self.truth(inner)
        return None if found is None else not found

    def truth_and(self, parts, _):
        return conjunction(self.truth(part) for part in parts)

    def truth_or(self, parts, _):
        return negated(conjunction(negated(self.truth(part)) for part in parts))


def negated(truth):
    return None if truth is None else not truth


def related(a, relation, b):
    """A relation between two values, or None."""
    if relation in ORDERS:
        try:
            return ORDERS[relation](sign(a - b))
        except Undecided:
            return None
    if isinstance(a, Spectrum):
        a, b = Vector(a.entries()), Vector(b.entries())
    found = equal(a, b)
    return found if relation == "=" else negated(found)


"""The value of an expression at a point, and the truth of a statement: True, False, or None where it is not decided.

Every part is evaluated, so that a claim without a value somewhere is found to be invalid, whatever the other parts say.
"""
from fractions import Fraction

from .claim_enclosures import ACCOUNT, Undecided, size, valid
from .claim_functions import FOLDS, FUNCTIONS
from .claim_identity import quotient_of
from .claim_language import MAX_RANGE, written_number
from .claim_matrices import (
    Matrix, Vector, all_of, equal, is_diagonal, is_orthogonal, is_symmetric, is_zero, power_of, product_of, quotient_by, scaled_by,
    sum_of,
)
from .claim_numbers import Real, sign
from .claim_roots import power
from .claim_spectra import Spectrum, is_definite
from .refusal import need

ORDERS = {"<": lambda s: s < 0, "<=": lambda s: s <= 0, ">": lambda s: s > 0, ">=": lambda s: s >= 0}
MAX_PASSES = 200000        # of index ranges, one inside another


class Later:
    """The value of a `let` that is not decided: a fault only where it is used."""

    def __init__(self, reason):
        self.reason = reason


class Values:
    """An environment: name -> value."""

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
        """The values of `body` over index ranges, the last index running first."""
        if not indices:
            return [body()]
        found, name = [], indices[0]["name"]
        for i in self.range(indices[0]["range"]):
            self.passes += 1
            need(self.passes <= MAX_PASSES, "proof", f"index ranges of more than {MAX_PASSES} passes")
            self.names[name] = Fraction(i)
            found += self.over(indices[1:], body)
        self.names.pop(name, None)
        return found

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
        value = self.names[inner]
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
            return FOLDS[name]([value for a in expression["arguments"] for value in self.over(a.get("for", []), lambda a=a: self.of(a["value"]))])
        plain = [self.of(a["value"]) for a in expression["arguments"] if "label" not in a]
        return FUNCTIONS[name](*plain, **{a["label"]: self.of(a["value"]) for a in expression["arguments"] if "label" in a})

    # statements

    def truth(self, expression):
        kind = "property" if "property" in expression else next(iter(expression))
        try:
            return getattr(self, "truth_" + kind)(expression[kind], expression)
        except Undecided:
            return None

    def truth_relation(self, parts, _):
        values = [self.of(part) for part in parts[::2]]
        return all_of(related(a, relation, b) for a, relation, b in zip(values, parts[1::2], values[1:]))

    def truth_property(self, kind, expression):
        if kind == "linear":
            raise Undecided("whether an expression is linear cannot be seen at a point")
        value = self.of(expression["of"])
        test = {"diagonal": is_diagonal, "symmetric": is_symmetric, "orthogonal": is_orthogonal, "zero": is_zero,
                "positive definite": lambda a: is_definite(a, 1), "positive semidefinite": lambda a: is_definite(a, 0)}
        return test[kind](value)

    def truth_not(self, inner, _):
        found = self.truth(inner)
        return None if found is None else not found

    def truth_and(self, parts, _):
        return all_of([self.truth(part) for part in parts])

    def truth_or(self, parts, _):
        found = all_of([negated(self.truth(part)) for part in parts])
        return negated(found)


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


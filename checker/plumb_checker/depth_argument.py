"""An argument for every depth: identities, signs and inductions in the depth ring, with what each denominator needs."""
from fractions import Fraction

from .depth_ring import POWERS, quotient, sign_on
from .forms import fields, integer, items, polynomial, same, text
from .refusal import need

MAX_EXPONENT = 8            # of a denominator in an argument for every depth
OPEN_01 = (Fraction(0), "open", Fraction(1), "open")
HALF_OPEN_01 = (Fraction(0), "open", Fraction(1), "closed")
ABOVE_0 = (Fraction(0), "open", None, "open")


class Square:
    """A factor that is a square, whatever its root is."""

    def __init__(self, root):
        self.root = root


class Argument:
    """What is to be shown for one statement, from the mathematics: the certificate must say exactly this, and it must hold."""

    def __init__(self, least, ring, items, ranges=(), assumed=(), nonzero=()):
        self.least, self.ring, self.items = least, ring, items
        self.ranges = [("L", (Fraction(least), "closed", None, "open"))] + list(ranges)
        self.assumed = [(value.top, sign) for value, sign in assumed]
        self.nonzero = [(value.top, reason) for value, reason in nonzero]
        self.known = {}
        self.local, self.local_items = False, set()       # what rests on a hypothesis about the depth of the statement

    def polynomial(self, value, path, expected):
        need(polynomial(value, path, len(self.ring.names)) == expected, path, "not that of the statement")

    def header(self, proof, path="proof"):
        hypotheses, nonzero, ranges, variables = (proof[name] for name in ("hypotheses", "nonzero", "ranges", "variables"))
        need(same(variables, list(self.ring.names)), path + ".variables", "not those of the statement")
        stated = [{"lower": str(low), "lowerEnd": low_end, "upper": "infinity" if high is None else str(high), "upperEnd": high_end, "variable": name}
                  for name, (low, low_end, high, high_end) in self.ranges]
        need(same(ranges, stated), path + ".ranges", "not those of the statement")
        for entries, known, where, word in ((hypotheses, self.assumed, ".hypotheses", "sign"), (nonzero, self.nonzero, ".nonzero", "reason")):
            for (entry, epath), (expected, label) in zip(items(entries, path + where, len(known)), known):
                given, given_label = fields(entry, epath, "polynomial", word)
                self.polynomial(given, epath + ".polynomial", expected)
                text(given_label, epath + "." + word, label)

    def fraction(self, value, path, expected):
        """The numerator and the exponents of the denominator, in the one reduced form, equal to what is expected."""
        exponents, top = fields(value, path, "denominator", "numerator")
        exponents = [integer(e, p, 0, MAX_EXPONENT) for e, p in items(exponents, path + ".denominator", len(self.nonzero))]
        top, bottom = polynomial(top, path + ".numerator", len(self.ring.names)), self.ring.one.top
        for (factor, _), exponent in zip(self.nonzero, exponents):
            bottom = bottom * factor ** exponent
        need(top * expected.bottom == expected.top * bottom, path, "not the quantity of the statement")     # first: it bounds the size of top
        for (factor, _), exponent in zip(self.nonzero, exponents):
            need(exponent == 0 or quotient(top, factor) is None, path + ".denominator", "not in lowest terms")
        self.note_denominator(exponents)
        return top, exponents

    def depends_on_depth(self, poly):
        """Whether the depth or a power with exponent L occurs."""
        return any(n and (name == "L" or name in POWERS) for powers in poly.terms for name, n in zip(self.ring.names, powers))

    def note_denominator(self, exponents):
        """A denominator that is known not to vanish at the depth of the statement only."""
        for (factor, reason), exponent in zip(self.nonzero, exponents):
            if exponent and reason != "range":
                self.local = self.local or (self.depends_on_depth(factor) if reason == "hypothesis"
                                            else reason.removeprefix("item ") in self.local_items or reason.removeprefix("item ") not in self.known)

    def factor_sign(self, top, exponents):
        if any(e % 2 and reason != "range" for (_, reason), e in zip(self.nonzero, exponents)):
            return None
        for assumed, sign in self.assumed:
            if top == assumed:
                self.local = self.local or self.depends_on_depth(assumed)
                return sign
        return sign_on(top, self.ring.names, self.ranges)

    def terms(self, given, path, value, sign, expected):
        """The sum of the products is the value, and the factors give its sign."""
        total_value, some = self.ring.one * 0, False
        for (term, tpath), factors in zip(items(given, path, len(expected)), expected):
            product_value, positive = self.ring.one, True
            for n, ((entry, epath), factor) in enumerate(zip(items(term, tpath, len(factors)), factors)):
                if isinstance(factor, str):
                    (shown,) = fields(entry, epath, "shown")
                    text(shown, epath + ".shown", factor)
                    need(factor in self.known, epath, "not shown before")
                    factor_value, found = self.known[factor]
                    self.local = self.local or factor in self.local_items
                elif isinstance(factor, Square):
                    (root,) = fields(entry, epath, "square")
                    self.fraction(root, epath + ".square", self.ring.one * factor.root)
                    factor_value, found = factor.root * factor.root, "nonnegative"
                else:
                    factor_value = self.ring.one * factor
                    found = self.factor_sign(*self.fraction(entry, epath, factor_value))
                product_value = product_value * factor_value
                if sign == "same" and n == len(factors) - 1:
                    continue
                need(found in ("positive", "nonnegative"), epath, "the factor has no known sign")
                positive = positive and found == "positive"
            need(positive or sign != "same", tpath, "a factor may vanish")
            some = some or positive
            total_value = total_value + product_value
        need(total_value == value, path, "the terms do not sum to the quantity")
        need(some or sign != "positive", path, "no term is positive")
        need(sign != "same" or len(expected) == 1, path, "one product is expected")

    def check(self, proof, place="proof"):
        fields(proof, place, "hypotheses", "items", "nonzero", "ranges", "variables")
        self.header(proof, place)
        for (entry, path), (kind, name, *data) in zip(items(proof["items"], place + ".items", len(self.items)), self.items):
            if kind == "identity":
                left, given, right = fields(entry, path, "left", "name", "right")
                text(given, path + ".name", name)
                self.fraction(left, path + ".left", data[0])
                self.fraction(right, path + ".right", data[1])
                need(self.ring.one * data[0] == data[1], path, "the sides differ")
            elif kind == "sign":
                expression, given, sign, terms = fields(entry, path, "expression", "name", "sign", "terms")
                text(given, path + ".name", name)
                text(sign, path + ".sign", data[1])
                self.local = False
                self.fraction(expression, path + ".expression", data[0])
                self.terms(terms, path + ".terms", data[0], data[1], data[2])
                if data[1] != "same":
                    self.known[name] = data[0], data[1]
                    self.local_items |= {name} if self.local else set()
            else:
                self.induction(entry, path, name, *data)
        self.denominators()
        return len(self.items)

    def induction(self, entry, path, name, value, sign, base, step):
        first, expression, given, after, given_sign = fields(entry, path, "base", "expression", "name", "next", "sign")
        text(given, path + ".name", name)
        text(given_sign, path + ".sign", sign)
        self.local = False
        self.fraction(expression, path + ".expression", value)
        for part, place, quantity, expected in ((first, ".base", self.ring.at(value, self.least), base), (after, ".next", self.ring.next(value), step)):
            terms, stated = fields(part, path + place, "terms", "value")
            self.fraction(stated, path + place + ".value", quantity)
            self.terms(terms, path + place + ".terms", quantity, sign, expected)
            self.known[name] = value, sign          # after the base case: the hypothesis of the step, then the conclusion
        # An induction speaks of other depths than that of the statement, where hypotheses about the depth need not hold.
        need(not self.local, path, "an induction rests on a hypothesis about one depth")

    def denominators(self):
        """Why each of the polynomials in denominators has no zero."""
        for n, (poly, reason) in enumerate(self.nonzero):
            path = f"proof.nonzero[{n}]"
            if reason == "range":
                need(sign_on(poly, self.ring.names, self.ranges) == "positive", path, "not positive on the ranges")
            elif reason != "hypothesis":
                value, sign = self.known[reason.removeprefix("item ")]
                need(sign == "positive" and value.top == poly, path, "does not follow")


def telescoping(ring, name, closed, first, step, least=1):
    return [("identity", name + "-base", ring.one * first, ring.at(closed, least)), ("identity", name + "-step", step(closed), ring.next(closed))]


def argued(argue):
    """The check of a claim that the argument `argue()` shows."""
    return lambda proof, claim: f"{argue().check(proof)} steps in the depth ring"

"""Inequalities between matrix expressions: the left side exceeds the right one by terms c X M X^T, c >= 0 and M positive semidefinite, under the trace by c P X M X^T.

c is a positive rational times powers of scalars that the statement takes to be at least 0 (negative powers of those that are not 0). M and P are 1 or symmetric matrices that the statement takes to be positive
semidefinite, or that an item "P >= 0" has been shown of; in an induction that item itself, with the symbols of the index before.
"""
from fractions import Fraction

from .claim import Claim
from .forms import fields, items
from .refusal import sure
from .words import check_words_at


class Positive:
    """A positive semidefinite matrix, and why: "hypothesis", or the name of an item with a renaming."""

    def __init__(self, matrix, reason="hypothesis", renaming=None):
        self.matrix, self.renaming = matrix, renaming or {}
        self.reason = reason if reason == "hypothesis" else "item " + reason
        (((powers, letters), coefficient),) = matrix.terms.items()
        sure(coefficient == 1 and not powers and len(letters) == 1, "a positive matrix is one letter")
        (self.name,) = letters
        sure(matrix.alphabet.symbols[self.name][2], f"{self.name} is not symmetric")


class WordsSquare:
    """c P X M X^T."""

    def __init__(self, root, middle=None, outer=None, factor=1, powers=None):
        self.root, self.middle, self.outer, self.factor, self.powers = root, middle, outer, Fraction(factor), powers or {}
        value = root * middle.matrix * root.T if middle else root * root.T
        self.value = (outer.matrix * value if outer else value).times(self.factor, self.powers)

    def positives(self):
        return [p for p in (self.outer, self.middle) if p]

    def has_sign(self, item, earlier, nonnegative):
        sure(self.factor > 0 and set(self.powers) <= set(nonnegative), f"{item.name}: a factor without a sign")
        sure(item.trace or not self.outer, f"{item.name}: an outer factor without a trace")
        for p in self.positives():
            if p.reason != "hypothesis":
                name, nothing = p.reason.removeprefix("item "), p.matrix.with_terms({})
                shown = earlier.get(name)
                sure(shown and shown.squares is not None and shown.becomes(p.matrix, nothing, p.renaming),
                     f"{item.name}: {p.name} is not shown to be positive")
                sure(name != item.name or item.is_before(p.matrix, nothing, p.renaming), f"{item.name} uses itself, not the index before")


def check_inequalities(proof, entries, nonnegative, argument):
    """Holds the words against the items that the checker states, and the numbers against its argument in the depth ring, if there is one."""
    numbers, words = fields(proof, "proof", "numbers", "words")
    shown = check_words_at(words, "proof.words", entries, nonnegative)
    for given, path in items(numbers, "proof.numbers", 1 if argument else 0):
        shown += f", {argument.check(given, path)} steps in the depth ring"
    return shown


def inequality_claim(statement, text, entries, nonnegative=(), argue=None):
    """A claim for every depth; `entries` makes the items in words, `argue` the argument about numbers."""
    return Claim("verified", "all-depths", "word-inequality", statement, {"text": text},
                 lambda proof, claim: check_inequalities(proof, entries(), nonnegative, argue() if argue else None))

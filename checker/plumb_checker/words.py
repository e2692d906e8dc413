"""Matrix expressions of open sizes: sums of words in named matrices and their transposes, and equations between them under relations.

An equation that holds between words holds for real matrices of all sizes that fit. A relation replaces a word by smaller ones (weight first, then letter by
letter), so that rewriting ends whatever the relations are; two expressions with one normal form are equal wherever the relations hold. The checker states
every item of an argument itself, with the reason of every relation: a definition, a hypothesis, or an item already shown with other symbols.
"""
from fractions import Fraction

from .claim import Claim
from .refusal import need, sure

NUMBERS = "1"               # the space of numbers: a matrix from it is a column
HALF = Fraction(1, 2)


class Alphabet:
    """The symbols of one argument: name -> (rows, columns, symmetric, weight)."""

    def __init__(self):
        self.symbols = {}

    def matrix(self, name, rows, columns, weight=1, symmetric=False):
        data = (rows, columns, symmetric, weight)
        sure(self.symbols.setdefault(name, data) == data, f"two symbols are called {name}")
        sure(weight >= 1 and not (symmetric and rows != columns), f"the symbol {name}")
        return Words(self, rows, columns, {((), (name,)): Fraction(1)})

    def symmetric(self, name, space, weight=1):
        return self.matrix(name, space, space, weight, True)

    def column(self, name, space):
        return self.matrix(name, space, NUMBERS)

    def one(self, space):
        return Words(self, space, space, {((), ()): Fraction(1)})

    def zero(self, rows, columns):
        return Words(self, rows, columns, {})

    def turned(self, letter):
        if letter.endswith("'") and letter[:-1] in self.symbols:
            return letter[:-1]
        return letter if self.symbols[letter][2] else letter + "'"

    def name(self, letter):
        return letter if letter in self.symbols else letter[:-1]

    def weight(self, letters):
        return sum(self.symbols[self.name(letter)][3] for letter in letters)

    def reversed(self, letters):
        return tuple(self.turned(letter) for letter in reversed(letters))


def joined(left, right):
    """The product of two powers of scalars, as sorted pairs without zeros."""
    sums = dict(left)
    for name, exponent in right:
        sums[name] = sums.get(name, 0) + exponent
    return tuple(sorted((name, exponent) for name, exponent in sums.items() if exponent))


class Words:
    """A sum of words with rational coefficients and powers of scalars in front, from one space to one space."""

    def __init__(self, alphabet, rows, columns, terms):
        self.alphabet, self.rows, self.columns = alphabet, rows, columns
        self.terms = {key: value for key, value in terms.items() if value}

    def with_terms(self, terms):
        return Words(self.alphabet, self.rows, self.columns, terms)

    def __eq__(self, other):
        return (self.rows, self.columns, self.terms) == (other.rows, other.columns, other.terms)

    def __add__(self, other):
        sure((self.rows, self.columns) == (other.rows, other.columns), "a sum of matrices of different shapes")
        return self.with_terms({key: self.terms.get(key, 0) + other.terms.get(key, 0) for key in self.terms.keys() | other.terms.keys()})

    def __neg__(self):
        return self.times(-1)

    def __sub__(self, other):
        return self + -other

    def __mul__(self, other):
        sure(self.columns == other.rows, "a product of matrices that do not chain")
        terms = {}
        for (p, left), a in self.terms.items():
            for (q, right), b in other.terms.items():
                key = (joined(p, q), left + right)
                terms[key] = terms.get(key, 0) + a * b
        return Words(self.alphabet, self.rows, other.columns, terms)

    def times(self, factor, powers=None):
        """The multiple by a rational and powers of named scalars."""
        pairs = tuple((powers or {}).items())
        return self.with_terms({(joined(p, pairs), letters): Fraction(factor) * a for (p, letters), a in self.terms.items()})

    @property
    def T(self):
        return Words(self.alphabet, self.columns, self.rows, {(p, self.alphabet.reversed(letters)): a for (p, letters), a in self.terms.items()})

    def order(self, power, scalar="t"):
        """What stands beside a power of a scalar."""
        kept = {key: a for key, a in self.terms.items() if dict(key[0]).get(scalar, 0) == power}
        return self.with_terms(kept).times(1, {scalar: -power})

    def names(self):
        return {self.alphabet.name(letter) for _, letters in self.terms for letter in letters}

    def scalars(self):
        return {name for powers, _ in self.terms for name, _ in powers}

    def renamed(self, renaming):
        """The expression in other symbols; None unless every space has one image, numbers stay numbers and symmetry is kept."""
        symbols, spaces = self.alphabet.symbols, {NUMBERS: NUMBERS}
        for name in self.names():
            (rows, columns, symmetric, _), (new_rows, new_columns, still, _) = symbols[name], symbols[renaming.get(name, name)]
            for old, new in ((rows, new_rows), (columns, new_columns)):
                if spaces.setdefault(old, new) != new or symmetric != still:
                    return None
        terms = {}
        for (powers, letters), a in self.terms.items():
            key = (powers, tuple(renaming.get(self.alphabet.name(x), self.alphabet.name(x)) + "'" * (x not in symbols) for x in letters))
            terms[key] = terms.get(key, 0) + a
        return Words(self.alphabet, spaces.get(self.rows, self.rows), spaces.get(self.columns, self.columns), terms)

    def under_trace(self):
        """The terms up to cyclic order and transposition; the trace of an identity would be a size and is not allowed."""
        terms = {}
        for (powers, letters), a in self.terms.items():
            sure(letters, "the trace of an identity")
            turned = [word[i:] + word[:i] for word in (letters, self.alphabet.reversed(letters)) for i in range(len(word))]
            key = (powers, min(turned))
            terms[key] = terms.get(key, 0) + a
        return {key: a for key, a in terms.items() if a}


class Relation:
    """A word, the expression it equals, and why: "definition", "hypothesis", or the name of an item with a renaming."""

    def __init__(self, word, value, reason="definition", renaming=None):
        self.left, self.value, self.reason, self.renaming = word, value, reason, renaming or {}
        sure(len(word.terms) == 1, "the left side of a relation is one word")
        ((powers, self.word), coefficient), = word.terms.items()
        sure(coefficient == 1 and not powers and self.word, "the left side of a relation is one word")
        sure((word.rows, word.columns) == (value.rows, value.columns), "the sides of a relation have different shapes")

    def rules(self):
        """The relation and its transpose as pairs of a word and terms, each decreasing."""
        found = []
        for word, value in ((self.word, self.value), (self.value.alphabet.reversed(self.word), self.value.T)):
            weigh = self.value.alphabet.weight
            sure(all((weigh(other), other) < (weigh(word), word) for _, other in value.terms), f"the relation for {word} does not decrease")
            if (word, value.terms) not in found:
                found.append((word, value.terms))
        return found


def hypothesis(word, value):
    return Relation(word, value, "hypothesis")


def shown(name, renaming, word, value):
    return Relation(word, value, "item " + name, renaming)


def normal_form(expression, relations):
    """At each step the leftmost place of a word, there the first relation, each followed by its transpose."""
    rules = [rule for relation in relations for rule in relation.rules()]
    todo, done = dict(expression.terms), {}
    while todo:
        (powers, letters), a = todo.popitem()
        place = next(((i, word, terms) for i in range(len(letters)) for word, terms in rules if letters[i:i + len(word)] == word), None)
        if place is None:
            done[powers, letters] = done.get((powers, letters), 0) + a
            continue
        i, word, terms = place
        for (more, middle), b in terms.items():
            key = (joined(powers, more), letters[:i] + middle + letters[i + len(word):])
            todo[key] = todo.get(key, 0) + a * b
    return expression.with_terms(done)


class Item:
    """An equation, the relations it uses, and for an induction the item at the first index with the symbols there.

    With `squares` (word_squares.py) the left side is at least the right one: it exceeds it by their sum.
    """

    def __init__(self, name, left, right, relations=(), trace=False, base=None, squares=None):
        self.name, self.left, self.right, self.relations, self.trace, self.base = name, left, right, list(relations), trace, base
        self.squares = squares

    def expressions(self):
        return [self.left, self.right] + [e for relation in self.relations for e in (relation.left, relation.value)] + [
            e for square in self.squares or () for e in (square.root, square.value)]

    def reasons(self):
        """Pairs of a reason and a renaming."""
        return [(r.reason, r.renaming) for r in self.relations] + [(p.reason, p.renaming) for square in self.squares or () for p in square.positives()]

    def becomes(self, left, right, renaming):
        return not self.trace and self.left.renamed(renaming) == left and self.right.renamed(renaming) == right

    def is_before(self, left, right, renaming):
        """Whether a citation of an induction within itself is of the index before: of what the base renames, as other symbols, and not of the item itself."""
        keys = set(self.base[1]) if self.base else set()
        return set(renaming) == keys and keys.isdisjoint(renaming.values()) and not (left == self.left and right == self.right)


def normal_terms(item, earlier, nonnegative=()):
    """The common normal form of both sides, after every relation with the reason of an item was found in that item."""
    for relation in item.relations:
        if relation.reason not in ("definition", "hypothesis"):
            name = relation.reason.removeprefix("item ")
            sure(name in earlier and earlier[name].squares is None and earlier[name].becomes(relation.left, relation.value, relation.renaming),
                 f"{item.name}: not what {name} says")
            sure(name != item.name or item.is_before(relation.left, relation.value, relation.renaming), f"{item.name} uses itself, not the index before")
    squares = item.squares or ()
    for square in squares:
        square.has_sign(item, earlier, nonnegative)
    if item.trace:
        found, total = normal_form(item.left, item.relations).under_trace(), {}
        for part in [item.right] + [square.value for square in squares]:     # each a square matrix, of whatever size
            for key, a in normal_form(part, item.relations).under_trace().items():
                total[key] = total.get(key, 0) + a
        sure(found == {key: a for key, a in total.items() if a}, f"the traces of {item.name} differ")
        return found
    whole = item.right
    for square in squares:
        whole = whole + square.value
    left, right = (normal_form(side, item.relations) for side in (item.left, whole))
    sure(left == right, f"the sides of {item.name} differ")
    return left.terms


def written(entries, nonnegative=None):
    """The proof object of an argument, every item shown on the way; with the scalars named that are at least 0, one of inequalities too."""
    alphabet = entries[0].left.alphabet
    expressions = [e for item in entries for e in item.expressions()]
    scalars = sorted(set().union(*(e.scalars() for e in expressions)))
    used = set().union(*(e.names() for e in expressions), *(renaming for item in entries for _, renaming in item.reasons()))
    sure(nonnegative is not None or all(item.squares is None for item in entries), "an inequality among equations")

    def terms_of(terms):
        rows = [([dict(powers).get(name, 0) for name in scalars], list(letters), str(a)) for (powers, letters), a in terms.items()]
        return [[a, powers, letters] for powers, letters, a in sorted(rows, key=lambda row: ([-e for e in row[0]], row[1]))]

    def expression(e):
        return {"columns": e.columns, "rows": e.rows, "terms": terms_of(e.terms)}

    def pairs(renaming):
        return [[old, renaming[old]] for old in sorted(renaming)]

    def matrices(p):
        return [{"matrix": p.name, "reason": p.reason, "renaming": pairs(p.renaming)}] if p else []
    earlier, listed = {}, []
    for item in entries:
        sure(item.name not in earlier, f"two items are called {item.name}")
        base = []
        if item.base:
            name, renaming = item.base
            first = earlier.get(name)
            sure(first and not first.trace and (first.squares is None) == (item.squares is None) and item.becomes(first.left, first.right, renaming),
                 f"{name} is not the first case of {item.name}")
            earlier[item.name] = item                   # the hypothesis of the induction: itself at the index before
            base = [{"item": name, "renaming": pairs(renaming)}]
        normal = normal_terms(item, earlier, nonnegative or ())
        earlier[item.name] = item
        listed.append({
            "base": base, "left": expression(item.left), "name": item.name, "normal": terms_of(normal),
            "relations": [{"reason": r.reason, "renaming": pairs(r.renaming), "value": expression(r.value), "word": expression(r.left)}
                          for r in item.relations],
            "right": expression(item.right), "trace": item.trace})
        if nonnegative is not None:
            listed[-1] |= {"relation": "=" if item.squares is None else ">=", "squares": [{
                "factor": str(q.factor), "middle": matrices(q.middle), "outer": matrices(q.outer),
                "powers": [q.powers.get(name, 0) for name in scalars], "root": expression(q.root)} for q in item.squares or ()]}
    symbols = [{"columns": columns, "name": name, "rows": rows, "symmetric": symmetric, "weight": weight}
               for name, (rows, columns, symmetric, weight) in sorted(alphabet.symbols.items()) if name in used]
    return {"items": listed, "scalars": scalars, "symbols": symbols} | ({} if nonnegative is None else {"nonnegative": list(nonnegative)})


def difference(found, expected, path):
    """The path of the first place where two JSON values differ, or None."""
    if type(found) is not type(expected):
        return path
    if isinstance(expected, dict):
        for key in sorted(found.keys() | expected.keys()):
            if key not in found or key not in expected:
                return f"{path}.{key}"
            place = difference(found[key], expected[key], f"{path}.{key}")
            if place:
                return place
        return None
    if isinstance(expected, list):
        for i, (a, b) in enumerate(zip(found, expected)):
            place = difference(a, b, f"{path}[{i}]")
            if place:
                return place
        return None if len(found) == len(expected) else path
    return None if found == expected else path


def check_words_at(proof, path, entries, nonnegative=None):
    """Holds the proof against the items that the checker states and shows itself."""
    place = difference(proof, written(entries, nonnegative), path)
    need(place is None, place, "not what the claim yields")
    kind = "equation" if nonnegative is None else "relation"
    return f"{len(entries)} {kind}{'s' * (len(entries) > 1)} between words in matrices of every size"


def check_words(proof, entries):
    return check_words_at(proof, "proof", entries)


def words_claim(evidence, statement, text, entries):
    """The claim that an argument shows; `entries` makes its items."""
    return Claim("verified", evidence, "word-identity", statement, {"text": text}, lambda proof, claim: check_words(proof, entries()))

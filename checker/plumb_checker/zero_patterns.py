"""Which products of the values of a network vanish, at every depth.

s(n,c) is the value of the index c in layer n, 0 where c exceeds a width of the layer; q(n,c), p(n,c) and r(n,m,c) are the products of those before n, after n, and after m
and before n; e(c) is a residual, 0 where c exceeds d(0) or d(L). A statement says: where every clause of "if" holds, every clause of "then" does; a clause is a choice of facts.
The facts see the layers between two named ones only through whether their product is 0 and through the widths at its ends, so that one layer with the value 0 or 1 stands for
them all: a statement that holds on all chains with at most one layer in each gap between named ones holds at every depth.
"""
import re
from collections import Counter
from functools import cache, cached_property
from itertools import product

from .refusal import sure

ORDER = re.compile(r"(\w+) (<|>=|=|!=) (\w+)")
VALUES = re.compile(r"([spqr])\((\w+),(?:(\w+),)?(\w+)\) (!=|=) 0")
WIDTH = re.compile(r"(\w+) (<=|>) d\((\w+)(-1)?\)")
ENDS = ("0", "L")
RESIDUAL = re.compile(r"e\((\w+)\) (!=|=) 0")


@cache
def chains(depth):
    """Every index of a chain of so many layers: the widths that reach it, the layers where its value is not 0, and whether its residual is not 0."""
    found = []
    for reached in product((False, True), repeat=depth + 1):
        widths = frozenset(n for n in range(depth + 1) if reached[n])
        free = [(False, True) if reached[n - 1] and reached[n] else (False,) for n in range(1, depth + 1)]
        for choice in product(*free):
            values = frozenset(n for n in range(1, depth + 1) if choice[n - 1])
            found += [(widths, values, residual) for residual in ((False, True) if reached[0] and reached[-1] else (False,))]
    return found


def index_of(fact):
    """The index that a fact is about; None for one about the order of layers."""
    for pattern, group in ((VALUES, 4), (WIDTH, 1), (RESIDUAL, 1)):
        found = pattern.fullmatch(fact)
        if found:
            return found[group]
    sure(ORDER.fullmatch(fact), f"the fact {fact}")
    return None


def is_ordered(fact, at):
    first, sign, second = ORDER.fullmatch(fact).groups()
    a, b = at[first], at[second]
    return {"<": a < b, ">=": a >= b, "=": a == b, "!=": a != b}[sign]


def tested(fact, at, depth):
    """The test of a fact about an index, the named layers at these places of a chain."""
    found = VALUES.fullmatch(fact)
    if found:
        kind, n, m, _, sign = found.groups()
        sure((m is not None) == (kind == "r"), f"the fact {fact}")
        n = at[n]
        layers = frozenset({"s": [n], "q": range(1, n), "p": range(n + 1, depth + 1), "r": range(at[m] + 1 if m else n, n)}[kind])
        return lambda chain: (layers <= chain[1]) == (sign == "!=")
    found = WIDTH.fullmatch(fact)
    if found:
        _, sign, n, before = found.groups()
        sure(not (before and n in ENDS), f"the fact {fact}")           # that width lies within a gap
        place = {"0": 0, "L": depth}.get(n, at.get(n)) - bool(before)
        return lambda chain: (place in chain[0]) == (sign == "<=")
    nonzero = RESIDUAL.fullmatch(fact)[2] == "!="
    return lambda chain: chain[2] == nonzero


def arrangements(layers):
    """(depth, places of the named layers): every order with ties, every choice of gaps that hold one further layer."""
    orders = {tuple(sorted(set(ranks)).index(rank) for rank in ranks) for ranks in product(range(len(layers)), repeat=len(layers))}
    for ranks in sorted(orders):
        named = max(ranks, default=-1) + 1
        for gaps in product((0, 1), repeat=named + 1):
            places = [sum(gaps[:n + 1]) + n + 1 for n in range(named)]
            if named + sum(gaps):
                yield named + sum(gaps), {layer: places[rank] for layer, rank in zip(layers, ranks)}


class Pattern:
    """A statement; the clauses are texts, the facts of a clause parted by "or"."""

    def __init__(self, name, layers, indices, hypotheses, conclusions):
        self.name, self.layers, self.indices = name, layers.split(), indices.split()
        sure(not set(ENDS) & set(self.layers), f"{name}: a layer is called as an end is")
        self.hypotheses, self.conclusions = ([clause.split(" or ") for clause in clauses] for clauses in (hypotheses, conclusions))

    def chains(self):
        """How many chains satisfy the hypotheses; all of them, and at least one, satisfy the conclusions."""
        facts = {fact for clause in self.hypotheses + self.conclusions for fact in clause}
        owners, met = {fact: index_of(fact) for fact in facts}, 0
        sure(set(owners.values()) <= {None, *self.indices}, f"{self.name}: an index that is not named")
        for depth, at in arrangements(self.layers):
            true = {fact for fact in facts if owners[fact] is None and is_ordered(fact, at)}
            if any(all(owners[fact] is None for fact in clause) and true.isdisjoint(clause) for clause in self.hypotheses):
                continue
            kinds = []
            for index in self.indices:
                own = [(fact, tested(fact, at, depth)) for fact in facts if owners[fact] == index]
                kinds.append(Counter(frozenset(fact for fact, test in own if test(chain)) for chain in chains(depth)))
            for choice in product(*kinds):
                world = true.union(*choice)
                if all(not world.isdisjoint(clause) for clause in self.hypotheses):
                    sure(all(not world.isdisjoint(clause) for clause in self.conclusions), f"{self.name}: refuted by {sorted(world)} at {at}")
                    count = 1
                    for kind, counts in zip(choice, kinds):
                        count *= counts[kind]
                    met += count
        sure(met, f"{self.name}: no chain satisfies its hypotheses")
        return met

    @cached_property
    def written(self):
        """The statement as a certificate lists it."""
        return {"chains": self.chains(), "if": self.hypotheses, "indices": self.indices, "layers": self.layers, "name": self.name, "then": self.conclusions}

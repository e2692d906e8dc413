"""A point at one depth where a false statement fails: both sides by direct evaluation."""
from fractions import Fraction

from .forms import fields, integer, items, rational, text
from .refusal import MAX_DEPTH, Refused, need

RELATIONS = {"=": Fraction.__eq__, "<": Fraction.__lt__, "<=": Fraction.__le__, ">": Fraction.__gt__}


def contradicted(least, relation, names, admits, sides):
    """The check of a claim that fails at a point: `sides(L, *point)` are not in the relation, though `admits(L, *point)` and L >= least."""
    return lambda proof, claim: check_point(proof, least, relation, names, admits, sides)


def check_point(proof, least, relation, names, admits, sides):
    depth, left, stated, right, values = fields(proof, "proof", "depth", "left", "relation", "right", "values")
    depth = integer(depth, "proof.depth", least, MAX_DEPTH)
    text(stated, "proof.relation", relation)
    point = []
    for (entry, path), expected in zip(items(values, "proof.values", len(names)), names):
        given, value = fields(entry, path, "name", "value")
        text(given, path + ".name", expected)
        need(isinstance(value, str) and len(value) <= 40, path + ".value", "a rational string of at most 40 characters is expected")
        point.append(rational(value, path + ".value"))
        need(point[-1] > 0 or expected == "v", path + ".value", "a positive value is expected: signs that do not matter are fixed")
    need(admits(depth, *point), "proof.values", "outside the scope of the statement")
    try:
        found = [Fraction(side) for side in sides(depth, *point)]
    except ZeroDivisionError:
        raise Refused("proof.values: the sides are not defined there") from None
    for word, given, value in zip(("left", "right"), (left, right), found):
        need(rational(given, "proof." + word) == value, "proof." + word, "not the value of that side")
    need(not RELATIONS[relation](*found), "proof", "the statement holds there")
    return f"L = {depth}: {found[0]} {relation} {found[1]} fails"

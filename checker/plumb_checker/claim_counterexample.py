"""Certificates that refute a claim file: the claim, one point of its domain, and the statement that is false there."""
from fractions import Fraction

from .claim import ClaimOfFile
from .claim_enclosures import Invalid, Undecided, valid
from .claim_identity import identity
from .claim_language import read_document
from .claim_matrices import Matrix, Vector, is_orthogonal
from .claim_numbers import begin
from .claim_types import check_types
from .claim_values import Definition, Values, related
from .forms import fields, integer, items, rational, text, whole
from .refusal import MAX_DENSE, Refused, need


def check_claim_counterexample(proof, _):
    document, goal, hashed, indices, point = fields(proof, "proof", "claim", "goal", "identity", "indices", "point")
    claim = read_document(document, "proof.claim")
    check_types(claim, "proof.claim")
    text(hashed, "proof.identity")
    need(hashed == identity(claim), "proof.identity", "not the identity of the claim")
    goals = [part for part in claim["items"] if "show" in part]
    need(goals, "proof.claim", "the claim shows nothing")
    shown = goals[integer(goal, "proof.goal", 0, len(goals) - 1)]
    begin()
    try:
        found = refuted(claim, shown, indices, point)
    except Invalid as error:
        raise Refused(f"proof.point: the claim has no value there: {error}") from None
    except Undecided as error:
        raise Refused(f"proof.point: not decided: {error}") from None
    except RecursionError:                  # irrational numbers that stand for one another in too long a chain
        raise Refused("proof.point: not decided: the expressions are too deep") from None
    need(found is not True, "proof.goal", "the statement is true at the point")
    need(found is False, "proof.goal", "whether the statement is false at the point is not decided")
    return f"the claim {hashed[:16]}... is false at the point, by its statement {goal + 1} of {len(goals)}"


def refuted(claim, shown, indices, point):
    """The truth of a statement at a point that lies in the domain; raises Refused where it does not, and Invalid where what stands before the
    statement has no value: the statements of a claim, each over its indices, are looked at in order as the parts of an `and` are."""
    values, bound = Values(), [name for part in claim["items"] for binder in part.get("forAll", []) for name in binder["names"]]
    given = dict(zip(bound, fields(point, "proof.point", *bound)))
    goals = []
    for part in claim["items"]:
        if "forAll" in part:
            for binder in part["forAll"]:
                bind(values, binder, given)
            if "where" in part:
                need(values.truth(part["where"]) is True, "proof.point", "the condition 'where' is not found to be true")
        elif "let" in part:
            names = part["let"]
            for name, inner in zip(names, [part["value"]] if len(names) == 1 else part["value"]["tuple"]):
                values.names[name] = Definition(inner)
        elif "show" in part:
            goals.append(part)
    for part in goals[:[part is shown for part in goals].index(True)]:
        try:
            values.over(part.get("for", []), lambda part=part: values.truth(part["show"]) is False)
        except Undecided:
            pass                            # nobody knows that it has no value
    return stated(values, shown, indices)


def stated(values, part, indices):
    """The truth of a statement at the given indices, those before them having a value."""
    names = [index["name"] for index in part.get("for", [])]
    wanted = [whole(value, "proof.indices." + name) for name, value in zip(names, fields(indices, "proof.indices", *names))]
    reached = []

    def look():
        here = [values.names[name] for name in names] == wanted
        truth = values.truth(part["show"])
        if here:
            reached.append(truth)
        return here
    values.over(part.get("for", []), look)
    need(reached, "proof.indices", "outside of their ranges")
    return reached[0]


# The domain ----------------------------------------------------------------------------------------------------------

def bind(values, binder, given):
    if "family" in binder:
        bind_family(values, binder, given)
        return
    read = domain(values, binder["in"])
    for name in binder["names"]:
        values.names[name] = read(given[name], "proof.point." + name)


def bind_family(values, binder, given):
    """The domain of a family without members plays no part."""
    (name,) = binder["names"]
    path, members = "proof.point." + name, values.range(binder["family"])
    need(len(members) <= MAX_DENSE, path, f"a family of more than {MAX_DENSE} members")
    entries = fields(given[name], path, *[str(i) for i in members])
    read = domain(values, binder["in"]) if entries else None
    values.names[name] = {i: read(entry, f"{path}.{i}") for i, entry in zip(members, entries)}


def domain(values, stated_domain):
    """The reader of a value that lies in a domain: (value, path) -> value."""
    if "range" in stated_domain:
        members = values.range(stated_domain["range"])

        def read(value, path):
            found = whole(value, path)
            need(found in members, path, "outside of its range")
            return Fraction(found)
    elif "values" in stated_domain:
        listed = [values.of(value) for value in stated_domain["values"]]

        def read(value, path):
            found = rational(value, path)
            need(any(related(found, "=", x) is True for x in listed), path, "none of the values")
            return found
    elif "orthogonal" in stated_domain:
        order = values.whole(stated_domain["orthogonal"])

        def read(value, path):
            found = read_matrix(value, path, order, order, rational)
            need(is_orthogonal(found) is True, path, "not orthogonal")
            return found
    else:
        ends = [values.of(end) for end in stated_domain["interval"]]
        sides = [values.whole(side) for side in stated_domain.get("shape", [])]
        valid(all(side >= 1 for side in sides), "a box without entries")

        def inside(value, path):
            found = rational(value, path)
            need(related(ends[0], "<=", found) is True and related(found, "<=", ends[1]) is True, path, "outside of its interval")
            return found

        def read(value, path):
            if not sides:
                return inside(value, path)
            if len(sides) == 2:
                return read_matrix(value, path, *sides, inside)
            return Vector(inside(*entry) for entry in items(value, path, sides[0]))
    return read


def read_matrix(value, path, rows, columns, entry):
    if rows < 1 or columns < 1:
        raise Invalid("a matrix without entries")
    return Matrix([[entry(*x) for x in items(row, p, columns)] for row, p in items(value, path, rows)])


CLAIMS = {
    "claim-counterexample": ClaimOfFile(
        "refuted", "exact", "claim-counterexample", "The claim of the proof is false at the point of the proof.",
        {"text": "the one claim and the point that the proof states"}, check_claim_counterexample),
}

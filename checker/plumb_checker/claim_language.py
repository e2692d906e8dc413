"""Claims in canonical JSON (plumb.claim/1): the grammar, and written numbers.

Reading refuses what is not of the form that proofs-data/claims/schema.json describes; types are a matter of claim_types.
"""
import re
import unicodedata
from fractions import Fraction

from .forms import fields, items, text
from .refusal import MAX_DIGITS, need

FORMAT = "plumb.claim/1"
MAX_HEIGHT = 64             # levels of the tree of a formula
MAX_EXPONENT = 100000       # of a written number and of a power, in magnitude
MAX_RANGE = 1000000         # integers of one range
MAX_WRITTEN = 2000000       # digits of all numbers of a claim, exponents written out
MAX_INDICES = 32            # that run over ranges in one place

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,99}")
NUMBER = re.compile(r"(0|[1-9][0-9]*)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?")
HEXADECIMAL = re.compile(r"0[xX]([0-9a-fA-F]+)(?:\.([0-9a-fA-F]+))?(?:[pP]([+-]?[0-9]+))?")
RESERVED = set("source note expect for let show enclose try budget claim all in where to then is and or not plumb".split())
RELATIONS = ("=", "!=", "<", "<=", ">", ">=")
PROPERTIES = ("diagonal", "symmetric", "orthogonal", "zero", "positive definite", "positive semidefinite")
METHODS = ("closed form", "exact", "symbolic", "ball", "grid", "climb")
UNITS = {"precision": ("bits",), "time": ("s", "min", "h"), "boxes": None, "tries": None}
WRITTEN = {"number", "points", "seed", "to", "value"}       # the fields that hold a literal, where they hold text
HIDDEN = {"Cc", "Cf", "Zl", "Zp", "Co", "Cs"}
ITEMS = ("source", "note", "expect", "forAll", "let", "show", "enclose", "try", "budget")
NODES = ("number", "name", "sum", "product", "negative", "power", "transpose", "element", "call", "tuple", "matrix", "relation", "property", "not",
         "and", "or")


def form_of(value, path, forms):
    """The one field of an object that says which form it has."""
    need(isinstance(value, dict), path, "an object is expected")
    found = [name for name in forms if name in value]
    need(len(found) == 1, path, f"exactly one of the fields {', '.join(forms)} is expected")
    return found[0]


def optional(value, path, names, *more):
    """The fields `names`, and of `more` those that are there, else None."""
    need(isinstance(value, dict), path, "an object is expected")
    found = fields(value, path, *names, *[name for name in more if name in value])
    return found[:len(names)] + [value.get(name) for name in more]


def literal(value, path):
    """The digits of a literal before and after the point, its exponent, and whether it is hexadecimal."""
    text(value, path)
    need(len(value) <= MAX_DIGITS, path, f"more than {MAX_DIGITS} digits")
    found = NUMBER.fullmatch(value) or HEXADECIMAL.fullmatch(value)
    need(found is not None, path, "a literal such as 3, 0.1, 1e-3 or 0x1.8p3 is expected")
    whole, part, exponent = found.group(1), found.group(2) or "", found.group(3) or "0"
    need(len(exponent) <= 20 and abs(int(exponent)) <= MAX_EXPONENT, path, f"an exponent beyond {MAX_EXPONENT}")
    return whole, part, int(exponent), found.re is HEXADECIMAL


def written_number(value, path):
    """The rational that a literal shows."""
    whole, part, exponent, hexadecimal = literal(value, path)
    digits = int(whole + part, 16 if hexadecimal else 10)
    return Fraction(digits) * Fraction(2 if hexadecimal else 10) ** (exponent - len(part) * (4 if hexadecimal else 1))


def written_digits(value):
    """The digits of all literals below a value whose form has been checked, exponents written out."""
    if isinstance(value, dict):
        return sum(len(v) + abs(literal(v, k)[2]) if isinstance(v, str) and k in WRITTEN else written_digits(v) for k, v in value.items())
    return sum(map(written_digits, value)) if isinstance(value, list) else 0


def name(value, path):
    need(isinstance(value, str) and NAME.fullmatch(value) and value not in RESERVED, path, "a name is expected")
    return value


def shown_text(value, path):
    need(not any(unicodedata.category(c) in HIDDEN and c != "\t" for c in text(value, path)), path, "a character that does not show")


def written_integer(value, path):
    literal(value, path)
    need(value.isdigit(), path, "a written integer is expected")


def read_document(value, path):
    """The one claim of a document, whose form has been checked."""
    claims, form = fields(value, path, "claims", "format")
    text(form, path + ".format", FORMAT)
    ((claim, cpath),) = items(claims, path + ".claims", 1)
    parts, title = fields(claim, cpath, "items", "title")
    shown_text(title, cpath + ".title")
    kinds = [read_item(part, p) for part, p in items(parts, cpath + ".items")]
    for kind in ("expect", "try", "budget"):
        need(kinds.count(kind) <= 1, cpath + ".items", f"'{kind}' stands twice")
    need(written_digits(parts) <= MAX_WRITTEN, cpath, f"numbers of more than {MAX_WRITTEN} digits in all")
    return claim


def read_item(value, path):
    kind = form_of(value, path, ITEMS)
    here = f"{path}.{kind}"
    if kind in ("source", "note"):
        shown_text(*[(v, here) for v in fields(value, path, kind)][0])
    elif kind == "expect":
        need(fields(value, path, kind)[0] in ("verified", "refuted", "unknown"), here, "not a verdict")
    elif kind == "forAll":
        binders, condition = optional(value, path, ("forAll",), "where")
        for binder, p in items(binders, here, least=1):
            read_binder(binder, p)
        if "where" in value:
            read_expression(condition, path + ".where")
    elif kind == "let":
        names, bound = fields(value, path, "let", "value")
        for entry in items(names, here, least=1):
            name(*entry)
        read_expression(bound, path + ".value")
    elif kind == "show":
        statement, indices = optional(value, path, ("show",), "for")
        read_expression(statement, here)
        if "for" in value:
            read_indices(indices, path + ".for")
    elif kind == "enclose":
        asked, accuracy = optional(value, path, ("enclose",), "to")
        read_expression(asked, here)
        if "to" in value:
            literal(accuracy, path + ".to")
    elif kind == "try":
        for method, p in items(fields(value, path, kind)[0], here, least=1):
            read_method(method, p)
    else:
        for limit, p in items(fields(value, path, kind)[0], here, least=1):
            read_limit(limit, p)
    return kind


def read_method(value, path):
    method, points, seed = optional(value, path, ("method",), "points", "seed")
    if method == "exact points":
        written_integer(points, path + ".points")
        if "seed" in value:
            written_integer(seed, path + ".seed")
    else:
        need(method in METHODS, path + ".method", "not a method")
        fields(value, path, "method")


def read_limit(value, path):
    kind, number, unit = optional(value, path, ("limit", "value"), "unit")
    need(isinstance(kind, str) and kind in UNITS, path + ".limit", "not a limit")
    need(unit in UNITS[kind] if UNITS[kind] else "unit" not in value, path + ".unit", "not a unit of this limit")
    written_integer(number, path + ".value")


def read_binder(value, path):
    names, domain, family = optional(value, path, ("names", "in"), "family")
    found = [name(*entry) for entry in items(names, path + ".names", least=1)]
    if "family" in value:
        need(len(found) == 1, path + ".names", "a family has one name")
        read_pair(family, path + ".family")
    here = path + ".in"
    kind = form_of(domain, here, ("range", "interval", "orthogonal", "values"))
    inner = domain[kind]
    if kind == "range":
        fields(domain, here, kind)
        read_pair(inner, here + ".range")
    elif kind == "orthogonal":
        fields(domain, here, kind)
        read_expression(inner, here + ".orthogonal")
    elif kind == "values":
        fields(domain, here, kind)
        read_expressions(inner, here + ".values", 1)
    else:
        _, shape = optional(domain, here, ("interval",), "shape")
        read_pair(inner, here + ".interval")
        if "shape" in domain:
            read_expressions(shape, here + ".shape", 1)
            need(len(shape) <= 2 and not (len(shape) == 1 and len(shape[0].get("tuple", ())) == 2), here + ".shape", "one or two sides are expected")


def read_pair(value, path):
    return max(read_expression(*entry) for entry in items(value, path, 2))


def read_expressions(value, path, least):
    return max(read_expression(*entry) for entry in items(value, path, least=least))


def read_indices(value, path):
    heights = []
    need(isinstance(value, list) and len(value) <= MAX_INDICES, path, f"a list of at most {MAX_INDICES} indices is expected")
    for entry, p in items(value, path, least=1):
        index, ends = fields(entry, p, "name", "range")
        name(index, p + ".name")
        heights.append(read_pair(ends, p + ".range"))
    return max(heights)


def read_expression(value, path):
    """The height of a formula, its form checked."""
    kind = form_of(value, path, ("property",) if isinstance(value, dict) and "property" in value else NODES)
    inner, here = value[kind], f"{path}.{kind}"
    if kind == "call":
        height = read_call(value, path)
    elif kind == "property":
        height = read_property(value, path)
    else:
        fields(value, path, kind)
        height = 0
    if kind == "number":
        literal(inner, here)
    elif kind == "name":
        name(inner, here)
    elif kind in ("negative", "transpose", "not"):
        height = read_expression(inner, here)
    elif kind == "power":
        height = read_pair(inner, here)
    elif kind in ("element", "tuple", "and", "or"):
        height = read_expressions(inner, here, 2)
    elif kind == "matrix":
        height = max(read_expressions(row, p, 1) for row, p in items(inner, here, least=1))
    elif kind in ("sum", "product"):
        height = read_chain(inner, here, "minus" if kind == "sum" else "over")
    elif kind == "relation":
        parts = items(inner, here, least=3)
        need(len(parts) % 2 == 1, here, "expressions and relations in turn are expected")
        need(all(sign in RELATIONS for sign, _ in parts[1::2] if isinstance(sign, str)) and all(isinstance(s, str) for s, _ in parts[1::2]), here,
             "not a relation")
        height = max(read_expression(*part) for part in parts[::2])
    need(height < MAX_HEIGHT, path, f"nested more than {MAX_HEIGHT} levels deep")
    return height + 1


def read_chain(value, path, inverse):
    heights = []
    for at, (term, p) in enumerate(items(value, path, least=2)):
        if at and isinstance(term, dict) and inverse in term:
            heights.append(read_expression(fields(term, p, inverse)[0], f"{p}.{inverse}"))
        else:
            heights.append(read_expression(term, p))
    return max(heights)


def read_property(value, path):
    if value["property"] == "linear":
        of, _, variable = fields(value, path, "of", "property", "variable")
        name(variable, path + ".variable")
    else:
        of, found = fields(value, path, "of", "property")
        need(isinstance(found, str) and found in PROPERTIES, path + ".property", "not a property")
    return read_expression(of, path + ".of")


def read_call(value, path):
    arguments, function = fields(value, path, "arguments", "call")
    name(function, path + ".call")
    heights = []
    for argument, p in items(arguments, path + ".arguments", least=1):
        inner, label, indices = optional(argument, p, ("value",), "label", "for")
        if "label" in argument:
            need(isinstance(label, str) and NAME.fullmatch(label), p + ".label", "a label is expected")
        if "for" in argument:
            heights.append(read_indices(indices, p + ".for"))
        heights.append(read_expression(inner, p + ".value"))
    return max(heights)

"""The functions of the claim language: the arguments of each form, and the type of what it gives.

A form is a line of kinds and an arrow. `x...` may be given again, `x for` carries index ranges, `label:x` stands under its label and
`label?:x` may be left out. Types are integer, real, vector, integers (a vector of them), matrix, network, layers, spectrum, formula, and a
pair ("family", type).
"""
from dataclasses import dataclass

# What each kind of argument takes.
KINDS = {
    "integer": {"integer"}, "real": {"integer", "real"}, "literal": {"integer", "real"}, "vector": {"vector", "integers"}, "integers": {"integers"},
    "entries": {"integer", "real", "vector", "integers"}, "matrix": {"matrix"}, "network": {"network"}, "layers": {"layers"}, "spectrum": {"spectrum"},
    "point": {"layers", "vector", "integers"}, "target": {"matrix", "integer", "real"},
}
FOLD = ["entries... -> fold", "real for -> fold"]
AT_POINT = "network at:point target:target -> "
FORMS = {
    "abs": ["real -> fold"], "sqrt": ["real -> real"], "root": ["real integer -> real"], "exp": ["real -> real"], "log": ["real -> real"],
    "floor": ["real -> integer"], "binomial": ["integer integer -> integer"], "double": ["literal -> real"], "sup": ["real -> real"],
    "inf": ["real -> real"], "sum": FOLD, "product": [*FOLD, "point -> matrix"], "min": FOLD, "max": FOLD,
    "diag": ["entries... -> matrix", "entries for -> matrix"], "vector": ["entries... -> entries", "entries for -> entries"],
    "repeat": ["real integer -> repeat"], "identity": ["integer -> matrix"], "zeros": ["integer integer -> matrix"],
    "ones": ["integer integer -> matrix"], "diagonal": ["matrix -> vector"], "inverse": ["matrix -> matrix"], "kronecker": ["matrix matrix -> matrix"],
    "outer": ["vector vector -> matrix"], "dot": ["vector vector -> real"], "norm": ["vector -> real", "matrix -> real"],
    "operator_norm": ["matrix -> real"], "trace": ["matrix -> real"], "determinant": ["matrix -> real"],
    "characteristic_polynomial": ["matrix real -> real"], "rows": ["matrix -> integer"], "columns": ["matrix -> integer"],
    "length": ["vector -> integer"], "rank": ["matrix -> integer"], "nullity": ["matrix -> integer"], "negative_count": ["matrix -> integer"],
    "positive_count": ["matrix -> integer"], "eigenvalues": ["matrix -> spectrum"], "singular_values": ["matrix -> spectrum"],
    "lambda_max": ["matrix -> real"], "lambda_min": ["matrix -> real"], "multiplicity": ["spectrum real -> integer"],
    "dln": ["depth:integer width:integer -> network", "widths:integers -> network"], "parameters": ["network -> integer"],
    "layers": ["matrix for -> layers", "matrix... -> layers"], "balanced": ["network target -> layers"], "loss": [AT_POINT + "real"], "residual": [AT_POINT + "matrix"],
    "gradient": [AT_POINT + "layers"], "hessian": [AT_POINT + "matrix"], "gauss_newton": [AT_POINT + "matrix"], "functional": [AT_POINT + "matrix"],
    "pair_block": ["network integer integer at:point target:target -> matrix"], "modes": ["network target -> matrix"],
    "descend": ["network from:point target:target rate:real steps:integer momentum?:real -> layers"],
    "flow": ["network from:point target:target time:real -> layers"],
}


@dataclass(frozen=True)
class Form:
    """One form of a function: plain kinds in order, kinds by label, and what may repeat, carry indices or be left out."""
    plain: tuple
    labelled: dict
    optional: frozenset
    repeats: bool
    indexed: bool
    result: str

    def admits(self, arguments):
        """Number, labels and indices of the arguments fit, whatever their types."""
        labels = [a["label"] for a in arguments if "label" in a]
        plain = len(arguments) - len(labels)
        return (self.indexed == any("for" in a for a in arguments)
                and (plain >= len(self.plain) if self.repeats else plain == len(self.plain))
                and len(set(labels)) == len(labels) and set(labels) <= set(self.labelled)
                and set(self.labelled) - set(labels) <= self.optional)

    def kinds(self, arguments):
        """The kind that is demanded of each argument; the arguments are admitted."""
        left = list(self.plain)
        return [self.labelled[a["label"]] if "label" in a else left.pop(0) if len(left) > 1 else left[0] for a in arguments]


def parsed(line):
    kinds, result = line.split(" -> ")
    words = kinds.split()
    indexed = "for" in words
    words = [word for word in words if word != "for"]
    labelled = dict(word.split(":") for word in words if ":" in word)
    plain = tuple(word for word in words if ":" not in word)
    return Form(tuple(word.removesuffix("...") for word in plain), {label.rstrip("?"): kind for label, kind in labelled.items()},
                frozenset(label.rstrip("?") for label in labelled if label.endswith("?")), any(word.endswith("...") for word in plain), indexed, result)


VOCABULARY = {name: [parsed(line) for line in lines] for name, lines in FORMS.items()}


def fitting(name, arguments, types):
    """The form of a function for arguments of these types, or None."""
    admitted = [form for form in VOCABULARY[name] if form.admits(arguments)]
    return next((form for form in admitted if all(t in KINDS[kind] for kind, t in zip(form.kinds(arguments), types))), None)


def result_type(form, types):
    """The type of a call: that of the form, where integers stay integers for the forms that say so."""
    whole = all(t in ("integer", "integers") for t in types)
    return {"fold": "integer" if whole else "real", "entries": "integers" if whole else "vector",
            "repeat": "integers" if types and types[0] == "integer" else "vector"}.get(form.result, form.result)

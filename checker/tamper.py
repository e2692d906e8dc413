#!/usr/bin/env python3
"""Tampering: every mutant of a valid certificate must be refused by the checker.

    python3 tamper.py FOLDER [--per-file N] [--seed S]

Each certificate of the folder is accepted first; then at most N mutants of it (150 by default, a third of them of the envelope) are
drawn with a fixed seed and checked in process. Prints each survivor and `N passed, M failed`; exit 0 when all mutants are refused,
1 when one survives or a certificate itself is refused, 64 usage, 66 no certificate.

No leaf is left out: the checker fixes the form of every datum, so no mutant is another valid certificate.
"""
import argparse
import hashlib
import json
import random
import re
import sys
from fractions import Fraction

from plumb_checker import claims, files, refusal, strict_json

RATIONAL = re.compile(r"(-?)([0-9]+)(?:/([0-9]+))?")
WORDS = {
    "verdict": ["verified", "refuted", "undecided"],
    "evidence": ["exact", "symbolic", "all-depths", "numeric"],
    "kind": ["exact-witness", "inertia", "block-spectrum", "block-eigenvectors", "polynomial-identity", "block-decomposition", "spectrum",
             "depth-identity", "depth-witness", "word-identity", "word-inequality", "zero-patterns", "claim-counterexample"],
    "id": ["deng-2026-R1", "deng-2026-R2", "deng-2026-R3", "aligned-block-decomposition", "deng-2026-recursion", "network-spectrum", "network-inertia", "claim-counterexample",
           "cert-telescope-h", "cert-crossing-false", "papyan-2019-eq-23"],
    "sign": ["positive", "nonnegative", "same"],
    "reason": ["range", "hypothesis", "item quotient", "definition", "item power-above"],
    "relation": ["=", "<", "<=", ">", ">="],
    "lowerEnd": ["open", "closed"],
    "upperEnd": ["open", "closed"],
    "hessian": ["full", "gauss-newton", "functional"],
}


class Raw:
    """Text that goes into the file as it is."""

    def __init__(self, text):
        self.text = text


def write(value):
    if isinstance(value, Raw):
        return value.text
    if isinstance(value, dict):
        return "{" + ",".join(json.dumps(k) + ":" + write(v) for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(write, value)) + "]"
    return json.dumps(value)


def nodes(value, path=()):
    yield path, value
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield from nodes(child, path + (key,))


def replaced(value, path, new):
    """A copy with another value at one place; only the containers along the path are copied."""
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = replaced(value[path[0]], path[1:], new)
    return copy


def number_mutants(text):
    sign, p, q = RATIONAL.fullmatch(text).groups()
    p, q = int(sign + p), int(q or 1)

    def lowest(a, b):
        return str(Fraction(a, b))
    return {
        "number + 1": lowest(p + 1, q) if q == 1 else lowest(p + q, q), "numerator + 1": lowest(p + 1, q), "numerator - 1": lowest(p - 1, q),
        "denominator + 1": lowest(p, q + 1), "sign": lowest(-p, q), "twice": lowest(2 * p, q), "half": lowest(p, 2 * q),
        "not lowest": f"{2 * p}/{2 * q}", "over 1": f"{p}/1" if q == 1 else text + "/1", "leading zero": re.sub(r"^(-?)", r"\g<1>0", text, count=1),
        "plus": "+" + text, "decimal": text + ".0", "-0": "-0" if p == 0 else "-" + text, "space": text + " ", "new line": text + "\n",
        "not a string": Raw(str(p)), "other digits": text.translate({48 + d: 0x660 + d for d in range(10)}),
    }


def leaf_mutants(path, value):
    if isinstance(value, str):
        found = {"empty": "", "space": value + " ", "null": None}
        if RATIONAL.fullmatch(value):
            found.update(number_mutants(value))
        elif path == ("claimHash",):
            found.update({f"hash digit {k}": value[:k] + ("0" if value[k] != "0" else "1") + value[k + 1:] for k in (0, 31, 63)})
            found.update({"upper case": value.upper(), "shorter": value[:-1], "longer": value + "0"})
        else:
            found.update({"digit " + str(m.start()): value[:m.start()] + str((int(m.group()) + 1) % 10) + value[m.end():]
                          for m in re.finditer("[0-9]", value)})
            found.update({"word " + w: w for w in WORDS.get(path[-1], [])})
            found.update({"shorter": value[:-1], "wider": value.replace("r(", "2r(").replace("every", "each")})
        return found
    if isinstance(value, bool) or value is None:
        return {"text": "x"}
    return {"index + 1": value + 1, "index - 1": value - 1, "sign": -value, "text": str(value), "null": None, "true": True,
            "leading zero": Raw("0" + str(value)), "plus": Raw("+" + str(value)), "decimal": Raw(str(value) + ".0"),
            "exponent": Raw(str(value) + "e0"), "-0": Raw("-0")}


def list_mutants(value):
    found = {}
    for k in range(len(value)):
        found[f"drop {k}"] = value[:k] + value[k + 1:]
        found[f"twice {k}"] = value[:k + 1] + value[k:]
        other = (k + 1) % len(value)
        if value[k] != value[other]:
            swapped = list(value)
            swapped[k], swapped[other] = value[other], value[k]
            found[f"swap {k} {other}"] = swapped
    found["emptied"] = []
    found["an entry more"] = value + ["0"]
    return found


def object_mutants(value):
    found = {"unknown field": {**value, "note": "x"}, "no fields": {}}
    for key in value:
        found["drop " + key] = {k: v for k, v in value.items() if k != key}
        found["rename " + key] = {k + "_" if k == key else k: v for k, v in value.items()}
        found["duplicate key " + key] = Raw(write(value)[:-1] + "," + json.dumps(key) + ":" + write(value[key]) + "}")
    return found


def mutants(document):
    """(path, name, new value) of every mutant."""
    for path, value in nodes(document):
        kind = object_mutants(value) if isinstance(value, dict) else list_mutants(value) if isinstance(value, list) else leaf_mutants(path, value)
        for name, new in kind.items():
            yield path, name, new


def digest(value):
    return hashlib.sha256(json.dumps(json.loads(write(value)), sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def is_result(path):
    """Data of a network's certificate that its network and its shifts determine: a mutant is false whatever the hashes say."""
    return path[:2] in (("proof", "eigenvalues"), ("proof", "bits")) or path[:2] == ("proof", "counts") and len(path) == 4 and path[3] != "shift"


def mutant_bytes(document, path, new):
    changed = replaced(document, path, new)
    try:
        listed = document["kind"] in ("exact-instances", "instance-witness") and path[:1] == ("proof",)
        if listed or document["claim"]["id"].startswith("network-") and is_result(path):      # only the table or the mathematics can refuse it
            scope = {**changed["claim"]["scope"], "dataHash": digest(changed["proof"])}
            changed["claim"] = {**changed["claim"], "scope": scope}
            changed["claimHash"] = digest(changed["claim"])
        elif path and path[0] == "claim":           # the hash follows, so that only the table of claims can refuse it
            changed["claimHash"] = digest(changed["claim"])
    except ValueError:
        pass
    return write(changed).encode()


def tamper(document, count, random_source):
    """Number of refused mutants, and the survivors as text."""
    original, envelope, proof = write(document).encode(), [], []
    for mutant in mutants(document):
        (proof if mutant[0][:1] == ("proof",) else envelope).append(mutant)
    few = min(len(envelope), max(count // 3, count - len(proof)))
    chosen = random_source.sample(envelope, few) + random_source.sample(proof, min(len(proof), count - few))
    refused, survivors = 0, []
    for path, name, new in chosen:
        data = mutant_bytes(document, path, new)
        if data == original:                        # "swap" of a value with itself, sign of zero
            continue
        place = ".".join(map(str, path))
        try:
            claims.check_bytes(data)
            survivors.append(f"{place}: {name}: accepted")
        except (refusal.NotJSON, refusal.Refused):
            refused += 1
        except Exception as error:
            survivors.append(f"{place}: {name}: internal error {type(error).__name__}: {error}")
    return refused, survivors


def main(arguments):
    parser = argparse.ArgumentParser(prog="tamper.py", description="Every mutant of a valid certificate must be refused.")
    parser.add_argument("folder")
    parser.add_argument("--per-file", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    try:
        options = parser.parse_args(arguments)
    except SystemExit as error:
        return 64 if error.code else 0
    found, refused, failed = files.certificates_in(options.folder), 0, 0
    for file in found:
        code, line = files.judge(file)
        if code:
            print(line)
            failed += 1
            continue
        with open(file, "rb") as stream:
            document = strict_json.read_json(stream.read())
        count, survivors = tamper(document, max(options.per_file, 0), random.Random(f"{options.seed} {document['claim']['id']}"))
        refused, failed = refused + count, failed + len(survivors)
        for survivor in survivors:
            print(f"SURVIVOR  {files.printable(file)}  {survivor}")
    print(f"{refused} passed, {failed} failed")
    return 66 if not found else 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

#!/usr/bin/env python3
"""Are errors in the formulas of the catalogue noticed? Mutants of the catalogue, all in one build, run one at a time.

A mutant changes one integer literal by one (a factor, an exponent, an index, a count) or one sign; in arguments in words also the index of a symbol, the order of
two factors, or a transposition. All of them are compiled into one program, in a copy of the sources; the environment variable PLUMB_MUTANT turns one on. A mutant is caught when `plumb verify` fails, or when a certificate
or the printed verdicts differ from the committed ones: all are what `make test` looks at. A mutant that changes nothing is named, to be looked at by hand.

    scripts/mutants.py [--count N] [--seed S] [--work FOLDER]

Exit code 0 when every mutant was caught, 1 otherwise.
"""
import argparse
import filecmp
import os
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

CATALOGUE = "Sources/Theorems/Catalogue"
CERTIFICATES = "proofs-data/certificates"
VERDICTS = "proofs-data/verdicts.txt"
# No formulas: how entries are made, listed and reported, and how instances are drawn.
MACHINERY = {"Catalogue.swift", "CatalogueEntry.swift", "Verdict.swift", "Verification.swift", "InstanceTheorem.swift",
             "NetworkInstance.swift", "InstanceSampler.swift", "DepthArgument.swift", "DepthIdentity.swift", "DepthRange.swift",
             "WordArgument.swift", "SoftmaxInstance.swift"}
SWITCH = """// Which mutant is on. Written by scripts/mutants.py.
import Exact
import Glibc
private let active = getenv("PLUMB_MUTANT").flatMap { Int(String(cString: $0)) } ?? -1
func mutant<T>(_ n: Int, _ original: @autoclosure () -> T, _ changed: @autoclosure () -> T) -> T { n == active ? changed() : original() }
func * (sign: Int, words: WordExpression) -> WordExpression { words.scaled(by: Rational(sign)) }
"""
LITERAL = re.compile(r"(?<![\w.$#])(\d+)(?![\w.:])")
SIGN = re.compile(r" ([+-]) (?=[\w(])")
TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')
# In words: a symbol with its indices, or an index; two factors; a transposed factor.
SYMBOL = re.compile(r'"([A-Za-z]{1,2}\([\w,+-]+\)|[a-z](?:[+-]1)?)"')
FACTORS = re.compile(r"(?<![\w.)*] )(?<![\w.])([a-z]\w*) \* ([a-z]\w*)(?![\w.(])(?! \*)")
TRANSPOSED = re.compile(r"(?<![\w.)])([a-z]\w*)\.transposed\b")
OTHER_INDEX = {"i": "m", "j": "k", "k": "l", "l": "m", "m": "l", "a": "b", "b": "a", "L": "1", "0": "1", "1": "2"}


def is_in_words(path):
    return "/Words/" in path or path.endswith("Words.swift")


def other_symbol(text):
    """The symbol with its last index, or the first that has another, changed."""
    start = text.find("(") + 1
    for place in [*range(len(text) - 1, start - 1, -1)]:
        if text[place] in OTHER_INDEX and (start or place == 0):
            return text[:place] + OTHER_INDEX[text[place]] + text[place + 1:]
    return None


def candidates(path, lines):
    """(line number, start, end, replacement with {n}, what) of every mutation in a file."""
    inside_text = False
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if text.count('"""') % 2:
            inside_text = not inside_text
        if inside_text or '"""' in line or text.startswith(("//", "import", "case ", "seed")) or "seed:" in line:
            continue
        if is_in_words(path) and "\\(" not in line:
            for found in SYMBOL.finditer(line.split("//")[0]):
                other = other_symbol(found[1])
                if other:
                    yield number, *found.span(), f'mutant({{n}}, "{found[1]}", "{other}")', f"{found[1]} -> {other}"
        line = TEXT.sub(lambda found: '"' + " " * (len(found[0]) - 2) + '"', line).split("//")[0]      # numbers in texts are no formulas
        for found in LITERAL.finditer(line):
            value = int(found[1])
            yield number, *found.span(1), f"mutant({{n}}, {value}, {value + 1})", f"{value} -> {value + 1}"
        for found in SIGN.finditer(line):
            sign = "1, -1" if found[1] == "+" else "-1, 1"
            yield number, *found.span(), f" + mutant({{n}}, {sign}) * ", f"'{found[1]}' -> '{'-' if found[1] == '+' else '+'}'"
        if is_in_words(path):
            for found in (found for found in FACTORS.finditer(line) if found[1] != found[2]):
                yield number, *found.span(), f"mutant({{n}}, {found[1]} * {found[2]}, {found[2]} * {found[1]})", f"{found[0]} -> {found[2]} * {found[1]}"
            for found in TRANSPOSED.finditer(line):
                yield number, *found.span(), f"mutant({{n}}, {found[0]}, {found[1]})", f"{found[0]} -> {found[1]}"


def formulas():
    """The sources that hold formulas: path -> lines."""
    paths = sorted(os.path.join(folder, name) for folder, _, names in os.walk(CATALOGUE) for name in names if name.endswith(".swift") and name not in MACHINERY)
    return {path: open(path).read().split("\n") for path in paths}


def chosen(sources, count, seed):
    """[(path, mutation)]: spread over the files, at most one in three lines so that expressions stay simple to type-check."""
    pool = [(path, mutation) for path, lines in sources.items() for mutation in candidates(path, lines)]
    random.Random(seed).shuffle(pool)
    taken, result = set(), []
    for path, mutation in pool:
        if len(result) < count and not any((path, mutation[0] + d) in taken for d in (-2, -1, 0, 1, 2)):
            taken.add((path, mutation[0]))
            result.append((path, mutation))
    return result


def write(sources, mutants, work):
    """The sources with every mutant in place."""
    changed = {path: list(lines) for path, lines in sources.items()}
    for n, (path, (number, start, end, replacement, _)) in mutants.items():
        line = changed[path][number - 1]
        changed[path][number - 1] = line[:start] + replacement.format(n=n) + line[end:]
    for path, lines in changed.items():
        with open(os.path.join(work, path), "w") as file:
            file.write("\n".join(lines))


def build(sources, mutants, work):
    """Builds; mutants on lines that do not compile are dropped, and the build is repeated."""
    while True:
        write(sources, mutants, work)
        run = subprocess.run(["swift", "build", "-c", "release", "--product", "plumb"], cwd=work, text=True,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if run.returncode == 0:
            return
        errors = {(os.path.relpath(path, os.path.abspath(work)), int(number))
                  for path, number in re.findall(r"^(/\S+\.swift):(\d+):\d+: error", run.stdout, re.M)}
        bad = set()
        for where, line in errors:              # those next to the error; the type-checker may also complain further away
            near = {n: abs(mutation[0] - line) for n, (path, mutation) in mutants.items() if path == where}
            bad |= {n for n, distance in near.items() if distance <= max(6, min(near.values()))}
        if not bad:
            sys.exit("mutants.py: the copy does not build:\n" + "\n".join(run.stdout.splitlines()[-20:]))
        for n in bad:
            del mutants[n]


def judged(n, work):
    """How a mutant was caught: 'verdict', 'certificate', 'text' (a number of a witness), or 'not caught'."""
    folder = os.path.join(work, "out", str(n))
    shutil.rmtree(folder, ignore_errors=True)
    try:
        run = subprocess.run([os.path.join(work, ".build/release/plumb"), "verify", "--all", "--certificates", folder], text=True,
                             env=dict(os.environ, PLUMB_MUTANT=str(n)), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=900)
    except subprocess.TimeoutExpired:
        return "verdict"
    if run.returncode != 0:
        return "verdict"
    names = [name for name in os.listdir(CERTIFICATES) if name.endswith(".json")]
    same, _, _ = filecmp.cmpfiles(folder, CERTIFICATES, names, shallow=False)
    shutil.rmtree(folder)
    if len(same) < len(names):
        return "certificate"
    return "text" if run.stdout.splitlines()[:-1] != open(VERDICTS).read().splitlines() else "not caught"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", default=".build/mutants")
    options = parser.parse_args()
    work = options.work
    os.makedirs(work, exist_ok=True)
    shutil.copy("Package.swift", work)
    for name in ("Sources", "Tests"):
        shutil.rmtree(os.path.join(work, name), ignore_errors=True)
        shutil.copytree(name, os.path.join(work, name))
    with open(os.path.join(work, "Sources/Theorems/Mutant.swift"), "w") as file:
        file.write(SWITCH)
    sources = formulas()
    mutants = dict(enumerate(chosen(sources, options.count, options.seed)))
    build(sources, mutants, work)
    if judged(-1, work) != "not caught":
        sys.exit("mutants.py: without a mutant the certificates are not the committed ones")
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        outcomes = dict(zip(mutants, pool.map(lambda n: judged(n, work), mutants)))
    for n, outcome in outcomes.items():
        if outcome == "not caught":
            path, mutation = mutants[n]
            print(f"not caught: {path}:{mutation[0]}: {mutation[4]}")
    counts = Counter(outcomes.values())
    print(f"{len(mutants)} mutants: {counts['verdict']} change a verdict, {counts['certificate']} change a certificate, "
          f"{counts['text']} change a printed witness, {counts['not caught']} not caught")
    return 1 if counts["not caught"] else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Checks the architecture that the compiler does not check.

Arrows point down only: plumb -> Report -> Claims -> Theorems -> Numeric -> Exact -> C modules,
with Search between Claims and Exact, and PropertyTesting above Theorems and Search. The checker stands apart: it uses
Python's standard library and nothing of Sources, and its modules import one another without a circle. Further rules: C modules by `internal import` in Exact and Numeric only;
no Foundation in Sources; floating point in Exact only in the files of DOUBLE_FILES; never `Numeric.` as a qualifier,
because the standard protocol of that name wins.

Prints every violation as file:line and closes with a count; exit code 1 when there is one. `--self-test` breaks each rule
once in a scratch folder and demands that it is found.
"""

import ast
import re
import sys
import tempfile
from pathlib import Path

C_MODULES = {"CGMP", "CMPFR", "CShims", "CLAPACK"}
LIBC = {"Glibc", "Darwin", "Musl"}

# What each module may import. A module that is not listed may not exist.
ALLOWED = {
    "Exact": {"CGMP", "CMPFR", "CShims", "Synchronization"},
    "Numeric": {"Exact", "Synchronization"} | C_MODULES,
    "Theorems": {"Exact", "Numeric", "Crypto", "Synchronization"} | LIBC,
    "Search": {"Exact", "Synchronization"} | LIBC,
    "Claims": {"Exact", "Numeric", "Theorems", "Search", "HeapModule", "Synchronization"},
    "PropertyTesting": {"Exact", "Theorems", "Search", "Testing"} | LIBC,
    "Report": {"Exact", "Numeric", "Theorems", "Mustache"},
    "plumb": {"Exact", "Numeric", "Theorems", "Claims", "Search", "Report", "ArgumentParser", "Synchronization"} | LIBC,
}

# The files of Exact that may speak of floating point: conversions, and Double as a scalar for exploration.
DOUBLE_FILES = {"Ball.swift", "Double+Ladder.swift", "Integer+Text.swift", "Rational.swift"}

IMPORT = re.compile(
    r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(public|package|internal|fileprivate|private)\s+)?"
    r"import\s+(?:(?:struct|class|enum|protocol|typealias|func|let|var)\s+)?(\w+)")
FLOATING = re.compile(r"\b(?:Double|Float|Float16|Float32|Float64|Float80|CGFloat)\b|(?<![\w.])\d+\.\d+")
QUALIFIER = re.compile(r"(?<![\w.])Numeric\.")

# The Python package that has to be believed with checker/plumb_check.py.
PACKAGE = "plumb_checker"
FLOATS = {"float", "complex"}


def code_only(text):
    """The Swift source with comments and string contents blanked; line breaks stay where they are.

    Strings are dropped with their interpolations, nested to any depth. Raw strings with # and regex literals are read as
    far as their quotes; neither can hide an import, which stands at the start of a line.
    """
    out, i, n = [], 0, len(text)
    stack = ["code"]  # "code", "(" inside an interpolation, '"' or '"""'

    def emit(character):
        out.append(character if stack == ["code"] or character == "\n" else " ")

    while i < n:
        if stack[-1] in ('"', '"""'):
            quote = stack[-1]
            if text.startswith("\\(", i):
                stack.append("(")
                i += 2
            elif text[i] == "\\":
                i += 2
            elif text.startswith(quote, i):
                stack.pop()
                i += len(quote)
            else:
                emit(text[i])
                i += 1
            continue
        if text.startswith("//", i):
            while i < n and text[i] != "\n":
                i += 1
        elif text.startswith("/*", i):
            depth = 0
            while i < n:
                if text.startswith("/*", i):
                    depth, i = depth + 1, i + 2
                elif text.startswith("*/", i):
                    depth, i = depth - 1, i + 2
                    if depth == 0:
                        break
                else:
                    if text[i] == "\n":
                        emit("\n")
                    i += 1
        elif text[i] == '"':
            quote = '"""' if text.startswith('"""', i) else '"'
            stack.append(quote)
            i += len(quote)
        else:
            if stack[-1] == "(":
                if text[i] == "(":
                    stack.append("(")
                elif text[i] == ")":
                    stack.pop()
                    i += 1
                    continue
            emit(text[i])
            i += 1
    return "".join(out)


def swift_lines(path):
    return enumerate(code_only(path.read_text(encoding="utf-8")).split("\n"), start=1)


def check_module(root, module, found):
    folder = root / "Sources" / module
    for path in sorted(folder.rglob("*.swift")):
        name = path.relative_to(root)
        for number, line in swift_lines(path):
            match = IMPORT.match(line)
            if match:
                access, imported = match.groups()
                if imported.startswith("Foundation"):
                    found.append(f"{name}:{number}: Foundation is not used in Sources")
                elif imported in C_MODULES and module not in ("Exact", "Numeric"):
                    found.append(f"{name}:{number}: {imported} is imported by Exact and Numeric only")
                elif imported not in ALLOWED[module]:
                    found.append(f"{name}:{number}: {module} may not import {imported}")
                if imported in C_MODULES and access != "internal":
                    found.append(f"{name}:{number}: write 'internal import {imported}'")
            if QUALIFIER.search(line):
                found.append(f"{name}:{number}: 'Numeric.' means the standard protocol, not our module")
            floating = FLOATING.search(line)
            if module == "Exact" and path.name not in DOUBLE_FILES and floating:
                found.append(f"{name}:{number}: floating point ({floating.group()}) in Exact; see DOUBLE_FILES")


def check_tests(root, found):
    for path in sorted((root / "Tests").rglob("*.swift")):
        for number, line in swift_lines(path):
            match = IMPORT.match(line)
            if match and match.group(2) in C_MODULES:
                found.append(f"{path.relative_to(root)}:{number}: tests go through our modules, not {match.group(2)}")
            if QUALIFIER.search(line):
                found.append(f"{path.relative_to(root)}:{number}: 'Numeric.' means the standard protocol, not our module")


def python_imports(tree, path):
    """(line, module, full name) of every import; an import inside the package has the full name plumb_checker.MODULE."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            inside = node.level == 1 and path.parent.name == PACKAGE
            start = ".".join(filter(None, (PACKAGE, node.module))) if inside else "." * node.level + (node.module or "")
            names = [f"{start}.{alias.name}" for alias in node.names] if start == PACKAGE else [start]
        else:
            continue
        for name in names:
            yield node.lineno, name.split(".")[0], name


def check_checker(root, found):
    folder = root / "checker"
    own = {path.stem for path in folder.glob("*.py")} | {PACKAGE}
    arrows = {}
    for path in sorted(folder.rglob("*.py")):
        name = path.relative_to(root)
        source = path.read_text(encoding="utf-8")
        tree = ast.parse(source, filename=str(path))
        believed = path.parent.name == PACKAGE or path.name == "plumb_check.py"
        for line, top, imported in python_imports(tree, path):
            if top not in own and top not in sys.stdlib_module_names:
                found.append(f"{name}:{line}: {imported} is not in the standard library")
            if believed and top in (own - {PACKAGE}) | {"ctypes", "importlib", "subprocess"}:
                found.append(f"{name}:{line}: the checker is plumb_check.py and {PACKAGE}, and starts nothing; no {imported}")
            if top == PACKAGE and path.parent.name == PACKAGE:
                arrows.setdefault(path.stem, {})[imported.removeprefix(PACKAGE + ".")] = f"{name}:{line}"
        for node in ast.walk(tree):
            if believed and (isinstance(node, ast.Constant) and isinstance(node.value, (float, complex)) or isinstance(node, ast.Name) and node.id in FLOATS):
                found.append(f"{name}:{node.lineno}: floating point in the checker")
        for number, line in enumerate(source.split("\n"), start=1):
            if re.search(r"\bSources/", line):
                found.append(f"{name}:{number}: the checker uses nothing of Sources")
    check_circles(arrows, found)


def check_circles(arrows, found):
    """Removes the modules that use no other one, again and again; whatever stays is on a circle or uses one that is."""
    left = dict(arrows)
    while free := [module for module, used in left.items() if not any(other in left for other in used)]:
        for module in free:
            del left[module]
    for module, used in left.items():
        other = next(other for other in used if other in left)
        found.append(f"{used[other]}: a circle of imports through {module} and {other}")


def violations(root):
    found = []
    for folder in sorted((root / "Sources").iterdir()):
        if not folder.is_dir():
            continue
        if folder.name in ALLOWED:
            check_module(root, folder.name, found)
        elif folder.name in C_MODULES:
            found += [f"{p.relative_to(root)}:1: Swift in a C module" for p in sorted(folder.rglob("*.swift"))]
        else:
            found.append(f"Sources/{folder.name}:1: a module that the import graph does not know")
    check_tests(root, found)
    check_checker(root, found)
    return found


# Each breach: the file, its text, and what must be said, with the line.
BREACHES = [
    ("Sources/Exact/A.swift", "import Theorems", "A.swift:1: Exact may not import Theorems"),
    ("Sources/Exact/A.swift", "internal import CLAPACK", "A.swift:1: Exact may not import CLAPACK"),
    ("Sources/Exact/A.swift", "// a\nimport CGMP", "A.swift:2: write 'internal import CGMP'"),
    ("Sources/Exact/A.swift", "@preconcurrency public import CMPFR", "A.swift:1: write 'internal import CMPFR'"),
    ("Sources/Exact/A.swift", "let x: Double? = nil", "A.swift:1: floating point (Double)"),
    ("Sources/Exact/A.swift", "/* a\n*/ let x = 0.5", "A.swift:2: floating point (0.5)"),
    ("Sources/Exact/A.swift", 'let s = "\\(f("Double"))"; let x = Float(1)', "A.swift:1: floating point (Float)"),
    ("Sources/Exact/A.swift", "import struct Foundation.Data", "A.swift:1: Foundation is not used"),
    ("Sources/Numeric/A.swift", "import Theorems", "A.swift:1: Numeric may not import Theorems"),
    ("Sources/Numeric/A.swift", "private import CLAPACK", "A.swift:1: write 'internal import CLAPACK'"),
    ("Sources/Theorems/A.swift", "internal import CGMP", "A.swift:1: CGMP is imported by Exact and Numeric only"),
    ("Sources/Theorems/A.swift", "import ArgumentParser", "A.swift:1: Theorems may not import ArgumentParser"),
    ("Sources/Theorems/B/A.swift", "let x = Numeric.self\nNumeric.f()", "A.swift:1: 'Numeric.' means"),
    ("Sources/plumb/A.swift", "import FoundationEssentials", "A.swift:1: Foundation is not used"),
    ("Sources/plumb/A.swift", "@testable import CShims", "A.swift:1: CShims is imported by Exact and Numeric only"),
    ("Sources/Other/A.swift", "import Exact", "Sources/Other:1: a module that the import graph does not know"),
    ("Sources/CGMP/A.swift", "", "A.swift:1: Swift in a C module"),
    ("Tests/ExactTests/A.swift", "import CGMP", "A.swift:1: tests go through our modules"),
    ("checker/a.py", "def f():\n  import numpy", "a.py:2: numpy is not in the standard library"),
    ("checker/plumb_check.py", "import subprocess", "plumb_check.py:1: the checker is plumb_check.py and plumb_checker, and starts nothing; no subprocess"),
    ("checker/plumb_check.py", "import other_file\n", "plumb_check.py:1: other_file is not in the standard library"),
    ("checker/plumb_checker/a.py", "import tamper", "plumb_checker/a.py:1: the checker is plumb_check.py and plumb_checker"),
    ("checker/plumb_checker/a.py", "from importlib.util import find_spec", "plumb_checker/a.py:1: the checker is plumb_check.py and plumb_checker"),
    ("checker/plumb_checker/a.py", "from ..tamper import x", "plumb_checker/a.py:1: ..tamper is not in the standard library"),
    ("checker/plumb_checker/a.py", "import numpy", "plumb_checker/a.py:1: numpy is not in the standard library"),
    ("checker/plumb_checker/forms.py", "\nfrom .claims import x", "plumb_checker/forms.py:2: a circle of imports through forms and claims"),
    ("checker/plumb_checker/forms.py", "\nfrom . import claims", "plumb_checker/forms.py:2: a circle of imports through forms and claims"),
    ("checker/plumb_checker/a.py", "x = 0.5", "plumb_checker/a.py:1: floating point in the checker"),
    ("checker/plumb_checker/a.py", "x = float(1)", "plumb_checker/a.py:1: floating point in the checker"),
    ("checker/a.py", "open('Sources/x')", "a.py:1: the checker uses nothing of Sources"),
]

# Nothing is wrong with these.
CLEAN = {
    "Sources/Exact/A.swift": '// import Theorems, 0.5\ninternal import CGMP\nlet s = "Double \\(1 + 1) 0.5"\nlet t = ((1, 2), 3).0.1\n',
    "Sources/Exact/Ball.swift": "var approximateDouble: Double { 0.5 }\n",
    "Sources/Numeric/A.swift": "internal import CLAPACK\nimport Exact\n",
    "Sources/Theorems/A.swift": "import Crypto\n#if canImport(Darwin)\n  import Darwin\n#endif\nfunc f<T: Numeric>(_ x: T) {}\n",
    "Sources/plumb/A.swift": "import ArgumentParser\nimport Theorems\nimport Exact\n",
    "Sources/CGMP/shim.h": "#include <gmp.h>\n",
    "Tests/ExactTests/A.swift": "import Foundation\nimport Testing\n@testable import Exact\n",
    "checker/plumb_check.py": "import sys\nfrom plumb_checker.claims import CLAIMS\n",
    "checker/plumb_checker/__init__.py": "",
    "checker/plumb_checker/forms.py": "from fractions import Fraction\nx = '0.5'\n",
    "checker/plumb_checker/claims.py": "from . import forms\nfrom .forms import Fraction\n",
    "checker/tamper.py": "import plumb_check\nfrom plumb_checker import forms\n",
}


def self_test():
    failures = 0

    def run(extra):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for name, text in {**CLEAN, **extra}.items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text, encoding="utf-8")
            return violations(root)

    clean = run({})
    if clean:
        failures += 1
        print("self-test: a clean tree is refused: " + "; ".join(clean))
    for name, text, expected in BREACHES:
        found = run({name: text})
        if not any(expected in line for line in found):
            failures += 1
            print(f"self-test: {text!r} in {name}: expected {expected!r}, found {found}")
    print(f"import graph self-test: {len(BREACHES) + 1 - failures} of {len(BREACHES) + 1} as expected")
    return failures


def main():
    if sys.argv[1:] == ["--self-test"]:
        return 1 if self_test() else 0
    if sys.argv[1:]:
        print("usage: import_graph.py [--self-test]", file=sys.stderr)
        return 64
    root = Path(__file__).resolve().parent.parent
    found = violations(root)
    for line in found:
        print(line)
    files = sum(1 for folder in ("Sources", "Tests") for _ in (root / folder).rglob("*.swift"))
    files += sum(1 for _ in (root / "checker").rglob("*.py"))
    print(f"import graph: {len(found)} violations in {files} files")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

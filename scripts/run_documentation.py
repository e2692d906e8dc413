#!/usr/bin/env python3
"""Runs the commands of the documentation and compares what they print with what the documentation says.

Every fenced ```sh block of README.md, CONTRIBUTING.md, CHANGELOG.md and docs/*.md is run by bash in a scratch copy of the
checkout, the blocks of one file one after the other in the same copy, with the release build on PATH. A ```text block that
follows with only blank lines between is the expected standard output:

* a line that is only `...` stands for any lines, `...` inside a line for any characters;
* times such as `0.12 s` are not compared;
* trailing blanks are not compared.

A block must exit 0; ```sh exit=3 expects 3. ```sh skip-run: REASON is for lines that set up a machine or a checkout, and
for the make targets that would run this program again; other commands may not be skipped. Links to files of the checkout
must lead somewhere. Prints one line a failure with file:line and the difference, and closes with a count.
`--self-test` shows that each kind of failure is noticed.
"""

import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIMIT_SECONDS = 300
SKIPPABLE = re.compile(r"^(git clone |cd |make( |$)|sudo apt-get |apt-get |brew |scripts/setup\.sh|#|export PATH=|$)")
FENCE = re.compile(r"^(\s*)```\s*([^`]*)$")
TIME = re.compile(r"\b\d[\d,]*(?:\.\d+)?(?= (?:s|ms|min)\b)")


class Block:
    def __init__(self, line, info, lines):
        self.line, self.info, self.lines, self.expected = line, info, lines, None

    @property
    def is_shell(self):
        return self.info.split(" ")[0] in ("sh", "bash", "shell", "console")


def blocks_of(text):
    """The fenced blocks; a ```text block right after a shell block becomes what it expects."""
    found, current, adjacent = [], None, False
    for number, line in enumerate(text.split("\n"), start=1):
        match = FENCE.match(line)
        if current is None and match and match.group(2).strip() != "":
            current = Block(number, match.group(2).strip(), [])
        elif current is None and match:
            current = Block(number, "", [])
        elif current is not None and line.strip() == "```":
            if adjacent and current.info == "text":
                found[-1].expected = current.lines
                adjacent = False
            else:
                found.append(current)
                adjacent = current.is_shell
            current = None
        elif current is not None:
            current.lines.append(line)
        elif line.strip():
            adjacent = False
    if current is not None:
        raise ValueError(f"line {current.line}: a block that is never closed")
    return found


def normalised(line):
    return TIME.sub("#", line.rstrip())


def line_matches(pattern, line):
    if "..." not in pattern:
        return pattern == line
    return re.fullmatch(".*".join(re.escape(part) for part in pattern.split("...")), line) is not None


def text_matches(pattern, lines):
    """Whether the lines match; `reachable` holds the places in `lines` up to which the pattern so far can reach."""
    reachable = {0}
    for wanted in pattern:
        if wanted.strip() == "...":
            reachable = set(range(min(reachable), len(lines) + 1))
        else:
            reachable = {i + 1 for i in reachable if i < len(lines) and line_matches(wanted, lines[i])}
        if not reachable:
            return False
    return len(lines) in reachable


def trimmed(lines):
    lines = [normalised(line) for line in lines]
    while lines and not lines[-1]:
        lines.pop()
    return lines


def run_block(block, folder, environment):
    """None when all is as the documentation says, else what differs."""
    words = block.info.split(" ", 1)
    option = words[1].strip() if len(words) > 1 else ""
    if option.startswith("skip-run"):
        if not re.match(r"skip-run: \S", option):
            return "skip-run needs a reason: ```sh skip-run: REASON"
        refused = [line for line in block.lines if not SKIPPABLE.match(line.strip())]
        return f"may not be skipped: {refused[0].strip()}" if refused else None
    match = re.fullmatch(r"(?:exit=(\d+))?", option)
    if match is None or words[0] != "sh":
        return f"unknown block ```{block.info}; use ```sh, ```sh exit=N or ```sh skip-run: REASON"
    wanted = int(match.group(1) or 0)
    script = "set -euo pipefail\n" + "\n".join(block.lines) + "\n"
    try:
        result = subprocess.run(
            ["bash", "-c", script], cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True,
            text=True, timeout=LIMIT_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return f"took more than {LIMIT_SECONDS} s"
    if result.returncode != wanted:
        tail = "\n".join((result.stdout + result.stderr).strip().split("\n")[-15:])
        return f"exit code {result.returncode}, expected {wanted}\n{tail}"
    if block.expected is None:
        return None
    pattern, lines = trimmed(block.expected), trimmed(result.stdout.split("\n"))
    if text_matches(pattern, lines):
        return None
    # A line with a wildcard that some line of the output matches is no difference to show.
    shown = [next((line for line in lines if line_matches(wanted, line)), wanted)
             if wanted.strip() != "..." else wanted for wanted in pattern]
    return "prints something else\n" + "\n".join(
        difflib.unified_diff(shown, lines, "documentation", "output", lineterm=""))


def dead_links(text, path, root):
    for number, line in enumerate(text.split("\n"), start=1):
        for target in re.findall(r"\]\(([^)\s#]+)[^)]*\)", line):
            if not re.match(r"[a-z]+:", target) and not (path.parent / target).exists():
                yield f"{path.relative_to(root)}:{number}: dead link {target}"


def scratch_copy(root, folder):
    """The tracked and new files of the checkout; the build stays where it is."""
    names = subprocess.run(
        ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True, check=True).stdout.decode().split("\0")
    for name in filter(None, names):
        if (root / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, folder / name)
    if (root / ".build").exists():
        (folder / ".build").symlink_to(root / ".build")


def check_file(path, root, environment, folder):
    text = path.read_text(encoding="utf-8")
    failures = list(dead_links(text, path, root))
    count = skipped = 0
    for block in blocks_of(text):
        if not block.is_shell:
            continue
        count += 1
        skipped += " skip-run" in block.info
        problem = run_block(block, folder, environment)
        if problem:
            failures.append(f"{path.relative_to(root)}:{block.line}: {problem}")
    return failures, count, skipped


def main():
    names = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"]
    documents = [ROOT / name for name in names if (ROOT / name).exists()]
    documents += sorted((ROOT / "docs").glob("*.md"))
    if not (ROOT / ".build/release/plumb").exists():
        print("run_documentation: no .build/release/plumb; run 'make build' first", file=sys.stderr)
        return 1
    environment = {
        **os.environ, "PATH": f"{ROOT / '.build/release'}:{os.environ['PATH']}", "NO_COLOR": "1", "LC_ALL": "C.UTF-8"}
    failures, count, skipped = [], 0, 0
    for path in documents:
        with tempfile.TemporaryDirectory(prefix="plumb-documentation-") as scratch:
            scratch_copy(ROOT, Path(scratch))
            found, blocks, passed_over = check_file(path, ROOT, environment, Path(scratch))
        failures += found
        count += blocks
        skipped += passed_over
    for failure in failures:
        print(failure)
    print(f"documentation: {count} blocks in {len(documents)} files, {skipped} not run, {len(failures)} failures")
    return 1 if failures else 0


# Documents and the number of failures each must give.
SAMPLES = [
    ("```sh\necho a\n```\n\n```text\na\n```\n", 0),
    ("```sh\necho a\n```\n\n```text\nb\n```\n", 1),
    ("```sh\nfalse\n```\n", 1),
    ("```sh\nfalse | true\n```\n", 1),
    ("```sh\nexit 3\n```\n", 1),
    ("```sh exit=3\nexit 3\n```\n", 0),
    ("```sh exit=3\ntrue\n```\n", 1),
    ("```sh\nprintf 'a\\nb\\nc\\n'\n```\n```text\na\n...\nc\n```\n", 0),
    ("```sh\nprintf 'a\\nb\\nc\\n'\n```\n```text\na\n...\nb\n```\n", 1),
    ("```sh\nprintf 'a\\n'\n```\n```text\na\nb\n```\n", 1),
    ("```sh\nprintf 'a\\nb\\n'\n```\n```text\na\n```\n", 1),
    ("```sh\necho took 0.25 s, 13 claims\n```\n```text\ntook 9.1 s, 13 claims\n```\n", 0),
    ("```sh\necho took 0.25 s, 13 claims\n```\n```text\ntook 9.1 s, 14 claims\n```\n", 1),
    ("```sh\necho one two three\n```\n```text\none ... three\n```\n", 0),
    ("```sh\necho a\n```\nProse.\n```text\nb\n```\n", 0),
    ("```sh skip-run: sets up a checkout\ngit clone x\ncd x\n```\n", 0),
    ("```sh skip-run\ngit clone x\n```\n", 1),
    ("```sh skip-run: too slow\nplumb verify\n```\n", 1),
    ("```sh quietly\ntrue\n```\n", 1),
    ("```console\n$ true\n```\n", 1),
    ("[a](missing.md) and [b](sample.md) and [c](https://example.org/x)\n", 1),
]


def self_test():
    wrong = 0
    for text, expected in SAMPLES:
        with tempfile.TemporaryDirectory() as scratch:
            path = Path(scratch) / "sample.md"
            path.write_text(text, encoding="utf-8")
            failures, _, _ = check_file(path, Path(scratch), dict(os.environ), Path(scratch))
        if len(failures) != expected:
            wrong += 1
            print(f"self-test: {text!r}: expected {expected} failures, found {failures}")
    print(f"documentation self-test: {len(SAMPLES) - wrong} of {len(SAMPLES)} as expected")
    return wrong


if __name__ == "__main__":
    sys.exit((1 if self_test() else 0) if sys.argv[1:] == ["--self-test"] else main())

#!/usr/bin/env python3
"""Independent checker of Plumb certificates: Python standard library only.

A certificate is a JSON file with a claim and data. The checker knows every claim by its id, rebuilds each matrix from the
formulas of the theory, and takes the data of the file as candidates only. It shares no code with the program that writes the files.

It is a small package of standard-library Python, the folder plumb_checker beside this file: modules short enough to be read one
after the other, in the order in which they use one another, which plumb_checker/__init__.py lists. What has to be believed, hashed
and carried to another machine is this file and that folder, and nothing else is imported.

    python3 plumb_check.py [--quiet] PATH...        files, or folders walked for *.json

Exit codes: 0 all accepted, 3 a certificate is rejected, 64 usage, 65 a file is not strict JSON,
66 a path cannot be read or a folder holds no certificate, 70 an error of the checker itself.
"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))      # also where python3 -I or -P leaves the folder out
from plumb_checker.files import certificates_in, judge, printable


def main(arguments):
    quiet, paths = "--quiet" in arguments, [a for a in arguments if a != "--quiet"]
    if not paths or any(a.startswith("-") for a in paths):
        print("usage: plumb_check.py [--quiet] PATH...", file=sys.stderr)
        return 64
    codes = []
    for path in paths:
        files = certificates_in(path)
        if not files:
            codes.append(66)
            print(f"REJECTED  {printable(path)}: the folder holds no certificate")
        for file in files:
            code, line = judge(file)
            codes.append(code)
            if code or not quiet:
                print(line, flush=True)
    print(f"{codes.count(0)} passed, {len(codes) - codes.count(0)} failed")
    return next((code for code in (70, 66, 65, 3) if code in codes), 0)


if __name__ == "__main__":
    try:
        status = main(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 74
    except KeyboardInterrupt:
        status = 130
    sys.exit(status)

#!/usr/bin/env python3
"""Writes the digests of the listed instances into the checker, from the committed certificates.

The checker's table fixes which instances a claim is about by the SHA-256 of the proof. Run this after instances were changed on purpose and looked
at; the difference shows which claims are concerned.
"""
import json
import os

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
FOLDER = os.path.join(ROOT, "proofs-data", "certificates")
TARGET = os.path.join(ROOT, "checker", "plumb_checker", "instance_digests.py")


def main():
    digests = {}
    for name in sorted(os.listdir(FOLDER)):
        if name.endswith(".json"):
            with open(os.path.join(FOLDER, name), encoding="utf-8") as file:
                document = json.load(file)
            if document["kind"] in ("exact-instances", "instance-witness"):
                digests[document["claim"]["id"]] = document["claim"]["scope"]["dataHash"]
    lines = [f'    "{name}": "{digest}",' for name, digest in digests.items()]
    with open(TARGET, "w", encoding="utf-8") as file:
        file.write('"""Which instances each claim is about: the SHA-256 of the canonical JSON of its proof. Written by scripts/pin_instances.py."""\n\n'
                   "DIGESTS = {\n" + "\n".join(lines) + "\n}\n")
    print(f"{len(digests)} digests")


if __name__ == "__main__":
    main()

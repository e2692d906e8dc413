#!/usr/bin/env python3
"""Trials of `plumb search` a CPU second, from a claim file: with the screen in certified doubles and with every trial decided exactly.

Usage: python3 Benchmarks/bench_claims.py [--rounds R]
One thread, generation and start-up included; the numbers of trials are chosen so that a run takes about a second, the median of the rounds is taken, and
the records of both ways are compared on the lesser number.
"""
import argparse
import os
import resource
import statistics
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PLUMB = os.environ.get("PLUMB", os.path.join(ROOT, ".build", "release", "plumb"))
# Claim file, trials with the screen, trials without.
CLAIMS = [
    ("Benchmarks/claims/random-networks.claim", 60_000, 5_000),
    ("proofs-data/claims/conjecture-T5.claim", 50_000, 6_000),
    ("proofs-data/claims/box-bound.claim", 30_000, 6_000),
    ("proofs-data/claims/conjecture-T1.claim", 80_000, 20_000),
    ("proofs-data/claims/conjecture-F12.claim", 20_000, 4_000),
    ("proofs-data/claims/conjecture-F1.claim", 60_000, 15_000),
]


def search(claim, trials, *options):
    """The record and the CPU seconds; 1 says that there is a counterexample."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    # Without the shrinking at the end: a shard is not shrunk.
    run = subprocess.run(
        [PLUMB, "search", os.path.join(ROOT, claim), "--trials", str(2 * trials), "--shard", "1/2", "--threads", "1", "--json", *options],
        capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if run.returncode != 0:
        sys.exit(f"{claim}: exit code {run.returncode}: {run.stderr}")
    return run.stdout, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    print("| claim | trials / CPU s, screened | trials / CPU s, exact | ratio |")
    print("|---|---|---|---|")
    for claim, screened, exact in CLAIMS:
        if search(claim, exact)[0] != search(claim, exact, "--exact")[0]:
            sys.exit(f"{claim}: the screen changes the record")
        rates = [
            statistics.median(trials / search(claim, trials, *options)[1] for _ in range(rounds))
            for trials, options in ((screened, ()), (exact, ("--exact",)))
        ]
        name = os.path.basename(claim).removesuffix(".claim")
        print(f"| `{name}` | {rates[0]:,.0f} | {rates[1]:,.0f} | {rates[0] / rates[1]:.1f} |")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Random networks a CPU second: signs of the eigenvalues of the Hessians of 3-3-3-3 networks with entries -4 ... 4 (order 27).

Usage: python bench_networks.py [--seconds S] [--rounds R] [--sample N]
Peers, both with the networks drawn and the Hessians assembled in batches of 256: numpy's batched eigvalsh (no certificate), and python-flint, exact
(characteristic polynomial, Descartes' sign changes; all its roots are real). Plumb: `screen` decides most networks with a proof, the rate counts
decided ones only; `settle` decides every network exactly. Measured in turns, the median of the rounds; one thread; generation
included on all sides. Before that the first N inertias of Plumb are compared with python-flint's on the same networks.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import time

import flint
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.environ.get("PLUMB_NETWORKS", os.path.join(HERE, ".build", "release", "networks"))
MASK = (1 << 64) - 1
UNITS, LOWEST, VALUES = 3, -4, 9
ORDER, DRAWN = 3 * UNITS * UNITS, 4 * UNITS * UNITS


def hessians(first, second, third, target):
    """The closed form for a batch of networks; axes (network, row, column)."""
    def turned(x):
        return np.swapaxes(x, -1, -2)

    one = np.broadcast_to(np.eye(UNITS, dtype=first.dtype), first.shape)
    above = [third @ second, third, one]
    below = [one, first, second @ first]
    residual = above[0] @ first - target
    size = UNITS * UNITS
    result = np.empty((len(first), ORDER, ORDER), dtype=first.dtype)
    for k in range(3):
        for l in range(k + 1):
            outer, inner = turned(above[k]) @ above[l], below[k] @ turned(below[l])
            block = outer[:, :, None, :, None] * inner[:, None, :, None, :]
            if l < k:
                cross = turned(above[k]) @ residual @ turned(below[l])
                middle = one if k == l + 1 else second
                block = block + cross[:, :, None, None, :] * middle[:, None, :, :, None]
            block = block.reshape(len(first), size, size)
            result[:, k * size : (k + 1) * size, l * size : (l + 1) * size] = block
            result[:, l * size : (l + 1) * size, k * size : (k + 1) * size] = turned(block)
    return result


def variations(values):
    signs = [v > 0 for v in values if v]
    return sum(a != b for a, b in zip(signs, signs[1:]))


def exact_inertia(rows):
    """(negative, zero) eigenvalues."""
    coefficients = [int(c) for c in flint.fmpz_mat(rows).charpoly().coeffs()]
    zero = next(i for i, c in enumerate(coefficients) if c)
    return variations([c if i % 2 == 0 else -c for i, c in enumerate(coefficients)]), zero


def plumb_networks(count):
    """The networks of Plumb's benchmark: halves of the words of SplitMix64, seed 1, 18 words a network."""
    state, numbers = 1, []
    for _ in range(count * DRAWN // 2):
        state = (state + 0x9E3779B97F4A7C15) & MASK
        z = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        z ^= z >> 31
        numbers += [LOWEST + ((half * VALUES) >> 32) for half in (z & 0xFFFFFFFF, z >> 32)]
    return np.array(numbers, dtype=np.int64).reshape(count, 4, UNITS, UNITS).swapaxes(0, 1)


def compare(count):
    ours = json.loads(subprocess.run([PROGRAM, "sample", str(count)], capture_output=True, text=True, check=True).stdout)
    theirs = [list(exact_inertia(h.tolist())) for h in hessians(*plumb_networks(count))]
    wrong = [i for i, (a, b) in enumerate(zip(ours, theirs)) if a != b]
    if wrong or len(ours) != count:
        sys.exit(f"{len(wrong)} of {count} inertias differ from python-flint's, first network {wrong[:1]}")
    singular = sum(zero > 0 for _, zero in theirs)
    print(f"{count} inertias compared with python-flint's: all the same ({singular} of them singular)")


def peer(work, seconds, generator):
    checked, start = 0, time.process_time()
    while (spent := time.process_time() - start) < seconds:
        batch = hessians(*generator.integers(LOWEST, LOWEST + VALUES, size=(4, 256, UNITS, UNITS)))
        checked += work(batch)
    return checked / spent


def numpy_batch(batch):
    (np.linalg.eigvalsh(batch.astype(float)) < 0).sum()
    return len(batch)


def flint_batch(batch):
    for hessian in batch:
        exact_inertia(hessian.tolist())
    return len(batch)


def plumb(job, seconds):
    answer = json.loads(subprocess.run([PROGRAM, job, str(seconds)], capture_output=True, text=True, check=True).stdout)
    return answer["decided"] / answer["cpu"], answer


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sample", type=int, default=2000)
    options = parser.parse_args()
    compare(options.sample)
    generator = np.random.default_rng(1)
    rates = {"screen": [], "settle": [], "numpy": [], "flint": []}
    for _ in range(options.rounds):
        for job in ("screen", "settle"):
            rate, last = plumb(job, options.seconds)
            rates[job].append(rate)
            if job == "screen":
                share = last["decided"] / last["checked"]
        rates["numpy"].append(peer(numpy_batch, options.seconds, generator))
        rates["flint"].append(peer(flint_batch, options.seconds, generator))
    rate = {name: statistics.median(values) for name, values in rates.items()}
    names = {"numpy": "numpy batched eigvalsh, uncertified", "flint": "python-flint, exact"}
    print("| job | networks / CPU s | peer | networks / CPU s | ratio | target | reached |")
    print("|---|---|---|---|---|---|---|")
    title = {"screen": f"screen, decided networks ({100 * share:.1f} %)", "settle": "settle, every network exact"}
    for job, other, target in (("screen", "numpy", 20), ("screen", "flint", 250), ("settle", "numpy", ""), ("settle", "flint", 50)):
        ratio = rate[job] / rate[other]
        reached = "" if not target else "yes" if ratio >= 1.3 * target else "without margin" if ratio >= target else "no"
        print(f"| {title[job]} | {rate[job]:,.0f} | {names[other]} | {rate[other]:,.0f} | {ratio:.1f} | {target} | {reached} |")
    print(f"Steps of settle, in networks (screen, pivoting, rank by primes, exact): {last['stages']}")


if __name__ == "__main__":
    main()

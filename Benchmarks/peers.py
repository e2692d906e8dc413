#!/usr/bin/env python3
"""Certified eigenvalues, inertia and exact products: Plumb against its peers, on the same matrices, in one table.

Usage: python peers.py [--quick] [--budget SECONDS]
Peers: python-flint (acb_mat.eig; characteristic polynomial and its roots; fmpz_mat and arb_mat products), LAPACK through
Plumb's own call, and mpmath where it is installed (no certificate). CPU seconds on a single thread for both sides; each
measurement in a process of its own; a peer that exceeds the budget is stopped and shown as "> budget". Ratios are peer over
Plumb, for the double rung Plumb over LAPACK. The targets carry a margin of 1.3: reached means 1.3 times the number.
Build first: swift build -c release in this folder.
"""
import argparse
import json
import os
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.environ.get("PLUMB_EIGENVALUES", os.path.join(HERE, ".build", "release", "eigenvalues"))
MASK = (1 << 64) - 1


class Words:
    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)

    def signed(self, bits):
        value = count = 0
        while count < bits:
            value |= self.next() << count
            count += 64
        return (value >> (count - bits)) - (1 << (bits - 1))


def symmetric(n):
    words = Words(1)
    rows = [[0] * n for _ in range(n)]
    for i in range(n):
        for j in range(i, n):
            rows[i][j] = rows[j][i] = words.signed(30)
    return rows


def least(body):
    best, total, runs = float("inf"), 0.0, 0
    while runs < 1 or (total < 0.5 and runs < 50):
        start = time.process_time()
        body()
        seconds = time.process_time() - start
        best, total, runs = min(best, seconds), total + seconds, runs + 1
    return best


def charpoly_inertia(flint, matrix):
    coefficients = [int(c) for c in matrix.charpoly()]
    def variations(values):
        signs = [v > 0 for v in values if v]
        return sum(a != b for a, b in zip(signs, signs[1:]))
    return variations(coefficients), variations([c * (-1) ** k for k, c in enumerate(coefficients)])


def peer(name, n, bits):
    if name == "mpmath":
        import mpmath
        mpmath.mp.prec = bits
        matrix = mpmath.matrix(n, n)
        for i, row in enumerate(symmetric(n)):
            for j, value in enumerate(row):
                matrix[i, j] = mpmath.ldexp(value, -20)
        return least(lambda: mpmath.eigsy(matrix, eigvals_only=True))
    import flint
    flint.ctx.prec = bits
    if name.startswith("product"):
        words = Words(11)
        a, b = ([[words.signed(bits) for _ in range(n)] for _ in range(n)] for _ in range(2))
        kind = flint.fmpz_mat if name == "product-fmpz" else (lambda m: flint.arb_mat(flint.fmpz_mat(m)))
        a, b = kind(a), kind(b)
        return least(lambda: a * b)
    matrix = flint.fmpz_mat(symmetric(n))
    if name == "acb-eig":
        scaled = flint.acb_mat(matrix) * flint.acb(flint.arb(2) ** -20)
        return least(lambda: scaled.eig())
    if name == "charpoly-roots":
        return least(lambda: matrix.charpoly().complex_roots())
    if name == "charpoly-inertia":
        return least(lambda: charpoly_inertia(flint, matrix))
    raise SystemExit(f"no peer {name}")


def run(command, budget):
    environment = dict(os.environ, OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=budget, env=environment)
    except subprocess.TimeoutExpired:
        return None, f"> {budget:g} s"
    if done.returncode != 0:
        return None, (done.stderr.strip().split("\n") or ["failed"])[-1][:60]
    answer = json.loads(done.stdout)
    return answer["cpu"], answer.get("note", "")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="leave out what takes longer than about ten seconds")
    parser.add_argument("--budget", type=float, default=200, help="seconds for one measurement")
    parser.add_argument("--peer", nargs=3, metavar=("NAME", "ORDER", "BITS"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peer:
        name, n, bits = options.peer
        print(json.dumps({"cpu": peer(name, int(n), int(bits))}))
        return
    small, large = ([100, 200], []) if options.quick else ([100, 200, 400], [1000])
    jobs = [("double", n, 53, ["lapack"], 4) for n in small]
    for bits, targets in ((128, {}), (333, {100: 10, 200: 30, 400: 80}), (3333, {200: 2, 400: 5})):
        for n in small:
            peers = ["charpoly-roots"] + (["acb-eig"] if n * n * bits < 20_000_000 else [])
            peers += ["mpmath"] if n <= 100 else []
            jobs.append(("refined", n, bits, peers, targets.get(n)))
    jobs += [("inertia", n, 0, ["charpoly-inertia"], 100) for n in (100, 200)]
    for n, bits in [(100, 128), (300, 128), (100, 333), (300, 333)] + [(n, 333) for n in large] + [(100, 3333), (300, 3333)]:
        jobs.append(("product", n, bits, ["product-fmpz", "product-arb"], 2 if bits == 333 else None))
    print("| job | n | bits | Plumb, CPU s | peer | peer, CPU s | ratio | target | reached |")
    print("|---|---|---|---|---|---|---|---|---|")
    for job, n, bits, peers, target in jobs:
        ours, note = run([PROGRAM, job, str(n), str(bits)], options.budget)
        for name in peers:
            if name == "lapack":
                theirs, why = run([PROGRAM, "lapack", str(n), "53"], options.budget)
            else:
                theirs, why = run([sys.executable, __file__, "--peer", name, str(n), str(bits or 128)], options.budget)
            ratio = reached = ""
            if ours and theirs:
                value = ours / theirs if name == "lapack" else theirs / ours
                ratio = f"{value:.1f}"
                if target:
                    good = value * 1.3 <= target if name == "lapack" else value >= 1.3 * target
                    met = value <= target if name == "lapack" else value >= target
                    reached = "yes" if good else "without margin" if met else "no"
            shown = f"{theirs:.4g}" if theirs else why
            print(f"| {job} | {n} | {bits} | {f'{ours:.4g}' if ours else note} | {name} | {shown} | {ratio} | {target or ''} "
                  f"| {reached} |", flush=True)


if __name__ == "__main__":
    main()

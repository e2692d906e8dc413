"""Certified spectra of networks beside the uncertified double-precision route of a practitioner, as ratios in one run.

Plumb runs as a whole process, start-up included; the peer is numpy's eigvalsh on the dense Hessian assembled from the closed
form, its start-up and the assembly not counted. CPU seconds, the median of the runs; one thread on both sides.
"""
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from fractions import Fraction

import numpy as np
from safetensors.numpy import load_file

PLUMB = os.environ.get("PLUMB", ".build/release/plumb")
CHECKPOINT = "proofs-data/networks/deng2026/linear-L7-step10000.safetensors"


def plumb(arguments, runs):
    """Median CPU seconds and largest peak memory in MB of `plumb ARGUMENTS`."""
    times, memory = [], 0
    for _ in range(runs):
        process = subprocess.Popen([PLUMB] + arguments, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        if status != 0:
            sys.exit(f"plumb {' '.join(arguments)} ended with status {status}")
        times.append(usage.ru_utime + usage.ru_stime)
        memory = max(memory, usage.ru_maxrss / 1024)
    return statistics.median(times), memory


def layer_values(depth, steps=100):
    """Ten distinct modes after some steps of the published run (momentum 0.9, rate 0.01), as doubles."""
    generator = np.random.default_rng(12138)
    values = np.linalg.svd(generator.standard_normal((10, 16)) * 0.1, compute_uv=False) ** (1 / depth)
    targets = (np.arange(10) < 5) * 1.0
    velocity = np.zeros(10)
    for _ in range(steps):
        velocity = 0.9 * velocity + (values**depth - targets) * values ** (depth - 1)
        values = values - 0.01 * velocity
    return values, targets


def network_file(folder, depth):
    values, targets = layer_values(depth)
    network = {
        "format": "plumb.network/1",
        "widths": [16] + [32] * (depth - 1) + [10],
        "modes": [
            {"count": 1, "layers": [str(Fraction(float(value)))] * depth, "x": "1", "y": str(int(target))}
            for value, target in zip(values, targets)
        ],
        "restInput": "1",
    }
    path = os.path.join(folder, f"balanced-L{depth}.json")
    with open(path, "w") as file:
        json.dump(network, file)
    return path


def dense_hessian(layers, target):
    """The general formula with Sxx = I, in doubles."""
    depth = len(layers)
    widths = [layers[0].shape[1]] + [layer.shape[0] for layer in layers]

    def product(low, high):
        result = np.eye(widths[low - 1])
        for k in range(low, high + 1):
            result = layers[k - 1] @ result
        return result

    above = {k: product(k + 1, depth) for k in range(1, depth + 1)}
    below = {k: product(1, k - 1) for k in range(1, depth + 1)}
    residual = product(1, depth) - target
    sizes = [widths[k] * widths[k - 1] for k in range(1, depth + 1)]
    starts = np.concatenate([[0], np.cumsum(sizes)])
    hessian = np.zeros((starts[-1], starts[-1]))
    for k in range(1, depth + 1):
        for l in range(1, k + 1):
            block = np.einsum("ac,bd->abcd", above[k].T @ above[l], below[k] @ below[l].T)
            if l < k:
                block = block + np.einsum("ad,bc->abcd", above[k].T @ residual @ below[l].T, product(l + 1, k - 1))
            block = block.reshape(sizes[k - 1], sizes[l - 1])
            hessian[starts[k - 1] : starts[k], starts[l - 1] : starts[l]] = block
            hessian[starts[l - 1] : starts[l], starts[k - 1] : starts[k]] = block.T
    return hessian


def eigvalsh_seconds(layers, target):
    hessian = dense_hessian(layers, target)
    start = time.process_time()
    np.linalg.eigvalsh(hessian)
    return time.process_time() - start


def diagonal(rows, columns, values):
    matrix = np.zeros((rows, columns))
    count = min(rows, columns, len(values))
    matrix[np.arange(count), np.arange(count)] = values[:count]
    return matrix


def main():
    rows = []
    # First, while this process is small: a child's peak memory counts from that of the process that started it.
    big = ["spectrum", "--balanced", "--widths", "20000,30000,25000,30000,10000", "--rank", "7", "--signal", "3/5"]
    seconds, memory = plumb(big + ["--tail", ",".join(["1/2"] * 100)], 5)
    largest = (f"2.4e9 parameters, 107 modes, peak {memory:.0f} MB", seconds, 1.0, None)

    with tempfile.TemporaryDirectory() as folder:
        certified = peer = 0.0
        for depth in range(2, 8):
            seconds, _ = plumb(["spectrum", network_file(folder, depth), "--digits", "100", "--rows", "0"], 5)
            certified += seconds
            values, targets = layer_values(depth)
            widths = [16] + [32] * (depth - 1) + [10]
            layers = [diagonal(widths[k], widths[k - 1], values) for k in range(1, depth + 1)]
            peer += eigvalsh_seconds(layers, diagonal(10, 16, targets))
        rows.append(("balanced networks L = 2..7, 100 digits, exact multiplicities", certified, 1.0, peer))

    data = load_file(CHECKPOINT)
    layers = [data[f"layer.{k}"].astype(float) for k in range(1, 8)]
    peer = eigvalsh_seconds(layers, data["target"].astype(float))
    for method in ["aligned-weyl", "dense"]:
        seconds, _ = plumb(["spectrum", CHECKPOINT, "--method", method], 5)
        rows.append((f"checkpoint L = 7 (5,952 parameters), {method}", seconds, 2.0, peer))

    rows.append(largest)
    print(f"{'job':62} {'plumb, s':>9} {'target':>7} {'numpy eigvalsh, s':>18} {'ratio':>8}")
    for name, seconds, target, peer in rows:
        other = f"{peer:18.2f} {peer / seconds:7.0f}x" if peer else f"{'cannot':>18} {'':>8}"
        mark = "" if seconds <= target else "  MISSED"
        print(f"{name:62} {seconds:9.3f} {target:7.1f} {other}{mark}")


main()

"""plumb spectrum against FLINT on random small networks in every format that is read.

Run: python3 Tests/oracle/test_spectrum.py [seed]     (python-flint 0.9.0, numpy, safetensors)
"""

import json
import pathlib
import random as randomness
import sys
import tempfile
from fractions import Fraction

import numpy
import safetensors.numpy

from oracle import (SCALE, Network, Tally, ball, cayley, certainly_within, matrix, middle, plumb, random_rational,
                    refused, spectrum, text)

SEED = int(sys.argv[1]) if len(sys.argv) > 1 else 20260
DIGITS = 40
EACH = 60 * SCALE
LARGEST = 26
random = randomness.Random(SEED)


def random_widths():
    while True:
        widths = [random.randint(1, 4) for _ in range(random.randint(2, 5))]
        if sum(a * b for a, b in zip(widths, widths[1:])) <= LARGEST:
            return widths


def random_rows(rows, columns, zero=0.2):
    return [[random_rational(random, zero) for _ in range(columns)] for _ in range(rows)]


def rows_text(rows):
    return [[text(entry) for entry in row] for row in rows]


def diagonal(values, rows, columns):
    return [[values[i] if i == j and i < len(values) else 0 for j in range(columns)] for i in range(rows)]


def random_modes(widths):
    """Runs of modes as JSON, and the same network as matrices."""
    depth, runs = len(widths) - 1, []
    while sum(run["count"] for run in runs) < random.randint(0, max(widths) + 1):
        value = random_rational(random)
        layers = [value] * depth if random.random() < 0.5 else [random_rational(random) for _ in range(depth)]
        runs.append({"count": random.randint(1, 3), "layers": layers, "x": abs(random_rational(random)),
                     "y": random_rational(random)})
    rest = abs(random_rational(random))
    indices = [run for run in runs for _ in range(run["count"])]
    indices += [{"layers": [0] * depth, "x": rest, "y": 0}] * max(widths)
    layers = [matrix(diagonal([index["layers"][k] for index in indices][:min(widths[k], widths[k + 1])],
                              widths[k + 1], widths[k])) for k in range(depth)]
    covariance = matrix(diagonal([index["x"] for index in indices][:widths[0]], widths[0], widths[0]))
    least = min(widths[0], widths[-1])
    cross = matrix(diagonal([index["y"] for index in indices][:least], widths[-1], widths[0]))
    document = {"format": "plumb.network/1", "widths": widths, "restInput": text(rest), "modes": [
        {"count": run["count"], "layers": [text(value) for value in run["layers"]], "x": text(run["x"]),
         "y": text(run["y"])} for run in runs]}
    return document, Network(layers, covariance, cross)


def random_matrices(widths):
    """A network by its entries, with every way to give the covariances."""
    layers = [random_rows(b, a) for a, b in zip(widths, widths[1:])]
    first, last = widths[0], widths[-1]
    document = {"format": "plumb.network/1", "widths": widths, "layers": [rows_text(layer) for layer in layers]}
    kind = random.randint(0, 3)
    if kind == 0:
        covariance = matrix(diagonal([1] * first, first, first))
        if random.random() < 0.5:
            document["inputCovariance"] = "identity"
    elif kind == 1:
        values = [abs(random_rational(random)) for _ in range(first)]
        covariance = matrix(diagonal(values, first, first))
        document["inputCovariance"] = {"diagonal": [text(value) for value in values]}
    else:
        factor = matrix(random_rows(first, first))
        covariance = factor * factor.transpose()
        document["inputCovariance"] = {"matrix": [[str(entry) for entry in row] for row in covariance.tolist()]}
    target = random_rows(last, first)
    if random.random() < 0.5:
        document["target"], cross = rows_text(target), matrix(target) * covariance
    else:
        document["crossCovariance"], cross = rows_text(target), matrix(target)
    return document, Network([matrix(layer) for layer in layers], covariance, cross)


def exactly(array):
    return matrix([[Fraction(float(entry)) for entry in row] for row in array])


def random_tensors(widths):
    """Arrays of a checkpoint: plain random numbers, or an aligned network in random frames, rounded."""
    dtype = random.choice([numpy.float32, numpy.float32, numpy.float64, numpy.float16])
    if random.random() < 0.5:
        _, exact = random_modes(widths)
        frames = [cayley(random, width) for width in widths]
        layers = [frames[k + 1] * layer * frames[k].transpose() for k, layer in enumerate(exact.layers)]
        target = frames[-1] * exact.cross * frames[0].transpose()
        arrays = [numpy.array([[float(Fraction(int(e.p), int(e.q))) for e in row] for row in m.tolist()], dtype=dtype)
                  for m in layers + [target]]
    else:
        arrays = [numpy.array(random_rows(b, a), dtype=dtype) for a, b in zip(widths, widths[1:])]
        arrays.append(numpy.array(random_rows(widths[-1], widths[0]), dtype=dtype))
    tensors = {f"layer.{k + 1}": array for k, array in enumerate(arrays[:-1])}
    covariance = matrix(diagonal([1] * widths[0], widths[0], widths[0]))
    cross = exactly(arrays[-1])
    if random.random() < 0.5:
        factor = numpy.array([[random.randint(-3, 3) for _ in range(widths[0])] for _ in range(widths[0])])
        tensors["input_covariance"] = (factor @ factor.T).astype(numpy.float32)
        covariance = exactly(tensors["input_covariance"])
    name = "target" if random.random() < 0.5 else "cross_covariance"
    tensors[name] = arrays[-1]
    if name == "target":
        cross = cross * covariance
    return tensors, Network([exactly(array) for array in arrays[:-1]], covariance, cross)


def compare(answer, truth, size):
    """The certified spectrum is the true one: values, multiplicities, digits, signs."""
    rows = answer["eigenvalues"]
    assert answer["format"] == "plumb.spectrum/1" and answer["complete"] is True
    assert int(answer["parameters"]) == size == sum(int(row["multiplicity"]) for row in rows)
    assert len(rows) == len(truth), f"{len(rows)} entries for {len(truth)} eigenvalues"
    for row, (value, multiplicity) in zip(rows, truth):
        lower, upper = Fraction(row["lower"]), Fraction(row["upper"])
        assert int(row["multiplicity"]) == multiplicity, f"multiplicity {row} for {value}"
        assert certainly_within(value, lower, upper), f"{value} is not in {row}"
        if isinstance(value, Fraction):
            assert row["exact"] is not None and Fraction(row["exact"]) == value, f"{row} for the rational {value}"
        else:
            assert row["exact"] is None, f"{row} for an irrational"
        assert upper - lower <= abs(middle(value)) * Fraction(3, 10 ** (DIGITS - 1)), f"{row} is wide"
    negative = sum(m for value, m in truth if ball(value) < 0)
    zero = sum(m for value, m in truth if isinstance(value, Fraction) and value == 0)
    expected = {"negative": negative, "zero": zero, "positive": size - negative - zero, "undecided": 0}
    assert {key: int(value) for key, value in answer["inertia"].items()} == expected, answer["inertia"]


def compare_enclosures(answer, truth):
    """Enclosures by position: the i-th largest eigenvalue lies in the entry that holds position i."""
    values = [value for value, multiplicity in truth for _ in range(multiplicity)]
    position = 0
    for row in answer["eigenvalues"]:
        for _ in range(int(row["multiplicity"])):
            assert certainly_within(values[position], Fraction(row["lower"]), Fraction(row["upper"])), (
                f"eigenvalue {position}, {values[position]}, is not in {row}")
            position += 1
    assert position == len(values)


def run(tally, folder, name, write, make):
    widths = random_widths()
    content, network = make(widths)
    part = random.choice(["full", "full", "full", "gauss-newton", "functional"])
    path = folder / name
    write(path, content)

    def exact():
        hessian = network.hessian(part)
        truth = spectrum(hessian)
        compare(plumb("spectrum", "--json", "--digits", DIGITS, "--hessian", part, path), truth, hessian.nrows())
        weyl = plumb("spectrum", "--json", "--digits", 20, "--hessian", part, "--method", "aligned-weyl", path)
        compare_enclosures(weyl, truth)
        return truth

    tally.check(f"{name} widths {widths} {part} (seed {SEED})", exact)


def test_the_tests(tally, folder):
    """Wrong answers are noticed: a digit, a multiplicity, a value left out, an enclosure moved."""
    document, network = random_matrices([2, 2, 2])
    path = folder / "twin.json"
    path.write_text(json.dumps(document))
    answer = plumb("spectrum", "--json", "--digits", DIGITS, path)
    truth = spectrum(network.hessian())

    def damaged(change):
        copy = json.loads(json.dumps(answer))
        change(copy)
        return copy

    def move(copy):
        row = copy["eigenvalues"][0]
        shift = Fraction(1, 10 ** 20)
        row["lower"], row["upper"] = (str(Fraction(row[end]) + shift) for end in ("lower", "upper"))

    def merge(copy):
        copy["eigenvalues"][0]["multiplicity"] = str(int(copy["eigenvalues"].pop()["multiplicity"]) + 1)

    def flip(copy):
        signs = copy["inertia"]
        signs["negative"], signs["positive"] = signs["positive"], str(int(signs["negative"]) + 1)

    for change in (move, merge, flip, lambda copy: copy["eigenvalues"].pop(),
                   lambda copy: copy.update(parameters="9")):
        tally.check("a damaged answer", lambda: refused(lambda: compare(damaged(change), truth, 8)))
    tally.check("a moved enclosure", lambda: refused(lambda: compare_enclosures(damaged(move), truth)))


def main():
    tally = Tally(SEED)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for i in range(EACH):
            run(tally, folder, f"modes-{i}.json", lambda p, d: p.write_text(json.dumps(d)), random_modes)
            run(tally, folder, f"matrices-{i}.json", lambda p, d: p.write_text(json.dumps(d)), random_matrices)
            if i % 6 == 0:
                run(tally, folder, f"arrays-{i}.npz", lambda p, d: numpy.savez(p, **d),
                    random_tensors)
            else:
                run(tally, folder, f"tensors-{i}.safetensors", lambda p, d: safetensors.numpy.save_file(d, p),
                    random_tensors)
        test_the_tests(tally, folder)
    tally.finish()


if __name__ == "__main__":
    main()

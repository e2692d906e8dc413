"""numpy's float64 eigenvalues of the Hessians of trained checkpoints lie in the certified enclosures.

LAPACK's eigenvalues are those of a matrix within c N eps ||H|| of the true one; so is the Hessian built in float64. The
tolerance below allows for both.   Run: python3 Tests/oracle/test_checkpoints.py
"""

import copy
from fractions import Fraction

import numpy
import safetensors.numpy

from oracle import PACKAGE, Tally, plumb, refused

FOLDER = PACKAGE / "proofs-data" / "networks" / "deng2026"
CASES = [(2, 0), (2, 100), (2, 10000), (3, 0), (3, 10000)]


def hessian(layers, covariance, cross):
    """The general formula of mathematics section 0 by Kronecker products, in float64."""
    depth = len(layers)

    def product(low, high):  # W_high ... W_low
        result = numpy.eye(layers[low - 1].shape[1] if low <= depth else layers[-1].shape[0])
        for k in range(low, high + 1):
            result = layers[k - 1] @ result
        return result

    above = [product(k + 1, depth) for k in range(1, depth + 1)]
    below = [product(1, k - 1) for k in range(1, depth + 1)]
    residual = product(1, depth) @ covariance - cross
    rows = []
    for k in range(depth):
        row = []
        for l in range(depth):
            block = numpy.einsum("ac,bd->abcd", above[k].T @ above[l], below[k] @ covariance @ below[l].T)
            if l < k:
                block = block + numpy.einsum("ad,bc->abcd", above[k].T @ residual @ below[l].T, product(l + 2, k))
            if l > k:
                block = block + numpy.einsum("cb,da->abcd", above[l].T @ residual @ below[k].T, product(k + 2, l))
            row.append(block.reshape(block.shape[0] * block.shape[1], -1))
        rows.append(row)
    return numpy.block(rows)


def compare(answer, values, tolerance):
    position = 0
    for row in answer["eigenvalues"]:
        count = int(row["multiplicity"])
        lower, upper = float(Fraction(row["lower"])) - tolerance, float(Fraction(row["upper"])) + tolerance
        inside = values[position:position + count]
        assert len(inside) == count and lower <= inside.min() and inside.max() <= upper, f"{inside} for {row}"
        position += count
    assert position == len(values) == int(answer["parameters"])


def main():
    tally = Tally("none")
    for depth, step in CASES:
        path = FOLDER / f"linear-L{depth}-step{step}.safetensors"
        tensors = {name: array.astype(numpy.float64) for name, array in safetensors.numpy.load_file(path).items()}
        layers = [tensors[f"layer.{k}"] for k in range(1, depth + 1)]
        covariance = tensors["input_covariance"]
        matrix = hessian(layers, covariance, tensors["target"] @ covariance)
        tally.check(f"{path.name}: symmetric", lambda: numpy.testing.assert_allclose(matrix, matrix.T, atol=1e-12))
        values = numpy.linalg.eigvalsh(matrix)[::-1]
        tolerance = 4 * len(values) * numpy.finfo(float).eps * numpy.abs(values).max()
        answer = plumb("spectrum", "--json", "--digits", 17, path)
        tally.check(path.name, lambda: compare(answer, values, tolerance))
        moved = copy.deepcopy(answer)
        for row in moved["eigenvalues"]:
            # Seventeen digits are narrower than numpy's errors: more than twice the tolerance is sure to be noticed.
            shift = Fraction(row["upper"]) - Fraction(row["lower"]) + 3 * Fraction(tolerance)
            row["lower"], row["upper"] = (str(Fraction(row[end]) + shift) for end in ("lower", "upper"))
        tally.check(f"{path.name}, moved", lambda: refused(lambda: compare(moved, values, tolerance)))
    tally.finish()


if __name__ == "__main__":
    main()

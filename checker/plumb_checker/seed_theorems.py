"""The seed paper, verified as polynomials: Theorem A, and the recursion of the layer values."""
from fractions import Fraction
from functools import lru_cache
from itertools import product

from .algebra import combine, diagonal, inverse, prod, symbols, times, transpose, unit
from .claim import Claim
from .forms import fields, integer, items, polynomial, rational, rationals, same
from .networks import Net, blocks, gradient, hessian_is_blocks, recursion
from .refusal import need, sure


@lru_cache(maxsize=None)
def free_blocks(widths):
    """The blocks of a shape with independent symbols for all data, after the comparison with the dense Hessian."""
    depth, top = len(widths) - 1, max(widths)
    free = symbols((depth + 2) * top)
    net = Net(widths, lambda k, i: free[(k + 1) * top + i - 1], lambda i: free[i - 1], lambda i: free[top + i - 1])
    sure(hessian_is_blocks(net), f"Theorem A fails at widths {widths}")
    return [(list(modes), [list(v) for v in variables]) for modes, variables, _ in blocks(net)]


def check_blocks(proof, claim):
    (low, high), (least, most) = claim.scope["depths"], claim.scope["widths"]
    shapes = [w for depth in range(low, high + 1) for w in product(range(least, most + 1), repeat=depth + 1)]
    listed, entries = fields(proof, "proof", "shapes")[0], 0
    for widths, (shape, path) in zip(shapes, items(listed, "proof.shapes", len(shapes))):
        found, named = fields(shape, path, "blocks", "widths")
        need(same(named, list(widths)), path + ".widths", f"{list(widths)} is expected here")
        expected = free_blocks(widths)
        for (modes, variables), (entry, bpath) in zip(expected, items(found, path + ".blocks", len(expected))):
            got_modes, got_variables = fields(entry, bpath, "modes", "variables")
            need(same(got_modes, modes), bpath + ".modes", f"{modes} is expected here")
            for want, (got, vpath) in zip(variables, items(got_variables, bpath + ".variables", len(variables))):
                need(same(got, want), vpath, f"{want} is expected here")
        entries += sum(a * b for a, b in zip(widths, widths[1:])) ** 2
    return (f"for all {len(shapes)} lists of widths from {least} to {most} at depths {low} to {high}, with every layer value, x and y a free "
            f"symbol, all {entries} entries of the Hessian by the general formula are those of the listed blocks, and zero outside them")


@lru_cache(maxsize=None)
def one_mode_gradient(depth):
    """Derivatives of x w^2 / 2 - y w with w = s_1..s_L; held against the matrix gradient of aligned networks with two modes."""
    sym = symbols(depth + 2)
    w, x, y = prod(sym[:depth]), sym[depth], sym[depth + 1]
    loss = x * w * w * Fraction(1, 2) - y * w
    result = [loss.derivative(k) for k in range(depth)]
    free = symbols(2 * depth + 4)
    for widths in ([2] * (depth + 1), [2] + [3] * (depth - 1) + [2], [3] + [2] * depth):
        net = Net(widths, lambda k, i: free[(i - 1) * depth + k - 1] if i < 3 else 0,
                  lambda i: free[2 * depth + i - 1] if i < 3 else 1, lambda i: free[2 * depth + i + 1])
        for k, g in enumerate(gradient(net.matrices(), net.sxx(), net.syx())):
            def entry(i):
                return result[k].at(free[(i - 1) * depth:i * depth] + [free[2 * depth + i - 1], free[2 * depth + i + 1]]) if i < 3 else 0
            sure(g == diagonal(len(g), len(g[0]), entry), "the gradient of an aligned network is not aligned")
    return result


def check_recursion(proof, claim):
    maps, trajectories = fields(proof, "proof", "maps", "trajectories")
    low, high = claim.scope["depths"]
    for depth, (entry, path) in zip(range(low, high + 1), items(maps, "proof.maps", high - low + 1)):
        balanced, named, slopes = fields(entry, path, "balanced", "depth", "gradient")
        need(same(named, depth), path + ".depth", f"{depth} is expected here")
        exact = one_mode_gradient(depth)
        for want, (got, gpath) in zip(exact, items(slopes, path + ".gradient", depth)):
            need(polynomial(got, gpath, depth + 2) == want, gpath, "not the derivative of the loss of one mode")
        s, eta, x, y = symbols(4)
        got = polynomial(balanced, path + ".balanced", 4)
        need(all(s - eta * slope.at([s] * depth + [x, y]) == got for slope in exact), path + ".balanced", "not one step of gradient descent")
        sure(got == s - eta * x * s ** (2 * depth - 1) + eta * y * s ** (depth - 1) and got.at([s, eta, 0, 0]) == s, "recursion")
    runs = [trajectory(entry, path, low, high) for entry, path in items(trajectories, "proof.trajectories", 2)]
    need(runs[0][0] < runs[1][0], "proof.trajectories[1].widths", "the two trajectories must have increasing depth")
    need(any(moved for _, moved, _ in runs), "proof.trajectories", "no trajectory has all its frames different from the identity")
    need(any(still for _, _, still in runs), "proof.trajectories", "no trajectory has a mode with x = y = 0")
    return (f"at depths {low} to {high} the gradient of the loss of one mode, as a polynomial, is the listed one, and one step maps s to "
            f"s - eta x s^(2L-1) + eta y s^(L-1), which is s when x = y = 0; two matrix trajectories in rational frames keep their frames")


def trajectory(entry, path, low, high):
    """Full gradient descent on matrices in the frames of the certificate; (depth, all frames moved, a still mode)."""
    final, frames, rate, start, steps, widths, x, y = fields(
        entry, path, "final", "frames", "rate", "start", "steps", "widths", "x", "y")
    widths = [integer(w, p, 1, 6) for w, p in items(widths, path + ".widths", least=2)]
    depth, least, ends = len(widths) - 1, min(widths), min(widths[0], widths[-1])
    need(low <= depth <= high, path + ".widths", "the depth is outside the scope")
    steps, rate = integer(steps, path + ".steps", 1, 8), rational(rate, path + ".rate")
    need(rate > 0, path + ".rate", "the rate must be positive")
    start, final = rationals(start, path + ".start", least), rationals(final, path + ".final", least)
    need(all(start), path + ".start", "a value is zero")
    x, y = rationals(x, path + ".x", widths[0]), rationals(y, path + ".y", ends)
    need(all(v == 1 for v in x[least:]), path + ".x", "indices beyond the least width have x = 1")
    need(not any(y[least:]), path + ".y", "indices beyond the least width have y = 0")
    skew = []
    for k, (upper, fpath) in enumerate(items(frames, path + ".frames", depth + 1)):
        upper = rationals(upper, fpath, widths[k] * (widths[k] - 1) // 2)
        need(upper == [Fraction(1, k + n + 2) for n in range(len(upper))], fpath, "entry n of frame k must be 1/(k + n + 1)")
        skew.append(upper)
    values = list(start)
    for _ in range(steps):
        values = [recursion(s, depth, rate, x[i], y[i], path + ".steps") for i, s in enumerate(values)]
        need(all(max(v.numerator.bit_length(), v.denominator.bit_length()) < 20000 for v in values), path + ".steps", "the numbers grow too large")
    need(values == final, path + ".final", "not the values of the recursion")
    q = [cayley(size, upper) for size, upper in zip(widths, skew)]
    layers = [times(q[k], diagonal(widths[k], widths[k - 1], lambda i: start[i - 1] if i <= least else 0), transpose(q[k - 1]))
              for k in range(1, depth + 1)]
    sxx = times(q[0], diagonal(widths[0], widths[0], lambda i: x[i - 1]), transpose(q[0]))
    syx = times(q[-1], diagonal(widths[-1], widths[0], lambda i: y[i - 1]), transpose(q[0]))
    for _ in range(steps):
        layers = [combine(w, g, -rate) for w, g in zip(layers, gradient(layers, sxx, syx))]
    for k in range(1, depth + 1):
        seen = times(transpose(q[k]), layers[k - 1], q[k - 1])
        need(seen == diagonal(widths[k], widths[k - 1], lambda i: final[i - 1] if i <= least else 0), path,
             f"layer {k} after gradient descent is not diagonal with the values 'final' in the frames")
    return depth, all(map(any, skew)), any(x[i] == y[i] == 0 and final[i] == start[i] for i in range(least))


def cayley(size, upper):
    """(I - K)^-1 (I + K) for the skew matrix K with these entries above the diagonal."""
    skew, entries = [[0] * size for _ in range(size)], iter(upper)
    for i in range(size):
        for j in range(i + 1, size):
            skew[i][j] = next(entries)
            skew[j][i] = -skew[i][j]
    q = times(inverse(combine(unit(size), skew, -1)), combine(unit(size), skew))
    sure(times(q, transpose(q)) == unit(size), "a frame is not orthogonal")
    return q


CLAIMS = {
    "aligned-block-decomposition": Claim(
        "verified", "symbolic", "block-decomposition",
        ("The Hessian of an aligned deep linear network is, after a permutation of the parameters, block diagonal with one block"
         " for each index i and one for each pair of indices i, m, with the entries of Theorem A."),
        {"depths": [1, 3], "widths": [1, 3],
         "text": "every list of widths between 1 and 3 at depths 1 to 3; all layer values, x_i and y_i free"},
        check_blocks),
    "deng-2026-recursion": Claim(
        "verified", "symbolic", "polynomial-identity",
        ("One step of gradient descent on an aligned balanced network keeps the frames and maps each layer value s to s - eta x "
         "s^(2L-1) + eta y s^(L-1); a mode with x = y = 0 does not move."),
        {"depths": [1, 8],
         "text": "depths 1 to 8, every real s, eta, x, y; frames checked on exact matrix trajectories"},
        check_recursion),
}

"""The seed paper, verified at listed instances: inertia of the signal/tail blocks when Sxx is the identity, spectra of approximately balanced minima."""
from fractions import Fraction
from functools import lru_cache
from itertools import product

from .algebra import combine, inertia, nullity, unit
from .claim import Claim
from .forms import fields, integer, items, multiplicity, network, rational, rationals, same, text
from .networks import Net, block, blocks, hessian_is_blocks, pair_net, power, recursion, split
from .refusal import need, sure

COUNTS = [("symmetric", lambda e: 1 + e), ("symmetric", lambda e: 1), ("symmetric", lambda e: e), ("symmetric", lambda e: -e),
          ("antisymmetric", lambda e: 1), ("antisymmetric", lambda e: 1 - e), ("antisymmetric", lambda e: e), ("antisymmetric", lambda e: -e)]


@lru_cache(maxsize=None)
def code_halves(depth, eps):
    """S_+ and S_- of the block of a signal (1, x = y = 1) and a tail index (eps, x = 1, y = 0), and the eight inertias."""
    matrix = block(pair_net(depth, (1, 1, 1), (eps, 1, 0)), 1, 2)[1]
    order = list(range(depth)) + list(range(2 * depth - 1, depth - 1, -1))             # X_1..X_L, Y_L..Y_1
    plus, minus = split([[matrix[i][j] for j in order] for i in order])
    e, g, steps = eps ** depth, sum(eps ** (2 * k) for k in range(depth)), range(1, depth + 1)
    for half, sign in ((plus, 1), (minus, -1)):
        sure(half == [[eps ** (k + j - 2) * (1 + sign * e * (k + j <= depth)) for j in steps] for k in steps], "the halves are not D (J +- e T) D")
    halves = {"symmetric": plus, "antisymmetric": minus}
    return [(name, shift(e) * g, inertia(combine(halves[name], unit(depth), -shift(e) * g))) for name, shift in COUNTS]


def check_inertia(proof, claim):
    scope = claim.scope
    instances, trajectories = fields(proof, "proof", "instances", "trajectories")
    (low, high), tails = scope["depths"], [Fraction(t) for t in scope["tails"]]
    cases = list(product(range(low, high + 1), tails))
    for (depth, eps), (entry, path) in zip(cases, items(instances, "proof.instances", len(cases))):
        counts, named, tail = fields(entry, path, "counts", "depth", "tail")
        need(same(named, depth), path + ".depth", f"{depth} is expected here")
        need(rational(tail, path + ".tail") == eps, path + ".tail", f"{eps} is expected here")
        exact = code_halves(depth, eps)
        for (name, shift, signs), (one, cpath) in zip(exact, items(counts, path + ".counts", len(exact))):
            matrix, *got, at = fields(one, cpath, "matrix", "negative", "zero", "positive", "shift")
            text(matrix, cpath + ".matrix", name)
            need(rational(at, cpath + ".shift") == shift, cpath + ".shift", f"{shift} is expected here")
            for field, value, true in zip(("negative", "zero", "positive"), got, signs):
                need(integer(value, f"{cpath}.{field}", 0, depth) == true, f"{cpath}.{field}", f"{true} is the inertia")
        for top in (exact[:4], exact[4:]):
            above, below, second, last = ([c[2] for c in top])
            need(above[2] == 0 and below[1] + below[2] >= 1 and second[2] <= 1 and last[0] == 0, path, "the counts do not give the statement")
    for depth, (entry, path) in zip(range(low, high + 1), items(trajectories, "proof.trajectories", high - low + 1)):
        tail_law(entry, path, depth)
    return (f"at depths {low} to {high} and tails {', '.join(scope['tails'])} the signal/tail block splits into S_+ and S_-, and exact inertia puts "
            f"one eigenvalue of S_+ in [g, g(1 + e)], one of S_- in [g(1 - e), g] and all others in [-e g, e g], e = eps^L; one trajectory a "
            f"depth obeys the two-sided algebraic law of the tail for three steps")


def tail_law(entry, path, depth):
    named, rate, start, values = fields(entry, path, "depth", "rate", "start", "values")
    need(same(named, depth), path + ".depth", f"{depth} is expected here")
    rate, start, values = rational(rate, path + ".rate"), rational(start, path + ".start"), rationals(values, path + ".values", 3)
    need(start == Fraction(1, 2), path + ".start", "1/2 is expected here")
    need(rate == Fraction(1, depth), path + ".rate", f"1/{depth} is expected here")
    n, s = 2 * depth - 2, start
    for t, value in enumerate(values, 1):
        s = recursion(s, depth, rate, 1, 0, path + ".rate")
        need(value == s, f"{path}.values[{t - 1}]", "not the next value of the recursion")
        base, slope = 1 / start ** n, n * rate * t
        upper = base + slope / power(1 - rate * start ** n, n + 1, path + ".rate")
        need(base + slope <= 1 / power(s, n, path + ".values") <= upper, f"{path}.values[{t - 1}]", "the tail law fails")


@lru_cache(maxsize=None)
def balanced_minimum(depth, first, second):
    """The network of an instance, and the blocks of its dominant, bulk and remaining parts."""
    t = (first, second)
    net = Net([3] * (depth + 1), lambda k, i: t[i - 1] if i < 3 else 0, lambda i: t[i - 1 if i < 3 else 0] ** -depth, lambda i: int(i < 3))
    sure(all(net.e(i) == 0 for i in (1, 2, 3)) and hessian_is_blocks(net), "the instance is not a minimum in block form")
    parts = {"dominant": [], "bulk": [], "rest": []}
    for modes, _, matrix in blocks(net):
        outside = sum(i > 2 for i in modes)
        parts["dominant" if outside == 0 else "bulk" if outside == 1 and len(modes) == 2 else "rest"].append((matrix, 1))
    sure(all(v == 0 for matrix, _ in parts["rest"] for row in matrix for v in row), "the rest is not zero")
    return net, parts


def part_spectrum(value, path, grouped):
    """A decreasing list of all non-zero eigenvalues with their multiplicities."""
    listed = []
    for entry, epath in items(value, path, least=1):
        (number, npath), (count, cpath) = items(entry, epath, 2)
        number = rational(number, npath)
        need(number != 0 and (not listed or number < listed[-1][0]), npath, "values must be non-zero and strictly decreasing")
        listed.append((number, multiplicity(count, cpath), cpath))
    for number, count, cpath in listed:
        need(sum(nullity(a, number) * n for a, n in grouped) == count, cpath, "not the multiplicity of this eigenvalue")
    rest = sum(nullity(a, 0) * n for a, n in grouped)
    need(sum(n for _, n, _ in listed) + rest == sum(len(a) * n for a, n in grouped), path, "an eigenvalue is missing")
    return [number for number, _, _ in listed], sum(n for _, n, _ in listed)


def check_spectra(proof, claim):
    scope = claim.scope
    (listed,), (low, high) = fields(proof, "proof", "instances"), scope["depths"]
    cases = list(product(range(low, high + 1), scope["pairs"]))
    for (depth, pair), (entry, path) in zip(cases, items(listed, "proof.instances", len(cases))):
        bulk, named, dominant, got, named_pair = fields(entry, path, "bulk", "depth", "dominant", "network", "pair")
        need(same(named, depth), path + ".depth", f"{depth} is expected here")
        need(same(named_pair, pair), path + ".pair", f"{pair} is expected here")
        net, parts = balanced_minimum(depth, *map(Fraction, pair))
        got = network(got, path + ".network")
        need((got.widths, got.layer, got.input, got.target) == (net.widths, net.layer, net.input, net.target), path + ".network",
             "not the network of this depth and pair")
        tops, top_count = part_spectrum(dominant, path + ".dominant", parts["dominant"])
        lows, low_count = part_spectrum(bulk, path + ".bulk", parts["bulk"])
        need((top_count, low_count) == (4, 4), path, "the counts r^2 and r(n_x + d_L - 2r) fail")
        a, b = min(net.input), max(net.input)
        for d, u in product(tops, lows):        # both sides of the bound to the power L
            need(u > 0 and (a / b) ** (3 * depth - 2) <= (d / (depth * u)) ** depth <= (b / a) ** (3 * depth - 2), path, "the bound fails")
    return (f"at depths {low} to {high} and the {len(scope['pairs'])} listed pairs of signal values, at balanced minima with widths 3, the non-zero "
            f"eigenvalues are the listed ones, and every ratio dominant/bulk lies in L (a/b)^(3-2/L) .. L (b/a)^(3-2/L)")


CLAIMS = {
    "deng-2026-code-variant": Claim(
        "verified", "exact", "inertia",
        ("With unit signals, Sxx = I and a tail value eps in (0, 1), each signal/tail block splits into S_+ and S_-; the top "
         "eigenvalue of S_+ lies in [g, g(1 + eps^L)], that of S_- in [g(1 - eps^L), g], all others in [-eps^L g, eps^L g], with"
         " g = 1 + eps^2 + ... + eps^(2L-2); and after t = 1, 2, 3 steps from s_0 = 1/2 at rate eta = 1/L a tail value obeys s_0^(-m) + m eta t <= s_t^(-m) <= s_0^(-m) + m eta t (1 - eta s_0^m)^(-(2L-1)) with m = 2L-2."),
        {"depths": [2, 6], "tails": ["1/10", "1/4", "1/3", "1/2", "2/3", "3/4", "9/10"],
         "text": "depths 2 to 6, the seven listed tails, three steps of the tail a depth"},
        check_inertia),
    "deng-2026-approx-balance": Claim(
        "verified", "exact", "block-spectrum",
        ("At the balanced minimum of a target with unit singular values and Sxx = diag(x_i), x_i in [a, b] on signals and seen "
         "nulls, zero tail: L (a/b)^(3-2/L) <= dominant/bulk <= L (b/a)^(3-2/L)."),
        {"depths": [2, 5], "pairs": [["1", "11/10"], ["1", "2"], ["2", "3"], ["1/2", "3/5"], ["5/4", "3/4"]],
         "text": "depths 2 to 5, two signals with layer values t_1, t_2 from the five listed pairs, x_i = t_i^(-L), one seen null with x = x_1, widths 3"},
        check_spectra),
}

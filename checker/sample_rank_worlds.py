"""Exact matrices for the arguments in words about ranks, further units and data, and saddles; see sample_worlds.

An item may hold at other layers than the next one, so that a world here is asked for each item: `at(item)`.
"""
from fractions import Fraction as F
from math import prod

from plumb_checker import rank_words, saddle_words, width_words
from plumb_checker.algebra import combine, diagonal, echelon, inverse, times, transpose, unit
from plumb_checker.instances import rank
from plumb_checker.networks import factors
from sample_worlds import World, balanced, balanced_layers, covariance, frame, invariant, matrix, power


def inner_inverse(rng, a):
    """A random X with A X A = A, from A = F G with F and G of full rank."""
    reduced, pivots = echelon(a)
    if pivots:
        f, g = [[row[p] for p in pivots] for row in a], reduced[:len(pivots)]
        root = times(transpose(g), inverse(times(g, transpose(g))), inverse(times(transpose(f), f)), transpose(f))
    else:
        root = [[F(0)] * len(a) for _ in a[0]]
    any_ = matrix(rng, len(a[0]), len(a))
    return combine(root, combine(any_, times(root, a, any_, a, root), -1))


class Stairs:
    """A network, a root C of Sxx, and for every item a layer l and a layer k where it is to hold; b is a hidden layer and q the rank of W C."""

    def __init__(self, rng, layers, c, b=1, others=()):
        self.rng, self.layers, self.c, self.b, self.others = rng, layers, c, b, dict(others)
        self.depth, (self.u, v) = len(layers), factors(layers)
        self.lower = [times(a, c) for a in v]
        self.x = [inner_inverse(rng, a) for a in self.u]
        self.y = [inner_inverse(rng, a) for a in self.lower]
        self.left = [[[F(0)] * len(layers[-1])] * len(layers[-1])] + [times(a, x) for a, x in zip(self.u, self.x)]
        self.right = [None] + [times(y, a) for a, y in zip(self.lower, self.y)]
        self.columns, self.rows = [0] + [rank(a) for a in self.u], [None] + [rank(a) for a in self.lower]
        self.q = rank(times(*reversed(layers), c))
        self.sums, self.steps = [0], [a - b for a, b in zip(self.columns[1:], self.columns)]
        for step, row in zip(self.steps, self.rows[1:]):
            self.sums.append(self.sums[-1] + step * row)

    def at(self, item):
        other = next((world for start, world in self.others.items() if item.name.startswith(start)), self)
        return other.there(item.name) if isinstance(other, Stairs) else other

    def choose(self, name):
        """(k, l): k at least 2 where the layer before it counts as one."""
        pick, last, b = self.rng.randint, self.depth, self.b
        if name == "upper":
            l = pick(1, last - 1)
            return pick(l + 1, last), l
        if name in ("columns", "rows", "lower"):
            ends = sorted((pick(1, last), pick(1, last)), reverse=name == "columns")
            return ends
        k = {"hidden-lower": lambda: pick(2, b), "hidden-upper": lambda: pick(b + 1, last), "rest": lambda: pick(b + 1, last), "contained-right": lambda: pick(1, last - 1)}
        return k.get(name, lambda: pick(2, last))(), pick(1, last)

    def there(self, name):
        (k, l), rng, last = self.choose(name), self.rng, self.depth
        out, into = len(self.layers[-1]), len(self.c)
        names, between = {"k": k, "l": l}, lambda a, b: times(unit(len(self.layers[a - 1]) if a else into), *reversed(self.layers[b:a]))
        change = {name: matrix(rng, len(self.layers[h - 1]), len(self.layers[h - 1][0])) for name, h in (("D(l)", l), ("D(k)", k), ("D(L)", last))}
        moved = times(self.u[l - 1], change["D(l)"], self.lower[l - 1])
        parts = [[[F(0)] * into for _ in range(out)]]
        for h in range(1, last + 1):
            parts.append(combine(parts[-1], times(combine(self.left[h], self.left[h - 1], -1), moved, self.right[h])))
        named = change | {"Z": matrix(rng, out, into), "P(0)": self.left[0], "T(0)": parts[0], "P(k-1)": self.left[k - 1], "T(k-1)": parts[k - 1]}
        if k > 1:
            named |= {"U(k-1)": self.u[k - 2], "X(k-1)": self.x[k - 2]}
        for at, h in names.items():
            named |= {f"U({at})": self.u[h - 1], f"B({at})": self.lower[h - 1], f"X({at})": self.x[h - 1], f"Y({at})": self.y[h - 1], f"P({at})": self.left[h],
                      f"T({at})": parts[h]}
        named |= {"Q(k)": self.right[k]}
        if k >= l:
            named["R(k,l)"] = between(k, l)
        if k <= l:
            named["R(l-1,k-1)"] = between(l - 1, k - 1)
        r, q, rho = self.rows[1], self.q, self.rows[self.b + 1]
        numbers = {"q": q, "r": r, "K": out, "rho": rho, "r(1)": self.rows[1], "r(k)": self.rows[k]}
        gaps = {"G": [sum(self.steps[h] * (r - self.rows[h + 1]) for h in range(m)) for m in range(last + 1)],
                "H": [sum(self.steps[h] * (rho - self.rows[h + 1]) for h in range(self.b, m)) for m in range(last + 1)]}
        for at, h in (("k", k), ("k-1", k - 1), ("0", 0), ("1", 1), ("b", self.b), ("L", last)):
            numbers |= {f"S({at})": self.sums[h], f"c({at})": self.columns[h], f"G({at})": gaps["G"][h], f"H({at})": gaps["H"][h]}
        return World(named | {name: [[F(value)]] for name, value in numbers.items()} | self.tangent(k))

    def tangent(self, k):
        """What the tangent space at balanced layers is said with; B(1) = C = 1 there, so that B and V are the same."""
        w, last = times(*reversed(self.layers)), self.depth
        power_of = lambda a, n: power(times(a, transpose(a)), n)
        return {"W": w, "G": inner_inverse(self.rng, w), "B": matrix(self.rng, len(w), len(w)), "C": matrix(self.rng, len(w[0]), len(w[0])), "W(1)": self.layers[0],
                "W(L)": self.layers[-1], "U(1)": self.u[0], "U(L)": self.u[-1], "V(1)": self.lower[0], "V(L)": self.lower[-1], "V(k)": self.lower[k - 1],
                "P^(L-k)": power_of(self.layers[-1], last - k), "R^(k-1)": power_of(transpose(self.layers[0]), k - 1)}


def of_widths(rng, widths, least=None):
    """Random layers and a root of Sxx, with W C of the least rank or as it comes."""
    while True:
        layers = [matrix(rng, widths[k], widths[k - 1]) for k in range(1, len(widths))]
        c = covariance(rng, widths[0])
        if least is None or rank(times(*reversed(layers), c)) == least:
            return layers, c


def stairs(rng):
    """Any ranks; a hidden layer b of least width; least rank of the inputs; least width of the outputs."""
    singular, (layers, _) = diagonal(3, 3, lambda i: F(int(i < 2))), of_widths(rng, [3, 2, 3, 2, 3])
    layers[rng.choice((0, 2))] = times(matrix(rng, 2, 1), matrix(rng, 1, 3))
    few = of_widths(rng, [2, 3, 2, 3], 2)
    others = {"hidden": Stairs(rng, *of_widths(rng, [3, 3, 2, 3, 4], 2), b=2), "inputs": Stairs(rng, *few), "outputs": Stairs(rng, *of_widths(rng, [3, 3, 3, 2], 2))}
    return Stairs(rng, layers, singular if rng.randint(0, 1) else unit(3), b=rng.choice((1, 2, 3)), others=others)


def balanced_stairs(rng):
    layers, _ = balanced(rng, [3, 2, 3, 2, 3], [F(2), F(rng.randint(0, 1), 2)])
    chains = balanced_layers(rng)
    return Stairs(rng, layers, unit(3), b=rng.choice((2, 3)), others={"commute": chains, "power": chains})


def further_unit(rng):
    """Depth 5, j = 3, aligned in frames; the unit is the last of the wider layer, in a frame of its own; d stands for first and second orders."""
    widths, j = [2, 3, 2, 3, 2, 3], 3
    frames = [frame(rng, n) for n in widths]
    value = [None] + [F(rng.randint(-3, 3), 2) for _ in range(5)]
    layers = [times(frames[k], diagonal(widths[k], widths[k - 1], lambda i, k=k: value[k] if i == 1 else F(i, k)), transpose(frames[k - 1])) for k in range(1, 6)]
    sxx = times(frames[0], diagonal(2, 2, lambda i: F(i)), transpose(frames[0]))
    syx = times(frames[5], diagonal(3, 2, lambda i: F(7 * i)), transpose(frames[0]))
    (u, v), w = factors(layers), times(*reversed(layers))
    wide = frame(rng, widths[j] + 1)

    def e(k):
        return [[row[0]] for row in frames[k]]
    product = value[1] * value[2] * value[3] * value[4] * value[5]
    numbers = {"e(i)": product - 7, "v(1)": F(1), "v(j)": value[1] * value[2], "v(j+1)": value[1] * value[2] * value[3], "u(L)": F(1), "u(j)": value[4] * value[5],
               "u(j-1)": value[3] * value[4] * value[5], "u(j+1)": value[5], "s(j)": value[3]}
    named = {"W(j)": layers[j - 1], "W(j+1)": layers[j], "U(j)": u[j - 1], "U(j-1)": u[j - 2], "U(j+1)": u[j], "U(L)": u[4], "V(j)": v[j - 1], "V(j+1)": v[j], "V(1)": v[0],
             "W": w, "E": combine(times(w, sxx), syx, -1), "Sxx": sxx, "Syx": syx, "N": [row[:-1] for row in wide], "e": [row[-1:] for row in wide],
             "e(0)": e(0), "e(j-1)": e(j - 1), "e(j)": e(j), "e(j+1)": e(j + 1), "e(L)": e(5)}
    free = {"a": (widths[j - 1], 1), "b": (widths[j + 1], 1), "D(j)": (widths[j], widths[j - 1]), "D(j+1)": (widths[j + 1], widths[j]),
            "d1U(j+1)": (3, widths[j + 1]), "d2U(j+1)": (3, widths[j + 1]), "d1V(j)": (widths[j - 1], 2), "d2V(j)": (widths[j - 1], 2)}
    world = World(named | {name: matrix(rng, *shape) for name, shape in free.items()} | {name: [[number]] for name, number in numbers.items()}, {"t": F(2, 3)})
    return Cases(world, {"interpolation": World(world.matrices | {"E": [[F(0)] * 2] * 3, "Syx": times(w, sxx)}, world.scalars)})


def saddles(rng):
    """Any values of i and a in a chain of 7 layers, of which l = 6 and m = 2 are two."""
    depth, l, m = 7, 6, 2

    def value():
        return F(rng.choice((-3, -2, -1, 1, 2, 3)), rng.randint(1, 2))
    vi, va = ([value() for _ in range(depth)] for _ in range(2))
    target = value()
    scalars = {"q(m,a)": prod(va[:m - 1]), "s(m,a)": va[m - 1], "r(l,m,a)": prod(va[m:l - 1]), "s(l,a)": va[l - 1], "p(l,a)": prod(va[l:]), "p(l,i)": prod(vi[l:]),
               "q(m,i)": prod(vi[:m - 1]), "x(i)": abs(value()), "x(a)": abs(value()), "e(i)": -target, "w": prod(va), "X": value(), "Y": value()}
    chain = invariant(rng)                           # any chain of columns, with E e(0) = e(L) e(i) and e(L) of length 1
    e0, last = chain.matrices["e(0)"], chain.matrices["e(L)"]
    unit_first = combine(matrix(rng, 3, 3), unit(3))
    residual = combine(times(unit_first, combine(unit(3), times(e0, transpose(e0)), -1)), times(last, transpose(e0)), target)
    chain.matrices |= {"E": residual, "e(i)": [[target]]}
    return Cases(World({}, scalars), dict.fromkeys(("above-last", "above", "below-back-first", "below-back", "gradient"), chain))


class Cases:
    """A world, and others for the items of some names."""

    def __init__(self, world, others):
        self.world, self.others = world, others

    def at(self, item):
        return self.others.get(item.name, self.world)


def fitted_data(rng):
    """Sxx = C C of rank 2, and targets that the network meets."""
    c, w = times(transpose(frame(rng, 3)), diagonal(3, 3, lambda i: F(int(i < 3))), frame(rng, 3)), matrix(rng, 2, 3)
    c = times(c, transpose(c))
    sxx = times(c, c)
    return World({"C": c, "Sxx": sxx, "W": w, "Syx": times(w, sxx), "A": matrix(rng, 2, 3), "B": matrix(rng, 2, 3), "X": inner_inverse(rng, c)})


def unseen_input(rng):
    """The last column of a frame is the input without variance, weights and targets."""
    q = frame(rng, 3)

    def blind(a):
        return times(a, combine(unit(3), times([row[-1:] for row in q], transpose([row[-1:] for row in q])), -1))
    c = blind(matrix(rng, 3, 3))
    return World({"u": [row[-1:] for row in q], "Sxx": times(transpose(c), c), "Syx": blind(matrix(rng, 2, 3)), "W(1)": blind(matrix(rng, 4, 3)), "D(1)": blind(matrix(rng, 4, 3)),
                  "U(1)": matrix(rng, 2, 4), "d1U(1)": matrix(rng, 2, 4), "d2U(1)": matrix(rng, 2, 4), "g": matrix(rng, 4, 1)}, {"t": F(2, 3), "xi": F(5, 2)})


RANK_WORLDS = {
    "trager-2020-differential-rank-every-depth": (rank_words.differential_rank, stairs), "singh-2021-rank-outer-every-depth": (rank_words.outer_rank, stairs),
    "bah-2022-riemannian-every-depth": (rank_words.balanced_metric, balanced_stairs),
    "sagun-2017-width-invariance-every-depth": (width_words.further_unit, further_unit),
    "sagun-2017-rank-bound-every-depth": (width_words.interpolation_rank, fitted_data), "sagun-2017-data-every-depth": (width_words.further_data, unseen_input),
    "achour-2024-aligned-strictness-every-depth": (saddle_words.words, saddles),
}

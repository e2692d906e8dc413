"""Tests of the arguments in words: python3 checker/test_words.py

Every relation and every item of every argument is evaluated on exact matrices that satisfy the hypotheses, so that no definition
contradicts another; and the machinery refuses what it must.
"""
import os
import random
import sys
import unittest
from fractions import Fraction as F

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from plumb_checker import aligned_blocks, aligned_words, hessian_words, landscape, landscape_origin, layer_words, rank_words, saddle_words, softmax, structure, width_words
from plumb_checker.algebra import combine, diagonal, echelon, inverse, times, transpose, unit
from plumb_checker.claims import CLAIMS
from plumb_checker.instances import Instance, aligned, rank
from plumb_checker.networks import factors, gradient
from plumb_checker.refusal import Refused
from plumb_checker.words import Alphabet, Item, Relation, check_words, normal_form, shown, written


def matrix(rng, rows, columns):
    return [[F(rng.randint(-3, 3), rng.randint(1, 2)) for _ in range(columns)] for _ in range(rows)]


def covariance(rng, n):
    a = matrix(rng, n, n)
    return times(a, transpose(a))


def frame(rng, n):
    """(I - K)^-1 (I + K) for a skew K."""
    k = [[F(0)] * n for _ in range(n)]
    for i in range(n):
        for j in range(i):
            k[i][j] = F(rng.randint(-2, 2), rng.randint(1, 2))
            k[j][i] = -k[i][j]
    return times(inverse(combine(unit(n), k, -1)), combine(unit(n), k))


def scaled(a, factor):
    return [[factor * v for v in row] for row in a]


def power(a, n):
    return times(unit(len(a)), *[a] * n)


def trace(a):
    return sum(row[i] for i, row in enumerate(a))


class World:
    """Matrices for symbols and numbers for scalars."""

    def __init__(self, matrices, scalars=None):
        self.matrices, self.scalars = matrices, scalars or {}

    def value(self, words, shape):
        total = [[F(0)] * shape[1] for _ in range(shape[0])]
        for (powers, letters), a in words.terms.items():
            for name, exponent in powers:
                a *= F(self.scalars[name]) ** exponent
            found = unit(shape[0])
            for letter in letters:
                name = words.alphabet.name(letter)
                found = times(found, self.matrices[name] if name == letter else transpose(self.matrices[name]))
            total = combine(total, found, a)
        return total

    def shape(self, words):
        """From the sizes of the symbols; an expression without letters is between numbers or takes the size that is given for its space."""
        sizes = {"1": 1}
        for name, (rows, columns, _, _) in words.alphabet.symbols.items():
            if name in self.matrices:
                for space, size in ((rows, len(self.matrices[name])), (columns, len(self.matrices[name][0]))):
                    assert sizes.setdefault(space, size) == size, (name, space)
        return sizes[words.rows], sizes[words.columns]

    def at(self, item):
        """The world in which an item is looked at."""
        return self

    def holds(self, left, right, traces=False):
        left, right = self.value(left, self.shape(left)), self.value(right, self.shape(right))
        return trace(left) == trace(right) if traces else left == right


def balanced(rng, widths, values):
    frames = [frame(rng, n) for n in widths]
    return [times(frames[k], diagonal(widths[k], widths[k - 1], lambda i: values[i - 1] if i <= len(values) else F(0)), transpose(frames[k - 1]))
            for k in range(1, len(widths))], frames


def network(rng, layers):
    return covariance(rng, len(layers[0][0])), matrix(rng, len(layers[-1]), len(layers[0][0]))


def neighbours(rng):
    widths = [2, 3, 2, 3]
    layers = [matrix(rng, widths[k], widths[k - 1]) for k in (1, 2, 3)]
    sxx, syx = network(rng, layers)
    (u, v), g = factors(layers), gradient(layers, sxx, syx)
    w = times(layers[2], layers[1], layers[0])
    return World({"W(k)": layers[0], "W(k+1)": layers[1], "U(k)": u[0], "U(k+1)": u[1], "V(k)": v[0], "V(k+1)": v[1], "G(k)": g[0], "G(k+1)": g[1],
                  "dW(k)": scaled(g[0], -1), "dW(k+1)": scaled(g[1], -1), "W": w, "Sxx": sxx, "Syx": syx, "E": combine(times(w, sxx), syx, -1),
                  "D": matrix(rng, 3, 2)}, {"eta": F(2, 3)})


def balanced_layers(rng):
    """Depth 4, j = 2 or 3: only names with j occur, and j - 1, j - 2, j + 1 stand beside it."""
    widths, j = [3, 2, 3, 2, 3], rng.choice((2, 3))
    depth = len(widths) - 1
    layers, _ = balanced(rng, widths, [F(2), F(1, 2)])
    sxx, syx = network(rng, layers)
    g = gradient(layers, sxx, syx)
    u = {k: times(unit(widths[depth]), *reversed(layers[k:])) for k in range(depth + 1)}
    v = {k: times(*reversed(layers[:k - 1]), unit(widths[0])) if k > 1 else unit(widths[0]) for k in range(1, depth + 2)}
    rate = {1: [[F(0)] * widths[0] for _ in range(widths[0])]}
    for k in range(1, depth + 1):
        rate[k + 1] = combine(scaled(times(g[k - 1], v[k]), -1), times(layers[k - 1], rate[k]))
    p, r = times(layers[-1], transpose(layers[-1])), times(transpose(layers[0]), layers[0])
    named = {"U(j)": u[j], "U(j-1)": u[j - 1], "U(L)": u[depth], "U(0)": u[0], "V(j)": v[j], "V(j+1)": v[j + 1], "V(1)": v[1], "V(L+1)": v[depth + 1],
             "W(j)": layers[j - 1], "W(j-1)": layers[j - 2], "W(j+1)": layers[j], "W(L)": layers[-1], "W(1)": layers[0], "W": u[0],
             "P": p, "P^0": unit(len(p)), "P^L": power(p, depth), "P^(L-j)": power(p, depth - j), "P^(L-j+1)": power(p, depth - j + 1),
             "R": r, "R^0": unit(len(r)), "R^L": power(r, depth), "R^(j-1)": power(r, j - 1), "R^j": power(r, j),
             "E": combine(times(u[0], sxx), syx, -1), "dW(j)": scaled(g[j - 1], -1), "dV(j)": rate[j], "dV(j+1)": rate[j + 1]}
    return World(named)


def singular_triple(rng):
    widths, s, j = [3, 2, 3], F(3, 2), 1
    depth = 2
    layers, frames = balanced(rng, widths, [s, F(1, 3)])
    u, v = ([[row[0]] for row in frames[k]] for k in (depth, 0))
    p, r = times(layers[-1], transpose(layers[-1])), times(transpose(layers[0]), layers[0])
    return World({"u": u, "v": v, "du": [[row[1]] for row in frames[depth]], "dv": [[row[2]] for row in frames[0]], "W": times(*reversed(layers)),
                  "dW": matrix(rng, 3, 3), "E": matrix(rng, 3, 3), "P": p, "R": r, "P^(L-j-1)": power(p, depth - j - 1), "P^(L-j)": power(p, depth - j),
                  "R^(j-1)": power(r, j - 1), "R^j": power(r, j), "R^(L-1)": power(r, depth - 1)},
                 {"sigma": s ** depth, "r": s ** 2, "r^(L-j-1)": 1, "r^(j-1)": 1, "r^(L-1)": s ** 2})


def two_layers(rng):
    (first, second), _ = balanced(rng, [3, 2, 3], [F(2), F(1, 2)])
    syx = matrix(rng, 3, 3)
    e = combine(times(second, first), syx, -1)
    return World({"W(1)": first, "W(2)": second, "Syx": syx, "E": e, "dW(1)": scaled(times(transpose(second), e), -1),
                  "dW(2)": scaled(times(e, transpose(first)), -1)})


def gauss_newton(rng):
    c = covariance(rng, 2)
    layers = [matrix(rng, 3, 2), matrix(rng, 2, 3)]
    u, v = factors(layers)
    return World({"C": c, "Sxx": times(c, c), "Syx": matrix(rng, 2, 2), "W": times(*reversed(layers)), "Z": matrix(rng, 2, 2),
                  "U(k)": u[0], "V(k)": v[0], "D(k)": matrix(rng, 3, 2), "U(l)": u[1], "V(l)": v[1], "D(l)": matrix(rng, 2, 3)})


def fitted(rng):
    w, sxx = matrix(rng, 3, 2), covariance(rng, 2)
    return World({"W": w, "Sxx": sxx, "Syx": times(w, sxx), "E": [[F(0)] * 2] * 3, "A": matrix(rng, 3, 2), "B": matrix(rng, 3, 2)})


def at_origin(rng):
    """Layers t D(k), five of them; Syx with a known singular triple and with unit columns that it does not see."""
    t, y, gamma = F(2, 3), F(5, 2), F(1, 3)
    widths = [3, 2, 2, 3, 2, 3]
    left, right = frame(rng, 3), frame(rng, 3)
    column = rng.choice((0, 1))
    syx = times(left, diagonal(3, 3, lambda i: [y, F(4), F(0)][i - 1]), transpose(right))
    d = [matrix(rng, widths[k + 1], widths[k]) for k in range(5)]
    m, v = {4: times(d[2], d[1], d[0])}, {4: scaled(times(d[2], d[1], d[0]), t ** 3)}
    for k in (4, 5):
        m[k + 1], v[k + 1] = scaled(times(d[k - 1], m[k]), t), scaled(times(d[k - 1], v[k]), t)
    named = {f"W({k})": scaled(d[k - 1], t) for k in (1, 2, 3)} | {f"D({k})": d[k - 1] for k in (1, 2, 3)}
    return World(named | {
        "W(j)": scaled(d[3], t), "D(j)": d[3], "C(j)": matrix(rng, 2, 3), "V(4)": v[4], "M(4)": m[4], "V(j)": v[4], "M(j)": m[4], "V(j+1)": v[5], "M(j+1)": m[5],
        "V(L+1)": v[6], "M(L+1)": m[6], "C(1)": matrix(rng, 2, 3), "D(L)": matrix(rng, 3, 2), "C(L)": matrix(rng, 3, 2), "h": matrix(rng, 2, 1), "Syx": syx,
        "Sxx": covariance(rng, 3), "u": [[row[column]] for row in left], "v": [[row[column]] for row in right],
        "u0": [[row[2]] for row in left], "v0": [[row[2]] for row in right]},
        {"t": t, "r": F(3), "gamma": gamma, "y": [y, 4][column]})


def invariant(rng):
    """Depth 3, j = 2, d = 3, one column of K; the layers are those of the start, so that W0 = W, and W+ is one step of descent by the general gradient."""
    q = [frame(rng, 3) for _ in range(3)]
    eps, eta = [F(2), F(-1, 2), F(3)], F(1, 7)
    layers = [scaled(o, v) for o, v in zip(q, eps)]
    e = [[[F(0)], [F(0)], [F(1)]]]
    for o in q:
        e.append(times(o, e[-1]))
    seen = times(q[2], q[1], q[0], [[F(rng.randint(1, 3)), F(0)], [F(0), F(2)], [F(0), F(0)]])     # Q_3 times columns orthogonal to e_3
    syx = times(seen, [[F(1), F(2), F(0)], [F(0), F(1), F(0)]])
    g, (u, v) = gradient(layers, unit(3), syx), factors(layers)
    w = times(*reversed(layers))
    named = {f"e({name})": e[k] for name, k in (("0", 0), ("j-1", 1), ("j", 2), ("L", 3))}
    numbers = {"s(j)": eps[1], "s0(j)": eps[1], "s+(j)": eps[1] - eta * eps[1] * (eps[0] * eps[2]) ** 2, "v(1)": 1, "v(j)": eps[0], "v(j+1)": eps[0] * eps[1],
               "u(L)": 1, "u(j)": eps[2], "u(j-1)": eps[1] * eps[2]}
    return World(named | {name: [[F(value)]] for name, value in numbers.items()} | {
        "W(j)": layers[1], "W0(j)": layers[1], "W+(j)": combine(layers[1], g[1], -eta), "O(j)": q[1], "G(j)": g[1], "V(1)": v[0], "V(j)": v[1], "V(j+1)": v[2],
        "U(L)": u[2], "U(j)": u[1], "U(j-1)": u[0], "W": w, "Sxx": unit(3), "Syx": syx, "E": combine(w, syx, -1)}, {"eps": eps[1], "eta": eta})


def aligned_network(rng):
    """Depth 5, l = 2, j = 3, k = 4, in frames; a column beyond its width is 0, as are the values there, and the variables (k; i, m) and (l; a, b) exist."""
    while True:
        widths = [rng.randint(2, 4) for _ in range(6)]
        i, m, a = rng.sample(range(1, 5), 3)
        b = rng.choice([n for n in range(1, 5) if n not in (i, m)])
        if i <= widths[4] and m <= widths[3] and a <= widths[2] and b <= widths[1] and m <= widths[2] and i <= min(widths[1:4]):
            break
    frames = [frame(rng, n) for n in widths]
    value = [None] + [{n: F(rng.randint(-3, 3), rng.randint(1, 2)) if n <= min(widths[k], widths[k - 1]) else F(0) for n in range(1, 5)} for k in range(1, 6)]
    x, y = ({n: F(rng.randint(1, 5)) if n <= least else F(0) for n in range(1, 5)} for least in (widths[0], min(widths[0], widths[5])))

    def e(k, n):
        return [[row[n - 1]] if n <= widths[k] else [F(0)] for row in frames[k]]

    def between(k, j, n):
        """The values of the layers after j and before k."""
        found = F(1)
        for h in range(j + 1, k):
            found *= value[h][n]
        return found
    layers = [times(frames[k], diagonal(widths[k], widths[k - 1], lambda n, k=k: value[k][n]), transpose(frames[k - 1])) for k in range(1, 6)]

    def product(k, j):
        """W_(k-1) .. W_(j+1)."""
        return times(unit(widths[k - 1]), *reversed(layers[j:k - 1]))
    sxx = times(frames[0], diagonal(widths[0], widths[0], lambda n: x[n]), transpose(frames[0]))
    syx = times(frames[5], diagonal(widths[5], widths[0], lambda n: y[n]), transpose(frames[0]))
    whole = product(6, 0)
    named = {"W": whole, "Sxx": sxx, "Syx": syx, "E": combine(times(whole, sxx), syx, -1), "R(k,l)": product(4, 2), "R(k+1,l)": product(5, 2),
             "R(l+1,l)": unit(widths[2])}
    numbers = {"s(j)": value[3][1], "s(k)": value[4][1], "u(L)": F(1), "u(j)": between(6, 3, 1), "u(j-1)": between(6, 2, 1), "v(1)": F(1), "v(j)": between(3, 0, 1),
               "v(j+1)": between(4, 0, 1), "r(l+1,l)": F(1), "r(k,l)": between(4, 2, 1), "r(k+1,l)": between(5, 2, 1)}
    for name, k in (("j", 3), ("k", 4), ("l", 2)):
        named |= {f"W({name})": layers[k - 1], f"U({name})": product(6, k), f"V({name})": product(k, 0)}
    named |= {"U(j-1)": product(6, 2), "U(L)": unit(widths[5]), "U(0)": whole, "V(j+1)": product(4, 0), "V(1)": unit(widths[0])}
    named |= {f"e({name})": e(k, 1) for name, k in (("0", 0), ("j-1", 2), ("j", 3), ("l", 2), ("k-1", 3), ("k", 4), ("L", 5))}
    for name, n in (("i", i), ("m", m), ("a", a), ("b", b)):
        named |= {f"e({at},{name})": e(k, n) for at, k in (("0", 0), ("l-1", 1), ("l", 2), ("k-1", 3), ("k", 4), ("L", 5))}
        numbers |= {f"x({name})": x[n], f"y({name})": y[n], f"E({name})": between(6, 0, n) * x[n] - y[n], f"r(k,l,{name})": between(4, 2, n)}
        numbers |= {f"p({at},{name})": between(6, k, n) for at, k in (("0", 0), ("l", 2), ("k", 4))}
        numbers |= {f"q({at},{name})": between(k, 0, n) for at, k in (("l", 2), ("k", 4))}
    return World(named | {name: [[number]] for name, number in numbers.items()}, {"t": F(2, 3), "r": F(3)})


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
    """Depth 7: i has zeros in layers j = 3 and k = 5 and the values of a are any; the items on zeros of a have them where they say."""
    depth, j, k = 7, 3, 5

    def value():
        return F(rng.choice((-3, -2, -1, 1, 2, 3)), rng.randint(1, 2))
    vi, va = ([None] + [value() for _ in range(depth)] for _ in range(2))
    vi[j] = vi[k] = F(0)
    xi, xa, target, big_x, big_y = (abs(value()), abs(value()), value(), value(), value())

    def between(values, upper, lower):
        found = F(1)
        for h in range(lower + 1, upper):
            found *= values[h]
        return found

    def world(va, l, m, j=j, k=k):
        w = between(va, depth + 1, 0)
        named = {f"r({a},{b},i)": between(vi, x, y) for a, b, x, y in (("k", "l", k, l), ("l", "j", l, j))}
        places = {"l": l, "m": m, "j": j, "k": k, "k-1": k - 1, "j+1": j + 1}
        named |= {f"r({a},{b},a)": between(va, x, y) for a, x in places.items() for b, y in places.items()} | {"r'(k,j,a)": between(va, k, j)}
        named |= {f"p({at},i)": between(vi, depth + 1, h) for at, h in (("k", k), ("l", l))} | {f"q({at},i)": between(vi, h, 0) for at, h in (("j", j), ("l", l))}
        named |= {"s(k,i)": vi[k], "s(j,i)": vi[j]} | {f"s({at},a)": va[h] for at, h in places.items()}
        scalars = {"q(j,a)": between(va, j, 0), "s(j,a)": va[j], "r(k,j,a)": between(va, k, j), "s(k,a)": va[k], "p(k,a)": between(va, depth + 1, k),
                   "p(k,i)": between(vi, depth + 1, k), "q(j,i)": between(vi, j, 0), "x(i)": xi, "x(a)": xa, "e(i)": -target, "w": w, "X": big_x, "Y": big_y}
        return World({name: [[number]] for name, number in named.items()}, scalars)

    def without(*layers):
        return [None] + [F(0) if h in layers else va[h] for h in range(1, depth + 1)]
    cases = {"zero-above": world(va, 2, 1), "zero-below": world(va, 6, 1), "zero-wider": world(without(4), 6, 2), "zero-wider-above": world(without(k), 6, j),
             "zero-wider-below": world(without(j), k, 2), "zero-missing-above": world(without(k - 1, k), 6, 2), "zero-missing-below": world(without(j, j + 1), 6, 2)}
    chain = invariant(rng)                           # any chain of columns, with E e(0) = e(L) e(i) and e(L) of length 1
    e0, last = chain.matrices["e(0)"], chain.matrices["e(L)"]
    unit_first = combine(matrix(rng, 3, 3), unit(3))
    residual = combine(times(unit_first, combine(unit(3), times(e0, transpose(e0)), -1)), times(last, transpose(e0)), target)
    chain.matrices |= {"E": residual, "e(i)": [[target]]}
    return Cases(world(va, 6, 2), cases | dict.fromkeys(("above-last", "above", "below-back-first", "below-back", "gradient"), chain))


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


def softmax_output(rng):
    s = [[F(2, 3)], [F(2, 3)], [F(1, 3)]]
    p = [[v * v] for v, in s]
    e = [[[F(int(i == k))] for i in range(3)] for k in range(3)]
    pairs = [[F(0)] * 3 for _ in range(3)]
    for i in range(3):
        for j in range(i):
            both = combine(e[i], e[j])
            pairs = combine(pairs, times(both, transpose(both)), p[i][0] * p[j][0])
    i, j = rng.sample(range(3), 2)
    return World({"p": p, "1": [[F(1)]] * 3, "diag(p)": [[p[a][0] if a == b else F(0) for b in range(3)] for a in range(3)], "sqrt(p)": s,
                  "diag(sqrt(p))": [[s[a][0] if a == b else F(0) for b in range(3)] for a in range(3)], "J": matrix(rng, 3, 4), "T": pairs,
                  "e(c')": e[i], "e(i)": e[i], "e(j)": e[j]},
                 {"C": 3, "sqrt(p)(c')": s[i][0], "p(i)": p[i][0], "p(j)": p[j][0]})


def columns_of(rng):
    named = {}
    for all_, count, mean, spread, size in (("delta(c,c')", "n", "mean(c,c')", "Sigma(c,c')", 4), ("means(c)", "C-1", "delta(c)", "Sigma(c)", 2)):
        a = matrix(rng, 2, size)
        average = [[sum(row) / size] for row in a]
        centred = [[v - m for v in row] for row, (m,) in zip(a, average)]
        named |= {all_: a, f"1({count})": [[F(1)]] * size, mean: average, spread: scaled(times(centred, transpose(centred)), F(1, size))}
    return World(named | {"mean(c,c)": matrix(rng, 2, 1)}, {"n": 4, "C-1": 2, "C": 3})


WORLDS = {
    "arora-2018-flow-conservation": (layer_words.flow_conservation, neighbours), "du-2018-auto-balancing": (layer_words.auto_balancing, neighbours),
    "arora-2018-end-to-end-flow": (layer_words.end_to_end_flow, balanced_layers),
    "arora-2019-singular-value-ode": (layer_words.singular_value_flow, singular_triple), "fukumizu-1998-riccati": (layer_words.riccati, two_layers),
    "gn-kronecker-gram": (hessian_words.gauss_newton_gram, gauss_newton), "interpolation-hessian-is-gauss-newton": (hessian_words.interpolation, fitted),
    "kawaguchi-2016-origin": (landscape_origin.origin(False), at_origin), "ziyin-2022-weight-decay-origin": (landscape_origin.origin(True), at_origin),
    "yaras-2023-invariant-subspace": (aligned_words.invariant_subspace, invariant),
    "aligned-block-decomposition-every-depth": (aligned_blocks.entries, aligned_network),
    "trager-2020-differential-rank-every-depth": (rank_words.differential_rank, stairs), "singh-2021-rank-outer-every-depth": (rank_words.outer_rank, stairs),
    "bah-2022-riemannian-every-depth": (rank_words.balanced_metric, balanced_stairs),
    "sagun-2017-width-invariance-every-depth": (width_words.further_unit, further_unit),
    "sagun-2017-rank-bound-every-depth": (width_words.interpolation_rank, fitted_data), "sagun-2017-data-every-depth": (width_words.further_data, unseen_input),
    "achour-2024-aligned-strictness-every-depth": (saddle_words.strictness, saddles),
    "papyan-2019-lemma-2-1": (softmax.lemma, softmax_output), "papyan-2019-eq-20-index": (softmax.rows, softmax_output),
    "bohning-1992-softmax-bound": (softmax.half_bound, softmax_output),
    "papyan-2019-eq-23": (lambda: [softmax.cell(Alphabet())], columns_of), "papyan-2019-eq-28": (softmax.levels, columns_of),
}


class Arguments(unittest.TestCase):
    def test_every_argument_has_a_world(self):
        self.assertEqual(set(WORLDS), {name for name, claim in CLAIMS.items() if claim.kind == "word-identity"})

    def test_relations_and_items_hold_on_matrices(self):
        rng = random.Random(2018)
        for name, (entries, make) in WORLDS.items():
            for _ in range(3):
                world = make(rng)
                for item in entries():
                    with self.subTest(name=name, item=item.name):
                        there = world.at(item)
                        self.assertTrue(there.holds(item.left, item.right, item.trace))
                        for relation in item.relations:
                            self.assertTrue(there.holds(relation.left, relation.value), relation.word)

    def test_the_second_order_of_the_loss_away_from_interpolation(self):
        rng = random.Random(40)
        world = fitted(rng)
        world.matrices["Syx"] = matrix(rng, 3, 2)
        world.matrices["E"] = combine(times(world.matrices["W"], world.matrices["Sxx"]), world.matrices["Syx"], -1)
        second, interpolated = hessian_words.interpolation()
        self.assertTrue(world.holds(second.left, second.right, True))
        self.assertFalse(world.holds(interpolated.left, interpolated.right, True))


class Rewriting(unittest.TestCase):
    def setUp(self):
        self.n = Alphabet()
        self.a, self.b = self.n.matrix("A", "m", "n"), self.n.matrix("B", "n", "m")
        self.s, self.h = self.n.symmetric("S", "n"), self.n.matrix("H", "m", "n", 3)

    def refused(self, make):
        with self.assertRaises(ArithmeticError):
            make()

    def test_words(self):
        a, b, s = self.a, self.b, self.s
        self.assertEqual((a * s * b).T, b.T * s * a.T)
        self.assertEqual(((a + b.T.times(1, {"t": 1})) * s * b).order(1), b.T * s * b)
        self.assertEqual((a * s * b).under_trace(), (b * a * s).under_trace())
        self.assertNotEqual((a * s * s * b).under_trace(), (a * s * b).under_trace())
        for wrong in (lambda: a * a, lambda: a + b, lambda: (a * b + self.n.one("m")).under_trace(), lambda: self.n.matrix("A", "m", "m")):
            self.refused(wrong)

    def test_relations_decrease(self):
        a, b, s, h = self.a, self.b, self.s, self.h
        self.assertEqual(normal_form(h * h.T, [Relation(h, b.T * s)]), b.T * s * s * b)
        for word, value in ((s * b, s * s * b), (a * b, b.T * a.T), (b, b)):
            self.refused(lambda: normal_form(word, [Relation(word, value)]))
        for word, value in ((a * b, b * a), (a.times(2), h), (a + h, h), (self.n.one("m"), a * b)):
            self.refused(lambda: Relation(word, value))

    def test_renaming(self):
        other, column = self.n.matrix("C", "k", "n"), self.n.column("v", "n")
        self.assertEqual((self.a * self.s).renamed({"A": "C"}), other * self.s)
        self.assertIsNone((self.a * self.b).renamed({"A": "C"}))
        self.assertIsNone(self.s.renamed({"S": "A"}))
        self.assertIsNone(column.renamed({"v": "B"}))

    def test_false_items(self):
        a, b, s, h = self.a, self.b, self.s, self.h
        square = Item("square", h * h.T, a * a.T, [Relation(h, a)])
        for entries in (
                [Item("one", a * s * b, a * b)], [Item("trace", a * b, a * a.T, trace=True)],
                [Item("later", h * h.T * a, a * a.T * a, [shown("square", {}, h * h.T, a * a.T)]), square],
                [square, Item("other", h * s * h.T, a * a.T, [shown("square", {}, h * s * h.T, a * a.T)])],
                [Item("self", h * h.T, a * a.T, [shown("self", {}, h * h.T, a * a.T)])],       # an induction without a base
                [square, Item("step", h * s * h.T, a * s * a.T, [Relation(h, a)], base=("square", {}))],
                [Item("trace", h * h.T, a * a.T, [Relation(h, a)], trace=True), Item("use", h * h.T, a * a.T, [shown("trace", {}, h * h.T, a * a.T)])]):
            self.refused(lambda: written(entries))
        written([square, Item("use", h * h.T * a, a * a.T * a, [shown("square", {}, h * h.T, a * a.T)])])

    def test_the_proof_is_compared_everywhere(self):
        entries = softmax.lemma
        proof = written(entries())
        self.assertIn("1 equation between", check_words(proof, entries()))
        for change in (lambda p: p["items"].clear(), lambda p: p["symbols"][0].update(symmetric=1), lambda p: p["items"][0].update(more=1),
                       lambda p: p["items"][0]["normal"][0].__setitem__(0, "2"), lambda p: p["scalars"].append("C")):
            broken = written(entries())
            change(broken)
            with self.assertRaises(Refused):
                check_words(broken, entries())


class Statements(unittest.TestCase):
    """The false sentences hold where they should, so that the witness is what refutes them."""

    def test_softmax(self):
        p = [[F(1, 2)], [F(1, 2)]]
        self.assertTrue(softmax.is_factor([[F(1, 2), F(-1, 2)], [F(-1, 2), F(1, 2)]], p))
        self.assertTrue(softmax.quarter_bound([[F(1)], [F(0)]], [[F(3)], [F(-1)]]))
        self.assertFalse(softmax.quarter_bound(p, [[F(1)], [F(-1)]]))
        self.assertTrue(softmax.printed_row(unit(2), [[F(1)]], [[F(1)]], [[F(3, 5)], [F(4, 5)]]))
        self.assertFalse(softmax.printed_row(unit(2), [[F(1)]], [[F(2)]], [[F(3, 5)], [F(4, 5)]]))

    def test_levels(self):
        rng = random.Random(28)
        for count in (2, 3, 4):
            classes = [matrix(rng, 2, count) for _ in range(count)]
            self.assertTrue(softmax.unbalanced_cells(*classes))
            self.assertTrue(softmax.split(classes, count - 1, count - 1))
            self.assertEqual(softmax.split(classes, 1, 1), count == 2)
            self.assertFalse(softmax.split(classes, count * (count - 1), count - 1))

    def test_layers(self):
        rng = random.Random(11)
        layers, _ = balanced(rng, [2, 2, 2], [F(2), F(1, 2)])
        net = Instance(layers, unit(2), matrix(rng, 2, 2))
        self.assertTrue(layer_words.riccati_holds(net))
        net = Instance([matrix(rng, 2, 2), matrix(rng, 2, 2)], unit(2), matrix(rng, 2, 2))
        self.assertFalse(layer_words.riccati_holds(net))
        self.assertTrue(hessian_words.traces_agree(Instance([[[F(1), F(2)], [F(2), F(0)]], layers[0]], unit(2), matrix(rng, 2, 2))))

    def test_ranks(self):
        """The sum over the layers is the rank of the differential, the factors of what it lacks are not negative, and the false sentences hold elsewhere."""
        rng = random.Random(2020)
        for widths in ([2, 3], [3, 1, 2], [2, 3, 2, 3], [3, 2, 2, 1, 3], [2, 1, 3, 1, 2, 2]):
            for _ in range(4):
                layers, c = of_widths(rng, widths)
                at = rng.randrange(len(layers))
                layers[at] = times(matrix(rng, widths[at + 1], 1), matrix(rng, 1, widths[at]))
                c = diagonal(widths[0], widths[0], lambda i, few=rng.randint(1, widths[0]): F(int(i <= few)))
                s, net = Stairs(rng, layers, c), Instance(layers, c, matrix(rng, widths[-1], widths[0]))
                found = rank(net.hessian("gauss-newton"))
                self.assertEqual(s.sums[-1], found)
                self.assertEqual(Stairs(rng, layers, unit(widths[0])).sums[-1], rank_words.differential_rank_at(net))
                r, k, q = rank_words.outer_sizes(net)
                self.assertTrue(found == q * (r + k - q) if rank(times(net.product, net.sxx)) == q else found <= q * (r + k - q))
                self.assertTrue(all(step >= 0 for step in s.steps) and s.rows[1:] == sorted(s.rows[1:], reverse=True))
        layers, _ = balanced(rng, [3, 2, 3], [F(2), F(0)])
        self.assertTrue(rank_words.has_tangent_rank(Instance(layers, unit(3), unit(3))))
        self.assertTrue(rank_words.has_least_rank(Instance(of_widths(rng, [2, 1, 2], 1)[0], unit(2), unit(2))))
        self.assertTrue(rank_words.has_outer_rank(Instance(of_widths(rng, [2, 1, 2], 1)[0], unit(2), unit(2))))

    def test_width_and_data(self):
        """The theorems on whole Hessians, and false sentences that hold elsewhere."""
        rng = random.Random(41)
        for widths in ([2, 1, 2], [1, 2, 3, 1], [2, 1, 2, 1, 2]):
            layers = [matrix(rng, widths[k], widths[k - 1]) for k in range(1, len(widths))]
            for j in range(1, len(layers)):
                sxx, syx = network(rng, layers)
                self.assertTrue(structure.adds_coupling(Instance(layers, sxx, syx, {"layer": F(j)})))
            for row in layers[0]:
                row[-1] = F(0)
            sxx = [row[:-1] + [F(0)] for row in sxx[:-1]] + [[F(0)] * widths[0]]
            syx = [row[:-1] + [F(0)] for row in syx]
            self.assertTrue(structure.adds_block(Instance(layers, sxx, syx, {"variance": F(3)})))
            fit = Instance(layers, sxx, times(*reversed(layers), sxx))
            self.assertLessEqual(rank(fit.hessian()), rank(sxx) * widths[-1])
        self.assertTrue(width_words.adds_next_power(aligned([1, 1, 1], [[1], [1]], [1], [3], layer=1)))

    def test_strict_saddles(self):
        """The criterion against the inertia where values between the zeros, values of other indices and widths differ; equality decides some."""
        rng, strict, equal = random.Random(2024), 0, 0
        for widths in ([2, 2, 2], [2, 1, 2], [2, 3, 2, 3], [3, 1, 2, 2], [2, 2, 2, 2, 2]):
            for _ in range(12):
                layers = [[rng.choice((0, 1, 1, 2)) for _ in range(3)] for _ in widths[1:]]
                net = aligned(widths, layers, [1, 1, 4], [0, 0, 0])
                goal = [net.product[i][i] * net.sxx[i][i] for i in range(min(widths[0], widths[-1]))]
                dead = [sum(not v for v in net.values(i)) for i in range(1, len(goal) + 1)]
                net = aligned(widths, layers, [1, 1, 4], [rng.choice((1, 2, 4)) if zeros > 1 else y for y, zeros in zip(goal, dead)])
                self.assertTrue(landscape.ALIGNED.admits(net))
                self.assertEqual(landscape.criterion(net), landscape.is_strict(net))
                strict += landscape.criterion(net)
                equal += landscape.criterion(net) != landscape.criterion(net, equality=True)
        self.assertTrue(10 < strict < 50 and equal > 0, (strict, equal))

    def test_aligned_entries(self):
        rng = random.Random(4)
        for widths in ([2, 3], [2, 2, 3], [2, 3, 1, 2], [3, 2, 2, 3]):
            least = max(widths)
            net = aligned(widths, [[rng.randint(1, 3) for _ in range(least)] for _ in widths[1:]], [1, 2, 3], [5, 7, 9])
            self.assertTrue(aligned_blocks.entries_are(net, lambda i, m: i))
            self.assertEqual(aligned_blocks.entries_are(net, lambda i, m: m), len(widths) == 2)


if __name__ == "__main__":
    unittest.main()

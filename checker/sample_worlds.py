"""Exact matrices for the symbols of the arguments in words, one maker for each argument: they satisfy its hypotheses."""
import os
import sys
from fractions import Fraction as F

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from plumb_checker import aligned_blocks, aligned_words, hessian_words, landscape_origin, layer_words, softmax
from plumb_checker.algebra import combine, diagonal, inverse, times, transpose, unit
from plumb_checker.networks import factors, gradient
from plumb_checker.words import Alphabet


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


def descending(rng):
    """Depth 3, j = 2, in frames of width 3: layers, Sxx and Syx diagonal in them, the second index, and one step of descent by the general gradient."""
    q = [frame(rng, 3) for _ in range(4)]
    values, eta, i = [[F(rng.choice((-3, -2, 1, 2)), rng.randint(1, 2)) for _ in range(3)] for _ in range(3)], F(1, 7), 1
    x, y = ([F(rng.randint(1, 4)) for _ in range(3)] for _ in range(2))
    layers = [times(q[k + 1], diagonal(3, 3, lambda n, k=k: values[k][n - 1]), transpose(q[k])) for k in range(3)]
    sxx, syx = (times(q[end], diagonal(3, 3, lambda n, data=data: data[n - 1]), transpose(q[0])) for end, data in ((0, x), (3, y)))
    g, (u, v) = gradient(layers, sxx, syx), factors(layers)
    w, s = times(*reversed(layers)), [row[i] for row in values]
    named = {f"e({name})": [[row[i]] for row in q[k]] for name, k in (("0", 0), ("j-1", 1), ("j", 2), ("L", 3))}
    numbers = {"s(j)": s[1], "s0(j)": s[1], "s+(j)": s[1] - eta * (x[i] * s[0] * s[1] * s[2] - y[i]) * s[0] * s[2], "v(1)": 1, "v(j)": s[0], "v(j+1)": s[0] * s[1],
               "u(L)": 1, "u(j)": s[2], "u(j-1)": s[1] * s[2], "x": x[i], "y": y[i]}
    return World(named | {name: [[F(value)]] for name, value in numbers.items()} | {
        "W(j)": layers[1], "W0(j)": layers[1], "W+(j)": combine(layers[1], g[1], -eta), "G(j)": g[1], "V(1)": v[0], "V(j)": v[1], "V(j+1)": v[2],
        "U(L)": u[2], "U(j)": u[1], "U(j-1)": u[0], "W": w, "Sxx": sxx, "Syx": syx, "E": combine(times(w, sxx), syx, -1)}, {"eta": eta})


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
    "deng-2026-constant-frames-every-depth": (aligned_words.constant_frames, descending),
    "aligned-block-decomposition-every-depth": (aligned_blocks.entries, aligned_network),
    "papyan-2019-lemma-2-1": (softmax.lemma, softmax_output), "papyan-2019-eq-20-index": (softmax.rows, softmax_output),
    "bohning-1992-softmax-bound": (softmax.half_bound, softmax_output),
    "papyan-2019-eq-23": (lambda: [softmax.cell(Alphabet())], columns_of), "papyan-2019-eq-28": (softmax.levels, columns_of),
}

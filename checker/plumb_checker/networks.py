"""Aligned networks: the dense Hessian by the general formula, the blocks of Theorem A, classes of equal indices, one step of descent."""
from .algebra import combine, diagonal, nullity, prod, times, transpose, unit
from .refusal import MAX_BITS, need, sure


class Net:
    """Widths and data of an aligned network over any ring; indices start at 1, what does not exist is 0."""

    def __init__(self, widths, s, x, y):
        self.widths, self.depth, self.top = list(widths), len(widths) - 1, max(widths)
        ends, steps, indices = min(widths[0], widths[-1]), range(1, len(widths)), range(1, self.top + 1)
        self.layer = [[s(k, i) if i <= min(widths[k], widths[k - 1]) else 0 for i in indices] for k in steps]
        self.input = [x(i) if i <= widths[0] else 0 for i in indices]
        self.target = [y(i) if i <= ends else 0 for i in indices]
        self.parameters = [(k, a, b) for k in steps for a in range(1, widths[k] + 1) for b in range(1, widths[k - 1] + 1)]

    def s(self, k, i):
        return self.layer[k - 1][i - 1]

    def x(self, i):
        return self.input[i - 1]

    def y(self, i):
        return self.target[i - 1]

    def between(self, i, low, high):
        """Product of the layer values of index i strictly between two layers."""
        return prod(self.s(k, i) for k in range(low + 1, high))

    def e(self, i):
        return self.x(i) * self.between(i, 0, self.depth + 1) - self.y(i) if i <= min(self.widths[0], self.widths[-1]) else 0

    def p(self, k, i):
        return self.between(i, k, self.depth + 1) if i <= self.widths[-1] else 0

    def q(self, k, i):
        return self.between(i, 0, k) if i <= self.widths[0] else 0

    def exists(self, variable):
        k, a, b = variable
        return a <= self.widths[k] and b <= self.widths[k - 1]

    def matrices(self):
        d = self.widths
        return [diagonal(d[k], d[k - 1], lambda i, k=k: self.s(k, i)) for k in range(1, self.depth + 1)]

    def sxx(self):
        return diagonal(self.widths[0], self.widths[0], self.x)

    def syx(self):
        return diagonal(self.widths[-1], self.widths[0], self.y)


def factors(layers):
    """U_k = W_L..W_(k+1) and V_k = W_(k-1)..W_1 for every layer."""
    depth = len(layers)
    u, v = [None] * depth, [None] * depth
    u[depth - 1], v[0] = unit(len(layers[-1])), unit(len(layers[0][0]))
    for k in range(depth - 1, 0, -1):
        u[k - 1] = times(u[k], layers[k])
    for k in range(1, depth):
        v[k] = times(layers[k - 1], v[k - 1])
    return u, v


def gradient(layers, sxx, syx):
    u, v = factors(layers)
    error = combine(times(layers[-1], v[-1], sxx), syx, -1)
    return [times(transpose(uk), error, transpose(vk)) for uk, vk in zip(u, v)]


def dense_hessian(layers, sxx, syx, part="full"):
    """Every second derivative of the loss, for any layers: a dictionary {(k, a, b): {(l, c, d): entry}} without zeros.

    The part is "full", "gauss-newton" (the products of first derivatives) or "functional" (the rest, which carries the residual)."""
    u, v = factors(layers)
    depth = len(layers)
    error = combine(times(layers[-1], v[-1], sxx), syx, -1)
    outer = [[times(transpose(u[k]), u[l]) for l in range(depth)] for k in range(depth)]
    inner = [[times(v[k], sxx, transpose(v[l])) for l in range(depth)] for k in range(depth)]
    mixed = [[times(transpose(u[k]), error, transpose(v[l])) for l in range(k)] for k in range(depth)]
    inside = [[None] * k for k in range(depth)]                 # W_(k-1)..W_(l+1)
    for k in range(depth):
        for l in range(k - 1, -1, -1):
            inside[k][l] = unit(len(layers[l])) if l == k - 1 else times(inside[k][l + 1], layers[l + 1])

    def entry(k, a, b, l, c, d):
        value = outer[k][l][a][c] * inner[k][l][b][d] if part != "functional" else 0
        if part == "gauss-newton":
            return value
        if l < k:
            value = value + mixed[k][l][a][d] * inside[k][l][b][c]
        elif l > k:
            value = value + mixed[l][k][c][b] * inside[l][k][d][a]
        return value
    places = [(k, a, b) for k in range(depth) for a in range(len(layers[k])) for b in range(len(layers[k][0]))]
    name = {place: (place[0] + 1, place[1] + 1, place[2] + 1) for place in places}
    return {name[p]: {name[q]: value for q in places for value in [entry(*p, *q)] if value} for p in places}


def hessian(net):
    return dense_hessian(net.matrices(), net.sxx(), net.syx())


def block(net, i, m=None):
    """Theorem A: the variables and the matrix of the block of one index, or of a pair."""
    steps = range(1, net.depth + 1)
    if m is None:
        g = {k: net.p(k, i) * net.q(k, i) for k in steps}

        def entry(left, right):
            k, l = max(left[0], right[0]), min(left[0], right[0])
            value = net.x(i) * g[k] * g[l]
            return value if k == l else value + net.e(i) * net.p(k, i) * net.between(i, l, k) * net.q(l, i)
        variables = [(k, i, i) for k in steps]
    else:
        def entry(left, right):
            (k, a, b), (l, c, _) = left, right
            if a == c:
                return net.x(b) * net.p(k, a) * net.q(k, b) * net.p(l, a) * net.q(l, b)
            if k == l:
                return 0
            (k, a, b), (l, _, _) = (left, right) if k > l else (right, left)
            return net.e(a) * net.p(k, a) * net.between(b, l, k) * net.q(l, a)
        variables = [(k, i, m) for k in steps] + [(k, m, i) for k in steps]
    variables = [v for v in variables if net.exists(v)]
    return variables, [[entry(v, w) for w in variables] for v in variables]


def blocks(net):
    """All non-empty blocks: single indices first, then pairs."""
    single = [((i,),) + block(net, i) for i in range(1, net.top + 1)]
    pairs = [((i, m),) + block(net, i, m) for i in range(1, net.top + 1) for m in range(i + 1, net.top + 1)]
    return [entry for entry in single + pairs if entry[1]]


def hessian_is_blocks(net):
    """Every entry of the dense Hessian equals the entry of its block, or is zero outside the blocks."""
    dense, found = hessian(net), blocks(net)
    covered = sorted(v for _, variables, _ in found for v in variables)
    inside = {v: {w: e for w, e in zip(variables, row) if e} for _, variables, a in found for v, row in zip(variables, a)}
    return covered == net.parameters and dense == inside


def split(matrix):
    """[[P, C], [C, P]] with symmetric P and C: the matrices P + C and P - C of the two symmetries."""
    n = len(matrix) // 2
    p, c = [row[:n] for row in matrix[:n]], [row[n:] for row in matrix[:n]]
    sure(p == [row[n:] for row in matrix[n:]] and c == [row[:n] for row in matrix[n:]] and c == transpose(c), "the block does not split")
    return combine(p, c), combine(p, c, -1)


def grouped_blocks(net, like=None):
    """(matrix, multiplicity) of every block up to equality, by classes of equal indices (of another network of the same widths)."""
    classes, like = {}, like or net
    for i in range(1, net.top + 1):
        key = (tuple(i <= d for d in net.widths), tuple(like.s(k, i) for k in range(1, net.depth + 1)), like.x(i), like.y(i))
        classes.setdefault(key, []).append(i)
    found, classes = [], list(classes.values())
    for at, members in enumerate(classes):
        n, single = len(members), block(net, members[0])[1]
        if single and n > 1:
            plus, minus = split(block(net, members[0], members[1])[1])
            sure(plus == single, "the symmetric half of a pair is not the block of one index")
            found.append((minus, n * (n - 1) // 2))
        if single:
            found.append((single, n * (n + 1) // 2))
        elif n > 1:
            sure(not block(net, members[0], members[1])[0], "a pair without a diagonal has variables")
        for others in classes[at + 1:]:
            matrix = block(net, members[0], others[0])[1]
            if matrix:
                found.append((matrix, n * len(others)))
    sure(sum(len(a) * n for a, n in found) == len(net.parameters), "the classes do not cover the parameters")
    return found


def spectrum_of(grouped, candidates):
    """{value: multiplicity} of block diagonal data, or None if the candidates are not all of the spectrum."""
    counts = {v: sum(nullity(a, v) * n for a, n in grouped) for v in set(candidates)}
    return counts if sum(counts.values()) == sum(len(a) * n for a, n in grouped) else None


def full_matrix(net):
    dense = hessian(net)
    return [[dense[v].get(w, 0) for w in net.parameters] for v in net.parameters]


def pair_net(depth, first, second):
    """Two indices, each (layer value, x, y), inside every width; its blocks are held against the dense Hessian."""
    both = (first, second)
    net = Net([2] * (depth + 1), lambda k, i: both[i - 1][0], lambda i: both[i - 1][1], lambda i: both[i - 1][2])
    sure(hessian_is_blocks(net), f"Theorem A fails at depth {depth}")
    return net


def power(base, n, path):
    need(max(base.numerator.bit_length(), base.denominator.bit_length()) * max(n, 1) <= MAX_BITS, path, "the numbers grow too large")
    return base ** n


def recursion(s, depth, rate, x, y, path):
    return s - rate * x * power(s, 2 * depth - 1, path) + rate * y * power(s, depth - 1, path)

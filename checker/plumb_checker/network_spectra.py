"""Certificates of one network: its whole spectrum, or the inertia of its Hessian at shifts."""
from fractions import Fraction
from math import lcm

from .algebra import charpoly, combine, transpose
from .claim import ClaimOfFile
from .forms import fields, integer, items, multiplicity, network, rational, rationals, whole
from .networks import Net, dense_hessian, grouped_blocks
from .refusal import MAX_BLOCKS, MAX_DENSE, MAX_DEPTH, MAX_ORDER, MAX_RESOLUTION, MAX_SHIFTS, MAX_WIDTH, MAX_WORK, need, sure


def given_network(value, path):
    """[(symmetric matrix by part, multiplicity)] of a network given by its modes or by matrices, and its parameters."""
    need(isinstance(value, dict), path, "an object is expected")
    if "modes" in value:
        net = network(value, path)
        classes = len({(tuple(i <= d for d in net.widths), tuple(net.s(k, i) for k in range(1, net.depth + 1)), net.x(i), net.y(i))
                       for i in range(1, net.top + 1)})
        need(classes * (classes + 3) // 2 <= MAX_BLOCKS, path + ".modes", f"more than {MAX_BLOCKS} distinct blocks")
        data = [(net.widths, net.layer, net.input, net.target)]
        need(all(len(str(v.numerator)) + len(str(v.denominator)) <= 200 for _, layers, x, y in data for row in layers + [x, y]
                 for v in map(Fraction, row)), path + ".modes", "a number of more than 200 digits")
        return lambda part: pieces(grouped_part(net, part)), len(net.parameters)
    cross, inputs, layers, widths = fields(value, path, "crossCovariance", "inputCovariance", "layers", "widths")
    widths = [integer(w, p, 1, MAX_WIDTH) for w, p in items(widths, path + ".widths", least=2)]
    need(len(widths) <= MAX_DEPTH + 1, path + ".widths", f"more than {MAX_DEPTH} layers")
    size = sum(a * b for a, b in zip(widths, widths[1:]))
    need(size <= MAX_DENSE, path + ".widths", f"more than {MAX_DENSE} parameters")

    def matrix(rows, rpath, height, width):
        found = [rationals(row, p, width) for row, p in items(rows, rpath, height)]
        need(all(len(str(v.numerator)) + len(str(v.denominator)) <= 200 for row in found for v in row), rpath, "a number of more than 200 digits")
        return found
    layers = [matrix(a, p, widths[k + 1], widths[k]) for k, (a, p) in enumerate(items(layers, path + ".layers", len(widths) - 1))]
    (sxx,) = fields(inputs, path + ".inputCovariance", "matrix")
    sxx = matrix(sxx, path + ".inputCovariance.matrix", widths[0], widths[0])
    need(sxx == transpose(sxx) and signature(cleared(sxx)[0])[0] == 0, path + ".inputCovariance", "not a covariance")
    syx = matrix(cross, path + ".crossCovariance", widths[-1], widths[0])
    need(any(v for a in layers + [sxx, syx] for i, row in enumerate(a) for j, v in enumerate(row) if i != j), path,
         "not canonical: a diagonal network is given by its modes")

    def whole(part):
        dense = dense_hessian(layers, sxx, syx, part)
        names = [(k + 1, a + 1, b + 1) for k, w in enumerate(layers) for a in range(len(w)) for b in range(len(w[0]))]
        return pieces([([[dense[v].get(w, 0) for w in names] for v in names], 1)])
    return whole, size


def grouped_part(net, part):
    """The distinct blocks of one part of the Hessian: H is affine in the target, so H_o is H at residual zero and H_f = H - H_o."""
    full = grouped_blocks(net)
    if part == "full":
        return full
    fitted = Net(net.widths, net.s, net.x, net.y)
    fitted.target = [y + net.e(i) if i <= min(net.widths[0], net.widths[-1]) else 0 for i, y in enumerate(net.target, 1)]
    sure(all(fitted.e(i) == 0 for i in range(1, net.top + 1)), "a residual of the fitted network")
    # The classes must be those of the given network: two classes may share the fitted target.
    outer = grouped_blocks(fitted, net)
    return outer if part == "gauss-newton" else [(combine(a, b, -1), n) for (a, n), (b, _) in zip(full, outer)]


def cleared(a):
    """The integer matrix D a and D, the least common denominator."""
    d = lcm(*[Fraction(v).denominator for row in a for v in row])
    return [[int(v * d) for v in row] for row in a], d


def components(a):
    """The matrices of the connected components of the non-zero pattern."""
    left, found = set(range(len(a))), []
    while left:
        reached, front = set(), [min(left)]
        while front:
            i = front.pop()
            if i not in reached:
                reached.add(i)
                front += [j for j in left if a[i][j] and j not in reached]
        left -= reached
        found.append([[a[i][j] for j in sorted(reached)] for i in sorted(reached)])
    return found


def pieces(grouped):
    """The components of all blocks, equal ones together."""
    found = {}
    for a, n in grouped:
        for piece in components(a):
            key = tuple(map(tuple, piece))
            found[key] = found.get(key, 0) + n
    return [([list(row) for row in a], n) for a, n in found.items()]


def signature(a):
    """(negative, zero, positive) of a symmetric integer matrix: fraction-free elimination, every step a congruence."""
    s, before, counts = [list(row) for row in a], 1, [0, 0, 0]
    while s:
        n = len(s)
        pivots = [i for i in range(n) if s[i][i]]
        if not pivots:
            place = next(((i, j) for i in range(n) for j in range(i) if s[i][j]), None)
            if place is None:
                counts[1] += n
                break
            i, j = place                            # row and column i plus j: the diagonal entry becomes 2 s_ij
            s[i] = [v + w for v, w in zip(s[i], s[j])]
            for row in s:
                row[i] += row[j]
            continue
        i = min(pivots, key=lambda i: abs(s[i][i]))
        p, column = s[i][i], [row[i] for row in s]
        counts[2 if (p > 0) == (before > 0) else 0] += 1
        rest = [k for k in range(n) if k != i]
        s = [[(p * s[k][l] - column[k] * column[l]) // before for l in rest] for k in rest]
        before = p
    return tuple(counts)


def work_of(grouped, path, limit):
    """Refuses what would take too long before it is begun."""
    for a, _ in grouped:
        need(len(a) <= limit, path, f"a block of order {len(a)}, of which at most {limit} is checked")
    work = 0
    for a, _ in grouped:
        bits = max((abs(v).bit_length() for row in cleared(a)[0] for v in row), default=0)
        work += len(a) ** 3 * (1 + len(a) * bits // 64)
    need(work <= MAX_WORK, path, "the exact computation takes more than the stated work")


class RealRooted:
    """The roots of the characteristic polynomial of a symmetric rational matrix, counted by Descartes' rule."""

    def __init__(self, matrix):
        scaled, self.denominator = cleared(matrix)
        self.counts, self.polynomial = {}, charpoly(scaled)

    def after(self, point):
        """(roots above the point, roots at the point)."""
        if point not in self.counts:
            at = point * self.denominator
            p, q, n = at.numerator, at.denominator, len(self.polynomial) - 1
            c = [v * q ** i for i, v in enumerate(self.polynomial)]          # roots times q, still monic
            for stop in range(n, 0, -1):                                     # Taylor shift by p (Horner)
                for i in range(1, stop + 1):
                    c[i] += p * c[i - 1]
            zero = next(i for i, v in enumerate(reversed(c)) if v)
            signs = [v > 0 for v in c if v]
            self.counts[point] = (sum(a != b for a, b in zip(signs, signs[1:])), zero)
        return self.counts[point]

    def from_end(self, end):
        """How many roots lie above an end, or at it where it is closed below."""
        point, closed = end
        above, at = self.after(point)
        return above + at if closed else above


def check_network_spectrum(proof, _):
    bits, listed, part, net = fields(proof, "proof", "bits", "eigenvalues", "hessian", "network")
    need(part in ("full", "gauss-newton", "functional"), "proof.hessian", "not a part of the Hessian")
    blocks_of, size = given_network(net, "proof.network")
    bits = integer(bits, "proof.bits", 0, MAX_RESOLUTION)
    entries, last, width = [], None, Fraction(1, 2 ** bits)
    for entry, path in items(listed, "proof.eigenvalues", least=1):
        if isinstance(entry, dict) and "exact" in entry:
            value, count = fields(entry, path, "exact", "multiplicity")
            top = low = rational(value, path + ".exact")
            ends = ((low, True), (low, False))
        else:
            low, count, top = fields(entry, path, "lower", "multiplicity", "upper")
            low, top = rational(low, path + ".lower"), rational(top, path + ".upper")
            need((low / width).denominator == 1 and top == low + width, path, "not a cell (m, m + 1] / 2^bits")
            ends = ((low, False), (top, False))
        need(last is None or top < last[0] or top == last[0] and last[1], path, "the entries must decrease and not overlap")
        last = (low, ends[0] != (low, True))
        entries.append((ends, multiplicity(count, path + ".multiplicity"), path))
    need(sum(n for _, n, _ in entries) == size, "proof.eigenvalues", f"the multiplicities do not sum to the {size} parameters")
    cells = [ends for ends, _, _ in entries if not ends[0][1]]
    need(cells or bits == 0, "proof.bits", "0 is expected where all eigenvalues are rational")
    grouped = blocks_of(part)
    work_of(grouped, "proof.network", MAX_ORDER)
    found = [0] * len(entries)
    for matrix, copies in grouped:
        roots = RealRooted(matrix)
        need(not cells or 2 ** bits >= roots.denominator, "proof.bits", "fewer bits than a denominator of a block has")

        def locate(first, past):
            """Adds the roots of this block to the entries first..past-1, by bisection over the list of entries."""
            count = roots.from_end(entries[past - 1][0][0]) - roots.from_end(entries[first][0][1])
            if count == 0:
                return
            if past - first > 1:
                middle = (first + past) // 2
                locate(first, middle)
                locate(middle, past)
                return
            (low, high), _, path = entries[first]
            found[first] += count * copies
            if not low[1]:                          # a rational eigenvalue is a multiple of 1/D; the cell holds at most one
                candidate = Fraction(high[0] * roots.denominator // 1, roots.denominator)
                need(candidate <= low[0] or roots.after(candidate)[1] == 0, path, "an eigenvalue in the interval is rational")
        locate(0, len(entries))
    for (_, count, path), really in zip(entries, found):
        need(count == really, path + ".multiplicity", f"{really} eigenvalues lie there")
    return f"all {size} eigenvalues of the {part} Hessian of the network: {len(entries) - len(cells)} rational values, {len(cells)} intervals"


def check_network_inertia(proof, _):
    listed, part, net = fields(proof, "proof", "counts", "hessian", "network")
    need(part in ("full", "gauss-newton", "functional"), "proof.hessian", "not a part of the Hessian")
    blocks_of, size = given_network(net, "proof.network")
    grouped, last = blocks_of(part), None
    rows = items(listed, "proof.counts", least=1)
    need(len(rows) <= MAX_SHIFTS, "proof.counts", f"more than {MAX_SHIFTS} shifts")
    for entry, path in rows:
        negative, positive, shift, zero = fields(entry, path, "negative", "positive", "shift", "zero")
        shift = rational(shift, path + ".shift")
        need(last is None or last < shift, path + ".shift", "the shifts must increase")
        need(len(str(shift.numerator)) + len(str(shift.denominator)) <= 200, path + ".shift", "a number of more than 200 digits")
        last, found = shift, [0, 0, 0]
        moved = [([[v - (shift if i == j else 0) for j, v in enumerate(row)] for i, row in enumerate(a)], n) for a, n in grouped]
        work_of(moved, "proof.network", MAX_DENSE)
        for matrix, copies in moved:
            found = [c + n * copies for c, n in zip(found, signature(cleared(matrix)[0]))]
        for name, value, really in (("negative", negative, found[0]), ("zero", zero, found[1]), ("positive", positive, found[2])):
            need(whole(value, f"{path}.{name}") == really, f"{path}.{name}", f"{really} is expected here")
    return f"the inertia of the {part} Hessian of the network, of order {size}, at {len(rows)} shifts"


NETWORK_SCOPE = {"text": "the one network and the part of its Hessian that the proof states"}

CLAIMS = {
    "network-spectrum": ClaimOfFile(
        "verified", "exact", "spectrum",
        "The Hessian of the network has the listed eigenvalues and no others, counted with multiplicity: each exact value as often as listed, "
        "and as many irrational ones as listed in each interval (lower, upper].",
        NETWORK_SCOPE, check_network_spectrum),
    "network-inertia": ClaimOfFile(
        "verified", "exact", "inertia",
        "For each listed shift s, H - s I has the listed numbers of negative, zero and positive eigenvalues, H the Hessian of the network.",
        NETWORK_SCOPE, check_network_inertia),
}

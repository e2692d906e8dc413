"""The seed paper, verified by eigenvectors of every block, and the multiplicities that follow.

Index 1 of a block is a signal; index 2 is another signal, a tail index or a null index.
"""
from fractions import Fraction
from functools import lru_cache
from itertools import product

from .algebra import determinant, dot, symbols, total
from .claim import Claim
from .forms import fields, items, polynomial, primitive_polynomials, same, text
from .networks import Net, block, full_matrix, pair_net, spectrum_of, split
from .refusal import need, sure

SETTINGS = {
    "deng-2026-bifurcation-minimum": (["xm"], ["signal-symmetric", "signal-antisymmetric", "signal-null"]),
    "deng-2026-bifurcation-training": (["lambda", "x", "y", "xm"], ["signal-symmetric", "signal-antisymmetric", "signal-null"]),
    "deng-2026-tail-ratio": (["eps"], ["signal-symmetric", "signal-antisymmetric", "signal-tail", "signal-null"]),
}


def setting(claim):
    """Signal value, x, y, null x and tail value of a claim, as polynomials in its variables."""
    sym = symbols(len(SETTINGS[claim][0]))
    one, zero = sym[0].lift(1), sym[0].lift(0)
    if claim == "deng-2026-bifurcation-training":
        return sym[0], sym[1], sym[2], sym[3], None
    return (one, one, one, sym[0], None) if claim == "deng-2026-bifurcation-minimum" else (one, one, one, zero, sym[0])


@lru_cache(maxsize=None)
def derived_blocks(claim, depth):
    """name -> (matrix by Theorem A, values of the statement in order, vectors in order, sets that must hold a vector)."""
    lam, x, y, null_x, tail = setting(claim)
    signal, null, zero = (lam, x, y), (0, null_x, 0), lam.lift(0)
    a, c = x * lam ** (2 * depth - 2), lam ** (depth - 2) * (x * lam ** depth - y)
    signals = pair_net(depth, signal, signal)
    single, pair = block(signals, 1)[1], block(signals, 1, 2)[1]
    plus, minus = split(pair)
    sure(plus == single, "the symmetric half of a pair is not the block of one index")

    def e(*places):
        return [dict(places).get(k, 0) for k in range(1, 2 * depth + 1)]
    half = [[1] * depth] + [e((k, 1), (depth, -1))[:depth] for k in range(1, depth)]
    found = {"signal-symmetric": (plus, [a * depth + c * (depth - 1)] + [-c] * (depth - 1), half, None),
             "signal-antisymmetric": (minus, [a * depth - c * (depth - 1)] + [c] * (depth - 1), half, None)}
    quiet = [(null, null)]
    if tail is not None:
        g = total(tail ** (2 * k) for k in range(depth))
        vectors = [e(*[(depth + k, tail ** (depth - k)) for k in range(1, depth + 1)])]
        vectors += [e((k, 1)) for k in range(1, depth + 1)]
        vectors += [e((depth + k, 1), (2 * depth, -(tail ** (depth - k)))) for k in range(1, depth)]
        found["signal-tail"] = (block(pair_net(depth, signal, (tail, 0, 0)), 1, 2)[1], [g] + [zero] * (2 * depth - 1), vectors, None)
        quiet += [((tail, 0, 0), (tail, 0, 0)), ((tail, 0, 0), null)]
    vectors, values, sets = [e((1, 1)), e((2 * depth, 1))], [null_x * lam ** (2 * depth - 2), a], [{1}, {2 * depth}]
    for j in range(1, depth):
        vectors += [e((j + 1, 1), (depth + j, 1)), e((j + 1, 1), (depth + j, -1))]
        values, sets = values + [c, -c], sets + [{j + 1, depth + j}]
    found["signal-null"] = (block(pair_net(depth, signal, null), 1, 2)[1], values, vectors, sets)
    for first, second in quiet:                     # tail and null indices among themselves: zero blocks
        net = pair_net(depth, first, second)
        sure(not any(v for one in (block(net, 1), block(net, 2), block(net, 1, 2)) for row in one[1] for v in row), "a quiet block is not zero")
    return found


def check_pairs(pairs, path, derived, variables):
    """The pairs are eigenpairs, as polynomial identities, independent at every real point, in the one canonical order."""
    matrix, values, vectors, sets = derived
    size, read = len(matrix), []
    for index, (entry, ppath) in enumerate(items(pairs, path, size)):
        value, vector = fields(entry, ppath, "value", "vector")
        value = polynomial(value, ppath + ".value", variables)
        vector = primitive_polynomials(vector, ppath + ".vector", size, variables)
        need(value == values[index], ppath + ".value", "not the eigenvalue of the statement in this place")
        support = {k + 1 for k, v in enumerate(vector) if v}
        need(sets is None or any(support <= one for one in sets), ppath + ".vector", "supported on none of {X_1}, {Y_L}, {X_(j+1), Y_j}")
        for row, own in zip(matrix, vector):
            need(dot(row, vector) == value * own, ppath + ".vector", "not an eigenvector of the block for this value")
        read.append(vector)
    need(no_real_zero(determinant(read)), path, "the vectors are not independent at every real point")
    for index, (vector, want) in enumerate(zip(read, vectors)):
        need(all(v == w for v, w in zip(vector, want)), f"{path}[{index}].vector", "not the canonical vector in this place")


def no_real_zero(value):
    """True only for a polynomial in even powers with coefficients of one sign and a constant term."""
    powers = [e for e, _ in value.terms.items()]
    signs = {c > 0 for c in value.terms.values()}
    return len(signs) == 1 and (0,) * value.size in powers and not any(n % 2 for e in powers for n in e)


def check_eigenvectors(proof, scope, claim):
    variables, names = SETTINGS[claim]
    depths, named = fields(proof, "proof", "depths", "variables")
    need(same(named, variables), "proof.variables", f"{variables} is expected")
    low, high = scope["depths"]
    for depth, (entry, path) in zip(range(low, high + 1), items(depths, "proof.depths", high - low + 1)):
        listed, got = fields(entry, path, "blocks", "depth")
        need(same(got, depth), path + ".depth", f"{depth} is expected here")
        derived = derived_blocks(claim, depth)
        for name, (one, bpath) in zip(names, items(listed, path + ".blocks", len(names))):
            label, pairs = fields(one, bpath, "block", "pairs")
            text(label, bpath + ".block", name)
            check_pairs(pairs, bpath + ".pairs", derived[name], len(variables))
        sure(counts_agree(claim, depth), "the multiplicities of the statement are not those of the blocks")
        sure(consequences(claim, depth), "the closing sentence of the statement fails")
    sure(dense_counts_agree(claim), "the statement disagrees with a dense Hessian")
    ends = {"deng-2026-bifurcation-minimum": "the values are L, 1 and 0, and the ratio is exactly L",
            "deng-2026-bifurcation-training": "at x = y = 1, lambda > 0 the r^2 cluster is on top exactly when lambda^L > 1/2",
            "deng-2026-tail-ratio": "1 - (1 - eps^2) g = eps^(2L) and g - 1 has no negative coefficient, so L(1 - eps^2) <= L/g <= L on [0, 1)"}
    return (f"at depths {low} to {high} every block of Theorem A has the listed eigenpairs, polynomial identities independent at every real "
            f"point; summed over all pairs of indices they give the multiplicities of the statement; {ends[claim]}")


def statement_spectrum(claim, widths, r, n_x, point, star):
    """{value: multiplicity} as the statement says, at numbers for (lambda, x, y) or (eps,), star for d*; zero takes what is left."""
    depth, found = len(widths) - 1, {}

    def add(value, count):
        found[value] = found.get(value, 0) + count
    if claim == "deng-2026-tail-ratio":
        (eps,) = point
        add(depth, r * r)
        add(sum(eps ** (2 * k) for k in range(depth)), r * (star - r))
        add(1, r * (widths[-1] - star))
    elif claim == "deng-2026-bifurcation-minimum":
        add(depth, r * r)
        add(1, r * (n_x + widths[-1] - 2 * r))
    else:
        lam, x, y = point
        a, c, h = x * lam ** (2 * depth - 2), lam ** (depth - 2) * (x * lam ** depth - y), sum(d - r for d in widths[1:-1])
        add(depth * a + (depth - 1) * c, r * (r + 1) // 2)
        add(depth * a - (depth - 1) * c, r * (r - 1) // 2)
        add(a, r * (n_x + widths[-1] - 2 * r))
        add(-c, (depth - 1) * r * (r + 1) // 2 + r * h)
        add(c, (depth - 1) * r * (r - 1) // 2 + r * h)
    add(0, sum(a * b for a, b in zip(widths, widths[1:])) - sum(found.values()))
    return {v: n for v, n in found.items() if n}


@lru_cache(maxsize=None)
def counts_agree(claim, depth):
    """The multiplicities, summed over all index pairs of the derived blocks with the variables that exist.

    An index counts only through the widths it fits in, so for a non-zero value both sides are sums of terms in r (degree at most 2), in n_x,
    in d* and in one width each (degree 1): three r and widths r, r + 1, r + 2 one at a time decide; up to depth 4 all mixed.
    The values are taken at one point where all values of the statement differ, so equal sums mean equal multiplicities.
    """
    tail = claim == "deng-2026-tail-ratio"
    point = (Fraction(1, 3),) if tail else (1, 1, 1) if claim.endswith("minimum") else (Fraction(3), Fraction(2), Fraction(7))
    derived = derived_blocks(claim, depth)

    def values(name, null_x=0):
        full = point if tail else (null_x,) if claim.endswith("minimum") else point + (null_x,)
        return [v.at(full) for v in derived[name][1]]
    null = {seen: values("signal-null", seen * (1 if tail else point[1])) for seen in (0, 1)}
    inner = {name: values(name) for name in derived if name != "signal-null"}
    extras = list(product((0, 1), repeat=depth + 1)) if depth <= 4 else \
        [tuple(int(k == one) for k in range(depth + 1)) for one in range(depth + 2)] + [(1,) * (depth + 1), (2,) * (depth + 1)]
    for r, extra in product((1, 2, 3), extras):
        widths = [r + more for more in extra]
        for n_x in {r} if tail else {r, widths[0]}:
            for star in range(r, min(widths) + 1) if tail else (None,):
                if statement_spectrum(claim, widths, r, n_x, point, star) != summed(widths, r, n_x, inner, null, star):
                    return False
    return True


def summed(widths, r, n_x, inner, null, star):
    """The spectrum by going through the indices and pairs one by one; indices r + 1 to star, if it is given, are the tail."""
    depth, found = len(widths) - 1, {}

    def add(values):
        for value in values:
            found[value] = found.get(value, 0) + 1
    for i in range(1, r + 1):
        add(inner["signal-symmetric"])
        for m in range(i + 1, r + 1):
            add(inner["signal-symmetric"] + inner["signal-antisymmetric"])
        for m in range(r + 1, max(widths) + 1):
            if star is not None and m <= star:
                add(inner["signal-tail"])
                continue
            of = null[int(m <= n_x)]
            add(of[:1] * (m <= widths[0]) + of[1:2] * (m <= widths[-1]))
            for j in range(1, depth):                           # X_(j+1) and Y_j exist when m <= d_j
                add(of[2 * j:2 * j + 2] * (m <= widths[j]))
    add([0] * sum((widths[k] - r) * (widths[k - 1] - r) for k in range(1, depth + 1)))
    return found


def consequences(claim, depth):
    """The closing sentence of a statement, from the derived values."""
    derived = derived_blocks(claim, depth)
    if claim == "deng-2026-tail-ratio":
        g, eps = derived["signal-tail"][1][0], symbols(1)[0]
        return 1 - (1 - eps * eps) * g == eps ** (2 * depth) and all(c >= 0 for c in (g - 1).terms.values())
    if claim == "deng-2026-bifurcation-minimum":
        top = {name: derived[name][1][0] for name in SETTINGS[claim][1]}
        return top["signal-symmetric"] == top["signal-antisymmetric"] == depth and derived["signal-null"][1][1] == 1
    lam = symbols(1)[0]

    def line(value):
        """value = lambda^(L-2) (p z + q) with z = lambda^L, at x = y = 1 and a seen null index: (p, q)."""
        at = value.at((lam, lam.lift(1), lam.lift(1), lam.lift(1))) + lam.lift(0)
        sure(set(at.terms) <= {(2 * depth - 2,), (depth - 2,)}, "a value is not of the expected form")
        return at.terms.get((2 * depth - 2,), 0), at.terms.get((depth - 2,), 0)
    cluster = [line(derived[name][1][0]) for name in ("signal-symmetric", "signal-antisymmetric")]
    a, plus, minus = (line(derived["signal-null"][1][k]) for k in (1, 2, 3))

    def above(p, q):                                        # p z + q > 0 for every z > 1/2
        return p >= 0 and (p + 2 * q > 0 or p > 0 and p + 2 * q == 0)
    wins = all(above(t[0] - o[0], t[1] - o[1]) for t in cluster for o in (a, plus, minus, (0, 0)))
    gap = (cluster[0][0] - minus[0], cluster[0][1] - minus[1])     # symmetric minus (-c): k (2 z - 1), and -c always occurs
    return wins and gap[0] > 0 and gap[0] + 2 * gap[1] == 0


DENSE_CASES = [((2, 2, 2), 1, 1, 2), ((2, 2, 2), 1, 2, 1), ((2, 3, 2), 1, 2, 2), ((1, 2, 2, 1), 1, 1, 1), ((2, 2, 2, 2), 2, 2, 2)]


@lru_cache(maxsize=None)
def dense_counts_agree(claim, cases=tuple(DENSE_CASES)):
    """The statement against the nullities of whole Hessians, formed by the general formula."""
    for widths, r, n_x, star in cases:
        tail = claim == "deng-2026-tail-ratio"
        point = (Fraction(1, 2),) if tail else (Fraction(1),) * 3 if claim.endswith("minimum") else (Fraction(3, 2), Fraction(2), Fraction(5))
        lam, x, y = (1, 1, 1) if tail else point
        net = Net(widths, lambda k, i: lam if i <= r else point[0] if tail and i <= star else 0,
                  lambda i: x if i <= (r if tail else n_x) else 0, lambda i: y if i <= r else 0)
        expected = statement_spectrum(claim, widths, r, n_x, point, star)
        if spectrum_of([(full_matrix(net), 1)], expected) != expected:
            return False
    return True


def eigenvectors_of(name):
    """The check of a claim of SETTINGS."""
    return lambda proof, claim: check_eigenvectors(proof, claim.scope, name)


CLAIMS = {
    "deng-2026-bifurcation-minimum": Claim(
        "verified", "symbolic", "block-eigenvectors",
        ("At the balanced minimum with r unit signals, zero tail and Sxx = identity on n_x >= r directions, the Hessian has "
         "eigenvalue L with multiplicity r^2, 1 with multiplicity r(n_x + d_L - 2r), and 0 otherwise: dominant/bulk is exactly "
         "L."),
        {"depths": [2, 8],
         "text": "depths 2 to 8, all widths >= r, every r and n_x"},
        eigenvectors_of("deng-2026-bifurcation-minimum")),
    "deng-2026-bifurcation-training": Claim(
        "verified", "symbolic", "block-eigenvectors",
        ("With r uniform signals lambda, zero tail, Sxx = x times the identity on n_x >= r directions, a = x lambda^(2L-2), c = lambda^(L-2)(x lambda^L - y) and h the sum of d_j - r"
         " over hidden layers, the Hessian has the eigenvalues L a + (L-1) c (r(r+1)/2 times), L a - (L-1) c (r(r-1)/2 times), a"
         " (r(n_x + d_L - 2r) times), -c ((L-1) r(r+1)/2 + r h times), c ((L-1) r(r-1)/2 + r h times), and 0 otherwise; for x = "
         "y = 1 and lambda > 0 the r^2 cluster lies above all others iff lambda^L > 1/2."),
        {"depths": [2, 8],
         "text": "depths 2 to 8, every real lambda, x, y, all widths >= r, every r and n_x"},
        eigenvectors_of("deng-2026-bifurcation-training")),
    "deng-2026-tail-ratio": Claim(
        "verified", "symbolic", "block-eigenvectors",
        ("With r unit signals, Sxx = I_r and a tail of d* - r values eps, r <= d* <= every width, the Hessian has eigenvalue L (r^2 times), g = 1 + eps^2 "
         "+ ... + eps^(2L-2) (r(d* - r) times), 1 (r(d_L - d*) times), and 0 otherwise; for 0 <= eps < 1 the ratio satisfies L(1"
         " - eps^2) <= L/g <= L."),
        {"depths": [2, 8],
         "text": "depths 2 to 8, every real eps in [0, 1) for the bounds and every real eps for the spectrum, every r <= d* <= all widths"},
        eigenvectors_of("deng-2026-tail-ratio")),
}

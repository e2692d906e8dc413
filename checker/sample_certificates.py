"""A small generator of one valid certificate for every claim, from closed forms, for the tests of the checker.

It takes the table of claims from the checker and nothing else: no matrix, block or polynomial code is shared. The proofs that are not
built here, the arguments for every depth first, are read from the committed certificates, which the other program wrote.
"""
import hashlib
import json
import os
from fractions import Fraction as F
from itertools import product

from plumb_checker.claim import ClaimOfData, ClaimOfFile
from plumb_checker.claims import CLAIMS

TABLE = {name: claim for name, claim in CLAIMS.items() if not isinstance(claim, ClaimOfFile)}


def num(value):
    return str(F(value))


def poly(terms):
    """{exponents: coefficient} -> list of terms."""
    return [[num(terms[e]), list(e)] for e in sorted(terms, reverse=True) if terms[e]]


def envelope(name, proof):
    known = CLAIMS[name]
    scope = json.loads(json.dumps(known.scope))
    if isinstance(known, ClaimOfData):
        scope["dataHash"] = digest(proof)
    claim = {"id": name, "scope": scope, "statement": known.statement}
    return rehashed({"claim": claim, "claimHash": "", "evidence": known.evidence, "format": "plumb.certificate/1", "kind": known.kind,
                     "proof": proof, "verdict": known.verdict})


def rehashed(certificate):
    return dict(certificate, claimHash=digest(certificate["claim"]))


def digest(value):
    return hashlib.sha256(json.dumps(value, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


# Verified claims ---------------------------------------------------------------------------------------------------

def blocks():
    shapes = []
    for depth in (1, 2, 3):
        for w in product((1, 2, 3), repeat=depth + 1):
            top, steps, found = max(w), range(1, depth + 1), []
            for i in range(1, top + 1):
                found.append(([i], [[k, i, i] for k in steps if i <= w[k] and i <= w[k - 1]]))
            for i in range(1, top + 1):
                for m in range(i + 1, top + 1):
                    found.append(([i, m], [[k, a, b] for a, b in ((i, m), (m, i)) for k in steps if a <= w[k] and b <= w[k - 1]]))
            shapes.append({"blocks": [{"modes": m, "variables": v} for m, v in found if v], "widths": list(w)})
    return {"shapes": shapes}


def recursion():
    maps = []
    for L in range(1, 9):
        slopes = []
        for k in range(L):
            others = tuple(int(j != k) for j in range(L))
            slopes.append(poly({tuple(1 + o for o in others) + (1, 0): 1, others + (0, 1): -1}))
        maps.append({"balanced": poly({(1, 0, 0, 0): 1, (2 * L - 1, 1, 1, 0): -1, (L - 1, 1, 0, 1): 1}), "depth": L, "gradient": slopes})
    return {"maps": maps, "trajectories": [
        run([3, 2, 3], [F(1, 2), F(3, 4)], [1, F(1, 2), 1], [1, 0, 0], F(1, 4), 2),
        run([2, 3, 2, 2], [F(2, 3), F(1, 2)], [1, 0], [1, 0], F(1, 3), 1)]}


def run(widths, start, x, y, rate, steps):
    L, values = len(widths) - 1, list(start)
    for _ in range(steps):
        values = [s - rate * x[i] * s ** (2 * L - 1) + rate * y[i] * s ** (L - 1) for i, s in enumerate(values)]
    frames = [[num(F(1, k + n + 1)) for n in range(1, d * (d - 1) // 2 + 1)] for k, d in enumerate(widths)]
    return {"final": list(map(num, values)), "frames": frames, "rate": num(rate), "start": list(map(num, start)), "steps": steps,
            "widths": widths, "x": list(map(num, x)), "y": list(map(num, y))}


def eigenvectors(claim):
    """Values as dictionaries in the variables of the claim."""
    size = {"deng-2026-bifurcation-minimum": 1, "deng-2026-bifurcation-training": 4, "deng-2026-tail-ratio": 1}[claim]
    names = {1: ["xm"], 4: ["lambda", "x", "y", "xm"]}[size] if claim != "deng-2026-tail-ratio" else ["eps"]
    zero = (0,) * size
    depths = []
    for L in range(2, 9):
        if size == 4:
            a, c = {(2 * L - 2, 1, 0, 0): 1}, {(2 * L - 2, 1, 0, 0): 1, (L - 2, 0, 1, 0): -1}
            x1 = {(2 * L - 2, 0, 0, 1): 1}
        else:
            a, c, x1 = {zero: 1}, {}, {(1,): 1} if names == ["xm"] else {}

        def mix(p, q):
            return {e: p * a.get(e, 0) + q * c.get(e, 0) for e in {**a, **c}}

        def pair(value, length, *places):
            places = {k: v if isinstance(v, dict) else {zero: v} for k, v in places}
            return {"value": poly(value), "vector": [poly(places.get(k, {})) for k in range(1, length + 1)]}
        found = []
        for name, sign in (("signal-symmetric", 1), ("signal-antisymmetric", -1)):
            pairs = [pair(mix(L, sign * (L - 1)), L, *[(k, 1) for k in range(1, L + 1)])]
            pairs += [pair(mix(0, -sign), L, (k, 1), (L, -1)) for k in range(1, L)]
            found.append({"block": name, "pairs": pairs})
        if names == ["eps"]:
            g = {(2 * k,): 1 for k in range(L)}
            pairs = [pair(g, 2 * L, *[(L + k, {(L - k,): 1}) for k in range(1, L + 1)])]
            pairs += [pair({}, 2 * L, (k, 1)) for k in range(1, L + 1)]
            pairs += [pair({}, 2 * L, (L + k, 1), (2 * L, {(L - k,): -1})) for k in range(1, L)]
            found.append({"block": "signal-tail", "pairs": pairs})
        pairs = [pair(x1, 2 * L, (1, 1)), pair(a, 2 * L, (2 * L, 1))]
        for j in range(1, L):
            pairs += [pair(mix(0, 1), 2 * L, (j + 1, 1), (L + j, 1)), pair(mix(0, -1), 2 * L, (j + 1, 1), (L + j, -1))]
        found.append({"block": "signal-null", "pairs": pairs})
        depths.append({"blocks": found, "depth": L})
    return {"depths": depths, "variables": names}


def signs(a):
    """(negative, zero, positive) by symmetric elimination with exact pivots."""
    a, found = [row[:] for row in a], [0, 0, 0]
    while a:
        n = len(a)
        pivot = next((i for i in range(n) if a[i][i]), None)
        if pivot is None:
            spot = next(((i, j) for i in range(n) for j in range(n) if a[i][j]), None)
            if spot is None:
                found[1] += n
                break
            i, j = spot                                     # add row and column j to i: the diagonal becomes 2 a_ij
            a[i] = [p + q for p, q in zip(a[i], a[j])]
            for row in a:
                row[i] += row[j]
            pivot = i
        d = a[pivot][pivot]
        found[2 if d > 0 else 0] += 1
        keep = [i for i in range(n) if i != pivot]
        a = [[a[i][j] - a[i][pivot] * a[pivot][j] / d for j in keep] for i in keep]
    return found


def inertia():
    instances = []
    for L, tail in product(range(2, 7), TABLE["deng-2026-code-variant"].scope["tails"]):
        eps = F(tail)
        e, g, counts = eps ** L, sum(eps ** (2 * k) for k in range(L)), []
        for name, sign, factor in (("symmetric", 1, 1 + e), ("symmetric", 1, 1), ("symmetric", 1, e), ("symmetric", 1, -e),
                                   ("antisymmetric", -1, 1), ("antisymmetric", -1, 1 - e), ("antisymmetric", -1, e), ("antisymmetric", -1, -e)):
            a = [[eps ** (k + j) * (1 + sign * e * (k + j + 2 <= L)) - (factor * g if k == j else 0) for j in range(L)] for k in range(L)]
            negative, zero, positive = signs(a)
            counts.append({"matrix": name, "negative": negative, "positive": positive, "shift": num(factor * g), "zero": zero})
        instances.append({"counts": counts, "depth": L, "tail": tail})
    trajectories = []
    for L in range(2, 7):
        s, values = F(1, 2), []
        for _ in range(3):
            s = s - F(1, L) * s ** (2 * L - 1)
            values.append(num(s))
        trajectories.append({"depth": L, "rate": num(F(1, L)), "start": "1/2", "values": values})
    return {"instances": instances, "trajectories": trajectories}


def spectra():
    instances = []
    for L, pair in product(range(2, 6), TABLE["deng-2026-approx-balance"].scope["pairs"]):
        t = [F(v) for v in pair]
        x = [v ** -L for v in t]

        def listed(values):
            return [[num(v), str(values.count(v))] for v in sorted(set(values), reverse=True)]
        top = [x[m] * sum(t[i] ** (2 * (L - k)) * t[m] ** (2 * (k - 1)) for k in range(1, L + 1)) for i in (0, 1) for m in (0, 1)]
        low = [v * t[i] ** (2 * L - 2) for i in (0, 1) for v in (x[0], x[i])]
        modes = [mode(1, [t[i]] * L, x[i], 1) for i in (0, 1)]
        instances.append({"bulk": listed(low), "depth": L, "dominant": listed(top), "network": net(modes, x[0], [3] * (L + 1)), "pair": list(pair)})
    return {"instances": instances}


# Refuted claims ----------------------------------------------------------------------------------------------------

def mode(count, layers, x, y):
    return {"count": count, "layers": list(map(num, layers)), "x": num(x), "y": num(y)}


def net(modes, rest, widths):
    return {"modes": modes, "restInput": num(rest), "widths": list(widths)}


def pair(widths, value, places):
    names = [(k, a, b) for k in range(1, len(widths)) for a in range(1, widths[k] + 1) for b in range(1, widths[k - 1] + 1)]
    assert set(places) <= set(names)
    return {"value": num(value), "vector": [str(places.get(v, 0)) for v in names]}


def witness(network, rank, dominant, bulk):
    return {"network": network, "rank": rank, "dominant": pair(network["widths"], *dominant), "bulk": pair(network["widths"], *bulk)}


def every_layer(L):
    return {(k, 1, 1): 1 for k in range(1, L + 1)}


def tail_witness(L, t):
    """Widths 2, one signal at 1, one tail value t with x = y = 0; the bulk vector is t^(L-k) on Y_k, cleared of denominators."""
    t = F(t)
    places = {(k, 2, 1): t.numerator ** (L - k) * t.denominator ** (k - 1) for k in range(1, L + 1)}
    network = net([mode(1, [1] * L, 1, 1), mode(1, [t] * L, 0, 0)], 0, [2] * (L + 1))
    return witness(network, 1, (L, every_layer(L)), (sum(t ** (2 * k) for k in range(L)), places))


def uniform_witness(L, s):
    """Widths 1-..-1-2 and one signal s with x = y = 1."""
    s = F(s)
    a, c = s ** (2 * L - 2), s ** (L - 2) * (s ** L - 1)
    network = net([mode(1, [s] * L, 1, 1)], 0, [1] * L + [2])
    return witness(network, 1, (L * a + (L - 1) * c, every_layer(L)), (a, {(L, 2, 1): 1}))


def iterate(s, L, rate, x, y, count):
    orbit = [F(s)]
    while len(orbit) < count:
        s = orbit[-1]
        orbit.append(s - rate * x * s ** (2 * L - 1) + rate * y * s ** (L - 1))
    return list(map(num, orbit))


def dyadic(value):
    value = F(value)
    mantissa, exponent = value.numerator, 1 - value.denominator.bit_length()
    while mantissa and mantissa % 2 == 0:
        mantissa, exponent = mantissa // 2, exponent + 1
    return [str(mantissa), exponent if mantissa else 0]


def r4(L=2, rate=F(1, 10), start=F(1, 2), steps=500, precision=96):
    s = start
    for _ in range(steps):
        s = F((s - rate * s ** (2 * L - 1)) * 2 ** precision // 1, 2 ** precision)
    u = L * start ** (2 * L - 2) * rate * steps
    terms, term, partial = -(-2 * u // 1), F(1), F(1)
    for k in range(1, terms + 1):
        term *= u / k
        partial += term
    bound, shift = start ** (2 * L - 2) / partial, 0
    while bound * 2 ** shift < 2 ** 63:
        shift += 1
    claimed = F(-(-bound * 2 ** shift // 1), 2 ** shift)
    return {"depth": L, "rate": num(rate), "start": num(start), "steps": steps, "precision": precision, "terms": int(terms),
            "tail": dyadic(s), "claimed": dyadic(claimed)}


def refuted():
    one = mode(1, [1, 1], 1, 1)
    r7 = net([one, mode(1, [2, 2], F(1, 4), 1)], 1, [3, 3, 3])
    r8 = net([mode(1, [1] * 3, 1, 1), mode(1, [2] * 3, 1, 8)], 1, [3, 2, 2, 2])
    return {
        "R1": uniform_witness(2, 2),
        "R2": tail_witness(2, F(1, 2)),
        "R3": {"depth": 2, "rate": "1", "start": "1/2", "next": "3/8"},
        "R4": r4(),
        "R5": {"network": net([one], 1, [2, 2, 2]), "product": [["1", "0"], ["0", "0"]]},
        "R6": uniform_witness(7, F(9, 10)),
        "R7": witness(r7, 2, (F(5, 4), {(1, 1, 2): 1, (2, 1, 2): 2}), (4, {(1, 2, 3): 1})),
        "R8": witness(r8, 2, (3, every_layer(3)), (16, {(1, 2, 3): 1})),
        "R9": {"depth": 2, "rate": "1", "orbit": iterate(2, 2, 1, 1, 1, 3)},
        "R10": {"depth": 3, "rate": "1/10", "orbit": iterate(2, 3, F(1, 10), 1, 1, 3)},
        "R11": {"network": net([mode(5, [1, 1], 1, 1)], 1, [16, 32, 10]), "rank": 5, "spectrum": [["2", "25"], ["1", "80"], ["0", "727"]]},
        "R13": {"sigma": "1/64", "witnesses": [tail_witness(2, F(1, 8)), tail_witness(3, F(1, 4))]},
        "R14": {"start": "1/2", "rate": "1/2", "limit": tail_witness(2, F(1, 2))},
    }


def twins():
    """The deliberate errors in the theorems of the seed paper, worked out by hand."""
    tail = tail_witness(2, F(1, 2))
    r7 = refuted()["R7"]
    one = mode(1, [1, 1], 1, 1)
    return {
        "aligned-block-decomposition-false": {
            "network": net([mode(1, [1, 1, 1], 1, 1), mode(1, [1, 2, 1], 3, 3)], 0, [2] * 4), "row": [1, 1, 2], "column": [3, 2, 1],
            "entry": "3", "claimed": "6"},
        "aligned-block-decomposition-false-nonexisting": {"network": net([one], 1, [3, 1, 3]), "nullity": "1", "completed": "13"},
        "deng-2026-recursion-false": {"depth": 2, "left": "7/8", "relation": "=", "right": "5/8", "values": [
            {"name": name, "value": value} for name, value in (("s", "1/2"), ("x", "1"), ("y", "1"), ("eta", "1"))]},
        "deng-2026-bifurcation-minimum-false": {"network": net([mode(1, [1], 1, 1)], 1, [3, 3]), "rank": 1, "spectrum": [["1", "9"]]},
        "deng-2026-bifurcation-training-false": uniform_witness(2, F(2, 3)), "deng-2026-tail-ratio-false": tail,
        "deng-2026-code-variant-false": {"depth": 2, "tail": "1/2", "shift": "5/4", "negative": 1, "zero": 0, "positive": 1},
        "deng-2026-approx-balance-false": r7,
    }


def witnessed():
    """The false twins: both sides worked out by hand."""
    def point(depth, left, relation, right, **values):
        return {"depth": depth, "left": left, "relation": relation, "right": right, "values": [{"name": n, "value": v} for n, v in values.items()]}
    return {
        "telescope-h": point(2, "5", "=", "1", s="2", t="1"), "tail-sum-g": point(2, "8/5", "<=", "3/2", s="1/2"),
        "signal-tail-exponents": point(3, "1/16", "=", "1/64", eps="1/2", k="1", j="2"), "safe-step": point(2, "5013/5000", "<=", "1", s="9/10", eta="3/5"),
        "multiplier": point(2, "-19/5", "=", "-7/5", s="2", x="3", eta="1/5"), "supercritical-flip": point(2, "16", "=", "56/3"),
        "flow": point(2, "-8", "=", "-32", s="2", x="1", y="3"), "two-cycle": point(2, "1/2", "=", "1", a="2", b="1"),
        "gap-contraction": point(3, "-15/4", "=", "3", p="2", q="1", g="3", x="1", y="1", eta="1/10"),
        "odd-negative": point(2, "-5/8", ">", "-1/2", v="-1/2", x="1", y="1", eta="1/3"), "diagonal-block": point(2, "35", "=", "46", s="2", x="3", y="1"),
        "crossing": point(2, "-1/4", ">", "1/4", s="1/2"), "ratio-time-t": point(2, "-1", "=", "5", s="1/2"),
        "negative-threshold": point(2, "1/3", "<", "0", s="2/3"), "approx-balance": point(3, "6", "=", "3", s="2"),
    }


def committed(name):
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "proofs-data", "certificates", name + ".json")
    with open(path, encoding="utf-8") as file:
        return json.load(file)["proof"]


def built():
    """The certificates that are made here, from closed forms."""
    found = {"aligned-block-decomposition": blocks(), "deng-2026-recursion": recursion(), "deng-2026-code-variant": inertia(),
             "deng-2026-approx-balance": spectra()}
    for name in ("deng-2026-bifurcation-minimum", "deng-2026-bifurcation-training", "deng-2026-tail-ratio"):
        found[name] = eigenvectors(name)
    found.update({"deng-2026-" + name: proof for name, proof in refuted().items()})
    found.update(twins())
    found.update({f"cert-{name}-false": proof for name, proof in witnessed().items()})
    return {name: envelope(name, proof) for name, proof in found.items()}


def certificates():
    """One certificate a claim, in the order of the table."""
    found = built()
    return {name: found.get(name) or envelope(name, committed(name)) for name in TABLE}

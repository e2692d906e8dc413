"""Deliberate errors in the theorems of the seed paper, one thing changed in each: the witness satisfies the hypotheses and contradicts the conclusion."""
from fractions import Fraction

from .algebra import nullity
from .claim import Claim
from .depth_witness import contradicted
from .forms import fields, integer, items, multiplicity, network, rational, same
from .networks import Net, block, full_matrix, gradient, grouped_blocks, hessian, spectrum_of
from .refusal import need
from .seed_spectra import code_halves
from .witness import Witness


def expect_network(net, path, widths, s, x, y):
    """The witness has one network, that of the specification."""
    want = Net(widths, s, x, y)
    need((net.widths, net.layer, net.input, net.target) == (want.widths, want.layer, want.input, want.target), path, "not the network of this witness")


# The block theorem: the layers between taken at the other index, and variables that do not exist

def exchanged(net, k, j):
    """The coupling of X_k and Y_j of the pair {1, 2} with the product of the layers between at the index of the residual."""
    i, high, low = (1, k, j) if k > j else (2, j, k)
    return net.e(i) * net.p(high, i) * net.between(i, low, high) * net.q(low, i)


def check_exchanged(proof, _):
    claimed, column, entry, net, row = fields(proof, "proof", "claimed", "column", "entry", "network", "row")
    net = network(net, "proof.network")
    expect_network(net, "proof.network", [2] * 4, lambda k, i: 1 + (k == i == 2), lambda i: 2 * i - 1, lambda i: 2 * i - 1)
    dense, layers = hessian(net), range(1, net.depth + 1)
    couplings = [((k, 1, 2), (j, 2, 1), dense[(k, 1, 2)].get((j, 2, 1), 0), exchanged(net, k, j)) for k in layers for j in layers if k != j]
    first, second, true, false = next(c for c in couplings if c[2] != c[3])
    need(same(row, list(first)), "proof.row", f"{list(first)} is expected: the first coupling that differs")
    need(same(column, list(second)), "proof.column", f"{list(second)} is expected: the first coupling that differs")
    need(rational(entry, "proof.entry") == true, "proof.entry", f"the entry of the Hessian is {true}")
    need(rational(claimed, "proof.claimed") == false, "proof.claimed", f"the statement gives {false}")
    return f"with widths 2-2-2-2 the entry of the Hessian at {first}, {second} is {true}, the statement gives {false}"


class Completed(Net):
    """The network as if every variable up to the largest width existed."""

    def exists(self, variable):
        return True


def check_completed(proof, _):
    completed, net, zeros = fields(proof, "proof", "completed", "network", "nullity")
    net = network(net, "proof.network")
    expect_network(net, "proof.network", [3, 1, 3], lambda k, i: int(i == 1), lambda i: 1, lambda i: int(i == 1))
    whole = Completed(net.widths, net.s, net.x, net.y)
    indices = range(1, net.top + 1)
    found = [block(whole, i)[1] for i in indices] + [block(whole, i, m)[1] for i in indices for m in range(i + 1, net.top + 1)]
    false, true = sum(nullity(a, 0) for a in found), nullity(full_matrix(net), 0)
    need(multiplicity(zeros, "proof.nullity") == true, "proof.nullity", f"the Hessian has the eigenvalue 0 {true} times")
    need(multiplicity(completed, "proof.completed") == false, "proof.completed", f"the completed blocks have the eigenvalue 0 {false} times")
    need(true != false, "proof", "the multiplicities agree")
    return f"with widths 3-1-3 the eigenvalue 0 has multiplicity {true}, the completed blocks give {false}"


# Counts, clusters and bounds

def check_one_layer(proof, _):
    net, rank, listed = fields(proof, "proof", "network", "rank", "spectrum")
    net, r = network(net, "proof.network"), integer(rank, "proof.rank", 1, 1)
    expect_network(net, "proof.network", [3, 3], lambda k, i: int(i <= r), lambda i: 1, lambda i: int(i <= r))
    spectrum = {}
    for entry, path in items(listed, "proof.spectrum"):
        (value, vpath), (count, cpath) = items(entry, path, 2)
        value = rational(value, vpath)
        need(all(value < other for other in spectrum), vpath, "values must be strictly decreasing")
        spectrum[value] = multiplicity(count, cpath)
    exact = spectrum_of(grouped_blocks(net), spectrum)
    need(exact is not None and exact == spectrum, "proof.spectrum", "not the complete spectrum")
    stated = r * r + r * (net.widths[0] + net.widths[1] - 2 * r)
    need(spectrum.get(1, 0) != stated, "proof.spectrum", "the count of the statement holds")
    return f"at depth 1 with widths 3-3 and r = 1 the eigenvalue 1 has multiplicity {spectrum.get(1, 0)}, the statement gives {stated}"


def check_third(proof, _):
    w = Witness(proof, "proof").require(positive=1, balanced=1, uniform=1, zero_tail=1, x=1, y=1, x_after=(0, 1))
    z = w.net.s(1, 1) ** w.depth
    need(z > Fraction(1, 3), "proof.network", "lambda^L is not above 1/3")
    need(w.dominant[0] < w.bulk[0], "proof", "the dominant value is not below the bulk value")
    return f"at depth {w.depth} with lambda^L = {z} a dominant eigenvalue {w.dominant[0]} lies below the bulk {w.bulk[0]}"


def check_tail_ratio(proof, _):
    w = Witness(proof, "proof").require(minimum=1, balanced=1, signals=1, x=1, y=1, quiet_tail=1, x_after=(0,))
    tail = {w.net.s(1, i) for i in w.others if i <= w.least}
    need(len(tail) == 1 and 0 <= min(tail) < 1, "proof.network", "one tail value in [0, 1) is expected")
    need(all(w.net.s(k, i) == 0 for i in w.others if i > w.least for k in range(1, w.depth + 1)), "proof.network", "a value beyond the least width is not zero")
    stated = w.depth * (1 - min(tail) ** 4)
    need(w.ratio < stated, "proof", "the ratio is not below the bound")
    return f"at a minimum of depth {w.depth} with Sxx = I_r and tail {min(tail)} the ratio is {w.ratio}, below {stated}"


def check_top(proof, _):
    depth, negative, positive, shift, tail, zero = fields(proof, "proof", "depth", "negative", "positive", "shift", "tail", "zero")
    depth, eps = integer(depth, "proof.depth", 2, 8), rational(tail, "proof.tail")
    need(0 < eps < 1 and eps.denominator < 1000, "proof.tail", "outside (0, 1), or a denominator of 1000 or more")
    name, g, signs = code_halves(depth, eps)[1]
    need(name == "symmetric" and rational(shift, "proof.shift") == g, "proof.shift", f"g is {g}")
    for field, value, true in zip(("negative", "zero", "positive"), (negative, zero, positive), signs):
        need(integer(value, "proof." + field, 0, depth) == true, "proof." + field, f"{true} is the inertia of S_+ - g")
    need(signs[2] > 0, "proof", "no eigenvalue lies above g")
    return f"at depth {depth} with tail {eps} exactly {signs[2]} eigenvalue of S_+ lies above g = {g}"


def check_exponent(proof, _):
    w = Witness(proof, "proof").require(balanced=1, positive=1, minimum=1, zero_tail=1, y=1)
    x = [w.net.x(i) for i in range(1, w.inputs + 1)]
    need(min(x) > 0, "proof.network", "an x is not positive")
    stated = (min(x) / max(x)) ** (w.depth - 2)                 # the lower bound over L, to the power L
    need((w.ratio / w.depth) ** w.depth < stated, "proof", "the ratio is not below the bound")
    return f"at a balanced minimum of depth {w.depth} with x in [{min(x)}, {max(x)}] the ratio {w.ratio} is below L (a/b)^(1-2/L)"


def step_sides(L, s, x, y, eta):
    """One step of full descent on one mode, and the statement."""
    slope = gradient([[[s]]] * L, [[x]], [[y]])[0][0][0]
    return s - eta * slope, s - eta * x * s ** (2 * L - 1) + eta * y * s ** L


CLAIMS = {
    "aligned-block-decomposition-false": Claim(
        "refuted", "exact", "exact-witness",
        ("The Hessian of an aligned deep linear network has the blocks of Theorem A with both indices of the coupling from the residual: "
         "X_k and Y_j are coupled by e_i p_(k,i) r_(kj,i) q_(j,i) for k > j and by e_m p_(j,m) r_(jk,m) q_(k,m) for k < j."),
        {"text": "every depth L >= 1, all widths, layer values, x_i and y_i"},
        check_exchanged),
    "aligned-block-decomposition-false-nonexisting": Claim(
        "refuted", "exact", "exact-witness",
        ("The spectrum of the Hessian of an aligned deep linear network is that of the blocks of Theorem A with all L variables for each "
         "index and all 2L for each pair of indices up to the largest width."),
        {"text": "every depth L >= 1, all widths, layer values, x_i and y_i"},
        check_completed),
    "deng-2026-recursion-false": Claim(
        "refuted", "exact", "depth-witness",
        "One step of gradient descent on an aligned balanced network maps each layer value s to s - eta x s^(2L-1) + eta y s^L.",
        {"text": "every depth L >= 1, every real s, eta, x, y"},
        contradicted(1, "=", ("s", "x", "y", "eta"), lambda L, *v: True, step_sides)),
    "deng-2026-bifurcation-minimum-false": Claim(
        "refuted", "exact", "exact-witness",
        ("At every depth L >= 1, at the balanced minimum with r unit signals, zero tail and Sxx = identity on n_x >= r directions, the "
         "Hessian has eigenvalue L with multiplicity r^2, 1 with multiplicity r(n_x + d_L - 2r), and 0 otherwise."),
        {"text": "depths L >= 1, all widths >= r, every r and n_x"},
        check_one_layer),
    "deng-2026-bifurcation-training-false": Claim(
        "refuted", "exact", "exact-witness",
        ("With r uniform signals lambda > 0, zero tail and x = y = 1, the r^2 cluster lies above all other eigenvalues iff lambda^L > 1/3."),
        {"text": "every depth L >= 2, every real lambda > 0, all widths >= r"},
        check_third),
    "deng-2026-tail-ratio-false": Claim(
        "refuted", "exact", "exact-witness",
        ("With r unit signals, Sxx = I_r and a tail of d* - r values eps, 0 <= eps < 1, the ratio satisfies L(1 - eps^4) <= L/g <= L."),
        {"text": "every depth L >= 2, every real eps in [0, 1), every r <= d* <= all widths"},
        check_tail_ratio),
    "deng-2026-code-variant-false": Claim(
        "refuted", "exact", "exact-witness",
        ("With unit signals, Sxx = I and a tail value eps in (0, 1), each signal/tail block splits into S_+ and S_-, and the top "
         "eigenvalue of each lies in [g(1 - eps^L), g] with g = 1 + eps^2 + ... + eps^(2L-2)."),
        {"text": "every depth L >= 2, every real eps in (0, 1)"},
        check_top),
    "deng-2026-approx-balance-false": Claim(
        "refuted", "exact", "exact-witness",
        ("At the balanced minimum of a target with unit singular values and Sxx = diag(x_i), x_i in [a, b] on signals and seen nulls, "
         "zero tail: L (a/b)^(1-2/L) <= dominant/bulk <= L (b/a)^(1-2/L)."),
        {"text": "every depth L >= 2, balanced minima, x_i in [a, b]"},
        check_exponent),
}

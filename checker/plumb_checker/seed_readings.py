"""Readings of the seed paper that are false: the witness satisfies the hypotheses of the statement and contradicts its conclusion."""
from fractions import Fraction

from .algebra import symbols, times, total, unit
from .claim import Claim
from .forms import dyadic, fields, integer, items, multiplicity, network, rational, rationals
from .networks import Net, block, grouped_blocks, pair_net, power, recursion, spectrum_of
from .refusal import MAX_BITS, MAX_DEPTH, need, sure
from .witness import Witness


def check_R1(proof, _):
    w = Witness(proof, "proof").require(positive=1, balanced=1, uniform=1, zero_tail=1, x=1, y=1, x_after=(0, 1))
    need(w.ratio != w.depth, "proof", "the ratio is L")
    return f"at depth {w.depth} with uniform signals and zero tail the ratio of exact eigenvalues is {w.ratio}, not {w.depth}"


def check_R2(proof, _):
    w = Witness(proof, "proof").require(minimum=1, balanced=1, signals=1, x=1, y=1, quiet_tail=1, x_after=(0,))
    need(w.bulk[0] != 1 and w.ratio != w.depth, "proof", "the bulk value is 1 or the ratio is L")
    return f"at a minimum of depth {w.depth} with Sxx = I_r a bulk eigenvalue is {w.bulk[0]} and the ratio is {w.ratio}, not {w.depth}"


def recursion_data(proof, *names, depth=2):
    values = fields(proof, "proof", "depth", "rate", *names)
    depth, rate = integer(values[0], "proof.depth", depth, MAX_DEPTH), rational(values[1], "proof.rate")
    need(rate > 0, "proof.rate", "the rate must be positive")
    return [depth, rate] + values[2:]


def check_R3(proof, _):
    depth, rate, start, following = recursion_data(proof, "start", "next")
    start, following = rational(start, "proof.start"), rational(following, "proof.next")
    need(following == recursion(start, depth, rate, 1, 0, "proof.start"), "proof.next", "not the next value of the recursion")
    need(following != start, "proof.next", "the value does not change")
    return f"at depth {depth} and rate {rate} with x = 1, y = 0 a tail value {start} becomes {following}"


def check_R4(proof, _):
    depth, rate, start, steps, precision, terms, tail, claimed = recursion_data(
        proof, "start", "steps", "precision", "terms", "tail", "claimed")
    start, n = rational(start, "proof.start"), 2 * depth - 2
    need(0 < start < 1, "proof.start", "outside (0, 1)")
    need(rate * depth <= 1, "proof.rate", "larger than 1/L")
    alpha = power(start, n, "proof.start")
    need(rate * (n + 1) * alpha < 1, "proof.rate", "the recursion is not known to increase on [0, start]")
    steps, precision = integer(steps, "proof.steps", 1, 100000), integer(precision, "proof.precision", 1, 1024)
    need(steps * precision * depth <= 10 ** 7, "proof.steps", "steps times precision times depth is too large")
    u = depth * alpha * rate * steps
    terms = integer(terms, "proof.terms", 1, 10000)
    need(terms == -(-2 * u // 1), "proof.terms", "the least integer that is at least 2u is expected")
    need(terms * max(u.numerator.bit_length(), u.denominator.bit_length()) <= MAX_BITS, "proof.terms", "the numbers grow too large")
    tail, claimed = dyadic(tail, "proof.tail"), dyadic(claimed, "proof.claimed")
    s, scale = start, 1 << precision
    for _ in range(steps):
        s = Fraction(recursion(s, depth, rate, 1, 0, "proof.start") * scale // 1, scale)
    need(tail == s, "proof.tail", "not the result of the rounded iteration")
    term = partial = Fraction(1)
    for k in range(1, terms + 1):
        term = term * u / k
        partial += term
    need(claimed == rounded_up(alpha / partial, 64), "proof.claimed", "not the bound rounded up to 64 bits")
    need(tail > 0 and tail ** n > claimed, "proof.tail", "the eigenvalue is not above the bound")
    single = block(pair_net(depth, *[(symbols(1)[0], 1, 0)] * 2), 1)[1]
    sure(all(total(row) == symbols(1)[0] ** n * (n + 1) for row in single), "the tail block has lost its eigenvalue")
    return (f"at depth {depth}, rate {rate}, start {start} after {steps} steps the eigenvalue (2L-1) s^(2L-2) of a tail index, outside the "
            f"two clusters, is above tail^(2L-2), which exceeds the stated bound")


def rounded_up(value, bits):
    """The least dyadic number with this many bits that is not below a positive value."""
    exponent = value.numerator.bit_length() - value.denominator.bit_length() - bits
    while value / Fraction(2) ** exponent >= 2 ** bits:
        exponent += 1
    while value / Fraction(2) ** exponent < 2 ** (bits - 1):
        exponent -= 1
    unit_size = Fraction(2) ** exponent
    return -(-value // unit_size) * unit_size


def check_R5(proof, _):
    net, product_rows = fields(proof, "proof", "network", "product")
    net = network(net, "proof.network")
    size = net.widths[0]
    need(set(net.widths) == {size}, "proof.network.widths", "all widths must be the same")
    need(all(net.x(i) == 1 for i in range(1, size + 1)), "proof.network", "x must be 1 on all inputs")
    need(all(net.e(i) == 0 for i in range(1, size + 1)), "proof.network", "a residual is not zero")
    got = [rationals(row, path, size) for row, path in items(product_rows, "proof.product", size)]
    need(got == times(*reversed(net.matrices())), "proof.product", "not the product of the layers")
    need(got != unit(size), "proof.product", "the product is the identity")
    return f"at a minimum of depth {net.depth} with widths {size} and Sxx = I the product of the weights is {net_text(got)}, not the identity"


def net_text(matrix):
    return "[" + ", ".join("[" + ", ".join(map(str, row)) + "]" for row in matrix) + "]"


def check_R6(proof, _):
    w = Witness(proof, "proof").require(balanced=1, uniform=1, zero_tail=1, x=1, y=1, x_after=(0, 1))
    need(Fraction(9, 10) <= w.net.s(1, 1) <= Fraction(11, 10), "proof.network.modes[0].layers", "outside [9/10, 11/10]")
    need(w.dominant[0] < w.bulk[0], "proof", "the dominant value is not below the bulk value")
    return f"at depth {w.depth} with all signal layer values {w.net.s(1, 1)} a dominant eigenvalue {w.dominant[0]} lies below the bulk {w.bulk[0]}"


def check_R7(proof, _):
    w = Witness(proof, "proof").require(balanced=1, positive=1, minimum=1, zero_tail=1, y=1)
    need(all(w.net.x(i) > 0 for i in range(1, w.inputs + 1)), "proof.network", "an x is not positive")
    need(w.dominant[0] < w.bulk[0], "proof", "the dominant value is not below the bulk value")
    return f"at a balanced minimum of depth {w.depth} with y = 1 and positive x a dominant eigenvalue {w.dominant[0]} lies below the bulk {w.bulk[0]}"


def check_R8(proof, _):
    w = Witness(proof, "proof").require(balanced=1, positive=1, minimum=1, zero_tail=1, x=1, x_after=(0, 1))
    need(len(w.data(w.signals)) > 1, "proof.network", "all signals are equal")
    need(w.dominant[0] < w.bulk[0], "proof", "the dominant value is not below the bulk value")
    return f"at a balanced minimum of depth {w.depth} with signals of different size a dominant eigenvalue {w.dominant[0]} lies below the bulk {w.bulk[0]}"


def check_orbit(orbit, depth, rate):
    orbit = rationals(orbit, "proof.orbit", 3)
    for k in (1, 2):
        need(orbit[k] == recursion(orbit[k - 1], depth, rate, 1, 1, "proof.orbit"), f"proof.orbit[{k}]", "not the next value of the recursion")
    return orbit


def check_R9(proof, _):
    depth, rate, orbit = recursion_data(proof, "orbit")
    need(depth == 2, "proof.depth", "2 is expected")
    s = check_orbit(orbit, depth, rate)[0]
    growth = rate * s * s - rate - 1
    need(growth > 1, "proof.orbit[0]", "the growth factor is not above 1")
    return f"at depth 2 and rate {rate} from {s} each step multiplies the magnitude by at least {growth}, so the recursion diverges"


def check_R10(proof, _):
    depth, rate, orbit = recursion_data(proof, "orbit", depth=3)
    need(depth % 2 == 1, "proof.depth", "an odd depth is expected")
    need(rate * depth < 2, "proof.rate", "not below 2/L")
    start, s, _ = check_orbit(orbit, depth, rate)
    need(start > 0, "proof.orbit[0]", "must be positive")
    need(s < 0 and rate * (power(-s, 2 * depth - 2, "proof.orbit") + power(-s, depth - 2, "proof.orbit")) < 1, "proof.orbit[1]",
         "the orbit is not caught below zero")
    return f"at depth {depth} and rate {rate} the orbit from {start} goes to {s} and stays in [{s}, 0) for ever, so it never reaches 1"


def check_R11(proof, _):
    net, rank, listed = fields(proof, "proof", "network", "rank", "spectrum")
    net = network(net, "proof.network")
    need(net.widths == [16, 32, 10], "proof.network.widths", "[16, 32, 10] is expected")
    r = integer(rank, "proof.rank", 5, 5)
    want = Net(net.widths, lambda k, i: int(i <= r), lambda i: 1, lambda i: int(i <= r))
    need((net.layer, net.input, net.target) == (want.layer, want.input, want.target), "proof.network", "not the network of the statement")
    spectrum, grouped = {}, grouped_blocks(net)
    for entry, path in items(listed, "proof.spectrum"):
        (value, vpath), (count, cpath) = items(entry, path, 2)
        value = rational(value, vpath)
        need(all(value < other for other in spectrum), vpath, "values must be strictly decreasing")
        spectrum[value] = multiplicity(count, cpath)
    exact = spectrum_of(grouped, spectrum)
    need(exact is not None, "proof.spectrum", "not the complete spectrum")
    for index, value in enumerate(spectrum):
        need(spectrum[value] == exact[value], f"proof.spectrum[{index}][1]", f"the multiplicity is {exact[value]}")
    stated = r * (min(net.widths) + net.widths[-1] - 2 * r)
    need(spectrum.get(1, 0) != stated, "proof.spectrum", "the count of the statement holds")
    return f"for widths 16-32-10 and rank 5 with x = 1 on all inputs the bulk eigenvalue 1 has multiplicity {spectrum.get(1, 0)}, not {stated}"


def check_R13(proof, _):
    sigma, pairs = fields(proof, "proof", "sigma", "witnesses")
    sigma = rational(sigma, "proof.sigma")
    need(0 < sigma < 1, "proof.sigma", "outside (0, 1)")
    found = [Witness(entry, path) for entry, path in items(pairs, "proof.witnesses", 2)]
    for w in found:
        w.require(minimum=1, balanced=1, signals=1, x=1, y=1, quiet_tail=1, x_after=(0,))
        tail = [i for i in w.others if w.net.s(1, i)]
        need(len(tail) == 1 and w.net.s(1, tail[0]) > 0, w.path + ".network", "exactly one positive tail value is expected")
        need(w.net.s(1, tail[0]) ** w.depth == sigma, w.path + ".network", "the tail value to the power L is not sigma")
        need(all(tail[0] in v[1:] for v, n in w.bulk[1].items() if n), w.path + ".bulk.vector", "not supported on pairs with the tail index")
    need(found[0].depth < found[1].depth, "proof.witnesses[1].network.widths", "the depths must increase")
    first, second = (w.ratio / w.depth for w in found)
    need(first != second, "proof.witnesses", "ratio/L is the same")
    return (f"with the end-to-end tail {sigma} the ratio is {found[0].ratio} at depth {found[0].depth} and {found[1].ratio} at depth "
            f"{found[1].depth}: not proportional to the depth")


def check_R14(proof, _):
    start, rate, limit = fields(proof, "proof", "start", "rate", "limit")
    start, rate = rational(start, "proof.start"), rational(rate, "proof.rate")
    need(0 < start < 1, "proof.start", "outside (0, 1)")
    w = Witness(limit, "proof.limit").require(minimum=1, signals=1, x=1, y=1, quiet_tail=1, x_after=(0,))
    need(rate == Fraction(1, w.depth), "proof.rate", "1/L is expected")
    need(w.rank < w.least, "proof.limit.rank", "must be below the least width")
    need(all(w.net.s(k, i) == (start if i <= w.least else 0) for i in w.others for k in range(1, w.depth + 1)), "proof.limit.network",
         "the indices from r + 1 to the least width must be at 'start', those after it at 0")
    s, eta = symbols(2)     # 1 - f(s) = (1 - s)(1 - eta s^(L-1) (1 + s + .. + s^(L-1))), so 0 <= 1 - f(s) <= (1 - s)(1 - eta L s^(2L-2)) on (0, 1]
    slope = 1 - eta * s ** (w.depth - 1) * total(s ** k for k in range(w.depth))
    sure(1 - (s - eta * s ** (2 * w.depth - 1) + eta * s ** (w.depth - 1)) == (1 - s) * slope, "the contraction identity fails")
    need(w.ratio != w.depth, "proof.limit", "the ratio is L")
    return (f"at depth {w.depth} all {w.least} values start at {start}; with rate {rate} the signals rise to 1, the others stay, and in the limit "
            f"the ratio is {w.ratio}, not {w.depth}")


CLAIMS = {
    "deng-2026-R1": Claim(
        "refuted", "exact", "exact-witness",
        "The ratio of dominant to bulk eigenvalues of the full Hessian is L at every step of training.",
        {"text": "every depth L >= 2, uniform balanced signals, zero tail, x = y = 1"},
        check_R1),
    "deng-2026-R2": Claim(
        "refuted", "exact", "exact-witness",
        "At the minimum the bulk eigenvalues equal 1 and the ratio equals L.",
        {"text": "every depth L >= 2, balanced, Sxx = I_r, any tail"},
        check_R2),
    "deng-2026-R3": Claim(
        "refuted", "exact", "exact-witness",
        "The tail values are unchanged by gradient descent when Sxx is the identity on all inputs.",
        {"text": "every depth L >= 2, x = 1, y = 0"},
        check_R3),
    "deng-2026-R4": Claim(
        "refuted", "exact", "exact-witness",
        ("When Sxx is the identity on all inputs, the eigenvalues outside the two clusters are at most lambda_0^(2L-2) e^(-L "
         "alpha eta t) with alpha = lambda_0^(2L-2)."),
        {"text": "every depth L >= 2, uniform initialisation at lambda_0 in (0, 1), eta <= 1/L"},
        check_R4),
    "deng-2026-R5": Claim(
        "refuted", "exact", "exact-witness",
        "At the minimum with Sxx = I the product of the weights is the identity.",
        {"text": "every depth L >= 1, square product"},
        check_R5),
    "deng-2026-R6": Claim(
        "refuted", "exact", "exact-witness",
        "A perturbation of the layer values by at most 10 percent leaves the dominant cluster above the bulk at every depth.",
        {"text": "every depth L >= 2, uniform balanced signals, zero tail, x = y = 1"},
        check_R6),
    "deng-2026-R7": Claim(
        "refuted", "exact", "exact-witness",
        "The two clusters stay separated when Sxx is approximately balanced.",
        {"text": "every depth L >= 2, balanced minimum, y = 1 on signals, x_i > 0"},
        check_R7),
    "deng-2026-R8": Claim(
        "refuted", "exact", "exact-witness",
        "The dominant cluster lies above the bulk for signals of different size.",
        {"text": "every depth L >= 2, balanced minimum, x = 1"},
        check_R8),
    "deng-2026-R9": Claim(
        "refuted", "exact", "exact-witness",
        "The recursion for the layer values converges for every step size.",
        {"text": "every depth L >= 2, x = y = 1, every start"},
        check_R9),
    "deng-2026-R10": Claim(
        "refuted", "exact", "exact-witness",
        "Gradient descent with eta < 2/L from lambda_0 > 0 converges to 1.",
        {"text": "every depth L >= 2, x = y = 1"},
        check_R10),
    "deng-2026-R11": Claim(
        "refuted", "exact", "exact-witness",
        ("The bulk has r(d* + d_L - 2r) eigenvalues in the setting of the published code, where Sxx is the identity on all "
         "inputs."),
        {"text": "widths d_0-..-d_L >= r, uniform minimum, zero tail"},
        check_R11),
    "deng-2026-R13": Claim(
        "refuted", "exact", "exact-witness",
        "The ratio is proportional to the depth when the end-to-end tail value is held fixed.",
        {"text": "every depth L >= 2, balanced minimum, Sxx = I_r, one tail value eps = sigma^(1/L)"},
        check_R13),
    "deng-2026-R14": Claim(
        "refuted", "exact", "exact-witness",
        "Uniform spectral initialisation of all d* modes gives a ratio of exactly L in the limit.",
        {"text": "every depth L >= 2, r < d*, Sxx = I_r"},
        check_R14),
}

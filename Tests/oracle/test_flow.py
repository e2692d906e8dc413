"""plumb dynamics --flow, --thresholds and unbalanced modes against FLINT: certified quadrature, roots and balls.

The time between two values is the integral of 1/velocity, which FLINT encloses by rigorous quadrature; no closed form is used here.
A value is right when the printed lower bound is reached before the time asked for and the upper bound after it, or the other way round.

Run: python3 Tests/oracle/test_flow.py [seed]
"""

import random as randomness
import sys
from fractions import Fraction

import flint
from oracle import SCALE, Tally, ball, fmpq, plumb, refused

SEED = int(sys.argv[1]) if len(sys.argv) > 1 else 2603
random = randomness.Random(SEED)
BITS = 300


def quadrature(integrand, a, b):
    """The integral from a to b as a certified real ball."""
    flint.ctx.prec = BITS
    value = flint.acb.integral(integrand, flint.acb(fmpq(a)), flint.acb(fmpq(b)))
    assert value.imag.rad() < flint.arb(10) ** -30, f"the quadrature is wide: {value}"
    return value.real


def time_between(a, b, depth, x, y):
    if a == b:
        return flint.arb(0)
    x, y = fmpq(x), fmpq(y)
    return quadrature(lambda s, _: 1 / (s ** (depth - 1) * (flint.acb(y) - x * s ** depth)), a, b)


def bounds(value):
    return Fraction(value["lower"]), Fraction(value["upper"])


def is_before(a, b):
    return bool(a <= b)


def check_between(first, second, time, what):
    """The time asked for lies between the times at the two bounds, in either order."""
    early, late = (first, second) if is_before(first, second) else (second, first)
    assert not early > ball(time) and not late < ball(time), f"{what}: {early}, {late}"


def join(values):
    return ",".join(str(value) for value in values)


def flow(depth, start, x, y, times, digits):
    answer = plumb("dynamics", "--flow", "--json", "--depth", depth, f"--start={start}", "--x", x, f"--y={y}",
                   "--times", join(times), "--digits", digits)
    assert answer["format"] == "plumb.dynamics/1" and answer["lostAtTime"] is None, answer
    assert [Fraction(point["time"]) for point in answer["trajectory"]] == times
    return [point["modes"] for point in answer["trajectory"]]


def balanced(given, answer, digits):
    depth, start, x, y, times = given
    for (mode,), time in zip(answer, times):
        lower, upper = bounds(mode)
        assert 0 < lower <= upper and upper - lower <= lower * Fraction(4, 10 ** (digits - 1)), f"{mode} is wide"
        check_between(time_between(start, lower, depth, x, y), time_between(start, upper, depth, x, y), time, mode)
        low, high = bounds(mode["product"])
        assert low <= upper ** depth and high >= lower ** depth, "the product of the layers"


def random_balanced():
    depth = random.randint(1, 9)
    start = Fraction(random.randint(3, 24), 12)
    x, y = Fraction(random.randint(0, 4), 3), Fraction(random.randint(-4, 5), 4)
    if x * start ** depth == y or (x == 0 and y > 0 and depth > 2) or (depth == 1 and y < 1):
        return random_balanced()
    return depth, start, x, y, sorted(Fraction(random.randint(1, 12), 10) for _ in range(2))


def flows(tally):
    for i in range(60 * SCALE):
        given = random_balanced()
        depth, start, x, y, times = given
        digits = random.choice([8, 15, 30])
        tally.check(f"flow {i} {given}", lambda: balanced(given, flow(depth, start, x, y, times, digits), digits))
    for depth in (40, 200):
        given = (depth, Fraction(98, 100), Fraction(1), Fraction(1), [Fraction(1, 100), Fraction(1, 3)])
        tally.check(f"deep {depth}", lambda: balanced(given, flow(*given, 20), 20))


def sigma_time(a, b, c, x, y):
    if a == b:
        return flint.arb(0)
    c, x, y = fmpq(c), fmpq(x), fmpq(y)
    return quadrature(
        lambda s, analytic: 1 / ((flint.acb(c * c) + 4 * s * s).sqrt(analytic=analytic) * (flint.acb(y) - x * s)), a, b)


def unbalanced(given, answer, digits):
    first, second, x, y, times = given
    c = first ** 2 - second ** 2
    for (mode,), time in zip(answer, times):
        (a, b), (p, q) = (bounds(layer) for layer in mode["layers"])
        low, high = bounds(mode["product"])
        for lower, upper in ((a, b), (p, q), (low, high)):
            assert upper - lower <= max(abs(lower), abs(upper)) * Fraction(4, 10 ** (digits - 1)), f"{mode} is wide"
        check_between(sigma_time(first * second, low, c, x, y), sigma_time(first * second, high, c, x, y), time, mode)
        products = [u * v for u in (a, b) for v in (p, q)]
        assert min(products) <= high and max(products) >= low, "the product of the layers"
        squares = [sorted((u * u, v * v)) for u, v in ((a, b), (p, q))]
        assert squares[0][0] - squares[1][1] <= c <= squares[0][1] - squares[1][0], "the difference of squares"
        # The larger layer keeps its sign.
        larger, begin = ((a, b), first) if abs(first) > abs(second) else ((p, q), second)
        assert all(value * begin > 0 for value in larger), "the sign of the larger layer"


def pairs(tally):
    for i in range(40 * SCALE):
        first, second = Fraction(random.randint(-9, 9), 6), Fraction(random.randint(-9, 9), 5)
        x, y = Fraction(random.randint(0, 4), 3), Fraction(random.randint(-4, 5), 4)
        if abs(first) == abs(second) or x * first * second == y:
            continue
        given = (first, second, x, y, [Fraction(random.randint(1, 9), 10)])
        digits = random.choice([8, 15, 30])
        tally.check(f"pair {i} {given}", lambda: unbalanced(
            given, flow(2, f"{first}:{second}", x, y, given[4], digits), digits))


def layered_descent(tally):
    for i in range(30 * SCALE):
        depth, steps = random.randint(2, 6), random.choice([3, 60, 400])
        start = [Fraction(random.randint(-4, 9), random.randint(5, 7)) for _ in range(depth)]
        x, y, rate = Fraction(random.randint(1, 3), 2), Fraction(random.randint(-2, 4), 3), Fraction(1, 10 * depth)
        momentum = random.choice([Fraction(0), Fraction(1, 2)])

        def compare():
            answer = plumb("dynamics", "--json", "--depth", depth, f"--start={':'.join(map(str, start))}", "--x", x,
                           f"--y={y}", "--rate", rate, "--momentum", momentum, "--steps", steps, "--every", steps,
                           "--digits", 25)
            flint.ctx.prec = 3000
            values, velocities = [ball(value) for value in start], [flint.arb(0)] * depth
            for _ in range(steps):
                product = flint.arb(1)
                for value in values:
                    product *= value
                slopes = []
                for k in range(depth):
                    others = flint.arb(1)
                    for j in range(depth):
                        others = others * values[j] if j != k else others
                    slopes.append((ball(x) * product - ball(y)) * others)
                velocities = [ball(momentum) * v + g for v, g in zip(velocities, slopes)]
                values = [s - ball(rate) * v for s, v in zip(values, velocities)]
            for bound, value in zip(answer["trajectory"][-1]["modes"][0]["layers"], values):
                lower, upper = bounds(bound)
                assert value.rad() < flint.arb(10) ** -200 and not value < ball(lower) and not value > ball(upper), bound
                assert upper - lower <= max(abs(lower), abs(upper)) * Fraction(4, 10 ** 24), bound

        tally.check(f"layers {i} {start} {rate}", compare)


def descent(s, depth, y, rate):
    return s - ball(rate) * s ** (depth - 1) * (s ** depth - ball(y))


def thresholds(tally):
    for depth in range(1, 9):
        for _ in range(4 * SCALE):
            y, rate = Fraction(random.randint(1, 9), 4), Fraction(random.randint(1, 40), 20)
            tally.check(f"thresholds {depth} {y} {rate}", lambda: one_threshold(depth, y, rate))
    for depth in (2, 3, 4):
        for rate in (Fraction(1, 3), Fraction(4, 5), Fraction(6, 5), Fraction(3)):
            tally.check(f"complete {depth} {rate}", lambda: complete(depth, rate))


def one_threshold(depth, y, rate):
    answer = plumb("dynamics", "--thresholds", "--json", "--depth", depth, "--y", y, "--rate", rate, "--digits", 20)
    flint.ctx.prec = BITS
    curvature = depth * ball(y) ** (2 - flint.arb(fmpq(Fraction(2, depth))))
    for row, factor in zip(answer["thresholds"], (1, 2)):
        lower, upper = bounds(row["rate"])
        true = factor / curvature
        assert not true < ball(lower) and not true > ball(upper) and upper - lower < upper / 10 ** 18, row
        side = "below" if ball(rate) < true else "above" if ball(rate) > true else "at"
        assert row["position"] == side, row
    kinds = [] if depth == 1 else ["symmetric"] if depth % 2 == 0 else ["mixed"]
    if depth > 1 and ball(rate) * curvature > 2:
        kinds = (["positive", "mirrored"] if depth % 2 == 0 else ["positive"]) + kinds
    assert [orbit["kind"] for orbit in answer["periodTwo"]] == kinds, answer["periodTwo"]
    for orbit in answer["periodTwo"]:
        a, b = (flint.arb(ball(sum(bounds(point)) / 2), ball(bounds(point)[1] - bounds(point)[0]))
                for point in orbit["points"])
        assert descent(a, depth, y, rate).overlaps(b) and descent(b, depth, y, rate).overlaps(a), orbit
        slopes = [1 - ball(rate) * ((2 * depth - 1) * s ** (2 * depth - 2) - (depth - 1) * ball(y) * s ** (depth - 2))
                  for s in (a, b)]
        lower, upper = bounds(orbit["multiplier"])
        assert (slopes[0] * slopes[1]).overlaps(flint.arb(ball((lower + upper) / 2), ball(upper - lower))), orbit


def complete(depth, rate):
    """The real roots of f(f(s)) - s are the fixed points and the orbits, none missing."""
    variable = flint.fmpq_poly([0, 1])

    def step(s):
        return s - fmpq(rate) * s ** (depth - 1) * (s ** depth - 1)

    flint.ctx.prec = BITS
    polynomial = (step(step(variable)) - variable).numer()
    real = [root for root, multiplicity in polynomial.complex_roots() if root.imag == 0 or root.imag.overlaps(flint.arb(0))]
    answer = plumb("dynamics", "--thresholds", "--json", "--depth", depth, "--rate", rate)
    fixed = 3 if depth % 2 == 0 else 2
    assert len(real) == fixed + 2 * len(answer["periodTwo"]), (len(real), answer["periodTwo"])


def test_the_tests(tally):
    given = (4, Fraction(1, 2), Fraction(1), Fraction(1), [Fraction(1, 2)])
    answer = flow(*given, 15)
    for name, wrong in (("depth", (5, *given[1:])), ("target", (*given[:3], Fraction(101, 100), given[4])),
                        ("time", (*given[:4], [Fraction(1, 2) + Fraction(1, 10 ** 10)]))):
        tally.check(f"another {name}", lambda: refused(lambda: balanced(wrong, answer, 15)))
    pair = (Fraction(2), Fraction(1, 2), Fraction(1), Fraction(3), [Fraction(1, 4)])
    answer = flow(2, "2:1/2", 1, 3, pair[4], 15)
    tally.check("another start", lambda: refused(
        lambda: unbalanced((Fraction(2), Fraction(501, 1000), *pair[2:]), answer, 15)))


def main():
    tally = Tally(SEED)
    flows(tally)
    pairs(tally)
    layered_descent(tally)
    thresholds(tally)
    test_the_tests(tally)
    tally.finish()


if __name__ == "__main__":
    main()

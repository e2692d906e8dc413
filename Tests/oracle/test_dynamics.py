"""plumb dynamics against Python fractions for few steps and FLINT's balls for many, and --thresholds --start against the orbit itself.

Run: python3 Tests/oracle/test_dynamics.py [seed]
"""

import random as randomness
import sys
from fractions import Fraction

import flint
from oracle import SCALE, Tally, ball, nearly_within, middle, plumb, refused

SEED = int(sys.argv[1]) if len(sys.argv) > 1 else 2602
random = randomness.Random(SEED)


def problem(steps):
    modes = random.randint(1, 3)
    depth = random.randint(1, 6)
    return {
        "depth": depth, "start": [Fraction(random.randint(-8, 9), random.randint(7, 12)) for _ in range(modes)],
        "x": [Fraction(random.randint(1, 4), random.randint(1, 3)) for _ in range(modes)],
        "y": [Fraction(random.randint(-2, 4), random.randint(1, 3)) for _ in range(modes)],
        "rate": Fraction(1, random.randint(8, 30) * depth), "momentum": random.choice([Fraction(0), Fraction(1, 2)]),
        "steps": steps,
    }


def ask(given, digits, every=1):
    def join(values):
        return ",".join(str(value) for value in values)

    return plumb("dynamics", "--json", "--depth", given["depth"], f"--start={join(given['start'])}",
                 f"--x={join(given['x'])}", f"--y={join(given['y'])}", "--rate", given["rate"], "--momentum",
                 given["momentum"], "--steps", given["steps"], "--every", every, "--digits", digits)


def orbits(given, embed):
    """The values of all modes at every step, from v' = b v + g, s' = s - rate v'."""
    depth, rate, momentum = given["depth"], embed(given["rate"]), embed(given["momentum"])
    states = [(embed(start), embed(Fraction(0))) for start in given["start"]]
    data = [(embed(x), embed(y)) for x, y in zip(given["x"], given["y"])]
    values = [[state[0] for state in states]]
    for _ in range(given["steps"]):
        for i, ((value, velocity), (x, y)) in enumerate(zip(states, data)):
            velocity = momentum * velocity + value ** (depth - 1) * (x * value ** depth - y)
            states[i] = (value - rate * velocity, velocity)
        values.append([state[0] for state in states])
    return values


def compare(answer, given, values, digits, every):
    points = answer["trajectory"]
    steps = sorted({*range(0, given["steps"] + 1, every), given["steps"]})
    assert answer["format"] == "plumb.dynamics/1" and int(answer["depth"]) == given["depth"]
    assert answer["escapedAtStep"] is None and answer["lostAtStep"] is None
    assert [point["step"] for point in points] == steps
    for point in points:
        assert len(point["modes"]) == len(given["start"])
        for bounds, value in zip(point["modes"], values[point["step"]]):
            lower, upper = Fraction(bounds["lower"]), Fraction(bounds["upper"])
            assert nearly_within(value, lower, upper), f"step {point['step']}: {value} is not in {bounds}"
            width = abs(middle(value)) * Fraction(4, 10 ** (digits - 1))
            assert upper - lower <= width, f"step {point['step']}: {bounds} is wide"


def few_steps(tally):
    for i in range(60 * SCALE):
        given = problem(random.randint(0, 3))
        digits = random.choice([1, 5, 17, 60])
        tally.check(f"exact {i} {given}", lambda: compare(
            ask(given, digits), given, orbits(given, Fraction), digits, 1))


def many_steps(tally):
    flint.ctx.prec = 4000
    for i in range(40 * SCALE):
        given = problem(random.choice([40, 200, 500]))
        digits, every = random.choice([12, 30, 80]), random.choice([1, 7, 100])
        if i % 8 == 0:  # a chaotic orbit: minus the third Chebyshev map
            given.update(depth=2, rate=Fraction(2), momentum=Fraction(0), x=[Fraction(1)] * len(given["start"]),
                         y=[Fraction(1)] * len(given["start"]))
        values = orbits(given, ball)
        tally.check(f"balls {i} {given}", lambda: compare(ask(given, digits, every), given, values, digits, every))


def a_start(depth, root, x, start, rate):
    """--thresholds --start with the minimum `root`, or its mirror image, against the exact orbit."""
    y = x * root ** depth
    answer = plumb("dynamics", "--thresholds", "--json", "--depth", depth, "--x", x, "--y", y, "--start", start,
                   "--rate", rate, "--digits", 20)
    told = answer["start"]
    orbit = [start]
    for _ in range(4):
        s = orbit[-1]
        orbit.append(s - rate * s ** (depth - 1) * (x * s ** depth - y))
    positions = {row["name"]: row["position"] for row in told["thresholds"]}
    fate, first = told["fate"]["outcome"], told["fate"]["from"]
    # The first step crosses 0 if and only if the step size is above that threshold, and lands there if it is at it.
    crossed = {-1: "above", 0: "at", 1: "below"}[(start * orbit[1] > 0) - (start * orbit[1] < 0)]
    name = "sign" if "sign" in positions else "sign for ever"
    assert positions.get(name, "below") == crossed, (name, positions, orbit[1])
    goal = root if start > 0 else -root
    if start > 0 or depth % 2 == 0:
        side = [(s - goal) * (start - goal) for s in orbit]
        kept = all(value > 0 for value in side)
        if fate.startswith("monotone") and first == 0:
            assert kept and told["contraction"]
            for factor in told["contraction"]:
                high = Fraction(factor["upper"])
                for t, s in enumerate(orbit):
                    assert abs(s - goal) <= abs(start - goal) * high ** t, (t, factor)
        elif positions.get("monotone") == "above" and abs(start) > root:
            assert side[1] < 0, "the first step does not pass the minimum"
    if fate == "escaping":
        assert abs(orbit[4]) >= abs(orbit[2]) >= abs(start), orbit
    if fate == "alternating" and first == 0:
        assert orbit[1] == -start and orbit[2] == start
    if fate == "to 0" and first == 0:
        assert all(abs(b) < abs(a) for a, b in zip(orbit, orbit[1:]) if a != 0), orbit
    if fate.startswith("closing") and first == 0:
        assert all(abs(b - goal) < abs(a - goal) for a, b in zip(orbit, orbit[1:]) if a != goal), orbit
    return fate


def starts(tally):
    fates = set()

    def one(*given):
        fates.add(a_start(*given))

    for i in range(80 * SCALE):
        depth, root = random.randint(2, 4), random.choice([Fraction(1), Fraction(2, 3), Fraction(5, 4)])
        x, start = Fraction(random.randint(1, 3), 2), Fraction(random.randint(-20, 20) or 7, 10)
        given = (depth, root, x, start, Fraction(random.randint(1, 40), 40 * random.choice([1, depth])))
        if abs(start) != root:
            tally.check(f"start {i} {given}", lambda: one(*given))
    tally.check("fates that are met", lambda: check_fates(fates))


def check_fates(fates):
    assert {"monotone to a minimum", "to 0", "escaping"} <= fates, fates


def test_the_tests(tally):
    given = problem(50)
    given.update(depth=3, start=[Fraction(1, 2)], x=[Fraction(1)], y=[Fraction(1)])
    answer = ask(given, 30)
    other = dict(given, rate=given["rate"] + Fraction(1, 10 ** 25))
    tally.check("another rate", lambda: refused(lambda: compare(answer, given, orbits(other, ball), 30, 1)))
    tally.check("another momentum", lambda: refused(
        lambda: compare(answer, given, orbits(dict(given, momentum=Fraction(1, 10 ** 9)), ball), 30, 1)))


def main():
    tally = Tally(SEED)
    few_steps(tally)
    many_steps(tally)
    starts(tally)
    test_the_tests(tally)
    tally.finish()


if __name__ == "__main__":
    main()

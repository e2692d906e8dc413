"""plumb dynamics against Python fractions for few steps and FLINT's balls for many.

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
    test_the_tests(tally)
    tally.finish()


if __name__ == "__main__":
    main()

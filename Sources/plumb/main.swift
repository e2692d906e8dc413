import Exact

print(Rational(1, 3) + Rational(1, 6))

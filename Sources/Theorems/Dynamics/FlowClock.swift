// FlowClock: the time that gradient flow takes between two layer values at depth L >= 3, in two closed forms.
//
// Statement   For ds/dt = s^(L-1)(y - x s^L) with x > 0 and y != 0 let rho = (|y|/x)^(1/L), z = s/rho, and time in units of rho^(2-L)/|y|. Then
//               dz/dt = z^(L-1)(1 - z^L)  (y > 0),      dz/dt = -z^(L-1)(1 + z^L)  (y < 0),
//             and with + for y > 0, - for y < 0 the reading  C(z) = z^(2-L)/(2-L) +- I(z),  I' = z/(1 -+ z^L),  satisfies  C(z(t)) - C(z(0)) = +-t .
//             (a) Logarithms and arctangents: with the roots w = e^(i theta) of w^L = +-1, one of each pair, 0 < theta < pi,
//               I(z) = -(1/L) ( sum_theta [ cos 2 theta ln((z - cos theta)^2 + sin^2 theta) - 2 sin 2 theta (arctan((z - cos theta)/sin theta) + c_theta) ]
//                               + ln|1 - z|  [y > 0]  + ln(1 + z)  [y > 0 and L even, or y < 0 and L odd] ),
//             c = pi/2 - theta makes I(0) = 0, and c = -pi/2 makes I(infinity) = 0, which is taken for y > 0 and z > 1.
//             (b) Gauss's function: I(z) = (z^2/2) 2F1(1, 2/L; 1 + 2/L; +-z^L) for z <= 1; for larger z the same in w = 1/z,
//               C(z) = sum_(k >= 1) w^(kL+L-2)/(kL+L-2)  (y > 0),    I(z) = pi/(L sin(2 pi/L)) - (w^(L-2)/(L-2)) 2F1(1, 1 - 2/L; 2 - 2/L; -w^L)  (y < 0).
// Method      2F1(1, b; 1+b; u) = sum b/(b+k) u^k, the tail from k = N on at most b/(b+N) u^N/(1-u) for 0 <= u < 1. For negative argument Pfaff's
//             transformation 2F1(1, b; 1+b; -u) = 2F1(1, 1; 1+b; u/(1+u))/(1+u) has positive terms of ratio below u/(1+u). A series is cut after a number
//             of terms that the precision sets, and its tail is added whatever it is: near z = 1 the enclosure is wide, never wrong.
// References  [Saxe, McClelland, Ganguli 2014] for the equation; the integrals are partial fractions; [Pfaff 1797] for the transformation.

import Exact

/// The reading of a clock along gradient flow, and with it the time between two values.
public struct FlowClock: Sendable {
  /// Where the solution runs, relative to the equilibrium `z = 1`.
  public enum Course: Sendable, Hashable {
    /// `y > 0` and `0 < z < 1`: up to 1.
    case rising
    /// `y > 0` and `z > 1`: down to 1.
    case falling
    /// `y < 0` and `z > 0`: down to 0.
    case vanishing
  }

  public enum Form: Sendable, Hashable, CaseIterable {
    case elementary
    case hypergeometric
  }

  public let depth: Int
  public let course: Course
  public let precision: Int
  /// cos theta, sin theta, cos 2 theta, sin 2 theta and c_theta, for one root of each pair.
  private let angles: [(cosine: Ball, sine: Ball, doubledCosine: Ball, doubledSine: Ball, offset: Ball)]

  public init(depth: Int, course: Course, precision: Int) {
    precondition(depth >= 3, "a clock at depth \(depth)")
    (self.depth, self.course, self.precision) = (depth, course, precision)
    let pi = Ball.pi(precision: precision)
    let vanishing = course == .vanishing
    let pairs = vanishing ? depth / 2 : (depth - 1) / 2
    angles = (0..<pairs).map { j in
      let angle = pi * Ball(vanishing ? 2 * j + 1 : 2 * j + 2) / Ball(depth)
      let offset = course == .falling ? -(pi / 2) : pi / 2 - angle
      return (.cos(angle), .sin(angle), .cos(2 * angle), .sin(2 * angle), offset)
    }
  }

  /// `|dz/dt|` at `z`.
  public func speed(at z: Ball) -> Ball {
    let below = z.power(depth - 1)
    let reached = below * z
    switch course {
    case .rising: return below * (1 - reached)
    case .falling: return below * (reached - 1)
    case .vanishing: return below * (1 + reached)
    }
  }

  /// The time from `start` to `end`, in units of `rho^(2-L)/|y|`; negative when `end` comes first.
  ///
  /// *Guarantee*: contains the time for every pair of numbers in the balls that lie on this course; the whole line when the precision does not
  /// put them there. *Cost*: `O(L)` logarithms and arctangents, or a series of at most `16 precision` terms.
  public func time(from start: Ball, to end: Ball, by form: Form? = nil) -> Ball {
    let difference = reading(at: end, by: form) - reading(at: start, by: form)
    return course == .vanishing ? -difference : difference
  }

  /// The reading `C(z)`; without a form the cheaper of the two.
  public func reading(at z: Ball, by form: Form? = nil) -> Ball {
    switch form ?? cheaperForm(at: z) {
    case .elementary: elementaryReading(at: z)
    case .hypergeometric: hypergeometricReading(at: z)
    }
  }

  /// The series where its argument is small enough for few terms.
  private func cheaperForm(at z: Ball) -> Form {
    let power = z.power(depth)
    let argument = course == .falling || z.isLess(than: 1) == .refuted ? 1 / power : power
    guard argument.isLess(than: Ball(Rational(1, 2), precision: 64)) == .proved else { return .elementary }
    let double = argument.approximateDouble
    let bitsPerTerm = double == 0 ? 1000 : max(1, -Int(double.exponent) - 1)
    return precision / bitsPerTerm <= 16 * depth ? .hypergeometric : .elementary
  }

  // MARK: (a)

  private func elementaryReading(at z: Ball) -> Ball {
    var sum = Ball(0)
    for angle in angles {
      let shifted = z - angle.cosine
      sum += angle.doubledCosine * .log(shifted.squared() + angle.sine.squared())
      sum -= 2 * angle.doubledSine * (.atan(shifted / angle.sine) + angle.offset)
    }
    switch course {
    case .rising: sum += .log(1 - z)
    case .falling: sum += .log(z - 1)
    case .vanishing: break
    }
    if (depth % 2 == 0) != (course == .vanishing) { sum += .log(1 + z) }
    let integral = -(sum / Ball(depth))
    return course == .vanishing ? pole(at: z) - integral : pole(at: z) + integral
  }

  /// `z^(2-L)/(2-L)`.
  private func pole(at z: Ball) -> Ball { z.power(2 - depth) / Ball(2 - depth) }

  // MARK: (b)

  private func hypergeometricReading(at z: Ball) -> Ball {
    let half = z.squared() / 2
    switch course {
    case .rising: return pole(at: z) + half * geometric(2, z.power(depth), from: 0)
    case .falling:
      let inverse = 1 / z
      return inverse.power(depth - 2) / Ball(depth - 2) * geometric(depth - 2, inverse.power(depth), from: 1)
    case .vanishing:
      // Either expansion serves on both sides of 1; each is short on its own.
      if z.isLess(than: 1) != .refuted {
        let power = z.power(depth)
        return pole(at: z) - half * pfaff(2, power / (1 + power)) / (1 + power)
      }
      let (inverse, power) = (1 / z, (1 / z).power(depth))
      let angle = 2 * Ball.pi(precision: precision) / Ball(depth)
      let whole = Ball.pi(precision: precision) / (Ball(depth) * .sin(angle))
      let rest =
        inverse.power(depth - 2) / Ball(depth - 2) * pfaff(depth - 2, power / (1 + power)) / (1 + power)
      return pole(at: z) - (whole - rest)
    }
  }

  /// `sum_(k >= first) u^k p/(p + kL)` for `0 <= u < 1`: Gauss's function with b = p/L, without its first terms.
  private func geometric(_ p: Int, _ u: Ball, from first: Int) -> Ball {
    guard u.isLess(than: 1) == .proved else { return .wholeLine }
    var power = first == 0 ? Ball(1, precision: precision) : u.power(first)
    var sum = Ball(0, precision: precision)
    var k = first
    while k < 16 * precision, !isNegligible(power) {
      sum += power * Ball(p) / Ball(p + k * depth)
      power *= u
      k += 1
    }
    return sum.widened(byMagnitudeOf: power * Ball(p) / Ball(p + k * depth) / (1 - u))
  }

  /// `2F1(1, 1; 1 + p/L; q) = sum_n q^n n!/((1+b)(2+b)...(n+b))` for `0 <= q < 1`: the ratio of terms is below q.
  private func pfaff(_ p: Int, _ q: Ball) -> Ball {
    guard q.isLess(than: 1) == .proved else { return .wholeLine }
    var term = Ball(1, precision: precision)
    var sum = Ball(0, precision: precision)
    var n = 0
    while n < 16 * precision, !isNegligible(term) {
      sum += term
      n += 1
      term *= q * Ball(n * depth) / Ball(n * depth + p)
    }
    return sum.widened(byMagnitudeOf: term / (1 - q))
  }

  private func isNegligible(_ term: Ball) -> Bool {
    term.isLess(than: Ball(Rational(mantissa: 1, exponent: -precision), precision: 64)) == .proved
  }
}

/// The units in which the flow of a mode with `x > 0`, `y != 0` has no data: `rho = (|y|/x)^(1/L)` and `rho^(2-L)/|y|`.
struct FlowUnits {
  let value: Ball
  let time: Ball

  init(depth: Int, x: Rational, y: Rational, precision: Int) {
    let size = y.magnitude
    value = .root(Ball(size / x, precision: precision), degree: depth)
    time = value.power(2 - depth) / Ball(size, precision: precision)
  }
}

// ValidatedFlow: differential equations enclosed step by step by Taylor series, independent of every closed form.

import Exact

/// A power series in the time, cut after some order; a ring, so that any polynomial vector field applies to it.
public struct TimeSeries: CommutativeRing {
  /// Ascending; orders beyond are dropped in products, so all series of a computation must be of one length, constants excepted.
  public var coefficients: [Ball]

  public init(_ coefficients: [Ball]) { self.coefficients = coefficients }
  public init(_ value: Int) { coefficients = [Ball(value)] }
  public init(integerLiteral value: Int) { self.init(value) }
  public init(constant: Ball) { coefficients = [constant] }

  public var vanishes: Truth { .undecided }

  private subscript(k: Int) -> Ball { k < coefficients.count ? coefficients[k] : 0 }

  private static func termwise(_ a: Self, _ b: Self, _ join: (Ball, Ball) -> Ball) -> Self {
    TimeSeries((0..<max(a.coefficients.count, b.coefficients.count)).map { join(a[$0], b[$0]) })
  }

  public static func + (a: Self, b: Self) -> Self { termwise(a, b, +) }
  public static func - (a: Self, b: Self) -> Self { termwise(a, b, -) }
  public static prefix func - (a: Self) -> Self { TimeSeries(a.coefficients.map { -$0 }) }

  public static func * (a: Self, b: Self) -> Self {
    TimeSeries(
      (0..<max(a.coefficients.count, b.coefficients.count)).map { k in
        (0...k).reduce(into: Ball(0)) { $0.addProduct(a[$1], b[k - $1]) }
      })
  }
}

/// Steps of a Taylor method with an enclosed remainder. [Moore 1966]
public enum ValidatedFlow {
  /// Enclosures of the solution of `s' = field(s)` at `time`; nil when a step is too large for its a-priori bound.
  ///
  /// A step needs a box B with `s + [0, h] field(B)` inside B: by Banach's theorem the solution stays in B, and the remainder of the Taylor
  /// polynomial of degree n - 1 is `h^n` times the n-th coefficient of the series that starts anywhere in B.
  public static func solve(
    from start: [Rational], time: Rational, steps: Int, order: Int, precision: Int,
    field: ([TimeSeries]) -> [TimeSeries]
  ) -> [Ball]? {
    let step = Ball(time / Rational(steps), precision: precision)
    var state = start.map { Ball($0, precision: precision) }
    for _ in 0..<steps {
      guard let box = firstBound(state, step, precision, field) else { return nil }
      let near = series(from: state, order: order, field)
      let far = series(from: box, order: order, field)
      state = state.indices.map { i in
        var sum = far[i].coefficients[order] * step.power(order)
        for k in (0..<order).reversed() { sum += near[i].coefficients[k] * step.power(k) }
        return sum
      }
    }
    return state
  }

  private static func firstBound(
    _ state: [Ball], _ step: Ball, _ precision: Int, _ field: ([TimeSeries]) -> [TimeSeries]
  ) -> [Ball]? {
    let range = step.hull(with: 0)
    func image(_ box: [Ball]) -> [Ball] {
      let slopes = field(box.map { TimeSeries(constant: $0) })
      return state.indices.map { state[$0] + range * slopes[$0].coefficients[0] }
    }
    var box = state
    for _ in 0..<20 {
      let next = image(box)
      if zip(box, next).allSatisfy({ $0.containsInInterior($1) }) { return box }
      var wider: [Ball] = []
      for (state, next) in zip(state, next) {
        guard let radius = state.hull(with: next).radius else { return nil }
        wider.append(
          state.hull(with: next).widened(by: radius / 4 + Rational(mantissa: 1, exponent: 8 - precision)))
      }
      box = wider
    }
    return nil
  }

  /// `(k+1) s_(k+1) = field(s)_k`.
  private static func series(
    from state: [Ball], order: Int, _ field: ([TimeSeries]) -> [TimeSeries]
  ) -> [TimeSeries] {
    var values = state.map { TimeSeries(constant: $0) }
    for k in 0..<order {
      let slopes = field(values.map { TimeSeries($0.coefficients + [0]) })
      for i in values.indices {
        let slope = k < slopes[i].coefficients.count ? slopes[i].coefficients[k] : 0
        values[i].coefficients.append(slope / Ball(k + 1))
      }
    }
    return values
  }
}

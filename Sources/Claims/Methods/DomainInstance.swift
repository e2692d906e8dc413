// DomainInstance: what one name ranges over once the names before it have values.

import Exact

enum DomainInstance: Sendable {
  case integers(ClosedRange<Int>)
  case values([WitnessValue])
  /// `shape` is empty for a number, `[n]` for a vector, `[m, n]` for a matrix.
  case interval(Interval, shape: [Int])
  case orthogonal(Int)
  /// Nothing: the claim is vacuous there.
  case empty

  var isDiscrete: Bool {
    switch self {
    case .integers, .values, .empty: true
    case .interval, .orthogonal: false
    }
  }
}

extension ClaimEvaluator where Arithmetic == PointArithmetic {
  /// The domain for the values of the names in scope; its ends must be rational.
  mutating func instance(of domain: ClaimDomain) throws(ClaimFault) -> DomainInstance {
    switch domain.content {
    case .range(let range):
      let (lower, upper) = (try count(range.lower), try count(range.upper))
      if lower > upper { return .empty }
      let (size, overflows) = upper.subtractingReportingOverflow(lower)
      if overflows || size >= ClaimLimits.rangeSize {
        throw ClaimFault.exhausted("a range of more than \(ClaimLimits.rangeSize) integers").at(domain.range)
      }
      return .integers(lower...upper)
    case .values(let expressions):
      var values: [WitnessValue] = []
      for expression in expressions {
        let value = try value(expression)
        if case .integer(let integer) = value {
          values.append(.integer(integer))
        } else {
          values.append(.rational(try exact(try number(value), expression)))
        }
      }
      return .values(values)
    case .interval(let lower, let upper, let shape):
      let (a, b) = (try exact(try number(lower), lower), try exact(try number(upper), upper))
      var sides: [Int] = []
      for side in shape {
        let size = try count(side)
        if size < 1 { throw ClaimFault.invalid("a box with \(size) sides").at(side.range) }
        sides.append(size)
      }
      try checkSize(sides.first ?? 1, sides.count > 1 ? sides[1] : 1)
      return a > b ? .empty : .interval(Interval(a, b), shape: sides)
    case .orthogonal(let order):
      let size = try count(order)
      if size < 1 { throw ClaimFault.invalid("an orthogonal matrix of order \(size)").at(order.range) }
      if size > ClaimLimits.orthogonalOrder {
        throw ClaimFault.exhausted("an orthogonal matrix of order \(size)").at(order.range)
      }
      return .orthogonal(size)
    }
  }

  private func exact(_ value: PointNumber, _ place: ClaimExpression) throws(ClaimFault) -> Rational {
    if let exact = value.exactValue { return exact }
    throw ClaimFault.unsupported("a domain whose end is irrational").at(place.range)
  }

  /// The indices of a family.
  mutating func range(of range: ClaimRange) throws(ClaimFault) -> Range<Int> {
    let (lower, upper) = (try count(range.lower), try count(range.upper))
    let (size, overflows) = upper.subtractingReportingOverflow(lower)
    if overflows || size > ClaimLimits.familySize {
      throw ClaimFault.exhausted("a family of more than \(ClaimLimits.familySize) members").at(range.range)
    }
    return lower..<max(lower, upper + 1)
  }
}

extension DomainInstance {
  /// Numbers in the shape of the domain, `next` one after the other.
  func witness(_ next: () -> Rational) -> WitnessValue? {
    guard case .interval(_, let shape) = self else { return nil }
    switch shape.count {
    case 0: return .rational(next())
    case 1: return .vector((0..<shape[0]).map { _ in next() })
    default: return .matrix(Matrix(rows: shape[0], columns: shape[1]) { _, _ in next() })
    }
  }

  /// The same in any arithmetic. An orthogonal matrix is the frame of the number that `frame` gives.
  func value<Number: CommutativeRing>(_ next: () -> Number, frame: () -> Int) -> ClaimValue<Number>? {
    switch self {
    case .interval(_, let shape):
      switch shape.count {
      case 0: return .number(next())
      case 1: return .vector((0..<shape[0]).map { _ in .number(next()) })
      default: return .matrix(FramedMatrix(Matrix(rows: shape[0], columns: shape[1]) { _, _ in next() }))
      }
    case .orthogonal(let order):
      return .matrix(FramedMatrix(left: frame(), Matrix(identity: order), right: 0))
    case .integers, .values, .empty: return nil
    }
  }
}

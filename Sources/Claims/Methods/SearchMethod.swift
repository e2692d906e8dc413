// SearchMethod: a search for a counterexample among the points of a claim: small ones in order, random ones, and climbs from them.

import Exact

/// How far a search has come.
struct SearchResult {
  var tries = 0
  var admissible = 0
  var undecided = 0
  var witness: WitnessShrinking.Result?
  var invalid: (ClaimFault, ClaimPoint)?
}

extension ClaimStatement {
  /// Tries points of small height in every case, smallest cases and heights first: "grid".
  func grid(
    _ cases: [ClaimCase], tries limit: Int, deadline: ContinuousClock.Instant?,
    into result: inout SearchResult
  ) {
    let end = result.tries + limit
    // Heights grow together with the cases that are looked at, so that neither starves the other.
    for height in 1...6 {
      for given in cases {
        guard let axes = axes(given, height: height) else { continue }
        var index = [Int](repeating: 0, count: axes.count)
        sweep: while true {
          if result.tries >= end || deadline.map({ ContinuousClock.now > $0 }) == true { return }
          // Only what the height before did not have.
          if height == 1 || zip(index, axes).contains(where: { $1[$0].height == height }) || axes.isEmpty {
            if axes.isEmpty && height > 1 { break }
            look(at: point(given) { axes[$0][index[$0]].value }, into: &result)
            if result.witness != nil || result.invalid != nil { return }
          }
          var place = axes.count - 1
          while place >= 0 {
            index[place] += 1
            if index[place] < axes[place].count { continue sweep }
            index[place] = 0
            place -= 1
          }
          break
        }
      }
    }
  }

  /// The small fractions of each real variable of a case, simplest first; nil for domains without a grid.
  private func axes(_ given: ClaimCase, height: Int) -> [[(value: Rational, height: Int)]]? {
    guard let box = try? box(of: given) else { return nil }
    return box.sides.map { side in
      var values: [(value: Rational, height: Int)] = []
      var seen: Set<Rational> = []
      func add(_ value: Rational, _ height: Int) {
        if side.contains(value) && seen.insert(value).inserted { values.append((value, height)) }
      }
      for size in 1...height {
        if size == 1 {
          for value in [Rational(1), 0, -1] { add(value, 1) }
          add(side.lower, 1)
          add(side.upper, 1)
        }
        for q in 1...size {
          for p in 0...size where max(p, q) == size {
            add(Rational(Integer(p), Integer(q)), size)
            add(Rational(Integer(-p), Integer(q)), size)
          }
        }
      }
      return values
    }
  }

  func point(_ given: ClaimCase, _ entry: (Int) -> Rational) -> ClaimPoint {
    var values = given.point
    var next = 0
    func number() -> Rational {
      defer { next += 1 }
      return entry(next)
    }
    func value(_ shape: [Int]) -> WitnessValue {
      switch shape.count {
      case 0: .rational(number())
      case 1: .vector((0..<shape[0]).map { _ in number() })
      default: .matrix(Matrix(rows: shape[0], columns: shape[1]) { _, _ in number() })
      }
    }
    for item in given.continuous {
      guard case .interval(_, let shape)? = item.domain else { continue }
      if let indices = item.indices {
        values[item.name] = .family(first: indices.lowerBound, indices.map { _ in value(shape) })
      } else {
        values[item.name] = value(shape)
      }
    }
    var ordered = ClaimPoint()
    for variable in variables { ordered[variable.name] = values[variable.name] }
    return ordered
  }

  /// Decides one point and counts it.
  func look(at point: ClaimPoint, into result: inout SearchResult) {
    result.tries += 1
    switch outcome(at: point, maximumPrecision: 256) {
    case .inadmissible: break
    case .holds: result.admissible += 1
    case .undecided:
      result.admissible += 1
      result.undecided += 1
    case .invalid(let fault): result.invalid = (fault, point)
    case .violated(let goal, let indices):
      result.admissible += 1
      result.witness = .init(point: point, goal: goal, indices: indices)
    }
  }

  /// `count` random exact points, the cases in turn.
  func points(
    _ cases: [ClaimCase], count: Int, seed: UInt64, deadline: ContinuousClock.Instant?,
    into result: inout SearchResult
  ) {
    var samplers = cases.enumerated().map { ClaimSampler(self, $1, seed: seed &+ UInt64($0) &* 0x9E37_79B9) }
    for k in 0..<count {
      if samplers.isEmpty || deadline.map({ ContinuousClock.now > $0 }) == true { return }
      guard let point = try? samplers[k % samplers.count].point() else { continue }
      look(at: point, into: &result)
      if result.witness != nil || result.invalid != nil { return }
    }
  }
}

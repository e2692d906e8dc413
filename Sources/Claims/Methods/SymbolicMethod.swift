// SymbolicMethod: every goal of a case for all real values of its names at once.

import Exact
import Theorems

/// The box of one case, with the conditions that shape it.
struct CaseBox {
  private(set) var sides: [SignProver.Side] = []
  /// The number of the variable of each real name that is not a vector, matrix or family.
  private(set) var numbers: [String: Int] = [:]

  /// The names of the case as variables 0, 1, 2, ...; an orthogonal matrix becomes a frame.
  ///
  /// *Errors*: `unsupported` for a domain whose ends depend on a real name.
  init(_ given: ClaimCase) throws(ClaimFault) {
    sides = try given.intervals().map { SignProver.Side(lower: $0.lower, upper: $0.upper) }
    var place = 0
    for item in given.continuous {
      guard case .interval(_, let shape)? = item.domain else { continue }
      if shape.isEmpty && item.indices == nil { numbers[item.name] = place }
      place += shape.reduce(item.indices?.count ?? 1, *)
    }
  }

  /// Whether some side holds no number.
  var isEmpty: Bool { sides.contains(where: \.isEmpty) }

  /// Narrows the box by a condition of the form `a <= b < ...` between names and constants; others are left out.
  ///
  /// What is then proved is proved for more points than the condition asks for.
  mutating func narrow(
    by condition: ClaimExpression, constant: (ClaimExpression) -> Rational?
  ) {
    switch condition.node {
    case .relation(let first, let links):
      var left = first
      for link in links {
        switch link.relation {
        case .less: narrow(left, below: link.value, strictly: true, constant)
        case .lessOrEqual: narrow(left, below: link.value, strictly: false, constant)
        case .greater: narrow(link.value, below: left, strictly: true, constant)
        case .greaterOrEqual: narrow(link.value, below: left, strictly: false, constant)
        case .equal, .unequal: break
        }
        left = link.value
      }
    default: break
    }
  }

  private mutating func narrow(
    _ a: ClaimExpression, below b: ClaimExpression, strictly: Bool, _ constant: (ClaimExpression) -> Rational?
  ) {
    func number(_ expression: ClaimExpression) -> Int? {
      if case .name(let name) = expression.node { numbers[name] } else { nil }
    }
    switch (number(a), number(b)) {
    case (let x?, let y?):
      // Both from one interval: a chain of them stays a chain.
      if x != y, sides[x].atMost == nil, sides[x].lower == sides[y].lower, sides[x].upper == sides[y].upper,
        !reaches(y, x)
      {
        sides[x].atMost = y
        sides[x].excludesUpper = strictly
      }
    case (let x?, nil):
      guard let c = constant(b), sides[x].atMost == nil else { return }
      if c < sides[x].upper || c == sides[x].upper && strictly {
        (sides[x].upper, sides[x].excludesUpper) = (c, strictly)
      }
    case (nil, let y?):
      guard let c = constant(a), !sides.contains(where: { $0.atMost == y }) else { return }
      if c > sides[y].lower || c == sides[y].lower && strictly {
        (sides[y].lower, sides[y].excludesLower) = (c, strictly)
      }
    case (nil, nil): break
    }
  }

  private func reaches(_ from: Int, _ to: Int) -> Bool {
    var place: Int? = from
    while let here = place {
      if here == to { return true }
      place = sides[here].atMost
    }
    return false
  }
}

extension ClaimStatement {
  /// What a method says of one case.
  enum CaseResult {
    case proved
    /// No admissible point.
    case empty
    case undecided(ClaimFault)
  }

  /// Proves the goals of a case symbolically.
  func symbolically(
    _ given: ClaimCase, deadline: Deadline
  ) throws(ClaimFault) -> CaseResult {
    var box = try CaseBox(given)
    // Conditions in order: each may rely on those before it for its own meaning.
    for condition in conditions {
      var symbols = symbols(given, box, deadline: deadline)
      do {
        if try symbols.truth(condition.formula) == .refuted { return .empty }
      } catch {
        // A condition that may have no value somewhere is not passed over.
        return .undecided(error)
      }
      box.narrow(by: condition.formula) { expression in
        var points = evaluator(PointArithmetic(precision: 64), at: given.point)
        guard let value = try? points.number(expression) else { return nil }
        return value.exactValue
      }
      if box.isEmpty { return .empty }
    }
    if box.isEmpty { return .empty }
    var symbols = symbols(given, box, deadline: deadline)
    var fault: ClaimFault?
    for goal in goals {
      try symbols.forEach(goal.indices[...]) { (evaluator: inout ClaimEvaluator) throws(ClaimFault) in
        if fault != nil { return }
        if try evaluator.truth(goal.formula) != .proved {
          fault = ClaimFault.undecided("no proof of a statement for all values of the names").at(
            goal.formula.range)
        }
      }
    }
    return fault.map { .undecided($0) } ?? .proved
  }

  private func symbols(
    _ given: ClaimCase, _ box: CaseBox, deadline: Deadline
  ) -> ClaimEvaluator<SymbolicArithmetic> {
    let arithmetic = SymbolicArithmetic(prover: SignProver(sides: box.sides))
    var symbols = evaluator(arithmetic, at: given.point, deadline: deadline)
    given.assign(to: &symbols) { SymbolicNumber(.variable($0)) }
    return symbols
  }
}

import Exact
import Support
import Testing
import Theorems

/// A certificate's argument read back: fractions are evaluated with S = s^L and so on, without any code of the depth ring, and the
/// quantities that it states are held against their definitions.
struct DepthReading {
  typealias Point = [String: Rational]
  /// What an item's left side, or the quantity whose sign it shows, is by definition.
  typealias Definition = @Sendable (_ depth: Int, _ point: Point) -> Rational

  let id: String
  let depths: ClosedRange<Int>
  let variables: [String]
  let nonzero: [JSON]
  let hypotheses: [JSON]
  let ranges: [JSON]
  let items: [JSON]

  /// Decides the entry and reads its certificate: at depths up to 8, or at the one depth of a symbolic argument.
  init(_ id: String) throws {
    let entry = try #require(Catalogue.entry(id: id))
    let finding = VerificationReport(running: entry).finding
    let proof = try #require(finding.proof)
    #expect(finding.verdict == .verified && proof.evidence == entry.evidence)
    // An argument in words has its numbers beside them, from the first depth on.
    let data = proof.data["numbers"].elements.first ?? proof.data
    let first = try #require(Int(entry.claim.scopeFields.first?.1.text ?? "1"))
    self.id = id
    depths = first...(proof.evidence == .allDepths ? 8 : first)
    variables = data["variables"].elements.map { $0.text! }
    nonzero = data["nonzero"].elements.map { $0["polynomial"] }
    hypotheses = data["hypotheses"].elements
    ranges = data["ranges"].elements
    items = data["items"].elements
  }

  func value(_ name: String, _ depth: Int, _ point: Point) -> Rational {
    switch name {
    case "L": Rational(depth)
    case "S", "T", "A", "B": point[name.lowercased()]!.power(depth)
    default: point[name]!
    }
  }

  func polynomial(_ terms: JSON, _ depth: Int, _ point: Point) throws -> Rational {
    try terms.elements.reduce(Rational(0)) { sum, term in
      let powers = zip(variables, term.elements[1].elements)
      return try sum
        + powers.reduce(term.elements[0].rational()) { product, power in
          let exponent = Int(power.1.text!)!
          return exponent == 0 ? product : product * value(power.0, depth, point).power(exponent)
        }
    }
  }

  func fraction(_ fraction: JSON, _ depth: Int, _ point: Point) throws -> Rational {
    let below = try zip(nonzero, fraction["denominator"].elements).reduce(Rational(1)) { product, factor in
      try product * polynomial(factor.0, depth, point).power(Int(factor.1.text!)!)
    }
    return try polynomial(fraction["numerator"], depth, point) / below
  }

  func item(_ name: String) throws -> JSON { try #require(items.first { $0["name"].text == name }) }

  /// The point satisfies the hypotheses and lies in the ranges, so that the argument is not about nothing.
  private func admits(_ depth: Int, _ point: Point) throws {
    for hypothesis in hypotheses {
      let size = try polynomial(hypothesis["polynomial"], depth, point)
      #expect(hypothesis["sign"].text == "positive" ? size > 0 : size >= 0, "\(id) L = \(depth)")
    }
    for range in ranges {
      let size = value(range["variable"].text!, depth, point)
      let lower = try range["lower"].rational()
      #expect(range["lowerEnd"].text == "open" ? lower < size : lower <= size, "\(id) L = \(depth)")
      if range["upper"].text == "infinity" { continue }
      let upper = try range["upper"].rational()
      #expect(range["upperEnd"].text == "open" ? size < upper : size <= upper, "\(id) L = \(depth)")
    }
  }

  /// Both sides, products and signs of every item; every definition belongs to an item.
  func holds(_ definitions: [String: Definition], at point: Point) throws {
    var seen: Set<String> = []
    for depth in depths {
      try admits(depth, point)
      for item in items {
        let name = item["name"].text!
        func value(_ fraction: JSON) throws -> Rational { try self.fraction(fraction, depth, point) }
        let isIdentity = item["left"].kindName != "null"
        let left = try value(isIdentity ? item["left"] : item["expression"])
        if isIdentity { #expect(try left == value(item["right"]), "\(id) \(name) L = \(depth)") }
        if let definition = definitions[name] {
          #expect(left == definition(depth, point), "\(id) \(name) L = \(depth)")
          seen.insert(name)
        }
        if item["sign"].text == "positive" { #expect(left > 0, "\(id) \(name) L = \(depth)") }
        if item["sign"].text == "nonnegative" { #expect(left >= 0, "\(id) \(name) L = \(depth)") }
        for (terms, expected) in try products(of: item, value) {
          let sum = try terms.elements.reduce(Rational(0)) { sum, term in
            try sum + term.elements.reduce(Rational(1)) { try $0 * factor($1, value) }
          }
          #expect(sum == expected, "\(id) \(name) L = \(depth)")
        }
      }
    }
    #expect(seen == Set(definitions.keys))
  }

  private func factor(_ factor: JSON, _ value: (JSON) throws -> Rational) throws -> Rational {
    if let shown = factor["shown"].text { return try value(item(shown)["expression"]) }
    if factor["square"].kindName != "null" { return try value(factor["square"]).squared() }
    return try value(factor)
  }

  /// The sums of products of a sign or of the step of an induction.
  private func products(of item: JSON, _ value: (JSON) throws -> Rational) throws -> [(JSON, Rational)] {
    if item["next"].kindName != "null" {
      return [(item["next"]["terms"], try value(item["next"]["value"]))]
    }
    return item["terms"].kindName == "null" ? [] : [(item["terms"], try value(item["expression"]))]
  }

  /// One exponent or one sign changed anywhere on a left side, and the definition disagrees at some depth.
  func noticesChanges(_ definitions: [String: Definition], at point: Point) throws {
    var mutants = 0
    for item in items {
      guard let definition = definitions[item["name"].text!] else { continue }
      let fraction = item["left"].kindName == "null" ? item["expression"] : item["left"]
      let terms = fraction["numerator"].elements
      for i in terms.indices {
        let (coefficient, exponents) = (terms[i].elements[0], terms[i].elements[1].elements)
        var changes: [JSON] = [
          [.string((-(try coefficient.rational())).description), .array(exponents)]
        ]
        for k in exponents.indices {
          var other = exponents
          other[k] = .number(Int(exponents[k].text!)! + 1)
          changes.append([coefficient, .array(other)])
        }
        for change in changes {
          var mutated = terms
          mutated[i] = change
          let wrong: JSON = ["denominator": fraction["denominator"], "numerator": .array(mutated)]
          let noticed = try depths.contains {
            try self.fraction(wrong, $0, point) != definition($0, point)
          }
          #expect(noticed, "\(id) \(item["name"].text!) term \(i)")
          mutants += 1
        }
      }
    }
    #expect(mutants > 0)
  }
}

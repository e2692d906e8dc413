// ClaimScreenTests: a search with the screen in certified doubles gives the record of one that decides every trial exactly.

import Claims
import Search
import Support
import Testing

@Suite struct ClaimScreenTests {
  private func records(_ claim: String, trials: Int) throws -> [SearchRecord] {
    let document = try ClaimSamples.document("plumb 1\nclaim \"c\"\n" + claim)
    return try [true, false].map { isScreened in
      let subject = try ClaimSearch.subject(of: document, claim: 0, isScreened: isScreened)
      return run(subject, trials)
    }
  }

  private func run(_ subject: some TrialSubject, _ trials: Int) -> SearchRecord {
    let plan = SearchPlan(identity: subject.identity, seed: 7, trials: trials)
    return SearchRun(subject, from: SearchRecord(plan)).run(threads: 2)
  }

  /// Conditions, ties, points without a value, counts, spectra, families: every way in which a lane can differ from its neighbours.
  @Test(arguments: [
    "for all x, y in [-2, 2]\nshow x^2 + y^2 >= 2*x*y",
    "for all x, y in [-2, 2] where x < y and x*y != 1\nshow x^3 < y^3 and x - 5 < y",
    "for all x, y in [-1, 1] where x + y > 0\nshow 1/(x + y) >= 1/2",
    "for all x, y in [-1, 1]\nshow 1/x <= 3 or y < 1",
    "for all x, y in [-1, 1]\nshow not (x < y and 1/y > 1/2)",
    "for all x in [0, 2]\nshow sqrt(x) <= 1 + x/2",
    "for all x, y in [-1, 1]\nshow min(x, y, 0) <= x and abs(x - y) <= 2",
    "for all x in [-1, 1]\nshow min(1/x, 3) <= 3",
    "for all L in 1..4, x in [0, 2]\nshow x^L + L >= L*x + 1",
    "for all n in 1..3\nfor all a[1..n] in [-1, 1]\nshow sum(a[k]^2 for k in 1..n) <= n",
    "for all A in [-1, 1]^(3, 3)\nshow negative_count(A + A') <= 2",
    "for all A in [-1, 1]^(2, 2)\nshow A*A' is positive semidefinite and lambda_max(A*A') <= 3",
    "for all s, t in [1/2, 2]\nlet net = dln(depth: 2, width: 1)\nshow lambda_max(hessian(net, at: (s, t), target: s*t)) > s^2",
    "for all W1, W2 in [-2, 2]^(2, 2)\nlet net = dln(widths: (2, 2, 2))\nshow positive_count(hessian(net, at: layers(W1, W2), target: zeros(2, 2))) >= 2",
    "for all x in [0, 1]\nshow x = x^2 or x > x^2",
  ]) func same(_ claim: String) throws {
    let records = try records(claim, trials: 700)
    #expect(records[0].text == records[1].text)
    #expect(records[0].tally.passed > 0 && records[0].tally.trials == 700)
  }

  /// Random comparisons of rational functions, most of them false somewhere, some without a value somewhere.
  @Test func randomClaims() throws {
    var random = SeededGenerator(seed: 3)
    var seen = TrialTally()
    func term(_ depth: Int) -> String {
      if depth == 0 || Int.random(in: 0..<5, using: &random) == 0 {
        return ["x", "y", "\(Int.random(in: -3...3, using: &random))", "1/3"].randomElement(using: &random)!
      }
      let (a, b) = (term(depth - 1), term(depth - 1))
      switch Int.random(in: 0..<7, using: &random) {
      case 0, 1: return "(\(a) + \(b))"
      case 2: return "(\(a) - \(b))"
      case 3, 4: return "(\(a))*(\(b))"
      case 5: return "(\(a))/(\(b) + 2)"
      default: return "min(\(a), \(b))"
      }
    }
    for _ in 0..<25 {
      let relation = ["<", "<=", ">", ">=", "=", "!="].randomElement(using: &random)!
      let claim = "for all x, y in [-2, 2] where \(term(1)) <= 1\nshow \(term(3)) \(relation) \(term(2))"
      guard let records = try? records(claim, trials: 150) else { continue }
      #expect(records[0].text == records[1].text, "\(claim)")
      seen.merge(records[0].tally)
    }
    #expect(min(seen.passed, seen.counterexamples, seen.inadmissible) > 200 && seen.invalid > 0)
  }
}

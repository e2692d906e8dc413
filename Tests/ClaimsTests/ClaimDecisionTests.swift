import Claims
import Exact
import Support
import Testing
import Theorems

/// Decisions against exact values at many points: what is verified holds at each, what is refuted fails at its witness.
@Suite struct ClaimDecisionTests {
  /// Random polynomial inequalities and equations on random boxes, by every method.
  @Test(arguments: ["symbolic", "ball", "grid, then climb", "symbolic, then ball, then grid"])
  func randomPolynomials(methods: String) throws {
    var random = SeededGenerator(seed: 20)
    var verdicts: [Verdict: Int] = [:]
    for _ in 0..<60 {
      let terms = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        "\(Int.random(in: -3...3, using: &random))*x^\(Int.random(in: 0...3, using: &random))*y^\(Int.random(in: 0...2, using: &random))"
      }
      let relation = [">=", ">", "<", "<="].randomElement(using: &random)!
      let bound = Int.random(in: -4...4, using: &random)
      let low = Int.random(in: -2...0, using: &random)
      let condition = ["", " where x >= y", " where 0 < x", " where x < y and y < 1"].randomElement(
        using: &random)!
      func claim(_ domain: String) -> String {
        """
        plumb 1
        claim "c"
          for all x, y in \(domain)\(condition)
          show \(terms.joined(separator: " + ")) \(relation) \(bound)
          try \(methods)
          budget boxes 300, tries 400
        """
      }
      let document = try ClaimSamples.document(claim("[\(low), 1]"))
      let decision = try document.decide()[0]
      verdicts[decision.verdict, default: 0] += 1
      // The same statement at single points, where nothing but rational arithmetic is needed.
      for i in 0...6 {
        for j in 0...6 {
          let at = [i, j].map { Rational(low) + Rational(Integer($0), 6) * Rational(1 - low) }
          let point: JSON = ["x": .string("\(at[0])"), "y": .string("\(at[1])")]
          guard let truth = try? document.truth(at: point) else { continue }
          if decision.verdict == .verified { #expect(truth == .proved, "\(document.text) at \(at)") }
          #expect(decision.verdict != .vacuous, "\(document.text) at \(at)")
        }
      }
      if decision.verdict == .refuted {
        let certificate = try #require(decision.witness).certificate
        let reread = try JSONReader.read(Array(certificate.text.utf8), file: "certificate")
        #expect(try Certificate.checkAnyKind(reread).verdict == .refuted)
      }
    }
    // The test is one of both outcomes, not of a method that never decides.
    #expect(verdicts[.refuted, default: 0] >= 10)
    if methods.contains("symbolic") { #expect(verdicts[.verified, default: 0] >= 5) }
  }

  /// The same seed gives the same report.
  @Test func deterministic() throws {
    let document = try ClaimSamples.document(
      """
      plumb 1
      claim "c"
        for all A in [-1, 1]^(2, 2)
        show norm(A*A) >= norm(A)^2/2
        try 200 exact points seed 5, then climb
      """)
    let (first, second) = (try document.decide()[0], try document.decide()[0])
    #expect(first.verdict == .refuted && second.verdict == .refuted)
    #expect(first.witness?.certificate.text == second.witness?.certificate.text)
  }

  /// Frames stand for all orthogonal matrices: what is proved with them holds at rational ones.
  @Test func orthogonalNames() throws {
    let claim = """
      plumb 1
      claim "c"
        for all P, Q in orthogonal(2)
        for all a, b in [0, 3]
        let A = P*diag(a, b)*Q'
        show A'*A = Q*diag(a^2, b^2)*Q'
        show norm(A)^2 = a^2 + b^2
        show trace(P*diag(a, b)*P') = a + b
        try symbolic
      """
    #expect(try ClaimSamples.document(claim).decide()[0].verdict == .verified)
    let wrong = claim.replacing("Q*diag(a^2, b^2)*Q'", with: "P*diag(a^2, b^2)*P'")
      .replacing("try symbolic", with: "try symbolic, then 100 exact points seed 1")
    #expect(try ClaimSamples.document(wrong).decide()[0].verdict == .refuted)
  }

  /// Wide inputs end within the budget, in a verdict.
  @Test(arguments: [
    "for all x in [0, 1] show x^100000 <= 1 try symbolic",
    "for all x in [0, 1] show sum(k*x for k in 1..1000000) >= 0 try grid",
    "for all A in [0, 1]^(200, 200) show trace(A*A*A) >= 0 try symbolic",
    "for all L in 1..1000000 show L >= 1 try exact",
    "for all x in [0, 1] show 1/(x - x) > 0 try symbolic, then grid",
    "for all d in 1..60 show lambda_max(ones(d, d)) = d try exact",
    "for all x in [0, 1] show exp(exp(exp(10*x))) > 0 try ball",
    "let net = dln(depth: 9, width: 9) show rank(hessian(net, at: layers(identity(9) for l in 1..9), target: identity(9))) > 0 try exact",
  ])
  func hostile(claim: String) throws {
    let clock = ContinuousClock()
    let start = clock.now
    var options = ClaimOptions()
    options.seconds = 2
    options.tries = 200
    _ = try ClaimSamples.document("plumb 1 claim \"c\" " + claim).decide(options: options)
    #expect(start.duration(to: clock.now) < .seconds(40))
  }
}

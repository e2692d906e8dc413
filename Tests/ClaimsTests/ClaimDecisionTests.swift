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

  /// Where a verdict was wrong once: names of formulas taken for variables, powers of what may be negative, conditions without a value, domains that
  /// a condition protects, an index that a definition took over, integers beyond a machine word.
  @Test(arguments: [
    ("for all y in [0, 1] let z = y^2 show z <= 1 show y is linear in z try symbolic", Verdict.unknown),
    ("for all y in [0, 1] let z = y - y + 1/2 show z <= 1 show y is linear in z try symbolic", .unknown),
    ("for all x in [-1, 1] show (x^3)^(1/3) = x try symbolic", .invalid),
    ("for all s in [-1, 1] show modes(dln(depth: 3, width: 1), diag(s^3))[1, 1] >= 0 try symbolic", .invalid),
    ("for all n in 1..1 show (sqrt(2)*sqrt(2) - 2 - n/10^30)^(1/3) < 1 try exact", .invalid),
    ("for all n in 2..3 where exp(log(n)) > n enclose sup(n)", .unknown),
    ("for all n in 1..2 where sqrt(n)^2 > n enclose sup(n)", .vacuous),
    ("for all x in [0, 1] where 1/x >= 1 show x <= 1 try symbolic", .invalid),
    ("for all x in [0, 1] where 1/x >= 1 show x <= 2 try ball", .invalid),
    ("for all n in 0..3 where n >= 1 for all x in [0, 1/n] show x <= 1 try symbolic", .verified),
    (
      "for all n in 0..3, x in [0, 1] where x <= n - 1 for all m in 1..2 where 1/n <= m show x <= n try symbolic",
      .verified
    ),
    ("for all x in [0, 1] let f = sum(i for i in 1..3) show i < f - x - 5 for i in 1..10 try grid", .refuted),
    ("for all x in {1, 2, 1/2} show x < 2 try exact", .refuted),
    ("for all n in 0..2 for all a[1..n] in [0, 1] show n > 0 try exact", .refuted),
    ("for all n in 0..2 for all a[1..n] in [0, 1]^n show n > 0 try exact", .refuted),
    ("for all n in 0..2 for all v in [0, 1]^n show n > 0 try exact", .invalid),
    ("let p = 1 < 2 show 1 = 2 try exact", .refuted),
    ("for all x in [0, 1] let p = x < 1 let q = p or x = 1 show q show not p or not q try grid", .refuted),
    ("for all x in [0, 1] let p = x < 2 show p try symbolic", .verified),
    ("for all x in [1, 1] let z = 1/(x - 1) show x < 1 try grid", .refuted),
    ("for all x in [1, 1] let z = 1/(x - 1) show x < z try grid", .invalid),
    ("for all x in [1, 1] show x/(i - 2) < 1 for i in 1..3 try grid", .invalid),
    ("for all x in [1, 1] show x/(2 - i) < 1 for i in 1..3 try grid", .refuted),
    ("for all x in [1, 1] show x < i for i in 1..2, j in 1..floor(1/(2 - i)) try grid", .refuted),
    ("for all n in 2..2 show 1/(sqrt(n) - 1) != sqrt(2) + 1 try exact", .refuted),
    ("for all n in 1..1 show (1/2)^(-floor(sqrt(2^126*n))) > 0 try exact", .unknown),
    ("for all x in [1, 4] show sqrt(x) <= x show 1/x <= 1 try ball", .verified),
    ("for all x in [1, 4] show sqrt(x) < x try ball", .refuted),
    ("for all x, y in [0, 1] show x*y <= 1 try ball", .verified),
    ("for all x, y, z in [0, 1] show x*(1 - x) + y*(1 - y) + z*(1 - z) <= 7501/10000 try ball", .verified),
  ])
  func knownVerdicts(claim: String, verdict: Verdict) throws {
    let decision = try ClaimSamples.document("plumb 1 claim \"c\" " + claim).decide()[0]
    #expect(decision.verdict == verdict)
    if let certificate = decision.witness?.certificate {
      let reread = try JSONReader.read(Array(certificate.text.utf8), file: "certificate")
      #expect(try Certificate.checkAnyKind(reread).verdict == .refuted)
    }
  }

  /// Sums, products and quotients of square roots against balls, which touch only where the two sides are equal.
  @Test func squareRoots() throws {
    var random = SeededGenerator(seed: 33)
    func number(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &random) }
    func surd() -> (text: String, ball: Ball) {
      let (p, q, d, r) = (number(-3...3), number(-3...3), number(1...3), [2, 3, 8, 18][number(0...3)])
      let root = Ball.sqrt(Ball(Rational(r), precision: 400))
      return (
        "(\(p) + \(q)*sqrt(\(r))/\(d))",
        Ball(Rational(p), precision: 400) + Ball(Rational(Integer(q), Integer(d)), precision: 400) * root
      )
    }
    var (equal, decided) = (0, 0)
    for _ in 0..<400 {
      let (a, b, c) = (surd(), surd(), surd())
      let sum = "\(a.text) + \(b.text)"
      var sides = [
        (sum, c.text, a.ball + b.ball - c.ball), ("\(a.text)*\(b.text)", c.text, a.ball * b.ball - c.ball),
      ]
      sides.append(("(\(sum))*(\(sum))", "(\(a.text)^2 + 2*\(a.text)*\(b.text) + \(b.text)^2)", 0))
      if b.ball.vanishes == .refuted {
        sides.append(("\(a.text)/\(b.text)", c.text, a.ball / b.ball - c.ball))
        sides.append(("\(a.text)/\(b.text)*\(b.text)", a.text, 0))
      }
      for (left, right, difference) in sides {
        func truth(_ relation: String) throws -> Truth {
          try ClaimSamples.document("plumb 1 claim \"c\" show \(left) \(relation) \(right)").truth(at: [:])
        }
        let (isEqual, isLess) = (try truth("="), try truth("<"))
        if isEqual == .undecided { continue }
        decided += 1
        if isEqual == .proved { equal += 1 }
        #expect((isEqual == .proved) == (difference.vanishes != .refuted), "\(left) = \(right)")
        #expect((isLess == .proved) == (difference.isNegative == .proved), "\(left) < \(right)")
      }
    }
    #expect(equal >= 100 && decided >= 1000)
  }

  /// Names that stand for one another in a chain are followed as far as the stack allows, and no further.
  @Test(arguments: [100, 5000])
  func chainOfNames(length: Int) throws {
    let sums = (1...length).map { "let a\($0) = a\($0 - 1) + 1" }.joined(separator: " ")
    let statements = (1...length).map { "let p\($0) = not p\($0 - 1)" }.joined(separator: " ")
    for claim in [
      "let a0 = 1 \(sums) show a\(length) = 1", "let p0 = 1 < 2 \(statements) show not p\(length)",
    ] {
      let verdict = try ClaimSamples.document("plumb 1 claim \"c\" \(claim) try exact").decide()[0].verdict
      #expect(verdict == (length == 100 ? .refuted : .unknown))
    }
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

import Support
import Testing
import Claims

/// Every error code has a sample, and every sample its exact text.
@Suite struct ClaimComplaintTests {
  @Test(arguments: ClaimSamples.failures)
  func exactTexts(sample: ClaimSamples.Failure) throws {
    do {
      let checked = try ClaimDocument(text: sample.text, name: sample.name).check()
      #expect(checked.warnings.map { $0.description + "\n" } == [sample.complaint])
      #expect(checked.warnings.allSatisfy { $0.code.isWarning })
    } catch let problem {
      #expect(problem.description + "\n" == sample.complaint)
      #expect(!problem.code.isWarning)
    }
  }

  /// `invalid` is found by deciding a claim: its samples are the verdicts of that name.
  @Test(arguments: ClaimCode.allCases)
  func everyCodeHasASample(code: ClaimCode) {
    let samples =
      code == .invalid
      ? ClaimSamples.verdicts.filter { $0.name.hasPrefix("invalid") }
      : ClaimSamples.failures.filter { $0.name.hasPrefix(code.rawValue) }
    #expect(!samples.isEmpty && samples.allSatisfy { $0.complaint.contains("[\(code.rawValue)]") }, "\(code)")
    #expect(code.explanation.hasSuffix("."))
  }

  /// The neighbours of what is refused: one step away, accepted without a word.
  @Test(arguments: [
    "show 2*3 = 6", "show 2^(2^4) > 1", "for all L in 2..8 show L >= 2",
    "for all v in [0, 1]^3 show v[3] <= 1",
    "for all a[0..3] in [0, 1] show a[0] <= 1", "for all d in 2..4 show trace(identity(d)*identity(d)) = d",
    "for all d in 2..4, e in 2..4 show identity(d)*identity(e) is zero", "show double(-0.1) < 0",
    "for all r in 1..2, d in 3..4 let Y = diag(repeat(1, r), repeat(0, d - r)) show trace(Y*identity(d)) = r",
    "for all x in [0, 1] enclose sup(x) to 1e-6 try ball",
    "for all x in [0, 1] show x*x = x^2 try symbolic, then ball",
    "for all n in 1..3 show sum(k for k in 1..n) + sum(k^2 for k in 1..n) = n try ball",
    "let a, b = (1, 2) show a < b", "for all x in {1, 2, 5} show x^2 >= x",
    "for all A in [0, 1]^(2, 3) show A*A' is symmetric",
    "for all s in [0, 1] show s^(1/2) = sqrt(s)", "for all x in [0, 1] show 2*x + 1 is linear in x",
    "let net = dln(widths: (3, 2, 3)) let W = balanced(net, diag(1, 1, 0)) show trace(hessian(net, at: W, target: diag(1, 1, 0))) > 0",
    "show 1/(10^40 - 10^20) > 0", "show 1/(2^61 - 2^61 + 1) > 0", "show sum(k for k in 2^200..5) = 0",
    "show vector(0 for i in 1..3, j in 1..i) = vector(0 for i in 0..2, j in 0..i)",
    "show vector(0 for i in 5..1) = vector(0 for i in 7..1)",
    "for all n in 0..5 show vector(0 for i in 1..n) = vector(0 for i in 1..n-1)",
    "for all A in [0, 1]^(2, 2) where A is symmetric show A[1,1] <= 1 try ball",
    "for all x in [0, 1] show not x = 2 and (x = 1 or x < 1) try ball",
    "for all Q[0..2] in orthogonal(2) let P = Q show P[0]*identity(2) is orthogonal",
    "for all a[1..2] in [0, 1]^3 let b = a show b[2][3] <= 1",
    "for all x in [0, 1] show x^2³ <= 1",
    "for all x in [0, 1] show x <= 1 for all y in [0, 1] show y <= x + 1",
    "show x <= 1 for x in 1..1 for all y in [0, 1] show y <= 1", "enclose sqrt(2) to 0x0.01p-3",
    "for all L in 2..2, x in [1, 1], k in {3} enclose L*x*k",
    "for all L in 2..4 enclose sup(sum(i for i in 1..L))",
    "let W = layers(identity(2), identity(2)) show W[1] = identity(2)", "show trace(identity(0)) = 0",
    "for all v in [0, 1]^3, A in [0, 1]^(3, 3) show dot(v, A*v) >= 0", "for all n in {1, 2} show 2^n > 1",
    "for all A in [0, 1]^(3, 3) let mu = eigenvalues(A + A') show sum(mu[i] for i in 1..3) >= 0",
    "for all A in [0, 1]^(3, 3) show multiplicity(eigenvalues(A + A'), 0) <= rank(A) and norm(A) >= lambda_min(A'*A)",
  ])
  func accepted(claim: String) throws {
    let checked = try ClaimSamples.document("plumb 1 claim \"x\" \(claim)").check()
    #expect(checked.warnings.isEmpty, "\(checked.warnings)")
  }

  /// What a sum is of: one entry that may be fractional makes the whole sum so.
  @Test func integersAreNotLostTrackOf() throws {
    let sum = "plumb 1 claim \"x\" let v = (1, 2) + (1/2, 1/2) show trace(identity(v[1])) > 0"
    let problem = try #require(throws: ClaimProblem.self) { try ClaimSamples.document(sum).check() }
    #expect(problem.code == .notAnInteger)
    let whole = "plumb 1 claim \"x\" let v = (1, 2) + (1, 1) show trace(identity(v[1])) > 0"
    #expect(try ClaimSamples.document(whole).check().claims.count == 1)
  }

  /// Every function of the table is named by its own row, and can be called in the form its signature shows.
  @Test func functionsHaveMeanings() {
    #expect(Set(ClaimLanguage.functions.map(\.signature)).count == ClaimLanguage.functions.count)
    #expect(
      ClaimLanguage.functions.allSatisfy { !$0.meaning.isEmpty && ClaimLanguage.groups.contains($0.group) })
  }
}

// CatalogueEntry: a statement of the catalogue, what is said of it, and the computation that decides it.

import Exact

/// Where a statement comes from.
public struct Source: Sendable {
  /// As in "Deng et al. 2026".
  public let key: String
  public let title: String
  public let locator: String

  public static let deng2026 = Source(
    key: "Deng et al. 2026", title: "Depth, Not Data: An Analysis of Hessian Spectral Bifurcation",
    locator: "arXiv 2602.00545")

  /// The key and the locator, with the place in the source when it is known.
  public func cited(_ place: String = "") -> String {
    "\(key), \(locator)" + (place.isEmpty ? "" : ", \(place)")
  }
}

/// The groups in which the catalogue is listed.
public enum Family: String, Sendable, CaseIterable {
  /// The theorems of the seed paper and its false readings.
  case seed
  /// Gradient flow and descent of the weights and of single modes.
  case dynamics
  /// Critical points: minima, saddles, and what lies at the origin.
  case landscape
  /// The largest eigenvalue and the conditioning at minima.
  case sharpness
  /// Ranks and parts of the Hessian.
  case structure
  /// The three levels of the outliers of softmax classifiers.
  case softmax
  /// Identities for every depth, each with a false twin.
  case identities

  /// The symbols that its statements share.
  public var definitions: String {
    let network =
      "layers W_k (d_k x d_(k-1)), k = 1..L, W = W_L ... W_1; loss F = 1/2 tr(W Sxx W^T) - tr(W Syx^T), with the factor 1/2; E = W Sxx - Syx; "
      + "U_k = W_L ... W_(k+1), V_k = W_(k-1) ... W_1; gradient G_k = U_k^T E V_k^T; H the Hessian in all weights"
    let mode =
      "one balanced mode s in every layer: f(s) = s - eta x s^(2L-1) + eta y s^(L-1), flow ds/dt = s^(L-1)(y - x s^L)"
    return switch self {
    case .seed, .landscape, .sharpness, .structure: network
    case .dynamics: network + "; " + mode
    case .identities: mode + "; S = s^L, T = t^L"
    case .softmax:
      "p the vector of class probabilities, 1 the vector of ones, C classes; delta_(i,c,c') the rows of the Gauss-Newton factor of example i of class c"
    }
  }
}

/// What is claimed: the part of an entry that a certificate repeats and hashes.
///
/// The checker has its own table of these texts, on purpose: it must know what a certificate claims without being told. Both are
/// held against the committed certificates by tests.
public struct Claim: Sendable {
  public let id: String
  public let statement: String
  /// The scope in words, and the fields that the checker enumerates.
  public let scopeText: String
  public let scopeFields: [(String, JSON)]

  public init(id: String, statement: String, scope: String, fields: [(String, JSON)] = []) {
    self.id = id
    self.statement = statement
    scopeText = scope
    scopeFields = fields
  }

  /// The scope fields of a claim over a range of depths.
  static func depths(_ range: ClosedRange<Int>) -> (String, JSON) {
    ("depths", .counts([range.lowerBound, range.upperBound]))
  }

  /// The claim with the SHA-256 of the data it is about in its scope: changed data are another claim.
  func naming(_ data: JSON) -> Claim {
    Claim(
      id: id, statement: statement, scope: scopeText,
      fields: scopeFields + [("dataHash", .string(Certificate.hash(of: data)))])
  }

  /// The object of the certificate format: id, scope, statement.
  public var json: JSON {
    .object([
      JSON.Member("id", .string(id)),
      JSON.Member(
        "scope",
        .object(scopeFields.map { JSON.Member($0.0, $0.1) } + [JSON.Member("text", .string(scopeText))])),
      JSON.Member("statement", .string(statement)),
    ])
  }
}

/// The kinds of evidence that the certificate format knows.
public enum CertificateKind: String, Sendable {
  case exactWitness = "exact-witness"
  case blockDecomposition = "block-decomposition"
  case polynomialIdentity = "polynomial-identity"
  case blockEigenvectors = "block-eigenvectors"
  case inertia
  case blockSpectrum = "block-spectrum"
  /// An argument in the depth ring, and a point that refutes a false one.
  case depthIdentity = "depth-identity"
  case depthWitness = "depth-witness"
  /// The whole spectrum of one network.
  case spectrum
  /// All instances of a statement, and one that refutes a false one.
  case exactInstances = "exact-instances"
  case instanceWitness = "instance-witness"
  /// Equations between words in matrices of every size.
  case wordIdentity = "word-identity"
  /// Inequalities between such matrices, and between numbers in the depth ring.
  case wordInequality = "word-inequality"
  /// Which products of values vanish in chains of layers of every length, and words.
  case zeroPatterns = "zero-patterns"
  /// A point at which a claim of a claim file is false.
  case claimCounterexample = "claim-counterexample"

  /// Whether the proof lists what the claim is about, so that the claim must name it.
  var belongsToTheClaim: Bool {
    self == .exactInstances || self == .instanceWitness || self == .claimCounterexample
  }
}

/// What a computation found.
public enum Finding: Sendable {
  /// The evidence behind a verdict, as its certificate carries it.
  public struct Proof: Sendable {
    public let evidence: Evidence
    public let kind: CertificateKind
    /// The `proof` object of the certificate.
    public let data: JSON

    public init(_ evidence: Evidence, _ kind: CertificateKind, _ data: JSON) {
      self.evidence = evidence
      self.kind = kind
      self.data = data
    }
  }

  /// The statement holds on the whole scope; the summary is the conclusion in one line.
  case verified(summary: String, Proof)
  /// An exact witness violates the statement; the summary is the witness in one line.
  case refuted(summary: String, Proof)
  /// What was to be shown did not come out; the reason names the step.
  case unknown(String)
  /// No candidate satisfies the hypotheses; the summary says how many were tried.
  case vacuous(String)

  /// A refutation by an exact witness.
  public static func refuted(_ summary: String, witness: JSON) -> Finding {
    .refuted(summary: summary, Proof(.exact, .exactWitness, witness))
  }

  public var verdict: Verdict {
    switch self {
    case .verified: .verified
    case .refuted: .refuted
    case .unknown: .unknown
    case .vacuous: .vacuous
    }
  }

  public var summary: String {
    switch self {
    case .verified(let summary, _), .refuted(let summary, _), .unknown(let summary), .vacuous(let summary):
      summary
    }
  }

  public var proof: Proof? {
    switch self {
    case .verified(_, let proof), .refuted(_, let proof): proof
    case .unknown, .vacuous: nil
    }
  }
}

/// A theorem of the catalogue, or a false statement that must be refuted.
public struct CatalogueEntry: Sendable {
  public let claim: Claim
  public let title: String
  public let family: Family
  public let citation: String
  public let wording: WordingStatus
  public let hypotheses: String
  /// The conclusion as a formula; nil when the statement is one.
  public let formula: String?
  /// The verdict the catalogue stands for, and its evidence; `verify` reports any other as a failure.
  public let expected: Verdict
  public let evidence: Evidence
  /// The true entry that this one is a deliberate error of.
  public let twinOf: String?
  /// What the scope leaves out, for the reader who wants to cite the verdict.
  public let notCovered: String
  public let method: String
  /// Why the statement is true, or what goes wrong: for `explain`.
  public let idea: String
  public let decide: @Sendable () throws -> Finding

  public var id: String { claim.id }

  init(
    claim: Claim, title: String, family: Family, citation: String, wording: WordingStatus,
    hypotheses: String, formula: String? = nil, expected: Verdict, evidence: Evidence, twinOf: String? = nil,
    notCovered: String, method: String, idea: String, decide: @escaping @Sendable () throws -> Finding
  ) {
    self.claim = claim
    self.title = title
    self.family = family
    self.citation = citation
    self.wording = wording
    self.hypotheses = hypotheses
    self.formula = formula
    self.expected = expected
    self.evidence = evidence
    self.twinOf = twinOf
    self.notCovered = notCovered
    self.method = method
    self.idea = idea
    self.decide = decide
  }

  /// A deliberate error of a true entry: one thing changed, to be refuted by an exact point. A `misprint` names the place in a source that prints it.
  static func twin(
    of id: String, suffix: String = "false", family: Family, _ statement: String, scope: String,
    fields: [(String, JSON)] = [], misprint: String? = nil, idea: String,
    decide: @escaping @Sendable () throws -> Finding
  ) -> CatalogueEntry {
    CatalogueEntry(
      claim: Claim(id: id + "-" + suffix, statement: statement, scope: scope, fields: fields),
      title: "False twin of \(id)", family: family,
      citation: misprint ?? "a deliberate error, to be refuted",
      wording: misprint == nil ? .derived : .confirmed, hypotheses: scope, expected: .refuted,
      evidence: .exact, twinOf: id,
      notCovered: "the statement at other points", method: "exact witness", idea: idea, decide: decide)
  }
}

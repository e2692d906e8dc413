// StartAnswer: what `plumb dynamics --thresholds --start` tells of one start.

import Exact

/// A start with what is known of it.
public enum StartAnswer: Sendable {
  /// Equal layers, under gradient descent without momentum.
  case balanced(Rational, DescentFromStart)
  /// Two layers of different magnitude, under gradient flow.
  case pair(UnbalancedFlow)

  /// A step size at which the behaviour from the start changes.
  public struct Row: Sendable {
    public enum Kind: String, Sendable {
      case monotone, escape
      /// The first step keeps the sign; with no minimum of that sign all do.
      case sign
      case signs = "sign for ever"
    }
    public let kind: Kind
    public let condition: String
    public let threshold: Interval
    /// Where the given step size lies; nil without one and where that is not decided.
    public let position: Int?
  }
}

extension DescentFromStart {
  /// The conditions on the step size, s being the minimum and s_0 the start, or its mirror image.
  public func rows(rate: Rational?, digits: Int) -> [StartAnswer.Row] {
    var rows: [StartAnswer.Row] = []
    if let threshold = monotoneRate(digits: digits) {
      let condition =
        depth == 1
        ? "rate <= 1/x"
        : side == .below ? "rate <= 1/lambda" : "rate <= (s_0 - s)/(s_0^(L-1) (x s_0^L - y))"
      rows.append(
        StartAnswer.Row(
          kind: .monotone, condition: condition, threshold: threshold,
          position: rate.flatMap { monotonePosition(of: $0) }))
    }
    func append(_ kind: StartAnswer.Row.Kind, _ condition: String, _ threshold: Rational?) {
      guard let threshold else { return }
      rows.append(
        StartAnswer.Row(
          kind: kind, condition: condition, threshold: Interval(threshold),
          position: rate.map { ($0 - threshold).signum() }))
    }
    append(
      side == .noMinimum ? .signs : .sign, "rate < 1/(s_0^(L-2) (x s_0^L - y))", vanishingRate)
    let isSymmetric = depth % 2 == 0 || target.isZero
    append(
      .escape,
      depth == 1
        ? "rate > 2/x"
        : isSymmetric
          ? "rate > 2/(s_0^(L-2) (x s_0^L - y))" : "rate >= 2/(s_0^(L-2) (x s_0^L - |y|))", escapingRate)
    return rows
  }
}

extension StartAnswer {
  func json(rate: Rational?, digits: Int) -> JSON {
    switch self {
    case .pair(let flow):
      return [
        "contraction": .null, "fate": .null,
        "finalSharpness": flow.finalSharpness(digits: digits + 2).json(digits: digits),
        "imbalance": .string(flow.imbalance.description),
        "layers": .array([.string(flow.first.description), .string(flow.second.description)]),
        "sharpness": .null,
        "side": .null, "thresholds": .array([]),
      ]
    case .balanced(let start, let descent):
      let words = ["below", "at", "above"]
      let fate = rate.map { descent.fate(rate: $0) }
      return [
        "contraction": rate.flatMap { descent.contraction(rate: $0, digits: digits + 2) }.map { factors in
          .array(factors.map { $0.json(digits: digits) })
        } ?? .null,
        "fate": fate.map { fate in
          [
            "from": .number(fate.from), "isBounded": fate.fate.isBounded.json, "momentum": "0",
            "outcome": .string(fate.fate.word), "period": fate.fate.period.map { .number($0) } ?? .null,
            "sign": .number(fate.sign),
          ]
        } ?? .null, "finalSharpness": .null, "imbalance": .null,
        "layers": .array([.string(start.description)]),
        "sharpness": Interval(descent.sharpness).json(digits: digits), "side": .string("\(descent.side)"),
        "thresholds": .array(
          descent.rows(rate: rate, digits: digits).map { row in
            [
              "momentum": "0", "name": .string(row.kind.rawValue),
              "position": row.position.map { .string(words[1 + $0]) } ?? .null,
              "rate": row.threshold.json(digits: digits),
            ]
          }),
      ]
    }
  }
}

extension DescentFate {
  fileprivate var period: Int? { if case .periodic(let steps) = self { steps } else { nil } }

  /// The outcome as the JSON answer names it.
  fileprivate var word: String {
    switch self {
    case .rests: "rests"
    case .monotone: "monotone to a minimum"
    case .closingIn: "closing in on a minimum"
    case .vanishing: "to 0"
    case .alternating: "alternating"
    case .escaping: "escaping"
    case .periodic: "periodic"
    case .confined: "confined"
    case .undecided: "undecided"
    }
  }
}

extension Truth {
  fileprivate var json: JSON {
    switch self {
    case .proved: .bool(true)
    case .refuted: .bool(false)
    case .undecided: .null
    }
  }
}

// ThresholdsReport: what plumb dynamics --thresholds prints.

import Exact
import Theorems

struct ThresholdsReport {
  let answer: StepSizeAnswer
  let digits: Int

  var text: String {
    var lines = [
      "depth \(answer.depth), x \(short(answer.x)), y \(short(answer.y))"
        + (answer.momentum.isZero ? "" : ", momentum b = \(short(answer.momentum))")
    ]
    lines += Layout.table(minimumRows + startRows, leftAligned: [0, 1, 2, 3]).map { "  " + $0 }
    lines += orbitLines
    if let fateLine { lines.append(fateLine) }
    if let level = answer.level {
      let time = level.time.map { "time \($0.text(digits: digits))" } ?? "never"
      lines.append("  product \(short(level.product)): flow \(time), descent \(level.descent?.text ?? "-")")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func short(_ number: Rational) -> String { Layout.brief(number, digits: digits) }

  /// With momentum every row says which recursion it is about.
  private func condition(_ text: String, momentum: Rational = 0) -> String {
    answer.momentum.isZero ? text : "\(text), b = \(momentum)"
  }

  private func position(_ sign: Int?) -> String {
    guard let rate = answer.rate else { return "" }
    guard let sign else { return "cannot decide where rate \(short(rate)) is" }
    return "rate \(short(rate)) is \(sign < 0 ? "below" : sign > 0 ? "above" : "at it")"
  }

  private var minimumRows: [[String]] {
    guard let thresholds = answer.thresholds else { return [] }
    var rows = [
      ["minimum", "s = (y/x)^(1/L)", thresholds.minimum(digits: digits + 2).text(digits: digits), ""],
      [
        "curvature", "lambda = L x s^(2L-2)", thresholds.curvature(digits: digits + 2).text(digits: digits),
        "",
      ],
    ]
    for row in answer.rows {
      rows.append([
        row.name, condition(row.condition, momentum: row.momentum),
        row.threshold.interval(digits: digits).text(digits: digits),
        position(answer.rate.map { row.threshold.comparison(of: $0) }),
      ])
    }
    if answer.depth >= 2 {
      rows.append([
        "flip", condition("f''^2/2 + f'''/3 = 8(L-1)(5L-4)/(3 s^2)"),
        thresholds.flip(digits: digits + 2).text(digits: digits), "supercritical at rate 2/lambda",
      ])
    }
    if let least = answer.leastSharpness {
      rows.append([
        "sharpness", "max(3 x s^2 - y, y - x s^2) along s", short(least.sharpness),
        "the least, at s^2 = \(short(least.square))",
      ])
    }
    if let square = answer.invariantSquare, let rate = answer.rate {
      let product = rate * answer.y
      rows.append([
        "invariant", condition("s^2 <= (2 + rate y)/(rate x)"), short(square),
        product > 2
          ? "not invariant: rate y > 2" : product == 2 ? "invariant, chaotic" : "invariant: rate y < 2",
      ])
    }
    return rows
  }

  private var startRows: [[String]] {
    switch answer.start {
    case nil: return []
    case .pair(let flow):
      return [
        ["start", "c = s_1^2 - s_2^2", short(flow.imbalance), "kept by the flow"],
        [
          "sharpness", "(4 y^2 + x^2 c^2)^(1/2)",
          flow.finalSharpness(digits: digits + 2).text(digits: digits),
          "where the flow ends, and the rate at which it does",
        ],
      ]
    case .balanced(let start, let descent):
      var rows = [
        ["start", "s_0", short(start), place(of: descent)]
      ]
      rows.append([
        "sharpness", answer.depth == 1 ? "x" : "s_0^(L-2) max((2L-1) x s_0^L - (L-1) y, y - x s_0^L)",
        Interval(descent.sharpness).text(digits: digits), "at s_0",
      ])
      for row in descent.rows(rate: answer.rate, digits: digits) {
        let name =
          switch row.kind {
          case .monotone: "from s_0: monotone"
          case .sign: "from s_0: s_1 > 0"
          case .signs: "from s_0: s_t > 0"
          case .escape: "from s_0: escapes"
          }
        rows.append([
          name, condition(row.condition), row.threshold.text(digits: digits), position(row.position),
        ])
      }
      if let rate = answer.rate, let factors = descent.contraction(rate: rate, digits: digits + 2) {
        let conditions =
          answer.depth == 1
          ? ["1 - rate x"]
          : descent.side == .above
            ? ["1 - rate lambda"]
            : ["1 - rate s_0^(L-1) (y - x s_0^L)/(s - s_0)", "1 - rate L x s_0^(2L-2)"]
        for (factor, text) in zip(factors, conditions) {
          rows.append([
            "contraction", condition(text), factor.text(digits: digits),
            "of |s - s_t| in every step, at most",
          ])
        }
      }
      return rows
    }
  }

  private func place(of descent: DescentFromStart) -> String {
    let place =
      switch descent.side {
      case .below: "below the minimum"
      case .above: "above the minimum"
      case .minimum: "the minimum"
      case .zero: "0, where nothing moves"
      case .noMinimum: "no minimum above 0, the flow decreases to 0"
      }
    return descent.isMirrored
      ? "\(place), mirrored: s_0 = \(short(descent.value)), y = \(short(descent.target))" : place
  }

  private var orbitLines: [String] {
    var lines = (answer.orbits ?? []).map { orbit in
      let stable =
        switch orbit.isStable {
        case .proved: "attracts"
        case .refuted: "repels"
        case .undecided: "undecided"
        }
      let points = [orbit.points.0, orbit.points.1].map { $0.text(digits: digits) }.joined(separator: ", ")
      let derivative =
        orbit.momentum.isZero
        ? "multiplier \(orbit.multiplier.text(digits: digits))"
        : "two steps of trace \(orbit.trace.text(digits: digits)) and determinant b^2"
      return "  period two, \(orbit.kind): {\(points)}, \(derivative), \(stable)"
    }
    if answer.orbits?.isEmpty == true { lines.append("  period two: no isolated orbit at depth 1") }
    return lines
  }

  private var fateLine: String? {
    guard let start = answer.start, let rate = answer.rate else { return nil }
    guard case .balanced(_, let descent) = start else {
      return
        "  descent: told of balanced layers only; follow these with --rate and --steps without --thresholds"
    }
    let (fate, step, sign) = descent.fate(rate: rate)
    let minimum = answer.depth == 1 ? "the minimum" : "the minimum s \(sign < 0 ? "<" : ">") 0"
    let words =
      switch fate {
      case .rests: sign == 0 && answer.depth > 1 ? "rests at 0" : "rests at \(minimum)"
      case .monotone: "runs to \(minimum), without passing it"
      case .closingIn: "closes in on \(minimum) at every step"
      case .vanishing: "runs to 0, closer at every step"
      case .alternating: "alternates between s_t and \(answer.depth == 1 ? "2 s - s_t" : "-s_t")"
      case .escaping: "leaves every bound"
      case .periodic(let steps): "comes again every \(steps) steps"
      case .confined: "stays in the invariant interval; cannot decide where it ends"
      case .undecided: "cannot decide whether it stays bounded (looked at up to step \(step))"
      }
    let from = step == 0 || fate == .undecided ? "" : "from step \(step) on "
    return "  descent from s_0\(answer.momentum.isZero ? "" : ", b = 0"): \(from)\(words)"
  }
}

extension LevelArrival {
  fileprivate var text: String {
    let bits = TrajectoryProblem.escapeBits
    return switch self {
    case .reached(let step): "\(step) step\(step == 1 ? "" : "s")"
    case .never: "never"
    case .escaped(let step): "left (-2^\(bits), 2^\(bits)) before, at step \(step)"
    case .notWithin(let limit): "not within \(limit) steps"
    }
  }
}

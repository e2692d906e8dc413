// ClaimFault: why a part of a claim has no value, or none that was found.

/// The end of an evaluation without a value.
struct ClaimFault: Error, Sendable {
  enum Kind: Sendable {
    /// The part has no meaning at an admissible point: a zero divisor, an index outside, shapes that do not fit.
    case invalid
    /// The precision did not decide a question on which the value depends.
    case undecided
    /// The method cannot compute the part at all.
    case unsupported
    /// Time or size beyond the budget.
    case exhausted
  }

  let kind: Kind
  let message: String
  /// Where in the text, as soon as an expression is known.
  var range: Range<Int>?

  static func invalid(_ message: String) -> ClaimFault { ClaimFault(kind: .invalid, message: message) }
  static func undecided(_ message: String) -> ClaimFault { ClaimFault(kind: .undecided, message: message) }
  static func unsupported(_ message: String) -> ClaimFault {
    ClaimFault(kind: .unsupported, message: message)
  }
  static func exhausted(_ message: String) -> ClaimFault { ClaimFault(kind: .exhausted, message: message) }

  func at(_ place: Range<Int>) -> ClaimFault {
    var fault = self
    fault.range = fault.range ?? place
    return fault
  }
}

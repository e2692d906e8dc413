// VerificationError: the two ways in which correct code may fail to give an answer.

/// Why a computation has no answer: mathematics says there is none, or it could not be decided.
///
/// Misuse (a shape mismatch, a zero divisor handed to exact division) is not an error of this kind: it traps.
public enum VerificationError: Error, Sendable, Hashable {
  /// Mathematics says no: a singular system, a negative radicand.
  case undefined(String)
  /// Precision, budget or method did not reach an answer. Proves nothing. The remedy, where there is one, is what to try next.
  case undecided(String, remedy: String = "")
}

extension VerificationError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .undefined(let message): "undefined: \(message)"
    case .undecided(let message, let remedy): "undecided: \(message)" + (remedy.isEmpty ? "" : "; \(remedy)")
    }
  }
}

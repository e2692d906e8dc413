// Truth: what a computation has shown about a statement.

/// The outcome of deciding a statement: shown true, shown false, or neither.
///
/// `undecided` is a value of its own and is never folded into "false". There is no conversion to `Bool`, so
/// `if x.isPositive { … }` does not compile; write `if x.isPositive == .proved`.
public enum Truth: Sendable, Hashable {
  /// The statement is shown to hold.
  case proved
  /// The statement is shown to fail.
  case refuted
  /// Neither was shown. Proves nothing.
  case undecided

  /// The truth of a statement that was decided exactly.
  public init(decided: Bool) { self = decided ? .proved : .refuted }

  /// Strong Kleene conjunction: refuted wins, and proved needs both.
  public static func && (a: Truth, b: @autoclosure () -> Truth) -> Truth {
    if a == .refuted { return .refuted }
    let b = b()
    if b == .refuted { return .refuted }
    return a == .proved && b == .proved ? .proved : .undecided
  }

  /// Strong Kleene disjunction: proved wins, and refuted needs both.
  public static func || (a: Truth, b: @autoclosure () -> Truth) -> Truth { !(!a && !b()) }

  /// Negation; undecided stays undecided.
  public static prefix func ! (a: Truth) -> Truth {
    switch a {
    case .proved: .refuted
    case .refuted: .proved
    case .undecided: .undecided
    }
  }
}

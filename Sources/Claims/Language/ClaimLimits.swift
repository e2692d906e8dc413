// ClaimLimits: how large claims and what they compute may be.

/// The limits of a claim file.
public enum ClaimLimits {
  public static let bytes = 1 << 20
  public static let nameLength = 100
  /// The digits of all numbers of a file, written out.
  public static let digits = 2_000_000
  /// The nesting of the text, and the height of the syntax tree.
  public static let depth = 64
  public static let exponent = 100_000
  /// The layers of a network, and the units of a layer.
  public static let networkSize = 10_000
  /// The steps of gradient descent, and the members of a family.
  public static let steps = 100_000
  public static let familySize = 100_000
  /// The entries of a matrix, and the order of an orthogonal one.
  public static let entries = 1 << 20
  public static let orthogonalOrder = 64
  public static let rangeSize = 1_000_000
  /// The methods of a 'try'.
  public static let methods = 16
  public static let warnings = 20
  /// The bits of a ball that a budget may ask for.
  public static let precision = 2...1_000_000
  /// The points that a method may try.
  public static let points = 1...1_000_000_000
  /// Seconds, boxes or tries of a budget.
  public static let budget = 1...1_000_000_000_000
}

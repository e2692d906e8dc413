// Integer: whole numbers of any size. A machine word inline, GMP behind.

/// An integer of any size, exact.
///
/// Values that fit a machine word are stored inline and never allocate; larger ones live in one GMP allocation shared
/// by copies and written only when unique. The representation is canonical: a value that fits a word is always inline,
/// so equality and hashing follow the value.
///
/// `@unchecked Sendable`: storage is written only when uniquely referenced, and C keeps no pointer after a call.
public struct Integer: @unchecked Sendable {
  enum Representation {
    case small(Int)
    case big(IntegerStorage)
  }

  var representation: Representation

  init(representation: Representation) { self.representation = representation }

  public init(_ value: Int) { representation = .small(value) }
  public init(integerLiteral value: Int) { representation = .small(value) }

  /// An unsigned word, exactly.
  public init(_ value: UInt) {
    if let small = Int(exactly: value) {
      self.init(small)
    } else {
      self = Integer(Int(value >> 1)).shiftedLeft(by: 1) + Integer(Int(value & 1))
    }
  }

  /// The value as a machine word, when it fits.
  public var asInt: Int? {
    if case .small(let value) = representation { value } else { nil }
  }
}

// ClaimCode: the codes of what can be wrong with a claim file, and what each means.
//
// P01 the text and its grammar, P02 names and arguments, P03 types, shapes and domains, P04 methods, P05 warnings.
// A code keeps its meaning once it is published.

/// The code of an error or a warning of the claim language, as in `P0203`.
public enum ClaimCode: String, Sendable, CaseIterable {
  case notText = "P0101"
  case character = "P0102"
  case openString = "P0103"
  case escape = "P0104"
  case number = "P0105"
  case tooLarge = "P0106"
  case grammar = "P0107"
  case nesting = "P0108"
  case version = "P0109"
  case noGoal = "P0110"
  case repeatedItem = "P0111"
  case repeatedTitle = "P0201"
  case repeatedName = "P0202"
  case unknownName = "P0203"
  case notAFunction = "P0204"
  case takenName = "P0205"
  case argumentCount = "P0206"
  case argumentLabel = "P0207"
  case type = "P0301"
  case shape = "P0302"
  case formula = "P0303"
  case relation = "P0304"
  case indexing = "P0305"
  case extremum = "P0306"
  case indexOutside = "P0307"
  case undefined = "P0308"
  case exponent = "P0309"
  case double = "P0310"
  case intervalAsRange = "P0311"
  case rangeSize = "P0313"
  case notSquare = "P0314"
  case notAnInteger = "P0317"
  case invalid = "P0318"
  case unknownMethod = "P0401"
  case repeatedMethod = "P0402"
  case unknownLimit = "P0403"
  case limitOutside = "P0404"
  case equalityByBalls = "P0417"
  case unusedName = "P0501"
  case vacuous = "P0502"

  /// A warning lets the claim stand; everything else refuses it.
  public var isWarning: Bool { rawValue.hasPrefix("P05") }

  /// What the code stands for, in a sentence or two.
  public var explanation: String {
    switch self {
    case .notText: "The file is not UTF-8 text without a byte order mark."
    case .character:
      "A character that the language does not use, or a superscript before another one or before '^', which could mean two things. Control and formatting characters are refused everywhere, in comments and strings too."
    case .openString: "A string starts and the line ends before its closing quote."
    case .escape: "In a string a backslash stands before a quote or another backslash, and nowhere else."
    case .number:
      "A number is written 3, 0.1, 1e-3 or 0x1.8p3, and means exactly that; 1/10 is an exact quotient. At most 100,000 digits and an exponent of at most 100,000."
    case .tooLarge:
      "A claim file holds at most \(ClaimLimits.bytes) bytes, names of at most \(ClaimLimits.nameLength) characters, and numbers that take at most \(ClaimLimits.digits) digits in all when written out."
    case .grammar: "The text does not follow the grammar at this place; the message says what may stand here."
    case .nesting:
      "Parentheses, brackets, calls, exponents and 'not' may nest \(ClaimLimits.depth) levels deep. Name a part with 'let'."
    case .version: "A claim file starts with 'plumb 1': the version of the language it is written in."
    case .noGoal: "A claim states something with 'show', or asks for a number with 'enclose'."
    case .repeatedItem: "'expect', 'try' and 'budget' may stand once in a claim."
    case .repeatedTitle:
      "Two claims of a file have the same title, so that a report could not tell them apart."
    case .repeatedName:
      "A name is bound once in a claim; an index of a sum may be used again after the sum ends."
    case .unknownName: "The name is neither bound before this place nor a function."
    case .notAFunction: "A function stands without its arguments, or a bound name is called like a function."
    case .takenName: "The name belongs to a function, so it cannot be bound."
    case .argumentCount: "The function takes another number of arguments."
    case .argumentLabel: "An argument has a label the function does not know, has it twice, or lacks it."
    case .type: "The expression has another type than this place needs."
    case .shape: "The numbers of rows or columns cannot agree, whatever the values of the names."
    case .formula: "A statement such as 'a < b' stands where a number is expected, or the other way round."
    case .relation:
      "Order relates real numbers only; '=' and '!=' also vectors, matrices and spectra of the same kind."
    case .indexing:
      "Only vectors, matrices, spectra, layers and families can be indexed, each with its number of indices."
    case .extremum:
      "sup and inf range over everything that 'for all' binds, so they stand in 'enclose' only; and there a name that has more than one value stands inside one of them, since 'enclose' asks for one number."
    case .indexOutside:
      "The index lies outside, whatever the values of the names. Indices start at 1 unless a family says otherwise."
    case .undefined:
      "The operation has no value here: a division by zero, a negative size, a network without layers, a root of degree zero."
    case .exponent: "An exponent of magnitude beyond \(ClaimLimits.exponent)."
    case .double:
      "double(...) is the double nearest to a literal; it takes one written number, with or without a minus sign."
    case .intervalAsRange:
      "A real interval [a, b] is bound where the use of the name needs an integer range a..b."
    case .rangeSize: "A range of more than \(ClaimLimits.rangeSize) integers."
    case .notSquare: "The function is defined for square matrices only."
    case .notAnInteger: "A number that may be fractional stands where an integer is needed."
    case .invalid:
      "The claim has no meaning at some point of its scope: a divisor is zero there, an index outside, or shapes do not fit."
    case .unknownMethod:
      "The methods are closed form, exact, symbolic, ball, grid, climb, and a number of exact points."
    case .repeatedMethod: "A method is listed twice."
    case .unknownLimit: "A budget limits precision (bits), time (s, min, h), boxes or tries."
    case .limitOutside:
      "The number is outside what the limit, the method or the enclosure accepts, or there are more than \(ClaimLimits.methods) methods."
    case .equalityByBalls:
      "Two enclosures can show that two real numbers differ, never that they are equal. Allow an exact method, or bound the difference."
    case .unusedName: "The name is bound and never used, which is often a mistake."
    case .vacuous: "No value satisfies the binding, so that the claim would be vacuous."
    }
  }
}

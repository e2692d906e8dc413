// ClaimToken: the words, numbers and signs of a claim file, and the Unicode spellings of them.

/// A token and the bytes it stands on.
struct ClaimToken: Sendable {
  enum Kind: Sendable, Hashable {
    case word(String)
    /// A number as it was written, already checked.
    case number(String)
    /// The content of a string, escapes resolved.
    case string(String)
    case sign(String)
    case end
  }

  let kind: Kind
  let range: Range<Int>
}

/// A comment from its `#` to the end of the line, without trailing blanks.
struct ClaimComment: Sendable {
  let text: String
  let offset: Int
}

/// The words that structure a claim. None of them can be a name.
enum ClaimWords {
  static let items = [
    "source", "note", "expect", "for", "let", "show", "enclose", "try", "budget", "claim",
  ]
  static let reserved = Set(items + ["all", "in", "where", "to", "then", "is", "and", "or", "not", "plumb"])

  /// An ASCII name: a letter or `_`, then letters, digits and `_`; not a reserved word.
  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, !(0x30...0x39).contains(first),
      text.utf8.count <= ClaimLimits.nameLength
    else { return false }
    return text.utf8.allSatisfy(isNameByte) && !reserved.contains(text)
  }

  static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x5f, 0x61...0x7a: true
    default: false
    }
  }
}

/// What Unicode characters stand for in ASCII.
enum ClaimSpelling {
  /// Signs and words; a blank separates two tokens.
  static let tokens: [Unicode.Scalar: String] = [
    "\u{2264}": "<=", "\u{2265}": ">=", "\u{2260}": "!=", "\u{2212}": "-", "\u{b7}": "*", "\u{d7}": "*",
    "\u{22c5}": "*", "\u{2215}": "/", "\u{f7}": "/", "\u{2032}": "'", "\u{2019}": "'", "\u{22a4}": "'",
    "\u{2026}": "..", "\u{2025}": "..", "\u{2200}": "for all", "\u{2208}": "in", "\u{2227}": "and",
    "\u{2228}": "or", "\u{ac}": "not", "\u{b2}": "^ 2", "\u{b3}": "^ 3",
  ]

  /// Letters inside names.
  static let letters: [Unicode.Scalar: String] = {
    let names = [
      "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu",
      "nu",
      "xi", "omicron", "pi", "rho", "sigma", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
    ]
    var table: [Unicode.Scalar: String] = ["\u{b5}": "mu", "\u{3f5}": "epsilon", "\u{3d5}": "phi"]
    for (index, name) in names.enumerated() {
      table[Unicode.Scalar(0x3b1 + UInt32(index))!] = name
      // There is no capital final sigma: U+03A2 is unassigned.
      if index != 17 {
        table[Unicode.Scalar(0x391 + UInt32(index))!] = name.prefix(1).uppercased() + name.dropFirst()
      }
    }
    return table
  }()
}

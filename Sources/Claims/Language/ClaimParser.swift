// ClaimParser: tokens to abstract syntax, by recursive descent. Files, claims and items stand here.

import Theorems

/// The parser of claim files. `depth` bounds the recursion, whatever the text holds.
struct ClaimParser {
  let source: ClaimSource
  let tokens: [ClaimToken]
  var position = 0
  var depth = 0
  private let comments: [ClaimComment]
  private var nextComment = 0

  /// Reads the whole of `source`.
  ///
  /// *Cost*: linear in the text.
  static func parse(_ source: ClaimSource) throws(ClaimProblem) -> ClaimFile {
    let lexer = try ClaimLexer(source)
    var parser = ClaimParser(source: source, tokens: lexer.tokens, comments: lexer.comments)
    return try parser.file()
  }

  private init(source: ClaimSource, tokens: [ClaimToken], comments: [ClaimComment]) {
    (self.source, self.tokens, self.comments) = (source, tokens, comments)
  }

  // MARK: tokens

  var current: ClaimToken { tokens[position] }
  var previousEnd: Int { position > 0 ? tokens[position - 1].range.upperBound : 0 }

  func isWord(_ word: String, ahead: Int = 0) -> Bool {
    position + ahead < tokens.count && tokens[position + ahead].kind == .word(word)
  }
  func isSign(_ sign: String, ahead: Int = 0) -> Bool {
    position + ahead < tokens.count && tokens[position + ahead].kind == .sign(sign)
  }

  mutating func take(word: String) -> Bool {
    guard isWord(word) else { return false }
    position += 1
    return true
  }
  mutating func take(sign: String) -> Bool {
    guard isSign(sign) else { return false }
    position += 1
    return true
  }

  mutating func require(sign: String, _ help: String) throws(ClaimProblem) {
    if !take(sign: sign) { throw unexpected("'\(sign)'", help) }
  }
  mutating func require(word: String, _ help: String) throws(ClaimProblem) {
    if !take(word: word) { throw unexpected("'\(word)'", help) }
  }

  mutating func string(_ wanted: String, _ help: String) throws(ClaimProblem) -> String {
    guard case .string(let text) = current.kind else { throw unexpected(wanted, help) }
    position += 1
    return text
  }

  /// A name that may be bound.
  mutating func name(_ wanted: String) throws(ClaimProblem) -> ClaimName {
    guard case .word(let text) = current.kind, !ClaimWords.reserved.contains(text) else {
      throw unexpected(wanted, "a name starts with a letter and is not a word of the language")
    }
    position += 1
    return ClaimName(text: text, range: current(before: 1))
  }

  /// A plain integer, as a method or a limit takes it.
  mutating func count(_ wanted: String, _ help: String) throws(ClaimProblem) -> (
    text: String, range: Range<Int>
  ) {
    guard case .number(let text) = current.kind else { throw unexpected(wanted, help) }
    position += 1
    return (text, current(before: 1))
  }

  private func current(before count: Int) -> Range<Int> { tokens[position - count].range }

  /// The complaint about the current token.
  func unexpected(_ wanted: String, _ help: String) -> ClaimProblem {
    let found =
      switch current.kind {
      case .word(let word) where ClaimWords.reserved.contains(word): "the word '\(word)'"
      case .word(let word): "the name '\(word)'"
      case .number: "a number"
      case .string: "a string"
      case .sign(let sign): "'\(sign)'"
      case .end: "the end of the file"
      }
    return source.problem(
      .grammar, current.range, "\(found) where \(wanted) is expected", label: "expected \(wanted)", help: help
    )
  }

  // MARK: files and claims

  private mutating func file() throws(ClaimProblem) -> ClaimFile {
    let range = current.range
    guard take(word: "plumb") else {
      throw source.problem(
        .version, range, "the file does not start with its version", label: "expected 'plumb 1'",
        help: "write 'plumb 1' on the first line")
    }
    guard current.kind == .number("1") else {
      throw source.problem(
        .version, current.range, "a version of the language that is not known", label: "expected 1",
        help: "write 'plumb 1', or use a newer plumb")
    }
    position += 1
    var file = ClaimComments()
    collectComments(into: &file)
    var claims: [ClaimText] = []
    repeat { claims.append(try claim()) } while current.kind != .end
    var rest = ClaimComments()
    collectComments(into: &rest, all: true)
    return ClaimFile(claims: claims, comments: file, closing: rest.before)
  }

  private mutating func claim() throws(ClaimProblem) -> ClaimText {
    try require(word: "claim", nearest(ClaimWords.items) ?? "a claim starts with: claim \"its title\"")
    let titleRange = current.range
    let title = try string("the title in quotes", "write: claim \"what it says\"")
    var comments = ClaimComments()
    collectComments(into: &comments)
    var items: [ClaimItem] = []
    while current.kind != .end && !isWord("claim") { items.append(try item()) }
    return ClaimText(title: title, titleRange: titleRange, items: items, comments: comments)
  }

  private mutating func item() throws(ClaimProblem) -> ClaimItem {
    let start = current.range.lowerBound
    let content: ClaimItem.Content
    switch current.kind {
    case .word("source"):
      position += 1
      content = .source(try string("a string", "write the source in double quotes"))
    case .word("note"):
      position += 1
      content = .note(try string("a string", "write the note in double quotes"))
    case .word("expect"):
      position += 1
      content = .expect(try expectation())
    case .word("for"):
      position += 1
      try require(word: "all", "quantifiers are written: for all x in [0, 1]")
      content = try quantifier()
    case .word("let"):
      position += 1
      var names = [try name("a name")]
      while take(sign: ",") { names.append(try name("a name")) }
      try require(sign: "=", "write: let name = expression")
      content = .bind(names, try formula())
    case .word("show"):
      position += 1
      let statement = try formula()
      // A quantifier may follow: 'for all' is an item of its own.
      let hasIndices = isWord("for") && !isWord("all", ahead: 1)
      if hasIndices { position += 1 }
      content = .show(statement, for: hasIndices ? try indices() : [])
    case .word("enclose"):
      position += 1
      let value = try formula()
      var accuracy: String?
      if take(word: "to") { accuracy = try self.accuracy() }
      content = .enclose(value, to: accuracy)
    case .word("try"):
      position += 1
      content = .attempt(try methods())
    case .word("budget"):
      position += 1
      content = .budget(try budget())
    default:
      throw unexpected(
        "an item or a claim",
        nearest(ClaimWords.items)
          ?? "items are source, note, expect, for all, let, show, enclose, try and budget; check the operators before this place"
      )
    }
    var item = ClaimItem(content: content, range: start..<previousEnd)
    collectComments(into: &item.comments)
    return item
  }

  /// "did you mean", when the current token is a word near to one of `words`.
  func nearest(_ words: [String]) -> String? {
    guard case .word(let word) = current.kind else { return nil }
    return NearestName.among(words, to: word, limit: 2).map { "did you mean '\($0)'?" }
  }

  private mutating func expectation() throws(ClaimProblem) -> Verdict {
    for verdict in [Verdict.verified, .refuted, .unknown] where take(word: verdict.rawValue) {
      return verdict
    }
    throw unexpected(
      "verified, refuted or unknown", nearest(["verified", "refuted", "unknown"]) ?? "write: expect verified")
  }

  /// The width of an enclosure. That of a number which is not known exactly is never zero.
  private mutating func accuracy() throws(ClaimProblem) -> String {
    let help = "the width of the enclosure, as in 1e-6"
    let (text, range) = try count("a number", help)
    let isHex = text.hasPrefix("0x") || text.hasPrefix("0X")
    let digits = text.dropFirst(isHex ? 2 : 0).prefix { !(isHex ? "pP" : "eE").contains($0) }
    if digits.contains(where: { $0 != "0" && $0 != "." }) { return text }
    throw source.problem(
      .limitOutside, range, "zero as the width of an enclosure", label: "expected a positive number",
      help: help)
  }

  // MARK: comments

  /// Takes the comments up to the end of the line of the last token, or `all`: the one on that line after the token is
  /// trailing, all others go before.
  private mutating func collectComments(into target: inout ClaimComments, all: Bool = false) {
    let end = previousEnd
    while nextComment < comments.count {
      let comment = comments[nextComment]
      if comment.offset < end || all {
        target.before.append(comment.text)
      } else if comment.offset < current.range.lowerBound && !source.text[end..<comment.offset].contains(0x0a)
      {
        target.after = comment.text
      } else {
        return
      }
      nextComment += 1
    }
  }
}

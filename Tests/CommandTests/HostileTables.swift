// HostileTables: inputs that must be refused, with the line that refuses them.

import Foundation

enum HostileTables {
  private typealias Files = HostileFiles
  private static let deep = 100_000

  static let json: [HostileRun] = [
    .init("empty file", text: "", ":1:1: no JSON value: the text is empty"),
    .init("binary garbage", bytes: Data((0..<64).map { UInt8(0xff - $0) }), ":1:1: "),
    .init("a number", text: "12345678", ":1:1: a number where an object is expected"),
    .init("missing format", text: "{\"widths\": [1, 1]}", ":1:1: the field \"format\" is missing"),
    .init(
      "wrong format", text: Files.network([("format", "\"plumb.network/2\"")]),
      ":5:13: format: an unknown format"),
    .init(
      "unknown field", text: Files.network([("covariance", "1")]), ":6:3: an unknown field \"covariance\""),
    .init(
      "duplicate key", text: "{\"format\": 1,\n \"format\": 2}", ":2:2: the key \"format\" appears twice"),
    .init(
      "target and cross covariance", text: Files.network([("target", "[]")]),
      ":6:13: target: both a target and"),
    .init(
      "neither target nor cross", text: Files.network([("crossCovariance", nil)]),
      "neither \"crossCovariance\""),
    .init("width 0", text: Files.network([("widths", "[2, 0]")]), ":5:17: widths[1]: 0 as a width"),
    .init("negative width", text: Files.network([("widths", "[-3, 2]")]), "widths[0]: -3 as a width"),
    .init("fractional width", text: Files.network([("widths", "[2.5, 2]")]), "not a plain integer"),
    .init("no widths", text: Files.network([("widths", "[]")]), "widths: 0 widths"),
    .init(
      "widths beyond matrices", text: Files.network([("widths", "[100000, 100000]")]),
      "more than 4000000 matrix entries"),
    .init(
      "widths beyond words", text: Files.network([("widths", "[1, 100000000000000000000]")]),
      "a width too large"),
    .init(
      "too many layers", text: Files.network([("widths", "[" + String(repeating: "1,", count: 2000) + "1]")]),
      "2000 layers"),
    .init(
      "shapes do not chain", text: Files.network([("widths", "[2, 3]")]),
      "layers[0]: 2 rows where 3 are expected"),
    .init(
      "ragged row", text: Files.network([("layers", "[[[1,2],[3]]]")]), "layers[0][1]: 1 entries where 2"),
    .init("layer count", text: Files.network([("layers", "[]")]), "0 layers where 1 are expected"),
    .init("word as entry", text: Files.network([("layers", "[[[1,2],[3,\"x\"]]]")]), "layers[0][1][1]"),
    .init(
      "null as entry", text: Files.network([("layers", "[[[1,2],[3,null]]]")]),
      "null where a number is expected"),
    .init("NaN in JSON", text: Files.network([("layers", "[[[1,2],[3,NaN]]]")]), "finite number"),
    .init("zero denominator", text: Files.network([("layers", "[[[1,2],[3,\"1/0\"]]]")]), "denominator zero"),
    .init(
      "a million digits",
      text: Files.network([("layers", "[[[1,2],[3,\(String(repeating: "7", count: 1_000_000))]]]")]),
      "a number with 1,000,000 digits: the limit is 100,000"),
    .init(
      "a million digits in a string",
      text: Files.network([("layers", "[[[1,2],[3,\"0.\(String(repeating: "7", count: 1_000_000))\"]]]")]),
      "digits: the limit is 100,000"),
    .init(
      "absurd exponent", text: Files.network([("layers", "[[[1,2],[3,1e999999999999999999999]]]")]),
      "exponent beyond 100,000"),
    .init("nesting 10^5 deep", text: String(repeating: "[", count: deep), ":1:65: nesting deeper than 64"),
    .init("objects 10^5 deep", text: String(repeating: "{\"a\":", count: deep), "nesting deeper than 64"),
    .init(
      "not symmetric", text: Files.network([("inputCovariance", "{\"matrix\": [[1,2],[3,4]]}")]),
      ":6:33: inputCovariance.matrix: not symmetric: entries (2, 1) and (1, 2)"),
    .init(
      "not semidefinite", text: Files.network([("inputCovariance", "{\"matrix\": [[1,2],[2,1]]}")]),
      "not positive semidefinite: 1 eigenvalues are negative"),
    .init(
      "negative variance", text: Files.network([("inputCovariance", "{\"diagonal\": [1,\"-1/1000\"]}")]),
      "a negative variance"),
    .init(
      "unknown covariance", text: Files.network([("inputCovariance", "\"unit\"")]), "an unknown covariance"),
    .init("comment", text: "// network\n" + Files.network(), ":1:1: "),
    .init("trailing comma", text: "{\"format\": \"plumb.network/1\",}", ":1:29: a comma before '}'"),
    .init("byte order mark", text: "\u{feff}" + Files.network(), "without BOM"),
    .init("escape codes in a key", text: Files.network([("\u{1b}[31m", "1")]), ":6:4: the control character"),
    .init(
      "cut in the middle", text: String(Files.network().prefix(60)),
      ":4:3: a string without its closing quote"),
  ]

  static let modes: [HostileRun] = [
    .init(
      "negative count", text: Files.modes([("modes", #"[{"count": -1, "layers": [1, 1], "x": 1, "y": 1}]"#)]),
      "modes[0].count: -1 as a count of modes"),
    .init(
      "too few layer values",
      text: Files.modes([("modes", #"[{"count": 1, "layers": [1], "x": 1, "y": 1}]"#)]),
      "1 layer values where 2 are expected"),
    .init(
      "negative input variance",
      text: Files.modes([("modes", #"[{"count": 1, "layers": [1, 1], "x": -1, "y": 1}]"#)]),
      "modes[0].x: a negative input variance"),
    .init("modes and layers", text: Files.modes([("layers", "[]")]), "an unknown field \"layers\""),
    .init(
      "missing x", text: Files.modes([("modes", #"[{"count": 1, "layers": [1, 1], "y": 1}]"#)]),
      "modes[0]: the field \"x\" is missing"),
    .init(
      "a width of a million digits",
      text: Files.modes([("widths", "[1,\(String(repeating: "9", count: 1_000_000)),1]")]),
      "the limit is 100,000"),
    .init(
      "a width of ten thousand digits",
      text: Files.modes([("widths", "[1,\(String(repeating: "9", count: 10_000)),1]")]),
      "a number of 33220 bits as a width"),
  ]
}

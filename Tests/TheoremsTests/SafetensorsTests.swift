import Exact
import Support
import Testing
import Theorems

/// A safetensors file with this header, and data of so many bytes when none are given.
func safetensors(_ header: String, dataCount: Int = 0, data: [UInt8]? = nil, length: UInt64? = nil) -> [UInt8]
{
  let length = length ?? UInt64(header.utf8.count)
  let prefix = (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }
  return prefix + Array(header.utf8) + (data ?? [UInt8](repeating: 0, count: dataCount))
}

@Suite struct SafetensorsTests {
  /// One tensor `w` with this description.
  static func one(_ description: String, dataCount: Int = 0, data: [UInt8]? = nil) -> [UInt8] {
    safetensors("{\"w\":{\(description)}}", dataCount: dataCount, data: data)
  }

  static func hostile(_ name: String, _ bytes: [UInt8], _ column: Int?, _ words: String) -> Hostile {
    Hostile(bytes: bytes, column == nil ? nil : 1, column, words, name: name)
  }

  static let two = "\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":"
  static let refusals: [Hostile] = [
    hostile("empty", [], nil, "starts with eight bytes"), hostile("short", [1, 0, 0], nil, "3 bytes"),
    hostile(
      "length 2^63", safetensors("{}", length: 1 << 63), nil, "9223372036854775808 bytes: the limit is"),
    hostile("length 2^64 - 1", safetensors("{}", length: .max), nil, "the limit is 16777216"),
    hostile("length past the end", safetensors("{}", length: 3), nil, "a header of 3 bytes in a file of 10"),
    hostile("length 0", safetensors(""), nil, "does not start with '{'"),
    hostile("space first", safetensors(" {}"), nil, "does not start with '{'"),
    hostile("array", safetensors("[]"), nil, "does not start with '{'"),
    hostile("not JSON", safetensors("{\"w\":}"), 6, "'}' where a value"),
    hostile("binary header", safetensors("{\u{0}}"), 2, "U+0000"),
    hostile("two objects", safetensors("{}{}"), 3, "after the end"),
    hostile("deep", safetensors("{\"a\":" + String(repeating: "[", count: 1000)), 69, "nesting"),
    hostile("same name", safetensors("{\"w\":1,\"w\":2}"), 8, "\"w\" appears twice"),
    hostile("not an object", safetensors("{\"w\":1}"), 6, "w: a number where an object"),
    hostile(
      "metadata number", safetensors("{\"__metadata__\":{\"a\":1}}"), 22,
      "__metadata__.a: a number where a string"),
    hostile("metadata array", safetensors("{\"__metadata__\":[]}"), 17, "where an object"),
    hostile("unknown field", one("\"dtype\":\"F32\",\"shap\":[]"), 21, "w: an unknown field \"shap\""),
    hostile("no type", one("\"shape\":[],\"data_offsets\":[0,0]"), 6, "w: the field \"dtype\" is missing"),
    hostile("no shape", one("\"dtype\":\"F32\",\"data_offsets\":[0,0]"), 6, "\"shape\" is missing"),
    hostile("no offsets", one("\"dtype\":\"F32\",\"shape\":[0]"), 6, "\"data_offsets\" is missing"),
    hostile(
      "unknown type", one("\"dtype\":\"F8_E4M3\",\"shape\":[1],\"data_offsets\":[0,1]", dataCount: 1), 15,
      "\"F8_E4M3\" is not read"),
    hostile(
      "type number", one("\"dtype\":32,\"shape\":[1],\"data_offsets\":[0,1]"), 15,
      "w.dtype: a number where a string"),
    hostile(
      "BOOL", one("\"dtype\":\"BOOL\",\"shape\":[1],\"data_offsets\":[0,1]"), 15,
      "\"BOOL\" is not read; use one of F64"),
    hostile(
      "negative dimension", one("\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]", dataCount: 4), 30,
      "w.shape[0]: -1 as a dimension"),
    hostile(
      "fractional dimension", one("\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]", dataCount: 4),
      31, "not a plain integer"),
    hostile(
      "text dimension", one("\"dtype\":\"F32\",\"shape\":[\"1\"],\"data_offsets\":[0,4]", dataCount: 4), 30,
      "a string where a dimension"),
    hostile(
      "dimension 2^63",
      one("\"dtype\":\"F32\",\"shape\":[9223372036854775808],\"data_offsets\":[0,4]", dataCount: 4), 30,
      "9223372036854775808 as a dimension"),
    hostile(
      "dimension of 10^6 digits",
      one(
        "\"dtype\":\"F32\",\"shape\":[\(String(repeating: "9", count: 1_000_000))],\"data_offsets\":[0,4]",
        dataCount: 4), 30, "1,000,000 digits"),
    hostile(
      "overflowing shape", one("\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]"),
      29, "w.shape: more than 16777216 entries"),
    hostile(
      "overflow hidden by zero",
      one("\"dtype\":\"F32\",\"shape\":[0,9223372036854775807],\"data_offsets\":[0,0]"), 29,
      "more than 16777216"),
    hostile(
      "overflow to zero", one("\"dtype\":\"F32\",\"shape\":[65536,65536,65536,65536],\"data_offsets\":[0,0]"),
      29, "more than"),
    hostile(
      "33 dimensions",
      one(
        "\"dtype\":\"U8\",\"shape\":[\(Array(repeating: "1", count: 33).joined(separator: ","))],\"data_offsets\":[0,1]",
        dataCount: 1), 28, "33 dimensions"),
    hostile("offset past the end", one("\(two)[0,8]", dataCount: 7), 48, "do not lie in the 7 bytes"),
    hostile("offsets swapped", one("\(two)[8,0]", dataCount: 8), 48, "the offsets 8 to 0"),
    hostile("offset 2^63 - 1", one("\(two)[0,9223372036854775807]", dataCount: 8), 48, "do not lie"),
    hostile("offset -1", one("\(two)[-1,7]", dataCount: 8), 49, "-1 as an offset"),
    hostile("one offset", one("\(two)[0]", dataCount: 8), 48, "1 offsets where 2"),
    hostile("three offsets", one("\(two)[0,8,8]", dataCount: 8), 48, "3 offsets where 2"),
    hostile("length and shape", one("\(two)[0,4]", dataCount: 4), 48, "4 bytes for 2 entries of 4 bytes"),
    hostile("rest", one("\(two)[0,8]", dataCount: 9), 1, "1 bytes after the last tensor"),
    hostile("gap", one("\(two)[4,12]", dataCount: 12), 6, "leaves a gap before it: it starts at 4"),
    hostile(
      "overlap", safetensors("{\"a\":{\(two)[0,8]},\"b\":{\(two)[4,12]}}", dataCount: 12), 59,
      "b: the data of this tensor overlaps"),
    hostile(
      "same data twice", safetensors("{\"a\":{\(two)[0,8]},\"b\":{\(two)[0,8]}}", dataCount: 8), 59,
      "overlaps"),
    hostile(
      "NaN", one("\(two)[0,8]", data: [0, 0, 0x80, 0x3f, 0, 0, 0xc0, 0x7f]), nil,
      "tensor \"w\", entry [1] is NaN"),
    hostile(
      "infinity", one("\(two)[0,8]", data: [0, 0, 0x80, 0xff, 0, 0, 0, 0]), nil, "entry [0] is infinite"),
    hostile(
      "NaN at [1][0]",
      one("\"dtype\":\"F16\",\"shape\":[2,2],\"data_offsets\":[0,8]", data: [0, 0, 0, 0, 1, 0x7c, 0, 0]), nil,
      "entry [1][0] is NaN"),
    hostile(
      "BF16 infinity", one("\"dtype\":\"BF16\",\"shape\":[],\"data_offsets\":[0,2]", data: [0x80, 0x7f]), nil,
      "tensor \"w\", the only entry, is infinite"),
    hostile(
      "F64 NaN",
      one("\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]", data: [1, 0, 0, 0, 0, 0, 0xf0, 0x7f]),
      nil, "is NaN"),
    hostile(
      "I64 beyond 2^53",
      one("\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]", data: [1, 0, 0, 0, 0, 0, 0x20, 0]), nil,
      "9007199254740993, which a double"),
    hostile(
      "name with escapes",
      safetensors("{\"\\u001b[2J\\n\":{\(two)[0,8]}}", data: [0, 0, 0, 0, 0, 0, 0xc0, 0xff]), nil,
      "tensor \"\\u{1b}[2J\\u{a}\", entry [1]"),
    hostile("garbage", (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ 13) }, nil, "the limit is"),
  ]

  @Test(arguments: refusals) func refuses(_ hostile: Hostile) {
    hostile.expectRefusal { _ = try SafetensorsReader.read($0, file: "x.safetensors") }
  }

  static let small = safetensors(
    "{\"__metadata__\":{\"k\":\"v\"},\"b\":{\"dtype\":\"BF16\",\"shape\":[1,2],\"data_offsets\":[8,12]},"
      + "\"a\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]}}   ",
    data: [0, 0, 0x80, 0x3f, 0xcd, 0xcc, 0xcc, 0x3d, 0xc0, 0xbf, 0x01, 0x00])

  @Test func readsExactly() throws {
    let file = try SafetensorsReader.read(Self.small, file: "x")
    #expect(file.tensors.map(\.name) == ["a", "b"])
    #expect(file["a"]?.rationals == [1, Rational(13_421_773, 134_217_728)])
    #expect(file["b"]?.values == [-1.5, Double(sign: .plus, exponent: -133, significand: 1)])
    #expect(file["b"]?.rationalMatrix?.columns == 2 && file["c"] == nil)
    #expect(file.metadata.map(\.key) == ["k"] && file.metadata.map(\.value) == ["v"])
    #expect(try SafetensorsReader.read(safetensors("{}"), file: "x").tensors.isEmpty)
  }

  @Test(
    arguments: [
      ("F64", [0, 0, 0, 0, 0, 0, 0xf8, 0xbf], -1.5), ("F16", [0x00, 0xbe], -1.5),
      ("F16", [0x01, 0x00], 0x1p-24),
      ("F16", [0xff, 0x7b], 65504), ("F16", [0xff, 0x83], -0x3.ffp-16), ("F16", [0x00, 0x04], 0x1p-14),
      ("I8", [0x80], -128), ("U8", [0xff], 255), ("I16", [0xfe, 0xff], -2), ("U16", [0xfe, 0xff], 65534),
      ("I32", [0, 0, 0, 0x80], -0x1p31), ("U32", [0, 0, 0, 0x80], 0x1p31),
      ("I64", [0, 0, 0, 0, 0, 0, 0, 0x80], -0x1p63), ("U64", [0, 0, 0, 0, 0, 0, 0, 0x80], 0x1p63),
      ("F32", [1, 0, 0, 0], 0x1p-149),
    ] as [(String, [UInt8], Double)])
  func elementTypes(_ type: String, _ data: [UInt8], _ value: Double) throws {
    let header = "\"dtype\":\"\(type)\",\"shape\":[],\"data_offsets\":[0,\(data.count)]"
    let file = try SafetensorsReader.read(Self.one(header, data: data), file: "x")
    #expect(file.tensors[0].values == [value] && file.tensors[0].shape == [])
  }

  @Test func everyTruncationIsRefused() {
    for length in 0..<Self.small.count {
      #expect(throws: InputError.self) { try SafetensorsReader.read(Array(Self.small[..<length]), file: "x") }
    }
  }

  @Test func damageNeverTraps() {
    var generator = SeededGenerator(seed: 31)
    for _ in 0..<20_000 {
      var damaged = Self.small
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let place = Int.random(in: 0..<damaged.count, using: &generator)
        damaged[place] = UInt8.random(in: 0...255, using: &generator)
      }
      guard let file = try? SafetensorsReader.read(damaged, file: "x") else { continue }
      #expect(file.tensors.reduce(0) { $0 + $1.values.count * $1.elementType.size } == 12)
    }
  }

  /// The trained networks of the seed paper's setting, every one.
  @Test(arguments: 2...7, [0, 100, 10_000]) func trainedNetworks(_ depth: Int, _ step: Int) throws {
    let folder = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
    let path = "\(folder)/proofs-data/networks/deng2026/linear-L\(depth)-step\(step).safetensors"
    let network = try Checkpoint(path: path)
    let widths = [16] + Array(repeating: 32, count: depth - 1) + [10]
    #expect(network.format == .safetensors && network.tensors.count == depth + 2)
    for layer in 1...depth {
      let tensor = try #require(network["layer.\(layer)"])
      #expect(tensor.shape == [widths[layer], widths[layer - 1]] && tensor.elementType == .float32)
    }
    #expect(network["target"]?.shape == [10, 16])
    #expect(network["input_covariance"]?.rationalMatrix == Matrix(identity: 16))
    #expect(network.metadata.contains { $0 == ("step", "\(step)") })
    #expect(network.metadata.contains { $0 == ("widths", widths.map(String.init).joined(separator: ",")) })
  }
}

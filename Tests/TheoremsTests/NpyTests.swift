import Exact
import Support
import Testing
import Theorems

/// NumPy arrays: files that NumPy wrote, and a table of files that nobody should write.
@Suite struct NpyTests {
  /// A version 1 file with this header text and these data.
  static func npy(_ header: String, _ data: [UInt8] = [], version: UInt8 = 1, length: Int? = nil) -> [UInt8] {
    let length = length ?? header.utf8.count
    let lengthBytes = (0..<(version == 1 ? 2 : 4)).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }
    return [0x93] + Array("NUMPY".utf8) + [version, 0] + lengthBytes + Array(header.utf8) + data
  }

  /// A file with this type and shape, in the header that NumPy writes.
  static func array(_ type: String, _ shape: String, _ data: [UInt8] = []) -> [UInt8] {
    npy("{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }\n", data)
  }

  static func hostile(_ name: String, _ bytes: [UInt8], _ words: String) -> Hostile {
    Hostile(bytes: bytes, nil, nil, words, name: name)
  }

  static let nan: [UInt8] = [0, 0, 0, 0, 0, 0, 0xf8, 0x7f]
  static let zero = [UInt8](repeating: 0, count: 8)
  static let refusals: [Hostile] = [
    hostile("empty", [], "x.npy:byte 0: not a .npy file"),
    hostile("other mark", Array("NUMPY1234567".utf8), "not a .npy"),
    hostile("mark only", Array(npy("").prefix(6)), "byte 6: a .npy file cut short"),
    hostile("version 0", npy("{}", version: 0), "version 0.0"),
    hostile("version 4", npy("{}", version: 4), "version 4.0"),
    hostile("version 255", npy("{}", version: 255), "byte 6: version 255.0"),
    hostile("header past the end", npy("{}", length: 3), "byte 8: a header of 3 bytes in a file of 12"),
    hostile(
      "header of 4 GiB", npy("{}", version: 2, length: 0xffff_ffff), "4294967295 bytes: the limit is 65536"),
    hostile("header of 64 KiB and one", npy("{}", version: 3, length: 65_537), "the limit is 65536"),
    hostile("version 2 cut short", Array(npy("", version: 2).prefix(11)), "first twelve bytes"),
    hostile("no header", npy(""), "byte 10: a header without '{'"),
    hostile("empty dictionary", npy("{}"), "lacks descr"),
    hostile("list", npy("[1]"), "without '{'"), hostile("open", npy("{"), "without a string"),
    hostile("open string", npy("{'descr"), "byte 11: a string without its closing quote"),
    hostile("no colon", npy("{'descr' '<f8'}"), "without ':'"),
    hostile("no comma", npy("{'descr': '<f8' 'shape': ()}"), "without '}'"),
    hostile("no shape", npy("{'descr': '<f8', 'fortran_order': False}"), "lacks descr"),
    hostile("no order", npy("{'descr': '<f8', 'shape': ()}"), "lacks descr, fortran_order or shape"),
    hostile("twice", npy("{'shape': (), 'shape': ()}"), "byte 24: the key \"shape\" appears twice"),
    hostile("unknown key", npy("{'shapes': ()}"), "unknown key \"shapes\""),
    hostile("code", npy("{__import__('os')}"), "without a string"),
    hostile("rest", npy("{'shape': ()} x"), "after the header"),
    hostile("order 1", npy("{'fortran_order': 1}"), "neither True nor False"),
    hostile("order true", npy("{'fortran_order': true}"), "neither True nor False"),
    hostile("type number", npy("{'descr': 8}"), "without a string"),
    hostile("objects", array("|O", "(1,)", zero), "Python objects"),
    hostile(
      "fields", npy("{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': ()}"),
      "byte 20: a structured array"),
    hostile("complex", array("<c16", "()", zero + zero), "\"<c16\" is not read"),
    hostile("bool", array("|b1", "()", [1]), "not read"),
    hostile("text", array("<U4", "()", zero), "not read"),
    hostile("no byte order", array("f8", "()", zero), "not read"),
    hostile("native order", array("=f8", "()", zero), "not read"),
    hostile("bar f8", array("|f8", "()", zero), "not read"),
    hostile("long double", array("<f16", "()", zero + zero), "not read"),
    hostile("no type", array("", "()", zero), "not read"),
    hostile("control in type", array("\u{1b}[31m", "()", zero), "\\u{1b}[31m"),
    hostile("negative", array("<f8", "(-1,)", zero), "not integers"),
    hostile("float", array("<f8", "(1.0,)", zero), "byte 61: a shape that is not"),
    hostile("2^63", array("<f8", "(9223372036854775808,)", zero), "not integers from 0 to 2^63 - 1"),
    hostile("no tuple", array("<f8", "1", zero), "without '('"),
    hostile("parentheses", array("<f8", "(1)", zero), "not a tuple"),
    hostile("list shape", array("<f8", "[1]", zero), "without '('"),
    hostile("open tuple", npy("{'shape': (1,"), "not integers"),
    hostile(
      "33 dimensions", array("<f8", "(" + String(repeating: "1,", count: 33) + ")", zero),
      "too many dimensions"),
    hostile("overflow", array("<f8", "(4294967296, 4294967296)", zero), "more than 16777216 entries"),
    hostile("overflow to zero", array("|i1", "(65536, 65536, 65536, 65536)"), "more than 16777216"),
    hostile("overflow behind zero", array("<f8", "(0, 9223372036854775807)"), "more than 16777216"),
    hostile("large claim", array("<f8", "(16777216,)", zero), "8 bytes of data for 16777216 entries"),
    hostile("too little", array("<f8", "(2,)", zero), "8 bytes of data for 2 entries of 8 bytes"),
    hostile("too much", array("<f8", "(1,)", zero + [0]), "9 bytes of data"),
    hostile("half an entry", array("<f4", "(1,)", [0, 0]), "2 bytes"),
    hostile("NaN", array("<f8", "(2,)", zero + nan), "entry [1] is NaN"),
    hostile("scalar NaN", array("<f8", "()", nan), "the only entry, is NaN"),
    hostile("infinity", array(">f4", "(1, 1)", [0x7f, 0x80, 0, 0]), "entry [0][0] is infinite"),
    hostile("half NaN", array("<f2", "(1,)", [0xff, 0xff]), "is NaN"),
    hostile(
      "NaN in Fortran order",
      npy("{'descr': '<f8', 'fortran_order': True, 'shape': (2, 2)}", zero + nan + zero + zero),
      "entry [1][0] is NaN"),
    hostile("2^53 + 1", array("<i8", "(1,)", [1, 0, 0, 0, 0, 0, 0x20, 0]), "does not hold exactly"),
  ]

  @Test(arguments: refusals) func refuses(_ hostile: Hostile) {
    hostile.expectRefusal { _ = try NpyReader.read($0, file: "x.npy") }
  }

  @Test func readsWhatNumPyWrote() throws {
    let expected: [String: (shape: [Int], values: [Double])] = [
      "floats": ([2, 3], [1.5, -2, 0.25, 3, 0, -7]), "integers": ([2, 3], [1, -2, 3, 4, 5, -128]),
      "scalar": ([], [2.5]), "empty": ([0, 3], []), "vector": ([2], [1, 2]),
    ]
    for (name, values, hex) in NumpyFiles.arrays {
      let tensor = try NpyReader.read(NumpyFiles.bytes(hex), file: name)
      #expect(tensor.shape == expected[values]?.shape && tensor.values == expected[values]?.values, "\(name)")
    }
    let python2 = Self.npy("{'descr': \"<f8\", 'fortran_order': False, 'shape': (1L, 1L), }", Self.zero)
    #expect(try NpyReader.read(python2, file: "x").rationals == [0])
  }

  @Test func everyTruncationIsRefused() {
    for (name, _, hex) in NumpyFiles.arrays where name != "empty" {
      let bytes = NumpyFiles.bytes(hex)
      for length in 0..<bytes.count {
        #expect(throws: InputError.self) { try NpyReader.read(Array(bytes[..<length]), file: name) }
      }
    }
  }

  @Test func damageNeverTraps() {
    var generator = SeededGenerator(seed: 41)
    let files = NumpyFiles.arrays.map { NumpyFiles.bytes($0.hex) } + [NumpyFiles.bytes(NumpyFiles.archive)]
    for file in files {
      for _ in 0..<2000 {
        var damaged = file
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
          let place = Int.random(in: 0..<damaged.count, using: &generator)
          damaged[place] = UInt8.random(in: 0...255, using: &generator)
        }
        _ = try? Checkpoint(bytes: damaged, file: "x")
      }
    }
  }
}

// HostileFiles: the bytes of files that are cut short, lie about themselves, or are no networks at all.

import Foundation

enum HostileFiles {
  /// A plumb.network/1 text with some of its members replaced or added; nil leaves a member out.
  static func network(_ changes: [(String, String?)] = []) -> String {
    var members: [(String, String)] = [
      ("format", #""plumb.network/1""#), ("widths", "[2, 2]"), ("layers", #"[[["1", "2"], ["3", "4"]]]"#),
      ("crossCovariance", #"[["1", "0"], ["0", "1"]]"#),
    ]
    for (key, value) in changes {
      members.removeAll { $0.0 == key }
      if let value { members.append((key, value)) }
    }
    return "{\n" + members.map { "  \"\($0.0)\": \($0.1)" }.joined(separator: ",\n") + "\n}\n"
  }

  static func modes(_ changes: [(String, String?)] = []) -> String {
    network(
      [
        ("layers", nil), ("crossCovariance", nil), ("widths", "[2, 3, 2]"),
        ("modes", #"[{"count": 1, "layers": ["1", "1"], "x": "1", "y": "1"}]"#),
      ] + changes)
  }

  /// A safetensors file: the header, the length that is announced for it, and the data.
  static func safetensors(_ header: String, announced: UInt64? = nil, data: [UInt8] = []) -> Data {
    let length = announced ?? UInt64(header.utf8.count)
    return Data((0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + Array(header.utf8) + data)
  }

  /// Float32 tensors one after the other, rows by columns.
  static func tensors(_ list: [(name: String, shape: [Int], values: [Float])]) -> Data {
    var (entries, data): ([String], [UInt8]) = ([], [])
    for tensor in list {
      let begin = data.count
      for value in tensor.values {
        data += (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * $0)) }
      }
      entries.append(
        #""\#(tensor.name)":{"dtype":"F32","shape":\#(tensor.shape),"data_offsets":[\#(begin),\#(data.count)]}"#
      )
    }
    return safetensors("{" + entries.joined(separator: ",") + "}", data: data)
  }

  /// A version 1 .npy file with the given header text.
  static func npy(_ header: String, announced: Int? = nil, data: Int = 0) -> Data {
    let length = announced ?? header.utf8.count
    let start: [UInt8] =
      [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length & 0xff), UInt8(length >> 8 & 0xff)]
    return Data(start + Array(header.utf8) + [UInt8](repeating: 0, count: data))
  }

  static func npy(shape: String, type: String = "<f8", data: Int) -> Data {
    npy("{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }\n", data: data)
  }
}

// NetworkReader: networks from files, whatever their format, with every shape checked before a matrix is built.

import Exact

/// Reads a network from a JSON network file or a checkpoint.
public enum NetworkReader {
  /// The network at `path`; the format follows the first bytes of the file, not its name.
  ///
  /// `layerPattern` picks the layers of a checkpoint: names with `*` for the layer number, as in `layer.*`.
  public static func read(path: String, layerPattern: String? = nil) throws(InputError) -> NetworkInput {
    let bytes = try InputFile.read(path)
    let isZip = bytes.starts(with: [0x50, 0x4b])
    let isNumpy = bytes.starts(with: [0x93] + Array("NUMPY".utf8))
    if isZip || isNumpy || !startsLikeJSON(bytes) {
      let tensors: [Tensor]
      if isZip {
        tensors = try NpzReader.read(bytes, file: path)
      } else if isNumpy {
        tensors = [try NpyReader.read(bytes, file: path)]
      } else {
        tensors = try SafetensorsReader.read(bytes, file: path).tensors
      }
      return try CheckpointNetwork.network(from: tensors, layerPattern: layerPattern, file: path)
    }
    if layerPattern != nil {
      throw InputError(
        file: path, "a layer pattern for a JSON network", suggestion: "leave out --layers, which is for checkpoints")
    }
    return try network(fromJSON: bytes, file: path)
  }

  private static func startsLikeJSON(_ bytes: [UInt8]) -> Bool {
    let first = bytes.first { !$0.isJSONSpace }
    // A safetensors file starts with the length of its header, whose eighth byte is zero for any sane length.
    return first == nil || (first == UInt8(ascii: "{") && !(bytes.count > 8 && bytes[7] == 0)) || bytes[0] == UInt8(ascii: "[")
      || bytes.allSatisfy { $0 != 0 }
  }

  /// The network of a `plumb.network/1` text.
  public static func network(fromJSON bytes: [UInt8], file: String) throws(InputError) -> NetworkInput {
    let root = try JSONReader.read(bytes, file: file).root
    let format = try root.member("format")
    guard try format.string() == "plumb.network/1" else {
      throw format.error("an unknown format", suggestion: "write \"plumb.network/1\"")
    }
    if try root.optionalMember("modes") != nil { return try AlignedNetworkReader.read(root) }
    return try MatrixNetworkReader.read(root)
  }
}

extension UInt8 {
  fileprivate var isJSONSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0a || self == 0x0d }
}

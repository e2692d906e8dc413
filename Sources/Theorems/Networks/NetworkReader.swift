// NetworkReader: networks from files, whatever their format, with every shape checked before a matrix is built.

import Exact

/// Reads a network from a JSON network file or a checkpoint.
public enum NetworkReader {
  /// The network at `path`; the format follows the first bytes of the file, not its name.
  ///
  /// `layerPattern` picks the layers of a checkpoint: names with `*` for the layer number, as in `layer.*`.
  public static func read(path: String, layerPattern: String? = nil) throws(InputError) -> NetworkInput {
    let bytes = try InputFile.read(path)
    if !startsLikeJSON(bytes) {
      let checkpoint = try Checkpoint(bytes: bytes, file: path)
      return try network(fromTensors: checkpoint.tensors, layerPattern: layerPattern, file: path)
    }
    if layerPattern != nil {
      throw InputError(
        file: path, "a layer pattern for a JSON network",
        suggestion: "leave out --layers, which is for checkpoints")
    }
    return try network(fromJSON: bytes, file: path)
  }

  /// Checkpoints hold zero bytes early: in the length of a safetensors header, or right after a NumPy or zip signature.
  private static func startsLikeJSON(_ bytes: [UInt8]) -> Bool {
    !bytes.prefix(8).contains(0) && !bytes.starts(with: [0x50, 0x4b]) && bytes.first != 0x93
  }

  /// The network of the tensors of a checkpoint, in the order of the file.
  public static func network(
    fromTensors tensors: [Tensor], layerPattern: String? = nil, file: String
  ) throws(InputError) -> NetworkInput {
    try CheckpointNetwork.network(from: tensors, layerPattern: layerPattern, file: file)
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

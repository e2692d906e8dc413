// Checkpoint: tensors from a file of any of the formats that are read.

/// The tensors of a checkpoint; the first bytes of the content, not the file's name, decide the format.
public struct Checkpoint: Sendable {
  public enum Format: Sendable, Hashable { case safetensors, npy, npz }

  public let format: Format
  /// The tensors in the order of their data in the file. The one tensor of a .npy file has the empty name.
  public let tensors: [Tensor]
  /// The string map of a safetensors file; empty for the other formats.
  public let metadata: [(key: String, value: String)]

  public init(bytes: [UInt8], file: String) throws(InputError) {
    if bytes.starts(with: [0x93] + Array("NUMPY".utf8)) {
      (format, tensors, metadata) = (.npy, [try NpyReader.read(bytes, file: file)], [])
    } else if bytes.starts(with: [0x50, 0x4b]) {
      (format, tensors, metadata) = (.npz, try NpzReader.read(bytes, file: file), [])
    } else {
      let content = try SafetensorsReader.read(bytes, file: file)
      (format, tensors, metadata) = (.safetensors, content.tensors, content.metadata)
    }
  }

  public init(path: String) throws(InputError) {
    try self.init(bytes: try InputFile.read(path), file: path == "-" ? "standard input" : path)
  }

  public subscript(_ name: String) -> Tensor? { tensors.first { sameText($0.name, name) } }
}

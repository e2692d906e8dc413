// CheckpointNetwork: a deep linear network from the tensors of a checkpoint.

import Exact

enum CheckpointNetwork {
  private static let inputName = "input_covariance"
  private static let crossName = "cross_covariance"
  private static let targetName = "target"

  /// Layers are `layer.1 ... layer.L`, or the tensors that match `layerPattern`, or else all two-dimensional tensors in
  /// file order. `input_covariance` (identity when absent), `target` or `cross_covariance` (zero when both are absent)
  /// complete the network.
  static func network(
    from tensors: [Tensor], layerPattern: String?, file: String
  ) throws(InputError) -> NetworkInput {
    let layers = try layerTensors(tensors, pattern: layerPattern, file: file)
    for tensor in layers where tensor.shape.contains(0) {
      throw InputError(
        file: file, "tensor \(quoted(tensor.name)) has a width of 0", suggestion: "every width is at least 1")
    }
    for (before, after) in zip(layers, layers.dropFirst()) where after.shape[1] != before.shape[0] {
      throw InputError(
        file: file,
        "layers do not chain: \(described(before)) is followed by \(described(after))",
        suggestion: "a layer has as many columns as the layer before it has rows; pick layers with --layers")
    }
    if layers.count > NetworkLimits.depth
      || layers.reduce(0, { $0 + $1.values.count }) > NetworkLimits.entries
    {
      throw InputError(
        file: file, "\(layers.count) layers with more entries than are read",
        suggestion: "use at most \(NetworkLimits.depth) layers and \(NetworkLimits.entries) entries")
    }
    let (inputs, outputs) = (layers[0].shape[1], layers[layers.count - 1].shape[0])
    let covariance = try matrix(tensors, inputName, [inputs, inputs], file) ?? Matrix(identity: inputs)
    if let fault = CovarianceCheck.fault(of: covariance) {
      throw InputError(
        file: file, "tensor \"\(inputName)\" is \(fault)",
        suggestion: "a covariance is symmetric and positive semidefinite")
    }
    let target = try matrix(tensors, targetName, [outputs, inputs], file)
    let cross = try matrix(tensors, crossName, [outputs, inputs], file)
    let network = LinearNetwork(
      layers: layers.map { $0.rationalMatrix! }, inputCovariance: covariance,
      crossCovariance: cross ?? target.map { $0 * covariance } ?? Matrix(zero: outputs, inputs))
    return NetworkInput(.matrices(network), provenance: provenance(of: layers))
  }

  private static func layerTensors(
    _ tensors: [Tensor], pattern: String?, file: String
  ) throws(InputError) -> [Tensor] {
    let reserved = [inputName, crossName, targetName]
    let numbered = numbered(tensors, pattern: pattern ?? "layer.*")
    let chosen: [Tensor]
    if !numbered.isEmpty {
      chosen = numbered
    } else if let pattern {
      throw InputError(
        file: file, "no tensor matches \(quoted(pattern))",
        suggestion: "the file holds \(tensors.prefix(8).map { quoted($0.name) }.joined(separator: ", "))")
    } else {
      chosen = tensors.filter { $0.shape.count == 2 && !reserved.contains($0.name) }
    }
    if let odd = chosen.first(where: { $0.shape.count != 2 }) {
      throw InputError(
        file: file, "layer \(described(odd)) is not a matrix", suggestion: "pick the layers with --layers")
    }
    if chosen.isEmpty {
      throw InputError(file: file, "no layers", suggestion: "a checkpoint holds layer.1 ... layer.L")
    }
    return chosen
  }

  /// The tensors whose name is the pattern with a number for `*`, by that number.
  private static func numbered(_ tensors: [Tensor], pattern: String) -> [Tensor] {
    let parts = pattern.split(separator: "*", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return tensors.filter { $0.name == pattern } }
    func number(_ name: String) -> Int? {
      guard name.hasPrefix(parts[0]), name.hasSuffix(parts[1]), name.count > parts[0].count + parts[1].count
      else {
        return nil
      }
      let digits = name.dropFirst(parts[0].count).dropLast(parts[1].count)
      return digits.allSatisfy { $0.isASCII && $0.isNumber } ? Int(digits) : nil
    }
    return tensors.compactMap { tensor in number(tensor.name).map { ($0, tensor) } }
      .sorted { $0.0 < $1.0 }.map(\.1)
  }

  private static func matrix(
    _ tensors: [Tensor], _ name: String, _ shape: [Int], _ file: String
  ) throws(InputError) -> Matrix<Rational>? {
    guard let tensor = tensors.first(where: { $0.name == name }) else { return nil }
    guard tensor.shape == shape else {
      throw InputError(
        file: file, "tensor \(described(tensor)) where \(shape[0])x\(shape[1]) is expected",
        suggestion: "give it the shape that fits the layers")
    }
    return tensor.rationalMatrix
  }

  private static func described(_ tensor: Tensor) -> String {
    "\(quoted(tensor.name)) (\(tensor.shape.map(String.init).joined(separator: "x")))"
  }

  private static func provenance(of layers: [Tensor]) -> String {
    let names: [ElementType: String] = [
      .float64: "float64", .float32: "float32", .float16: "float16", .bfloat16: "bfloat16",
    ]
    let kinds = Set(layers.map { names[$0.elementType] ?? "integer" })
    return kinds.sorted().joined(separator: " and ") + " weights read exactly"
  }
}

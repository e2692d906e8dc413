// CheckpointNetwork: a deep linear network from the tensors of a checkpoint.

import Exact

enum CheckpointNetwork {
  private static let inputName = "input_covariance"
  private static let crossName = "cross_covariance"
  private static let targetName = "target"

  /// Layers are `layer.1 ... layer.L`, or the tensors that match `layerPattern` (or that it lists, separated by commas), or else all
  /// two-dimensional tensors that are not data, ordered by the one number in which their names differ, or as the file holds them. `input_covariance` (identity when absent), `target` or `cross_covariance` (zero
  /// when both are absent) complete the network. What was assumed or left out is said in the provenance.
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
        file: file, "layers do not chain: \(described(before)) is followed by \(described(after))",
        suggestion: "a layer has as many columns as the layer before it has rows; pick layers with --layers")
    }
    let (inputs, outputs) = (layers[0].shape[1], layers[layers.count - 1].shape[0])
    // A tensor holds at most 2^24 entries, so these products do not overflow.
    let entries = layers.reduce(inputs * inputs + outputs * inputs) { $0 + $1.values.count }
    if layers.count > NetworkLimits.depth || entries > NetworkLimits.entries {
      throw InputError(
        file: file, "\(layers.count) layers and \(inputs) inputs, with \(entries) entries in all matrices",
        suggestion:
          "use at most \(NetworkLimits.depth) layers and \(NetworkLimits.entries) entries, covariances included"
      )
    }
    let covariance = try matrix(tensors, inputName, [inputs, inputs], file)
    if let covariance, let fault = CovarianceCheck.fault(of: covariance) {
      throw InputError(
        file: file, "tensor \"\(inputName)\" is \(fault)",
        suggestion: "a covariance is symmetric and positive semidefinite")
    }
    let target = try matrix(tensors, targetName, [outputs, inputs], file)
    let cross = try matrix(tensors, crossName, [outputs, inputs], file)
    if target != nil && cross != nil {
      throw InputError(
        file: file, "both \"\(targetName)\" and \"\(crossName)\"", suggestion: "keep one of them")
    }
    let seen = covariance ?? Matrix(identity: inputs)
    let network = LinearNetwork(
      layers: layers.map { $0.rationalMatrix! }, inputCovariance: seen,
      crossCovariance: cross ?? target.map { $0 * seen } ?? Matrix(zero: outputs, inputs))
    var notes = [weights(of: layers)]
    if covariance == nil { notes.append("no \(inputName): taken as the identity") }
    if target == nil && cross == nil { notes.append("no \(targetName): taken as 0") }
    let used = Set(layers.map(\.name) + [inputName, crossName, targetName])
    let unused = tensors.filter { !used.contains($0.name) }
    if !unused.isEmpty {
      notes.append("\(unused.count) other tensors left out, as \(quoted(unused[0].name))")
    }
    if layerPattern != nil || !layers[0].name.hasPrefix("layer.") {
      notes.append("layers \(layers.map { quoted($0.name) }.joined(separator: ", "))")
    }
    return NetworkInput(.matrices(network), provenance: notes.joined(separator: "; "))
  }

  private static func layerTensors(
    _ tensors: [Tensor], pattern: String?, file: String
  ) throws(InputError) -> [Tensor] {
    let data = [inputName, crossName, targetName]
    if let pattern, pattern.contains(",") {
      return try onlyMatrices(try listed(tensors, pattern: pattern, file: file), file: file)
    }
    let byDefault = try numbered(
      tensors, pattern: pattern ?? "layer.*", mustStartAtOne: pattern == nil, file: file)
    if !byDefault.isEmpty { return try onlyMatrices(byDefault, file: file) }
    if let pattern {
      throw InputError(
        file: file, "no tensor matches \(quoted(pattern))",
        suggestion: "the file holds \(tensors.prefix(8).map { quoted($0.name) }.joined(separator: ", "))")
    }
    let matrices = tensors.filter { $0.shape.count == 2 && !data.contains($0.name) }
    if matrices.isEmpty {
      throw InputError(file: file, "no layers", suggestion: "a checkpoint holds layer.1 ... layer.L")
    }
    if matrices.count == 1 { return matrices }
    // Writers often sort names by their letters, so a number in the names says more than the order of the file.
    guard let common = commonPattern(matrices.map(\.name)) else { return matrices }
    return try numbered(matrices, pattern: common, mustStartAtOne: false, file: file)
  }

  /// The pattern with one `*` that all names follow, when they differ in one number only.
  private static func commonPattern(_ names: [String]) -> String? {
    func pieces(_ name: String) -> [String] {
      var pieces: [String] = []
      var wasDigit: Bool?
      for character in name {
        let isDigit = character.isASCII && character.isNumber
        if isDigit == wasDigit {
          pieces[pieces.count - 1].append(character)
        } else {
          pieces.append(String(character))
        }
        wasDigit = isDigit
      }
      return pieces
    }
    let split = names.map(pieces)
    guard split.allSatisfy({ $0.count == split[0].count }) else { return nil }
    let differing = split[0].indices.filter { i in Set(split.map { $0[i] }).count > 1 }
    guard differing.count == 1, let place = differing.first, split.allSatisfy({ Int($0[place]) != nil })
    else { return nil }
    return split[0].enumerated().map { $0.offset == place ? "*" : $0.element }.joined()
  }

  /// The tensors whose name is the pattern with a number for `*`, by that number; a number twice is refused, and so is a missing one when
  /// the numbers are to run from 1.
  private static func numbered(
    _ tensors: [Tensor], pattern: String, mustStartAtOne: Bool, file: String
  ) throws(InputError) -> [Tensor] {
    let parts = pattern.split(separator: "*", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return tensors.filter { $0.name == pattern } }
    var found: [(number: Int, tensor: Tensor)] = []
    for tensor in tensors {
      let name = tensor.name
      guard name.hasPrefix(parts[0]), name.hasSuffix(parts[1]), name.count > parts[0].count + parts[1].count
      else { continue }
      let digits = name.dropFirst(parts[0].count).dropLast(parts[1].count)
      guard digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { continue }
      guard let number = Int(digits) else {
        throw InputError(
          file: file, "the number in \(quoted(name)) is too large", suggestion: "number layers from 1")
      }
      found.append((number, tensor))
    }
    found.sort { $0.number < $1.number }
    for (a, b) in zip(found, found.dropFirst()) where a.number == b.number {
      throw InputError(
        file: file, "\(quoted(a.tensor.name)) and \(quoted(b.tensor.name)) are both layer \(a.number)",
        suggestion: "give each layer a number of its own")
    }
    if mustStartAtOne, let gap = found.enumerated().first(where: { $0.element.number != $0.offset + 1 }) {
      throw InputError(
        file: file, "layer \(gap.offset + 1) is missing: the next one is \(quoted(gap.element.tensor.name))",
        suggestion: "number layers 1, 2, ... without gaps, or pick them with --layers")
    }
    return found.map(\.tensor)
  }

  /// The tensors of a list of names separated by commas, in its order.
  private static func listed(
    _ tensors: [Tensor], pattern: String, file: String
  ) throws(InputError) -> [Tensor] {
    var listed: [Tensor] = []
    for name in pattern.split(separator: ",") {
      guard let tensor = tensors.first(where: { $0.name == name }) else {
        throw InputError(
          file: file, "no tensor \(quoted(name))",
          suggestion: "the file holds \(tensors.prefix(8).map { quoted($0.name) }.joined(separator: ", "))")
      }
      listed.append(tensor)
    }
    return listed
  }

  private static func onlyMatrices(_ chosen: [Tensor], file: String) throws(InputError) -> [Tensor] {
    if let odd = chosen.first(where: { $0.shape.count != 2 }) {
      throw InputError(
        file: file, "layer \(described(odd)) is not a matrix", suggestion: "pick the layers with --layers")
    }
    return chosen
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

  private static func weights(of layers: [Tensor]) -> String {
    let names: [ElementType: String] = [
      .float64: "float64", .float32: "float32", .float16: "float16", .bfloat16: "bfloat16",
    ]
    let kinds = Set(layers.map { names[$0.elementType] ?? "integer" })
    return kinds.sorted().joined(separator: " and ") + " weights read exactly"
  }
}

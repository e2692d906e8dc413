import Exact
import Testing
import Theorems

/// Which tensors of a checkpoint become layers, in which order, and what is said about the rest.
@Suite struct CheckpointNetworkTests {
  private func matrix(_ name: String, _ rows: Int = 2, _ columns: Int = 2, value: Double = 1) -> Tensor {
    Tensor(
      name: name, shape: [rows, columns], elementType: .float32,
      values: Array(repeating: value, count: rows * columns))
  }

  /// The first entry of every layer, which tells the layers apart.
  private func order(_ tensors: [Tensor], _ pattern: String? = nil) throws -> [Rational] {
    let input = try NetworkReader.network(fromTensors: tensors, layerPattern: pattern, file: "test")
    guard case .matrices(let network) = input.form else { return [] }
    return network.layers.map { $0[0, 0] }
  }

  @Test func layersAreOrderedByNumberNotByLetter() throws {
    let names = (0..<12).map { "net.\($0).weight" }.sorted()
    let tensors = names.map { name in matrix(name, value: Double(name.split(separator: ".")[1])!) }
    #expect(try order(tensors) == (0..<12).map { Rational($0) })
    #expect(try order(tensors, "net.*.weight") == (0..<12).map { Rational($0) })
  }

  @Test func namesWithoutANumberKeepTheOrderOfTheFile() throws {
    let tensors = [matrix("encoder", value: 5), matrix("decoder", value: 7)]
    #expect(try order(tensors) == [5, 7])
    #expect(try order(tensors, "decoder,encoder") == [7, 5])
  }

  @Test func whatWasAssumedIsSaid() throws {
    let bias = Tensor(name: "layer.1.bias", shape: [2], elementType: .float32, values: [1, 2])
    let input = try NetworkReader.network(fromTensors: [matrix("layer.1"), bias], file: "test")
    for words in ["float32", "no input_covariance", "no target", "1 other tensors left out"] {
      #expect(input.provenance.contains(words), "\(input.provenance)")
    }
    let complete = [matrix("layer.1"), matrix("target"), matrix("input_covariance", value: 1)]
    let whole = try NetworkReader.network(fromTensors: complete, file: "test")
    #expect(whole.provenance == "float32 weights read exactly")
  }

  @Test func gapsAndDoublesAreRefused() {
    let refusals: [([Tensor], String?, String)] = [
      ([matrix("layer.1"), matrix("layer.3")], nil, "layer 2 is missing"),
      ([matrix("layer.1"), matrix("layer.01")], nil, "are both layer 1"),
      ([matrix("layer.2"), matrix("layer.3")], nil, "layer 1 is missing"),
      ([matrix("layer.99999999999999999999")], nil, "too large"),
      ([matrix("a"), matrix("b")], "a,c", "no tensor \"c\""),
      ([matrix("a")], "b.*", "no tensor matches"),
      ([matrix("layer.1", 2, 3), matrix("layer.2", 2, 3)], nil, "do not chain"),
      ([matrix("layer.1"), matrix("target"), matrix("cross_covariance")], nil, "both \"target\""),
      ([matrix("layer.1", 1, 3000)], nil, "entries in all matrices"),
      ([], nil, "no layers"),
    ]
    for (tensors, pattern, words) in refusals {
      do {
        _ = try NetworkReader.network(fromTensors: tensors, layerPattern: pattern, file: "test")
        Issue.record("not refused: \(words)")
      } catch {
        #expect("\(error)".contains(words), "\(error)")
      }
    }
  }
}

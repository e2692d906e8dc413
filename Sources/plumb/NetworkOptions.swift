// NetworkOptions: how a network is named on the command line, as files or by the options that build one.

import ArgumentParser
import Exact
import Theorems

struct NetworkOptions: ParsableArguments {
  @Argument(help: "Network files: plumb.network JSON, .safetensors, .npz or .npy; '-' reads standard input.")
  var networks: [String] = []

  @Option(help: "Names of the layers of a checkpoint, with * for the number, as in 'layer.*'.") var layers:
    String?

  @Flag(help: "Build a balanced aligned network from --widths, --rank, --signal, --tail and --inputs.")
  var balanced = false
  @Option(help: "d_0,...,d_L; with --depth, input,hidden,output.") var widths: String?
  @Option(help: "Depth L of a network built from three widths.") var depth: String?
  @Option(help: "The number r of signal modes (x = y = 1).") var rank: Int?
  @Option(parsing: .unconditional, help: "The layer value of the signals.") var signal: String?
  @Option(parsing: .unconditional, help: "Layer values of the tail modes; one value stands for all of them.")
  var tail: String?
  @Option(help: "Which inputs the data see with variance 1: all or signal.") var inputs: InputChoice?

  enum InputChoice: String, ExpressibleByArgument, CaseIterable { case all, signal }

  /// Every network asked for, with the name to print.
  func read() throws -> [(name: String, network: NetworkInput)] {
    if let rank, rank < 0 { throw CommandFailure.badInput("--rank \(rank): write an integer of at least 0") }
    if balanced {
      guard networks.isEmpty else {
        throw CommandFailure.usage("both network files and --balanced; give one of them")
      }
      return [("balanced network", try balancedNetwork())]
    }
    if widths != nil || depth != nil || signal != nil || tail != nil || inputs != nil {
      throw CommandFailure.usage("--widths, --depth, --signal, --tail and --inputs go with --balanced")
    }
    if networks.isEmpty {
      throw CommandFailure.usage("no network; name a file, or build one with --balanced")
    }
    return try networks.map { ($0, try NetworkReader.read(path: $0, layerPattern: layers)) }
  }

  private func balancedNetwork() throws -> NetworkInput {
    guard let widths, let rank else { throw CommandFailure.usage("--balanced needs --widths and --rank") }
    let list = try expandedWidths(
      widths.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
    let least = list.min()!
    guard Integer(rank) <= least else {
      throw CommandFailure.badInput("--rank \(rank): write an integer from 0 to the least width, \(least)")
    }
    let given = try exactNumbers(tail ?? "", "--tail")
    let room = least - Integer(rank)
    guard Integer(given.count) <= room || given.count == 1 else {
      throw CommandFailure.badInput("--tail: \(given.count) values for \(room) tail modes")
    }
    let tails = given.count == 1 ? [(count: room, value: given[0])] : given.map { (count: 1, value: $0) }
    let network = AlignedNetwork<Rational>.balanced(
      widths: list, rank: Integer(rank), signal: try signal.map { try exactNumber($0, "--signal") } ?? 1,
      tails: tails,
      seesAllInputs: inputs != .signal)
    return NetworkInput(.aligned(network), provenance: "exact numbers")
  }

  private func expandedWidths(_ given: [String]) throws -> [Integer] {
    var list = try given.map { text -> Integer in
      guard let value = try? NumberText.integer(text), value > 0, value.bitWidth <= NetworkLimits.countBits
      else {
        throw CommandFailure.badInput(
          "--widths: \(shortened(text)) is not a width; write positive integers, as in 16,32,10")
      }
      return value
    }
    if let depth {
      let depth = try depthValue(depth)
      guard list.count == 3 else {
        throw CommandFailure.usage("--depth goes with three widths: input,hidden,output")
      }
      list = [list[0]] + Array(repeating: list[1], count: depth - 1) + [list[2]]
    }
    if list.count < 2 || list.count - 1 > NetworkLimits.depth {
      throw CommandFailure.badInput("--widths: \(list.count - 1) layers; use 1 to \(NetworkLimits.depth)")
    }
    return list
  }
}

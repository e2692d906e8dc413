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
  @Option(help: "The layer value of the signals.") var signal: String?
  @Option(help: "Layer values of the tail modes; one value stands for all of them.") var tail: String?
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
    let depth = list.count - 1
    let seesAll = inputs != .signal
    var modes = [
      ModeRun<Rational>(
        count: Integer(rank), balanced: try signal.map { try exactNumber($0, "--signal") } ?? 1, depth: depth,
        x: 1, y: 1)
    ]
    let x: Rational = seesAll ? 1 : 0
    let tails = try exactNumbers(tail ?? "", "--tail")
    if tails.count == 1 {
      modes.append(ModeRun(count: least - Integer(rank), balanced: tails[0], depth: depth, x: x, y: 0))
    } else {
      guard Integer(tails.count) + Integer(rank) <= least else {
        throw CommandFailure.badInput("--tail: \(tails.count) values for \(least - Integer(rank)) tail modes")
      }
      modes += tails.map { ModeRun(count: 1, balanced: $0, depth: depth, x: x, y: 0) }
    }
    return NetworkInput(
      .aligned(AlignedNetwork(widths: list, modes: modes, restInput: x)), provenance: "exact numbers")
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

/// A depth from the command line, within the limit.
func depthValue(_ text: String) throws -> Int {
  guard let value = try? NumberText.integer(text), value > 0 else {
    throw CommandFailure.badInput("--depth: \(shortened(text)) is not a depth; write a positive integer")
  }
  guard let depth = value.asInt, depth <= NetworkLimits.depth else {
    throw CommandFailure.badInput(
      "--depth: \(shortened(text)) is too deep; the limit is \(NetworkLimits.depth)")
  }
  return depth
}

/// An exact number from the command line.
func exactNumber(_ text: String, _ option: String) throws -> Rational {
  do {
    return try NumberText.rational(text)
  } catch {
    throw CommandFailure.badInput("\(option): \(error); write a number such as 2, 1/3, 0.25 or 1e-3")
  }
}

/// Exact numbers separated by commas; none for an empty text.
func exactNumbers(_ text: String, _ option: String) throws -> [Rational] {
  if text.isEmpty { return [] }
  return try text.split(separator: ",", omittingEmptySubsequences: false).map {
    try exactNumber(String($0), option)
  }
}

/// A text from the command line made short and harmless for a message.
func shortened(_ text: String) -> String {
  let shown = text.unicodeScalars.prefix(40).map { $0.value >= 0x20 && $0.value < 0x7f ? String($0) : "?" }
    .joined()
  return "'\(shown)\(text.unicodeScalars.count > 40 ? "..." : "")'"
}

/// A number of digits from the command line.
func checkedDigits(_ digits: Int) throws -> Int {
  guard (1...10_000).contains(digits) else {
    throw CommandFailure.usage("--digits \(digits): use 1 to 10000")
  }
  return digits
}

// ClaimVerification: plumb verify for claim files.

import ArgumentParser
import Claims
import Exact
import Theorems

/// The options of a decision.
struct ClaimOptionGroup: ParsableArguments {
  @Option(help: ArgumentHelp("Claim files: seed of the search.", valueName: "n")) var seed: UInt64?
  @Option(
    help: ArgumentHelp(
      "Claim files: bits of a ball, instead of what the claim's budget says.", valueName: "bits"))
  var precision: Int?
  @Option(help: ArgumentHelp("Claim files: most boxes of a cover.", valueName: "n")) var boxes: Int?
  @Option(help: ArgumentHelp("Claim files: most points of a search.", valueName: "n")) var tries: Int?
  @Option(help: ArgumentHelp("Claim files: most seconds for one claim.", valueName: "seconds")) var time: Int?
  @Option(
    help: ArgumentHelp(
      "Claim files: where counterexamples are kept and looked for first; by default proofs-data/counterexamples, when there is one.",
      valueName: "folder"))
  var counterexamples: String?

  func validate() throws {
    if let precision, !(16...1 << 17).contains(precision) {
      throw ValidationError("--precision \(precision): give 16 to \(1 << 17) bits")
    }
    for (name, value) in [("boxes", boxes), ("tries", tries), ("time", time)] {
      if let value, value < 1 { throw ValidationError("--\(name) \(value): give at least 1") }
    }
  }

  var options: ClaimOptions {
    var options = ClaimOptions()
    if let seed { options.seed = seed }
    (options.precision, options.boxes, options.tries, options.seconds) = (precision, boxes, tries, time)
    return options
  }

  /// An option that was given.
  var given: String? {
    let values: [(String, Any?)] = [
      ("--seed", seed), ("--precision", precision), ("--boxes", boxes), ("--tries", tries), ("--time", time),
      ("--counterexamples", counterexamples),
    ]
    return values.first { $0.1 != nil }?.0
  }

  /// The folder of counterexamples, when there is one.
  var folder: String? {
    if let counterexamples { return counterexamples }
    let usual = "proofs-data/counterexamples"
    return AtomicFile.isFolder(usual) ? usual : nil
  }
}

struct ClaimVerification {
  let files: [String]
  let group: ClaimOptionGroup
  let json: Bool
  let quiet: Bool

  func run() throws {
    let folder = group.folder
    if let folder { try AtomicFile.makeFolder(folder) }
    var rows: [JSON] = []
    var codes: [Int32] = []
    var verdicts: [Verdict: Int] = [:]
    for file in files {
      let document = try ClaimCommand.document(file)
      let progress = Progress()
      let decisions = try document.decide(
        options: group.options, known: { stored($0, in: folder) },
        progress: { progress.report("verify  \($0)") })
      progress.end()
      for decision in decisions {
        var path: String?
        if let witness = decision.witness, let folder {
          path = "\(folder)/\(decision.claim.identity).json"
          try AtomicFile.write(witness.certificate.text, to: path!)
        }
        codes.append(decision.exitCode)
        verdicts[decision.verdict, default: 0] += 1
        rows.append(decision.json(file: file, evidencePath: path))
        if !json && !quiet { try StandardOutput.write(decision.text(evidencePath: path) + "\n") }
      }
    }
    if json {
      try StandardOutput.write(JSONWriter.prettyText(.array(rows)) + "\n")
    } else {
      let counts = Verdict.allCases.compactMap { verdict in
        verdicts[verdict].map { "\($0) \(verdict.rawValue)" }
      }
      let failed = codes.count { $0 != 0 }
      let closing = failed == 0 ? "" : ".  \(failed) not as expected"
      try StandardOutput.write(
        "  \(codes.count) claim\(codes.count == 1 ? "" : "s"): \(counts.joined(separator: ", "))\(closing).\n"
      )
    }
    if codes.contains(1) { throw ExitCode(1) }
    if codes.contains(2) { throw ExitCode(2) }
  }

  /// The stored counterexample of a claim; one that cannot be read is no counterexample.
  private func stored(_ identity: String, in folder: String?) -> JSON? {
    guard let folder, let bytes = try? InputFile.read("\(folder)/\(identity).json") else { return nil }
    return (try? JSONReader.read(bytes, file: identity))?.root.value
  }
}

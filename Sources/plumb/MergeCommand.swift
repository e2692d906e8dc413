// plumb merge: one record from the records of all shards.

import ArgumentParser
import Exact
import Claims
import Search
import Theorems

struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Merge the records of the shards of a search, in any order.",
    discussion: """
      The merged record is that of the search without shards, byte for byte. Exit codes: 0 no counterexample, 1 a counterexample, or a point where the claim has no meaning, \
      2 shards are missing or unfinished, 65 records that do not belong together or overlap.
      """)

  @Argument(help: "The records of all shards.") var files: [String]
  @Option(help: "Where to write the merged record.") var output: String?
  @Flag(help: "Print the merged record.") var json = false

  func run() throws {
    try reporting {
      let parts = try files.map { ($0, try SearchRecord(text: try InputFile.read($0), name: $0)) }
      let record: SearchRecord
      do throws(MergeError) {
        record = try SearchRecord.merged(parts)
      } catch {
        throw CommandFailure(description: error.description, exitCode: error.kind == .incomplete ? 2 : 65)
      }
      if let output { try AtomicFile.write(record.text, to: output) }
      try StandardOutput.write(
        json ? record.text : SearchReport(record: record, title: record.plan.identity).text)
      if record.tally.counterexamples + record.tally.invalid > 0 { throw ExitCode(1) }
    }
  }
}

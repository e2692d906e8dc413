// SearchFiles: what plumb search and plumb slurm share: how large a search is, and how its files are called.

import ArgumentParser
import Search

/// The seed and the number of trials of a search.
struct SearchSize: ParsableArguments {
  @Option(help: "The seed; 1 unless given.") var seed: UInt64?
  @Option(help: "The number of trials of all shards together; 100000 unless given.") var trials: Int?

  var givenSeed: UInt64 { seed ?? 1 }

  func givenTrials() throws -> Int {
    let trials = trials ?? 100_000
    if (0...SearchPlan.maximumTrials).contains(trials) { return trials }
    throw CommandFailure.usage("--trials \(trials): use 0 to \(SearchPlan.maximumTrials)")
  }
}

/// The names of the files of a search.
enum SearchFiles {
  /// The name of a claim file without folders and ending, safe in any shell.
  static func stem(of path: String) -> String {
    var name = path.split(separator: "/").last.map(String.init) ?? ""
    if name.hasSuffix(".claim") { name.removeLast(6) }
    let safe = name.unicodeScalars.map { scalar -> Character in
      let isSafe = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      return isSafe || scalar == "." || scalar == "_" || scalar == "-" ? Character(scalar) : "_"
    }
    return safe.isEmpty || safe[0] == "-" || safe[0] == "." ? "claim\(String(safe))" : String(safe)
  }

  static func suffix(of shard: Shard) -> String {
    shard == .whole ? "" : "-shard-\(shard.index)-of-\(shard.count)"
  }
}

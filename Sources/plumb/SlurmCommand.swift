// plumb slurm: the batch script that runs a search as a job array.

import ArgumentParser
import Claims
import Search
import Theorems

struct SlurmCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "slurm",
    abstract:
      "Print the Slurm batch script of a search: a job array with a task for each shard, and how to merge.",
    discussion: """
      Nothing is submitted. Submitting the script again continues what was stopped and passes over what is done. The folder from which \
      it is submitted must be seen by all nodes.
      """)

  @Argument(help: "A claim file.") var file: String
  @Option(help: "How many shards, each one task of the array.") var shards: Int
  @Option(help: "Which claim of the file, from 1.") var claim: Int?
  @OptionGroup var size: SearchSize
  @Option(help: "Processors, and threads, of each task.") var cpus = 1
  @Option(help: "The time limit of each task: 10min, 2h or 1d.") var time: String?
  @Option(help: "The memory of each task: 512M or 2G.") var memory: String?
  @Option(help: "The partition.") var partition: String?
  @Option(help: "The command on the nodes.") var executable = "plumb"

  func run() throws {
    try reporting {
      guard (2...Shard.maximumCount).contains(shards) else {
        throw CommandFailure.usage("--shards \(shards): use 2 to \(Shard.maximumCount)")
      }
      guard (1...SearchCommand.threadLimit).contains(cpus) else {
        throw CommandFailure.usage("--cpus \(cpus): use 1 to \(SearchCommand.threadLimit)")
      }
      _ = try SearchedClaim(file, number: claim)
      try StandardOutput.write(try script())
    }
  }

  private func script() throws -> String {
    let stem = SearchFiles.stem(of: file) + (claim.map { "-claim-\($0)" } ?? "")
    var head = [
      "--job-name=plumb-\(stem)", "--array=1-\(shards)", "--ntasks=1", "--cpus-per-task=\(cpus)",
      "--output=\(stem)-shard-%a-of-\(shards).log", "--open-mode=append",
    ]
    if let time {
      let seconds = try SearchBudgets.seconds(time, "--time")
      if seconds < 120 { throw CommandFailure.usage("--time \(time): use at least 2min") }
      // A minute before the limit Slurm asks to stop, which leaves a checkpoint.
      head += ["--time=\(Self.slurmTime(seconds))", "--signal=B:TERM@60"]
    }
    var limit = ""
    if let memory {
      let megabytes = try SearchBudgets.bytes(memory, "--memory") >> 20
      if megabytes < 64 { throw CommandFailure.usage("--memory \(memory): use at least 64M") }
      head.append("--mem=\(megabytes)M")
      // Below the limit at which Slurm ends the task without a checkpoint.
      limit = " --memory \(megabytes * 7 / 8)M"
    }
    if let partition { head.append("--partition=\(try Self.word(partition, "--partition"))") }
    let command = Self.shellQuoted(executable)
    let choice = claim.map { " --claim \($0)" } ?? ""
    let trials = try size.givenTrials()
    return """
      #!/bin/sh
      # \(shards) shards of a search of \(trials) trials. Submit, and merge when all have ended:
      #   job=$(sbatch --parsable SCRIPT)
      #   sbatch --dependency=afterany:${job%;*} --output=\(stem)-merge.log --wrap='\(Self.merge(command, stem, shards))'
      # Submitting the script again continues what was stopped and passes over what is done.
      \(head.map { "#SBATCH \($0)" }.joined(separator: "\n"))
      set -eu
      # One thread of BLAS for each thread of plumb.
      export OPENBLAS_NUM_THREADS=1
      record=\(stem)-shard-$SLURM_ARRAY_TASK_ID-of-\(shards).json
      set -- --checkpoint "$record" --output "$record"
      if [ -e "$record" ]; then set -- --resume "$record" "$@"; fi
      # exec: the signal of the time limit and that of scancel reach plumb itself.
      exec \(command) search \(Self.shellQuoted(file))\(choice) --shards \(shards) --seed \(size.givenSeed) --trials \(trials) \
      --threads \(cpus)\(limit) "$@"

      """
  }

  /// The command that merges; inside single quotes already, so that quotes of the command are written as '\''.
  private static func merge(_ command: String, _ stem: String, _ shards: Int) -> String {
    let inner = "\(command) merge --output \(stem).json \(stem)-shard-*-of-\(shards).json"
    return inner.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
  }

  /// `1-02:30:00`.
  private static func slurmTime(_ seconds: Int) -> String {
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(seconds / 86400)-\(two(seconds / 3600 % 24)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
  }

  /// A name that can stand in a line of the script unquoted.
  private static func word(_ text: String, _ option: String) throws -> String {
    let isSafe =
      !text.isEmpty
      && text.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
          || "._,-".utf8.contains(byte)
      }
    guard isSafe else {
      throw CommandFailure.usage("\(option) \(shortened(text)): letters, digits and . _ , - only")
    }
    return text
  }

  /// A text as one word of a shell.
  private static func shellQuoted(_ text: String) -> String {
    if let plain = try? word(text.split(separator: "/").joined(), ""), !plain.isEmpty, !text.hasPrefix("-") {
      return text
    }
    return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}

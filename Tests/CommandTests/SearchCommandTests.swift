// SearchCommandTests: plumb search, merge and slurm as processes: equal bytes, signals, exit codes.

import Claims
import Foundation
import Search
import Support
import Testing

@Suite struct SearchCommandTests {
  private static let claim = Command.package.appendingPathComponent("proofs-data/claims/conjecture-F1.claim")
    .path

  private func search(
    _ arguments: [String], in scratch: Scratch, environment: [String: String] = [:]
  ) throws -> Outcome {
    try Command.run(["search", Self.claim] + arguments, environment: environment, folder: scratch.folder)
  }

  private func merge(_ arguments: [String], in scratch: Scratch) throws -> Outcome {
    try Command.run(["merge"] + arguments, folder: scratch.folder)
  }

  @Test func threadsShardsAndResumes() throws {
    let scratch = try Scratch()
    let whole = try search(["--trials", "300", "--threads", "1", "--json"], in: scratch)
    #expect(whole.exitCode == 0, "the claim expects to be refuted: \(whole.error)")
    #expect(try search(["--trials", "300", "--threads", "2", "--json"], in: scratch).output == whole.output)
    for index in 1...4 {
      let shard = try search(
        ["--trials", "300", "--shards", "4", "--output", "\(index).json"], in: scratch,
        environment: ["PARALLEL_SEQ": "\(index)"])
      #expect(shard.exitCode == 0)
      #expect(shard.error == "plumb: shard \(index)/4, from PARALLEL_SEQ=\(index)\n")
    }
    let merged = try merge(["3.json", "1.json", "4.json", "2.json", "--json"], in: scratch)
    #expect(merged.exitCode == 1 && merged.output == whole.output)

    // A megabyte is less than any process holds: the run stops before its first trial.
    let stopped = try search(
      ["--trials", "300", "--threads", "1", "--memory", "1M", "--output", "w.json"], in: scratch)
    #expect(stopped.exitCode == 75 && stopped.output.isEmpty)
    #expect(
      stopped.error
        == "plumb: stopped by the memory budget after 0 of 300 trials; continue with --resume w.json.checkpoint\n"
    )
    let refused = try search(["--trials", "300", "--output", "w.json"], in: scratch)
    #expect(refused.exitCode == 64 && refused.error.contains("w.json.checkpoint exists"))
    let resumed = try search(["--resume", "w.json.checkpoint", "--output", "w.json", "--json"], in: scratch)
    #expect(resumed.exitCode == 0 && resumed.output == whole.output)
    #expect(
      try String(contentsOf: scratch.folder.appendingPathComponent("w.json"), encoding: .utf8) == whole.output
    )
    let files = try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path)
    #expect(!files.contains("w.json.checkpoint"))
  }

  @Test(arguments: [SIGINT, SIGTERM]) func signalLeavesCheckpoint(number: Int32) throws {
    let scratch = try Scratch()
    let path = scratch.folder.appendingPathComponent("partial.json")
    let process = Process()
    process.executableURL = Command.executable
    process.arguments = ["search", Self.claim, "--trials", "1000000000", "--checkpoint", path.path]
    process.standardError = try FileHandle(forWritingTo: scratch.file("error", Data()))
    try process.run()
    Thread.sleep(forTimeInterval: 1)
    kill(process.processIdentifier, number)
    for _ in 0..<200 where process.isRunning { Thread.sleep(forTimeInterval: 0.1) }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 75)
    let record = try SearchRecord(text: Array(Data(contentsOf: path)), name: "partial.json")
    #expect(record.finishedCount > 0 && !record.isComplete)
  }

  @Test func mergeNamesWhatIsWrong() throws {
    let scratch = try Scratch()
    for (index, seed) in [(1, 1), (2, 1), (3, 2)] {
      _ = try search(
        ["--trials", "30", "--seed", "\(seed)", "--shard", "\(index)/3", "--output", "\(index).json"],
        in: scratch)
    }
    for (files, code, message) in [
      (["1.json", "2.json"], Int32(2), "plumb: missing shard 3 of 3\n"),
      (["1.json", "2.json", "1.json"], 65, "plumb: 1.json: overlaps with 1.json: both are shard 1/3\n"),
      (["3.json", "1.json"], 65, "plumb: 3.json: another seed than 1.json: 2, not 1\n"),
    ] {
      let outcome = try merge(files, in: scratch)
      #expect(outcome.exitCode == code && outcome.error == message && outcome.output.isEmpty)
    }
  }

  @Test(arguments: [
    ["--shard", "4/3"], ["--shard", "1"], ["--shards", "3"], ["--shard", "1/2", "--shards", "3"],
    ["--time", "5"],
    ["--memory", "2T"], ["--threads", "0"], ["--trials=-1"], ["--first", "--shard", "1/2"], ["--claim", "2"],
    ["--certificate", "c.json", "--shard", "1/2"], ["--shard", "1/2"],
    ["--output", "r.json", "--certificate", "./r.json"],
    ["--checkpoint", "r.json", "--certificate", "r.json"],
  ]) func usage(_ arguments: [String]) throws {
    let outcome = try search(arguments, in: Scratch())
    #expect(outcome.exitCode == 64 && outcome.errorLines.count == 1, "\(arguments): \(outcome.error)")
  }

  /// What would be found out after hours is found out before the first trial.
  @Test(arguments: ["--output", "--certificate", "--checkpoint"]) func folders(_ option: String) throws {
    let scratch = try Scratch()
    for path in [".", "missing/r.json"] {
      let outcome = try search(["--trials", "1000000000000", option, path], in: scratch)
      #expect([64, 74].contains(outcome.exitCode) && outcome.errorLines.count == 1, "\(outcome.error)")
    }
  }

  /// The first counterexample, its certificate accepted; the same record without the screen; a forged one refused.
  @Test func firstCounterexample() throws {
    let scratch = try Scratch()
    let first = try search(
      ["--first", "--trials", "500", "--certificate", "c.json", "--output", "r.json", "--json"], in: scratch)
    #expect(first.exitCode == 0, "\(first.error)")
    #expect(
      try search(["--first", "--trials", "500", "--threads", "1", "--exact", "--json"], in: scratch).output
        == first.output)
    #expect(try Command.run(["check", "c.json"], folder: scratch.folder).exitCode == 0)
    let record = try SearchRecord(text: Array(first.output.utf8), name: "r.json")
    #expect(record.tally.counterexamples == 1 && record.isComplete)
    // With equal singular values the claim holds.
    let forged = first.output.replacing("\\\"s1\\\":\\\"2\\\"", with: "\\\"s1\\\":\\\"1\\\"")
    #expect(forged != first.output)
    let refused = try search(["--resume", scratch.file("forged.json", forged), "--json"], in: scratch)
    #expect(refused.exitCode == 65 && refused.error.contains("is not confirmed"), "\(refused.error)")
  }

  /// A claim without a meaning somewhere is not passed over in silence.
  @Test func withoutMeaning() throws {
    let scratch = try Scratch()
    let claim = try scratch.file(
      "inverse.claim", "plumb 1\nclaim \"c\"\n  for all x in [0, 1]\n  show 1/x >= 1\n")
    let outcome = try Command.run(["search", claim, "--trials", "200"], folder: scratch.folder)
    #expect(outcome.exitCode == 1)
    #expect(outcome.output.contains("INVALID") && outcome.output.contains("division by zero at x = 0"))
  }

  /// The time budget ends a search with a checkpoint.
  @Test func timeBudget() throws {
    let scratch = try Scratch()
    let outcome = try search(
      ["--trials", "1000000000", "--time", "1s", "--checkpoint", "c.json"], in: scratch)
    #expect(outcome.exitCode == 75 && outcome.error.contains("stopped by the time budget"))
  }

  @Test(arguments: [
    ["verify", Self.claim, "--certificates", "x"], ["verify", "deng-2026-recursion", "--tries", "5"],
    ["slurm", Self.claim, "--shards", "4", "--claim", "7"],
    ["slurm", Self.claim, "--shards", "4", "--memory", "1M"],
  ]) func optionsThatSayNothing(_ arguments: [String]) throws {
    let scratch = try Scratch()
    #expect(try Command.run(arguments, folder: scratch.folder).exitCode == 64)
  }

  @Test func arraysThatAreNotWhole() throws {
    let environment = [
      "SLURM_ARRAY_TASK_ID": "3", "SLURM_ARRAY_TASK_MIN": "3", "SLURM_ARRAY_TASK_MAX": "3",
      "SLURM_ARRAY_TASK_COUNT": "1",
    ]
    #expect(try search(["--trials", "9"], in: Scratch(), environment: environment).exitCode == 64)
    let told = try search(
      ["--trials", "9", "--shards", "4", "--json"], in: Scratch(), environment: environment)
    #expect(told.exitCode == 0 && told.error.hasPrefix("plumb: shard 3/4, from SLURM_ARRAY_TASK_ID=3"))
  }

  /// The script is one that a shell reads, with the directives before the first command.
  @Test func slurmScript() throws {
    let scratch = try Scratch()
    let outcome = try Command.run(
      [
        "slurm", Self.claim, "--shards", "8", "--time", "90min", "--memory", "2G", "--cpus", "2",
        "--executable", "a b'c",
      ],
      folder: scratch.folder)
    #expect(outcome.exitCode == 0)
    let lines = outcome.output.split(separator: "\n")
    let directives = lines.filter { $0.hasPrefix("#SBATCH ") }
    for expected in [
      "--array=1-8", "--time=0-01:30:00", "--mem=2048M", "--cpus-per-task=2", "--signal=B:TERM@60",
    ] {
      #expect(directives.contains("#SBATCH \(expected)"))
    }
    #expect(lines.lastIndex { $0.hasPrefix("#SBATCH") }! < lines.firstIndex { !$0.hasPrefix("#") }!)
    #expect(lines.last!.contains(" --memory 1792M "))
    #expect(lines.last!.hasPrefix("exec 'a b'\\''c' search "))
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-n", try scratch.file("job.sh", outcome.output)]
    try shell.run()
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 0)
  }
}

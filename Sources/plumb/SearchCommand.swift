// plumb search: a counterexample to a claim, looked for in many trials.

import ArgumentParser
import Claims
import Search
import Exact
import Theorems

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Look for a counterexample to a claim in many trials.",
    discussion: """
      Small points come first, in order of size; then random ones, of which a few go downhill on the margin of the claim.

      The result depends on the claim, the seed and the number of trials alone, not on threads, shards or interruptions. Ctrl-C, \
      SIGTERM and exhausted budgets write a checkpoint, from which --resume continues; so does every minute of the run.

      A shard is taken from --shard or, when that is absent, from a Slurm job array, or with --shards n from GNU parallel. \
      Exit codes: 0 no counterexample, or one that the claim expects, 1 a counterexample, or a point where the claim has no meaning, 75 stopped with a checkpoint, 130 interrupted twice, without one. \
      A shard that is done exits with 0 whatever it found, so that schedulers do not run it again: the verdict is that of 'plumb merge'.
      """)

  @Argument(help: "A claim file.") var file: String
  @Option(help: "Which claim of the file, from 1.") var claim: Int?
  @OptionGroup var size: SearchSize
  @Option(help: "Threads; all processors unless given, those of the task under Slurm.") var threads: Int?
  @Flag(help: "Stop at the first counterexample, the one of the least trial.") var first = false
  @Option(help: "Stop after this long: 90s, 10min, 2h or 1d.") var time: String?
  @Option(help: "Stop when the process holds this much memory: 512M or 2G.") var memory: String?
  @Option(help: "The part i of n of the trials, as i/n; 1/1 is everything.") var shard: String?
  @Option(help: "How many shards there are, where a scheduler numbers them.") var shards: Int?
  @Option(help: "Continue from this checkpoint.") var resume: String?
  @Option(help: "Where to write the record when the search is done.") var output: String?
  @Option(help: "Where to write the certificate of the simplest counterexample, shrunk.") var certificate:
    String?
  @Option(help: "Where to write the checkpoint; it is removed when the search is done.") var checkpoint:
    String?
  @Flag(
    help:
      "Decide every trial exactly, without the screen in certified doubles: slower; the same record wherever exact arithmetic decides."
  )
  var exact = false
  @Flag(help: "Print the record.") var json = false

  static let threadLimit = 1024

  func run() throws {
    try reporting {
      let threads = try threadCount()
      let budgets = SearchBudgets(
        time: try time.map { .seconds(try SearchBudgets.seconds($0, "--time")) },
        memory: try memory.map { try SearchBudgets.bytes($0, "--memory") })
      let claim = try SearchedClaim(file, number: self.claim, isScreened: !exact)
      let start =
        try resume.map { try resumed($0, claim) } ?? SearchRecord(try plan(claim.subject.identity))
      let checkpoint = CheckpointFile(try checkpointPath(start))
      try refuse(start.plan, checkpoint.path)
      let record = try search(claim.subject, from: start, budgets, threads: threads, checkpoint)
      do throws(OutputError) {
        if let output { try AtomicFile.write(record.text, to: output) }
        try StandardOutput.write(json ? record.text : SearchReport(record: record, title: claim.title).text)
      } catch {
        // Hours of work are not lost to a full disk or a closed pipe.
        if !checkpoint.holds(record) { try checkpoint.write(record) }
        throw CommandFailure(description: "\(error); the record is in \(checkpoint.path)", exitCode: 74)
      }
      // From here on everything is where it was asked for, and a first Ctrl-C may end the process.
      StopSignal.release()
      let decision = try decision(record, claim)
      if (checkpoint.hasWritten || resume.map { AtomicFile.isSame(checkpoint.path, $0) } ?? false)
        && !(output.map { AtomicFile.isSame(checkpoint.path, $0) } ?? false)
      {
        unlink(checkpoint.path)
      }
      if let decision {
        if !decision.isAsExpected { throw ExitCode(1) }
      } else if record.plan.shard.count == 1 && record.tally.invalid > 0 {
        throw ExitCode(1)
      }
    }
  }

  /// The simplest counterexample of a whole search, shrunk, certified and reported; nil when there is none.
  private func decision(_ record: SearchRecord, _ claim: SearchedClaim) throws -> ClaimDecision? {
    guard record.plan.shard.count == 1, let simplest = record.tally.simplest else { return nil }
    let decision = try ClaimSearch.refutation(
      of: claim.document, claim: claim.index, by: simplest.witness)
    if let certificate, let made = decision.witness?.certificate {
      try AtomicFile.write(made.text, to: certificate)
    }
    if !json { try StandardOutput.write(decision.text(evidencePath: certificate)) }
    return decision
  }

  /// Complains before the run about what would lose its result.
  private func refuse(_ plan: SearchPlan, _ checkpoint: String) throws {
    if plan.shard.count > 1 {
      if certificate != nil {
        throw CommandFailure.usage(
          "--certificate: a shard's counterexample need not be the simplest; leave it out")
      }
      if output == nil && !json {
        throw CommandFailure.usage(
          "a shard without --output or --json: 'plumb merge' needs its record; give --output FILE")
      }
    }
    for path in [checkpoint] + [output, certificate].compactMap({ $0 }) {
      try AtomicFile.expectWritable(path)
    }
    if let certificate {
      for other in [checkpoint, output].compactMap({ $0 }) where AtomicFile.isSame(certificate, other) {
        throw CommandFailure.usage(
          "--certificate \(certificate): the record is written there; name another file")
      }
    }
  }

  /// Runs to the end, or writes the checkpoint and leaves with 75.
  private func search(
    _ subject: some TrialSubject, from start: SearchRecord, _ budgets: SearchBudgets, threads: Int,
    _ file: CheckpointFile
  ) throws -> SearchRecord {
    let run = SearchRun(subject, from: start)
    let progress = StandardError.isTerminal ? Progress() : nil
    let began = ContinuousClock.now
    let done = start.tally.trials
    StopSignal.catchAll()
    let record = run.run(threads: threads) {
      budgets.reason != nil
    } observe: {
      progress?.report(SearchReport.progress(run.record, since: began, from: done))
      file.writeIfDue {
        run.record
      } onFailure: {
        budgets.exhaust("the checkpoint that could not be written")
      }
    }
    progress?.end()
    if record.isComplete { return record }
    try file.write(record)
    StandardError.write(
      """
      plumb: stopped by \(budgets.reason ?? "a stop") after \(record.finishedCount) of \(record.plan.positions) trials; \
      continue with --resume \(file.path)\n
      """)
    throw ExitCode(75)
  }
}

// MARK: the plan

extension SearchCommand {
  private func plan(_ identity: String) throws -> SearchPlan {
    let shard = try givenShard() ?? .whole
    if first && shard.count > 1 {
      throw CommandFailure.usage("--first: a shard does not know what the others have found; leave it out")
    }
    return SearchPlan(
      identity: identity, seed: size.givenSeed, trials: try size.givenTrials(), shard: shard,
      stopsAtFirst: first)
  }

  /// The shard of --shard or of the scheduler.
  private func givenShard() throws -> Shard? {
    if let shards, !(1...Shard.maximumCount).contains(shards) {
      throw CommandFailure.usage("--shards \(shards): use 1 to \(Shard.maximumCount)")
    }
    if let shard {
      guard let value = Shard(shard) else {
        throw CommandFailure.usage("--shard \(shortened(shard)): write i/n with i from 1 to n, as in 3/8")
      }
      if let shards, shards != value.count {
        throw CommandFailure.usage("--shard \(value) and --shards \(shards) disagree")
      }
      return value
    }
    do throws(ShardEnvironmentError) {
      guard let found = try Shard.fromEnvironment(Self.schedulerVariables, shards: shards) else { return nil }
      StandardError.write("plumb: shard \(found.shard), from \(found.source)\n")
      return found.shard
    } catch {
      throw CommandFailure.usage(error.description)
    }
  }

  private static var schedulerVariables: [String: String] {
    let names = ["ID", "MIN", "MAX", "COUNT"].map { "SLURM_ARRAY_TASK_\($0)" } + ["PARALLEL_SEQ"]
    return Dictionary(uniqueKeysWithValues: names.compactMap { name in variable(name).map { (name, $0) } })
  }

  private static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// The checkpoint at `path`, which must be one of this claim and of the options that are given.
  private func resumed(_ path: String, _ claim: SearchedClaim) throws -> SearchRecord {
    let record = try SearchRecord(text: try InputFile.read(path), name: path)
    let plan = record.plan
    if plan.identity != claim.subject.identity {
      throw CommandFailure.badInput("\(path): a record of another claim: \(shortened(plan.identity))")
    }
    func agree<Value: Equatable>(_ option: String, _ given: Value?, _ value: Value) throws {
      if let given, given != value {
        throw CommandFailure.usage("\(option) \(given): the record \(path) has \(value)")
      }
    }
    try agree("--seed", size.seed, plan.seed)
    try agree("--trials", size.trials, plan.trials)
    try agree("--shard", try givenShard(), plan.shard)
    if first && !plan.stopsAtFirst {
      throw CommandFailure.usage("--first: the search in \(path) does not stop at the first counterexample")
    }
    try claim.confirm(record, path: path)
    return record
  }

  private func threadCount() throws -> Int {
    if let threads {
      guard (1...Self.threadLimit).contains(threads) else {
        throw CommandFailure.usage("--threads \(threads): use 1 to \(Self.threadLimit)")
      }
      return threads
    }
    if Self.variable("SLURM_JOB_ID") != nil {
      return Self.variable("SLURM_CPUS_PER_TASK").flatMap { Int($0) }.map {
        min(max(1, $0), Self.threadLimit)
      } ?? 1
    }
    return min(max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))), Self.threadLimit)
  }

  /// --checkpoint, or the file that is resumed, or a name after the output or the claim.
  private func checkpointPath(_ record: SearchRecord) throws -> String {
    if let path = checkpoint ?? resume {
      if !(resume.map { AtomicFile.isSame(path, $0) } ?? false) { try refuseExisting(path) }
      return path
    }
    let path =
      output.map { "\($0).checkpoint" }
      ?? "\(SearchFiles.stem(of: file))\(SearchFiles.suffix(of: record.plan.shard)).checkpoint"
    try refuseExisting(path)
    return path
  }

  /// A checkpoint that is there may be hours of work: it is continued or kept, not overwritten.
  private func refuseExisting(_ path: String) throws {
    if access(path, F_OK) == 0 {
      throw CommandFailure.usage(
        "\(path) exists: continue it with --resume \(path), or name another file with --checkpoint")
    }
  }
}

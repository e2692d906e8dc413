// Shard+Environment: the shard of a task that Slurm or GNU parallel has started.

/// Why the environment does not name a shard.
public struct ShardEnvironmentError: Error, Sendable, CustomStringConvertible {
  public let description: String
}

extension Shard {
  /// The shard that a scheduler gave to this process, and the sentence that says so; nil when there is none.
  ///
  /// - Slurm: `SLURM_ARRAY_TASK_ID`. With `shards` (as in the scripts that Plumb prints) the array is `1-n` and the number of the task
  ///   is the shard, also when a few tasks are submitted again. Without it the array must be whole and count from 1 or from 0:
  ///   `SLURM_ARRAY_TASK_MIN`, `_MAX` and `_COUNT` tell, and an array of one task, which may be a part of another, is refused.
  /// - GNU parallel: `PARALLEL_SEQ`, the number of the job from 1, and only with `shards`, because parallel does not tell its jobs how
  ///   many there are.
  ///
  /// *Errors*: a number outside the shards, an array with holes, `shards` with both schedulers or with neither: nothing is guessed.
  public static func fromEnvironment(
    _ environment: [String: String], shards: Int?
  ) throws(ShardEnvironmentError) -> (shard: Shard, source: String)? {
    let task = environment["SLURM_ARRAY_TASK_ID"]
    let job = environment["PARALLEL_SEQ"]
    guard let shards else {
      guard let task else { return nil }
      return (try ofArray(task, environment), "SLURM_ARRAY_TASK_ID=\(task)")
    }
    switch (task, job) {
    case (nil, nil):
      throw ShardEnvironmentError(
        description:
          "--shards \(shards) and no scheduler: neither SLURM_ARRAY_TASK_ID nor PARALLEL_SEQ is set; give --shard i/\(shards)"
      )
    case (.some, .some):
      throw ShardEnvironmentError(
        description:
          "SLURM_ARRAY_TASK_ID and PARALLEL_SEQ are both set: give --shard i/\(shards) to say which one counts"
      )
    case (let task?, nil):
      return (try ofTask(task, "SLURM_ARRAY_TASK_ID", shards), "SLURM_ARRAY_TASK_ID=\(task)")
    case (nil, let job?): return (try ofTask(job, "PARALLEL_SEQ", shards), "PARALLEL_SEQ=\(job)")
    }
  }

  /// Task 1...n of n shards.
  private static func ofTask(
    _ text: String, _ variable: String, _ shards: Int
  ) throws(ShardEnvironmentError) -> Shard {
    guard let index = plainNumber(text), (1...shards).contains(index) else {
      throw ShardEnvironmentError(
        description: "\(variable)=\(text) is none of the shards 1 to \(shards): number the tasks 1-\(shards)")
    }
    return Shard(index, of: shards)
  }

  /// A task of a whole array.
  private static func ofArray(
    _ task: String, _ environment: [String: String]
  ) throws(ShardEnvironmentError) -> Shard {
    func number(_ name: String) -> Int? {
      environment["SLURM_ARRAY_TASK_\(name)"].flatMap { plainNumber($0) }
    }
    guard let index = plainNumber(task), let least = number("MIN"), let greatest = number("MAX"),
      let count = number("COUNT"), (1...maximumCount).contains(count), (0...1).contains(least),
      greatest >= least, greatest - least == count - 1,
      (least...greatest).contains(index)
    else {
      throw ShardEnvironmentError(
        description:
          "SLURM_ARRAY_TASK_ID=\(task) of an array that is not 1-n or 0-(n-1): give --shards n, or --shard i/n"
      )
    }
    if count == 1 {
      throw ShardEnvironmentError(
        description:
          "SLURM_ARRAY_TASK_ID=\(task) is the only task of its array: give --shards n, or --shard 1/1 for everything"
      )
    }
    return Shard(index - least + 1, of: count)
  }
}

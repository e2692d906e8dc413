// ShardEnvironmentTests: the shard of a task of Slurm or GNU parallel, and nothing guessed.

import Search
import Testing

@Suite struct ShardEnvironmentTests {
  private static func array(_ id: String, _ least: Int, _ greatest: Int, _ count: Int) -> [String: String] {
    [
      "SLURM_ARRAY_TASK_ID": id, "SLURM_ARRAY_TASK_MIN": "\(least)", "SLURM_ARRAY_TASK_MAX": "\(greatest)",
      "SLURM_ARRAY_TASK_COUNT": "\(count)",
    ]
  }

  @Test(arguments: [
    (array("3", 1, 8, 8), nil, Shard(3, of: 8)), (array("0", 0, 3, 4), nil, Shard(1, of: 4)),
    (array("3", 0, 3, 4), nil, Shard(4, of: 4)), (array("5", 5, 5, 1), 8, Shard(5, of: 8)),
    (array("2", 2, 7, 2), 8, Shard(2, of: 8)), (["PARALLEL_SEQ": "4"], 4, Shard(4, of: 4)),
  ]) func taken(_ environment: [String: String], _ shards: Int?, _ expected: Shard) throws {
    #expect(try Shard.fromEnvironment(environment, shards: shards)?.shard == expected)
  }

  @Test func none() throws {
    #expect(try Shard.fromEnvironment([:], shards: nil) == nil)
    // parallel does not say how many jobs there are, and its jobs may be different claims.
    #expect(try Shard.fromEnvironment(["PARALLEL_SEQ": "2"], shards: nil) == nil)
  }

  @Test(
    arguments: [
      (array("3", 3, 3, 1), nil), (array("1", 1, 1, 1), nil), (array("3", 2, 8, 7), nil),
      (array("3", 1, 7, 4), nil), (array("9", 1, 8, 8), nil), (array("x", 1, 8, 8), nil),
      (array("1", 0, .max, 8), nil), (array("1", 1, 0, 0), nil),
      (["SLURM_ARRAY_TASK_ID": "3"], nil), (array("0", 0, 7, 8), 8), (array("9", 1, 9, 9), 8),
      (["PARALLEL_SEQ": "5"], 4), ([:], 4),
      (array("1", 1, 4, 4).merging(["PARALLEL_SEQ": "1"]) { $1 }, 4),
    ] as [([String: String], Int?)]) func refused(_ environment: [String: String], _ shards: Int?)
  {
    #expect(throws: ShardEnvironmentError.self) {
      try Shard.fromEnvironment(environment, shards: shards)
    }
  }

  @Test(arguments: [
    "", "3", "0/3", "4/3", "1/0", "-1/3", "1/3/1", "01/3", "1/ 3", "1/+3", "a/b", "1/1000001",
  ])
  func notAShard(_ text: String) { #expect(Shard(text) == nil) }

  @Test func written() { #expect(Shard("3/8") == Shard(3, of: 8) && Shard(3, of: 8).description == "3/8") }
}

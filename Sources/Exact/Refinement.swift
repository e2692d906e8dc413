// Refinement: doing it again with more bits until it is decided, and never for ever.

/// The precision of inexact results made of literals only (`1 / 3`), which carry none of their own.
///
/// A task-local value: scoped, inherited by child tasks, safe under concurrency. `refine` raises it; nothing else needs
/// to. A wrong value costs width, never truth.
public enum WorkingPrecision {
  @TaskLocal public static var bits = 128
}

/// Runs `decide` at doubling precisions until it answers, and gives `.undecided` when `limit` did not suffice.
///
/// *Guarantee*: an answer is one of `decide`'s own. `decide` is called with `start`, `2 start`, … and last with `limit`
/// exactly; within it `WorkingPrecision.bits` is the precision it was called with.
///
/// *Cost*: when the answer needs p bits, less than that of four runs at p for an algorithm at least linear in p.
public func refine(
  from start: Int = 64, upTo limit: Int = 1 << 14, _ decide: (_ precision: Int) throws -> Truth
) rethrows -> Truth {
  try refine(from: start, upTo: limit, until: { $0 != .undecided }, decide) ?? .undecided
}

/// Runs `compute` at doubling precisions until `isTight` accepts its value; nil when `limit` did not suffice.
///
/// *Guarantee*: as above; a value is returned only if it was accepted.
public func refine<Value>(
  from start: Int = 64, upTo limit: Int = 1 << 14, until isTight: (Value) throws -> Bool,
  _ compute: (_ precision: Int) throws -> Value
) rethrows -> Value? {
  precondition(start >= 2 && limit >= 2, "refine: precisions \(start)...\(limit) below 2 bits")
  var precision = min(start, limit)
  while true {
    let value = try WorkingPrecision.$bits.withValue(precision) { try compute(precision) }
    if try isTight(value) { return value }
    if precision == limit { return nil }
    precision = precision > limit / 2 ? limit : precision * 2
  }
}

// LaneArray: memory for many small matrices of doubles, eight side by side, as the kernels of lanes.c want it.
//
// Layout      Entry e of matrix 8 g + l lies at (g entries + e) 8 + l: one vector of the processor holds the same entry of eight matrices.
//             Rectangular matrices are row by row. Symmetric ones are the lower triangle row by row, (i, j), j <= i, at
//             i (i + 1) / 2 + j.

internal import CShims
import Exact

/// A block of `8 groups` matrices of `entries` doubles each, zero at first. One task uses it at a time.
public final class LaneArray {
  /// Matrices in a group.
  public static var lanes: Int { Int(PLUMB_LANES) }

  /// Entries of the lower triangle of a symmetric matrix.
  public static func symmetricEntries(order: Int) -> Int { order * (order + 1) / 2 }

  public let groups: Int
  public let entries: Int
  /// Matrices in all.
  public var count: Int { groups * Self.lanes }
  let start: UnsafeMutablePointer<Double>

  public init(groups: Int, entries: Int) {
    precondition(groups >= 1 && entries >= 1, "a lane array of \(groups) groups of \(entries) entries")
    self.groups = groups
    self.entries = entries
    let numbers = groups * entries * Self.lanes
    start = UnsafeMutableRawPointer.allocate(byteCount: 8 * numbers, alignment: 64)
      .bindMemory(to: Double.self, capacity: numbers)
    start.initialize(repeating: 0, count: numbers)
  }

  deinit { start.deallocate() }

  /// Entry `entry` of one matrix.
  public subscript(matrix: Int, entry: Int) -> Double {
    get { start[place(matrix, entry)] }
    set { start[place(matrix, entry)] = newValue }
  }

  private func place(_ matrix: Int, _ entry: Int) -> Int {
    precondition(
      matrix >= 0 && matrix < count && entry >= 0 && entry < entries,
      "entry \(entry) of matrix \(matrix) in a lane array of \(count) matrices of \(entries) entries")
    return (matrix / Self.lanes * entries + entry) * Self.lanes + matrix % Self.lanes
  }

  /// Copies one matrix of another array of as many entries.
  func copy(matrix source: Int, of other: LaneArray, to target: Int) {
    precondition(entries == other.entries, "a matrix of \(other.entries) entries for \(entries)")
    let (from, into) = (other.place(source, 0), place(target, 0))
    withExtendedLifetime((self, other)) {
      for entry in 0..<entries { start[into + entry * Self.lanes] = other.start[from + entry * Self.lanes] }
    }
  }

  /// The entries of one matrix.
  func matrix(_ matrix: Int) -> [Double] {
    let first = place(matrix, 0)
    return withExtendedLifetime(self) { (0..<entries).map { start[first + $0 * Self.lanes] } }
  }

  /// Fills the first `count` entries of every matrix with integers of a range, from SplitMix64.
  ///
  /// Matrix m takes the words number `(first + m) w + 1, ..., (first + m) w + w` of the seed's sequence, `w = ceil(count / 2)`, so it
  /// depends on `seed` and `first + m` alone. A half h of a word, the low one first, gives `lowest + floor(h span / 2^32)`
  /// with `span` the number of values; no value is likelier than another by more than `2^-32`. See `integers(...)`.
  public func fill(entries count: Int, in range: ClosedRange<Int>, seed: UInt64, first: Int) {
    precondition(count >= 1 && count <= entries && first >= 0, "filling \(count) of \(entries) entries")
    Self.checkRange(range)
    withExtendedLifetime(self) {
      lanes_random(
        start, entries, count, groups, seed, UInt64(first) &* UInt64(Self.words(for: count)),
        Int32(range.lowerBound), UInt32(range.count))
    }
  }

  /// The `count` integers that `fill` gives the matrix `index`, one at a time.
  public static func integers(_ count: Int, in range: ClosedRange<Int>, seed: UInt64, index: Int) -> [Int] {
    checkRange(range)
    let skipped = UInt64(index) &* UInt64(Self.words(for: count))
    var words = SplitMix64(seed: seed &+ SplitMix64.increment &* skipped)
    var result: [Int] = []
    while result.count < count {
      let word = words.next()
      for half in [word & 0xffff_ffff, word >> 32] where result.count < count {
        result.append(range.lowerBound + Int((half * UInt64(range.count)) >> 32))
      }
    }
    return result
  }

  private static func words(for count: Int) -> Int { (count + 1) / 2 }

  /// Whether integers of a range can be drawn: at most `2^20` values, none beyond `2^30` in magnitude.
  public static func canDraw(from range: ClosedRange<Int>) -> Bool {
    [range.lowerBound, range.upperBound].allSatisfy { $0.magnitude <= 1 << 30 } && range.count <= 1 << 20
  }

  private static func checkRange(_ range: ClosedRange<Int>) {
    precondition(canDraw(from: range), "random integers in \(range)")
  }
}

/// The vector instructions that the kernels on lanes use. Results do not depend on them.
@_spi(Testing) public enum LaneInstructions {
  /// 2 for vectors of 512 bits, 1 for 256, 0 for what the target guarantees.
  public static var level: Int { Int(lanes_level()) }

  /// From now on, at most this level: for a test that compares levels.
  public static func limit(to level: Int) { lanes_limit(Int32(level)) }
}

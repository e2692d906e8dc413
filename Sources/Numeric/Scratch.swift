// Scratch: memory for intermediate doubles that is used again, because fresh pages cost as much as the arithmetic on them.

import Synchronization

/// A block of doubles, of undefined contents at first, given back to a pool when the last reference goes.
///
/// `@unchecked Sendable`: a block belongs to one object at a time, and its users write it only while they alone hold it.
final class Scratch: @unchecked Sendable {
  private let start: UnsafeMutablePointer<Double>
  private let capacity: Int
  let count: Int

  init(count: Int) {
    self.count = count
    (start, capacity) = Self.taken(atLeast: Swift.max(count, 1))
  }

  deinit { Self.giveBack(start, capacity) }

  /// Calls `body` with the block.
  func withNumbers<Result>(_ body: (UnsafeMutablePointer<Double>) -> Result) -> Result {
    withExtendedLifetime(self) { body(start) }
  }

  private struct Block: @unchecked Sendable {
    let start: UnsafeMutablePointer<Double>
    let capacity: Int
  }

  /// The blocks that wait; together at most `mostWaiting` doubles.
  private static let waiting = Mutex<[Block]>([])
  private static let mostWaiting = 1 << 23

  private static func taken(atLeast count: Int) -> (UnsafeMutablePointer<Double>, Int) {
    let found = waiting.withLock { blocks -> Block? in
      let fits = blocks.indices.filter { blocks[$0].capacity >= count && blocks[$0].capacity <= 4 * count }
      return fits.min { blocks[$0].capacity < blocks[$1].capacity }.map { blocks.remove(at: $0) }
    }
    if let found { return (found.start, found.capacity) }
    return (.allocate(capacity: count), count)
  }

  private static func giveBack(_ start: UnsafeMutablePointer<Double>, _ capacity: Int) {
    let block = Block(start: start, capacity: capacity)
    let dropped = waiting.withLock { blocks -> [Block] in
      blocks.append(block)
      var dropped: [Block] = []
      while blocks.reduce(0, { $0 + $1.capacity }) > mostWaiting { dropped.append(blocks.removeFirst()) }
      return dropped
    }
    for block in dropped { block.start.deallocate() }
  }
}

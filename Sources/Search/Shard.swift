// Shard: one of n parts of a search, for one machine or one task of a job array.

/// Part `index` of `count`, from 1, written `3/8`: the trials k with k mod count = index - 1.
///
/// Every shard has its share of every stretch of trials, so that shards take equally long even where trials grow with their index.
/// Inside a shard trials are counted by *positions* 0, 1, 2, ...: position p is trial p count + index - 1.
public struct Shard: Sendable, Hashable, CustomStringConvertible {
  public static let maximumCount = 1_000_000
  /// The whole search.
  public static let whole = Shard(1, of: 1)

  public let index: Int
  public let count: Int

  public init(_ index: Int, of count: Int) {
    precondition(
      (1...Self.maximumCount).contains(count) && (1...count).contains(index), "no shard \(index)/\(count)")
    (self.index, self.count) = (index, count)
  }

  /// The shard that `text` writes as `i/n` with 1 <= i <= n; nil for any other text.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let index = Self.plainNumber(parts[0]), let count = Self.plainNumber(parts[1]),
      (1...Self.maximumCount).contains(count), (1...count).contains(index)
    else { return nil }
    self.init(index, of: count)
  }

  /// The value of decimal digits without sign or leading zero.
  static func plainNumber(_ text: some StringProtocol) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      text.utf8.first != 0x30 || text.utf8.count == 1
    else { return nil }
    return Int(text)
  }

  /// How many of the trials 0 ..< `trials` belong to the shard.
  public func size(of trials: Int) -> Int { (trials + count - index) / count }

  public func trial(at position: Int) -> Int { position * count + index - 1 }

  public var description: String { "\(index)/\(count)" }
}

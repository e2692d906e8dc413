// Generator+Choice: choices, lists and whole numbers of machine size.

import Exact

extension SplitMix64 {
  /// The sequence of part number `part` of a seed: from the part's own output of the seed's sequence, reached without the ones before it, because the
  /// state is a counter.
  public init(seed: UInt64, part: Int) {
    var source = SplitMix64(seed: seed &+ UInt64(part) &* SplitMix64.increment)
    self.init(seed: source.next())
  }

  /// A number in `0..<count`: the high word of the product, so the bias is below `count / 2^64` and the sequence is the same everywhere.
  mutating func index(below count: Int) -> Int {
    precondition(count > 0, "a choice among \(count)")
    return Int(next().multipliedFullWidth(by: UInt64(count)).high)
  }

  /// Whether an event of probability `part / whole` occurs.
  mutating func occurs(_ part: Int, in whole: Int) -> Bool { index(below: whole) < part }
}

extension Generator {
  /// One of the generators, each with its weight; shrinks towards the earlier ones.
  public static func frequency(_ choices: [(weight: Int, generator: Generator)]) -> Generator {
    precondition(choices.allSatisfy { $0.weight >= 0 }, "a negative weight")
    let total = choices.reduce(0) { $0 + $1.weight }
    let generators = choices.map(\.generator)
    let weights = choices.map(\.weight)
    return Generator<Int> { random, _ in
      var left = random.index(below: total)
      let chosen = weights.firstIndex { weight in
        left -= weight
        return left < 0
      }!
      return ShrinkTree(chosen) { index in (0..<index).filter { weights[$0] > 0 } }
    }.flatMap { generators[$0] }
  }

  /// One of the generators, all alike; shrinks towards the earlier ones.
  public static func choice(_ generators: [Generator]) -> Generator {
    frequency(generators.map { (weight: 1, generator: $0) })
  }

  /// One of the values, all alike; shrinks towards the earlier ones.
  public static func one(of values: [Value]) -> Generator { choice(values.map { .constant($0) }) }

  /// A list of values, with a length in the range that the size limits; the shortest and the longest occur at every size. Shrinks first in length, then
  /// entry by entry.
  public static func array<Element>(
    of element: Generator<Element>, count: ClosedRange<Int>
  ) -> Generator where Value == [Element] {
    precondition(count.lowerBound >= 0, "a list of \(count.lowerBound) entries")
    return Generator { random, size in
      let lengths = Generator<Int>.int(in: count)
      let length = lengths.value(using: &random, size: size)
      let seed = random.next()
      let trees = (0..<length).map { i in
        // Each entry has a sequence of its own: a shorter list drawn from the same seed is the beginning of a longer one.
        var own = SplitMix64(seed: seed, part: i)
        return element.tree(using: &own, size: size)
      }
      return ShrinkTree<Element>.list(trees, least: count.lowerBound)
    }
  }

  /// One value from each generator, in order; shrinks entry by entry.
  public static func all<Element>(_ generators: [Generator<Element>]) -> Generator where Value == [Element] {
    Generator { random, size in
      let seed = random.next()
      let trees = generators.enumerated().map { i, generator in
        var own = SplitMix64(seed: seed, part: i)
        return generator.tree(using: &own, size: size)
      }
      return ShrinkTree<Element>.list(trees, least: generators.count)
    }
  }

  /// A list of a fixed length; shrinks entry by entry.
  public static func array<Element>(of element: Generator<Element>, count: Int) -> Generator
  where Value == [Element] {
    array(of: element, count: count...count)
  }
}

extension Generator where Value == Bool {
  /// False or true; shrinks towards false.
  public static var bool: Generator { .one(of: [false, true]) }
}

extension Generator where Value == Int {
  /// A number in the range, the ends and -1, 0, 1 more often; the size limits the distance from the number nearest to 0, towards which it shrinks.
  /// A positive number counts as simpler than its opposite.
  public static func int(in range: ClosedRange<Int>) -> Generator {
    precondition(
      range.lowerBound >= -(1 << 61) && range.upperBound <= 1 << 61, "\(range) goes beyond 2^61")
    let origin = Swift.min(Swift.max(0, range.lowerBound), range.upperBound)
    let corners = [range.lowerBound, range.upperBound, 0, 1, -1].filter { range.contains($0) }
    return Generator { random, size in
      let value: Int
      if random.occurs(3, in: 8) {
        value = corners[random.index(below: corners.count)]
      } else {
        // distance * size / 100 rounded up, without overflow.
        func reach(_ distance: Int) -> Int { distance / 100 * size + (distance % 100 * size + 99) / 100 }
        let low = origin - reach(origin - range.lowerBound)
        let high = origin + reach(range.upperBound - origin)
        value = low + random.index(below: high - low + 1)
      }
      return ShrinkTree(value) { value in
        let nearer = towards(origin, from: value)
        let opposite = value < 0 && range.contains(0) && range.contains(-value) ? [-value] : []
        return nearer.prefix(1) + opposite + nearer.dropFirst()
      }
    }
  }

  /// The origin, then numbers at half the distance from `value` each time, the last one next to it.
  static func towards(_ origin: Int, from value: Int) -> [Int] {
    var values: [Int] = []
    var distance = value - origin
    while distance != 0 {
      values.append(value - distance)
      distance /= 2
    }
    return values
  }
}

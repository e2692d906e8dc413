// Generator: random values of a domain that know how to become simpler.

import Exact

/// A source of values of one domain: a function of a `SplitMix64` and a size between 1 and 100, with shrinking built in.
///
/// *Guarantee*: every value, and every value it shrinks to, is in the domain. A case is a function of the seed and its number alone, so the same
/// cases come out on every machine, in any order and on any number of threads.
///
/// The size limits how large or complicated a value may be: the length of lists, denominators, the distance from the simplest value. Corners of
/// the domain are drawn at every size.
public struct Generator<Value: Sendable>: Sendable {
  private let grow: @Sendable (inout SplitMix64, Int) -> ShrinkTree<Value>

  public init(_ grow: @escaping @Sendable (_ random: inout SplitMix64, _ size: Int) -> ShrinkTree<Value>) {
    self.grow = grow
  }

  /// The sizes that are meaningful.
  public static var sizes: ClosedRange<Int> { 1...100 }

  /// A value with what it shrinks to.
  public func tree(using random: inout SplitMix64, size: Int) -> ShrinkTree<Value> {
    precondition(Self.sizes.contains(size), "a generator of size \(size), not in \(Self.sizes)")
    return grow(&random, size)
  }

  /// Case number `index` of a seed, `index >= 0`.
  public func tree(seed: UInt64, case index: Int) -> ShrinkTree<Value> {
    precondition(index >= 0, "case \(index)")
    var random = SplitMix64(seed: seed, part: index)
    // 37 and 100 have no common factor: any run of cases sees sizes of every kind, whatever their number.
    return tree(using: &random, size: 1 + index * 37 % 100)
  }

  /// A value alone.
  public func value(using random: inout SplitMix64, size: Int = 100) -> Value {
    tree(using: &random, size: size).value
  }

  /// The value of case number `index`.
  public func value(seed: UInt64, case index: Int) -> Value { tree(seed: seed, case: index).value }
}

extension Generator {
  /// Always the same value.
  public static func constant(_ value: Value) -> Generator { Generator { _, _ in ShrinkTree(value) } }

  /// The images; they shrink through what they are images of.
  public func map<Other: Sendable>(_ transform: @escaping @Sendable (Value) -> Other) -> Generator<Other> {
    Generator<Other> { random, size in tree(using: &random, size: size).map(transform) }
  }

  /// A value of the generator that depends on a value of this one. In shrinking the outer value comes first, and the inner one is drawn again from
  /// the same seed.
  public func flatMap<Other: Sendable>(
    _ next: @escaping @Sendable (Value) -> Generator<Other>
  ) -> Generator<Other> {
    Generator<Other> { random, size in
      let outer = tree(using: &random, size: size)
      let seed = random.next()
      return outer.flatMap { value in
        var inner = SplitMix64(seed: seed)
        return next(value).tree(using: &inner, size: size)
      }
    }
  }

  /// The values with a property. Traps when 1000 draws in a row lack it: build such values instead of waiting for them.
  public func filter(_ isInDomain: @escaping @Sendable (Value) -> Bool) -> Generator {
    Generator { random, size in
      for _ in 0..<1000 {
        let found = tree(using: &random, size: size)
        if isInDomain(found.value) { return found.filter(isInDomain) }
      }
      preconditionFailure("1000 values of \(Value.self) in a row that the filter refuses")
    }
  }

  /// The same values drawn at no more than this size.
  public func resized(atMost limit: Int) -> Generator {
    Generator { random, size in tree(using: &random, size: Swift.min(size, limit)) }
  }
}

/// Pairs, drawn and shrunk first part first.
public func zip<A, B>(_ a: Generator<A>, _ b: Generator<B>) -> Generator<(A, B)> {
  Generator { random, size in
    let first = a.tree(using: &random, size: size)
    return first.paired(with: b.tree(using: &random, size: size))
  }
}

/// Triples, drawn and shrunk from the first part to the last.
public func zip<A, B, C>(_ a: Generator<A>, _ b: Generator<B>, _ c: Generator<C>) -> Generator<(A, B, C)> {
  zip(zip(a, b), c).map { ($0.0.0, $0.0.1, $0.1) }
}

/// Quadruples, drawn and shrunk from the first part to the last.
public func zip<A, B, C, D>(
  _ a: Generator<A>, _ b: Generator<B>, _ c: Generator<C>, _ d: Generator<D>
) -> Generator<(A, B, C, D)> {
  zip(zip(a, b), zip(c, d)).map { ($0.0.0, $0.0.1, $0.1.0, $0.1.1) }
}

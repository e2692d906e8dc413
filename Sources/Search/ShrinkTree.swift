// ShrinkTree: a value together with the simpler values it may be replaced by.
//
// Method      Shrinking is part of the value, not of its type [Stanley, Hedgehog, 2017]: whatever is made from a tree by `map`, `flatMap` or pairing
//             shrinks through what it was made from, so that it never leaves the domain it was drawn from.

/// A value with a lazy list of trees of simpler values, simplest first.
///
/// *Guarantee*: nothing below the root is computed before it is asked for. The trees of this module are finite: every step down is a step in
/// a well-founded order, so walking down ends.
public struct ShrinkTree<Value: Sendable>: Sendable {
  public let value: Value
  private let simpler: @Sendable () -> AnySequence<ShrinkTree>

  public init(_ value: Value, simpler: @escaping @Sendable () -> AnySequence<ShrinkTree>) {
    self.value = value
    self.simpler = simpler
  }

  /// A value that nothing is simpler than.
  public init(_ value: Value) { self.init(value) { AnySequence([]) } }

  /// The tree in which every value has the children that `simpler` lists, which must be simpler in a well-founded order.
  public init(_ value: Value, unfolding simpler: @escaping @Sendable (Value) -> [Value]) {
    self.init(value) { AnySequence(simpler(value).lazy.map { ShrinkTree($0, unfolding: simpler) }) }
  }

  /// The trees of the simpler values, simplest first; those of each have their own.
  public var children: AnySequence<ShrinkTree> { simpler() }

  /// The tree of the images.
  public func map<Other: Sendable>(
    _ transform: @escaping @Sendable (Value) -> Other
  ) -> ShrinkTree<Other> {
    ShrinkTree<Other>(transform(value)) { AnySequence(children.lazy.map { $0.map(transform) }) }
  }

  /// The tree of `next(value)`, preceded by those of the simpler values: the outer value shrinks first.
  public func flatMap<Other: Sendable>(
    _ next: @escaping @Sendable (Value) -> ShrinkTree<Other>
  ) -> ShrinkTree<Other> {
    let inner = next(value)
    return ShrinkTree<Other>(inner.value) {
      ShrinkTree<Other>.joined([{ AnySequence(children.lazy.map { $0.flatMap(next) }) }, { inner.children }])
    }
  }

  /// The tree without the values, and all below them, that are not in the domain. The root must be.
  public func filter(_ isInDomain: @escaping @Sendable (Value) -> Bool) -> ShrinkTree {
    ShrinkTree(value) {
      AnySequence(children.lazy.filter { isInDomain($0.value) }.map { $0.filter(isInDomain) })
    }
  }

  /// The pairs: the first part shrinks before the second.
  public func paired<Other: Sendable>(with other: ShrinkTree<Other>) -> ShrinkTree<(Value, Other)> {
    ShrinkTree<(Value, Other)>((value, other.value)) {
      ShrinkTree<(Value, Other)>.joined([
        { AnySequence(children.lazy.map { $0.paired(with: other) }) },
        { AnySequence(other.children.lazy.map { paired(with: $0) }) },
      ])
    }
  }

  /// The tree of the list of the values: first shorter lists, of no fewer than `least` values, then lists with one value replaced by a simpler one.
  public static func list(_ trees: [ShrinkTree], least: Int) -> ShrinkTree<[Value]> {
    ShrinkTree<[Value]>(trees.map(\.value)) {
      ShrinkTree<[Value]>.joined([
        { AnySequence(shorter(trees, least: least).lazy.map { list($0, least: least) }) },
        {
          ShrinkTree<[Value]>.joined(
            trees.indices.map { i in
              {
                AnySequence(
                  trees[i].children.lazy.map { child in
                    var replaced = trees
                    replaced[i] = child
                    return list(replaced, least: least)
                  })
              }
            })
        },
      ])
    }
  }

  /// The list without `n - least`, half of that, ..., 1 consecutive entries, in every aligned place.
  private static func shorter(_ trees: [ShrinkTree], least: Int) -> [[ShrinkTree]] {
    var lists: [[ShrinkTree]] = []
    var removed = trees.count - least
    while removed > 0 {
      // The tail goes first, so that what is left is the beginning.
      for start in stride(from: trees.count - removed, through: 0, by: -removed) {
        lists.append(Array(trees[..<start] + trees[(start + removed)...]))
      }
      removed /= 2
    }
    return lists
  }

  /// The sequences one after the other, each made when it is reached.
  private static func joined(_ parts: [() -> AnySequence<ShrinkTree>]) -> AnySequence<ShrinkTree> {
    AnySequence(parts.lazy.map { $0() }.joined())
  }
}

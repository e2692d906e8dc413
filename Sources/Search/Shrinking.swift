// Shrinking: from a value that fails to the simplest one found that still fails.

import Exact

/// What shrinking came to.
public struct Shrinking<Value: Sendable>: Sendable {
  /// The simplest failing value found.
  public let minimal: Value
  /// How many simpler values were tried, and how many of them failed and were taken.
  public let tried: Int
  public let taken: Int
  /// Whether the search came to its end: no simpler value offered for `minimal` fails. False when the cap stopped it.
  public let isComplete: Bool

  /// Goes down the tree greedily: the first child that fails is taken, until none does or `steps` values have been tried.
  ///
  /// The root is known to fail. *Cost*: at most `steps` calls of `failing`.
  public static func minimal(
    of tree: ShrinkTree<Value>, steps: Int = 4000, failing: (Value) throws -> Bool
  ) rethrows -> Shrinking {
    var place = tree
    var (tried, taken) = (0, 0)
    descent: while true {
      for child in place.children {
        if tried == steps {
          return Shrinking(minimal: place.value, tried: tried, taken: taken, isComplete: false)
        }
        tried += 1
        if try failing(child.value) {
          place = child
          taken += 1
          continue descent
        }
      }
      return Shrinking(minimal: place.value, tried: tried, taken: taken, isComplete: true)
    }
  }
}

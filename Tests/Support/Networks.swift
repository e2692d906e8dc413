// Networks: small exact networks for tests that draw from one source in their own order.

import Exact
import PropertyTesting
import Theorems

/// A small rational, often 0.
public func smallRational(_ generator: inout SeededGenerator) -> Rational {
  Generator<Rational>.networkEntry.value(using: &generator)
}

/// An aligned network of the given widths, some of its modes null, some dead.
public func randomAligned(widths: [Int], _ generator: inout SeededGenerator) -> AlignedNetwork<Rational> {
  Generator<AlignedNetwork<Rational>>.aligned(widths: widths).value(using: &generator)
}

/// A network with arbitrary small rational layers and a positive semidefinite input covariance.
public func randomNetwork(widths: [Int], _ generator: inout SeededGenerator) -> LinearNetwork<Rational> {
  Generator<LinearNetwork<Rational>>.general(widths: widths).value(using: &generator)
}

/// Every list of `depth + 1` widths between 1 and `largest`.
public func allWidths(depth: Int, largest: Int) -> [[Int]] {
  (0...depth).reduce([[]]) { lists, _ in lists.flatMap { list in (1...largest).map { list + [$0] } } }
}

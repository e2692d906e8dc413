// Generator+Networks: deep linear networks, aligned, turned and general.

import Exact
import Search
import Theorems

extension Generator where Value == [Int] {
  /// The widths `d_0, ..., d_L` of a network of a depth and widths in the ranges; shrinks first in depth, then in width.
  public static func widths(depth: ClosedRange<Int> = 1...3, width: ClosedRange<Int> = 1...3) -> Generator {
    precondition(
      depth.lowerBound >= 1 && width.lowerBound >= 1, "networks of depth \(depth) and width \(width)")
    return .array(of: .int(in: width), count: (depth.lowerBound + 1)...(depth.upperBound + 1))
  }
}

extension Generator where Value == Rational {
  /// The entries of small networks: between -4 and 4, with denominators up to 3.
  public static var networkEntry: Generator { .rational(in: -4...4, largestDenominator: 3) }
}

extension Generator where Value == ModeRun<Rational> {
  /// One to three equal modes: null, balanced or with any values; seen or not; with any target or with the one that leaves no residual.
  public static func modeRun(depth: Int, values: Generator<Rational> = .networkEntry) -> Generator {
    let layers = Generator<[Rational]>.frequency([
      (1, .constant(Array(repeating: 0, count: depth))),
      (3, values.map { Array(repeating: $0, count: depth) }), (3, .array(of: values, count: depth)),
    ])
    let x = Generator<Rational>.frequency([(2, .one(of: [0, 1])), (3, values.map(\.magnitude))])
    let target = Generator<Rational?>.frequency([(3, values.map { $0 }), (1, .constant(nil))])
    return zip(Generator<Int>.int(in: 1...3), layers, x, target).map { count, layers, x, y in
      ModeRun(count: Integer(count), layers: layers, x: x, y: y ?? x * layers.reduce(1, *))
    }
  }
}

extension Generator where Value == AlignedNetwork<Rational> {
  /// An aligned network of the given widths: from no modes to more than fit, in runs of equal ones.
  public static func aligned(widths: [Int], values: Generator<Rational> = .networkEntry) -> Generator {
    let run = Generator<ModeRun<Rational>>.modeRun(depth: widths.count - 1, values: values)
    let runs = Generator<[ModeRun<Rational>]>.array(of: run, count: 0...widths.max()!)
    return zip(runs, values.map(\.magnitude)).map { modes, rest in
      AlignedNetwork(widths: widths.map { Integer($0) }, modes: modes, restInput: rest)
    }
  }

  /// An aligned network; shrinks in depth, widths and modes, then in the values.
  public static func aligned(
    depth: ClosedRange<Int> = 1...3, width: ClosedRange<Int> = 1...3,
    values: Generator<Rational> = .networkEntry
  ) -> Generator {
    Generator<[Int]>.widths(depth: depth, width: width).flatMap { .aligned(widths: $0, values: values) }
  }
}

extension Generator where Value == LinearNetwork<Rational> {
  /// A network of the given widths with any layers (often 0 or the identity), covariance `A A^T` of any rank, and cross covariance.
  public static func general(widths: [Int], entries: Generator<Rational> = .networkEntry) -> Generator {
    func matrix(_ rows: Int, _ columns: Int) -> Generator<Matrix<Rational>> {
      .matrix(rows: rows, columns: columns, entries: entries)
    }
    let layers = Generator<[Matrix<Rational>]>.all(
      (1..<widths.count).map { matrix(widths[$0], widths[$0 - 1]) })
    return zip(layers, matrix(widths[0], widths[0]), matrix(widths[widths.count - 1], widths[0])).map {
      layers, factor, cross in
      LinearNetwork(layers: layers, inputCovariance: factor * factor.transposed, crossCovariance: cross)
    }
  }

  /// A general network; shrinks in depth and widths, then in the layers.
  public static func general(
    depth: ClosedRange<Int> = 1...3, width: ClosedRange<Int> = 1...3,
    entries: Generator<Rational> = .networkEntry
  ) -> Generator {
    Generator<[Int]>.widths(depth: depth, width: width).flatMap { .general(widths: $0, entries: entries) }
  }

  /// An aligned network in other rational orthonormal frames: aligned, and not diagonal as it stands.
  public static func turned(
    depth: ClosedRange<Int> = 1...3, width: ClosedRange<Int> = 1...3,
    values: Generator<Rational> = .networkEntry
  ) -> Generator {
    Generator<AlignedNetwork<Rational>>.aligned(depth: depth, width: width, values: values).flatMap {
      aligned in
      let network = aligned.dense()
      return Generator<[Matrix<Rational>]>.all(network.widths.map { .orthogonal(order: $0) }).map {
        network.rotated(by: $0)
      }
    }
  }

  /// A network of any of these kinds: diagonal, general, turned.
  public static func network(
    depth: ClosedRange<Int> = 1...3, width: ClosedRange<Int> = 1...3,
    entries: Generator<Rational> = .networkEntry
  ) -> Generator {
    let aligned = Generator<AlignedNetwork<Rational>>.aligned(depth: depth, width: width, values: entries)
    return .frequency([
      (2, aligned.map { $0.dense() }), (3, .general(depth: depth, width: width, entries: entries)),
      (1, .turned(depth: depth, width: width, values: entries)),
    ])
  }
}

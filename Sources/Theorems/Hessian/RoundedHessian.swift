// RoundedHessian: the Hessian of a rational network as a matrix of doubles, with a proved bound of the difference.
//
// Method      The factors P, Q, M, R of every block (see `HessianEntries`) are computed exactly in scaled integers and rounded to doubles with relative
//             error at most 2^-51; an entry p q + m r then has error at most 2^-49 (|p q| + |m r|) plus underflow, and the norm of a block of
//             such errors is at most 2^-49 (|| |P| || || |Q| || + || |M| || || |R| ||).

import Exact
import Numeric

/// A dense Hessian in doubles, exactly symmetric, and its distance from the true Hessian in the spectral norm.
public struct RoundedHessian: Sendable {
  /// The full square, row by row, in the order of the parameters.
  public let entries: [Double]
  public let order: Int
  /// `||H - entries||_2` at most.
  public let error: Rational

  /// *Errors*: none; entries beyond the range of doubles come out infinite and are refused by the eigensolver's check.
  /// *Cost*: `N^2` entries, two products each, and `O(L^2)` exact products of matrices of the widths.
  public init(_ network: LinearNetwork<Rational>, part: HessianPart = .full) {
    let scaled = ScaledNetwork(network)
    let depth = network.depth
    let widths = network.widths
    let order = network.parameterCount
    var entries = [Double](repeating: 0, count: order * order)
    var bounds = Matrix<Rational>(zero: depth, depth)
    let starts = (0..<depth).map { k in (0..<k).reduce(0) { $0 + widths[$1] * widths[$1 + 1] } }
    let unit = Rational(mantissa: 1, exponent: -scaled.hessianScale)
    for k in 1...depth {
      for l in 1...k {
        let (outer, functional) = scaled.entries.factors(k, l)
        var pairs: [(left: Matrix<Integer>, right: Matrix<Integer>, isTwisted: Bool)] = []
        if part != .functional { pairs.append((outer.0, outer.1, false)) }
        if part != .gaussNewton, let functional { pairs.append((functional.0, functional.1, true)) }
        var total: Rational = 0
        var underflow: Rational = 0
        for pair in pairs {
          // The scale of a product is common to all blocks; each factor gets half of it, so that neither leaves the range.
          let (left, leftScale) = DoubleFactor.balanced(pair.left)
          let (right, rightScale) = DoubleFactor.balanced(pair.right)
          let shift = leftScale + rightScale - scaled.hessianScale
          // Beyond the range of doubles the entries become infinite, which the eigensolver's caller refuses.
          let factor =
            shift > 1023 ? Double.infinity : Double(sign: .plus, exponent: max(shift, -2000), significand: 1)
          BlockWriter(widths: widths, k: k, l: l, order: order, starts: starts).add(
            left.map { $0 * factor }, right, isTwisted: pair.isTwisted, to: &entries)
          total +=
            ScaledMatrix(integers: pair.left, scale: 0).normBound
            * ScaledMatrix(integers: pair.right, scale: 0).normBound
          // A factor's entry loses at most 2^-1070 of the largest to underflow, a product 2^-1070 in all.
          underflow += Rational(mantissa: Integer(order), exponent: max(shift, 0) - 1060)
        }
        bounds[k - 1, l - 1] = NormBound.roundedUp(
          total * unit * Rational(mantissa: 1, exponent: -49) + underflow)
        bounds[l - 1, k - 1] = bounds[k - 1, l - 1]
      }
    }
    Self.mirror(&entries, order)
    self.entries = entries
    self.order = order
    error = HessianPerturbation.norm(ofBlockBounds: bounds + scaled.perturbation.blockBounds(part))
  }

  private static func mirror(_ entries: inout [Double], _ order: Int) {
    entries.withUnsafeMutableBufferPointer { entries in
      for i in 0..<order { for j in 0..<i { entries[j * order + i] = entries[i * order + j] } }
    }
  }
}

/// A network on a common dyadic grid, exactly or with bounds of what rounding moved.
private struct ScaledNetwork {
  /// The entries of the Hessian, multiplied by `2^hessianScale`.
  let entries: HessianEntries<Integer>
  let hessianScale: Int
  let perturbation: HessianPerturbation

  private static let finest = 400
  private static let roundingGrid = 160

  init(_ network: LinearNetwork<Rational>) {
    let parts = network.layers + [network.inputCovariance, network.crossCovariance]
    let exact = parts.map { ScaledMatrix(exactly: $0) }
    let exactScale = exact.map { $0?.scale ?? .max }.max()!
    let grid = exactScale <= Self.finest ? exactScale : Self.roundingGrid
    let scaled = zip(parts, exact).map { part, exact in
      exactScale <= Self.finest ? exact!.rescaled(to: grid) : ScaledMatrix(rounding: part, scale: grid)
    }
    func bound(_ i: Int) -> HessianPerturbation.Part {
      let count = parts[i].rows + parts[i].columns
      let moved = exactScale <= Self.finest ? 0 : Rational(mantissa: Integer(count), exponent: -grid - 2)
      return (scaled[i].normBound, moved)
    }
    let depth = network.depth
    // Layers and Sxx scaled by 2^g and Syx by 2^((L + 1) g): every entry of the Hessian is scaled by 2^((2L - 1) g).
    entries = HessianEntries(
      LinearNetwork(
        layers: scaled[..<depth].map(\.integers), inputCovariance: scaled[depth].integers,
        crossCovariance: scaled[depth + 1].integers.map { $0.shiftedLeft(by: depth * grid) }))
    hessianScale = (2 * depth - 1) * grid
    perturbation = HessianPerturbation(
      layers: (0..<depth).map(bound), inputs: bound(depth), targets: bound(depth + 1))
  }
}

/// Integers as doubles times a power of two.
private enum DoubleFactor {
  /// `matrix = result * 2^scale` up to a relative error of 2^-51 an entry, the largest entry near 1. Entries far below the largest keep
  /// their relative accuracy down to 2^-1000 of it; beyond, they are 0.
  static func balanced(_ matrix: Matrix<Integer>) -> (Matrix<Double>, Int) {
    let scale = matrix.entries.map(\.bitWidth).max() ?? 0
    return (matrix.map { Rational(mantissa: $0, exponent: -scale).approximateDouble }, scale)
  }
}

/// Writes one block below the diagonal of blocks.
private struct BlockWriter {
  let widths: [Int]
  let k: Int
  let l: Int
  let order: Int
  let starts: [Int]

  /// Adds `left_ac right_bd`, or twisted `left_ad right_bc`, to entry `((k, a, b), (l, c, d))`.
  func add(_ left: Matrix<Double>, _ right: Matrix<Double>, isTwisted: Bool, to entries: inout [Double]) {
    let (rowsA, rowsB) = (widths[k], widths[k - 1])
    let (columnsC, columnsD) = (widths[l], widths[l - 1])
    let (leftEntries, rightEntries) = (left.entries, right.entries)
    let (leftColumns, rightColumns) = (left.columns, right.columns)
    entries.withUnsafeMutableBufferPointer { entries in
      for a in 0..<rowsA {
        for b in 0..<rowsB {
          let row = (starts[k - 1] + a * rowsB + b) * order + starts[l - 1]
          for c in 0..<columnsC {
            for d in 0..<columnsD {
              let product =
                isTwisted
                ? leftEntries[a * leftColumns + d] * rightEntries[b * rightColumns + c]
                : leftEntries[a * leftColumns + c] * rightEntries[b * rightColumns + d]
              entries[row + c * columnsD + d] += product
            }
          }
        }
      }
    }
  }
}

// ExactSpectrum: exact spectra by splitting into independent blocks and factoring characteristic polynomials.

import Exact

/// The exact eigenvalues of many symmetric rational matrices, each with a multiplicity, gathered and merged.
///
/// *Method*: a matrix falls apart into the connected components of its non-zero pattern; equal components are solved
/// once; the roots of each exact characteristic polynomial are isolated, refined and merged by exact comparison.
package struct ExactSpectrumBuilder {
  private var solved: [Matrix<Rational>: [(root: AlgebraicReal, multiplicity: Int)]] = [:]
  private var rationals: [Rational: Integer] = [:]
  private var irrationals: [(root: AlgebraicReal, multiplicity: Integer)] = []
  /// Roots are refined to this many bits before they are compared, so that only equal ones overlap.
  private static let comparisonBits = 96
  private var work = ExactWork()

  package init() {}

  /// *Errors*: `VerificationError.undecided` when the factorisation would take more than the budget allows.
  package mutating func add(_ matrix: Matrix<Rational>, multiplicity: Integer) throws(VerificationError) {
    for component in matrix.connectedComponents {
      if component.count == 1 {
        rationals[matrix[component[0], component[0]], default: 0] += multiplicity
        continue
      }
      let block = matrix.submatrix(rows: component, columns: component)
      for (root, count) in try roots(of: block) {
        if let value = root.asRational {
          rationals[value, default: 0].addProduct(Integer(count), multiplicity)
        } else {
          irrationals.append((root, Integer(count) * multiplicity))
        }
      }
    }
  }

  private mutating func roots(
    of block: Matrix<Rational>
  ) throws(VerificationError) -> [(root: AlgebraicReal, multiplicity: Int)] {
    if let known = solved[block] { return known }
    try work.spend(on: block)
    let found = block.characteristicPolynomial().realRoots.map {
      (root: $0.root.refined(toBits: Self.comparisonBits), multiplicity: $0.multiplicity)
    }
    solved[block] = found
    return found
  }

  /// The merged spectrum, largest first.
  consuming func spectrum(parameters: Integer, method: Spectrum.Method) -> Spectrum {
    Spectrum(
      parameters: parameters, method: method,
      eigenvalues: roots().map { SpectrumEntry(value: .exact($0.root), multiplicity: $0.multiplicity) })
  }

  /// The distinct eigenvalues with their multiplicities, largest first.
  package consuming func roots() -> [(root: AlgebraicReal, multiplicity: Integer)] {
    irrationals.sort { $0.root > $1.root }
    var merged: [(root: AlgebraicReal, multiplicity: Integer)] = []
    for item in irrationals {
      if let last = merged.last, last.root == item.root {
        merged[merged.count - 1].multiplicity += item.multiplicity
      } else {
        merged.append(item)
      }
    }
    merged += rationals.map { (AlgebraicReal($0.key), $0.value) }
    merged.sort { $0.root > $1.root }
    return merged
  }
}

/// What exact factorisation may cost, counted before it starts.
private struct ExactWork {
  /// The most bits of a coefficient of a characteristic polynomial.
  static let coefficientBits = 1 << 17
  /// About a minute: one unit is an operation on machine words.
  private var remaining = 30_000_000_000

  /// Charges `3 n^3` operations for every 62 bits of the coefficients, the roots included, and a constant for small blocks.
  mutating func spend(on block: Matrix<Rational>) throws(VerificationError) {
    let order = block.rows
    let denominator = block.entries.reduce(into: Integer(1)) { $0 = Integer.lcm($0, $1.denominator) }
    let largest = block.entries.map { $0.numerator.bitWidth - $0.denominator.bitWidth + 1 }.max() ?? 0
    let bits = order * (max(0, largest + denominator.bitWidth) + order.bitWidth - order.leadingZeroBitCount)
    if bits > Self.coefficientBits {
      throw .undecided(
        "a block of order \(order) whose characteristic polynomial has coefficients of up to \(bits) bits; the limit is \(Self.coefficientBits)",
        remedy: "use shorter numbers, a shallower network, or the method dense")
    }
    remaining -= 3 * order * order * order * (bits / 62 + 1) + 100_000
    if remaining < 0 {
      throw .undecided(
        "the exact blocks take more than the budget of about a minute",
        remedy: "use fewer distinct modes, or the method dense")
    }
  }
}

extension Spectrum {
  /// The exact spectrum of the Hessian of an aligned rational network of any size.
  ///
  /// *Cost*: `O(K^2)` blocks of order at most `2L` for `K` classes of indices, independent of the widths. `progress` is told of every block.
  public init(
    aligned network: AlignedNetwork<Rational>, part: HessianPart = .full,
    progress: (String) -> Void = { _ in }
  ) throws(VerificationError) {
    // Entries are products of up to 2L values; longer ones than the limit need not be multiplied out.
    func bits(_ value: Rational) -> Int { value.numerator.bitWidth + value.denominator.bitWidth }
    let longest = network.modes.flatMap { $0.layers + [$0.x, $0.y] }.map(bits).max() ?? 0
    if 2 * network.depth * longest > ExactWork.coefficientBits {
      throw .undecided(
        "depth \(network.depth) with numbers of \(longest) bits is too much for exact blocks",
        remedy: "use shorter numbers")
    }
    var builder = ExactSpectrumBuilder()
    var count = 0
    try network.forEachHessianBlock(part: part) { (block) throws(VerificationError) in
      count += 1
      progress("block \(count), of order \(block.matrix.rows)")
      try builder.add(block.matrix, multiplicity: block.multiplicity)
    }
    self = builder.spectrum(parameters: network.parameterCount, method: .alignedExact)
  }
}

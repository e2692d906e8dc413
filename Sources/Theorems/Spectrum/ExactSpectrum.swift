// ExactSpectrum: exact spectra by splitting into independent blocks and factoring characteristic polynomials.

import Exact

/// The exact eigenvalues of many symmetric rational matrices, each with a multiplicity, gathered and merged.
///
/// *Method*: a matrix falls apart into the connected components of its non-zero pattern; equal components are solved
/// once; the roots of each exact characteristic polynomial are isolated, refined and merged by exact comparison.
struct ExactSpectrumBuilder {
  private var solved: [Matrix<Rational>: [(root: AlgebraicReal, multiplicity: Int)]] = [:]
  private var rationals: [Rational: Integer] = [:]
  private var irrationals: [(root: AlgebraicReal, multiplicity: Integer)] = []
  /// Roots are refined to this many bits before they are compared, so that only equal ones overlap.
  private static let comparisonBits = 96

  mutating func add(_ matrix: Matrix<Rational>, multiplicity: Integer) {
    for component in matrix.connectedComponents {
      if component.count == 1 {
        rationals[matrix[component[0], component[0]], default: 0] += multiplicity
        continue
      }
      let block = matrix.submatrix(rows: component, columns: component)
      for (root, count) in roots(of: block) {
        if let value = root.asRational {
          rationals[value, default: 0].addProduct(Integer(count), multiplicity)
        } else {
          irrationals.append((root, Integer(count) * multiplicity))
        }
      }
    }
  }

  private mutating func roots(of block: Matrix<Rational>) -> [(root: AlgebraicReal, multiplicity: Int)] {
    if let known = solved[block] { return known }
    let found = block.characteristicPolynomial().realRoots.map {
      (root: $0.root.refined(toBits: Self.comparisonBits), multiplicity: $0.multiplicity)
    }
    solved[block] = found
    return found
  }

  /// The merged spectrum, largest first.
  consuming func spectrum(parameters: Integer, method: Spectrum.Method) -> Spectrum {
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
    return Spectrum(
      parameters: parameters, method: method,
      eigenvalues: merged.map { SpectrumEntry(value: .exact($0.root), multiplicity: $0.multiplicity) })
  }
}

extension Matrix where Scalar == Rational {
  /// The index sets of the connected components of the non-zero pattern of a symmetric matrix, each ascending.
  ///
  /// After reordering the matrix is block diagonal with one block a component. Cost: one pass over the entries.
  public var connectedComponents: [[Int]] {
    precondition(isSquare, "components of a \(shape) matrix")
    var parent = Array(0..<rows)
    func root(_ i: Int) -> Int {
      var i = i
      while parent[i] != i {
        parent[i] = parent[parent[i]]
        i = parent[i]
      }
      return i
    }
    for i in 0..<rows {
      for j in 0..<i where !self[i, j].isZero {
        let (a, b) = (root(i), root(j))
        if a != b { parent[max(a, b)] = min(a, b) }
      }
    }
    var components: [[Int]] = []
    var position: [Int: Int] = [:]
    for i in 0..<rows {
      let representative = root(i)
      if let known = position[representative] {
        components[known].append(i)
      } else {
        position[representative] = components.count
        components.append([i])
      }
    }
    return components
  }
}

extension Spectrum {
  /// The exact spectrum of the Hessian of an aligned rational network of any size.
  ///
  /// *Cost*: `O(K^2)` blocks of order at most `2L` for `K` classes of indices, independent of the widths.
  public init(aligned network: AlignedNetwork<Rational>, part: HessianPart = .full) throws {
    var builder = ExactSpectrumBuilder()
    for block in network.hessianBlocks(part: part) {
      builder.add(block.matrix, multiplicity: block.multiplicity)
    }
    self = builder.spectrum(parameters: network.parameterCount, method: .alignedExact)
  }
}

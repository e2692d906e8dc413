// MinimumSampler: exact minima in general position, and the predicates that their theorems share.

import Exact

extension InstanceSampler {
  mutating func invertible(order: Int) -> Matrix<Rational> {
    while true {
      let candidate = matrix(order, order)
      if !candidate.determinant().isZero { return candidate }
    }
  }

  /// A minimum with end-to-end matrix `Q_L diag(prod_k s_(k,i)) Q_0^T`, `Syx = W Sxx`.
  ///
  /// `W_k = G_k diag(s_(k,i)) G_(k-1)^-1` with `G_0 = Q_0` and `G_L = Q_L` orthogonal, the `G_k` between them orthogonal when `balanced` and
  /// only invertible otherwise. `layers[k - 1]` lists the `s_(k,i)`; missing ones are zero.
  mutating func minimum(
    _ widths: [Int], layers: [[Rational]], inputCovariance: Matrix<Rational>? = nil, balanced: Bool = false
  ) -> LinearNetwork<Rational> {
    let depth = widths.count - 1
    let bases = (0...depth).map { k in
      balanced || k == 0 || k == depth ? frame(order: widths[k]) : invertible(order: widths[k])
    }
    let matrices = (1...depth).map { k in
      let (rows, columns) = (widths[k], widths[k - 1])
      let values = Array(layers[k - 1].prefix(min(rows, columns)))
      return bases[k] * Matrix(diagonal: values, rows: rows, columns: columns) * bases[k - 1].inverse()!
    }
    let covariance = inputCovariance ?? Matrix(identity: widths[0])
    let endToEnd = matrices.dropFirst().reduce(matrices[0]) { $1 * $0 }
    return LinearNetwork(
      layers: matrices, inputCovariance: covariance, crossCovariance: endToEnd * covariance)
  }
}

extension LinearNetwork<Rational> {
  /// `E = 0`.
  var interpolates: Bool { residual.entries.allSatisfy(\.isZero) }

  /// `Sxx = I`.
  var isWhitened: Bool { inputCovariance == Matrix(identity: widths[0]) }

  /// `W_(k+1)^T W_(k+1) = W_k W_k^T` for all k.
  var isBalanced: Bool {
    zip(layers, layers.dropFirst()).allSatisfy { below, above in
      above.transposed * above == below * below.transposed
    }
  }

  /// Layers and covariances are diagonal as they stand.
  var isDiagonal: Bool {
    layers.allSatisfy(\.isDiagonal) && inputCovariance.isDiagonal && crossCovariance.isDiagonal
  }
}

extension Matrix<Rational> {
  /// The numbers of eigenvalues below, at and above a value.
  func inertia(around value: Rational) -> Inertia {
    (self - Matrix(identity: rows).scaled(by: value)).inertia()
  }

  func hasLargestEigenvalue(_ value: Rational) -> Bool {
    let counts = inertia(around: value)
    return counts.positive == 0 && counts.zero > 0
  }
}

extension Polynomial<Rational> {
  /// `X^n`.
  static func power(_ exponent: Int) -> Polynomial { Polynomial(monomial: 1, degree: exponent) }

  /// `(X - value)^multiplicity`.
  static func root(_ value: Rational, _ multiplicity: Int = 1) -> Polynomial {
    Polynomial([-value, 1]).power(multiplicity)
  }
}

// HessenbergImage: the characteristic polynomial modulo one word prime.

/// A square matrix modulo a word prime, to be brought to Hessenberg form.
///
/// The unit lower triangular `L` with first column `e_1` and the upper Hessenberg `H` of `A L = L H` are found column by
/// column: `A l_j` is reduced against `l_1 ... l_j`, and what is left, divided by its leading entry, is `l_(j+1)`. Then
/// `H = L^-1 A L` has the characteristic polynomial of `A`. All inner loops are dot products of contiguous words, each
/// reduced once. Cost: `5/6 n^3` word products for `H` and `n^3 / 6` for the polynomial. [Cohen 1993, 2.2.9]
struct HessenbergImage {
  private let order: Int
  private let modulus: WordModulus
  /// One slab, in Montgomery form: A and L by rows, H by columns (`n^2` words each), the entries below the diagonal of H,
  /// the column `l_j`, and its image (n words each).
  private var slab: [UInt]

  init(residues: [UInt], order: Int, modulus: WordModulus) {
    precondition(residues.count == order * order, "\(residues.count) residues for order \(order)")
    self.order = order
    self.modulus = modulus
    slab = residues
    slab.append(contentsOf: repeatElement(0, count: 2 * order * order + 3 * order))
  }

  /// The plain residues of the coefficients of `det(X I - A)`, ascending.
  consuming func characteristicPolynomial() -> [UInt] {
    if order == 0 { return [1] }
    reduce()
    return polynomial()
  }

  private mutating func reduce() {
    let (n, modulus) = (order, modulus)
    slab.withUnsafeMutableBufferPointer { buffer in
      let a = buffer.baseAddress!
      let l = a + n * n
      let subdiagonal = a + 3 * n * n
      let v = subdiagonal + n
      let w = v + n
      v[0] = modulus.one
      l[0] = modulus.one
      for j in 0..<n {
        let h = a + 2 * n * n + j * n
        for i in 0..<n { w[i] = modulus.dotProduct(a + i * n + j, v + j, n - j) }
        for i in 0...j { h[i] = modulus.subtract(w[i], modulus.dotProduct(l + i * n, h, i)) }
        if j + 1 == n { break }
        for i in (j + 1)..<n { w[i] = modulus.subtract(w[i], modulus.dotProduct(l + i * n, h, j + 1)) }
        guard let pivot = ((j + 1)..<n).first(where: { w[$0] != 0 }) else {
          // A l_j lies in the span so far: the form splits, and any new direction goes on.
          for i in (j + 1)..<n { v[i] = 0 }
          v[j + 1] = modulus.one
          l[(j + 1) * n + j + 1] = modulus.one
          continue
        }
        if pivot != j + 1 {
          swap(&w[pivot], &w[j + 1])
          for k in 0...j { swap(&l[pivot * n + k], &l[(j + 1) * n + k]) }
          for k in 0..<n { swap(&a[pivot * n + k], &a[(j + 1) * n + k]) }
          for k in 0..<n { swap(&a[k * n + pivot], &a[k * n + j + 1]) }
        }
        subdiagonal[j + 1] = w[j + 1]
        let inverse = modulus.inverse(of: w[j + 1])
        for i in (j + 1)..<n {
          v[i] = modulus.multiply(w[i], inverse)
          l[i * n + j + 1] = v[i]
        }
      }
    }
  }

  /// `p_m = X p_(m-1) - sum_(i <= m) h_(i,m) h_(i+1,i) ... h_(m,m-1) p_(i-1)`, coefficient by coefficient.
  private func polynomial() -> [UInt] {
    let (n, modulus) = (order, modulus)
    // The coefficient of X^d in p_m at d (n + 1) + m, so that sums over m are contiguous; then n words of weights.
    var table = [UInt](repeating: 0, count: (n + 1) * (n + 1) + n)
    table.withUnsafeMutableBufferPointer { buffer in
      let p = buffer.baseAddress!
      let weights = p + (n + 1) * (n + 1)
      p[0] = modulus.one
      for c in 0..<n {
        var product = modulus.one
        for i in stride(from: c, through: 0, by: -1) {
          weights[i] = modulus.multiply(slab[2 * n * n + c * n + i], product)
          product = modulus.multiply(product, slab[3 * n * n + i])
        }
        for d in 0...(c + 1) {
          let shifted = d == 0 ? 0 : p[(d - 1) * (n + 1) + c]
          let sum = d > c ? 0 : modulus.dotProduct(weights + d, p + d * (n + 1) + d, c - d + 1)
          p[d * (n + 1) + c + 1] = modulus.subtract(shifted, sum)
        }
      }
    }
    return (0...n).map { modulus.plain(table[$0 * (n + 1) + n]) }
  }
}

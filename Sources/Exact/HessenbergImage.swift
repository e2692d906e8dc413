// HessenbergImage: the characteristic polynomial modulo one word prime.

/// A square matrix modulo a word prime, to be brought to Hessenberg form.
///
/// The unit lower triangular `L` with first column `e_1` and the upper Hessenberg `H` of `A L = L H` are found column by
/// column: `A l_j` is reduced against `l_1 ... l_j`, and what is left, divided by its leading entry, is `l_(j+1)`. Then
/// `H = L^-1 A L` has the characteristic polynomial of `A`. All inner loops are dot products of contiguous words, each
/// reduced once. Cost: `5/6 n^3` word products for `H` and `n^3 / 6` for the polynomial. [Danilevsky; Cohen 1993, 2.2.9]
struct HessenbergImage {
  /// Row by row, in Montgomery form.
  private var residues: [UInt]
  private let order: Int
  private let modulus: WordModulus

  init(residues: [UInt], order: Int, modulus: WordModulus) {
    precondition(residues.count == order * order, "\(residues.count) residues for order \(order)")
    self.residues = residues
    self.order = order
    self.modulus = modulus
  }

  /// The plain residues of the coefficients of `det(X I - A)`, ascending.
  consuming func characteristicPolynomial() -> [UInt] {
    let n = order
    if n == 0 { return [1] }
    // Column j of H at hessenberg[j n ..< j n + j], and the entries below its diagonal apart.
    var hessenberg = [UInt](repeating: 0, count: n * n)
    var subdiagonal = [UInt](repeating: 0, count: n)
    reduce(&hessenberg, &subdiagonal)
    return Self.polynomial(order: n, modulus: modulus, hessenberg: hessenberg, subdiagonal: subdiagonal)
  }

  private mutating func reduce(_ hessenberg: inout [UInt], _ subdiagonal: inout [UInt]) {
    let (n, modulus) = (order, modulus)
    var lower = [UInt](repeating: 0, count: n * n)
    var direction = [UInt](repeating: 0, count: n)
    var image = [UInt](repeating: 0, count: n)
    direction[0] = modulus.one
    lower[0] = modulus.one
    residues.withUnsafeMutableBufferPointer { aBuffer in
      lower.withUnsafeMutableBufferPointer { lBuffer in
        hessenberg.withUnsafeMutableBufferPointer { hBuffer in
          direction.withUnsafeMutableBufferPointer { vBuffer in
            image.withUnsafeMutableBufferPointer { wBuffer in
              let (a, l, v, w) = (
                aBuffer.baseAddress!, lBuffer.baseAddress!, vBuffer.baseAddress!, wBuffer.baseAddress!
              )
              for j in 0..<n {
                let h = hBuffer.baseAddress! + j * n
                for i in 0..<n { w[i] = modulus.dotProduct(a + i * n + j, v + j, n - j) }
                for i in 0...j { h[i] = modulus.subtract(w[i], modulus.dotProduct(l + i * n, h, i)) }
                if j + 1 == n { break }
                for i in (j + 1)..<n {
                  w[i] = modulus.subtract(w[i], modulus.dotProduct(l + i * n, h, j + 1))
                }
                v[j] = 0
                guard let pivot = ((j + 1)..<n).first(where: { w[$0] != 0 }) else {
                  // A l_j lies in the span so far: the form splits, and any new direction goes on.
                  for i in (j + 1)..<n { v[i] = 0 }
                  v[j + 1] = modulus.one
                  l[(j + 1) * n + j + 1] = modulus.one
                  continue
                }
                if pivot != j + 1 {
                  (w[pivot], w[j + 1]) = (w[j + 1], w[pivot])
                  for k in 0...j {
                    (l[pivot * n + k], l[(j + 1) * n + k]) = (l[(j + 1) * n + k], l[pivot * n + k])
                  }
                  for k in 0..<n {
                    (a[pivot * n + k], a[(j + 1) * n + k]) = (a[(j + 1) * n + k], a[pivot * n + k])
                  }
                  for k in 0..<n {
                    (a[k * n + pivot], a[k * n + j + 1]) = (a[k * n + j + 1], a[k * n + pivot])
                  }
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
        }
      }
    }
  }

  /// `p_m = X p_(m-1) - sum_(i <= m) h_(i,m) h_(i+1,i) ... h_(m,m-1) p_(i-1)`, coefficient by coefficient.
  private static func polynomial(
    order n: Int, modulus: WordModulus, hessenberg: [UInt], subdiagonal: [UInt]
  ) -> [UInt] {
    // table[d (n + 1) + m] is the coefficient of X^d in p_m, so that sums over m are contiguous.
    var table = [UInt](repeating: 0, count: (n + 1) * (n + 1))
    var weights = [UInt](repeating: 0, count: n)
    table[0] = modulus.one
    table.withUnsafeMutableBufferPointer { tableBuffer in
      weights.withUnsafeMutableBufferPointer { weightsBuffer in
        let (p, t) = (tableBuffer.baseAddress!, weightsBuffer.baseAddress!)
        for c in 0..<n {
          var product = modulus.one
          for i in stride(from: c, through: 0, by: -1) {
            t[i] = modulus.multiply(hessenberg[c * n + i], product)
            product = modulus.multiply(product, subdiagonal[i])
          }
          for d in 0...(c + 1) {
            let shifted = d == 0 ? 0 : p[(d - 1) * (n + 1) + c]
            let sum = d > c ? 0 : modulus.dotProduct(t + d, p + d * (n + 1) + d, c - d + 1)
            p[d * (n + 1) + c + 1] = modulus.subtract(shifted, sum)
          }
        }
      }
    }
    return (0...n).map { modulus.plain(table[$0 * (n + 1) + n]) }
  }
}

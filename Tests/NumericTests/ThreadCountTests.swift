// ThreadCountTests: products of matrices are the same for any number of threads of BLAS.

import Exact
import Foundation
import Numeric
import Testing

/// OpenBLAS's own setting, looked up by name: other implementations of BLAS do not have it.
private let setThreadCount: (@convention(c) (CInt) -> Void)? = {
  guard let symbol = dlsym(dlopen(nil, RTLD_NOW), "openblas_set_num_threads") else { return nil }
  return unsafeBitCast(symbol, to: (@convention(c) (CInt) -> Void).self)
}()

@Suite(.serialized, .enabled(if: setThreadCount != nil, "this BLAS has no openblas_set_num_threads"))
struct ThreadCountTests {
  /// The result of `body` with one, two and four threads.
  private func withThreads<Result>(_ body: () throws -> Result) rethrows -> [Result] {
    let processors = ProcessInfo.processInfo.activeProcessorCount
    defer { setThreadCount?(CInt(processors)) }
    return try [1, 2, 4].map { count in
      setThreadCount?(CInt(count))
      return try body()
    }
  }

  private func matrix(_ order: Int, seed: Int, exponent: Int) -> Matrix<Rational> {
    Matrix(rows: order, columns: order) { i, j in
      let numerator = Integer((seed + 7919 * i + 104_729 * j * j) % 65_521 - 32_760)
      return Rational(numerator, 1009) * Rational(mantissa: 1, exponent: exponent)
    }
  }

  @Test(arguments: [53, 333])
  func integerProducts(bits: Int) {
    let scale = Rational(mantissa: 1, exponent: bits)
    let (a, b) = (matrix(80, seed: 1, exponent: 0), matrix(80, seed: 5, exponent: 0))
    let (x, y) = (a.map { ($0 * scale).floor }, b.map { ($0 * scale).floor })
    for method in IntegerMatrixProductMethod.allCases {
      let products = withThreads {
        IntegerMatrixProduct.of(FlatMatrix(x), FlatMatrix(y), by: method).integers
      }
      #expect(products.allSatisfy { $0 == products[0] }, "\(method)")
    }
  }

  @Test func ballProducts() {
    let (a, b) = (matrix(120, seed: 2, exponent: -3), matrix(120, seed: 3, exponent: 5))
    let (x, y) = (
      BallMatrix(a, radius: Rational(mantissa: 5, exponent: -60), scale: 200), BallMatrix(b, scale: 150)
    )
    let products = withThreads { x * y }
    for i in 0..<120 {
      for j in 0..<120 {
        let entries = products.map { $0.interval(i, j) }
        #expect(
          entries.allSatisfy { $0.lower == entries[0].lower && $0.upper == entries[0].upper }, "\(i), \(j)")
      }
    }
  }
}

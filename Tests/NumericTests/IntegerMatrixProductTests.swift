import Exact
import Numeric
import Support
import Testing

@Suite struct IntegerMatrixProductTests {
  private func random(
    _ rows: Int, _ columns: Int, bits: Int, _ generator: inout SeededGenerator
  ) -> Matrix<Integer> {
    Matrix(rows: rows, columns: columns) { _, _ in
      if Int.random(in: 0..<8, using: &generator) == 0 { return 0 }
      // Runs of ones and zeros, and ends of the range, are where carries go wrong.
      if Int.random(in: 0..<6, using: &generator) == 0 {
        let power = Integer(1).shiftedLeft(by: Int.random(in: 0...bits, using: &generator))
        return [power - 1, -power, 1 - power][Int.random(in: 0..<3, using: &generator)]
      }
      var value: Integer = 0
      for _ in stride(from: 0, to: bits, by: 32) {
        value = value.shiftedLeft(by: 32) + Integer(Int.random(in: 0..<(1 << 32), using: &generator))
      }
      value = value.shiftedRight(by: (32 - bits % 32) % 32)
      return Bool.random(using: &generator) ? -value : value
    }
  }

  @Test(arguments: [1, 2, 21, 22, 23, 31, 52, 63, 64, 65, 127, 128, 333, 1000])
  func allWaysAgreeWithTheSchoolbook(bits: Int) {
    var generator = SeededGenerator(seed: UInt64(bits))
    for shape in [(1, 1, 1), (3, 0, 2), (2, 5, 3), (20, 17, 11), (33, 30, 9)] {
      let a = random(shape.0, shape.1, bits: bits, &generator)
      for otherBits in [1, 30, bits] {
        let b = random(shape.1, shape.2, bits: otherBits, &generator)
        let expected = a * b
        for method in IntegerMatrixProductMethod.allCases {
          let product = IntegerMatrixProduct.of(FlatMatrix(a), FlatMatrix(b), by: method).integers
          #expect(product == expected, "\(method) \(shape) \(bits) \(otherBits)")
        }
        #expect(IntegerMatrixProduct.of(a, b) == expected)
      }
    }
  }

  @Test func extremeEntriesFillTheBound() {
    // All entries of one sign and full length: every partial sum is as large as the bound allows.
    for (order, bits) in [(64, 100), (130, 44), (257, 23)] {
      let value = Integer(1).shiftedLeft(by: bits) - 1
      let a = Matrix<Integer>(rows: 2, columns: order, entries: Array(repeating: value, count: 2 * order))
      let expected = Integer(order) * value * value
      for method in IntegerMatrixProductMethod.allCases {
        for sign in [Integer(1), -1] {
          let b = a.transposed.map { $0 * sign }
          let product = IntegerMatrixProduct.of(FlatMatrix(a), FlatMatrix(b), by: method)
          #expect(product.integers.entries.allSatisfy { $0 == expected * sign })
        }
      }
    }
  }

  @Test func flatStorageKeepsValues() {
    var generator = SeededGenerator(seed: 5)
    for bits in [1, 63, 64, 65, 128, 500] {
      let matrix = random(7, 5, bits: bits, &generator)
      #expect(FlatMatrix(matrix).integers == matrix)
      #expect(FlatMatrix(matrix).transposed.integers == matrix.transposed)
    }
    for value in [Int.min, .min + 1, -1, 0, 1, .max] {
      for shift in [0, 1, 63, 64, 130] {
        let entry = Integer(value).shiftedLeft(by: shift)
        #expect(FlatMatrix(Matrix(rows: 1, columns: 1, entries: [entry]))[0, 0] == entry)
      }
    }
  }
}

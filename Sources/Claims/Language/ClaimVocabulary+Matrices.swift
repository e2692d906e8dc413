// ClaimVocabulary+Matrices: vectors, matrices and their spectra.

extension ClaimVocabulary {
  private typealias Actual = ClaimFunction.Actual

  /// The number of entries of arguments written one after the other.
  private static func length(_ actuals: [Actual]) -> ClaimDimension {
    actuals.reduce(ClaimDimension(0)) { total, actual in
      if case .vector(let length, _) = actual.type { return total + length * actual.count }
      return total + actual.count
    }
  }

  private static func areIntegers(_ actuals: [Actual]) -> Bool {
    actuals.allSatisfy {
      if case .vector(_, ofIntegers: true) = $0.type { true } else { $0.type == .integer }
    }
  }

  private static func sides(_ type: ClaimType) -> (ClaimDimension, ClaimDimension) {
    if case .matrix(let rows, let columns) = type { return (rows, columns) }
    return (.unknown, .unknown)
  }

  private static func matrixRow(
    _ name: String, _ kinds: [ClaimFunction.Parameter], _ words: String, _ meaning: String,
    _ result: @escaping @Sendable ([ClaimFunction.Actual]) -> ClaimType
  ) -> ClaimFunction { row(name, .matrices, kinds, words, meaning, result) }

  private static func number(
    _ name: String, _ kinds: [ClaimFunction.Parameter], _ meaning: String
  ) -> ClaimFunction { matrixRow(name, kinds, "real", meaning) { _ in .real } }

  private static func count(
    _ name: String, _ kinds: [ClaimFunction.Parameter], _ meaning: String
  ) -> ClaimFunction { matrixRow(name, kinds, "integer", meaning) { _ in .integer } }

  static let matrices: [ClaimFunction] = [
    row(
      "diag", .matrices, plain(.entries), "matrix", "the diagonal matrix of all entries given",
      isVariadic: true
    ) {
      .matrix(rows: length($0), columns: length($0))
    },
    row("diag", .matrices, plain(.entries), "matrix", "the same over an index range", takesIndices: true) {
      .matrix(rows: length($0), columns: length($0))
    },
    row(
      "vector", .matrices, plain(.entries), "vector", "all entries given, one after the other",
      isVariadic: true
    ) {
      .vector(length($0), ofIntegers: areIntegers($0))
    },
    row("vector", .matrices, plain(.entries), "vector", "the same over an index range", takesIndices: true) {
      .vector(length($0), ofIntegers: areIntegers($0))
    },
    matrixRow("repeat", plain(.real, .size), "vector", "repeat(x, n): n entries x") {
      .vector($0[1].value, ofIntegers: $0[0].type == .integer)
    },
    matrixRow("identity", plain(.size), "matrix", "the identity matrix") {
      .matrix(rows: $0[0].value, columns: $0[0].value)
    },
    matrixRow("zeros", plain(.size, .size), "matrix", "zeros(m, n): m rows and n columns of zeros") {
      .matrix(rows: $0[0].value, columns: $0[1].value)
    },
    matrixRow("ones", plain(.size, .size), "matrix", "ones(m, n): m rows and n columns of ones") {
      .matrix(rows: $0[0].value, columns: $0[1].value)
    },
    matrixRow("diagonal", plain(.square), "vector", "the diagonal entries of a square matrix") {
      .vector(sides($0[0].type).0, ofIntegers: false)
    },
    matrixRow("inverse", plain(.square), "matrix", "the inverse of an invertible matrix") { $0[0].type },
    matrixRow("kronecker", plain(.matrix, .matrix), "matrix", "the Kronecker product") {
      let ((a, b), (c, d)) = (sides($0[0].type), sides($0[1].type))
      return .matrix(rows: a * c, columns: b * d)
    },
    matrixRow("outer", plain(.vector, .vector), "matrix", "outer(u, v): the matrix u v'") {
      guard case .vector(let m, _) = $0[0].type, case .vector(let n, _) = $0[1].type else {
        return .anyMatrix
      }
      return .matrix(rows: m, columns: n)
    },
    number("dot", plain(.vector, .vector), "the sum of the products of the entries"),
    number("norm", plain(.vector), "the Euclidean norm"),
    number("norm", plain(.matrix), "the Frobenius norm: the root of the sum of squares"),
    number("operator_norm", plain(.matrix), "the greatest singular value"),
    number("trace", plain(.square), "the sum of the diagonal entries"),
    number("determinant", plain(.square), "the determinant"),
    number(
      "characteristic_polynomial", plain(.square, .real), "characteristic_polynomial(A, t): det(t I - A)"),
    count("rows", plain(.matrix), "the number of rows"),
    count("columns", plain(.matrix), "the number of columns"),
    count("length", plain(.vector), "the number of entries"),
    count("rank", plain(.matrix), "the rank"),
    count("nullity", plain(.square), "the multiplicity of the eigenvalue 0 of a symmetric matrix"),
    count(
      "negative_count", plain(.square),
      "the number of negative eigenvalues of a symmetric matrix, with multiplicity"),
    count(
      "positive_count", plain(.square),
      "the number of positive eigenvalues of a symmetric matrix, with multiplicity"),
    matrixRow(
      "eigenvalues", plain(.square), "spectrum",
      "the eigenvalues of a symmetric matrix, largest first, with multiplicity"
    ) {
      _ in .spectrum
    },
    matrixRow(
      "singular_values", plain(.matrix), "spectrum", "the singular values, largest first, with multiplicity"
    ) {
      _ in .spectrum
    },
    number("lambda_max", plain(.square), "the greatest eigenvalue of a symmetric matrix"),
    number("lambda_min", plain(.square), "the least eigenvalue of a symmetric matrix"),
    count("multiplicity", plain(.spectrum, .real), "multiplicity(mu, x): how often x occurs in a spectrum"),
  ]
}

// SymmetricMatrixReader: a symmetric matrix from a JSON file or an array of NumPy.

import Exact

/// Reads symmetric matrices: `{"format": "plumb.matrix/1", "matrix": [[...]]}`, or a two-dimensional .npy array.
public enum SymmetricMatrixReader {
  /// The largest order that is read.
  public static let orderLimit = 2000

  public static func read(path: String) throws(InputError) -> Matrix<Rational> {
    let bytes = try InputFile.read(path)
    let matrix: Matrix<Rational>
    if bytes.first == 0x93 {
      let tensor = try NpyReader.read(bytes, file: path)
      guard tensor.shape.count == 2, tensor.shape[0] == tensor.shape[1], tensor.shape[0] <= orderLimit else {
        throw InputError(
          file: path, "an array of shape \(tensor.shape)",
          suggestion: "give a square matrix of order at most \(orderLimit)")
      }
      matrix = tensor.rationalMatrix!
    } else {
      let root = try JSONReader.read(bytes, file: path).root
      let format = try root.member("format")
      guard try format.string() == "plumb.matrix/1" else {
        throw format.error("an unknown format", suggestion: "write \"plumb.matrix/1\"")
      }
      try root.refuseMembers(except: ["format", "matrix"])
      let rows = try root.member("matrix").elements()
      guard rows.count <= orderLimit else {
        throw root.error("\(rows.count) rows", suggestion: "use at most \(orderLimit)")
      }
      var budget = NumberBudget()
      var entries: [Rational] = []
      for row in rows {
        for entry in try row.elements(count: rows.count, "entries") {
          entries.append(try entry.rational(within: &budget))
        }
      }
      matrix = Matrix(rows: rows.count, columns: rows.count, entries: entries)
    }
    for i in 0..<matrix.rows {
      for j in 0..<i where matrix[i, j] != matrix[j, i] {
        throw InputError(
          file: path, "not symmetric: entries (\(i + 1), \(j + 1)) and (\(j + 1), \(i + 1)) differ",
          suggestion: "eigenvalues are certified for symmetric matrices")
      }
    }
    return matrix
  }
}

import Exact
import Support
import Testing
import Theorems

/// The statements shown by words, on random exact networks and softmax outputs, by other means than words.
@Suite struct WordIdentityTests {
  static let widths = [[2, 3, 2], [3, 2, 3, 2], [1, 2, 2, 1, 3]]

  @Test(arguments: widths) func conservation(widths: [Int]) {
    var generator = SeededGenerator(seed: UInt64(widths.count))
    let network = randomNetwork(widths: widths, &generator)
    let (gradient, rate) = (network.gradient, Rational(2, 3))
    let moved = zip(network.layers, gradient).map { $0 - $1.scaled(by: rate) }
    func gap(_ layers: [Matrix<Rational>], _ k: Int) -> Matrix<Rational> {
      layers[k].transposed * layers[k] - layers[k - 1] * layers[k - 1].transposed
    }
    for k in 1..<network.depth {
      #expect(
        network.layers[k].transposed * gradient[k] == gradient[k - 1] * network.layers[k - 1].transposed)
      #expect(gap(moved, k) == gap(network.layers, k) + gap(gradient, k).scaled(by: rate * rate))
    }
  }

  /// `W_k = Q_k S Q_(k-1)^T` is balanced, and the roots are known: `Q_L S^(2(L-j)) Q_L^T` and `Q_0 S^(2(j-1)) Q_0^T`.
  @Test(arguments: [[2, 2, 2], [3, 2, 2, 3]]) func balancedFlow(widths: [Int]) {
    var generator = SeededGenerator(seed: 12)
    let depth = widths.count - 1
    let values: [Rational] = [2, Rational(1, 3)]
    let frames = widths.map { order in
      Matrix.cayley(
        skew: (0..<(order * (order - 1) / 2)).map { _ in smallRational(&generator) }, order: order)
    }
    func between(_ left: Int, _ right: Int, power: Int) -> Matrix<Rational> {
      let powers = Matrix(
        diagonal: values.map { $0.power(power) }, rows: widths[left], columns: widths[right])
      return frames[left] * powers * frames[right].transposed
    }
    func root(_ k: Int, power: Int) -> Matrix<Rational> {
      power == 0 ? Matrix(identity: widths[k]) : between(k, k, power: power)
    }
    let data = randomNetwork(widths: widths, &generator)
    let network = LinearNetwork(
      layers: (1...depth).map { between($0, $0 - 1, power: 1) }, inputCovariance: data.inputCovariance,
      crossCovariance: data.crossCovariance)
    let (gradient, residual) = (network.gradient, network.residual)
    var (found, claimed) = (residual.scaled(by: 0), residual.scaled(by: 0))
    for j in 1...depth {
      found =
        found - network.product(from: j + 1, through: depth) * gradient[j - 1]
        * network.product(from: 1, through: j - 1)
      claimed = claimed - root(depth, power: 2 * (depth - j)) * residual * root(0, power: 2 * (j - 1))
    }
    #expect(found == claimed)
    let (u, v) = (
      Matrix(rows: widths[depth], columns: 1) { i, _ in frames[depth][i, 0] },
      Matrix(rows: widths[0], columns: 1) { i, _ in frames[0][i, 0] }
    )
    #expect(network.endToEnd * v == u.scaled(by: values[0].power(depth)))
    let rate = Rational(depth) * values[0].power(2 * depth - 2)
    #expect((u.transposed * found * v)[0, 0] == -rate * (u.transposed * residual * v)[0, 0])
  }

  /// The Gauss-Newton part and the Gram matrix have one characteristic polynomial up to powers of X.
  @Test func gramMatrix() {
    var generator = SeededGenerator(seed: 38)
    for widths in [[2, 1, 2], [2, 2, 1]] {
      let root = Matrix<Rational>(rows: 2, columns: 2, entries: [2, 1, 1, 3])
      let random = randomNetwork(widths: widths, &generator)
      let network = LinearNetwork(
        layers: random.layers, inputCovariance: root * root, crossCovariance: random.crossCovariance)
      let (inputs, outputs) = (widths[0], widths[widths.count - 1])
      var gram = Matrix<Rational>(zero: inputs * outputs, inputs * outputs)
      for k in 1...network.depth {
        let (u, v) = (
          network.product(from: k + 1, through: network.depth), network.product(from: 1, through: k - 1)
        )
        let (left, right) = (u * u.transposed, root * v.transposed * v * root)
        gram =
          gram
          + Matrix(rows: gram.rows, columns: gram.rows) { i, j in
            right[i / outputs, j / outputs] * left[i % outputs, j % outputs]
          }
      }
      let (full, outer) = (network.hessian(), network.hessian(part: .gaussNewton))
      let shift = Polynomial<Rational>(monomial: 1, degree: gram.rows)
      let other = Polynomial<Rational>(monomial: 1, degree: outer.rows)
      #expect(outer.characteristicPolynomial() * shift == gram.characteristicPolynomial() * other)
      #expect(full.trace == outer.trace && outer.trace == gram.trace)
    }
  }

  /// Every entry of the Hessian of random aligned networks, by jets, in rational orthogonal frames: `F_k Delta F_(k-1)^T` are the variables there.
  @Test(arguments: [
    [2, 3], [3, 1, 2], [2, 2, 3], [2, 3, 2, 2], [3, 2, 1, 2], [2, 1, 2, 1, 2], [1, 2, 1, 2, 2, 1],
  ])
  func alignedEntries(widths: [Int]) {
    var generator = SeededGenerator(seed: UInt64(widths.reduce(0) { $0 * 4 + $1 }))
    let depth = widths.count - 1
    var otherResidual = 0
    func value() -> Rational {
      let value = smallRational(&generator)
      return value.isZero ? 2 : value
    }
    func diagonal(_ rows: Int, _ columns: Int) -> Matrix<Rational> {
      Matrix(diagonal: (0..<min(rows, columns)).map { _ in value() }, rows: rows, columns: columns)
    }
    for degenerate in [true, true, false, false] {
      // Runs of identical and null modes, or values of their own.
      let network =
        degenerate
        ? randomAligned(widths: widths, &generator).dense()
        : LinearNetwork(
          layers: (1...depth).map { diagonal(widths[$0], widths[$0 - 1]) },
          inputCovariance: diagonal(widths[0], widths[0]), crossCovariance: diagonal(widths[depth], widths[0])
        )
      let frames = widths.map { order in
        Matrix.cayley(
          skew: (0..<(order * (order - 1) / 2)).map { _ in smallRational(&generator) }, order: order)
      }
      let turned = LinearNetwork(
        layers: (1...depth).map { frames[$0] * network.layers[$0 - 1] * frames[$0 - 1].transposed },
        inputCovariance: frames[0] * network.inputCovariance * frames[0].transposed,
        crossCovariance: frames[depth] * network.crossCovariance * frames[0].transposed)
      let variables = Parameter.all(widths: widths)
      let inFrames = Matrix<Rational>(rows: variables.count, columns: variables.count) { i, j in
        let (at, variable) = (variables[i], variables[j])
        guard at.layer == variable.layer else { return 0 }
        return frames[at.layer][at.row - 1, variable.row - 1]
          * frames[at.layer - 1][at.column - 1, variable.column - 1]
      }
      let hessian = inFrames.transposed * CertificateInstance.hessian(of: turned) * inFrames
      func entry(_ matrix: Matrix<Rational>, _ i: Int) -> Rational {
        i <= matrix.rows && i <= matrix.columns ? matrix[i - 1, i - 1] : 0
      }
      func values(_ i: Int, _ layers: [Int]) -> Rational {
        layers.reduce(1) { $0 * entry(network.layers[$1 - 1], i) }
      }
      func residual(_ i: Int) -> Rational {
        entry(network.inputCovariance, i) * values(i, Array(1...depth)) - entry(network.crossCovariance, i)
      }
      let all = Array(1...depth)
      for (row, first) in variables.enumerated() {
        for (column, second) in variables.enumerated() where second.layer <= first.layer {
          let (k, l, i, m) = (first.layer, second.layer, first.row, first.column)
          var claimed: Rational = 0
          if second.row == i && second.column == m {
            let factors = [k, l].map { j in
              values(i, all.filter { $0 > j }) * values(m, all.filter { $0 < j })
            }
            claimed += entry(network.inputCovariance, m) * factors[0] * factors[1]
          }
          if l < k && second.row == m && second.column == i {
            let others =
              values(i, all.filter { $0 > k || $0 < l }) * values(m, all.filter { $0 > l && $0 < k })
            claimed += residual(i) * others
            if residual(i) * others != residual(m) * others { otherResidual += 1 }
          }
          #expect(hessian[row, column] == claimed, "\(first), \(second)")
        }
      }
    }
    // Where two indices meet in two layers, the residual of the other index gives something else.
    #expect(otherResidual > 0 || depth == 1)
  }

  /// The sum of squares with free symbols, and the inertia at points, at C = 2, ..., 5.
  @Test(arguments: 2...5) func softmaxBound(classes: Int) {
    typealias Symbol = SparsePolynomial<Rational>
    let free = (0..<(classes - 1)).map { Symbol.variable($0) }
    let p = free + [free.reduce(1) { $0 - $1 }]
    let half = Symbol(constant: Rational(1, 2))
    for i in 0..<classes {
      for j in 0..<classes {
        let middle = (i == j ? half - p[i] : 0) + p[i] * p[j]
        var squares: Symbol = i == j ? half * (1 - 2 * p[i]) * (1 - 2 * p[i]) : p[i] * p[j]
        if i == j { for k in 0..<classes where k != i { squares += p[i] * p[k] } }
        #expect(middle == squares)
      }
    }
    var generator = SeededGenerator(seed: UInt64(classes))
    for _ in 0..<5 {
      let weights = (0..<classes).map { _ in Rational(Int.random(in: 0...4, using: &generator)) }
      let sum = weights.reduce(0, +)
      if sum.isZero { continue }
      let q = weights.map { $0 / sum }
      let bound = Matrix<Rational>(rows: classes, columns: classes) { i, j in
        let covariance = (i == j ? q[i] : 0) - q[i] * q[j]
        return Rational(1, 2) * ((i == j ? 1 : 0) - Rational(1, Integer(classes))) - covariance
      }
      #expect(bound.inertia().negative == 0)
    }
  }

  /// Equation (28) from its definitions, vectors of two parameters.
  @Test(arguments: [(2, 3), (3, 2), (4, 1)]) func threeLevels(classes: Int, examples: Int) {
    var generator = SeededGenerator(seed: 28)
    typealias Vector = Matrix<Rational>
    let vectors: [[[Vector]]] = (0..<classes).map { _ in
      (0..<classes).map { _ in
        (0..<examples).map { _ in Matrix(rows: 2, columns: 1) { _, _ in smallRational(&generator) } }
      }
    }
    func mean(_ list: [Vector]) -> Vector {
      list.dropFirst().reduce(list[0], +).scaled(by: Rational(1, Integer(list.count)))
    }
    func square(_ vector: Vector) -> Vector { vector * vector.transposed }
    func covariance(_ list: [Vector]) -> Vector {
      let center = mean(list)
      return mean(list.map { square($0 - center) })
    }
    let count = Rational(classes)
    let second = mean(vectors.map { mean($0.map { mean($0.map(square)) }) }).scaled(by: count)
    let means = vectors.map { $0.map(mean) }
    let others = means.enumerated().map { c, row in row.indices.filter { $0 != c }.map { row[$0] } }
    let first = mean(means.indices.map { square(means[$0][$0]) })
    let between = mean(others.map { square(mean($0)) }).scaled(by: count - 1)
    let spread = mean(others.map(covariance)).scaled(by: count - 1)
    let within = mean(vectors.map { mean($0.map(covariance)) }).scaled(by: count)
    #expect(second == first + between + spread + within)
  }

  /// Every entry of the two families comes out as it stands in the catalogue, with its twins.
  @Test func entriesAndTwins() {
    let ids = Catalogue.all.filter { $0.method.hasPrefix("equal normal forms of words") }.map(\.id)
    #expect(ids.count == 23)
    for id in ids {
      let twins = Catalogue.all.filter { $0.twinOf == id }
      #expect(!twins.isEmpty, "\(id) has no false twin")
      for entry in twins + [Catalogue.entry(id: id)!] {
        #expect(VerificationReport(running: entry).isAsExpected, "\(entry.id)")
      }
    }
  }
}

import Exact
import Support
import Testing
import Theorems

/// The landscape theorems on the instances of their certificates: derivatives by jets of the loss as defined, and statements next to the true ones, which must fail.
@Suite struct LandscapeTests {
  typealias Network = LinearNetwork<Rational>

  typealias Instance = CertificateInstance

  @Test func twinsAreRefutedAndNameTheirTheorem() throws {
    let ids = [
      "yaras-2023-invariant-subspace", "baldi-hornik-1989", "achour-2024-aligned-strictness",
      "hardt-ma-2017-no-spurious", "ziyin-2022-weight-decay-origin", "trager-2020-differential-rank",
      "bah-2022-riemannian",
    ]
    for id in ids {
      let twins = Catalogue.all.filter { $0.twinOf == id }
      #expect(twins.count == 2, "\(id)")
      for twin in twins { #expect(try twin.decide().verdict == .refuted, "\(twin.id)") }
    }
  }

  private func roots(_ matrix: Matrix<Rational>) -> [Rational] {
    matrix.characteristicPolynomial().rationalRoots
      .flatMap { Array(repeating: $0.root, count: $0.multiplicity) }
  }

  /// Eigenvalues of M one by one: those of `W Syx^T`, which is `P M`, are the chosen ones and zeros.
  @Test func twoLayersByEigenvalues() throws {
    var (least, wrong, ties) = (0, 0, 0)
    for instance in try Instance.all("baldi-hornik-1989") {
      let network = instance.network
      let cross = network.crossCovariance
      var rest = roots(cross * network.inputCovariance.inverse()! * cross.transposed)
      let chosen = roots(network.endToEnd * cross.transposed).filter { !$0.isZero }
      #expect(chosen.count == network.widths[1] && instance.gradient.allSatisfy(\.isZero))
      for value in chosen { rest.remove(at: try #require(rest.firstIndex(of: value))) }
      let negative = instance.hessian.inertia().negative
      func count(_ holds: (Rational, Rational) -> Bool) -> Int {
        chosen.reduce(0) { sum, value in sum + rest.count { holds(value, $0) } }
      }
      #expect(negative == count(<))
      #expect(instance.loss == -chosen.reduce(0, +) / 2)
      if negative != count(<=) { ties += 1 }
      if negative != count(>) { wrong += 1 }
      if negative == 0 { least += 1 }
    }
    #expect(least > 0 && wrong > 0 && ties > 0)
  }

  private enum Reading: CaseIterable { case statement, notStrict, withoutInequality, withoutOwnIndex }

  /// The criterion by the coupling of the variables (k, i, a) and (j, a, i), which is `e_i p_(k,i) r_(kj,a) q_(j,i)`.
  private func isStrict(_ network: Network, _ reading: Reading) -> Bool {
    let (depth, widths) = (network.depth, network.widths)
    func value(_ matrix: Matrix<Rational>, _ i: Int) -> Rational {
      i < min(matrix.rows, matrix.columns) ? matrix[i, i] : 0
    }
    func product(_ i: Int, _ layers: Range<Int>) -> Rational {
      layers.reduce(1) { $0 * value(network.layers[$1], i) }
    }
    for i in 0..<min(widths[0], widths[depth]) {
      let (x, y) = (value(network.inputCovariance, i), value(network.crossCovariance, i))
      for k in 0..<depth {
        for j in 0..<k {
          // The zeros of i must be layers k and j exactly at the ends of what is left out.
          guard value(network.layers[k], i).isZero, value(network.layers[j], i).isZero else { continue }
          for a in 0..<widths.max()!
          where i < widths[k + 1] && a < widths[k] && a < widths[j + 1] && i < widths[j] {
            let coupling =
              (x * product(i, 0..<depth) - y) * product(i, (k + 1)..<depth) * product(a, (j + 1)..<k)
              * product(i, 0..<j)
            if coupling.isZero { continue }
            if a == i && reading != .withoutOwnIndex { return true }
            let all = product(a, 0..<depth)
            let other = x * value(network.inputCovariance, a) * all * all
            switch reading {
            case .statement, .withoutOwnIndex: if a != i && other < y * y { return true }
            case .notStrict: if other <= y * y { return true }
            case .withoutInequality: return true
            }
          }
        }
      }
    }
    return false
  }

  @Test func strictnessByJets() throws {
    var failures: [Reading: Int] = [:]
    var strict = 0
    for instance in try Instance.all("achour-2024-aligned-strictness") {
      let hasNegative = instance.hessian.inertia().negative > 0
      if hasNegative { strict += 1 }
      for reading in Reading.allCases where isStrict(instance.network, reading) != hasNegative {
        failures[reading, default: 0] += 1
      }
    }
    #expect(strict > 100 && failures[.statement] == nil)
    for reading in Reading.allCases where reading != .statement {
      #expect(failures[reading] != nil, "\(reading)")
    }
  }

  @Test func nearTheIdentityTheBoundIsAttained() throws {
    var (equal, larger, exponent) = (0, 0, 0)
    for instance in try Instance.all("hardt-ma-2017-no-spurious") {
      let network = instance.network
      let slope = instance.gradient.reduce(Rational(0)) { $0 + $1 * $1 }
      let best = network.crossCovariance * network.inputCovariance.inverse()!
      // F* by the definition of the loss: one layer that is the best matrix.
      let least = Instance(
        Network(
          layers: [best], inputCovariance: network.inputCovariance, crossCovariance: network.crossCovariance)
      ).loss
      let (mu, tau) = (try instance["mu"], try instance["tau"])
      func bound(_ factor: Int, _ power: Int) -> Rational {
        Rational(factor) * (1 - tau).power(power) * mu * (instance.loss - least)
      }
      let depth = network.depth
      #expect(slope >= bound(2 * depth, 2 * depth - 2))
      if slope == bound(2 * depth, 2 * depth - 2) { equal += 1 }
      if slope < bound(2 * depth + 1, 2 * depth - 2) { larger += 1 }
      if depth > 1 && slope < bound(2 * depth, 2 * depth - 3) { exponent += 1 }
    }
    #expect(equal > 10 && larger > 10 && exponent > 0)
  }

  /// The statements at the origin on random networks, with Hessians by jets; gamma = 0 without weight decay.
  @Test(arguments: [0, Rational(5, 3)]) func originByJets(gamma: Rational) {
    var generator = SeededGenerator(seed: 5)
    func hessian(_ widths: [Int]) -> (Matrix<Rational>, Matrix<Rational>) {
      let network = randomNetwork(widths: widths, &generator)
      let origin = Network(
        layers: network.layers.map { Matrix(zero: $0.rows, $0.columns) },
        inputCovariance: network.inputCovariance, crossCovariance: network.crossCovariance)
      let hessian = Instance(origin).hessian
      return (origin.crossCovariance, hessian + Matrix(identity: hessian.rows).scaled(by: gamma))
    }
    let shifted = Polynomial<Rational>([-gamma, 1])
    var otherWidth = 0
    for widths in [[1, 2, 1], [2, 1, 3], [3, 2, 1], [2, 3, 2]] {
      let (cross, hessian) = hessian(widths)
      let square = (cross * cross.transposed).characteristicPolynomial().composed(with: shifted * shifted)
      let all = hessian.characteristicPolynomial()
      let left = shifted.power(widths[1] * widths[2]) * all
      #expect(left == shifted.power(widths[1] * widths[0]) * square.power(widths[1]))
      if left != shifted.power(widths[1] * widths[0]) * square.power(widths[0]) { otherWidth += 1 }
    }
    #expect(otherWidth > 0)
    for widths in [[2, 1, 2, 2], [1, 2, 2, 1], [2, 2, 1, 2, 1], [1, 2, 1, 1, 2, 1]] {
      let found = hessian(widths).1
      #expect(found == Matrix(identity: found.rows).scaled(by: gamma))
    }
  }

  @Test func ranksOfTheDifferentialByJets() throws {
    var withoutSquare = 0
    for instance in try Instance.all("trager-2020-differential-rank") {
      let widths = instance.network.widths
      let r = instance.network.endToEnd.rank()
      #expect(r == widths.min()! && instance.differential.rank() == r * (widths[0] + widths.last! - r))
      if instance.differential.rank() != r * (widths[0] + widths.last!) { withoutSquare += 1 }
    }
    #expect(withoutSquare > 0)
  }

  /// At balanced points the operator is `J^T J` of the differential: its rank, and its image by `B W + W C`.
  @Test func metricByTheDifferential() throws {
    var deficient = 0
    for instance in try Instance.all("bah-2022-riemannian") {
      let (network, differential) = (instance.network, instance.differential)
      let map = network.endToEnd
      let k = map.rank()
      let dimension = k * (map.rows + map.columns - k)
      let operatorMatrix = differential.transposed * differential
      let (first, last) = (network.layers[0], network.layers[network.depth - 1])
      let (p, q) = (last * last.transposed, first.transposed * first)
      for unit in 0..<(map.rows * map.columns) {
        var z = Matrix<Rational>(zero: map.rows, map.columns)
        z[unit / map.columns, unit % map.columns] = 1
        var image = Matrix<Rational>(zero: map.rows, map.columns)
        for j in 1...network.depth {
          var term = z
          for _ in j..<network.depth { term = p * term }
          for _ in 1..<max(j, 1) { term = term * q }
          image = image + term
        }
        #expect(image.entries == (0..<operatorMatrix.rows).map { operatorMatrix[$0, unit] })
      }
      #expect(operatorMatrix.rank() == dimension && operatorMatrix.inertia().negative == 0)
      if dimension < operatorMatrix.rows { deficient += 1 }
    }
    #expect(deficient > 10)
  }

  /// Three steps of descent with gradients by jets, from multiples of the identity, with one entry in the target.
  @Test(arguments: [[2], [-1, 2], [2, 0, Rational(1, 2)], [1, -1, 2, Rational(3, 2)]], [(0, 0), (0, 1)])
  func invariantSubspaceByJets(start: [Rational], entry: (row: Int, column: Int)) {
    let (order, rate) = (3, Rational(1, 5))
    var cross = Matrix<Rational>(zero: order, order)
    cross[entry.row, entry.column] = 1
    let free = (0..<order).filter { $0 != entry.row && $0 != entry.column }
    var current = Network(
      layers: start.map { Matrix(identity: order).scaled(by: $0) }, inputCovariance: Matrix(identity: order),
      crossCovariance: cross)
    var (scales, wrong) = (start, 0)
    for _ in 0..<3 {
      let gradient = Instance(current).gradient
      var offset = 0
      current = Network(
        layers: current.layers.map { layer in
          defer { offset += order * order }
          return Matrix(rows: order, columns: order) {
            layer[$0, $1] - rate * gradient[offset + $0 * order + $1]
          }
        }, inputCovariance: current.inputCovariance, crossCovariance: cross)
      let product = scales.reduce(1, *)
      scales = scales.indices.map { l in
        let others = scales.indices.filter { $0 != l }.reduce(Rational(1)) { $0 * scales[$1] * scales[$1] }
        if scales[l] - rate * product * product != scales[l] - rate * scales[l] * others { wrong += 1 }
        return scales[l] - rate * scales[l] * others
      }
      for (layer, scale) in zip(current.layers, scales) {
        for v in free {
          for i in 0..<order {
            #expect(layer[i, v] == (i == v ? scale : 0) && layer[v, i] == (i == v ? scale : 0))
          }
        }
      }
    }
    #expect(wrong > 0 || start.contains(0))
  }
}

// eigenvalues: CPU seconds of Plumb's certified eigenvalues and exact products, one line of JSON a measurement.
//
// Usage   eigenvalues JOB ORDER BITS, with JOB one of lapack, double, refined, inertia, product
// The matrices are those of peers.py, bit for bit: entries (w >> 34) - 2^29 over 2^20 for words w of SplitMix64 with seed 1,
// upper triangle row by row. Factors of products have entries of BITS bits.

import Exact
import Numeric

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

struct Words {
  private var random: SplitMix64

  init(state: UInt64) { random = SplitMix64(seed: state) }

  /// As many words as `bits` need, lowest first, the lowest bits dropped; minus half the range.
  mutating func signed(_ bits: Int) -> Integer {
    var (value, count): (Integer, Int) = (0, 0)
    while count < bits {
      value += Integer(UInt(random.next())).shiftedLeft(by: count)
      count += 64
    }
    return value.shiftedRight(by: count - bits) - Integer(1).shiftedLeft(by: bits - 1)
  }
}

func symmetric(_ order: Int) -> Matrix<Rational> {
  var words = Words(state: 1)
  var matrix = Matrix<Rational>(zero: order, order)
  for i in 0..<order {
    for j in i..<order {
      matrix[i, j] = Rational(mantissa: words.signed(30), exponent: -20)
      matrix[j, i] = matrix[i, j]
    }
  }
  return matrix
}

func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
}

/// The least of some runs: at least three, or half a second's worth; one when it takes longer.
func least(_ body: () throws -> Void) rethrows -> Double {
  var (best, total, runs) = (Double.infinity, 0.0, 0)
  while runs < 1 || (total < 0.5 && runs < 50) {
    let start = processorSeconds()
    try body()
    let seconds = processorSeconds() - start
    (best, total, runs) = (min(best, seconds), total + seconds, runs + 1)
  }
  return best
}

let arguments = CommandLine.arguments
guard arguments.count == 4, let order = Int(arguments[2]), let bits = Int(arguments[3]) else {
  print("usage: eigenvalues lapack|double|refined|inertia|product ORDER BITS")
  exit(64)
}
var seconds = 0.0
var note = ""
switch arguments[1] {
case "product":
  var words = Words(state: 11)
  let a = FlatMatrix(Matrix(rows: order, columns: order) { _, _ in words.signed(bits) })
  let b = FlatMatrix(Matrix(rows: order, columns: order) { _, _ in words.signed(bits) })
  seconds = least { precondition(IntegerMatrixProduct.of(a, b).rows == order) }
case "refined":
  let matrix = symmetric(order)
  seconds = try least {
    let found = try CertifiedEigenvalues(ofSymmetric: matrix, bits: bits)
    let width = found.clusters.map { $0.interval.upper - $0.interval.lower }.max()!
    note =
      "\(found.clusters.count) clusters, radius 2^\(width.numerator.bitWidth - width.denominator.bitWidth)"
  }
case "inertia":
  let matrix = symmetric(order)
  seconds = try least {
    let inertia = try matrix.certifiedInertia()
    note = "\(inertia.negative) \(inertia.zero) \(inertia.positive)"
  }
default:
  let entries = symmetric(order).entries.map(\.approximateDouble)
  seconds = try least {
    if arguments[1] == "lapack" {
      _ = try SymmetricEigensolver.eigenvalues(of: entries, order: order)
    } else {
      let found = try EigenvalueEnclosure(ofSymmetric: entries, order: order)
      note = "radius 2^\(found.radius.numerator.bitWidth - found.radius.denominator.bitWidth)"
    }
  }
}
print(
  "{\"job\": \"\(arguments[1])\", \"n\": \(order), \"bits\": \(bits), \"cpu\": \(seconds), \"note\": \"\(note)\"}"
)

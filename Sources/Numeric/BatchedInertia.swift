// BatchedInertia: the inertia of many small symmetric matrices, eight at a time in doubles, proved; exact where doubles cannot tell.
//
// Statement   `screen` gives proved bounds for every matrix: at least so many eigenvalues are negative, at least so many positive. When they
//             add up to the order the inertia is decided. `settle` decides every matrix, singular ones included.
// Hypotheses  Symmetric matrices of finite doubles, taken as exact. A matrix with infinities or NaN gets the bounds 0 and 0 from
//             `screen`; `settle` refuses it.
// Method      1. Two factorisations L D L^T, of A + s I and of A - s I, without pivoting, with an a-posteriori bound of their backward error;
//                Sylvester's law and Weyl's inequality (header of lanes.h: statement, constants, range). Every lane is on its own.
//             2. What is left, packed into full groups: the same with the largest diagonal entry as pivot, and a smaller s.
//             3. When the bounds then add up to r < n, the rank is at least r. For an integer matrix it is at most r, so n - r eigenvalues are zero,
//                when it is r modulo primes whose product exceeds every minor of order r + 1 (`RankBound.swift`).
//             4. Exactly, one by one (`CertifiedInertia.swift`).
// References  [Higham 2002, chapters 9 to 11], [Rump 2006, section 4]; for 3 see `Matrix+Rank.swift`.

internal import CShims
import Exact

/// The workspace for symmetric matrices of one order. One task uses it at a time.
public final class BatchedInertia {
  public let order: Int
  private let work: LaneArray
  /// One group, for the matrices that are looked at again.
  private let again: LaneArray

  /// *Cost*: memory for two groups.
  public init(order: Int) {
    precondition(order >= 1 && order <= Self.largestOrder, "batched inertia of order \(order)")
    self.order = order
    let entries = LaneArray.symmetricEntries(order: order)
    work = LaneArray(groups: 1, entries: entries + 4 * order)
    again = LaneArray(groups: 1, entries: entries)
  }

  /// The bound of the backward error is derived up to here.
  public static var largestOrder: Int { 4096 }

  /// Proved bounds for all matrices of the array, from one round of factorisations without pivoting.
  ///
  /// The answer for a matrix depends on its entries alone, bit for bit, on every machine.
  /// *Cost*: `2/3 n^3` floating-point operations a matrix, eight matrices in a vector.
  public func screen(_ matrices: LaneArray) -> InertiaBatch {
    checkShape(matrices)
    var batch = InertiaBatch(order: order, count: matrices.count)
    factor(matrices, scale: 0x1p-22, pivoting: false, into: &batch)
    return batch
  }

  /// The inertia of all matrices of the array, exact.
  ///
  /// *Errors*: `VerificationError.undecided` when LAPACK fails in step 4.
  /// *Cost*: for a matrix that the screen leaves open, two more factorisations; for a singular one of order 27 with entries near `2^17`, one or
  /// two eliminations modulo eight primes as well. Step 4 takes one matrix at a time; it is rare for random matrices.
  public func settle(_ matrices: LaneArray) throws(VerificationError) -> SettledInertias {
    var batch = screen(matrices)
    var settled = SettledInertias(order: order)
    settled.screened = batch.decidedCount
    let open = (0..<matrices.count).filter { !batch.isDecided($0) }
    var zeros: [Int: Inertia] = [:]
    for first in stride(from: 0, to: open.count, by: LaneArray.lanes) {
      let members = open[first..<min(first + LaneArray.lanes, open.count)]
      for lane in 0..<LaneArray.lanes {
        again.copy(matrix: members[first + lane % members.count], of: matrices, to: lane)
      }
      var answers = InertiaBatch(order: order, count: LaneArray.lanes)
      var places = [Int32](repeating: 0, count: LaneArray.lanes * order)
      factor(again, scale: 0x1p-33, pivoting: true, into: &answers, places: &places)
      for (lane, index) in members.enumerated() {
        batch.negative[index] = answers.negative[lane]
        batch.positive[index] = answers.positive[lane]
        if answers.isDecided(lane) {
          settled.pivoted += 1
          continue
        }
        let entries = again.matrix(lane)
        let rank = Int(answers.negative[lane] + answers.positive[lane])
        let order = Array(places[(lane * self.order)..<((lane + 1) * self.order)])
        if RankBound.isRank(of: entries, order: self.order, rank, pivots: order, work: work) {
          settled.singular += 1
          zeros[index] = Inertia(
            negative: Int(answers.negative[lane]), zero: self.order - rank,
            positive: Int(answers.positive[lane]))
        } else {
          settled.exact += 1
          zeros[index] = try exactInertia(entries)
        }
      }
    }
    settled.inertias = (0..<matrices.count).map { batch.inertia($0) ?? zeros[$0]! }
    return settled
  }

  private func checkShape(_ matrices: LaneArray) {
    precondition(
      matrices.entries == LaneArray.symmetricEntries(order: order),
      "matrices of \(matrices.entries) entries for order \(order)")
  }

  private func exactInertia(_ entries: [Double]) throws(VerificationError) -> Inertia {
    var square = [Double](repeating: 0, count: order * order)
    for i in 0..<order {
      for j in 0...i {
        square[i * order + j] = entries[i * (i + 1) / 2 + j]
        square[j * order + i] = entries[i * (i + 1) / 2 + j]
      }
    }
    return try Inertia(certifiedOfSymmetric: square, order: order)
  }

  private func factor(
    _ matrices: LaneArray, scale: Double, pivoting: Bool, into batch: inout InertiaBatch
  ) {
    withExtendedLifetime((self, matrices)) {
      lanes_inertia(
        matrices.start, matrices.entries, order, matrices.groups, scale, pivoting ? 1 : 0, work.start,
        &batch.negative,
        &batch.positive, nil)
    }
  }

  private func factor(
    _ matrices: LaneArray, scale: Double, pivoting: Bool, into batch: inout InertiaBatch,
    places: inout [Int32]
  ) {
    withExtendedLifetime((self, matrices)) {
      lanes_inertia(
        matrices.start, matrices.entries, order, matrices.groups, scale, pivoting ? 1 : 0, work.start,
        &batch.negative,
        &batch.positive, &places)
    }
  }
}

/// Proved bounds of the inertias of a batch.
public struct InertiaBatch: Sendable {
  public let order: Int
  /// At least so many eigenvalues of each matrix are negative.
  public internal(set) var negative: [Int32]
  /// At least so many are positive.
  public internal(set) var positive: [Int32]

  init(order: Int, count: Int) {
    self.order = order
    negative = Array(repeating: 0, count: count)
    positive = Array(repeating: 0, count: count)
  }

  /// Whether the bounds are the inertia; false says nothing.
  public func isDecided(_ index: Int) -> Bool { Int(negative[index] + positive[index]) == order }

  public var decidedCount: Int { negative.indices.count(where: isDecided) }

  /// The inertia where it is decided; such a matrix is not singular.
  public func inertia(_ index: Int) -> Inertia? {
    guard isDecided(index) else { return nil }
    return Inertia(negative: Int(negative[index]), zero: 0, positive: Int(positive[index]))
  }
}

/// Exact inertias of a batch, and how many of them each step decided.
public struct SettledInertias: Sendable {
  public let order: Int
  public internal(set) var inertias: [Inertia] = []
  public internal(set) var screened = 0
  public internal(set) var pivoted = 0
  /// Singular, the rank proved by primes.
  public internal(set) var singular = 0
  /// Decided one by one by exact means.
  public internal(set) var exact = 0
}

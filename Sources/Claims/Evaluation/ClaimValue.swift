// ClaimValue: what an expression of a claim evaluates to.

import Exact

/// A matrix in orthogonal frames: `F core G'`, where F and G are named orthogonal matrices.
///
/// Frame 0 is the identity. Only `F'F = F F' = I` is ever used of a frame, so what holds of framed matrices holds for all
/// orthogonal ones.
struct FramedMatrix<Number: CommutativeRing>: Sendable {
  let left: Int
  let core: Matrix<Number>
  let right: Int
  /// Symmetric by the way it was made, whatever is known of its entries one by one.
  let isKnownSymmetric: Bool

  init(_ core: Matrix<Number>, isKnownSymmetric: Bool = false) {
    self.init(left: 0, core, right: 0, isKnownSymmetric: isKnownSymmetric)
  }

  init(left: Int, _ core: Matrix<Number>, right: Int, isKnownSymmetric: Bool = false) {
    (self.left, self.core, self.right, self.isKnownSymmetric) = (left, core, right, isKnownSymmetric)
  }

  var isPlain: Bool { left == 0 && right == 0 }
  var transposed: FramedMatrix {
    FramedMatrix(left: right, core.transposed, right: left, isKnownSymmetric: isKnownSymmetric)
  }
  var shape: (Int, Int) { (core.rows, core.columns) }
}

/// A value of the claim language.
indirect enum ClaimValue<Number: CommutativeRing>: Sendable {
  case integer(Integer)
  case number(Number)
  /// Integers and numbers.
  case vector([ClaimValue])
  case matrix(FramedMatrix<Number>)
  /// The widths `d_0, ..., d_L`.
  case network([Int])
  case layers([FramedMatrix<Number>])
  case spectrum([SpectrumRun<Number>])
  /// One value for each index from `first` on.
  case family(first: Int, [ClaimValue])
}

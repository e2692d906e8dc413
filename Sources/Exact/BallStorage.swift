// BallStorage: the only file in which a ball's MPFR memory is touched through pointers.

internal import CGMP
internal import CMPFR
internal import CShims

typealias RealPointer = UnsafeMutablePointer<__mpfr_struct>
typealias RealView = UnsafePointer<__mpfr_struct>

/// Bits of every radius.
let radiusPrecision = 64

/// One allocation: midpoint and radius in the header, their significands in the tail.
///
/// The precision is fixed for life: MPFR must neither resize nor free memory it does not own, so `mpfr_set_prec` and
/// `mpfr_clear` are never called on it and nothing has to be done when it goes.
final class BallStorage: ManagedBuffer<(__mpfr_struct, __mpfr_struct), mp_limb_t> {
  static func make(precision: Int) -> BallStorage {
    precondition(
      Ball.precisionRange.contains(precision), "ball precision \(precision) is not in \(Ball.precisionRange)")
    let limbs = real_limb_count(precision)
    let buffer = BallStorage.create(minimumCapacity: limbs + real_limb_count(radiusPrecision)) { _ in
      (__mpfr_struct(), __mpfr_struct())
    }
    let storage = unsafeDowncast(buffer, to: BallStorage.self)
    storage.withUnsafeMutablePointerToElements { tail in
      let target = storage.target
      real_adopt(target.midpoint, precision, tail)
      real_adopt(target.radius, radiusPrecision, tail + limbs)
    }
    return storage
  }

  /// Pointers into this allocation, which never moves; valid while the caller keeps the storage alive.
  var target: BallTarget {
    withUnsafeMutablePointerToHeader { header in
      let fields = UnsafeMutableRawPointer(header).assumingMemoryBound(to: __mpfr_struct.self)
      return BallTarget(midpoint: fields, radius: fields + 1)
    }
  }

  var precision: Int { withExtendedLifetime(self) { Int(target.midpoint.pointee._mpfr_prec) } }
}

/// A ball that a kernel reads.
struct BallView {
  let midpoint: RealView
  let radius: RealView
}

/// A ball that a kernel writes. It may share memory with the first operand of the kernel.
struct BallTarget {
  let midpoint: RealPointer
  let radius: RealPointer
  var view: BallView { BallView(midpoint: midpoint, radius: radius) }
}

extension Ball {
  /// The ball of the given precision that `kernel` writes, brought to canonical form.
  static func make(precision: Int, _ kernel: (BallTarget) -> Void) -> Ball {
    let storage = BallStorage.make(precision: precision)
    withExtendedLifetime(storage) { guarded(storage.target, kernel) }
    return Ball(representation: .stored(storage))
  }

  /// Clears MPFR's per-thread flags, runs `kernel` and reads them, with no suspension point between.
  private static func guarded(_ target: BallTarget, _ kernel: (BallTarget) -> Void) {
    mpfr_clear_flags()
    kernel(target)
    target.settle()
  }

  /// Calls `body` with a view of the ball, made on the stack for the call when the ball is a literal.
  func withView<Result>(_ body: (BallView) -> Result) -> Result {
    switch representation {
    case .stored(let storage):
      return withExtendedLifetime(storage) { body(storage.target.view) }
    case .literal(let value):
      var limbs: (mp_limb_t, mp_limb_t) = (0, 0)
      return withUnsafeMutableBytes(of: &limbs) { limbBytes in
        let limb = limbBytes.baseAddress!.assumingMemoryBound(to: mp_limb_t.self)
        var fields = (__mpfr_struct(), __mpfr_struct())
        return withUnsafeMutableBytes(of: &fields) { fieldBytes in
          let field = fieldBytes.baseAddress!.assumingMemoryBound(to: __mpfr_struct.self)
          real_view_word(field, value, limb)
          real_adopt(field + 1, radiusPrecision, limb + 1)
          return body(BallView(midpoint: field, radius: field + 1))
        }
      }
    }
  }

  func withViews<Result>(_ other: Ball, _ body: (BallView, BallView) -> Result) -> Result {
    withView { a in other.withView { b in body(a, b) } }
  }

  /// Replaces the ball by what `kernel` makes of it, in place when the storage is ours alone and precise enough.
  ///
  /// `kernel` gets the target and a view of the old value; the two are the same memory in the in-place case.
  mutating func update(toPrecision precision: Int, _ kernel: (BallTarget, BallView) -> Void) {
    if case .stored(var storage) = representation, storage.precision == precision {
      representation = .literal(0)  // gives up our reference, so that uniqueness can be seen
      if isKnownUniquelyReferenced(&storage) {
        withExtendedLifetime(storage) { Ball.guarded(storage.target) { kernel($0, $0.view) } }
        representation = .stored(storage)
      } else {
        let old = Ball(representation: .stored(storage))
        self = old.withView { view in Ball.make(precision: precision) { kernel($0, view) } }
      }
    } else {
      let old = self
      self = old.withView { view in Ball.make(precision: precision) { kernel($0, view) } }
    }
  }
}

/// Calls `body` with a scratch real of the given precision, which lives for the call.
func withScratch<Result>(precision: Int, _ body: (RealPointer) -> Result) -> Result {
  withUnsafeTemporaryAllocation(of: mp_limb_t.self, capacity: real_limb_count(precision)) { limbs in
    var real = __mpfr_struct()
    return withUnsafeMutablePointer(to: &real) { pointer in
      real_adopt(pointer, precision, limbs.baseAddress!)
      return body(pointer)
    }
  }
}

/// Calls `body` with two scratch reals of radius precision.
func withScratchRadii<Result>(_ body: (RealPointer, RealPointer) -> Result) -> Result {
  withScratch(precision: radiusPrecision) { a in withScratch(precision: radiusPrecision) { b in body(a, b) } }
}

extension Rational {
  /// Calls `body` with a read-only fraction over the two parts.
  func withFraction<Result>(_ body: (UnsafePointer<__mpq_struct>) -> Result) -> Result {
    numerator.withPointers(denominator) { numerator, denominator in
      var fraction = __mpq_struct(_mp_num: numerator.pointee, _mp_den: denominator.pointee)
      return withUnsafePointer(to: &fraction, body)
    }
  }

  /// The dyadic rational that a finite real is.
  init(_ real: RealView) {
    if real_is_zero(real) != 0 {
      self.init(0)
    } else {
      var exponent = 0
      let mantissa = withFreshInteger { exponent = mpfr_get_z_2exp($0, real) }
      self.init(mantissa: mantissa, exponent: exponent)
    }
  }
}

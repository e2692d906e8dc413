// Integer+Limbs: integers to and from two's complement limbs in flat storage of our own modules.

internal import CShims

extension Integer {
  /// The integer of the given limbs in two's complement, lowest first; at least one limb.
  package init(twosComplement limbs: UnsafeBufferPointer<UInt>) {
    let isNegative = limbs[limbs.count - 1] >> 63 == 1
    let sign: UInt = isNegative ? .max : 0
    var count = limbs.count
    while count > 1, limbs[count - 1] == sign, limbs[count - 2] >> 63 == sign & 1 { count -= 1 }
    if count == 1 {
      self.init(Int(bitPattern: limbs[0]))
    } else if isNegative {
      // -x = ~x + 1, so x = -(~x + 1); ~x has no more limbs.
      let complement = (0..<count).map { ~limbs[$0] }
      self = -withFreshInteger { integer_set_limbs($0, complement, count, 0) } - 1
    } else {
      self = withFreshInteger { integer_set_limbs($0, limbs.baseAddress!, count, 0) }
    }
  }

  /// Writes the value in two's complement, lowest limb first. A value that does not fit is misuse.
  package func writeTwosComplement(to limbs: UnsafeMutableBufferPointer<UInt>) {
    precondition(
      bitWidth < 64 * limbs.count || self == -Integer(1).shiftedLeft(by: 64 * limbs.count - 1),
      "\(bitWidth) bits in \(limbs.count) limbs")
    let isNegative = signum() < 0
    withMagnitudeWords { words in
      var carry = isNegative
      for k in 0..<limbs.count {
        let word = k < words.count ? words[k] : 0
        if isNegative {
          let (sum, overflow) = (~word).addingReportingOverflow(carry ? 1 : 0)
          limbs[k] = sum
          carry = overflow
        } else {
          limbs[k] = word
        }
      }
    }
  }
}

// WeylSpectrum: certified spectra of networks that are aligned only up to rounding.

import Exact
import Numeric

extension Spectrum {
  /// Encloses every eigenvalue of the Hessian of a network near an aligned one.
  ///
  /// *Guarantee*: the i-th largest eigenvalue lies between the i-th largest lower end and the i-th largest upper end of
  /// the blocks' enclosures, each moved outward by the remainder; overlapping enclosures are merged, so counts are
  /// proved. *Method*: `AlignedApproximation`, LAPACK with exact residuals for every block, Weyl's inequality twice.
  public init(weyl approximation: AlignedApproximation, part: HessianPart = .full) throws {
    var values: [(lower: Rational, upper: Rational, multiplicity: Integer)] = []
    for block in approximation.aligned.hessianBlocks(part: part) {
      for component in block.matrix.connectedComponents {
        let part = block.matrix.submatrix(rows: component, columns: component)
        if part.rows == 1 {
          values.append((part[0, 0], part[0, 0], block.multiplicity))
          continue
        }
        let enclosure = try EigenvalueEnclosure(ofSymmetric: part)
        for center in enclosure.centers {
          values.append((center - enclosure.radius, center + enclosure.radius, block.multiplicity))
        }
      }
    }
    let remainder = approximation.remainder
    // The i-th largest eigenvalue of the blocks lies between the i-th largest of the lower and of the upper ends, so
    // a maximal group of overlapping intervals holds exactly as many eigenvalues as it has members.
    values.sort { $0.upper > $1.upper }
    var entries: [SpectrumEntry] = []
    var group: (lower: Rational, upper: Rational, multiplicity: Integer)?
    func close() {
      guard let group else { return }
      let value = SpectrumEntry.Value.enclosed(lower: group.lower - remainder, upper: group.upper + remainder)
      entries.append(SpectrumEntry(value: value, multiplicity: group.multiplicity))
    }
    let gap = remainder + remainder
    for value in values {
      if let current = group, value.upper + gap >= current.lower {
        group = (min(current.lower, value.lower), current.upper, current.multiplicity + value.multiplicity)
      } else {
        close()
        group = value
      }
    }
    close()
    self.init(
      parameters: approximation.aligned.parameterCount, method: .alignedWeyl, eigenvalues: entries,
      remainder: remainder)
  }
}

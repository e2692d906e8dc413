// Deadline: when a computation gives up.

/// A moment beyond which nothing is computed, or none.
struct Deadline: Sendable {
  private let moment: ContinuousClock.Instant?

  static let none = Deadline(moment: nil)
  static func after(seconds: Int) -> Deadline { Deadline(moment: ContinuousClock.now + .seconds(seconds)) }

  var hasPassed: Bool { moment.map { ContinuousClock.now > $0 } ?? false }

  func requireTime() throws(ClaimFault) {
    if hasPassed { throw .exhausted("the time of the budget is used up") }
  }
}

// Progress: what a long run says while it runs.

import Synchronization

/// A line of progress on stderr once a run takes over a second: rewritten on a terminal, every ten seconds elsewhere.
///
/// The line is written by a task of its own, so that a run deep inside LAPACK is seen as well; `report` only says what is under way.
final class Progress: Sendable {
  private struct State {
    var text = ""
    var isShown = false
    var hasEnded = false
  }

  private let state = Mutex(State())

  init() {
    Task.detached { [weak self] in
      let clock = ContinuousClock()
      let start = clock.now
      try await Task.sleep(for: .seconds(1))
      while let self, self.show(after: start.duration(to: clock.now)) {
        try await Task.sleep(for: StandardError.isTerminal ? .milliseconds(500) : .seconds(10))
      }
    }
  }

  func report(_ text: @autoclosure () -> String) {
    let text = text()
    state.withLock { $0.text = text }
  }

  /// Ends the line; nothing is written afterwards.
  func end() {
    state.withLock { state in
      state.hasEnded = true
      if state.isShown && StandardError.isTerminal { StandardError.write("\r\u{1b}[K") }
    }
  }

  /// Writes the line unless the run has ended; false when it has.
  private func show(after elapsed: Duration) -> Bool {
    state.withLock { state in
      if state.hasEnded { return false }
      if state.text.isEmpty { return true }
      state.isShown = true
      let line = "\(state.text)  \(elapsed.components.seconds) s"
      StandardError.write(StandardError.isTerminal ? "\r\u{1b}[K\(line)" : "\(line)\n")
      return true
    }
  }

  deinit { end() }
}

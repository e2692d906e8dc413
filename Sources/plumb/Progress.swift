// Progress: what a long run says while it runs.

/// A line of progress on stderr once a run takes over a second: rewritten on a terminal, every ten seconds elsewhere.
final class Progress {
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var last: ContinuousClock.Instant
  private var isShown = false

  init() {
    start = clock.now
    last = start
  }

  func report(_ text: @autoclosure () -> String) {
    let now = clock.now
    let pause: Duration = StandardError.isTerminal ? .milliseconds(200) : .seconds(10)
    if now - start < .seconds(1) || (isShown && now - last < pause) { return }
    last = now
    isShown = true
    let elapsed = (now - start).components.seconds
    StandardError.write(
      StandardError.isTerminal ? "\r\u{1b}[K\(text())  \(elapsed) s" : "\(text())  \(elapsed) s\n")
  }

  func end() { if isShown && StandardError.isTerminal { StandardError.write("\r\u{1b}[K") } }
}

// Output: standard output and error, atomic files, colour and progress.

import Exact
import Theorems

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writing failed: a full disk, a closed pipe, a folder that is not there.
struct OutputError: Error, CustomStringConvertible {
  let description: String
}

/// Writes all of `bytes` to a file descriptor, however many calls it takes.
private func writeAll(_ bytes: [UInt8], to descriptor: Int32, name: String) throws(OutputError) {
  var done = 0
  while done < bytes.count {
    let count = bytes[done...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count < 0 {
      if errno == EINTR { continue }
      throw OutputError(description: "\(name): \(String(cString: strerror(errno))); nothing more was written")
    }
    done += count
  }
}

enum StandardOutput {
  /// A closed pipe comes back from `write` as an error with its own exit code; by default it would end the process.
  static func reportClosedPipes() { signal(SIGPIPE, SIG_IGN) }

  static func write(_ text: String) throws(OutputError) {
    try writeAll(Array(text.utf8), to: 1, name: "standard output")
  }

  static var isTerminal: Bool { isatty(1) == 1 }
}

enum StandardError {
  /// Diagnostics are best effort: a closed stderr must not change the result.
  static func write(_ text: String) { try? writeAll(Array(text.utf8), to: 2, name: "standard error") }

  static var isTerminal: Bool { isatty(2) == 1 }
}

/// Files that appear whole or not at all.
enum AtomicFile {
  /// Writes to a temporary file beside `path` and renames it; on any failure the temporary file is removed.
  static func write(_ text: String, to path: String) throws(OutputError) {
    let temporary = "\(path).\(getpid()).tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL, 0o644)
    if descriptor < 0 {
      throw OutputError(description: "\(path): \(String(cString: strerror(errno))); nothing was written")
    }
    do throws(OutputError) {
      try writeAll(Array(text.utf8), to: descriptor, name: path)
    } catch {
      close(descriptor)
      unlink(temporary)
      throw error
    }
    guard fsync(descriptor) == 0 || errno == EINVAL, close(descriptor) == 0, rename(temporary, path) == 0
    else {
      let reason = String(cString: strerror(errno))
      unlink(temporary)
      throw OutputError(description: "\(path): \(reason); nothing was written")
    }
  }

  static func makeFolder(_ path: String) throws(OutputError) {
    var partial = path.hasPrefix("/") ? "/" : ""
    for component in path.split(separator: "/") {
      partial += component + "/"
      if mkdir(partial, 0o755) != 0 && errno != EEXIST {
        throw OutputError(description: "\(partial): \(String(cString: strerror(errno))); nothing was written")
      }
    }
  }
}

/// Words in colour on a terminal, plain elsewhere and where NO_COLOR is set.
enum Style {
  private static let isOn =
    StandardOutput.isTerminal && getenv("NO_COLOR") == nil
    && getenv("TERM").map { String(cString: $0) } != "dumb"

  static func colored(_ text: String, _ verdict: Verdict) -> String {
    guard isOn else { return text }
    let code =
      switch verdict {
      case .verified: "32"
      case .refuted: "36"
      case .unknown, .vacuous: "33"
      case .invalid: "31"
      }
    return "\u{1b}[\(code)m\(text)\u{1b}[0m"
  }
}

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

/// Text in columns.
enum Layout {
  static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  static func leading(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  /// `1234567` as `1,234,567`.
  static func grouped(_ value: Integer) -> String {
    let digits = Array(value.magnitude.description)
    var result = value.signum() < 0 ? "-" : ""
    for (i, digit) in digits.enumerated() {
      if i > 0 && (digits.count - i) % 3 == 0 { result += "," }
      result.append(digit)
    }
    return result
  }

  static func interval(_ lower: Rational, _ upper: Rational, digits: Int) -> String {
    let (low, high) = decimalBounds(lower: lower, upper: upper, digits: digits)
    return low == high ? low : "[\(low), \(high)]"
  }
}

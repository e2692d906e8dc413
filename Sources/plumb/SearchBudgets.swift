// SearchBudgets: how long a search may run and how much memory the process may hold.

import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Limits of a run. A run that reaches one stops like one that is interrupted: with a checkpoint.
final class SearchBudgets: Sendable {
  private static let memoryInterval: Duration = .milliseconds(100)

  private let deadline: ContinuousClock.Instant?
  private let memory: Int?
  private let nextMemoryCheck: Mutex<ContinuousClock.Instant>
  private let exhausted = Mutex<String?>(nil)
  /// Whether `exhausted` says something: asked before each trial, by all threads.
  private let isExhausted = Atomic(false)

  /// Time counts from now on.
  init(time: Duration?, memory: Int?) {
    deadline = time.map { ContinuousClock.now + $0 }
    self.memory = memory
    nextMemoryCheck = Mutex(.now)
  }

  /// Why the run has to stop; nil as long as it may go on.
  var reason: String? {
    if let name = StopSignal.name { return name }
    if isExhausted.load(ordering: .acquiring) { return exhausted.withLock { $0 } }
    if let deadline, ContinuousClock.now >= deadline { return exhaust("the time budget") }
    if isOverMemory { return exhaust("the memory budget") }
    return nil
  }

  /// Stops the run for another reason.
  @discardableResult func exhaust(_ reason: String) -> String {
    let first = exhausted.withLock {
      if $0 == nil { $0 = reason }
      return $0!
    }
    isExhausted.store(true, ordering: .releasing)
    return first
  }

  private var isOverMemory: Bool {
    guard let memory else { return false }
    let isDue = nextMemoryCheck.withLock { next in
      let now = ContinuousClock.now
      if now < next { return false }
      next = now + Self.memoryInterval
      return true
    }
    return isDue && Self.residentBytes > memory
  }

  /// The memory that the process holds. On Linux from /proc, because the peak of `getrusage` is inherited from the parent process; on
  /// macOS, where it is not, that peak.
  private static var residentBytes: Int {
    #if canImport(Darwin)
      var usage = rusage()
      return getrusage(RUSAGE_SELF, &usage) == 0 ? usage.ru_maxrss : 0
    #else
      let descriptor = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
      if descriptor < 0 { return 0 }
      defer { close(descriptor) }
      var buffer = [UInt8](repeating: 0, count: 128)
      let count = read(descriptor, &buffer, buffer.count)
      let words = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self).split(separator: " ")
      return words.count > 1 ? (Int(words[1]) ?? 0) * sysconf(Int32(_SC_PAGESIZE)) : 0
    #endif
  }
}

extension SearchBudgets {
  /// Seconds from `90s`, `10min`, `2h`, `1d`.
  static func seconds(_ text: String, _ option: String) throws -> Int {
    try scaled(text, option, ["s": 1, "min": 60, "h": 3600, "d": 86400], example: "90s, 10min, 2h or 1d")
  }

  /// Bytes from `512M` or `2G`, in powers of 1024.
  static func bytes(_ text: String, _ option: String) throws -> Int {
    try scaled(text, option, ["M": 1 << 20, "G": 1 << 30], example: "512M or 2G")
  }

  private static func scaled(
    _ text: String, _ option: String, _ units: [String: Int], example: String
  ) throws -> Int {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits), (1...1_000_000_000).contains(number),
      let unit = units[String(text[digits.endIndex...])]
    else { throw CommandFailure.usage("\(option) \(shortened(text)): write \(example)") }
    return number * unit
  }
}

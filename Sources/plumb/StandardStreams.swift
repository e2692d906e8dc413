// StandardStreams: the result on standard output, everything else on standard error.

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
func writeAll(_ bytes: [UInt8], to descriptor: Int32, name: String) throws(OutputError) {
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

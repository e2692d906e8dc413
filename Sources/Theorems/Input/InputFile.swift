// InputFile: bytes from a file or from standard input. The only place where Plumb opens an input.

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The reader of files, with limits and one-line errors.
public enum InputFile {
  /// The cap on a file unless the caller sets another: 64 MiB.
  public static let maximumBytes = 64 << 20

  /// The bytes of the file at `path`; `-` is standard input.
  ///
  /// *Errors*: `noSuchInput` when nothing is there or a folder is; `badContent` beyond `limit` bytes; `inputOutput` when
  /// the file is there and cannot be opened or read. Pipes and devices are read up to the limit, whatever size they claim.
  public static func read(_ path: String, limit: Int = maximumBytes) throws(InputError) -> [UInt8] {
    if path == "-" { return try readAll(from: 0, name: "standard input", limit: limit, hint: 0) }
    if path.isEmpty || path.utf8.contains(0) {
      throw InputError(
        .noSuchInput, file: path, "an empty path, or one with a zero byte", suggestion: "name a file")
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw openingFailure(errno, path) }
    defer { close(descriptor) }
    var status = stat()
    if fstat(descriptor, &status) != 0 { throw readingFailure(errno, path) }
    if status.st_mode & S_IFMT == S_IFDIR {
      throw InputError(
        .noSuchInput, file: path, "is a folder, not a file", suggestion: "name a file inside it")
    }
    let size = Int(status.st_size)
    if size > limit { throw tooLarge(path, limit) }
    return try readAll(from: descriptor, name: path, limit: limit, hint: size)
  }

  /// Reads to the end. Memory grows with what arrives, not with what was announced.
  private static func readAll(
    from descriptor: Int32, name: String, limit: Int, hint: Int
  ) throws(InputError) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(hint)
    let chunkSize = 1 << 16
    while true {
      var failure: Int32 = 0
      var count = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: chunkSize) { buffer, initialized in
        #if canImport(Darwin)
          count = Darwin.read(descriptor, buffer.baseAddress!, chunkSize)
        #elseif canImport(Glibc)
          count = Glibc.read(descriptor, buffer.baseAddress!, chunkSize)
        #elseif canImport(Musl)
          count = Musl.read(descriptor, buffer.baseAddress!, chunkSize)
        #endif
        failure = errno
        initialized = max(0, count)
      }
      if count == 0 { return bytes }
      if count < 0 {
        if failure == EINTR { continue }
        throw readingFailure(failure, name)
      }
      if bytes.count + count > limit { throw tooLarge(name, limit) }
      bytes += chunk
    }
  }

  private static func openingFailure(_ code: Int32, _ path: String) -> InputError {
    switch code {
    case ENOENT, ENOTDIR:
      let folder = path.hasPrefix("/") ? "" : " (looked in \(workingFolder))"
      return InputError(.noSuchInput, file: path, "no such file\(folder)", suggestion: "check the path")
    case EACCES, EPERM:
      return InputError(.inputOutput, file: path, "permission denied", suggestion: "make the file readable")
    default: return readingFailure(code, path)
    }
  }

  private static func readingFailure(_ code: Int32, _ name: String) -> InputError {
    let reason = String(cString: strerror(code))
    return InputError(
      .inputOutput, file: name, "reading failed: \(reason)", suggestion: "check the file and its disk")
  }

  private static func tooLarge(_ name: String, _ limit: Int) -> InputError {
    InputError(file: name, "more than \(limit) bytes, which is the limit", suggestion: "split the file")
  }

  private static var workingFolder: String {
    guard let path = getcwd(nil, 0) else { return "a working folder that is gone" }
    defer { free(path) }
    return String(cString: path)
  }
}

// AtomicFile: files that appear whole or not at all.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

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

  /// Complains now about a path to which `write` would fail after hours of work.
  static func expectWritable(_ path: String) throws(OutputError) {
    if isFolder(path) || path.hasSuffix("/") {
      throw OutputError(description: "\(path): a folder; name a file. Nothing was started")
    }
    if access(parts(path).folder, W_OK | X_OK) != 0 {
      throw OutputError(description: "\(path): \(String(cString: strerror(errno))); nothing was started")
    }
  }

  /// Whether two paths are the same name in the same folder, so that writing one replaces the other.
  static func isSame(_ one: String, _ other: String) -> Bool {
    let (a, b) = (parts(one), parts(other))
    var (first, second) = (stat(), stat())
    return a.name == b.name && stat(a.folder, &first) == 0 && stat(b.folder, &second) == 0
      && first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }

  private static func parts(_ path: String) -> (folder: String, name: Substring) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path[...]) }
    return (String(path[...slash]), path[path.index(after: slash)...])
  }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}

// plumb check: certificates, checked by deriving their verdicts again.

import ArgumentParser
import Claims
import Exact
import Theorems

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract:
      "Check certificates by deriving their verdicts again (checker/plumb_check.py is the independent program)."
  )

  @Argument(help: "Certificate files, or folders that are walked for *.json.") var paths: [String]
  @Flag(help: "Print only rejections and the closing line.") var quiet = false

  func run() throws {
    try reporting {
      let files = try paths.flatMap { path in
        let found = try certificateFiles(path)
        if found.isEmpty {
          throw InputError(
            .noSuchInput, file: path, "no certificate in this folder",
            suggestion: "name a folder with *.json files")
        }
        return found
      }
      var (accepted, rejected) = (0, 0)
      for file in files {
        let document = try JSONReader.read(try InputFile.read(file), file: file)
        do {
          let entry = try Certificate.checkAnyKind(document)
          accepted += 1
          if !quiet {
            try StandardOutput.write(
              "ACCEPTED  \(file)  \(entry.id): \(entry.verdict.rawValue), \(entry.scopeText)\n")
          }
        } catch let rejection as CertificateRejection {
          rejected += 1
          try StandardOutput.write("REJECTED  \(file)  \(rejection)\n")
        }
      }
      try StandardOutput.write("\(accepted) accepted, \(rejected) rejected\n")
      if rejected > 0 { throw ExitCode(3) }
    }
  }
}

/// The file itself, or the `*.json` files below a folder in sorted order.
private func certificateFiles(_ path: String) throws -> [String] {
  guard let folder = opendir(path) else { return [path] }
  defer { closedir(folder) }
  var names: [String] = []
  while let entry = readdir(folder) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if !name.hasPrefix(".") { names.append(name) }
  }
  return try names.sorted().flatMap { name -> [String] in
    let inner = "\(path)/\(name)"
    var information = stat()
    guard stat(inner, &information) == 0 else { return [] }
    if information.st_mode & S_IFMT == S_IFDIR { return try certificateFiles(inner) }
    return name.hasSuffix(".json") ? [inner] : []
  }
}

// Command: the built plumb as a child process, with its output, its exit code and its time.

import Foundation
import Support
import Testing

/// What a run of the command left behind.
struct Outcome {
  let output: String
  let error: String
  /// The exit code, or 128 plus the signal that ended the process.
  let exitCode: Int32
  let seconds: Double

  var errorLines: [Substring] { error.split(separator: "\n", omittingEmptySubsequences: true) }
}

enum Command {
  /// The folder of this package.
  static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The product beside the test bundle, or the one that PLUMB_EXECUTABLE names.
  static let executable: URL = {
    if let named = ProcessInfo.processInfo.environment["PLUMB_EXECUTABLE"] {
      return URL(fileURLWithPath: named)
    }
    let bundles = (Bundle.allBundles + [Bundle.main]).map(\.bundleURL)
    let folders = bundles.flatMap { [$0, $0.deletingLastPathComponent()] }
    let found = folders.map { $0.appendingPathComponent("plumb") }.first {
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: $0.path, isDirectory: &isFolder) && !isFolder.boolValue
    }
    guard let found else { preconditionFailure("no plumb beside the tests: set PLUMB_EXECUTABLE") }
    return found
  }()

  /// Runs plumb to its end; a run of over thirty seconds is ended and counts as signal 9.
  ///
  /// `standardOutput` replaces the file that collects the output. `environment` is added to a small fixed one.
  static func run(
    _ arguments: [String], input: Data? = nil, environment: [String: String] = [:],
    standardOutput: FileHandle? = nil, folder: URL? = nil, executable: URL = executable
  ) throws -> Outcome {
    let scratch = try Scratch()
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder ?? scratch.folder
    process.environment = ["PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no"].merging(environment) {
      $1
    }
    let (output, error) = (try scratch.file("output", Data()), try scratch.file("error", Data()))
    process.standardInput = try FileHandle(forReadingFrom: scratch.file("input", input ?? Data()))
    process.standardOutput = try standardOutput ?? FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: error)
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    let start = ContinuousClock.now
    try process.run()
    if ended.wait(timeout: .now() + 30) == .timedOut {
      kill(process.processIdentifier, SIGKILL)
      ended.wait()
    }
    let elapsed = ContinuousClock.now - start
    let code = process.terminationStatus + (process.terminationReason == .uncaughtSignal ? 128 : 0)
    return Outcome(
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      error: String(decoding: try Data(contentsOf: error), as: UTF8.self), exitCode: code,
      seconds: Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18)
  }

  /// Runs plumb, expects success with nothing on stderr but progress ("... 12 s"), and returns what it printed.
  static func succeed(_ arguments: String..., environment: [String: String] = [:]) throws -> String {
    let outcome = try run(arguments, environment: environment, folder: package)
    #expect(outcome.exitCode == 0, "plumb \(arguments): \(outcome.error)")
    let other = outcome.error.split(separator: "\n").filter { $0.firstMatch(of: /\ \ \d+ s$/) == nil }
    #expect(other.isEmpty, "plumb \(arguments): \(outcome.error)")
    return outcome.output
  }
}

/// A temporary folder that goes away with the value.
final class Scratch: Sendable {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("plumb-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func file(_ name: String, _ content: Data) throws -> URL {
    let url = folder.appendingPathComponent(name)
    try content.write(to: url)
    return url
  }

  func file(_ name: String, _ text: String) throws -> String { try file(name, Data(text.utf8)).path }
}

import Exact
import Support
import Foundation
import Testing
import Theorems

/// Certificates of one network: written, accepted by `plumb check`, refused when damaged or too large.
@Suite struct NetworkCertificateTests {
  static let network = "proofs-data/networks/examples/irrational-L2.json"
  static let sample = "proofs-data/certificates/spectra/irrational-L2.json"

  private func made(_ arguments: [String]) throws -> String {
    let scratch = try Scratch()
    let path = try scratch.file("certificate.json", "")
    let outcome = try Command.run(
      ["spectrum", Self.network, "--certificate", path] + arguments, folder: Command.package)
    #expect(outcome.exitCode == 0 && outcome.error.isEmpty, "\(outcome.error)")
    #expect(try Command.succeed("check", "--quiet", path) == "1 accepted, 0 rejected\n")
    return try String(contentsOfFile: path, encoding: .utf8)
  }

  @Test func samplesAreWhatTheCommandWrites() throws {
    let sample = try String(
      contentsOf: Command.package.appendingPathComponent(Self.sample), encoding: .utf8)
    #expect(try made([]) == sample)
    for part in ["gauss-newton", "functional"] { #expect(try made(["--hessian", part]) != sample) }
  }

  @Test func shiftsAreSortedAndCounted() throws {
    let rows = try JSON(printed: made(["--shifts", "1,0,-1/4,1"]))["proof"]["counts"].elements
    #expect(rows.map { $0["shift"].text } == ["-1/4", "0", "1"])
    for row in rows {
      let counts = try ["negative", "zero", "positive"].map { try row[$0].integer() }
      #expect(counts.reduce(0, +) == 8)
    }
  }

  @Test(arguments: [
    ("\"multiplicity\": \"1\"", "\"multiplicity\": \"2\""), ("\"bits\": 64", "\"bits\": 96"),
    ("\"hessian\": \"full\"", "\"hessian\": \"functional\""), ("\"2/3\"", "\"4/6\""), ("\"2/3\"", "\"5/6\""),
    ("\"widths\"", "\"width\""), ("network-spectrum", "network-inertia"),
  ]) func damagedOnesAreRefused(old: String, new: String) throws {
    let scratch = try Scratch()
    let text = try String(contentsOf: Command.package.appendingPathComponent(Self.sample), encoding: .utf8)
    let range = try #require(text.range(of: old))
    let path = try scratch.file("damaged.json", text.replacingCharacters(in: range, with: new))
    let outcome = try Command.run(["check", path])
    #expect(outcome.exitCode == 3 && outcome.output.hasPrefix("REJECTED"), "\(outcome.output)")
  }

  @Test func largerOnesAreRefused() throws {
    let scratch = try Scratch()
    let path = scratch.folder.appendingPathComponent("certificate.json").path
    for network in [
      ["proofs-data/networks/deng2026/linear-L2-step10000.safetensors"],
      ["--balanced", "--widths", "257,300,2", "--rank", "1"],
    ] {
      let outcome = try Command.run(
        ["spectrum"] + network + ["--certificate", path], folder: Command.package)
      #expect(outcome.exitCode == 2 && outcome.errorLines.count == 1 && outcome.output.isEmpty)
      #expect(outcome.error.contains("no certificate"))
      #expect(!FileManager.default.fileExists(atPath: path))
    }
    let outcome = try Command.run(["spectrum", Self.network, "--shifts", "0"], folder: Command.package)
    #expect(outcome.exitCode == 64)
  }
}

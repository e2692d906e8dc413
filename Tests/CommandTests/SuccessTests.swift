import Exact
import Foundation
import Support
import Testing
import Theorems

/// The success path of every command, and the forms of their answers.
@Suite struct SuccessTests {
  static let checkpoint = "proofs-data/networks/deng2026/linear-L2-step10000.safetensors"
  static let balanced = ["spectrum", "--balanced", "--widths", "3,3,2", "--rank", "1", "--tail", "1/2"]

  @Test func helpAndVersion() throws {
    for arguments in [["--help"], ["help", "verify"], ["spectrum", "--help"], []] {
      let outcome = try Command.run(arguments)
      #expect(outcome.exitCode == 0 && outcome.output.contains("USAGE: plumb"), "\(arguments)")
    }
    #expect(try Command.succeed("--version").hasPrefix("plumb "))
  }

  @Test func verifyOneAndList() throws {
    let text = try Command.succeed("verify", "deng-2026-bifurcation-minimum")
    #expect(text.contains("VERIFIED") && text.contains("1 claims: 1 verified, 0 refuted, 0 unknown."))
    #expect(try Command.succeed("verify", "--quiet", "deng-2026-R2").contains("1 refuted as expected"))
    let ids = try JSON(printed: Command.succeed("list", "--json")).elements
    #expect(ids.count == Catalogue.all.count)
    #expect(
      ids.allSatisfy { row in
        row.keys == ["citation", "evidence", "expected", "family", "id", "statement", "title", "wording"]
      })
    #expect(try Command.succeed("list").split(separator: "\n").count == ids.count)
    for id in ["deng-2026-recursion", "deng-2026-R2"] {
      let text = try Command.succeed("explain", id)
      #expect(text.contains("plumb verify \(id)") && text.contains("hypotheses"))
    }
  }

  @Test func familiesAndTheWholeCatalogue() throws {
    let rows = try JSON(printed: Command.succeed("verify", "--all", "--json")).elements
    #expect(rows.map { $0["id"].text } == Catalogue.all.map(\.id))
    #expect(rows.allSatisfy { $0["verdict"] == $0["expected"] && $0["evidence"] == $0["expectedEvidence"] })
    for evidence in Evidence.allCases {
      let ids = try JSON(printed: Command.succeed("list", "--json", "--evidence", evidence.rawValue)).elements
      #expect(
        ids.map { $0["id"].text }
          == rows.filter { $0["evidence"].text == evidence.rawValue }.map { $0["id"].text })
    }
    for verdict in Verdict.allCases {
      let ids = try JSON(printed: Command.succeed("list", "--json", "--verdict", verdict.rawValue)).elements
      #expect(ids.count == rows.count { $0["verdict"].text == verdict.rawValue })
    }
    for family in Family.allCases {
      let ids = try JSON(printed: Command.succeed("list", "--json", "--family", family.rawValue)).elements
      #expect(ids.map { $0["id"].text } == Catalogue.entries(of: family).map(\.id))
      #expect(ids.allSatisfy { $0["family"].text == family.rawValue })
    }
    let text = try Command.succeed("verify", "--all")
    let verified = Catalogue.all.count { $0.expected == .verified }
    let refuted = Catalogue.all.count - verified
    #expect(
      text.contains(
        "\(Catalogue.all.count) claims: \(verified) verified, \(refuted) refuted as expected, 0 unknown."))
    #expect(try Command.succeed("verify", "--family", "landscape").contains("kawaguchi-2016-origin"))
    for refused in [
      ["verify", "--all", "cert-crossing"], ["verify", "--all", "--family", "seed"],
      ["verify", "--family", "seed", "cert-crossing"], ["list", "--evidence", "none"],
      ["list", "--family", "none"],
    ] {
      #expect(try Command.run(refused).exitCode == 64)
    }
  }

  @Test func verifyAnswersAnArray() throws {
    let rows = try JSON(printed: Command.succeed("verify", "--json")).elements
    #expect(rows.map { $0["id"].text } == Catalogue.entries(of: .seed).map(\.id))
    let documented = ["certificate", "evidence", "id", "method", "notCovered", "scope", "seconds", "verdict"]
    let undocumented = ["expected", "expectedEvidence", "family", "statement", "summary", "twinOf"]
    for row in rows {
      #expect(row.keys == (documented + undocumented).sorted())
      #expect(row["verdict"] == row["expected"] && ["verified", "refuted"].contains(row["verdict"].text))
      #expect(try row["seconds"].rational() >= 0 && row["certificate"] == .null)
    }
  }

  /// Every field, and only those; multiplicities sum to the parameters; bounds on the right side.
  @Test(arguments: [1, 2, 7, 30, 200]) func spectrumAnswersItsFormat(digits: Int) throws {
    let aligned = Self.balanced + ["--count", "0,1"]
    let network = AlignedNetwork<Rational>(
      widths: [3, 3, 2],
      modes: [
        ModeRun(count: 1, balanced: 1, depth: 2, x: 1, y: 1),
        ModeRun(count: 1, balanced: Rational(1, 2), depth: 2, x: 1, y: 0),
      ], restInput: 1)
    let truth = try Spectrum(aligned: network)
    let outcome = try Command.run(aligned + ["--json", "--digits", "\(digits)"])
    #expect(outcome.exitCode == 0 && outcome.error.isEmpty)
    let answer = try JSON(printed: outcome.output)
    #expect(answer.keys == ["complete", "count", "eigenvalues", "format", "inertia", "method", "parameters"])
    #expect(answer["format"] == "plumb.spectrum/1" && answer["complete"] == true)
    #expect(answer["method"] == "aligned-exact" && answer["parameters"] == "15")
    let rows = answer["eigenvalues"].elements
    #expect(rows.count == truth.eigenvalues.count)
    var total: Integer = 0
    for (row, entry) in zip(rows, truth.eigenvalues) {
      #expect(
        row.keys == ["exact", "lower", "multiplicity", "separated", "upper"] && row["separated"] == true)
      let (lower, upper) = (try row["lower"].rational(), try row["upper"].rational())
      total += try row["multiplicity"].integer()
      guard case .exact(let value) = entry.value else { continue }
      #expect(
        value.compared(to: lower) >= 0 && value.compared(to: upper) <= 0, "[\(lower), \(upper)] for \(value)")
      #expect(row["exact"] == (value.asRational.map { .string($0.description) } ?? .null))
      let size = max(lower.magnitude, upper.magnitude)
      #expect(upper - lower <= size * 3 / Rational(Integer(10).power(digits - 1)), "\(digits) digits")
      // The width is never hidden: an irrational number has two different bounds.
      #expect(lower < upper || value.asRational != nil)
    }
    #expect(total == 15)
    #expect(answer["inertia"].keys == ["negative", "positive", "undecided", "zero"])
    let signs = try ["negative", "zero", "positive", "undecided"].map { try answer["inertia"][$0].integer() }
    #expect(signs == [truth.signs.negative, truth.signs.zero, truth.signs.positive, 0])
    let count = truth.count(in: CountingRange(above: 0, through: 1))
    #expect(answer["count"].keys == ["above", "atLeast", "atMost", "through"])
    #expect(try answer["count"]["atLeast"].integer() == count.atLeast && count.atLeast == count.atMost)
  }

  @Test func spectrumOfACheckpoint() throws {
    let answer = try JSON(printed: Command.succeed("spectrum", Self.checkpoint, "--json"))
    #expect(
      answer.keys == ["complete", "eigenvalues", "errorBound", "format", "inertia", "method", "parameters"])
    #expect(answer["method"] == "dense" && answer["parameters"] == "832")
    let rows = answer["eigenvalues"].elements
    let total = try rows.reduce(into: Integer(0)) { $0 += try $1["multiplicity"].integer() }
    #expect(total == 832)
    var last: Rational?
    for row in rows {
      let (lower, upper) = (try row["lower"].rational(), try row["upper"].rational())
      // Only the zeros that dead units leave are known exactly.
      #expect(
        lower <= upper && (row["exact"] == .null || (row["exact"] == "0" && row["multiplicity"] == "132")))
      #expect((row["separated"] == true) == (row["multiplicity"] == "1" || row["exact"] != .null))
      if let last { #expect(upper <= last) }
      last = upper
    }
    let signs = answer["inertia"]
    let sum = try ["negative", "zero", "positive", "undecided"].reduce(into: Integer(0)) {
      $0 += try signs[$1].integer()
    }
    #expect(sum == 832)
  }

  @Test func spectrumForPeople() throws {
    let text = try Command.succeed(
      "spectrum", Self.checkpoint, "--rank", "5", "--rows", "4", "--count", "1/2,3")
    for words in [
      "832 parameters, depth 2, float32 weights read exactly", "r^2 largest  25", "next         80",
      "more (--rows",
    ] {
      #expect(text.contains(words), "\(words)")
    }
    let table = try Command.succeed(
      "spectrum", Self.checkpoint, Self.checkpoint.replacingOccurrences(of: "L2", with: "L3"), "--rank", "5")
    #expect(table.split(separator: "\n").count == 3 && table.contains("linear-L3-step10000.safetensors"))
    for part in ["full", "gauss-newton", "functional"] {
      #expect(try Command.succeed("spectrum", Self.checkpoint, "--hessian", part).contains("832 parameters"))
    }
    let modes = """
      {"format": "plumb.network/1", "widths": [2, "1000000000000000000000", 3],
       "modes": [{"count": 1, "layers": ["1", "1"], "x": "1", "y": 1}], "restInput": "1"}
      """
    let outcome = try Command.run(["spectrum", "-"], input: Data(modes.utf8))
    #expect(outcome.exitCode == 0 && outcome.output.contains("5,000,000,000,000,000,000,000 parameters"))
  }

  @Test(arguments: ["float64", "float32", nil]) func audit(path: String?) throws {
    let network = #"""
      {"format": "plumb.network/1", "widths": [3, 3, 2], "layers": [[["1/3","0","0.25"],["0","1","-2"],["1","1","1"]],
       [["1","0","2"],["0","1e-3","0"]]], "target": [["1","0","0"],["0","1","0"]]}
      """#
    let option = path.map { ["--path", $0] } ?? []
    let outcome = try Command.run(["audit", "-", "--json"] + option, input: Data(network.utf8))
    #expect(outcome.exitCode == 0 && outcome.error.isEmpty, "\(outcome.error)")
    let answer = try JSON(printed: outcome.output)
    #expect(answer.keys == ["certified", "format", "method", "parameters", "paths"])
    let paths = answer["paths"].elements
    #expect(paths.map { $0["path"].text } == (path.map { [$0] } ?? ["float32", "float64"]))
    for audit in paths {
      #expect(
        audit.keys == [
          "assemblyBound", "byGapRule", "byRank", "errorAtLeast", "errorAtMost", "falseNegatives",
          "multiplicitiesLost", "path", "reported", "rows", "signsLost",
        ])
      let assembled = try audit["assemblyBound"].rational()
      #expect(assembled > 0 && assembled < Rational(1, 10_000))
      #expect(audit["byGapRule"]["certified"].keys == ["bulk", "dominant", "ratio"])
      #expect(audit["falseNegatives"].keys == ["members", "total", "trulyPositive", "trulyZero"])
      for row in audit["rows"].elements {
        let (lower, upper) = (try row["lower"].rational(), try row["upper"].rational())
        let reported = [try row["reportedLowest"].rational(), try row["reportedHighest"].rational()]
        let bound = try row["errorAtMost"].rational()
        #expect(reported.allSatisfy { upper - $0 <= bound * 2 && $0 - lower <= bound * 2 }, "\(row)")
        #expect(try row["errorAtLeast"].rational() <= bound)
        if row["tightness"] != .null { #expect(try row["tightness"].rational() >= 1) }
      }
    }
    let text = try Command.succeed("audit", Self.checkpoint, "--path", path ?? "float64", "--rank", "5")
    for words in ["signs lost", "truly zero", "a priori", "gap rule, certified", "r^2 and next, reported"] {
      #expect(text.contains(words), "\(words)")
    }
  }

  /// Exact orbits print the exact value where digits suffice, outward bounds elsewhere; balls likewise.
  @Test func dynamicsAnswersItsFormat() throws {
    let arguments = ["dynamics", "--depth", "2", "--start", "1/2,2/3", "--rate", "1/10", "--json"]
    let short = try JSON(printed: Command.run(arguments + ["--steps", "3", "--digits", "8"]).output)
    #expect(short.keys == ["bits", "depth", "escapedAtStep", "format", "lostAtStep", "trajectory"])
    #expect(short["format"] == "plumb.dynamics/1" && short["depth"] == 2 && short["lostAtStep"] == .null)
    let points = short["trajectory"].elements
    #expect(points.map { $0["step"].text } == ["0", "1", "2", "3"])
    for (mode, start) in [Rational(1, 2), Rational(2, 3)].enumerated() {
      let orbit = ModeRecursion<Rational>(depth: 2, x: 1, y: 1, rate: Rational(1, 10)).orbit(
        from: start, steps: 3)
      for (point, value) in zip(points, orbit) {
        let bounds = point["modes"].elements[mode]
        #expect(point.keys == ["modes", "step"] && bounds.keys == ["lower", "upper"])
        let (lower, upper) = (try bounds["lower"].rational(), try bounds["upper"].rational())
        #expect(lower <= value && value <= upper && upper - lower <= Rational(1, 10_000_000))
      }
    }
    let long = try JSON(
      printed: Command.run(arguments + ["--steps", "500", "--every", "100", "--digits", "40"]).output)
    #expect(long.keys == ["bits", "depth", "escapedAtStep", "format", "lostAtStep", "trajectory"])
    #expect(long["trajectory"].elements.map { $0["step"].text } == ["0", "100", "200", "300", "400", "500"])
    let text = try Command.succeed(
      "dynamics", "--depth", "3", "--start", "1/2", "--rate", "1/10", "--steps", "2")
    #expect(text.contains("exact rationals throughout"))
  }

  /// The flow at times given and at those of steps; an unbalanced pair; text and JSON say the same.
  @Test func flowAnswersItsFormat() throws {
    let arguments = ["dynamics", "--flow", "--depth", "3", "--start", "1/2,3/2", "--digits", "12"]
    let answer = try JSON(printed: Command.run(arguments + ["--times", "0,1/2,40", "--json"]).output)
    #expect(answer.keys == ["depth", "escapedAtTime", "format", "lostAtTime", "trajectory"])
    #expect(answer["format"] == "plumb.dynamics/1" && answer["lostAtTime"] == .null)
    let points = answer["trajectory"].elements
    #expect(points.map { $0["time"].text } == ["0", "1/2", "40"])
    for (mode, start) in [Rational(1, 2), Rational(3, 2)].enumerated() {
      let flow = GradientFlow(depth: 3, start: start, x: 1, y: 1)
      for point in points {
        let bounds = point["modes"].elements[mode]
        #expect(bounds.keys == ["lower", "product", "upper"])
        guard case .enclosed(let sharp, true) = try flow.value(at: point["time"].rational(), digits: 40)
        else {
          Issue.record("no value")
          return
        }
        let (lower, upper) = (try bounds["lower"].rational(), try bounds["upper"].rational())
        #expect(
          lower <= sharp.lower && sharp.upper <= upper && upper - lower <= Rational(3, Integer(10).power(11)))
        let product = bounds["product"]
        #expect(
          try product["lower"].rational() <= upper.power(3) && product["upper"].rational() >= lower.power(3))
      }
    }
    let text = try Command.run(arguments + ["--times", "1/2"]).output
    #expect(text.contains(try #require(points[1]["modes"].elements[0]["lower"].text)))
    let steps = try JSON(
      printed: Command.run(arguments + ["--rate", "1/10", "--steps", "5", "--every", "2", "--json"]).output)
    #expect(steps["trajectory"].elements.map { $0["time"].text } == ["0", "1/5", "2/5", "1/2"])
    #expect(steps["trajectory"].elements[3]["modes"] == points[1]["modes"])
    let pair = try JSON(
      printed: Command.run([
        "dynamics", "--flow", "--depth", "2", "--start", "2:1/2", "--y", "3", "--times", "1", "--json",
      ]).output)
    let mode = pair["trajectory"].elements[0]["modes"].elements[0]
    #expect(mode.keys == ["layers", "product"] && mode["layers"].elements.count == 2)
  }

  /// A mode of unbalanced layers under gradient descent: its layers, exact and in balls.
  @Test func unbalancedDescentAnswersItsFormat() throws {
    let arguments = ["dynamics", "--depth", "3", "--start", "1/2:1:3/2,1/2", "--rate", "1/10", "--json"]
    let short = try JSON(printed: Command.run(arguments + ["--steps", "1"]).output)
    let modes = short["trajectory"].elements[1]["modes"].elements
    #expect(modes[0].keys == ["layers"] && modes[1].keys == ["lower", "upper"])
    let exact = LayerRecursion<Rational>(x: 1, y: 1, rate: Rational(1, 10)).step(
      LayerState(values: [Rational(1, 2), 1, Rational(3, 2)])
    ).values
    for (bounds, value) in zip(modes[0]["layers"].elements, exact) {
      #expect(try bounds["lower"].rational() <= value && value <= bounds["upper"].rational())
    }
    let long = try JSON(printed: Command.run(arguments + ["--steps", "3000", "--digits", "50"]).output)
    #expect(long["lostAtStep"] == .null && long["trajectory"].elements.count == 11)
  }

  /// Negative numbers after a space are values, as after an equals sign.
  @Test(arguments: [
    ["dynamics", "--depth", "2", "--rate", "1/10", "--steps", "2", "--start", "-1/2,1"],
    ["dynamics", "--depth", "2", "--start", "1", "--rate", "1/10", "--steps", "2", "--y", "-1"],
    ["dynamics", "--depth", "3", "--start", "1/2", "--steps", "2", "--rate", "-1/10"],
    ["spectrum", "--balanced", "--widths", "2,2", "--rank", "1", "--json", "--signal", "-1/2"],
    ["spectrum", "--balanced", "--widths", "3,3", "--rank", "1", "--json", "--tail", "-1/2"],
    ["spectrum", "--balanced", "--widths", "2,2", "--rank", "1", "--json", "--count", "-1,1/2"],
  ])
  func negativeValuesAfterASpace(arguments: [String]) throws {
    let apart = try Command.run(arguments)
    let joined = try Command.run(
      arguments.dropLast(2) + ["\(arguments[arguments.count - 2])=\(arguments.last!)"])
    #expect(apart.exitCode == 0 && apart.error.isEmpty, "\(apart.error)")
    #expect(apart.output == joined.output && !apart.output.isEmpty)
  }

  @Test func checkCertificates() throws {
    let text = try Command.succeed("check", "proofs-data/certificates")
    #expect(text.hasSuffix("\(Catalogue.all.count + 4) accepted, 0 rejected\n"))
    let one = try Command.succeed("check", "--quiet", "proofs-data/certificates/deng-2026-R2.json")
    #expect(one == "1 accepted, 0 rejected\n")
  }
}

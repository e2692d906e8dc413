import Exact
import Foundation
import Support
import Testing
import Theorems

/// What `plumb dynamics --thresholds` answers: step sizes, levels, and what descent from a start does.
@Suite struct ThresholdsCommandTests {
  /// Thresholds with the orbit {8/7, 5/7} at 49/40, with momentum 1/2 at 147/80, and levels.
  @Test func thresholdsAnswerTheirFormat() throws {
    let arguments = [
      "dynamics", "--thresholds", "--depth", "2", "--rate", "49/40", "--start", "1/3", "--level", "1/2",
    ]
    let answer = try JSON(printed: Command.run(arguments + ["--json"]).output)
    #expect(answer["format"] == "plumb.dynamics-thresholds/1" && answer["invariantSquare"].text == "129/49")
    #expect(answer["thresholds"].elements.map { $0["name"].text } == ["monotone", "stable"])
    #expect(answer["thresholds"].elements.map { $0["position"].text } == ["above", "above"])
    let orbits = answer["periodTwo"].elements
    #expect(orbits.map { $0["kind"].text } == ["positive", "mirrored", "symmetric"])
    for (bounds, point) in zip(orbits[0]["points"].elements, [Rational(8, 7), Rational(5, 7)]) {
      #expect(try bounds["lower"].rational() <= point && point <= bounds["upper"].rational())
    }
    #expect(try orbits[0]["multiplier"]["upper"].rational() >= Rational(-721, 800))
    let descent = answer["level"]["descent"]
    #expect(descent["outcome"].text == "reached" && descent["step"].text == "2" && descent["limit"] == .null)
    let text = try Command.run(arguments).output
    #expect(text.contains("attracts") && text.contains("repels") && text.contains("descent 2 steps"))
    let heavy = try JSON(
      printed: Command.run([
        "dynamics", "--thresholds", "--depth", "2", "--rate", "147/80", "--momentum", "1/2", "--json",
      ]).output)
    #expect(heavy["thresholds"].elements.map { $0["name"].text } == ["monotone", "stable", "heavy ball"])
    #expect(heavy["thresholds"].elements.map { $0["momentum"].text } == ["0", "0", "1/2"])
    #expect(heavy["momentum"].text == "1/2" && heavy["level"] == .null)
    for (orbit, plain) in zip(heavy["periodTwo"].elements, orbits) {
      #expect(orbit["points"] == plain["points"] && orbit["multiplier"] == .null)
    }
    // 9/4 (-721/800) - 1 < -5/4.
    #expect(heavy["periodTwo"].elements[0]["stable"] == .bool(false))
    #expect(try heavy["periodTwo"].elements[0]["trace"]["upper"].rational() >= Rational(-9689, 3200))
  }

  /// The ways in which a level is not reached are told apart, and momentum changes the number of steps.
  @Test(arguments: [
    ("--start 1/2 --rate 1/10 --level 9/10", "descent 18 steps", 0),
    ("--start 1/2 --rate 1/10 --level 9/10 --momentum 9/10", "descent 7 steps", 0),
    ("--start 1/2 --rate 1/10 --level 9/10 --steps 17", "descent not within 17 steps", 0),
    ("--start 1/2 --rate 1/10 --level 1", "descent never", 0),
    ("--depth 2 --start 2 --rate 1 --level 1/2", "descent never", 0),
    (
      "--depth 2 --start 2 --rate 1 --level 1/2 --momentum 1/10",
      "descent left (-2^65536, 2^65536) before, at step 11", 2
    ),
    ("--start 1/2 --level 9/10", "descent -", 0),
  ])
  func levelsAnswer(options: String, expected: String, code: Int32) throws {
    let arguments =
      ["dynamics", "--thresholds", "--depth", "3"] + options.split(separator: " ").map(String.init)
    let answer = try Command.run(arguments)
    #expect(answer.output.contains(expected) && answer.exitCode == code, "\(answer.output)")
  }

  /// A start alone, with a step size, with a target that is not above 0, and unbalanced.
  @Test func startsAnswerTheirFormat() throws {
    func answer(_ options: String) throws -> JSON {
      let arguments = ["dynamics", "--thresholds", "--json"] + options.split(separator: " ").map(String.init)
      return try JSON(printed: Command.run(arguments).output)
    }
    func names(_ answer: JSON) -> [String?] { answer["start"]["thresholds"].elements.map { $0["name"].text } }
    let alone = try answer("--depth 2 --start 2")
    #expect(names(alone) == ["monotone", "sign", "escape"] && alone["start"]["fate"] == .null)
    let edges = try alone["start"]["thresholds"].elements.map { try $0["rate"]["lower"].rational() }
    for (edge, exact) in zip(edges, [Rational(1, 6), Rational(1, 3), Rational(2, 3)]) {
      #expect(edge <= exact && exact - edge < Rational(1, 1_000_000_000))
    }
    #expect(alone["leastSharpness"]["sharpness"].text == "1/2" && alone["flip"]["lower"].text == "16")
    let monotone = try answer("--depth 2 --start 1/2 --rate 1/4")["start"]
    #expect(monotone["fate"]["outcome"].text == "monotone to a minimum" && monotone["side"].text == "below")
    // 1 - 1/4 (1/2) (1 + 1/2) and 1 - 1/4 2 (1/4).
    let factors = try monotone["contraction"].elements.map { try $0["upper"].rational() }
    #expect(factors.count == 2 && factors[1] == Rational(7, 8))
    #expect(factors[0] >= Rational(13, 16) && factors[0] < Rational(13, 16) + Rational(1, 1_000_000_000))
    let negative = try answer("--depth 3 --y -1 --start 1/2 --rate 1/4 --level 1/16")
    #expect(names(negative) == ["sign for ever"] && negative["minimum"] == .null)
    #expect(
      negative["start"]["fate"]["outcome"].text == "to 0" && negative["level"]["descent"]["step"].text == "2")
    let escaping = try answer("--depth 2 --start -2 --rate 1")["start"]["fate"]
    #expect(escaping["outcome"].text == "escaping" && escaping["isBounded"] == .bool(false))
    let open = try answer("--depth 2 --start 1/3 --rate 49/40")["start"]["fate"]
    #expect(open["outcome"].text == "confined" && open["isBounded"] == .bool(true))
    let pair = try answer("--depth 2 --start 1:0 --level 1/2")
    #expect(pair["start"]["imbalance"].text == "1" && pair["level"]["descent"] == .null)
    #expect(try pair["level"]["time"]["lower"].rational() > Rational(59, 100))
    let orbit = try answer("--depth 2 --x 2 --orbit 8/7,5/7 --momentum 1/2")
    #expect(orbit["y"].text == "2" && orbit["rate"].text == "147/160")
    #expect(try orbit["periodTwo"].elements[0]["points"].elements[1]["lower"].rational() <= Rational(5, 7))
  }
}

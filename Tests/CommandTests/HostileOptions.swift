// HostileOptions: options and names that cannot be used, and certificates that are none.

import Foundation

extension HostileTables {
  private typealias Files = HostileFiles

  private static let deep = 100_000
  private static let balanced = ["spectrum", "--balanced", "--widths", "3,3,2", "--rank", "1"]
  private static let orbit = [
    "dynamics", "--depth", "2", "--start", "1/2", "--rate", "1/10", "--steps", "2",
  ]
  private static let flow = ["dynamics", "--flow", "--depth", "3", "--start", "1/2"]
  private static let thresholds = ["dynamics", "--thresholds", "--depth", "3"]

  static let options: [HostileRun] = [
    .init(
      "depth 10^12", ["dynamics", "--depth", "1000000000000", "--start", "1", "--rate", "1", "--steps", "1"],
      65, "'1000000000000' is too deep; the limit is 1000"),
    .init(
      "depth 10^12 of a network",
      ["spectrum", "--balanced", "--widths", "3,3,3", "--rank", "1", "--depth", "1000000000000"], 65,
      "too deep"),
    .init(
      "depth 0", ["dynamics", "--depth", "0", "--start", "1", "--rate", "1", "--steps", "1"], 65,
      "not a depth"),
    .init(
      "depth as a word", ["dynamics", "--depth", "\u{1b}[2J", "--start", "1", "--rate", "1", "--steps", "1"],
      65, "'?[2J' is not a depth"),
    .init(
      "width 0 in options", ["spectrum", "--balanced", "--widths", "3,0,2", "--rank", "0"], 65,
      "'0' is not a width"),
    .init(
      "negative width in options", ["spectrum", "--balanced", "--widths", "3,-5,2", "--rank", "1"], 65,
      "'-5' is not a width"),
    .init("one width", ["spectrum", "--balanced", "--widths", "3", "--rank", "1"], 65, "0 layers"),
    .init(
      "no widths in options", ["spectrum", "--balanced", "--rank", "1"], 64,
      "--balanced needs --widths and --rank"),
    .init(
      "rank larger than widths", ["spectrum", "--balanced", "--widths", "3,3,2", "--rank", "3"], 65,
      "--rank 3: write an integer from 0 to the least width, 2"),
    .init(
      "rank beyond sums",
      [
        "spectrum", "--balanced", "--widths", "99999999999999999999,99999999999999999999", "--rank",
        "9223372036854775807", "--tail", "1/2,1/3",
      ], 0, ""),
    .init("negative rank", balanced.dropLast(2) + ["--rank=-1"], 65, "--rank -1"),
    .init(
      "negative rank of a file", text: Files.network(), "--rank -3", ["spectrum", "FILE", "--rank=-3"],
      code: 65),
    .init(
      "too many tail values", balanced + ["--tail", "1/2,1/3,1/4"], 65, "--tail: 3 values for 1 tail modes"),
    .init("tail of words", balanced + ["--tail", "half"], 65, "--tail: "),
    .init("count reversed", balanced + ["--count", "2,1"], 64, "--count takes two numbers a,b with a <= b"),
    .init("count of one number", balanced + ["--count", "2"], 64, "--count takes two numbers"),
    .init("count of words", balanced + ["--count", "a,b"], 65, "--count: "),
    .init("top 0", balanced + ["--top", "0"], 64, "--top 0: use 1 to 256"),
    .init(
      "top with a method", balanced + ["--top", "1", "--method", "dense"], 64, "--top goes with none of"),
    .init("a layer beyond", balanced + ["--layer-block", "1,3"], 64, "write two layers k,l from 1 to 2"),
    .init("one layer", balanced + ["--layer-block", "1"], 64, "write two layers k,l"),
    .init("shifts alone", balanced + ["--shifts", "1"], 64, "--shifts says what a --certificate is about"),
    .init(
      "certificate into nowhere", balanced + ["--certificate", "/nonexistent/x"], 74, "nothing was written"),
    .init(
      "certificate and a block", balanced + ["--certificate", "x", "--layer-block", "1,1"], 64,
      "--layer-block chooses its own method"),
    .init("digits 0", balanced + ["--digits", "0"], 64, "--digits 0: use 1 to 10000"),
    .init("digits 10^9", balanced + ["--digits", "1000000000"], 64, "--digits 1000000000: use 1 to 10000"),
    .init("negative rows", balanced + ["--rows=-1"], 64, "--rows -1"),
    .init("network and --balanced", balanced + ["FILE"], 64, "both network files and --balanced"),
    .init("--tail without a file", ["spectrum", "--widths", "1,1"], 64, "go with --balanced"),
    .init("no network", ["spectrum"], 64, "no network; name a file"),
    .init(
      "aligned-exact of a matrix", text: Files.network(),
      "not diagonal; use the method dense-exact, aligned-weyl or dense",
      ["spectrum", "FILE", "--method", "aligned-exact"], code: 2),
    .init(
      "dense-exact of too much",
      ["spectrum", "--balanced", "--widths", "20,20", "--rank", "1", "--method", "dense-exact"], 2,
      "400 live parameters"),
    .init(
      "matrices of astronomic widths",
      ["spectrum", "--balanced", "--widths", "10000000,10000000", "--rank", "1", "--method", "dense-exact"],
      2, "too many for matrices; use the method aligned-exact"),
    .init(
      "too large for a dense matrix",
      ["spectrum", "--balanced", "--widths", "120,120", "--rank", "1", "--method", "dense"], 2,
      "at most 12000 are certified as a dense matrix"),
    .init(
      "too deep for exact blocks",
      [
        "spectrum", "--balanced", "--widths", "3,3,3", "--depth", "61", "--rank", "1", "--method",
        "aligned-exact",
      ], 2,
      "depth 61: exact blocks are factored up to depth 60"),
    .init(
      "two networks with --json", text: Files.network(), "one network at a time",
      ["spectrum", "FILE", "FILE", "--json"], code: 64),
    .init(
      "audit of too much", ["audit", "--balanced", "--widths", "1000,1000", "--rank", "1"], 65,
      "a dense Hessian is built up to 12000"),
    .init(
      "--layers with JSON", text: Files.network(), "a layer pattern for a JSON network",
      ["spectrum", "FILE", "--layers", "w.*"], code: 65),
    .init(
      "unknown theorem", ["verify", "deng-2026-bifurcation-minimun"], 64,
      "did you mean 'deng-2026-bifurcation-minimum'?"),
    .init("theorem of control characters", ["explain", "\u{1b}]0;x\u{7}"], 64, "no theorem '?]0;x?'"),
    .init(
      "theorem of a megabyte", ["verify", String(repeating: "x", count: 100_000)], 64, "no theorem 'xxx"),
    .init(
      "start of nothing", ["dynamics", "--depth", "2", "--start", "", "--rate", "1", "--steps", "1"], 64,
      "--start needs at least one value"),
    .init(
      "start with a gap", ["dynamics", "--depth", "2", "--start", "1,,2", "--rate", "1", "--steps", "1"], 65,
      "--start: an empty text"),
    .init(
      "rate over zero", ["dynamics", "--depth", "2", "--start", "1", "--rate", "1/0", "--steps", "1"], 65,
      "--rate: a fraction with denominator zero"),
    .init("modes and data disagree", orbit + ["--x", "1,2,3"], 64, "--x: 3 values for 1 modes"),
    .init("negative variance of a mode", orbit + ["--x=-1"], 65, "an input variance is at least 0"),
    .init(
      "steps beyond the limit", orbit.dropLast() + ["100000000"], 64, "--steps 100000000: use 0 to 10000000"),
    .init("every 0", orbit + ["--every", "0"], 64, "--every 0"),
    .init("a negative time", flow + ["--times=1,-1"], 65, "--times -1: a time is at least 0"),
    .init("no start", ["dynamics", "--depth", "2"], 64, "--start needs at least one value"),
    .init("no times", flow, 64, "--flow needs --times"),
    .init("times of nothing", flow + ["--times", ""], 64, "--times needs at least one time"),
    .init("times with a gap", flow + ["--times", "1,,2"], 65, "--times: an empty text"),
    .init("times and steps", flow + ["--times", "1", "--steps", "2"], 64, "--times goes with none of"),
    .init("times without a flow", orbit + ["--times", "1"], 64, "--times goes with --flow"),
    .init(
      "a flow with momentum", flow + ["--times", "1", "--momentum", "1/2"], 64, "gradient flow has none"),
    .init(
      "zero digits of a flow", flow + ["--times", "1", "--digits", "0"], 64, "--digits 0: use 1 to 10000"),
    .init(
      "a flow of depth 10^6", ["dynamics", "--flow", "--depth", "1000000", "--start", "1/2", "--times", "1"],
      65,
      "too deep; the limit is 1000"),
    .init(
      "a flow of unbalanced deep layers", flow + ["--times", "1", "--start", "1:2:3"], 64, "at depth 2 only"),
    .init(
      "layers that do not match", flow + ["--times", "1", "--start", "1:2"], 64, "a mode with 2 layer values"),
    .init("a time beyond all exponents", flow + ["--times", "1e99999", "--y", "0"], 0, ""),
    .init(
      "a start at the equilibrium of long numbers",
      flow + ["--times", "1", "--start", "1e3000", "--y", "1e9000"], 0, ""),
    .init("a blow-up", flow + ["--times", "9", "--x", "0"], 2, ""),
    .init(
      "a value below all exponents",
      ["dynamics", "--flow", "--depth", "2", "--start", "1", "--y=-1", "--times", "1e50"], 2, ""),
    .init(
      "an audit of unbalanced layers", orbit + ["--start", "1:2", "--audit"], 64,
      "--audit is for balanced modes"),
    .init("thresholds of no target", thresholds + ["--y", "0"], 65, "a target above 0"),
    .init("thresholds of no input", thresholds + ["--x", "0"], 65, "an input variance above 0"),
    .init("thresholds at rate 0", thresholds + ["--rate", "0"], 65, "a step size is above 0"),
    .init("thresholds with momentum 1", thresholds + ["--momentum", "1"], 65, "use at least 0 and below 1"),
    .init(
      "thresholds of 10^4 digits", thresholds + ["--digits", "10000"], 64, "--thresholds takes 1 to 1000"),
    .init(
      "thresholds of long numbers", thresholds + ["--depth", "1000", "--y", "1e90000"], 65,
      "too long for exact powers"),
    .init("thresholds of two starts", thresholds + ["--start", "1,2"], 64, "about one mode"),
    .init("thresholds of unbalanced deep layers", thresholds + ["--start", "1:0:1"], 64, "at depth 2 only"),
    .init(
      "thresholds of layers of opposite signs", thresholds + ["--depth", "2", "--start", "1:-1"], 64,
      "the balanced mode --start 1 with --y -1"),
    .init(
      "steps of unbalanced layers to a level",
      thresholds + ["--depth", "2", "--start", "1:0", "--level", "1/2", "--rate", "1/10"], 64,
      "counted for balanced layers"),
    .init("a start of 10^9000", thresholds + ["--start", "1e9000", "--rate", "1"], 0, ""),
    .init("an orbit of one point", thresholds + ["--orbit", "1"], 64, "two different numbers"),
    .init("an orbit with a target", thresholds + ["--orbit", "1,2", "--y", "1"], 64, "which it sets"),
    .init("an orbit of long numbers", thresholds + ["--orbit", "1e90000,2"], 65, "too long"),
    .init("an orbit without thresholds", orbit + ["--orbit", "1,2"], 64, "--orbit goes with --thresholds"),
    .init("a level without a start", thresholds + ["--level", "1/2"], 64, "--level needs --start"),
    .init("a level below 0", thresholds + ["--level=-1", "--start", "1"], 65, "both are above 0"),
    .init(
      "a level at the equilibrium", thresholds + ["--start", "1/2", "--level", "1", "--rate", "1/10"], 0, ""),
    .init(
      "more steps to a level than are taken",
      thresholds + ["--start", "1/2", "--level", "1/3", "--rate", "1/10", "--steps", "1000001"], 64,
      "use 0 to 1000000 with --thresholds"),
    .init(
      "steps without a level", thresholds + ["--rate", "1/10", "--steps", "5"], 64,
      "--steps goes with --level"),
    .init(
      "steps to a level without a rate", thresholds + ["--start", "1/2", "--level", "1/3", "--steps", "5"],
      64,
      "--steps goes with --rate"),
    .init(
      "every with thresholds", thresholds + ["--every", "5"], 64, "--every does not go with --thresholds"),
    .init(
      "a level above the invariant interval",
      thresholds + [
        "--depth", "2", "--rate", "19/10", "--start", "1/2", "--level", "1000", "--steps", "100000",
      ], 0,
      ""),
    .init("a step size of 10^50000", thresholds + ["--rate", "1e50000"], 0, ""),
    .init("a step size of 10^-60000", thresholds + ["--rate", "1e-60000"], 0, ""),
    .init("two answers at once", thresholds + ["--flow"], 64, "give one of them"),
    .init(
      "descent without a rate", ["dynamics", "--depth", "2", "--start", "1", "--steps", "1"], 64,
      "--rate: give the step size"),
    .init(
      "descent without steps", ["dynamics", "--depth", "2", "--start", "1", "--rate", "1"], 64,
      "--steps: give the number"),
    .init(
      "an orbit to infinity", ["dynamics", "--depth", "2", "--start", "2", "--rate", "1", "--steps", "1000"],
      2, ""),
  ]

  static let certificates: [HostileRun] = [
    .init("no certificate", text: "{}", "", ["check", "FILE"], code: 3),
    .init("an empty certificate", text: "", ":1:1: no JSON value: the text is empty", ["check", "FILE"]),
    .init(
      "a certificate 10^5 deep", text: String(repeating: "[", count: deep), "nesting deeper than 64",
      ["check", "FILE"]),
    .init("binary certificate", bytes: Data([0xff, 0xfe, 0, 1]), ":1:1: ", ["check", "FILE"]),
    .init(
      "a number of a million digits", text: "{\"claim\": \(String(repeating: "1", count: 1_000_000))}", "",
      ["check", "FILE"], code: 3),
  ]

  static let missing: [HostileRun] = [
    .init(
      "missing network", ["spectrum", "no-such-file.json"], 66, "no-such-file.json: no such file (looked in /"
    ),
    .init("a folder as network", ["spectrum", "/"], 66, "/: is a folder"),
    .init("missing certificate", ["check", "no/such/certificate.json"], 66, "no such file"),
    .init("a folder without certificates", ["check", "."], 66, "no certificate in this folder"),
    .init("an endless device", ["spectrum", "/dev/zero"], 65, "more than 67108864 bytes"),
    .init("a name too long", ["spectrum", String(repeating: "x", count: 300)], 74, "File name too long"),
    .init("an empty name", ["spectrum", ""], 66, "an empty path"),
  ]
}

import Exact
import Foundation
import Testing
import Theorems

/// The page about Deng et al. 2026: the committed bytes, its ids against the catalogue, and its digits against a computation in doubles.
@Suite struct PaperAuditTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let networks = root.path() + "proofs-data/networks/deng2026"

  private func committed() throws -> String {
    try String(contentsOf: Self.root.appending(path: "proofs-data/audits/deng-2026.md"), encoding: .utf8)
  }

  /// The cells of every row of a table whose heads begin as given.
  private func rows(_ page: String, under head: String) -> [[String]] {
    let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
    var found: [[String]] = []
    for start in lines.indices where lines[start].hasPrefix("| " + head) {
      for line in lines[(start + 2)...] {
        if !line.hasPrefix("| ") { break }
        let cells = line.dropFirst(2).dropLast(2).components(separatedBy: " | ")
        found.append(cells.map { $0.replacingOccurrences(of: "\\|", with: "|") })
      }
    }
    return found
  }

  @Test func isWrittenAgainByteForByte() throws {
    let audit = try #require(PaperAudit.all.first { $0.id == "deng-2026" })
    let page = try audit.page(networks: Self.networks)
    #expect(page == (try committed()), "run plumb paper deng-2026 --output proofs-data/audits/deng-2026.md")
    #expect(throws: InputError.self) { try audit.page(networks: "/nonexistent") }
  }

  /// Every id on the page is one of the catalogue, with the verdict, evidence and scope said, and a certificate beside it.
  @Test func idsAndOutcomes() throws {
    let page = try committed()
    var named: Set<String> = []
    let claims = rows(page, under: "reading |")
    #expect(claims.count >= 30)
    for row in claims {
      try #require(row.count == 6, "\(row)")
      let entry = try #require(Catalogue.entry(id: row[2].filter { $0 != "`" }), "\(row[2])")
      #expect(["holds": Verdict.verified, "fails": .refuted][row[1]] == entry.expected, "\(row)")
      #expect(row[3] == entry.evidence.rawValue && row[4] == entry.claim.scopeText, "\(row)")
      #expect(row[5] == (try entry.decide()).summary, "\(row)")
    }
    let errors = rows(page, under: "theorem |")
    #expect(errors.count >= 13)
    for row in errors {
      let entry = try #require(Catalogue.entry(id: row[1].filter { $0 != "`" }), "\(row)")
      #expect(entry.twinOf == row[0].filter { $0 != "`" } && row[2] == entry.claim.statement, "\(row)")
      #expect(row[3] == entry.expected.rawValue && row[3] == "refuted", "\(row)")
    }
    for match in page.matches(of: /`([a-zA-Z0-9-]+)`/) {
      let text = String(match.1)
      if ["all-depths", "symbolic", "exact", "confirmed", "recalled", "derived"].contains(text) { continue }
      #expect(Catalogue.entry(id: text) != nil, "\(text) is not in the catalogue")
      named.insert(text)
    }
    for id in named {
      let path = Self.root.path() + "proofs-data/certificates/\(id).json"
      #expect(FileManager.default.fileExists(atPath: path), "no certificate of \(id)")
    }
    for match in page.matches(of: /What holds \(`([a-zA-Z0-9-]+)`, ([a-z]+), ([a-z-]+)\): (.*)/) {
      let entry = try #require(Catalogue.entry(id: String(match.1)))
      #expect(entry.expected == .verified && match.2 == "verified" && match.3 == entry.evidence.rawValue)
      #expect(match.4 == entry.claim.statement || match.4.hasPrefix("quoted under "))
    }
  }

  /// The ratios of the depth sweep in plain doubles, by the split of a signal/tail block into S_+ and S_- (mathematics B.4) and power iteration.
  @Test func digitsOfTheDepthSweep() throws {
    let page = try committed()
    let sweep = rows(page, under: "L | modes: dominant | modes: bulk | modes: ratio |")
    let gapRule = rows(page, under: "L | modes: dominant | modes: bulk | modes: ratio of means |")
    let tails = rows(page, under: "L | least")
    try #require(sweep.count == 6 && tails.count == 6 && gapRule.count == 6)
    for (i, depth) in (2...7).enumerated() {
      let start = try starts(depth: depth)
      var values = start
      var velocities = start.map { _ in 0.0 }
      for _ in 0..<10_000 {
        for j in values.indices {
          let s = values[j]
          let below = pow(s, Double(depth - 1))
          velocities[j] = 0.9 * velocities[j] + below * (below * s - (j < 5 ? 1 : 0))
          values[j] -= 0.01 * velocities[j]
        }
      }
      let tail = values[5...]
      let (plus, minus) = (
        tail.reduce(0) { $0 + top(depth, $1, sign: 1) }, tail.reduce(0) { $0 + top(depth, $1, sign: -1) }
      )
      let tops = plus + minus
      let bulk = (30 + 5 * tops) / 80  // 30 signal/null values 1
      let expected = [Double(depth), bulk, Double(depth) / bulk]
      for (text, value) in zip(sweep[i][1...3], expected) {
        #expect(abs(Double(text)! - value) < 0.6e-6, "depth \(depth): \(text) against \(value)")
      }
      // By the gap rule the bulk is that of the signal/tail blocks; at depth 2 only S_+ stands apart from 1.
      let apart = depth == 2 ? (25, plus / 5) : (50, tops / 10)
      #expect(gapRule[i][1] == "25" && gapRule[i][2] == "\(apart.0)", "depth \(depth)")
      #expect(abs(Double(gapRule[i][3])! - Double(depth) / apart.1) < 0.6e-4, "depth \(depth)")
      // The trained network took another route to the same numbers.
      #expect(abs(Double(sweep[i][6])! - expected[2]) < 1.5e-4, "depth \(depth)")
      #expect(
        abs(Double(tails[i][1])! - tail.min()!) < 0.6e-6 && abs(Double(tails[i][2])! - tail.max()!) < 0.6e-6)
    }
  }

  /// The ten values of the second layer at step 0; at depth 2 the square roots of the cubes of those of depth 3.
  private func starts(depth: Int) throws -> [Double] {
    let path = "\(Self.networks)/linear-L\(max(depth, 3))-step0.safetensors"
    let layer = try #require(NetworkReader.read(path: path).matrices()).layers[1]
    let values = (0..<10).map { layer[$0, $0].approximateDouble }
    return depth == 2 ? values.map { pow($0, 1.5) } : values
  }

  /// The largest eigenvalue of `D (J +- eps^L T) D`, `D = diag(eps^(k-1))`, `T_kj = [k + j <= L]`.
  private func top(_ depth: Int, _ eps: Double, sign: Double) -> Double {
    var vector = Array(repeating: 1.0, count: depth)
    var value = 0.0
    for _ in 0..<200 {
      var image = Array(repeating: 0.0, count: depth)
      for k in 0..<depth {
        for j in 0..<depth {
          let coupling = k + j + 2 <= depth ? pow(eps, Double(depth)) : 0
          image[k] += pow(eps, Double(k + j)) * (1 + sign * coupling) * vector[j]
        }
      }
      value = image.map(abs).max()!
      vector = image.map { $0 / value }
    }
    return value
  }
}

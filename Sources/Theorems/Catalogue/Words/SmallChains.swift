// SmallChains: the chains of layers on which a statement about zeros is decided.
//
// Method      An arrangement is an order of the named layers, ties allowed, with one further layer or none before, between and after them. In it an index is a
//             choice of the widths that reach it, of the values other than 0 (both widths of the layer reach it) and of whether its residual is 0 (unless both
//             d_0 and d_L reach it). These are bits of one number, and every fact about an index says that certain bits are set.

/// An order of named layers among all layers.
package struct SmallChains {
  let depth: Int
  /// Where the named layers lie, from 1.
  let positions: [String: Int]

  /// The chains that satisfy the hypotheses of a statement, and those among them that do not satisfy its conclusions.
  package struct Count {
    package var met = 0
    package var refuting = 0
  }

  package static func count(of statement: ZeroPattern) -> Count {
    arrangements(of: statement.layers).reduce(into: Count()) { $1.count(statement, into: &$0) }
  }

  /// Every weak order of the layers, with every choice of gaps that hold a further layer.
  static func arrangements(of layers: [String]) -> [SmallChains] {
    weakOrders(of: layers[...]).flatMap { groups in
      (0..<(1 << (groups.count + 1))).compactMap { gaps in
        var (depth, positions) = (gaps & 1, [String: Int]())
        for (n, group) in groups.enumerated() {
          depth += 1
          for layer in group { positions[layer] = depth }
          depth += gaps >> (n + 1) & 1
        }
        return depth == 0 ? nil : SmallChains(depth: depth, positions: positions)
      }
    }
  }

  /// The partitions of the layers into groups in order: the last layer joins a group of the others, or stands alone at some place.
  private static func weakOrders(of layers: ArraySlice<String>) -> [[[String]]] {
    guard let last = layers.last else { return [[]] }
    return weakOrders(of: layers.dropLast()).flatMap { groups in
      groups.indices.map { n in
        var joined = groups
        joined[n].append(last)
        return joined
      }
        + (0...groups.count).map { n in
          var parted = groups
          parted.insert([last], at: n)
          return parted
        }
    }
  }

  // Bits of an index

  private static let residual: UInt64 = 1 << 63

  private func width(_ n: Int) -> UInt64 { 1 << UInt64(n) }
  private func value(_ n: Int) -> UInt64 { 1 << UInt64(31 + n) }
  private func values(_ layers: Range<Int>) -> UInt64 { layers.reduce(0) { $0 | value($1) } }

  /// Every choice for one index in a chain.
  private var chains: [UInt64] {
    var found: [UInt64] = [0, width(0)]
    for n in 1...depth {
      found = found.flatMap { chain in
        let reached = chain | width(n)
        return chain & width(n - 1) == 0 ? [chain, reached] : [chain, reached, reached | value(n)]
      }
    }
    let ends = width(0) | width(depth)
    return found + found.filter { $0 & ends == ends }.map { $0 | Self.residual }
  }

  /// The bits that must be set; nil for a subject about the order of the layers.
  private func bits(of subject: ZeroPattern.Subject) -> UInt64? {
    func at(_ layer: String) -> Int { positions[layer]! }
    return switch subject {
    case .earlier, .same: nil
    case .value(let n, _): value(at(n))
    case .below(let n, _): values(1..<at(n))
    case .above(let n, _): values(at(n) + 1..<depth + 1)
    case .between(let n, let m, _): values(at(m) + 1..<max(at(n), at(m) + 1))
    case .row(let n, _): width(at(n))
    case .column(let n, _): width(at(n) - 1)
    case .input: width(0)
    case .output: width(depth)
    case .residual: Self.residual
    }
  }

  private func isOrdered(_ subject: ZeroPattern.Subject) -> Bool {
    switch subject {
    case .earlier(let n, let m): positions[n]! < positions[m]!
    case .same(let n, let m): positions[n] == positions[m]
    default: false
    }
  }

  // Counting

  /// The truth of every subject of a statement, one bit each.
  private typealias World = UInt64

  /// A clause as the bits of which one has to be set, and those of which one has to be clear.
  private typealias Choice = (set: World, clear: World)

  /// Counts the chains of this arrangement: the indices by the truth of their facts first, then the combinations of what was found.
  private func count(_ statement: ZeroPattern, into count: inout Count) {
    let subjects = Array(Set((statement.hypotheses + statement.conclusions).joined().map(\.subject)))
    let bit = Dictionary(uniqueKeysWithValues: subjects.enumerated().map { ($1, World(1) << World($0)) })
    func choices(_ clauses: [ZeroPattern.Clause]) -> [Choice] {
      clauses.map { clause in
        clause.reduce(into: (0, 0)) { choice, fact in
          if fact.holds { choice.set |= bit[fact.subject]! } else { choice.clear |= bit[fact.subject]! }
        }
      }
    }
    func hold(_ clauses: [Choice], in world: World) -> Bool {
      clauses.allSatisfy { world & $0.set != 0 || ~world & $0.clear != 0 }
    }
    let (hypotheses, conclusions) = (choices(statement.hypotheses), choices(statement.conclusions))
    let order = subjects.filter { bits(of: $0) == nil }
    let orderBits = order.reduce(0) { $0 | bit[$1]! }
    let ordered = order.filter(isOrdered).reduce(0) { $0 | bit[$1]! }
    // An order that breaks a clause about nothing else is left out early.
    guard hold(hypotheses.filter { ($0.set | $0.clear) & ~orderBits == 0 }, in: ordered) else { return }
    var worlds: [World: Int] = [ordered: 1]
    for index in statement.indices {
      let facts = subjects.filter { $0.index == index }.map { (bit: bit[$0]!, mask: bits(of: $0)!) }
      var kinds: [World: Int] = [:]
      for chain in chains {
        kinds[facts.reduce(0) { chain & $1.mask == $1.mask ? $0 | $1.bit : $0 }, default: 0] += 1
      }
      worlds = worlds.reduce(into: [:]) { next, world in
        for (kind, number) in kinds { next[world.key | kind, default: 0] += world.value * number }
      }
    }
    for (world, number) in worlds where hold(hypotheses, in: world) {
      count.met += number
      if !hold(conclusions, in: world) { count.refuting += number }
    }
  }
}

// ClaimEvaluator+Networks: deep linear networks, their Hessians and their dynamics.
//
// Loss half the squared Frobenius distance of the product of the layers to the target. A network in orthogonal frames has the
// Hessian of its cores in another orthonormal basis, and its gradient descent runs in the same frames: both follow from
// F'F = F F' = I alone, and nothing else is used of a frame.

import Exact
import Theorems

extension ClaimEvaluator {
  mutating func networkCall(_ name: String, _ arguments: Arguments) throws(ClaimFault) -> Value {
    func labelled(_ label: String) -> ClaimExpression? { arguments.first { $0.label == label }?.value }
    func plain(_ k: Int) -> ClaimExpression { arguments.filter { $0.label == nil }[k].value }
    switch name {
    case "dln":
      if let widths = labelled("widths") { return .network(try checked(widths: try counts(widths))) }
      let (depth, width) = (try count(labelled("depth")!), try count(labelled("width")!))
      if depth < 1 { throw .invalid("a network of depth \(depth)") }
      if depth > ClaimLimits.networkSize { throw .exhausted("a network of depth \(depth)") }
      return .network(try checked(widths: Array(repeating: width, count: depth + 1)))
    case "parameters":
      let widths = try widths(plain(0))
      return .integer(Integer(zip(widths, widths.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }))
    case "layers":
      var layers: [FramedMatrix<Number>] = []
      for argument in arguments {
        try forEach(argument.indices[...]) { (evaluator: inout ClaimEvaluator) throws(ClaimFault) in
          layers.append(try evaluator.matrix(argument.value))
        }
      }
      if layers.isEmpty { throw .invalid("no layers") }
      return .layers(layers)
    case "balanced": return .layers(try balanced(try widths(plain(0)), try plainMatrix(plain(1))))
    case "modes": return .matrix(FramedMatrix(try modes(try widths(plain(0)), try plainMatrix(plain(1)))))
    case "flow":
      return .layers(
        try flow(
          try widths(plain(0)), try point(labelled("from")!, widths: try widths(plain(0))),
          try target(labelled("target")!, try widths(plain(0))), try number(labelled("time")!)))
    case "descend":
      let widths = try widths(plain(0))
      let steps = try count(labelled("steps")!)
      if steps < 0 { throw .invalid("\(steps) steps of gradient descent") }
      if steps > ClaimLimits.steps { throw .exhausted("\(steps) steps of gradient descent") }
      let start = try framedNetwork(labelled("from")!, labelled("target")!, widths)
      let rate = try number(labelled("rate")!)
      let momentum = try labelled("momentum").map { (expression) throws(ClaimFault) in try number(expression)
      }
      let network = try descended(start.network, rate: rate, momentum: momentum, steps: steps)
      return .layers(
        zip(network.layers, start.frames).map { FramedMatrix(left: $1.left, $0, right: $1.right) })
    default: break
    }
    let widths = try widths(plain(0))
    let framed = try framedNetwork(labelled("at")!, labelled("target")!, widths)
    switch name {
    case "loss":
      return .number(
        try arithmetic.quotient(framed.network.residual.frobeniusNormSquared, arithmetic.literal(2)))
    case "residual":
      return .matrix(
        FramedMatrix(left: framed.frames.last!.left, framed.network.residual, right: framed.frames[0].right))
    case "gradient":
      return .layers(
        zip(framed.network.gradient, framed.frames).map { FramedMatrix(left: $1.left, $0, right: $1.right) })
    case "hessian", "gauss_newton", "functional":
      let part: HessianPart = name == "hessian" ? .full : name == "functional" ? .functional : .gaussNewton
      let order = framed.network.parameterCount
      if order > arithmetic.parameterLimit {
        throw .exhausted(
          "a Hessian of order \(order); the limit of this method is \(arithmetic.parameterLimit)")
      }
      let core = framed.network.hessian(part: part)
      return .matrix(FramedMatrix(left: framed.name, core, right: framed.name, isKnownSymmetric: true))
    case "pair_block":
      if framed.name != 0 { throw .unsupported("a pair block in arbitrary frames") }
      let (i, j) = (try count(plain(1)), try count(plain(2)))
      let parameters = Parameter.all(widths: widths).filter {
        ($0.row, $0.column) == (i, j) || ($0.row, $0.column) == (j, i)
      }
      if parameters.isEmpty { throw .invalid("no layer has an entry (\(i), \(j)) or (\(j), \(i))") }
      let entries = HessianEntries(framed.network)
      let block = Matrix(rows: parameters.count, columns: parameters.count) {
        entries.entry(parameters[$0], parameters[$1])
      }
      return .matrix(FramedMatrix(block, isKnownSymmetric: true))
    default: throw .unsupported("'\(name)' is not known to the evaluator")
    }
  }

  /// Step by step, so that the time is looked at and long numbers give way to balls: W <- W - eta V with V <- b V + G.
  private func descended(
    _ start: LinearNetwork<Number>, rate: Number, momentum: Number?, steps: Int
  ) throws(ClaimFault) -> LinearNetwork<Number> {
    var network = start
    var velocities: [Matrix<Number>]?
    for _ in 0..<steps {
      try deadline.requireTime()
      var next = network.gradient
      if let momentum, let velocities { next = zip(velocities, next).map { $0.scaled(by: momentum) + $1 } }
      velocities = next
      network = LinearNetwork(
        layers: zip(network.layers, next).map { ($0 - $1.scaled(by: rate)).map { arithmetic.shortened($0) } },
        inputCovariance: network.inputCovariance, crossCovariance: network.crossCovariance)
    }
    return network
  }

  // MARK: networks and points

  private mutating func counts(_ expression: ClaimExpression) throws(ClaimFault) -> [Int] {
    guard case .vector(let values) = try value(expression) else { throw .unsupported("not a vector") }
    var counts: [Int] = []
    for value in values { counts.append(try count(value, expression)) }
    return counts
  }

  private func checked(widths: [Int]) throws(ClaimFault) -> [Int] {
    if widths.count < 2 { throw .invalid("a network without layers: give the widths d_0, ..., d_L") }
    for width in widths {
      if width < 1 { throw .invalid("a network of width \(width)") }
      if width > ClaimLimits.networkSize { throw .exhausted("a network of width \(width)") }
    }
    return widths
  }

  private mutating func widths(_ expression: ClaimExpression) throws(ClaimFault) -> [Int] {
    guard case .network(let widths) = try value(expression) else { throw .unsupported("not a network") }
    return widths
  }

  /// The layers of a point; a vector is the point of a network of width 1.
  private mutating func point(
    _ expression: ClaimExpression, widths: [Int]
  ) throws(ClaimFault) -> [FramedMatrix<Number>] {
    var layers: [FramedMatrix<Number>] = []
    switch try value(expression) {
    case .layers(let list): layers = list
    case .vector(let list):
      for entry in list {
        layers.append(FramedMatrix(Matrix(rows: 1, columns: 1, entries: [try number(entry)])))
      }
    default: throw .unsupported("not a point of a network")
    }
    if layers.count != widths.count - 1 {
      throw ClaimFault.invalid("\(layers.count) layers for a network of depth \(widths.count - 1)")
        .at(expression.range)
    }
    for (k, layer) in layers.enumerated() where layer.shape != (widths[k + 1], widths[k]) {
      throw ClaimFault.invalid(
        "layer \(k + 1) of shape \(layer.core.shape) where the network has \(widths[k + 1])x\(widths[k])"
      ).at(expression.range)
    }
    return layers
  }

  private mutating func target(
    _ expression: ClaimExpression, _ widths: [Int]
  ) throws(ClaimFault) -> FramedMatrix<Number> {
    let target = try matrix(expression)
    if target.shape != (widths.last!, widths[0]) {
      throw ClaimFault.invalid(
        "a target of shape \(target.core.shape) for a network with \(widths.last!) outputs and \(widths[0]) inputs"
      ).at(expression.range)
    }
    return target
  }

  private mutating func framedNetwork(
    _ at: ClaimExpression, _ targetExpression: ClaimExpression, _ widths: [Int]
  ) throws(ClaimFault) -> (
    network: LinearNetwork<Number>, frames: [(left: Int, right: Int)], name: Int
  ) {
    let layers = try point(at, widths: widths)
    let target = freed(try target(targetExpression, widths))
    let frames = layers.map { (left: $0.left, right: $0.right) }
    for (before, after) in zip(layers, layers.dropFirst()) where before.left != after.right {
      throw ClaimFault.unsupported("layers whose frames do not chain").at(at.range)
    }
    let isZero = target.core.entries.allSatisfy { $0.vanishes == .proved }
    if !isZero && (target.left != layers.last!.left || target.right != layers[0].right) {
      throw ClaimFault.unsupported("a target in other frames than the network").at(targetExpression.range)
    }
    let key = [layers[0].right] + layers.map(\.left)
    let isPlain = key.allSatisfy { $0 == 0 }
    // Frames of one name stand for one basis of one space: the widths are part of the name.
    let space = widths + key
    if !isPlain && frames.isEmpty { throw .unsupported("frames") }
    let name = isPlain ? 0 : self.frames[space] ?? -(self.frames.count + 1)
    self.frames[space] = name
    return (
      LinearNetwork(
        layers: layers.map(\.core), inputCovariance: Matrix(identity: widths[0]), crossCovariance: target.core
      ),
      frames, name
    )
  }

  func endToEnd(_ layers: [FramedMatrix<Number>]) throws(ClaimFault) -> FramedMatrix<Number> {
    var result = layers[0]
    for layer in layers.dropFirst() { result = try product(layer, result) }
    return result
  }
}

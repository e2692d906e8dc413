// The two examples of the documentation, exactly as they are shown there.

// [trace]
import Exact
import PropertyTesting
import Testing
import Theorems

/// A closed form to be tested: tr H = sum_k ||U_k||^2 tr(V_k Sxx V_k^T) with U_k = W_L ... W_(k+1) and V_k = W_(k-1) ... W_1.
func hessianTrace(_ network: LinearNetwork<Rational>) -> Rational {
  (1...network.depth).reduce(0) { sum, k in
    let above = network.product(from: k + 1, through: network.depth)
    let below = network.product(from: 1, through: k - 1)
    return sum + above.frobeniusNormSquared * (below * network.inputCovariance * below.transposed).trace
  }
}

@Test func traceOfTheHessian() {
  forAll(.network(depth: 1...3, width: 1...3)) { network in
    hessianTrace(network) == network.hessian().trace
  }
}
// [end]

// [saddle]
/// False: "the Hessian of a deep linear network of one unit a layer has no negative eigenvalue where all layers are the same s > 0".
@Test func theHessianIsNotAlwaysSemidefinite() throws {
  let found = counterexample(to: .int(in: 1...5), .rational(in: Rational(1, 8)...1)) { depth, s in
    let mode = ModeRun<Rational>(count: 1, balanced: s, depth: depth, x: 1, y: 1)
    let widths = Array(repeating: Integer(1), count: depth + 1)
    let network = AlignedNetwork(widths: widths, modes: [mode]).dense()
    return network.hessian().inertia().negative == 0
  }
  // Depth 1 is convex; at depth 2 an eigenvalue is 3 s^2 - 1, so 1/2 is the simplest s that fails.
  let witness = try #require(found).minimal
  #expect(witness == (2, Rational(1, 2)))
}
// [end]

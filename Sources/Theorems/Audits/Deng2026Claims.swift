// Deng2026Claims: what Deng et al. 2026 state, claim by claim, and how each can be read.
//
// Conventions Claims are in our words, from the paper's public project page, the fragments of its proofs that a public review quotes, and the
//             published code. A reading is ours; where the words come from a machine-written review and not from the authors, the source says so.

enum Deng2026Claims {
  private typealias Reading = AuditedClaim.Reading
  private static let page = "project page"
  private static let fragments = "project page and proof fragments (equations 31 to 37)"
  private static let review = "machine-written public review with a simulated reply; not words of the authors"

  static let all: [AuditedClaim] = [
    AuditedClaim(
      title: "Spikes and gap", source: page,
      stated:
        "A spectrum bifurcates with k spikes and gap m when its k largest eigenvalues lie in [m a, m (a + delta)] and the next ones in [a, a + delta], m much larger than 1.",
      readings: [
        Reading(
          "minimum, equal signals, zero tail: k = r^2, m = L, a = 1, delta = 0, the next r(n_x + d_L - 2r)",
          "deng-2026-bifurcation-minimum-every-depth"),
        Reading(
          "minimum, frozen tail eps, Sxx = I_r: k = r^2, m = L/g, a = 1, delta = g - 1",
          "deng-2026-tail-ratio-every-depth"),
        Reading(
          "signals at 1, a tail eps with g(1 + eps^L) <= L, Sxx = I_{d*} or I_{d_0}: k = r^2, m = L/(g(1 + eps^L)), a = 1, delta = g(1 + eps^L) - 1, the next r(n_x + d_L - 2r)",
          "deng-2026-code-variant-spectrum-every-depth"),
        Reading("signals of different size, m near L", "deng-2026-R8"),
      ], corrected: []),
    AuditedClaim(
      title: "Constant frames, equation 37, unchanged tail", source: fragments,
      stated: "All layers keep one spectral structure with constant U and V; the values i <= r follow "
        + "lambda' = lambda - eta lambda^(2L-1) + eta lambda^(L-1); the values r < i <= d* are unchanged.",
      readings: [
        Reading("frames and equation 37, gradient descent without momentum", "deng-2026-recursion"),
        Reading(
          "frames at every depth, balanced or not, after every number of steps",
          "deng-2026-constant-frames-every-depth"),
        Reading(
          "equation 37 at every depth, with the gradient's diagonal form given",
          "deng-2026-recursion-every-depth"),
        Reading("unchanged tail, Sxx = I_r (x = y = 0 on the tail)", "deng-2026-recursion"),
        Reading("unchanged tail, Sxx = I_{d*} or I_{d_0} (x = 1, y = 0 on the tail)", "deng-2026-R3"),
      ], corrected: ["deng-2026-constant-frames-every-depth", "deng-2026-recursion-every-depth"]),
    AuditedClaim(
      title: "Dominant cluster", source: page,
      stated: "The Hessian at time t has r^2 dominant eigenvalues of order L m_t^(2(L-1)).",
      readings: [
        Reading("at the minimum, equal signals, zero tail, any n_x", "deng-2026-bifurcation-minimum"),
        Reading(
          "the same at every depth, with the blocks of Theorem A given",
          "deng-2026-bifurcation-minimum-every-depth"),
        Reading(
          "at every step, equal signals, zero tail: two values, r(r+1)/2 and r(r-1)/2 times",
          "deng-2026-bifurcation-training"),
        Reading(
          "the same at every depth, with the blocks of Theorem A given, and above everything else exactly when lambda^L > 1/2",
          "deng-2026-bifurcation-training-every-depth"),
        Reading("at the minimum, frozen tail, Sxx = I_r", "deng-2026-tail-ratio"),
        Reading(
          "the same at every depth, with the blocks of Theorem A given", "deng-2026-tail-ratio-every-depth"),
        Reading(
          "signals at 1, a tail eps, Sxx = I_{d*} or I_{d_0}: L, r^2 times",
          "deng-2026-code-variant-spectrum-every-depth"),
        Reading(
          "of that order for positive signals of different size, zero tail, x = 1: the values of H_o between L min^(2L-2) and L max^(2L-2)",
          "deng-2026-unequal-signals-every-depth"),
        Reading("above the bulk for signals of different size", "deng-2026-R8"),
      ],
      corrected: [
        "deng-2026-bifurcation-training-every-depth", "deng-2026-unequal-signals-every-depth",
      ]),
    AuditedClaim(
      title: "Bulk cluster", source: page,
      stated: "It has (d* + d_L - 2r) r bulk eigenvalues of order m_t^(2(L-1)).",
      readings: [
        Reading(
          "zero tail, Sxx = I_{d*}: n_x = d* gives the stated count", "deng-2026-bifurcation-minimum"),
        Reading(
          "the same at every depth, with the blocks of Theorem A given",
          "deng-2026-bifurcation-minimum-every-depth"),
        Reading("zero tail, Sxx = I_{d_0}, as in the code, with the stated count", "deng-2026-R11"),
        Reading("Sxx = I_r with a tail: the bulk value is 1", "deng-2026-R2"),
        Reading(
          "Sxx = I_r with a tail eps: g_L(eps) r(d* - r) times, 1 r(d_L - d*) times", "deng-2026-tail-ratio"),
        Reading(
          "the same at every depth, with the blocks of Theorem A given", "deng-2026-tail-ratio-every-depth"),
        Reading(
          "Sxx = I_{d_0} with a tail eps: a signal/tail pair gives one value in [g, g(1 + eps^L)], one in [g(1 - eps^L), g]",
          "deng-2026-code-variant"),
        Reading(
          "the same at every depth, with the blocks of Theorem A given", "deng-2026-code-variant-every-depth"),
        Reading(
          "Sxx = I_{d*} with a tail eps, every depth: the stated count r(d* + d_L - 2r), no bulk value below 1",
          "deng-2026-code-variant-spectrum-every-depth"),
        Reading(
          "Sxx = I_{d_0} with a tail eps, every depth: r(d_0 + d_L - 2r) bulk values, none below 1",
          "deng-2026-code-variant-spectrum-every-depth"),
      ],
      corrected: [
        "deng-2026-bifurcation-minimum-every-depth", "deng-2026-tail-ratio-every-depth",
        "deng-2026-code-variant-spectrum-every-depth",
      ]),
    AuditedClaim(
      title: "Zero cluster and its rate", source: page,
      stated: "The remaining eigenvalues are O(e^(-L alpha eta t)) and tend to 0.",
      readings: [
        Reading(
          "zero tail: the values outside the clusters are 0, c and -c, which vanish with 1 - lambda^L",
          "deng-2026-bifurcation-training"),
        Reading(
          "the same at every depth, with the blocks of Theorem A given",
          "deng-2026-bifurcation-training-every-depth"),
        Reading(
          "zero tail, eta <= 1/L, start lambda_0 in (0, 1]: 1 - lambda_t^L, a factor of c, is at most L (1 - lambda_0)(1 - eta L alpha)^t with alpha read as lambda_0^(2L-2), as in the rows below; 1 - x <= e^(-x) gives the form stated",
          "deng-2026-convergence-every-depth"),
        Reading("Sxx = I_{d_0}, tail not zero: exponential decay", "deng-2026-R4"),
        Reading(
          "Sxx = I_{d_0}, tail not zero: s^(-(2L-2)) grows about linearly, first steps",
          "deng-2026-code-variant"),
        Reading("the same at every depth, after every number of steps", "deng-2026-code-variant-every-depth"),
      ],
      corrected: ["deng-2026-convergence-every-depth", "deng-2026-code-variant-every-depth"]),
    AuditedClaim(
      title: "Ratio of order L", source: page,
      stated: "The ratio of dominant to bulk eigenvalues is Theta(L).",
      readings: [
        Reading("at the minimum, equal signals, zero tail: L", "deng-2026-bifurcation-minimum"),
        Reading(
          "the same at every depth, with the blocks of Theorem A given",
          "deng-2026-bifurcation-minimum-every-depth"),
        Reading("at every step, full Hessian: L", "deng-2026-R1"),
        Reading(
          "at every step, Gauss-Newton part alone, equal signals, zero tail: L",
          "deng-2026-gauss-newton-ratio-every-depth"),
        Reading(
          "during descent with eta <= 1/L from lambda_0 in (0, 1], equal signals, zero tail: within (L-1) L (1 - lambda_0) K^t/lambda_0^L of L, K = 1 - eta L lambda_0^(2L-2)",
          "deng-2026-convergence-every-depth"),
        Reading("at every step, equal signals, zero tail: L -+ (L-1)(1-z)/z", "cert-ratio-time-t"),
        Reading(
          "frozen tail eps of each layer, Sxx = I_r: between L(1 - eps^2) and L", "deng-2026-tail-ratio"),
        Reading(
          "the same at every depth, with the blocks of Theorem A given", "deng-2026-tail-ratio-every-depth"),
        Reading(
          "Sxx = I_{d*} or I_{d_0}, signals at 1, a tail eps at the time: between L(1 - eps^2)/(1 + eps^L) and L, every depth",
          "deng-2026-code-variant-spectrum-every-depth"),
        Reading(
          "frozen tail eps of each layer in (0, 1), Sxx = I_r: grows with L, by less than 1 - eps^2 a layer",
          "deng-2026-tail-growth-every-depth"),
        Reading("frozen tail of the end-to-end matrix: proportional to L", "deng-2026-R13"),
        Reading(
          "frozen tail sigma of the end-to-end matrix: grows with L, below 1/sigma and at most 2 ln(1/sigma)/(1 - sigma^2)",
          "deng-2026-fixed-tail-every-depth"),
      ],
      corrected: [
        "cert-ratio-time-t", "deng-2026-tail-ratio-every-depth",
        "deng-2026-code-variant-spectrum-every-depth", "deng-2026-gauss-newton-ratio-every-depth",
        "deng-2026-fixed-tail-every-depth",
      ]),
    AuditedClaim(
      title: "Exactly L under uniform spectral initialisation", source: page,
      stated: "Under uniform spectral initialisation the ratio is exactly L.",
      readings: [
        Reading("equal signals, zero tail, at the minimum", "deng-2026-bifurcation-minimum"),
        Reading(
          "the same at every depth, with the blocks of Theorem A given",
          "deng-2026-bifurcation-minimum-every-depth"),
        Reading("no tail at all (r = d*), at the minimum", "deng-2026-bifurcation-minimum"),
        Reading("all d* > r values equal at the start, Sxx = I_r, in the limit", "deng-2026-R14"),
        Reading(
          "d* > r, Sxx = I_{d*} or I_{d_0}, with signals at 1, to which descent tends, and one tail value eps: between L(1 - eps^2)/(1 + eps^L) and L",
          "deng-2026-code-variant-spectrum-every-depth"),
        Reading("equal signals, zero tail, at every step", "deng-2026-R1"),
        Reading(
          "equal signals, zero tail, at every step, Gauss-Newton part alone",
          "deng-2026-gauss-newton-ratio-every-depth"),
      ], corrected: ["deng-2026-bifurcation-minimum-every-depth", "deng-2026-tail-ratio-every-depth"]),
    AuditedClaim(
      title: "Convergence", source: "our wording of what the limit in the theorem needs",
      stated: "The values of the signals tend to 1.",
      readings: [
        Reading("for every step size", "deng-2026-R9"),
        Reading("for eta < 2/L and every positive start", "deng-2026-R10"),
        Reading("for eta <= 1/L and a start in (0, 1): no step goes back or beyond 1", "cert-safe-step"),
        Reading(
          "for eta in (0, 1/L] and a start in (0, 1]: geometrically, after every number of steps",
          "deng-2026-convergence-every-depth"),
        Reading("local stability of the minimum exactly for eta L < 2", "cert-multiplier"),
      ], corrected: ["cert-safe-step", "deng-2026-convergence-every-depth", "cert-multiplier"]),
    AuditedClaim(
      title: "Mechanism", source: page,
      stated:
        "Directions inside the task subspace receive curvature from all L layers, directions outside it from a single layer.",
      readings: [
        Reading("the Hessian falls into blocks by pairs of directions", "aligned-block-decomposition"),
        Reading("the same at every depth and all widths", "aligned-block-decomposition-every-depth"),
        Reading("at the minimum, zero tail: L against 1", "deng-2026-bifurcation-minimum"),
        Reading(
          "the same at every depth, with the blocks of Theorem A given",
          "deng-2026-bifurcation-minimum-every-depth"),
        Reading("at the minimum, with a tail: one layer, hence the value 1", "deng-2026-R2"),
      ], corrected: ["aligned-block-decomposition-every-depth"]),
    AuditedClaim(
      title: "Method", source: page,
      stated:
        "H = H_o + H_f; the nonzero spectrum of H_o is that of a Gram matrix with Kronecker structure.",
      readings: [
        Reading("the Gram matrix, any deep linear network", "gn-kronecker-gram"),
        Reading("H_f = 0 and H = H_o where the residual is zero", "interpolation-hessian-is-gauss-newton"),
      ], corrected: ["gn-kronecker-gram"]),
    AuditedClaim(
      title: "Product of the weights", source: review,
      stated: "In balanced initialisation the product of the weight matrices is the identity when Sxx is.",
      readings: [Reading("at the minimum", "deng-2026-R5")], corrected: []),
    AuditedClaim(
      title: "Persistence", source: review,
      stated:
        "The scaling persists for approximately balanced Sxx, and the separation under small perturbations of the layer values.",
      readings: [
        Reading(
          "approximately balanced Sxx: scaling up to (b/a)^(3-2/L)", "deng-2026-approx-balance"),
        Reading(
          "the same at every depth, with the blocks of Theorem A given",
          "deng-2026-approx-balance-every-depth"),
        Reading("approximately balanced Sxx: separation", "deng-2026-R7"),
        Reading("perturbation of the layer values by at most 10 percent, every depth", "deng-2026-R6"),
        Reading("signals above the bulk exactly when lambda^L > 1/2", "cert-crossing"),
      ], corrected: ["deng-2026-approx-balance-every-depth", "cert-crossing"]),
  ]
}

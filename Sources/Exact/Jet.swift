// Jet: a value with two first derivatives and their mixed second derivative, for Hessian entries without a closed form.

/// The element `value + u du + v dv + uv du dv` of `R[du, dv] / (du^2, dv^2)`: a hyper-dual number over a ring R.
///
/// For a polynomial F, `F(x + du e_i + dv e_j) = F(x) + F_i du + F_j dv + F_ij du dv` holds exactly in this ring, also for
/// `i = j`. So the last part of a computation in jets is an entry of the Hessian, whatever R is: no step size, no error.
/// [Fike, Alonso 2011]
public struct Jet<Base: CommutativeRing>: Sendable {
  public var value: Base
  /// The derivative in the first direction.
  public var u: Base
  /// The derivative in the second direction.
  public var v: Base
  /// The mixed second derivative.
  public var uv: Base

  public init(value: Base, u: Base = 0, v: Base = 0, uv: Base = 0) {
    self.value = value
    self.u = u
    self.v = v
    self.uv = uv
  }

  public init(_ value: Int) { self.init(value: Base(value)) }
  public init(integerLiteral value: Int) { self.init(value) }
}

extension Jet: Equatable where Base: Equatable {}
extension Jet: Hashable where Base: Hashable {}
extension Jet: CertifiedScalar where Base: CertifiedScalar {}

extension Jet: CommutativeRing {
  public static func + (a: Jet, b: Jet) -> Jet {
    Jet(value: a.value + b.value, u: a.u + b.u, v: a.v + b.v, uv: a.uv + b.uv)
  }

  public static func - (a: Jet, b: Jet) -> Jet {
    Jet(value: a.value - b.value, u: a.u - b.u, v: a.v - b.v, uv: a.uv - b.uv)
  }

  public static prefix func - (a: Jet) -> Jet { Jet(value: -a.value, u: -a.u, v: -a.v, uv: -a.uv) }

  public static func += (a: inout Jet, b: Jet) {
    a.value += b.value
    a.u += b.u
    a.v += b.v
    a.uv += b.uv
  }

  public static func * (a: Jet, b: Jet) -> Jet {
    var product: Jet = 0
    product.addProduct(a, b)
    return product
  }

  /// Nine fused products in R.
  public mutating func addProduct(_ a: Jet, _ b: Jet) {
    value.addProduct(a.value, b.value)
    u.addProduct(a.value, b.u)
    u.addProduct(a.u, b.value)
    v.addProduct(a.value, b.v)
    v.addProduct(a.v, b.value)
    uv.addProduct(a.value, b.uv)
    uv.addProduct(a.u, b.v)
    uv.addProduct(a.v, b.u)
    uv.addProduct(a.uv, b.value)
  }

  /// Proved when all four parts vanish, refuted when one is proved not to.
  public var vanishes: Truth { value.vanishes && u.vanishes && v.vanishes && uv.vanishes }
}

extension Jet: Field where Base: Field {
  public static func / (a: Jet, b: Jet) -> Jet { a * b.inverted(1 / b.value) }

  /// Non-nil exactly when the value is proved to be invertible: the rest is nilpotent.
  public var reciprocal: Jet? { value.reciprocal.map { inverted($0) } }

  /// `1/(x + n) = y - y^2 n + y^3 n^2` with `y = 1/x` and n the nilpotent part, `n^2 = 2 u v du dv`.
  private func inverted(_ y: Base) -> Jet {
    let square = y.squared()
    let second = y * (u * v + u * v)
    return Jet(value: y, u: -(square * u), v: -(square * v), uv: square * (second - uv))
  }
}

extension Jet {
  /// `d^2 F / (dx_i dx_j)` at a point, by one evaluation of F in jets. Exact over an exact ring.
  public static func mixedDerivative<Failure: Error>(
    at point: [Base], _ i: Int, _ j: Int, of function: ([Jet]) throws(Failure) -> Jet
  ) throws(Failure) -> Base {
    precondition(
      point.indices.contains(i) && point.indices.contains(j), "directions \(i), \(j) of \(point.count)")
    return try function(
      point.enumerated().map { Jet(value: $1, u: $0 == i ? 1 : 0, v: $0 == j ? 1 : 0) }
    ).uv
  }

  /// The Hessian matrix of F at a point: `n (n+1) / 2` evaluations in jets.
  public static func hessian<Failure: Error>(
    at point: [Base], of function: ([Jet]) throws(Failure) -> Jet
  ) throws(Failure) -> Matrix<Base> {
    var hessian = Matrix<Base>(zero: point.count, point.count)
    for i in point.indices {
      for j in 0...i {
        let entry = try mixedDerivative(at: point, i, j, of: function)
        hessian[i, j] = entry
        hessian[j, i] = entry
      }
    }
    return hessian
  }
}

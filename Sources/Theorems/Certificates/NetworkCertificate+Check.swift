// NetworkCertificate+Check: certificates of one network, checked by deriving them again from the network they hold.

import Exact

extension Certificate {
  /// Derives the certificate of one network again, or returns nil when the claim is not of that kind.
  ///
  /// The network, the part of the Hessian and the shifts are read from the proof; everything else is computed.
  static func derivedAgain(id: String, from root: JSONCursor) throws -> Certificate? {
    guard id == "network-spectrum" || id == "network-inertia" else { return nil }
    do {
      let proof = try root.member("proof")
      guard let part = HessianPart(rawValue: try proof.member("hessian").string()) else {
        throw CertificateRejection(field: "proof.hessian", reason: "not a part of the Hessian")
      }
      let input = try network(proof.member("network"))
      if id == "network-spectrum" { return try Certificate(of: .spectrum, for: input, part: part) }
      let rows = try proof.member("counts").elements()
      guard (1...NetworkCertificateLimits.shifts).contains(rows.count) else {
        throw CertificateRejection(field: "proof.counts", reason: "\(rows.count) shifts")
      }
      let shifts = try rows.map { try $0.member("shift").rational(canonical: true) }
      return try Certificate(of: .inertia(shifts: shifts), for: input, part: part)
    } catch let error as InputError {
      throw CertificateRejection(field: "proof", reason: error.message)
    } catch let error as VerificationError {
      throw CertificateRejection(field: "proof.network", reason: error.description)
    }
  }

  private static func network(_ cursor: JSONCursor) throws -> NetworkInput {
    let limit = NetworkCertificateLimits.self
    let widths = try AlignedNetworkReader.widths(cursor.member("widths"))
    guard widths.count <= limit.depth + 1, widths.allSatisfy({ $0 <= Integer(limit.width) }) else {
      throw CertificateRejection(
        field: "proof.network.widths", reason: "widths up to \(limit.width), depth up to \(limit.depth)")
    }
    return try cursor.optionalMember("modes") == nil
      ? MatrixNetworkReader.read(cursor) : AlignedNetworkReader.read(cursor)
  }
}

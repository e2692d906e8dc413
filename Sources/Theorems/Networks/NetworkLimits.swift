// NetworkLimits: how large a network may be that is read from a file or built from options.

/// The limits of what is read as a network.
public enum NetworkLimits {
  public static let depth = 1000
  /// Entries of all matrices of one network together.
  public static let entries = 4_000_000
  /// Bits of a width or of the count of a run of modes.
  public static let countBits = 4096
  /// Inputs for which a covariance that is not diagonal is proved positive semidefinite.
  public static let covarianceOrder = 256
}

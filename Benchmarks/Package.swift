// swift-tools-version: 6.2
import PackageDescription

/// A package of its own, so that building and testing Plumb never builds a benchmark.
let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "plumb", path: "..")],
  targets: [
    .executableTarget(
      name: "eigenvalues",
      dependencies: [.product(name: "Exact", package: "plumb"), .product(name: "Numeric", package: "plumb")],
      swiftSettings: [.treatAllWarnings(as: .error)]),
    .executableTarget(
      name: "networks",
      dependencies: [
        .product(name: "Exact", package: "plumb"), .product(name: "Numeric", package: "plumb"),
        .product(name: "Theorems", package: "plumb"),
      ],
      swiftSettings: [.treatAllWarnings(as: .error)]),
  ])

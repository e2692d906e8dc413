// swift-tools-version: 6.2
import PackageDescription

/// Warnings are errors in every target of ours.
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

/// Homebrew's OpenBLAS carries LAPACKE; Debian ships it apart.
#if os(macOS)
  let lapack = "openblas"
  let lapackLibraries: [LinkerSetting] = [.linkedLibrary("openblas")]
#else
  let lapack = "lapacke"
  let lapackLibraries: [LinkerSetting] = [.linkedLibrary("lapacke"), .linkedLibrary("openblas")]
#endif

let package = Package(
  name: "plumb",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Exact", targets: ["Exact"]),
    .library(name: "Numeric", targets: ["Numeric"]),
    .library(name: "Theorems", targets: ["Theorems"]),
    .library(name: "Claims", targets: ["Claims"]),
    .library(name: "PropertyTesting", targets: ["PropertyTesting"]),
    .executable(name: "plumb", targets: ["plumb"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    // A command plugin: built by `make docs` alone.
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CGMP", pkgConfig: "gmp", providers: [.apt(["libgmp-dev"]), .brew(["gmp"])]),
    .systemLibrary(
      name: "CMPFR", pkgConfig: "mpfr", providers: [.apt(["libmpfr-dev"]), .brew(["mpfr"])]),
    .systemLibrary(
      name: "CLAPACK", pkgConfig: lapack,
      providers: [.apt(["liblapacke-dev", "libopenblas-dev"]), .brew(["openblas"])]),
    .target(
      name: "CShims", dependencies: ["CGMP", "CMPFR"], cSettings: [.treatAllWarnings(as: .error)],
      linkerSettings: [.linkedLibrary("m")]),
    .target(name: "Exact", dependencies: ["CGMP", "CMPFR", "CShims"], swiftSettings: strict),
    .target(
      name: "Numeric", dependencies: ["Exact", "CLAPACK", "CShims"], swiftSettings: strict,
      linkerSettings: lapackLibraries),
    .target(
      name: "Theorems",
      dependencies: ["Exact", "Numeric", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: strict),
    .target(name: "Search", dependencies: ["Exact"], swiftSettings: strict),
    .target(
      name: "Claims",
      dependencies: [
        "Exact", "Numeric", "Theorems", "Search", .product(name: "HeapModule", package: "swift-collections"),
      ],
      swiftSettings: strict),
    .target(
      name: "PropertyTesting", dependencies: ["Exact", "Theorems", "Search"], swiftSettings: strict),
    .executableTarget(
      name: "plumb",
      dependencies: [
        "Exact", "Numeric", "Theorems", "Claims", "Search",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict),
    .target(
      name: "Support", dependencies: ["Exact", "Theorems", "Claims", "PropertyTesting"],
      path: "Tests/Support",
      swiftSettings: strict),
    .testTarget(
      name: "ExactTests", dependencies: ["Exact", "PropertyTesting", "Support"],
      resources: [.copy("Resources/itf1788")],
      swiftSettings: strict),
    .testTarget(name: "NumericTests", dependencies: ["Numeric", "Support"], swiftSettings: strict),
    .testTarget(name: "TheoremsTests", dependencies: ["Theorems", "Support"], swiftSettings: strict),
    .testTarget(
      name: "SearchTests", dependencies: ["Search", "Claims", "Support"], swiftSettings: strict),
    .testTarget(
      name: "PropertyTestingTests", dependencies: ["PropertyTesting", "Support"], swiftSettings: strict),
    .testTarget(name: "ClaimsTests", dependencies: ["Claims", "Support"], swiftSettings: strict),
    .testTarget(
      name: "CommandTests", dependencies: ["plumb", "Exact", "Theorems", "Claims", "Search", "Support"],
      swiftSettings: strict),
  ]
)

// swift-tools-version: 6.2
import PackageDescription

/// Warnings are errors in every target of ours.
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
  name: "plumb",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Exact", targets: ["Exact"]),
    .executable(name: "plumb", targets: ["plumb"]),
  ],
  dependencies: [],
  targets: [
    .systemLibrary(
      name: "CGMP", pkgConfig: "gmp", providers: [.apt(["libgmp-dev"]), .brew(["gmp"])]),
    .systemLibrary(
      name: "CMPFR", pkgConfig: "mpfr", providers: [.apt(["libmpfr-dev"]), .brew(["mpfr"])]),
    .target(
      name: "CShims", dependencies: ["CGMP", "CMPFR"],
      linkerSettings: [.linkedLibrary("m")]),
    .target(name: "Exact", dependencies: ["CGMP", "CMPFR", "CShims"], swiftSettings: strict),
    .executableTarget(name: "plumb", dependencies: ["Exact"], swiftSettings: strict),
    .target(
      name: "Support", dependencies: ["Exact"], path: "Tests/Support", swiftSettings: strict),
    .testTarget(
      name: "ExactTests", dependencies: ["Exact", "Support"], resources: [.copy("Resources/itf1788")],
      swiftSettings: strict),
  ]
)

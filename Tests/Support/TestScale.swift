// TestScale: how often a randomised test repeats.

import Foundation

/// `count` times the whole number in the environment variable PLUMB_TEST_SCALE, which is 1 when absent.
public func scaled(_ count: Int) -> Int {
  count * max(1, Int(ProcessInfo.processInfo.environment["PLUMB_TEST_SCALE"] ?? "1") ?? 1)
}

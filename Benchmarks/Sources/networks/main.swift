// networks: random networks with 3-3-3-3 units and integer entries -4 ... 4 a CPU second, generation included; one line of JSON.
//
// Usage   networks screen SECONDS    networks whose inertia the screen decides
//         networks settle SECONDS    networks whose inertia is settled exactly, singular Hessians included
//         networks sample COUNT      negative and zero eigenvalues of the first networks, for a comparison with another program
// Networks and seed are those of bench_networks.py.

import Exact
import Numeric
import Theorems

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
}

let arguments = CommandLine.arguments
guard arguments.count == 3, let amount = Double(arguments[2]) else {
  print("usage: networks screen|settle SECONDS, or networks sample COUNT")
  exit(64)
}
let networks = try NetworkScreen(widths: [3, 3, 3, 3], entries: -4...4, seed: 1)
var (first, decided, negative) = (0, 0, 0)
var stages = [0, 0, 0, 0]
let start = processorSeconds()
var seconds = 0.0
switch arguments[1] {
case "sample":
  var shown: [String] = []
  while shown.count < Int(amount) {
    let settled = try networks.settle(from: first)
    shown += settled.inertias.map { "[\($0.negative),\($0.zero)]" }
    first += networks.count
  }
  print("[" + shown.prefix(Int(amount)).joined(separator: ",") + "]")
  exit(0)
case "screen":
  while seconds < amount {
    for _ in 0..<16 {
      let batch = networks.screen(from: first)
      for index in 0..<networks.count where batch.isDecided(index) {
        decided += 1
        negative += Int(batch.negative[index])
      }
      first += networks.count
    }
    seconds = processorSeconds() - start
  }
case "settle":
  while seconds < amount {
    for _ in 0..<16 {
      let settled = try networks.settle(from: first)
      for inertia in settled.inertias { negative += inertia.negative }
      decided += settled.inertias.count
      for (stage, count) in [settled.screened, settled.pivoted, settled.singular, settled.exact].enumerated()
      {
        stages[stage] += count
      }
      first += networks.count
    }
    seconds = processorSeconds() - start
  }
default:
  print("no job \(arguments[1])")
  exit(64)
}
print(
  "{\"checked\": \(first), \"decided\": \(decided), \"negative\": \(negative), \"stages\": \(stages), \"cpu\": \(seconds)}"
)

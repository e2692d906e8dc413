// plumb paper: the audit of a paper as a page.

import ArgumentParser
import Exact
import Theorems

struct PaperCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "paper",
    abstract: "Write the audit of a paper: its claims by reading, what holds, and certified numbers.")

  @Argument(help: "The paper: deng-2026.") var paper: String
  @Option(help: "The folder of the trained checkpoints that the page is about.") var networks =
    "proofs-data/networks/deng2026"
  @Option(help: "Write the page into this file.") var output: String?

  func run() throws {
    try reporting {
      guard let audit = PaperAudit.all.first(where: { $0.id == paper }) else {
        let known = PaperAudit.all.map(\.id).joined(separator: ", ")
        throw CommandFailure.usage("no audit of \(shortened(paper)); there are: \(known)")
      }
      let progress = Progress()
      let page = try audit.page(networks: networks) { text in progress.report("paper  \(text)") }
      progress.end()
      if let output {
        try AtomicFile.write(page, to: output)
      } else {
        try StandardOutput.write(page)
      }
    }
  }
}

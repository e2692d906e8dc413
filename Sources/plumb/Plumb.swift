// Plumb: the command line. Thin: it reads, calls, prints and sets exit codes.

import ArgumentParser
import Exact
import Claims
import Theorems

@main
struct Plumb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plumb",
    abstract: "Certified spectra, dynamics and theorem checks for deep linear networks.",
    discussion: """
      Three things to try:
        plumb verify
        plumb spectrum --balanced --widths 16,32,10 --rank 5 --tail 1/2 --digits 30
        plumb dynamics --depth 3 --start 1/2,2/3 --rate 1/10 --steps 1000 --every 200 --digits 20

      Exit codes: 0 as expected, 1 refuted or against expectation, 2 undecided, 3 certificate rejected, 64 usage,
      65 bad input file, 66 no such input, 70 internal error, 74 input or output failed, 75 stopped with a checkpoint, 130 interrupted.
      """,
    version: "plumb 0.1.0",
    subcommands: [
      VerifyCommand.self, SpectrumCommand.self, EigenvaluesCommand.self, AuditCommand.self,
      DynamicsCommand.self, PaperCommand.self, ListCommand.self,
      ExplainCommand.self, CheckCommand.self, ClaimCommand.self, SearchCommand.self, MergeCommand.self,
      SlurmCommand.self,
    ])
}

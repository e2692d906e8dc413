// Failure: errors as one clear line on stderr and the documented exit code.

import ArgumentParser
import Exact
import Numeric
import Claims
import Theorems

/// A failure of the command line itself, with its exit code.
struct CommandFailure: Error, CustomStringConvertible {
  let description: String
  let exitCode: Int32

  /// Options that cannot be used: exit code 64.
  static func usage(_ message: String) -> CommandFailure {
    CommandFailure(description: message, exitCode: 64)
  }
  /// A value that is read exactly and is not acceptable: exit code 65.
  static func badInput(_ message: String) -> CommandFailure {
    CommandFailure(description: message, exitCode: 65)
  }
}

/// Runs a command's body and turns whatever it throws into one line and an exit code.
func reporting(_ body: () throws -> Void) throws {
  StandardOutput.reportClosedPipes()
  do {
    try body()
  } catch let code as ExitCode {
    throw code
  } catch let problem as ClaimProblem {
    StandardError.write("\(problem)\n")
    throw ExitCode(65)
  } catch {
    let (line, code): (String, Int32) =
      switch error {
      case let error as InputError: (error.description, error.kind.exitCode)
      case let error as CommandFailure: (error.description, error.exitCode)
      case let error as OutputError: (error.description, 74)
      case let error as VerificationError: (error.description, 2)
      default: ("internal error: \(error); please report it together with the command", 70)
      }
    StandardError.write("plumb: \(line)\n")
    throw ExitCode(code)
  }
}

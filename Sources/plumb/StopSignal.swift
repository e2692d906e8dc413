// StopSignal: Ctrl-C and SIGTERM ask a search to stop; a second one ends the process at once.

import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The signals that ask to stop.
enum StopSignal {
  /// The signal that came, 0 before.
  private static let received = Atomic<Int32>(0)

  /// Catches SIGINT and SIGTERM from now on.
  ///
  /// The handler does what is safe in one: an exchange of a word that does not block, and `_exit`.
  static func catchAll() {
    // The first use initialises the variable, which must not happen inside the handler.
    received.store(0, ordering: .sequentiallyConsistent)
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        if StopSignal.received.exchange(number, ordering: .sequentiallyConsistent) != 0 { _exit(130) }
      }
    }
    // A parent that blocks signals in the thread that starts Plumb hands that down; threads started from here on inherit what is set now.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// Signals end the process again, with exit code 130 as far as shells say.
  static func release() {
    for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
  }

  /// The name of the signal that came.
  static var name: String? {
    switch received.load(ordering: .relaxed) {
    case 0: nil
    case SIGINT: "Ctrl-C"
    default: "SIGTERM"
    }
  }
}

// CheckpointFile: the record of a search under way, on disk.

import Claims
import Search
import Theorems
import Synchronization

/// The checkpoint of a search: written whole or not at all, every minute and when the search stops.
final class CheckpointFile: Sendable {
  private static let interval: Duration = .seconds(60)

  private struct State {
    var next = ContinuousClock.now + CheckpointFile.interval
    var hasWritten = false
  }

  let path: String
  private let state = Mutex(State())

  init(_ path: String) { self.path = path }

  /// Whether the file holds exactly this record.
  func holds(_ record: SearchRecord) -> Bool {
    guard let bytes = try? InputFile.read(path) else { return false }
    return bytes == Array(record.text.utf8)
  }

  /// Whether this run has written the file.
  var hasWritten: Bool { state.withLock { $0.hasWritten } }

  func write(_ record: SearchRecord) throws(OutputError) {
    try AtomicFile.write(record.text, to: path)
    state.withLock { $0.hasWritten = true }
  }

  /// Writes when a minute has gone by. One thread at a time does; the others do not wait for it.
  func writeIfDue(_ record: () -> SearchRecord, onFailure: () -> Void) {
    _ = state.withLockIfAvailable { state in
      let now = ContinuousClock.now
      if now < state.next { return }
      state.next = now + Self.interval
      do throws(OutputError) {
        try AtomicFile.write(record().text, to: path)
        state.hasWritten = true
      } catch {
        onFailure()
      }
    }
  }
}

// WorkerThreads: as many threads as are asked for, with stacks deep enough for deep formulas.
//
// Threads of the system rather than tasks: tasks share as many threads as the machine has processors, whatever --threads says, and
// long trials would keep the task that shows the progress from ever running.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

enum WorkerThreads {
  /// The stack of a worker, as of a main thread.
  private static let stackSize = 8 << 20

  /// Runs `body` on `count` threads, the caller's among them, and returns when all have ended. Fewer run when the system refuses more.
  static func run(_ count: Int, _ body: @escaping @Sendable () -> Void) {
    let threads = (1..<max(1, count)).compactMap { _ in start(Work(body)) }
    body()
    for thread in threads { pthread_join(thread, nil) }
  }

  /// A class, so that one pointer carries the closure to the new thread.
  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  private static func start(_ work: Work) -> pthread_t? {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, stackSize)
    // The new thread takes over this reference.
    let reference = Unmanaged.passRetained(work)
    #if canImport(Darwin)
      var thread: pthread_t?
      let code = pthread_create(&thread, &attributes, enterThread, reference.toOpaque())
    #else
      var thread = pthread_t()
      let code = pthread_create(&thread, &attributes, enterThread, reference.toOpaque())
    #endif
    pthread_attr_destroy(&attributes)
    if code == 0 { return thread }
    reference.release()
    return nil
  }

  fileprivate static func enter(_ pointer: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().body()
    return nil
  }
}

// A function with a name: a closure in its place crashes the compiler (6.3.1, in the analysis of isolation regions).
#if canImport(Darwin)
  private func enterThread(_ pointer: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    WorkerThreads.enter(pointer)
  }
#else
  private func enterThread(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    WorkerThreads.enter(pointer!)
  }
#endif

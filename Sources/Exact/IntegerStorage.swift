// IntegerStorage: the only file in which an integer's GMP memory is touched through pointers.

internal import CGMP
internal import CShims

/// One allocation that owns an `mpz_t` in its header and clears it when it goes.
///
/// Written only while uniquely referenced; C keeps no pointer after a call returns.
final class IntegerStorage: ManagedBuffer<__mpz_struct, Never> {
  static func make() -> IntegerStorage {
    let buffer = IntegerStorage.create(minimumCapacity: 0) { _ in __mpz_struct() }
    let storage = unsafeDowncast(buffer, to: IntegerStorage.self)
    storage.withUnsafeMutablePointerToHeader { integer_init($0) }
    return storage
  }

  deinit { withUnsafeMutablePointerToHeader { integer_clear($0) } }

  var pointer: UnsafeMutablePointer<__mpz_struct> { withUnsafeMutablePointerToHeader { $0 } }
}

/// The fresh integer that `body` writes; the result is brought to canonical form.
func withFreshInteger(_ body: (UnsafeMutablePointer<__mpz_struct>) -> Void) -> Integer {
  let storage = IntegerStorage.make()
  return withExtendedLifetime(storage) {
    body(storage.pointer)
    return Integer(adopting: storage)
  }
}

/// Two fresh integers that `body` writes.
func withFreshIntegers(
  _ body: (UnsafeMutablePointer<__mpz_struct>, UnsafeMutablePointer<__mpz_struct>) -> Void
) -> (Integer, Integer) {
  let first = IntegerStorage.make()
  let second = IntegerStorage.make()
  return withExtendedLifetime((first, second)) {
    body(first.pointer, second.pointer)
    return (Integer(adopting: first), Integer(adopting: second))
  }
}

extension Integer {
  /// Takes over `storage`, moving a value that fits a machine word inline.
  init(adopting storage: IntegerStorage) {
    let pointer = storage.pointer
    let small = withExtendedLifetime(storage) {
      integer_fits_word(pointer) != 0 ? integer_get_word(pointer) : nil
    }
    if let small {
      self.init(representation: .small(small))
    } else {
      self.init(representation: .big(storage))
    }
  }

  /// Calls `body` with a pointer to the value, made for the call when the value is small.
  func withPointer<Result>(_ body: (UnsafePointer<__mpz_struct>) -> Result) -> Result {
    switch representation {
    case .big(let storage):
      return withExtendedLifetime(storage) { body(UnsafePointer(storage.pointer)) }
    case .small(let value):
      // A read-only view over one limb on the stack: no allocation, never cleared, never handed to a writer.
      var limb = mp_limb_t(value.magnitude)
      return withUnsafeMutablePointer(to: &limb) { limbPointer in
        var view = __mpz_struct(
          _mp_alloc: 1, _mp_size: value == 0 ? 0 : (value < 0 ? -1 : 1), _mp_d: limbPointer)
        return withUnsafePointer(to: &view, body)
      }
    }
  }

  /// Calls `body` with the words of the magnitude, lowest first: at least one, also for zero.
  func withMagnitudeWords<Result>(_ body: (UnsafeBufferPointer<UInt>) -> Result) -> Result {
    switch representation {
    case .big(let storage):
      return withExtendedLifetime(storage) {
        let count = abs(Int(storage.pointer.pointee._mp_size))
        return body(UnsafeBufferPointer(start: storage.pointer.pointee._mp_d, count: count))
      }
    case .small(let value):
      return withUnsafePointer(to: value.magnitude) { body(UnsafeBufferPointer(start: $0, count: 1)) }
    }
  }

  func withPointers<Result>(
    _ other: Integer, _ body: (UnsafePointer<__mpz_struct>, UnsafePointer<__mpz_struct>) -> Result
  ) -> Result {
    withPointer { a in other.withPointer { b in body(a, b) } }
  }

  /// Updates the value in place. `body` gets a pointer to unique storage that already holds the value.
  mutating func update(_ body: (UnsafeMutablePointer<__mpz_struct>) -> Void) {
    let unique: IntegerStorage
    switch representation {
    case .small(let value):
      unique = IntegerStorage.make()
      integer_set_word(unique.pointer, value)
    case .big(var storage):
      representation = .small(0)  // gives up our reference, so that uniqueness can be seen
      if isKnownUniquelyReferenced(&storage) {
        unique = storage
      } else {
        unique = IntegerStorage.make()
        integer_set(unique.pointer, storage.pointer)
      }
    }
    withExtendedLifetime(unique) { body(unique.pointer) }
    self = Integer(adopting: unique)
  }
}

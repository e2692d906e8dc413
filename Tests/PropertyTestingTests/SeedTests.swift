import PropertyTesting
import Testing

@Suite struct SeedTests {
  @Test func holdsItsValue() { #expect(Seed(7).value == 7) }
}

import Testing

@testable import IQOSCore

/// Findings that need the sound.
@Suite("Findings of the sound")
struct FindingSoundTests {
    static let codes: [String] = []
}

import Testing

@testable import IQOSCore

@Suite("Files of a codec's own frames")
struct PayloadContainerTests {
    /// Position of the last page in bytes that end with one.
    private static func position(_ bytes: [UInt8]) -> UInt64? {
        let starts = bytes.indices.dropLast(27).filter { Array(bytes[$0..<$0 + 4]) == Array("OggS".utf8) }
        return starts.last.map { start in (6..<14).reversed().reduce(0) { $0 << 8 | UInt64(bytes[start + $1]) } }
    }

    @Test("positions of Ogg pages go on where the timestamp's 32 bits do not, forth and back")
    func longStream() {
        var container = PayloadContainer(.opus, clockRateHz: 48_000, serial: 1)
        for place: Int64 in [0, 1, 2, 3, 4, 5, 4, 3, 2, 3] {
            let ticks = place << 30
            let body = container.body(
                [0x78, 1, 2, 3], timestamp: UInt32(truncatingIfNeeded: 4_000_000_000 + ticks), arrival: 0)
            #expect(Self.position(body) == UInt64(ticks + 960))
        }
    }
}

import Testing

@testable import IQOSCore

/// Bytes of a payload with one frame, from RFC 4867 §4.3 and §4.4 and the bits of 3GPP TS 26.101 and 26.201.
@Suite("Sizes of AMR payloads (RFC 4867)")
struct AMRSizesTests {
    struct Mode: Sendable, CustomTestStringConvertible {
        var isWide: Bool
        var type: Int
        /// Octet-aligned and bandwidth-efficient, bytes.
        var aligned: Int
        var efficient: Int

        var testDescription: String { "\(isWide ? "AMR-WB" : "AMR") \(type)" }
    }

    private static let narrow = [
        (14, 14), (15, 15), (17, 16), (19, 18), (21, 20), (22, 22), (28, 27), (33, 32), (7, 7),
    ]
    private static let wide = [
        (19, 18), (25, 24), (34, 33), (38, 37), (42, 41), (48, 47), (52, 51), (60, 59), (62, 61), (7, 7),
    ]

    static let modes =
        narrow.enumerated().map { Mode(isWide: false, type: $0, aligned: $1.0, efficient: $1.1) }
        + wide.enumerated().map { Mode(isWide: true, type: $0, aligned: $1.0, efficient: $1.1) }

    /// The frame of such a payload as a file stores it, by its length; `nil` for none or several.
    private static func frame(_ header: [UInt8], bytes: Int, _ mode: Mode, isOctetAligned: Bool) -> Int? {
        let payload = header + [UInt8](repeating: 0, count: bytes - header.count)
        var frames = CodedFrames()
        frames.cutAMR(payload.span.bytes, 0..<bytes, isWide: mode.isWide, isOctetAligned: isOctetAligned)
        return frames.isMalformed || frames.frames.count != 1 ? nil : frames.frames[0].length
    }

    @Test("a frame has the size of its mode in both packings, and two bytes less are no frame", arguments: modes)
    func size(of mode: Mode) {
        // No mode request (15); one entry, good: 0, the type, 1.
        let entry = mode.type << 1 | 1
        let aligned = [0xF0, UInt8(entry << 2)]
        let efficient = [UInt8(0xF0 | entry >> 2), UInt8(entry & 3) << 6]
        // The octet-aligned payload is the mode request and the frame as it is stored.
        let stored = mode.aligned - 1
        #expect(Self.frame(aligned, bytes: mode.aligned, mode, isOctetAligned: true) == stored)
        #expect(Self.frame(efficient, bytes: mode.efficient, mode, isOctetAligned: false) == stored)
        #expect(Self.frame(aligned, bytes: mode.aligned - 2, mode, isOctetAligned: true) == nil)
        #expect(Self.frame(efficient, bytes: mode.efficient - 2, mode, isOctetAligned: false) == nil)
    }
}

import Testing

@testable import IQOSCore

@Suite("Frames that payloads repeat (RFC 4867 3.7.1)")
struct FrameSuccessionTests {
    /// Frames of 160 ticks that a payload repeats, and that are missing before it, behind one with two frames at 1600.
    private static func behindTwo(_ timestamp: UInt32, count: Int) -> [Int] {
        var succession = FrameSuccession()
        _ = succession.take(timestamp: 1600, count: 2, ticks: 160)
        let found = succession.take(timestamp: timestamp, count: count, ticks: 160)
        return [found.repeated, found.missing]
    }

    @Test("frames whose time an earlier payload had are repeated, and those between two payloads are missing")
    func places() {
        #expect(Self.behindTwo(1920, count: 2) == [0, 0])
        #expect(Self.behindTwo(1760, count: 2) == [1, 0])
        #expect(Self.behindTwo(1600, count: 3) == [2, 0])
        #expect(Self.behindTwo(2400, count: 2) == [0, 3])
    }

    @Test("a payload that would have nothing new is whole: its timestamps began anew, or stand still")
    func wholeAgain() {
        #expect(Self.behindTwo(1600, count: 2)[0] == 0)
        #expect(Self.behindTwo(1280, count: 2)[0] == 0)
        var succession = FrameSuccession()
        for _ in 0..<3 { #expect(succession.take(timestamp: 7, count: 1, ticks: 160).repeated == 0) }
    }

    @Test("timestamps that wrap go on")
    func wrap() {
        var succession = FrameSuccession()
        _ = succession.take(timestamp: UInt32.max - 159, count: 2, ticks: 160)
        let found = succession.take(timestamp: 0, count: 2, ticks: 160)
        #expect(found.repeated == 1)
    }

    @Test("a frame has the ticks of the stream's clock, whatever the codec's is")
    func ticks() {
        let wide = AudioCodec.amr(isWide: true, isOctetAligned: true)
        #expect(wide.repeatableFrameTicks(clockRateHz: 16_000) == 320)
        #expect(wide.repeatableFrameTicks(clockRateHz: 8000) == 160)
        #expect(AudioCodec.g722.repeatableFrameTicks(clockRateHz: 8000) == nil)
    }
}

import TestSupport
import Testing

@testable import IQOSCore

@Suite("TCP segments read at fixed places")
struct PlainSegmentTests {
    private static func frame(_ random: inout SeededRandom) -> [UInt8] {
        let payload = (0..<Int.random(in: 0..<40, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random)
        }
        let segment = WireBytes.tcp(
            Int.random(in: 0..<65_536, using: &random), Int.random(in: 0..<65_536, using: &random),
            sequence: Int.random(in: 0..<1 << 32, using: &random), payload)
        let packet = WireBytes.ipv4(
            Int.random(in: 0..<1 << 32, using: &random), Int.random(in: 0..<1 << 32, using: &random), segment,
            protocolNumber: 6,
            serviceType: Int.random(in: 0...255, using: &random))
        return bytes("0200000000010200000000020800") + packet
    }

    private static func read(_ frame: [UInt8], cut: Int = 0) -> (plain: TCPSegment?, whole: FrameContent) {
        let batch = [UInt8](repeating: 0xFF, count: 5) + frame + [UInt8](repeating: 0xFF, count: 64)
        let reference = FrameRef(
            arrival: 0, offset: 5, capturedLength: UInt32(frame.count), originalLength: UInt32(frame.count + cut),
            number: 1, linkType: .ethernet, interface: 0)
        return (
            PlainSegment(reference, in: batch.span.bytes)?.segment,
            FrameDecoder().content(of: reference, in: batch.span.bytes)
        )
    }

    private static func text(_ segment: TCPSegment?) -> String { "\(String(describing: segment))" }

    @Test("a whole frame gives the segment that the decoder finds step by step", arguments: 0..<50)
    func same(seed: Int) throws {
        var random = SeededRandom(seed)
        let frame = Self.frame(&random)
        let (plain, whole) = Self.read(frame)
        guard case .segment(let segment) = whole else { throw NotASegment() }
        #expect(plain != nil && Self.text(plain) == Self.text(segment))
        #expect(Self.read(frame, cut: 1).plain == nil)
    }

    @Test("of a damaged frame it finds what the decoder finds, or nothing", arguments: 0..<50)
    func damaged(seed: Int) {
        var random = SeededRandom(1000 + seed)
        for _ in 0..<200 {
            var frame = Self.frame(&random)
            for _ in 0...Int.random(in: 0..<3, using: &random) {
                frame[Int.random(in: 0..<frame.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            frame.removeLast(Int.random(in: 0..<frame.count / 2, using: &random))
            let (plain, whole) = Self.read(frame)
            guard let plain else { continue }
            guard case .segment(let segment) = whole else {
                Issue.record("\(plain) is no segment")
                continue
            }
            #expect(Self.text(plain) == Self.text(segment))
        }
    }

    private struct NotASegment: Error {}
}

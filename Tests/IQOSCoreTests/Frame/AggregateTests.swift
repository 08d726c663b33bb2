import TestSupport
import Testing

@testable import IQOSCore

@Suite("Frames of a wireless link in one")
struct AggregateTests {
    private static func frame(_ packets: [[UInt8]]) -> [UInt8] {
        var body: [UInt8] = []
        for packet in packets {
            body += [UInt8](repeating: 0, count: -body.count & 3)
            let content = bytes("aaaa030000000800") + packet
            body += bytes("020000000009 020000000008") + WireBytes.bigEndian16(content.count) + content
        }
        return bytes("0000080000000000 88010000 020000000001 020000000002 020000000003 0000 8000") + body
    }

    private static func packet(_ number: Int) -> [UInt8] {
        // Of lengths that need filling between them.
        let rtp = WireBytes.rtp(
            sequence: 100 + number, timestamp: 160 * number, payload: [UInt8](repeating: 0xFF, count: 157 + number % 4))
        return WireBytes.ipv4(0x0A00_0001, 0x0A00_0002, WireBytes.udp(16384, 20000, rtp))
    }

    @Test("every packet of an aggregate is read", arguments: [1, 2, 3, 7])
    func several(perFrame: Int) {
        var capture = TestCapture()
        for first in stride(from: 0, to: 42, by: perFrame) {
            capture.append(
                frame: Self.frame((first..<first + perFrame).map(Self.packet)),
                arrival: TestCapture.start + Int64(first) * 20_000_000, linkType: .ieee80211Radiotap)
        }
        let outcome = capture.scanned()
        #expect(outcome.streams.map(\.packets.captured) == [42] && outcome.streams.map(\.packets.lost) == [0])
        #expect(outcome.streams.first?.encapsulation == ["ieee80211", "ipv4"])
    }

    @Test("a length that lies ends the aggregate, and a cut one keeps what is whole", arguments: 0...400)
    func cut(length: Int) {
        var lying = Self.frame([Self.packet(0), Self.packet(1)])
        lying.replaceSubrange(46..<48, with: WireBytes.bigEndian16(length * 8))
        var capture = TestCapture()
        capture.append(frame: lying, arrival: 1, linkType: .ieee80211Radiotap)
        let whole = Self.frame([Self.packet(0), Self.packet(1)])
        capture.append(frame: Array(whole.prefix(length)), arrival: 2, linkType: .ieee80211Radiotap)
        capture.append(
            frame: Array(whole.prefix(length)), arrival: 3, linkType: .ieee80211Radiotap, originalLength: whole.count)
        #expect(capture.scanned().counters.frames == 3)
    }
}

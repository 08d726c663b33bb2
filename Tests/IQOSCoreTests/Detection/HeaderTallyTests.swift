import TestSupport
import Testing

@testable import IQOSCore

@Suite("Offsets at which RTP may stand")
struct HeaderTallyTests {
    /// Datagrams of a flow whose bytes are random but for a few that are the same in all.
    private static func heads(seed: Int, length: Int) -> [DatagramHead] {
        var random = SeededGenerator(seed: UInt64(seed))
        let usual = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
        return (0..<32).map { number in
            let bytes = usual.map { byte in
                Int.random(in: 0..<4, using: &random) == 0 ? UInt8.random(in: 0...255, using: &random) : byte
            }
            let datagram = Datagram(
                flow: Flow(
                    source: Address(ipv4: 1), destination: Address(ipv4: 2), sourcePort: 3, destinationPort: 4),
                payloadOffset: 0, capturedLength: length, payloadLength: length, ipLength: length + 28, dscp: 0,
                encapsulation: Encapsulation())
            let frame = FrameRef(
                arrival: Int64(number), offset: 0, capturedLength: 0, originalLength: 0, number: UInt32(number),
                linkType: .ethernet, interface: 0)
            return DatagramHead(datagram, frame, in: bytes.span.bytes, file: 0)
        }
    }

    /// The same one offset and one datagram at a time.
    private static func slowOffsets(_ heads: [DatagramHead]) -> UInt64 {
        var offsets: UInt64 = 0
        for offset in 1...64 {
            var counts = [Int](repeating: 0, count: 4)
            for head in heads where Int(head.captured) >= offset + 12 {
                let type = head.byte(offset + 1) & 0x7F
                guard head.byte(offset) >> 6 == 2, !(64...95).contains(type) else { continue }
                counts[Int(head.byte(offset + 8) & 3)] += 1
            }
            if counts.contains(where: { $0 >= 8 }) { offsets |= 1 << UInt64(offset - 1) }
        }
        return offsets
    }

    @Test("all offsets are counted at once as they are one by one", arguments: 1...40)
    func counts(seed: Int) {
        let heads = Self.heads(seed: seed, length: 20 + 3 * seed)
        var tally = HeaderTally()
        for (index, head) in heads.enumerated() {
            tally.add(head)
            let slow = Self.slowOffsets(Array(heads[...index]))
            #expect(tally.offsets == slow)
        }
    }

    @Test("no offset is left out at which numbered packets stand", arguments: 1...64)
    func complete(offset: Int) {
        var tally = HeaderTally()
        var heads: [DatagramHead] = []
        for number in 0..<8 {
            let bytes =
                [UInt8](repeating: UInt8(number), count: offset)
                + WireBytes.rtp(
                    type: 96, sequence: number, timestamp: 160 * number, ssrc: 0x1234_5678 + offset, isMarker: false,
                    payload: [])
            let datagram = Datagram(
                flow: Flow(
                    source: Address(ipv4: 1), destination: Address(ipv4: 2), sourcePort: 3, destinationPort: 4),
                payloadOffset: 0, capturedLength: bytes.count, payloadLength: bytes.count, ipLength: 100, dscp: 0,
                encapsulation: Encapsulation())
            let frame = FrameRef(
                arrival: Int64(number), offset: 0, capturedLength: 0, originalLength: 0, number: UInt32(number),
                linkType: .ethernet, interface: 0)
            heads.append(DatagramHead(datagram, frame, in: bytes.span.bytes, file: 0))
            tally.add(heads[number])
        }
        let found = VendorHeader.found(in: heads, offsets: tally.offsets)
        #expect(found?.header.length == offset)
        #expect(found?.header == VendorHeader.found(in: heads)?.header)
    }
}

import TestSupport
import Testing

@testable import IQOSCore

@Suite("Packet event")
struct PacketEventTests {
    private static func event(_ payload: [UInt8], sent: Int? = nil, padding: Int = 4) -> PacketEvent? {
        let packet = WireBytes.rtp(type: 101, sequence: 7, timestamp: 9, isMarker: true, payload: payload)
        let batch = packet + [UInt8](repeating: 0xEE, count: padding)
        let length = sent.map { $0 + 12 } ?? packet.count
        guard let header = RTPHeader(in: batch.span.bytes, at: 0, capturedLength: packet.count, length: length) else {
            return nil
        }
        let flow = Flow(
            source: Address(ipv4: 1), destination: Address(ipv4: 2), sourcePort: 3, destinationPort: 4)
        let datagram = Datagram(
            flow: flow, payloadOffset: 0, capturedLength: packet.count, payloadLength: length, ipLength: length + 28,
            dscp: 46, encapsulation: Encapsulation())
        let frame = FrameRef(
            arrival: 5, offset: 0, capturedLength: 0, originalLength: 0, number: 11, linkType: .ethernet, interface: 0)
        return PacketEvent(header, in: datagram, frame: frame, file: 2, bytes: batch.span.bytes)
    }

    @Test("a packet event is two to a cache line")
    func size() {
        #expect(MemoryLayout<PacketEvent>.stride == 32)
    }

    @Test("the event says what header, datagram and frame say")
    func fields() throws {
        let event = try #require(Self.event([1, 2, 3, 4, 5]))
        #expect(event.sequenceNumber == 7 && event.timestamp == 9 && event.payloadType == 101 && event.isMarker)
        #expect(event.arrival == 5 && event.frame == 11 && event.file == 2 && event.dscp == 46)
        #expect(event.payloadLength == 5 && event.ipLength == 45 && !event.isCut && !event.isOpaque)
    }

    @Test("the head is the first four payload bytes, missing ones 0, whatever stands behind the packet")
    func head() {
        let payload = bytes("0102030405")
        let heads: [UInt32] = [0, 0x0100_0000, 0x0102_0000, 0x0102_0300, 0x0102_0304, 0x0102_0304]
        for length in 0...5 {
            for padding in [0, 4] {
                #expect(Self.event(Array(payload.prefix(length)), padding: padding)?.payloadHead == heads[length])
                // As much captured of a longer payload.
                let cut = Self.event(Array(payload.prefix(length)), sent: 160, padding: padding)
                #expect(cut?.payloadHead == heads[length])
                #expect(cut?.isCut == true && cut?.payloadLength == 160)
            }
        }
    }

    @Test("a sequence number that equals the datagram's length is noted")
    func lengthField() throws {
        #expect(Self.event([1])?.numberIsLength == false)
        let flow = Flow(source: Address(ipv4: 1), destination: Address(ipv4: 2), sourcePort: 3, destinationPort: 4)
        let packet = WireBytes.rtp(sequence: 16, timestamp: 0, payload: [1, 2, 3, 4])
        let read = RTPHeader(in: packet.span.bytes, at: 0, capturedLength: 16, length: 16)
        let header = try #require(read)
        let datagram = Datagram(
            flow: flow, payloadOffset: 0, capturedLength: 16, payloadLength: 16, ipLength: 44, dscp: 0,
            encapsulation: Encapsulation())
        let frame = FrameRef(
            arrival: 0, offset: 0, capturedLength: 0, originalLength: 0, number: 1, linkType: .raw, interface: 0)
        let event = PacketEvent(header, in: datagram, frame: frame, file: 0, bytes: packet.span.bytes)
        #expect(event.numberIsLength)
    }
}

import Testing

@testable import IQOSCore

@Suite("Payload types of a stream")
struct PayloadTypeCensusTests {
    private static func packet(_ type: UInt8, length: UInt16 = 160, head: UInt32 = 0) -> PacketEvent {
        PacketEvent(
            arrival: 0, sequenceNumber: 0, timestamp: 0, payloadType: type, payloadLength: length, payloadHead: head)
    }

    /// Event 5, volume 10, duration 160 (RFC 4733 §2.3).
    private static let event = packet(101, length: 4, head: 0x050A_00A0)

    @Test("types are counted in the order they appear in")
    func counts() {
        var census = PayloadTypeCensus()
        for type: UInt8 in [8, 8, 13, 8, 0, 13] { _ = census.add(Self.packet(type)) }
        #expect(census.entries.map(\.number) == [8, 13, 0])
        #expect(census.entries.map(\.packets) == [3, 2, 1])
        #expect(census.mainType == 8)
    }

    @Test("packets are told by type and shape")
    func kinds() {
        var census = PayloadTypeCensus()
        #expect(census.add(Self.packet(0)) == .media)
        #expect(census.add(Self.packet(13, length: 1)) == .comfortNoise)
        #expect(census.add(Self.packet(19, length: 1)) == .comfortNoise)
        #expect(census.add(Self.event) == .telephoneEvent)
        #expect(census.isTelephoneEvent(101) && !census.isTelephoneEvent(0) && !census.isTelephoneEvent(102))
        #expect(census.kind(of: Self.event) == .telephoneEvent)
    }

    @Test("what carries nothing is media of no type, and no event; it is the main type of a stream of nothing else")
    func keepAlives() {
        var census = PayloadTypeCensus()
        for _ in 0..<9 { #expect(census.add(Self.packet(20, length: 1)) == .keepAlive) }
        for type: UInt8 in [0, 101, 127] { #expect(census.add(Self.packet(type, length: 0)) == .keepAlive) }
        #expect(census.mainType == 20 && census.entries.allSatisfy { $0.packets == $0.keepAlives })
        #expect(census.add(Self.packet(20, length: 2)) == .media && census.add(Self.packet(111, length: 1)) == .media)
        #expect(census.add(Self.packet(0)) == .media && census.add(Self.packet(0)) == .media)
        #expect(census.add(Self.event) == .telephoneEvent && census.isTelephoneEvent(101))
        #expect(census.mainType == 0 && census.kind(of: Self.packet(0, length: 0)) == .keepAlive)
    }

    @Test("one packet without the shape of an event makes a type media")
    func notAllEvents() {
        var census = PayloadTypeCensus()
        _ = census.add(Self.event)
        #expect(census.add(Self.packet(101, length: 33)) == .media)
        #expect(census.add(Self.event) == .media)
        #expect(!census.isTelephoneEvent(101) && census.mainType == 101)
    }

    @Test(
        "events that are encrypted are told by their announced type and their length, and all of them have to have that"
    )
    func sealedEvents() {
        let announced = AnnouncedClock(payloadType: 101, clockRateHz: 8000, mayHaveSealedEvents: true)
        var census = PayloadTypeCensus()
        #expect(census.add(Self.packet(101, length: 14)) == .media)
        census = PayloadTypeCensus()
        census.take([announced])
        for length: UInt16 in [8, 14, 20] {
            #expect(census.add(Self.packet(101, length: length)) == .telephoneEvent)
            #expect(census.add(Self.packet(102, length: length)) == .media)
        }
        #expect(census.isTelephoneEvent(101) && census.hasSealedEvents && !census.hasUnreadEvents)
        #expect(PayloadTypeCensus(knowing: census).mainType == nil)
        #expect(census.add(Self.packet(101, length: 33)) == .media && !census.isTelephoneEvent(101))
        census.take([AnnouncedClock(payloadType: 101, clockRateHz: 8000)])
        #expect(census.add(Self.packet(101, length: 14)) == .media)
    }

    @Test("encrypted events that nothing announces are told by the timestamp that the packets of a press share")
    func unannouncedEvents() {
        func packet(_ number: UInt16, _ timestamp: UInt32, length: UInt16 = 14) -> PacketEvent {
            PacketEvent(
                arrival: 0, sequenceNumber: number, timestamp: timestamp, payloadType: 101, payloadLength: length,
                payloadHead: 0)
        }
        func kinds(first: UInt8? = 0, _ packets: [PacketEvent]) -> [MediaKind] {
            var census = PayloadTypeCensus()
            if let first { _ = census.add(Self.packet(first)) }
            return packets.map { census.add($0) }
        }
        let press = (0..<4).map { packet(UInt16($0), 800) }
        #expect(kinds(press) == [.media, .media, .telephoneEvent, .telephoneEvent])
        // A stream of nothing else, a packet that was captured twice, a codec whose packets are as short.
        #expect(kinds(first: nil, press).allSatisfy { $0 == .media })
        #expect(kinds([packet(1, 800), packet(1, 800), packet(1, 800)]).allSatisfy { $0 == .media })
        #expect(kinds((0..<9).map { packet(UInt16($0), 160 * UInt32($0)) }).allSatisfy { $0 == .media })
        #expect(kinds(press + [packet(5, 900, length: 33)] + press).suffix(5).allSatisfy { $0 == .media })
        var census = PayloadTypeCensus()
        census.take([AnnouncedClock(payloadType: 101, clockRateHz: 8000)])
        _ = census.add(Self.packet(0))
        #expect(press.allSatisfy { census.add($0) == .media } && !census.tellsEvents(101))
    }

    @Test("an event has four bytes, a known number and a clear R bit")
    func eventShape() {
        for (length, head, isEvent) in [
            (4, 0x0000_0000, true), (4, 0x108A_FFFF, true), (4, 0x2000_0373, true), (4, 0x4000_0000, false),
            (4, 0x0540_00A0, false),
            (3, 0x0500_0000, false), (5, 0x0500_0000, false),
        ] as [(UInt16, UInt32, Bool)] {
            var census = PayloadTypeCensus()
            #expect((census.add(Self.packet(96, length: length, head: head)) == .telephoneEvent) == isEvent)
        }
        var census = PayloadTypeCensus()
        #expect(census.add(Self.packet(0, length: 4)) == .media)
    }

    @Test("comfort noise and events are never the main type")
    func mainType() {
        var census = PayloadTypeCensus()
        #expect(census.mainType == nil)
        for _ in 0..<9 {
            _ = census.add(Self.event)
            _ = census.add(Self.packet(13, length: 1))
        }
        #expect(census.mainType == nil)
        _ = census.add(Self.packet(18))
        #expect(census.mainType == 18)
        _ = census.add(Self.packet(0))
        #expect(census.mainType == 18, "the first of equals")
    }

    @Test("the seventeenth type is counted apart, and known ones still count")
    func capacity() {
        var census = PayloadTypeCensus()
        for type in UInt8(96)..<116 { _ = census.add(Self.packet(type)) }
        #expect(census.entries.count == 16 && census.uncounted == 4)
        _ = census.add(Self.packet(96))
        _ = census.add(Self.packet(120))
        _ = census.add(Self.packet(96))
        #expect(census.entries[0].packets == 3 && census.uncounted == 5)
        #expect(census.entries.map(\.packets).reduce(0, +) == 18)
    }
}

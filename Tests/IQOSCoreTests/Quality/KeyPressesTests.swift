import TestSupport
import Testing

@testable import IQOSCore

@Suite("Keys pressed (RFC 4733)")
struct KeyPressesTests {
    private static func event(
        _ event: Int, at milliseconds: Int64, timestamp: Int, duration: Int, isEnd: Bool = false,
        isMarker: Bool = false
    ) -> PacketEvent {
        PacketEvent(
            arrival: milliseconds * 1_000_000, sequenceNumber: 0, timestamp: UInt32(timestamp), payloadType: 101,
            isMarker: isMarker, payloadLength: 4,
            payloadHead: UInt32(event << 24 | (isEnd ? 0x80_0000 : 0) | 10 << 16 | duration))
    }

    private static func presses(_ packets: [PacketEvent]) -> [KeyPresses.Press] {
        var keys = KeyPresses()
        for packet in packets { keys.add(packet) }
        return keys.presses
    }

    @Test("one press is one key with its longest duration, however often it ends")
    func single() {
        let packets = (1...5).map { Self.event(5, at: Int64($0) * 20, timestamp: 800, duration: $0 * 160) }
        let ends = (6...8).map { Self.event(5, at: Int64($0) * 20, timestamp: 800, duration: 960, isEnd: true) }
        let presses = Self.presses(packets + ends)
        #expect(presses.count == 1 && presses[0].duration == 960 && presses[0].hasEnd && presses[0].event == 5)
        #expect(presses[0].start == 20_000_000)
    }

    @Test("the same key twice is two presses")
    func twice() {
        let presses = Self.presses([
            Self.event(1, at: 0, timestamp: 0, duration: 160),
            Self.event(1, at: 20, timestamp: 0, duration: 320, isEnd: true),
            Self.event(1, at: 60, timestamp: 640, duration: 160),
        ])
        #expect(presses.count == 2)
    }

    @Test("packets of one part of a long press that come behind the first of the next belong to it", arguments: 0..<4)
    func longOutOfOrder(late: Int) {
        // Nine seconds of 16 kHz: three parts.
        var packets = (1...450).map { index in
            let (part, duration) = ((index * 320 - 1) / 65_535, (index * 320 - 1) % 65_535 + 1)
            return Self.event(
                12, at: Int64(index) * 20, timestamp: 900 + part * 65_535, duration: duration, isMarker: index == 1)
        }
        let boundary = packets.indices.first { packets[$0].timestamp != 900 } ?? 0
        let straggler = packets.remove(at: boundary - 1)
        packets.insert(straggler, at: boundary + late)
        let presses = Self.presses(packets)
        #expect(presses.count == 1 && presses[0].duration == 144_000)
    }

    @Test("a press without an end packet is closed by quiet")
    func noEnd() {
        let presses = Self.presses([
            Self.event(1, at: 0, timestamp: 0, duration: 160), Self.event(1, at: 20, timestamp: 0, duration: 320),
            Self.event(1, at: 400, timestamp: 3200, duration: 480),
        ])
        #expect(presses.count == 2)
    }

    @Test("a sender that moves the timestamp with every packet presses once")
    func movingTimestamp() {
        let presses = Self.presses(
            (1...6).map { Self.event(9, at: Int64($0) * 20, timestamp: $0 * 160, duration: $0 * 160) })
        #expect(presses.count == 1 && presses[0].duration == 960)
    }

    /// Packets of 20 ms whose timestamps move, the end packets' too.
    private static func moving(_ key: Int, from first: Int, packets: Int, ends: Int, lost: Int? = nil) -> [PacketEvent]
    {
        (0..<packets + ends).filter { $0 != lost }.map { index in
            event(
                key, at: Int64(first + index) * 20, timestamp: (first + index) * 160,
                duration: min(index + 1, packets) * 160, isEnd: index >= packets, isMarker: index == 0)
        }
    }

    @Test("end packets whose timestamps move are of the press that they end", arguments: 0...3)
    func movingEnds(ends: Int) {
        let presses = Self.presses(
            [1, 2, 3].flatMap { Self.moving($0, from: $0 * 50, packets: 8, ends: ends) })
        #expect(presses.map(\.event) == [1, 2, 3])
        #expect(presses.allSatisfy { $0.duration == 1280 && $0.hasEnd == (ends > 0) })
    }

    @Test(
        "the same key pressed again at once is another press, also where its first packet is lost", arguments: [nil, 0])
    func movingTwice(lost: Int?) {
        let presses = Self.presses(
            Self.moving(4, from: 0, packets: 3, ends: 3)
                + Self.moving(4, from: 8, packets: 3, ends: 3, lost: lost))
        #expect(presses.map(\.event) == [4, 4])
    }

    @Test("of a sender that keeps the timestamp of a press, another timestamp is another press")
    func standing() {
        let presses = Self.presses(
            [0, 100].flatMap { start in
                [1, 2, 2, 2].enumerated().filter { start == 0 || $0.offset > 0 }.map { index, slots in
                    Self.event(
                        4, at: Int64(start + index * 20), timestamp: start * 8, duration: slots * 160,
                        isEnd: index > 0)
                }
            })
        #expect(presses.count == 2)
    }

    @Test("a press whose sender breaks off at a multiple of its packets goes on, also where the last of them are lost")
    func longByPackets() {
        for last in [65_440, 65_280] {
            let presses = Self.presses([
                Self.event(7, at: 8150, timestamp: 100, duration: 65_120),
                Self.event(7, at: 8180, timestamp: 100, duration: last),
                Self.event(7, at: 8200, timestamp: 100 + 65_440, duration: 160),
                Self.event(7, at: 8220, timestamp: 100 + 65_440, duration: 320, isEnd: true),
            ])
            #expect(presses.count == 1 && presses[0].duration == 65_440 + 320)
        }
    }

    @Test("a press that begins anew behind a long one that has ended is another one")
    func afterLong() {
        let presses = Self.presses([
            Self.event(7, at: 8180, timestamp: 0, duration: 65_440, isEnd: true),
            Self.event(7, at: 8200, timestamp: 65_440, duration: 160),
        ])
        #expect(presses.count == 2)
    }

    @Test("a long press goes on behind 65,535 units")
    func long() {
        let presses = Self.presses([
            Self.event(0, at: 8170, timestamp: 0, duration: 65_440),
            Self.event(0, at: 8190, timestamp: 0, duration: 65_535),
            Self.event(0, at: 8210, timestamp: 65_535, duration: 160),
            Self.event(0, at: 8230, timestamp: 65_535, duration: 320, isEnd: true),
        ])
        #expect(presses.count == 1 && presses[0].duration == 65_535 + 320)
    }

    @Test("a long press whose end is lost does not go on in one that the marker begins")
    func markedBehindLong() {
        let long = (1...65).map { Self.event(5, at: Int64($0) * 20, timestamp: 0, duration: $0 * 960) }
        let next = (1...5).map {
            Self.event(
                5, at: 1360 + Int64($0) * 20, timestamp: 65_280, duration: $0 * 960, isMarker: $0 == 1)
        }
        #expect(Self.presses(long + next).count == 2)
    }

    @Test("packets out of order stay with their press")
    func disorder() {
        let presses = Self.presses([
            Self.event(1, at: 0, timestamp: 0, duration: 160), Self.event(2, at: 200, timestamp: 1600, duration: 160),
            Self.event(1, at: 210, timestamp: 0, duration: 800, isEnd: true),
        ])
        #expect(presses.map(\.event) == [1, 2] && presses[0].duration == 800)
    }

    // RFC 4733 table 7.
    @Test("10 is *, 11 is #, 12 to 15 are A to D, and 16 is no key")
    func keys() {
        #expect((0..<16).compactMap { KeyPresses.key(of: UInt8($0)) }.map(String.init).joined() == "0123456789*#ABCD")
        #expect(KeyPresses.key(of: 16) == nil)
        #expect(Self.presses([Self.event(36, at: 0, timestamp: 0, duration: 160)]).isEmpty)
    }

    @Test("presses are capped and the rest is counted")
    func cap() {
        var keys = KeyPresses()
        for index in 0..<1500 {
            keys.add(Self.event(index % 10, at: Int64(index) * 300, timestamp: index * 2400, duration: 160))
        }
        #expect(keys.presses.count == KeyPresses.limit && keys.dropped == 500)
    }
}

import TestSupport
import Testing

@testable import IQOSCore

@Suite("The clock of a stream")
struct StreamClockTests {
    private static let opus = AnnouncedClock(payloadType: 96, clockRateHz: 48000)

    /// Packets every 20 ms of a sender on a clock of 48 kHz.
    private static func packets(_ numbers: Range<Int>, type: UInt8 = 96, hasArrivals: Bool = true) -> [PacketEvent] {
        numbers.map { number in
            PacketEvent(
                arrival: hasArrivals ? TestCapture.start + Int64(number) * 20_000_000 : FrameRef.noArrival,
                sequenceNumber: UInt16(number), timestamp: UInt32(960 * number), payloadType: type)
        }
    }

    /// Gives packets to a clock as a stream does.
    ///
    /// - Returns: How many it released, and after how many.
    private static func give(
        _ packets: [PacketEvent], to clock: inout StreamClock, hasArrivals: Bool = true
    ) -> (released: Int, after: Int)? {
        var census = PayloadTypeCensus()
        for (index, packet) in packets.enumerated() {
            let kind = census.add(packet)
            let isOther = index > 0 && packets[index - 1].payloadType != packet.payloadType
            guard clock.mustWait(packet, isOtherMedia: isOther) else { continue }
            if clock.endsWait(packet, kind) {
                return (clock.release(census, lacksArrivals: !hasArrivals).count, index)
            }
            if clock.hold(packet, census, lacksArrivals: !hasArrivals) {
                return (clock.release(census, lacksArrivals: !hasArrivals).count, index + 1)
            }
        }
        return nil
    }

    @Test("a static type tells it with its first packet")
    func staticType() throws {
        var clock = StreamClock(settled: [])
        let found = try #require(Self.give(Self.packets(0..<1, type: 8), to: &clock))
        #expect(found == (0, 0) && clock.rateHz == 8000 && !clock.isInferred && !clock.isWaiting)
    }

    @Test("packets of a dynamic type wait until they tell it, and come out in their order")
    func inferred() throws {
        var clock = StreamClock(settled: [])
        let half = StreamClock.waitingLimit / 2
        let early = Self.give(Self.packets(0..<half - 1), to: &clock)
        #expect(early == nil && clock.rateHz == 0)
        #expect(clock.held.map(\.sequenceNumber) == Array(0..<UInt16(half - 1)))
        clock = StreamClock(settled: [])
        let found = try #require(Self.give(Self.packets(0..<half), to: &clock))
        #expect(found == (half, half) && clock.rateHz == 48000 && clock.isInferred && clock.held.isEmpty)
    }

    @Test("comfort noise and keys tell no clock, however many come before the media", arguments: [0, 96] as [UInt8])
    func afterNoise(type: UInt8) throws {
        for count in [100, 255, 256, 300, 3000] {
            var (clock, census) = (StreamClock(settled: []), PayloadTypeCensus())
            let noise = Self.packets(0..<count, type: 13)
            for packet in noise + Self.packets(count..<count + StreamClock.waitingLimit, type: type) {
                let kind = census.add(packet)
                guard clock.mustWait(packet, isOtherMedia: false) else { continue }
                if clock.endsWait(packet, kind) || clock.hold(packet, census, lacksArrivals: false) {
                    _ = clock.release(census, lacksArrivals: false)
                }
                #expect(clock.isWaiting == (clock.rateHz == 0))
            }
            #expect(clock.rateHz == (type == 0 ? 8000 : 48_000), "\(count)")
        }
    }

    @Test("without times nothing tells it: what waits is let go at the limit")
    func untimed() throws {
        var clock = StreamClock(settled: [])
        let packets = Self.packets(0..<StreamClock.waitingLimit, hasArrivals: false)
        let found = try #require(Self.give(packets, to: &clock, hasArrivals: false))
        #expect(found == (packets.count, packets.count) && clock.rateHz == 0 && !clock.isWaiting)
    }

    @Test("signalling ends the wait for its own type only, and does not change what the user settled")
    func announced() {
        var census = PayloadTypeCensus()
        var clock = StreamClock(settled: [])
        for packet in Self.packets(0..<3) { _ = (census.add(packet), clock.hold(packet, census, lacksArrivals: false)) }
        let isHelped = [AnnouncedClock(payloadType: 97, clockRateHz: 16000), Self.opus].map { clock.take([$0], census) }
        #expect(isHelped == [false, true] && clock.rateHz == 48000 && !clock.isInferred)
        let released = clock.release(census, lacksArrivals: false)
        #expect(released.count == 3)
        #expect(clock.rateHz(ofType: 97) == 16000)

        var settled = StreamClock(settled: [Self.opus])
        let isChanged = settled.take([AnnouncedClock(payloadType: 96, clockRateHz: 8000)], census)
        #expect(!isChanged && settled.rateHz(ofType: 96) == 48000)
    }

    @Test("types that take turns are not waited for without end")
    func turns() {
        var (clock, census) = (StreamClock(settled: []), PayloadTypeCensus())
        var waits = 0
        for number in 0..<200 {
            // PCMU, and two packets at a time of a type that nothing announces.
            let type: UInt8 = number % 4 < 2 ? 0 : 96
            let packet = Self.packets(number..<number + 1, type: type)[0]
            let kind = census.add(packet)
            let wasWaiting = clock.isWaiting
            guard clock.mustWait(packet, isOtherMedia: number % 2 == 0) else { continue }
            if clock.endsWait(packet, kind) {
                _ = clock.release(census, lacksArrivals: false)
                guard clock.wants(packet) else { continue }
            }
            if !wasWaiting { waits += 1 }
            let isFull = clock.hold(packet, census, lacksArrivals: false)
            #expect(!isFull)
        }
        #expect(waits == 16 && !clock.isWaiting && clock.rateHz(ofType: 96) == 8000, "\(waits)")
    }
}

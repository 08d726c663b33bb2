import Testing

@testable import IQOSCore

@Suite("Steady run")
struct SteadyRunTests {
    private static let start: Int64 = 1_000_000_000_000_000_000

    /// Packet `number` of a steady sender, whose numbers and timestamps wrap soon.
    private static func packet(_ number: Int, after gap: Int64 = 20_000_000) -> PacketEvent {
        PacketEvent(
            arrival: start + Int64(number) * gap, sequenceNumber: 65_530 &+ UInt16(number),
            timestamp: UInt32.max &- 500 &+ UInt32(number * 160), ipLength: 200 + UInt16(number),
            frame: UInt32(10 + number), file: 3, dscp: 46)
    }

    /// A run behind packet 0.
    private static func opened(step: Int32? = 160) -> (run: SteadyRun, times: SteadyRun.Times) {
        (SteadyRun(after: packet(0), step: step), SteadyRun.Times(after: packet(0).arrival))
    }

    @Test("it takes what follows, past every wrap, until it is full; and goes on when it was emptied")
    func takes() {
        var (run, times) = Self.opened()
        for number in 1...SteadyRun.limit {
            let isTaken = run.take(Self.packet(number), &times)
            #expect(isTaken && run.count == number)
        }
        let arrivals = (0..<SteadyRun.limit).map { times.arrival($0) }
        let lengths = (0..<SteadyRun.limit).map { times.ipLength($0) }
        #expect(arrivals == (1...SteadyRun.limit).map { Self.packet($0).arrival })
        #expect(lengths == (1...SteadyRun.limit).map { Self.packet($0).ipLength })
        let last = run.last(&times)
        #expect(last == Self.packet(SteadyRun.limit))
        let next = Self.packet(SteadyRun.limit + 1)
        let hasRoom = run.take(next, &times)
        #expect(!hasRoom)
        run.empty(&times)
        let isTaken = run.take(next, &times)
        let arrival = times.arrival(0)
        #expect(isTaken && run.count == 1 && arrival == next.arrival)
    }

    @Test("it takes no other packet")
    func refuses() {
        let changes: [(inout PacketEvent) -> Void] = [
            { $0.sequenceNumber += 1 }, { $0.timestamp += 1 }, { $0.markerAndType |= 0x80 }, { $0.markerAndType = 8 },
            { $0.file = 4 }, { $0.dscp = 0 }, { $0.payloadLength = 4 }, { $0.arrival = FrameRef.noArrival },
        ]
        for (index, change) in changes.enumerated() {
            var (run, times) = Self.opened()
            var packet = Self.packet(1)
            change(&packet)
            let isTaken = run.take(packet, &times)
            #expect(!isTaken && run.count == 0, "change \(index)")
        }
        var (run, times) = Self.opened(step: nil)
        let isTaken = run.take(Self.packet(1), &times)
        #expect(!isTaken)
        var timeless = (Self.packet(0), Self.packet(1))
        (timeless.0.arrival, timeless.1.arrival) = (FrameRef.noArrival, FrameRef.noArrival)
        run = SteadyRun(after: timeless.0, step: 160)
        times = SteadyRun.Times(after: timeless.0.arrival)
        let isTakenWithoutTime = run.take(timeless.1, &times)
        #expect(!isTakenWithoutTime)
    }

    @Test("arrivals are kept whole as far as a day to either side; days away nothing is taken")
    func farAway() {
        let day: Int64 = 86_400_000_000_000
        for gap in [day, -day] {
            var (run, times) = Self.opened()
            let isTaken = run.take(Self.packet(1, after: gap), &times)
            let (arrival, length) = (times.arrival(0), times.ipLength(0))
            #expect(isTaken && arrival == Self.start + gap && length == 201)
        }
        for gap in [2 * day, -2 * day, 3 << 60, -Self.start] {
            var (run, times) = Self.opened()
            let isTaken = run.take(Self.packet(1, after: gap), &times)
            #expect(!isTaken, "\(gap) ns")
        }
    }
}

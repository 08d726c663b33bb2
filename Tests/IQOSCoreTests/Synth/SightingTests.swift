import Testing

@testable import IQOSCore

@Suite("Slow reckoning of jitter and lateness")
struct SightingTests {
    /// Packets of sound with 160 ticks each, as `(sequence, arrival in ms)`.
    private func arrivals(_ list: [(Int, Double)], markers: Set<Int> = []) -> [(packet: SentPacket, arrival: Int64)] {
        list.map { sequence, arrival in
            let packet = SentPacket(
                sequence: sequence, timestamp: UInt32(sequence * 160), payloadType: 0,
                isMarker: markers.contains(sequence), content: .audio(0..<160), sendTick: 0)
            return (packet, Int64(arrival * 1e6))
        }
    }

    // Worked by hand from RFC 3550 §6.4.1: transits 0,0,40,-16,0,240,88,0 ticks.
    @Test("jitter follows the standard's recurrence")
    func jitter() {
        let times: [Double] = [0, 20, 45, 58, 80, 130, 131, 140]
        let jitter = JitterTruth(of: arrivals(Array(times.enumerated()).map { ($0, $1) }), isMediaOnly: true)
        #expect(abs(jitter.last - 4.115997) < 1e-6)
        #expect(jitter.max == jitter.last)
        let steps = [0, 0.3125, 0.730469, 0.809814, 2.634201, 3.657063, 4.115997]
        #expect(abs(jitter.mean - steps.reduce(0, +) / 7) < 1e-6)
    }

    // Transits 0, 0, 0, 168, 0 ticks: reordering alone makes jitter.
    @Test("jitter is reckoned in order of arrival")
    func reordering() {
        let list = arrivals([(1, 0), (2, 20), (4, 60), (3, 61), (5, 80)])
        #expect(abs(JitterTruth(of: list, isMediaOnly: true).last - 2.54297) < 1e-5)
    }

    @Test("a packet is late from the first nanosecond after its time")
    func boundary() {
        let onTime = arrivals([(0, 0), (1, 80)])
        #expect(LatenessTruth(of: onTime).late.isEmpty)
        var late = onTime
        late[1].arrival += 1
        #expect(LatenessTruth(of: late).late == [1])
    }

    @Test("a packet more than 560 ms before its time does not fit into the buffer")
    func capacity() {
        // Packet 100 is due at 2000 ms and played at 2060 ms.
        var early = arrivals([(0, 0), (100, 1500)])
        #expect(LatenessTruth(of: early).late.isEmpty)
        early[1].arrival -= 1
        #expect(LatenessTruth(of: early).late == [100])
    }

    @Test("a marker starts a new schedule unless it comes out of order")
    func marker() {
        let list: [(Int, Double)] = [(0, 0), (1, 20), (2, 140), (3, 160)]
        #expect(LatenessTruth(of: arrivals(list)).late == [2, 3])
        #expect(LatenessTruth(of: arrivals(list, markers: [2])).late.isEmpty)
        let overtaken: [(Int, Double)] = [(0, 0), (2, 40), (1, 140), (3, 160)]
        #expect(LatenessTruth(of: arrivals(overtaken, markers: [1])).late == [1, 3])
    }

    @Test("after ten late packets in a row the next one starts a new schedule")
    func patience() {
        // A route change: everything from packet 1 on comes 100 ms later.
        let list = [(0, 0.0)] + (1...30).map { ($0, Double($0) * 20 + 100) }
        #expect(LatenessTruth(of: arrivals(list)).late == Array(1...10))
    }
}

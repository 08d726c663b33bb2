import TestSupport
import Testing

@testable import IQOSCore

@Suite("Candidates")
struct CandidateCacheTests {
    private static func event(_ number: Int, at arrival: Int = 0) -> PacketEvent {
        PacketEvent(
            arrival: Int64(arrival), sequenceNumber: UInt16(truncatingIfNeeded: number),
            timestamp: UInt32(truncatingIfNeeded: arrival))
    }

    @Test("the third packet in order gives back all three, and the candidate is gone")
    func threePackets() {
        var cache = CandidateCache(sensitivity: .normal)
        let key = StreamKeyTests.key(1)
        let early = [cache.add(Self.event(5), key: key), cache.add(Self.event(6), key: key)]
        #expect(early == [nil, nil])
        let history = cache.add(Self.event(7), key: key)
        #expect(history?.map(\.sequenceNumber) == [5, 6, 7])
        let next = cache.add(Self.event(8), key: key)
        #expect(next == nil)
    }

    @Test("keys do not mix")
    func interleaved() {
        var cache = CandidateCache(sensitivity: .normal)
        var found: [[UInt16]] = []
        for number in 0..<3 {
            for stream in 0..<50 {
                let history = cache.add(Self.event(100 * stream + number), key: StreamKeyTests.key(stream))
                if let history { found.append(history.map(\.sequenceNumber)) }
            }
        }
        let expected = (0..<50).map { stream in (0..<3).map { UInt16(100 * stream + $0) } }
        #expect(found == expected)
    }

    @Test("a candidate that took 31 packets to behave keeps them all")
    func lateBehaviour() {
        var cache = CandidateCache(sensitivity: .normal)
        let key = StreamKeyTests.key(1)
        // After 12 jumps 60 % of the steps are near by the 31st packet; after 25 never among 32.
        for jumps in [12, 25] {
            var history: [PacketEvent]?
            var sent = 0
            while history == nil, sent < 32 {
                history = cache.add(Self.event(sent < jumps ? sent * 5000 : 60000 + sent, at: sent), key: key)
                sent += 1
            }
            #expect((history != nil) == (jumps == 12))
            if let history { #expect(history.map(\.arrival) == Array(0..<Int64(sent))) }
        }
        #expect(cache.packetsForgotten == 31)
    }

    @Test("a candidate that never behaves costs no more than its history", arguments: [1000])
    func neverBehaves(packets: Int) {
        var cache = CandidateCache(sensitivity: .normal)
        for number in 0..<packets {
            let history = cache.add(Self.event(0x8180, at: number), key: StreamKeyTests.key(1))
            #expect(history == nil)
        }
        #expect(cache.evicted == 0 && cache.packetsForgotten >= packets - 2 * CandidateCache.historyLimit)
    }

    @Test("more chained packets than there is room for evict others, and nothing traps")
    func chainExhaustion() {
        var cache = CandidateCache(sensitivity: .normal)
        // 3,000 candidates with 31 packets each that do not advance want 90,000 links of 65,536.
        var histories = 0
        for round in 0..<31 {
            for stream in 0..<3000 where cache.add(Self.event(7, at: round), key: StreamKeyTests.key(stream)) != nil {
                histories += 1
            }
        }
        #expect(histories == 0 && cache.evicted > 0 && cache.packetsForgotten > 0)
        // A real stream is still found, whole.
        var history: [PacketEvent]?
        for number in 0..<3 { history = cache.add(Self.event(number), key: StreamKeyTests.key(5_000_000)) }
        #expect(history?.count == 3)
    }

    @Test("a million one-packet candidates are evicted and counted; a call among them is found from its first packet")
    func flood() {
        var cache = CandidateCache(sensitivity: .normal)
        let call = StreamKeyTests.key(-1)
        var random = SeededRandom(1)
        var found: [PacketEvent]?
        for number in 0..<1_000_000 {
            let ssrc = UInt32(truncatingIfNeeded: random.next())
            let history = cache.add(Self.event(number, at: number), key: StreamKeyTests.key(7, ssrc: ssrc))
            if history != nil { Issue.record("a candidate of the flood was called a stream") }
            // As a call of 50 packets a second among 100,000 foreign packets a second.
            if found == nil, number % 2000 == 0 {
                found = cache.add(Self.event(100 + number / 2000, at: number), key: call)
            }
        }
        #expect(found?.map(\.arrival) == [0, 2000, 4000])
        // The cache holds 65,536; of equal SSRCs in a million draws about 116 pairs are expected.
        #expect((1_000_000 - 65_536 - 400...1_000_000 - 65_536).contains(cache.evicted), "\(cache.evicted)")
    }
}

import TestSupport
import Testing

@testable import IQOSCore

@Suite("Stream keys")
struct StreamKeyTests {
    static func key(_ number: Int, ssrc: UInt32 = 1) -> StreamKey {
        let flow = Flow(
            source: Address(ipv4: 0x0A00_0001), destination: Address(ipv4: UInt32(truncatingIfNeeded: number)),
            sourcePort: UInt16(truncatingIfNeeded: number >> 8), destinationPort: 20000)
        return StreamKey(flow: flow, ssrc: ssrc)
    }

    @Test("each part of a key changes its hash")
    func parts() {
        let hash = StreamHash(seed: 42)
        let base = Flow(
            source: Address(ipv6High: 1, low: 2), destination: Address(ipv6High: 3, low: 4), sourcePort: 5,
            destinationPort: 6)
        var keys = [
            StreamKey(flow: base, ssrc: 7), StreamKey(flow: base, ssrc: 8), StreamKey(flow: base.reversed, ssrc: 7),
        ]
        for change in [
            { (flow: inout Flow) in flow.source.high = 9 }, { $0.source.low = 9 }, { $0.destination.high = 9 },
            { $0.destination.low = 9 }, { $0.sourcePort = 9 }, { $0.destinationPort = 9 },
        ] {
            var flow = base
            change(&flow)
            keys.append(StreamKey(flow: flow, ssrc: 7))
        }
        #expect(Set(keys.map { hash($0) }).count == keys.count)
        #expect(Set(keys).count == keys.count)
    }

    @Test("the hash depends on its seed and on nothing else")
    func seed() {
        #expect(StreamHash(seed: 1)(Self.key(5)) == StreamHash(seed: 1)(Self.key(5)))
        #expect(StreamHash(seed: 1)(Self.key(5)) != StreamHash(seed: 2)(Self.key(5)))
    }

    @Test("keys that differ in one number do not gather", arguments: [0, 13, 40])
    func spread(shift: UInt64) {
        let hash = StreamHash(seed: 99)
        var buckets = [Int](repeating: 0, count: 256)
        for number in 0..<25_600 { buckets[Int(hash(Self.key(number)) >> shift & 255)] += 1 }
        for number in 0..<25_600 { buckets[Int(hash(Self.key(1, ssrc: UInt32(number))) >> shift & 255)] += 1 }
        // 200 a bucket are expected with a deviation of 14: six deviations.
        #expect(buckets.allSatisfy { (115...285).contains($0) }, "\(buckets.min() ?? 0) \(buckets.max() ?? 0)")
    }
}

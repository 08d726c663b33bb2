import TestSupport
import Testing

@testable import IQOSCore

/// Streams that all carry one recording: the same SSRC, numbers and timestamps in each.
private func recording(_ count: Int, packets: Int = 4, net: UInt32 = 0x0A00_0000) -> [SeenStream] {
    var streams: [SeenStream] = []
    for place in 0..<count {
        let flow = Flow(
            source: Address(ipv4: net + UInt32(place)), destination: Address(ipv4: 0x0B00_0001), sourcePort: 16384,
            destinationPort: 20000)
        var seen: [SeenPacket] = []
        for index in 0..<packets {
            let ms = Int64(place * 10 + index * 20)
            seen.append(
                SeenPacket(
                    arrival: TestCapture.start + ms * 1_000_000, payloadHash: UInt64(index + 1),
                    timestamp: UInt32(160 * index), sequenceNumber: UInt16(index), hopLimit: 64))
        }
        streams.append(
            SeenStream(place: place, flow: flow, ssrc: 0x1234, call: place, isForward: true, packets: seen))
    }
    return streams
}

@Suite("Streams that share an SSRC")
struct SharedNumbersTests {
    @Test("a recording in every call is found again call by call, also behind new addresses, and that is told")
    func recordingInEveryCall() {
        for net: UInt32 in [0x0A00_0000, 0x0C00_0000] {
            let found = StreamPairing.pairs(recording(500), recording(500, net: net))
            #expect(found.pairs.count == 500 && found.pairs.allSatisfy { $0.a == $0.b && $0.common == 4 })
            #expect(found.inCrowd == 500)
        }
    }

    @Test("the addresses find their own in another order")
    func otherOrder() {
        let (a, b) = (recording(500), Array(recording(500).reversed()))
        let found = StreamPairing.pairs(a, b)
        #expect(found.pairs.count == 500 && found.pairs.allSatisfy { $0.a == 499 - $0.b })
    }

    @Test("of a few all are tried with all")
    func fewAreTriedWithAll() {
        var b = recording(16, packets: 40, net: 0x0C00_0000)
        // The last has most of each, whatever its place.
        for place in b.indices { b[place].packets.removeLast(15 - place) }
        let found = StreamPairing.pairs(Array(recording(16, packets: 40).prefix(1)), b)
        #expect(found.pairs.map(\.b) == [15] && found.pairs[0].common == 40 && found.inCrowd == 0)
    }

    @Test("one SSRC in thousands of streams with packets of their own is no crowd")
    func ownPackets() {
        func streams(_ net: UInt32) -> [SeenStream] {
            recording(2000, net: net).enumerated().map { place, stream in
                var stream = stream
                for index in stream.packets.indices { stream.packets[index].timestamp &+= UInt32(place * 7_919) << 8 }
                return stream
            }
        }
        let found = StreamPairing.pairs(streams(0x0A00_0000), streams(0x0C00_0000).reversed())
        #expect(found.pairs.count == 2000 && found.inCrowd == 0)
        #expect(found.pairs.allSatisfy { $0.a == 1999 - $0.b && $0.common == 4 })
    }

    @Test("four times as many take about four times as long")
    func inProportion() {
        let pair = { (count: Int) in
            _ = StreamPairing.pairs(recording(count), recording(count, net: 0x0C00_0000))
        }
        #expect(growth(of: pair, from: 1000) < 9)
    }
}

import TestSupport
import Testing

@testable import IQOSCore

/// Flows that were made to fall together in tables.
@Suite("Flows of one hash")
struct EqualHashTests {
    /// Flows that all have one hash under a seed: their source takes it away, whatever the destination is.
    static func flows(_ count: Int, against seed: UInt64) -> [Flow] {
        (0..<count).map {
            Flow(
                source: Address(ipv6High: 0, low: seed),
                destination: Address(ipv6High: 0x2001_0DB8 << 32, low: UInt64($0) &* 0x9E37_79B9_7F4A_7C15),
                sourcePort: 3478, destinationPort: 3478)
        }
    }

    private static func scanner(seed: UInt64) -> StreamScanner { StreamScanner(ScannerOptions(), seed: seed) }

    @Test("tables that never forget have the scan's own seed: flows made for another scatter, and say the same")
    func scatter() {
        let flows = Self.flows(3000, against: 7)
        let header = VendorHeader(StreamKey(flow: flows[0], ssrc: 1))
        func seconds(seed: UInt64) -> Double {
            processorSeconds {
                var scanner = Self.scanner(seed: seed)
                for flow in flows {
                    scanner.companions.note(.stun, on: flow, file: 0, frame: 1)
                    scanner.vendors.insert(header, of: flow)
                }
                let missing = flows.count {
                    scanner.companions[$0] == nil || scanner.companions[$0.reversed] == nil
                        || scanner.vendors.headers(of: $0) != [header]
                }
                #expect(missing == 0)
            }
        }
        let together = seconds(seed: 7)
        #expect(4 * seconds(seed: 8) < together)
    }

    /// Packets of one connection, each behind its length, in segments of 50 bytes from a byte on.
    private static func connection(
        _ flow: Flow, _ number: Int, from start: Int
    ) -> (stream: [UInt8], segments: [TCPSegment]) {
        let stream = (0..<20).flatMap { index -> [UInt8] in
            let packet = WireBytes.rtp(
                sequence: 100 * number + index, timestamp: 160 * index,
                payload: [UInt8](repeating: UInt8(16 * number + index), count: 160))
            return WireBytes.bigEndian16(packet.count) + packet
        }
        let segments = stride(from: start, to: stream.count, by: 50).map { place in
            let length = min(50, stream.count - place)
            return TCPSegment(
                flow: flow, sequenceNumber: UInt32(1000 + place), acknowledged: nil, isSyn: false,
                isFinOrReset: false, payloadOffset: place, capturedLength: length, payloadLength: length,
                ipLength: 60 + length, dscp: 0, encapsulation: Encapsulation())
        }
        return (stream, segments)
    }

    @Test("connections of one hash are not mixed up, followed from their beginning or not", arguments: [0, 100])
    func connections(start: Int) {
        let flows = Self.flows(2, against: 0x1319_8A2E_0370_7344)
        let keys = flows.map { StreamHash.known(StreamKey(flow: $0, ssrc: 0, wrapper: .rfc4571)) }
        #expect(keys[0] == keys[1], "the test needs another seed")
        let both = flows.indices.map { Self.connection(flows[$0], $0 + 1, from: start) }
        func place(_ frame: Int) -> CapturePlace {
            CapturePlace(
                FrameRef(
                    arrival: Int64(frame) * 1_000_000, offset: 0, capturedLength: 0, originalLength: 0,
                    number: UInt32(frame), linkType: .ethernet, interface: 0), file: 0)
        }
        func found(_ wanted: [Int]) -> [[[UInt8]]] {
            var reassembler = TCPReassembler()
            var found: [[[UInt8]]] = [[], []]
            for index in both[0].segments.indices {
                for number in wanted {
                    let (stream, segments) = both[number]
                    found[number] += reassembler.add(
                        segments[index], in: stream.span.bytes, at: place(2 * index + number + 1)
                    ).map(\.bytes)
                }
            }
            for (segment, packets) in reassembler.finish() {
                found[segment.flow == flows[0] ? 0 : 1] += packets.map(\.bytes)
            }
            return found
        }
        let (together, alone) = (found([0, 1]), [found([0])[0], found([1])[1]])
        #expect(together == alone && alone.allSatisfy { $0.count >= 18 })
    }
}

import TestSupport

@testable import IQOSCore

/// A stream at a point, before it is lost, delayed and renumbered on the way to the next one.
struct SeenSource {
    var count = 1000
    var ssrc: UInt32 = 0x1122_3344
    var flow = Flow(
        source: Address(ipv4: 0x0A00_0001), destination: Address(ipv4: 0x0A00_0002), sourcePort: 16384,
        destinationPort: 20000)
    var isForward = true
    var hopLimit: UInt8 = 0
    var hasPayload = true
    var start = TestCapture.start

    var seen: SeenStream {
        let packets = (0..<count).map(packet)
        return SeenStream(
            place: isForward ? 0 : 1, flow: flow, ssrc: ssrc, call: 0, isForward: isForward, packets: packets)
    }

    private func packet(_ index: Int) -> SeenPacket {
        let hash = hasPayload ? UInt64(ssrc) << 32 | UInt64(index + 1) : 0
        let timestamp: Int = 4_294_900_000 + index * 160
        return SeenPacket(
            arrival: start + Int64(index) * 20_000_000, payloadHash: hash,
            timestamp: UInt32(truncatingIfNeeded: timestamp),
            sequenceNumber: UInt16(truncatingIfNeeded: 65_000 + index), hopLimit: hopLimit)
    }
}

extension SeenStream {
    /// At another point: the packets that `arrival` gives a time, in the order of those times.
    func moved(
        shift: NumberShift = NumberShift(), hops: UInt8 = 0, _ arrival: (Int, Int64) -> Int64?
    ) -> SeenStream {
        var stream = self
        stream.packets = packets.enumerated().compactMap { index, packet in
            arrival(index, packet.arrival).map { time in
                var packet = packet
                packet.arrival = time
                packet.sequenceNumber &+= shift.sequence
                packet.timestamp &+= shift.timestamp
                if packet.hopLimit > 0 { packet.hopLimit -= hops }
                return packet
            }
        }.sorted { $0.arrival < $1.arrival }
        return stream
    }
}

/// One RTP packet of a test, as a sender sends it and a capture sees it.
public struct SimulatedPacket: Sendable {
    /// ns since 1970 UTC.
    public var arrival: Int64
    public var sequence: UInt16
    public var timestamp: UInt32
    public var type = 0
    public var isMarker = false
    public var payload: [UInt8]

    public init(
        arrival: Int64, sequence: Int, timestamp: Int, type: Int = 0, isMarker: Bool = false,
        payload: [UInt8] = [UInt8](repeating: 0xFF, count: 160)
    ) {
        self.arrival = arrival
        self.sequence = UInt16(truncatingIfNeeded: sequence)
        self.timestamp = UInt32(truncatingIfNeeded: timestamp)
        self.type = type
        self.isMarker = isMarker
        self.payload = payload
    }

    /// A steady sender: sequence numbers from 100, timestamps from 1000, the first packet marked.
    ///
    /// - Parameters:
    ///   - spacing: ns between packets.
    ///   - delay: ns that the network adds to packet `index`.
    public static func steady(
        _ count: Int, type: Int = 0, step: Int = 160, spacing: Int64 = 20_000_000, start: Int64 = TestCapture.start,
        firstSequence: Int = 100, firstTimestamp: Int = 1000, payloadBytes: Int = 160,
        lost: Set<Int> = [], delay: (Int) -> Int64 = { _ in 0 }
    ) -> [SimulatedPacket] {
        let payload = [UInt8](repeating: 0xFF, count: payloadBytes)
        return (0..<count).filter { !lost.contains($0) }.map { index in
            SimulatedPacket(
                arrival: start + Int64(index) * spacing + delay(index), sequence: firstSequence + index,
                timestamp: firstTimestamp + index * step, type: type, isMarker: index == 0, payload: payload)
        }
    }
}

extension TestCapture {
    /// A capture of one stream.
    public init(_ packets: [SimulatedPacket], on path: Path = Path(), ssrc: Int = 0x1122_3344) {
        self.init()
        append(packets, on: path, ssrc: ssrc)
    }

    /// Appends the packets of a stream in the order given.
    public mutating func append(_ packets: [SimulatedPacket], on path: Path = Path(), ssrc: Int = 0x1122_3344) {
        for packet in packets {
            append(
                datagram: WireBytes.rtp(
                    type: packet.type, sequence: Int(packet.sequence), timestamp: Int(packet.timestamp), ssrc: ssrc,
                    isMarker: packet.isMarker, payload: packet.payload),
                arrival: packet.arrival, on: path)
        }
    }
}

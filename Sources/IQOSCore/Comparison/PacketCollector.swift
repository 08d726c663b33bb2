/// The second pass of a comparison: the packets of the streams that the first pass confirmed, 24 bytes each.
public struct PacketCollector: ~Copyable {
    /// Packets kept of one capture at most: 800 MB.
    public static let packetLimit = 1 << 25

    private let streams: KnownStreams
    private let limit: Int
    private var unwrapper = PacketUnwrapper()
    private var packets: [[SeenPacket]] = []
    private var kept = 0
    /// Packets beyond the limit.
    public private(set) var leftOut = 0

    /// - Parameter seed: Any number; it cannot show in the result.
    init(_ keys: [StreamKey], limit: Int, seed: UInt64) {
        streams = KnownStreams(keys, seed: seed)
        self.limit = limit
        packets = [[SeenPacket]](repeating: [], count: keys.count)
    }

    /// Takes the next frames of a file, as `StreamScanner.ingest` took them.
    public mutating func ingest(_ frames: Span<FrameRef>, in bytes: RawSpan) {
        for position in frames.indices {
            for carried in unwrapper.packets(of: frames[position], in: bytes, file: 0) {
                if let own = carried.bytes {
                    keep(carried, carried.place?.reference ?? frames[position], in: own.span.bytes)
                } else {
                    keep(carried, frames[position], in: bytes)
                }
            }
        }
    }

    /// Takes the packets that waited for what was not captured, as `StreamScanner.finish` does.
    public mutating func finish() {
        for carried in unwrapper.finish() {
            guard let own = carried.bytes, let place = carried.place else { continue }
            keep(carried, place.reference, in: own.span.bytes)
        }
    }

    /// Packets of each stream, in the order of the keys.
    consuming func result() -> [[SeenPacket]] { packets }

    private mutating func keep(_ carried: CarriedPacket, _ frame: FrameRef, in bytes: RawSpan) {
        guard let match = streams.match(carried, in: bytes) else { return }
        guard kept < limit else {
            leftOut += 1
            return
        }
        let (datagram, header) = (carried.datagram, match.header)
        kept += 1
        let captured = datagram.payloadOffset + datagram.capturedLength - header.payloadOffset
        let length = min(header.payloadLength, max(0, captured))
        packets[match.place].append(
            SeenPacket(
                arrival: frame.arrival,
                payloadHash: PayloadSketch.hash(bytes, offset: header.payloadOffset, length: length) ?? 0,
                timestamp: header.timestamp, sequenceNumber: header.sequenceNumber,
                hopLimit: InnermostHeader(of: datagram, in: bytes)?.hopLimit ?? 0))
    }
}

extension ScanSummary {
    /// What collects the packets of the streams again, from the same frames.
    public func collector(limit: Int = PacketCollector.packetLimit, seed: UInt64) -> PacketCollector {
        PacketCollector((0..<streamCount).map { self[$0].key }, limit: limit, seed: seed)
    }

    /// The streams with the packets that were collected.
    public func seenStreams(_ collector: consuming PacketCollector) -> [SeenStream] {
        var isForward = [Bool](repeating: false, count: streamCount)
        for call in legs { for place in call.forward { isForward[place] = true } }
        return collector.result().enumerated().map { place, packets in
            let key = self[place].key
            let call = callOfStream[place]
            return SeenStream(
                place: place, flow: key.flow, ssrc: key.ssrc, call: call,
                isForward: isForward[place], packets: packets)
        }
    }
}

/// The second pass: the same frames again, and the sound of the streams that the first pass confirmed.
public struct StreamListener: ~Copyable {
    /// Decoded sound, to be moved to a file between batches.
    public private(set) var spool = SampleSpool()
    private var index = StreamIndex()
    private var hashes: [UInt64] = []
    private(set) var players: [StreamPlayer] = []
    private let hash: StreamHash
    private var unwrapper = PacketUnwrapper()
    private let time: Range<Int64>

    /// - Parameters:
    ///   - time: Packets outside were not measured and are not heard.
    ///   - seed: Any number; it cannot show in the result.
    init(_ plans: [StreamPlan], playout: PlayoutOptions, time: Range<Int64>, seed: UInt64) {
        hash = StreamHash(seed: seed)
        self.time = time
        for plan in plans {
            let hashed = hash(plan.key)
            index.insert(hashed, place: players.count, hashes: { hashes[$0] })
            hashes.append(hashed)
            players.append(StreamPlayer(plan, playout: playout))
        }
    }

    /// Takes the next frames of a file, as `StreamScanner.ingest` took them.
    public mutating func ingest(_ frames: Span<FrameRef>, in bytes: RawSpan, file: Int) {
        for position in frames.indices {
            let frame = frames[position]
            guard time.contains(frame.arrival) else { continue }
            for packet in unwrapper.packets(of: frame, in: bytes) {
                if let own = packet.bytes {
                    ingest(packet, frame, in: own.span.bytes, file: file)
                } else {
                    ingest(packet, frame, in: bytes, file: file)
                }
            }
        }
    }

    /// Forgets the sound that the caller has stored.
    public mutating func spoolWasMoved() {
        spool.bytesWereMoved()
    }

    /// Ends every stream.
    public mutating func finish() {
        for place in players.indices { players[place].finish(spool: &spool) }
    }

    private mutating func ingest(_ carried: CarriedPacket, _ frame: FrameRef, in bytes: RawSpan, file: Int) {
        let datagram = carried.datagram
        let offset = datagram.payloadOffset
        guard carried.signalling == nil, datagram.capturedLength >= 2, let start = bytes.bigEndian16(at: offset),
            case .rtp = PacketKind(first: UInt8(start >> 8), second: UInt8(truncatingIfNeeded: start)),
            let header = RTPHeader(
                in: bytes, at: offset, capturedLength: datagram.capturedLength, length: datagram.payloadLength)
        else { return }
        let key = StreamKey(
            flow: datagram.flow, ssrc: header.ssrc, wrapper: carried.wrapper, isTCP: carried.isTCP)
        guard let place = index.find(hash(key), where: { players[$0].plan.key == key }) else { return }
        let packet = PacketEvent(header, in: datagram, frame: frame, file: file, bytes: bytes)
        let captured = max(0, offset + datagram.capturedLength - header.payloadOffset)
        let payload = header.payloadOffset..<header.payloadOffset + min(header.payloadLength, captured)
        players[place].ingest(packet, bytes, payload: payload, spool: &spool)
    }
}

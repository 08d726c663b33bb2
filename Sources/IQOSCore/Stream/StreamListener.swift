/// The second pass: the same frames again, and the sound of the streams that the first pass confirmed.
public struct StreamListener: ~Copyable {
    /// What tells the packets of a stream from others.
    struct Live: BitwiseCopyable {
        var hash: UInt64
        var ssrc: UInt32
    }

    /// Decoded sound, to be moved to a file between batches.
    public private(set) var spool = SampleSpool()
    private var index = StreamIndex()
    private var live = Slab<Live>()
    private(set) var players: [StreamPlayer] = []
    private let hash: StreamHash
    private var vendors = VendorFlows()
    private var unwrapper = PacketUnwrapper()
    private let time: Range<Int64>
    let decoders: AudioDecoders

    /// - Parameters:
    ///   - time: Packets outside were not measured and are not heard.
    ///   - seed: Any number; it cannot show in the result.
    init(
        _ plans: [StreamPlan], playout: PlayoutOptions, concealment: ConcealmentMode, decoders: AudioDecoders,
        time: Range<Int64>, seed: UInt64
    ) {
        self.decoders = decoders
        hash = StreamHash(seed: seed)
        self.time = time
        for plan in plans {
            let hashed = hash(plan.key)
            index.insert(hashed, place: players.count, hashes: { live[$0].hash })
            live.append(Live(hash: hashed, ssrc: plan.key.ssrc))
            if plan.key.wrapper == .vendorHeader { vendors.insert(VendorHeader(plan.key), of: plan.key.flow) }
            players.append(StreamPlayer(plan, playout: playout, concealment: concealment, decoders: decoders))
        }
    }

    /// Takes the next frames of a file, as `StreamScanner.ingest` took them.
    public mutating func ingest(_ frames: Span<FrameRef>, in bytes: RawSpan, file: Int) {
        for position in frames.indices {
            let frame = frames[position]
            guard time.contains(frame.arrival) else { continue }
            if let datagram = PlainDatagram(frame, in: bytes) {
                ingest(datagram, frame, in: bytes, file: file)
            } else {
                ingestUnusual(frame, in: bytes, file: file)
            }
        }
    }

    /// Forgets the sound that the caller has stored.
    public mutating func spoolWasMoved() {
        spool.bytesWereMoved()
    }

    /// Ends every stream, one after another.
    ///
    /// - Parameter collect: Called behind each, so that the newest sound of all need not be in the spool at once.
    /// - Throws: What `collect` throws.
    public mutating func finish<Failure: Error>(_ collect: (inout StreamListener) throws(Failure) -> Void)
        throws(Failure)
    {
        for place in players.indices {
            players[place].finish(spool: &spool)
            try collect(&self)
        }
    }

    /// The short way of nearly all frames, as `StreamScanner` takes it.
    @inline(__always)
    private mutating func ingest(_ datagram: PlainDatagram, _ frame: FrameRef, in bytes: RawSpan, file: Int) {
        let offset = datagram.payloadOffset
        let end = offset + datagram.payloadLength
        guard let header = Self.rtpHeader(in: bytes, at: offset, capturedEnd: end, length: datagram.payloadLength)
        else {
            if let head = bytes.bigEndian32(at: offset), head >> 30 != 2,
                PacketUnwrapper.mayCarry(ports: datagram.ports, head: head, length: datagram.payloadLength)
            {
                ingestUnusual(frame, in: bytes, file: file)
            } else if !vendors.isEmpty {
                ingestBehindHeader(datagram.datagram, frame, in: bytes, file: file)
            }
            return
        }
        guard let place = place(of: StreamKey(flow: datagram.flow, ssrc: header.ssrc)) else {
            if !vendors.isEmpty { ingestBehindHeader(datagram.datagram, frame, in: bytes, file: file) }
            return
        }
        let packet = PacketEvent(
            header, frame, capturedEnd: end, datagramLength: datagram.payloadLength, ipLength: datagram.ipLength,
            dscp: datagram.dscp, file: file, bytes: bytes)
        play(packet, header, at: place, in: bytes, capturedEnd: end)
    }

    @inline(never) private mutating func ingestUnusual(_ frame: FrameRef, in bytes: RawSpan, file: Int) {
        for packet in unwrapper.packets(of: frame, in: bytes) {
            if let own = packet.bytes {
                ingest(packet, frame, in: own.span.bytes, file: file)
            } else {
                ingest(packet, frame, in: bytes, file: file)
            }
        }
    }

    private mutating func ingest(_ carried: CarriedPacket, _ frame: FrameRef, in bytes: RawSpan, file: Int) {
        let datagram = carried.datagram
        let offset = datagram.payloadOffset
        let end = offset + datagram.capturedLength
        guard carried.signalling == nil,
            let header = Self.rtpHeader(in: bytes, at: offset, capturedEnd: end, length: datagram.payloadLength),
            let place = place(
                of: StreamKey(
                    flow: datagram.flow, ssrc: header.ssrc, wrapper: carried.wrapper, isTCP: carried.isTCP))
        else {
            if !vendors.isEmpty, carried.isPlain { ingestBehindHeader(datagram, frame, in: bytes, file: file) }
            return
        }
        let packet = PacketEvent(header, in: datagram, frame: frame, file: file, bytes: bytes)
        play(packet, header, at: place, in: bytes, capturedEnd: end)
    }

    /// Plays a datagram whose RTP stands behind a vendor's header, where it is of a stream that is to be heard.
    @inline(never)
    private mutating func ingestBehindHeader(_ datagram: Datagram, _ frame: FrameRef, in bytes: RawSpan, file: Int) {
        for vendor in vendors.headers(of: datagram.flow) {
            guard let header = vendor.rtpHeader(of: datagram, in: bytes),
                let place = place(of: vendor.key(datagram.flow, header))
            else { continue }
            let packet = PacketEvent(header, in: datagram, frame: frame, file: file, bytes: bytes)
            let end = datagram.payloadOffset + datagram.capturedLength
            return play(packet, header, at: place, in: bytes, capturedEnd: end)
        }
    }

    @inline(__always)
    private mutating func play(
        _ packet: PacketEvent, _ header: RTPHeader, at place: Int, in bytes: RawSpan, capturedEnd: Int
    ) {
        let captured = max(0, capturedEnd - header.payloadOffset)
        let payload = header.payloadOffset..<header.payloadOffset + min(header.payloadLength, captured)
        players[place].ingest(packet, bytes, payload: payload, spool: &spool)
    }

    @inline(__always) private static func rtpHeader(
        in bytes: RawSpan, at offset: Int, capturedEnd: Int, length: Int
    ) -> RTPHeader? {
        guard capturedEnd - offset >= 2, let start = bytes.bigEndian16(at: offset),
            case .rtp = PacketKind(first: UInt8(start >> 8), second: UInt8(truncatingIfNeeded: start))
        else { return nil }
        return RTPHeader(in: bytes, at: offset, capturedLength: capturedEnd - offset, length: length)
    }

    /// 64 bits under a seed that nobody knows stand for the whole key.
    @inline(__always) private func place(of key: StreamKey) -> Int? {
        let hashed = hash(key)
        return index.find(hashed) { live[$0].hash == hashed && live[$0].ssrc == key.ssrc }
    }
}

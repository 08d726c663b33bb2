/// The second pass: the same frames again, and the sound of the streams that the first pass confirmed.
public struct StreamListener: ~Copyable {
    /// Decoded sound, to be moved to a file between batches.
    public private(set) var spool = SampleSpool()
    private let streams: KnownStreams
    private(set) var players: [StreamPlayer]
    private var unwrapper = PacketUnwrapper()
    private let time: Range<Int64>
    let decoders: AudioDecoders
    let srtp: SRTPOptions

    /// - Parameters:
    ///   - time: Packets outside were not measured and are not heard.
    ///   - seed: Any number; it cannot show in the result.
    init(
        _ plans: [StreamPlan], playout: PlayoutOptions, concealment: ConcealmentMode, decoders: AudioDecoders,
        srtp: SRTPOptions, time: Range<Int64>, seed: UInt64
    ) {
        self.decoders = decoders
        self.srtp = srtp
        self.time = time
        streams = KnownStreams(plans.lazy.map(\.key), seed: seed)
        players = plans.map {
            StreamPlayer($0, playout: playout, concealment: concealment, decoders: decoders, cipher: srtp.cipher)
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
        guard
            let header = KnownStreams.rtpHeader(
                in: bytes, at: offset, capturedEnd: end, length: datagram.payloadLength)
        else {
            if let head = bytes.bigEndian32(at: offset), head >> 30 != 2,
                PacketUnwrapper.mayCarry(ports: datagram.ports, head: head, length: datagram.payloadLength)
            {
                ingestUnusual(frame, in: bytes, file: file)
            } else if streams.haveVendorHeaders {
                ingestBehindHeader(datagram.datagram, frame, in: bytes, file: file)
            }
            return
        }
        guard let place = streams.place(of: StreamKey(flow: datagram.flow, ssrc: header.ssrc)) else {
            if streams.haveVendorHeaders { ingestBehindHeader(datagram.datagram, frame, in: bytes, file: file) }
            return
        }
        let packet = PacketEvent(
            header, frame, capturedEnd: end, datagramLength: datagram.payloadLength, ipLength: datagram.ipLength,
            dscp: datagram.dscp, file: file, bytes: bytes)
        play(packet, header, at: place, in: bytes, offset..<end, length: datagram.payloadLength)
    }

    @inline(never) private mutating func ingestUnusual(_ frame: FrameRef, in bytes: RawSpan, file: Int) {
        for packet in unwrapper.packets(of: frame, in: bytes) {
            if let own = packet.bytes {
                let bytes = own.span.bytes
                play(streams.match(packet, in: bytes), of: packet.datagram, frame, in: bytes, file: file)
            } else {
                play(streams.match(packet, in: bytes), of: packet.datagram, frame, in: bytes, file: file)
            }
        }
    }

    /// Plays a datagram whose RTP stands behind a vendor's header, where it is of a stream that is to be heard.
    @inline(never)
    private mutating func ingestBehindHeader(_ datagram: Datagram, _ frame: FrameRef, in bytes: RawSpan, file: Int) {
        play(streams.matchBehindHeader(datagram, in: bytes), of: datagram, frame, in: bytes, file: file)
    }

    private mutating func play(
        _ match: KnownStreams.Match?, of datagram: Datagram, _ frame: FrameRef, in bytes: RawSpan, file: Int
    ) {
        guard let match else { return }
        let packet = PacketEvent(match.header, in: datagram, frame: frame, file: file, bytes: bytes)
        play(
            packet, match.header, at: match.place, in: bytes,
            match.offset..<datagram.payloadOffset + datagram.capturedLength,
            length: datagram.payloadLength - match.lengthBefore)
    }

    /// - Parameters:
    ///   - range: What was captured of the packet, from its RTP header on.
    ///   - length: Bytes of it as sent.
    @inline(__always)
    private mutating func play(
        _ packet: PacketEvent, _ header: RTPHeader, at place: Int, in bytes: RawSpan, _ range: Range<Int>, length: Int
    ) {
        let captured = max(0, range.upperBound - header.payloadOffset)
        let payload = header.payloadOffset..<header.payloadOffset + min(header.payloadLength, captured)
        if players[place].isSealed {
            return players[place].ingest(
                sealed: packet, bytes, range, isWhole: range.count >= length, payload: payload, spool: &spool)
        }
        players[place].ingest(packet, bytes, payload: payload, spool: &spool)
    }
}

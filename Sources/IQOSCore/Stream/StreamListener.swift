/// The second pass: the same frames again, of which the packets of the streams that the first pass confirmed are sorted.
public struct StreamListener: ~Copyable {
    /// Collected packets, to be moved to a file between batches.
    public var sorter: PacketSorter
    public let plan: ListeningPlan
    private let streams: KnownStreams
    private let isSealed: [Bool]
    private var unwrapper = PacketUnwrapper()
    private let time: Range<Int64>

    /// - Parameters:
    ///   - time: Packets outside were not measured and are not heard.
    ///   - seed: Any number; it cannot show in the result.
    init(_ plan: ListeningPlan, time: Range<Int64>, seed: UInt64) {
        self.plan = plan
        self.time = time
        sorter = PacketSorter(streams: plan.count)
        streams = KnownStreams(plan.streams.lazy.map(\.key), seed: seed)
        isSealed = plan.streams.map { !$0.keys.isEmpty }
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
        collect(packet, header, at: place, in: bytes, offset..<end, length: datagram.payloadLength)
    }

    @inline(never) private mutating func ingestUnusual(_ frame: FrameRef, in bytes: RawSpan, file: Int) {
        for packet in unwrapper.packets(of: frame, in: bytes, file: file) {
            if let own = packet.bytes {
                collect(packet, own.span.bytes, frame, file: file)
            } else {
                collect(streams.match(packet, in: bytes), of: packet.datagram, frame, in: bytes, file: file)
            }
        }
    }

    /// Takes the packets that waited for what was not captured, as `StreamScanner.finish` does.
    public mutating func finish() {
        for packet in unwrapper.finish() {
            guard let own = packet.bytes, let place = packet.place else { continue }
            collect(packet, own.span.bytes, place.reference, file: Int(place.file))
        }
    }

    /// Collects a packet that was put together, with the last frame of it.
    private mutating func collect(_ packet: CarriedPacket, _ bytes: RawSpan, _ frame: FrameRef, file: Int) {
        collect(
            streams.match(packet, in: bytes), of: packet.datagram, packet.place?.reference ?? frame, in: bytes,
            file: packet.place.map { Int($0.file) } ?? file)
    }

    /// Collects a datagram whose RTP stands behind a vendor's header, where it is of a stream of the plan.
    @inline(never)
    private mutating func ingestBehindHeader(_ datagram: Datagram, _ frame: FrameRef, in bytes: RawSpan, file: Int) {
        collect(streams.matchBehindHeader(datagram, in: bytes), of: datagram, frame, in: bytes, file: file)
    }

    private mutating func collect(
        _ match: KnownStreams.Match?, of datagram: Datagram, _ frame: FrameRef, in bytes: RawSpan, file: Int
    ) {
        guard let match else { return }
        let packet = PacketEvent(match.header, in: datagram, frame: frame, file: file, bytes: bytes)
        collect(
            packet, match.header, at: match.place, in: bytes,
            match.offset..<datagram.payloadOffset + datagram.capturedLength,
            length: datagram.payloadLength - match.lengthBefore)
    }

    /// - Parameters:
    ///   - range: What was captured of the packet, from its RTP header on.
    ///   - length: Bytes of it as sent.
    @inline(__always)
    private mutating func collect(
        _ packet: PacketEvent, _ header: RTPHeader, at place: Int, in bytes: RawSpan, _ range: Range<Int>, length: Int
    ) {
        let start = min(header.payloadOffset, range.upperBound)
        let payload = start..<start + min(header.payloadLength, range.upperBound - start)
        sorter.add(
            packet, ofStream: place, bytes, isSealed[place] ? range : payload, payload: payload,
            isWhole: range.count >= length)
    }
}

/// Packets whose number had come before: compared with the one that came then.
extension StreamScanner {
    /// Adds a packet to a known stream, once it is told of which kind it is if it is a copy.
    ///
    /// - Parameters:
    ///   - capturedEnd: One past its datagram's last captured byte, an offset into `bytes`.
    ///   - frame: Whose bytes these are; `nil` where they were put together.
    @inline(never) mutating func compare(
        _ packet: PacketEvent, with place: Int, _ header: RTPHeader, in bytes: RawSpan, capturedEnd: Int,
        of frame: FrameRef?
    ) {
        let isBehind = live[place].run.isBehind(packet.sequenceNumber)
        if isBehind { flush(place) }
        // Of a row of packets that comes again only the first is behind the one before it.
        let isCopy = (isBehind || live[place].isCompared) && analyzers[place].hasCome(packet.sequenceNumber)
        guard isCopy || live[place].isCompared else {
            return append(packet, to: place, header, in: bytes, capturedEnd: capturedEnd)
        }
        let captured = max(0, min(header.payloadLength, capturedEnd - header.payloadOffset))
        let identity = PacketIdentity(
            packet, header.payloadOffset..<header.payloadOffset + captured, in: bytes,
            way: frame.flatMap { FrameWay($0, in: bytes) })
        var told = packet
        told.copyKind = analyzers[place].compare(identity, isCopy: isCopy)
        live[place].isCompared = analyzers[place].isComparing
        append(told, to: place, header, in: bytes, capturedEnd: capturedEnd)
    }

    /// The same for the packet of a plain datagram.
    @inline(never) mutating func compare(
        _ datagram: PlainDatagram, _ header: RTPHeader, _ frame: FrameRef, with place: Int, in bytes: RawSpan,
        file: Int
    ) {
        let end = datagram.payloadOffset + datagram.payloadLength
        let packet = PacketEvent(
            header, frame, capturedEnd: end, datagramLength: datagram.payloadLength, ipLength: datagram.ipLength,
            dscp: datagram.dscp, file: file, bytes: bytes)
        compare(packet, with: place, header, in: bytes, capturedEnd: end, of: frame)
    }
}

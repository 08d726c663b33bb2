/// Keys that were sent as events under encryption, where the first pass could not see them.
struct SealedKeys: Sendable {
    private var census = PayloadTypeCensus()
    private(set) var presses = KeyPresses()

    /// Takes a packet that was opened.
    mutating func add(_ packet: PacketEvent, _ header: RTPHeader, _ bytes: RawSpan) {
        let clear = PacketEvent(
            arrival: packet.arrival, sequenceNumber: packet.sequenceNumber, timestamp: packet.timestamp,
            payloadType: packet.payloadType, isMarker: packet.isMarker,
            payloadLength: UInt16(clamping: header.payloadLength),
            payloadHead: header.payloadLength == 4 ? bytes.bigEndian32(at: header.payloadOffset) ?? 0 : 0)
        if census.add(clear) == .telephoneEvent { presses.add(clear) }
    }
}

/// Packets that have to be opened before they can be heard.
extension StreamPlayer {
    /// Takes the next packet of an encrypted stream in order of capture.
    ///
    /// Counts and playout are those of the first pass, which saw the packet as it was sent.
    ///
    /// - Parameters:
    ///   - range: What was captured of the packet, from its RTP header on; offsets into `bytes`.
    ///   - isWhole: That is all of it.
    @inline(never) mutating func ingest(
        sealed packet: PacketEvent, _ bytes: RawSpan, _ range: Range<Int>, isWhole: Bool, payload: Range<Int>,
        ahead: RawSpan
    ) {
        var whole = [UInt8](bytes, range)
        switch cipher?.take(&whole, isWhole: isWhole) {
        case .clear:
            let opened = whole.span.bytes
            guard let header = RTPHeader(in: opened, at: 0, capturedLength: whole.count, length: whole.count),
                !header.isOpaque
            else { return ingest(packet.sealed, bytes, payload: 0..<0, ahead: ahead) }
            keysInside.add(packet, header, opened)
            ingest(
                packet.opened, opened, payload: header.payloadOffset..<header.payloadOffset + header.payloadLength,
                ahead: ahead)
        case .repeated:
            ingest(packet.sealed, bytes, payload: 0..<0, ahead: ahead)
        case .refused where cipher?.isClear == true, nil:
            ingest(packet, bytes, payload: payload, ahead: ahead)
        case .refused:
            ingest(packet.sealed, bytes, payload: 0..<0, ahead: ahead)
        }
    }
}

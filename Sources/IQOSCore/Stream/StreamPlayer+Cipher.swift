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
        let isClear = mayBeClear(packet)
        switch cipher?.take(&whole, isWhole: isWhole, mayBeClear: isClear) {
        case .clear:
            isHeardClear = false
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
        case .refused where isClear, nil:
            isHeardClear = true
            ingest(packet, bytes, payload: payload, ahead: ahead)
        case .refused:
            ingest(packet.sealed, bytes, payload: 0..<0, ahead: ahead)
        }
    }

    /// Whether a packet is encrypted, by what the payloads look like there or by what was agreed.
    func isSealedNow(_ packet: PacketEvent) -> Bool {
        sealed.isSealed(packet.payloadType, isSound: hasCodec(packet.payloadType))
    }

    /// Whether a packet that no key opens is heard as it is: before a key opened one, where it does not look encrypted; later
    /// where both sides agreed to go on in the clear.
    private func mayBeClear(_ packet: PacketEvent) -> Bool {
        if cipher?.authenticated == 0, sealed.isEmpty ? plan.isEncrypted != true : !isSealedNow(packet) { return true }
        guard !sealed.isEmpty else { return false }
        // As long as it looks so, behind an agreement that ends it too: some are on their way yet.
        return isHeardClear && !isSealedNow(packet)
            || sealed.isAgreedClear(packet.payloadType, isSound: hasCodec(packet.payloadType))
    }

    private func hasCodec(_ type: UInt8) -> Bool {
        plan.format(of: type).map { plan.formats[$0].codec != nil } ?? false
    }

    /// Marks the place of a packet that could not be decrypted, which is silent and as long as the sound before it.
    @inline(never) mutating func placeSealed(_ item: SequenceOrder.Item) {
        let type = item.markerAndType & 0x7F
        guard !keepsPackets, !census.isComfortNoise(type) else { return }
        if item.isEvent { return passEvent(item) }
        guard let index = plan.format(of: type), plan.formats[index].codec != nil || plan.formats[index].isRedundant
        else { return }
        evidence.place(
            sealed: item.timestamp, arrival: item.arrival, anchor: anchor, clockRateHz: plan.formats[index].clockRateHz)
        switch item.place {
        // A receiver throws away what is not authentic.
        case .at: if redundancy == nil || !playCopy(of: item) { heard.missSound(.sealed) }
        case .late: missLate(item)
        case .nowhere: break
        }
    }
}

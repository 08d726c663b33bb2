/// IEEE 802.11 and HEP.
extension FrameDecoder {
    /// A data frame of IEEE 802.11 in the clear, down to its LLC header.
    ///
    /// - Parameters:
    ///   - isSwapped: The two bytes of frame control stand the other way round.
    ///   - isPadded: Bytes fill the header up to a multiple of four.
    func wireless(
        _ packet: PacketExtent, isSwapped: Bool = false, isPadded: Bool = false, in bytes: RawSpan,
        _ outer: Encapsulation
    ) -> FrameContent {
        guard outer.hasRoom else { return .tooDeep }
        guard packet.offset + 24 <= packet.end,
            let control = bytes.integer16(at: packet.offset, bigEndian: !isSwapped)
        else { return .malformed }
        var layers = outer
        layers.append(.ieee80211)
        let subtype = control >> 12
        let flags = control & 0xFF
        // Version 0, type data, not one of the subtypes without data, not encrypted.
        guard control >> 8 & 0xF == 8, subtype & 4 == 0, flags & 0x40 == 0 else { return .other }
        var offset = packet.offset + 24
        // To and from the distribution system: a fourth address.
        if flags & 3 == 3 { offset += 6 }
        var isAggregate = false
        if subtype & 8 != 0 {
            // QoS control.
            guard let quality = bytes.byte(at: offset) else { return .malformed }
            isAggregate = quality & 0x80 != 0
            offset += 2
            // HT control.
            if flags & 0x80 != 0 { offset += 4 }
        }
        if isPadded { offset += (packet.offset - offset) & 3 }
        let body = packet.advanced(to: offset)
        return isAggregate ? .aggregate(body, layers) : llc(body, in: bytes, layers)
    }

    /// The frame of an aggregate that starts at its offset (A-MSDU, IEEE 802.11 §9.3.2.2): two addresses, a length and
    /// what it is about; the next one starts at a multiple of four bytes behind.
    ///
    /// - Returns: What it carries, and the rest of the aggregate; `nil` where there is none.
    func subframe(
        of aggregate: PacketExtent, in bytes: RawSpan, _ layers: Encapsulation
    ) -> (content: FrameContent, rest: PacketExtent)? {
        let start = aggregate.offset + 14
        guard start <= aggregate.end, let length = bytes.bigEndian16(at: aggregate.offset + 12), length > 0,
            let packet = aggregate.limited(toLength: 14 + Int(length), from: aggregate.offset)
        else { return nil }
        return (
            llc(packet.advanced(to: start), in: bytes, layers),
            aggregate.advanced(to: aggregate.offset + (14 + Int(length) + 3) & ~3)
        )
    }

    /// Whether radiotap says that the header of the frame behind it is padded.
    ///
    /// Its flags follow words that tell what is there, each with a bit for one more, and a time of eight bytes where
    /// the first of these bits is set.
    func isPadded(radiotapAt start: Int, in bytes: RawSpan) -> Bool {
        guard let present = bytes.integer32(at: start + 4, bigEndian: false), present & 2 != 0 else { return false }
        var (offset, word) = (8, present)
        while word >> 31 != 0, offset < 64, let next = bytes.integer32(at: start + offset, bigEndian: false) {
            word = next
            offset += 4
        }
        if present & 1 != 0 { offset = (offset + 7) & ~7 + 8 }
        return bytes.byte(at: start + offset).map { $0 & 0x20 != 0 } ?? false
    }

    /// A packet that a probe has sent on in HEP version 3: addresses and payload lie in chunks of vendor 0.
    func hep(_ packet: PacketExtent, in bytes: RawSpan, _ outer: Encapsulation) -> FrameContent? {
        guard let length = bytes.bigEndian16(at: packet.offset + 4),
            let extent = packet.limited(toLength: Int(length), from: packet.offset)
        else { return nil }
        guard outer.hasRoom else { return .tooDeep }
        var chunks = HEPChunks()
        var offset = packet.offset + 6
        while offset + 6 <= extent.end {
            guard let vendor = bytes.bigEndian16(at: offset), let type = bytes.bigEndian16(at: offset + 2),
                let size = bytes.bigEndian16(at: offset + 4), size >= 6, offset + Int(size) <= extent.sentEnd
            else { return .malformed }
            if vendor == 0 { chunks.read(type, offset + 6, length: Int(size) - 6, in: bytes) }
            offset += Int(size)
        }
        guard chunks.protocolNumber == 17, let source = chunks.source, let destination = chunks.destination,
            let payload = chunks.payload
        else { return .other }
        var layers = outer
        layers.append(.hep)
        return .datagram(
            Datagram(
                flow: Flow(
                    source: source, destination: destination, sourcePort: chunks.sourcePort,
                    destinationPort: chunks.destinationPort),
                payloadOffset: payload.lowerBound,
                capturedLength: max(0, min(payload.upperBound, extent.end) - payload.lowerBound),
                payloadLength: payload.count, ipLength: payload.count + (source.isIPv6 ? 48 : 28), dscp: 0,
                encapsulation: layers))
    }
}

/// The chunks of a HEP packet that say where a datagram came from, where it went and what it was.
private struct HEPChunks {
    var protocolNumber: UInt8 = 0
    var source: Address?
    var destination: Address?
    var sourcePort: UInt16 = 0
    var destinationPort: UInt16 = 0
    var payload: Range<Int>?

    mutating func read(_ type: UInt16, _ offset: Int, length: Int, in bytes: RawSpan) {
        switch (type, length) {
        case (2, 1): protocolNumber = bytes.byte(at: offset) ?? 0
        case (3, 4): source = bytes.bigEndian32(at: offset).map(Address.init(ipv4:))
        case (4, 4): destination = bytes.bigEndian32(at: offset).map(Address.init(ipv4:))
        case (5, 16): source = ipv6(at: offset, in: bytes)
        case (6, 16): destination = ipv6(at: offset, in: bytes)
        case (7, 2): sourcePort = bytes.bigEndian16(at: offset) ?? 0
        case (8, 2): destinationPort = bytes.bigEndian16(at: offset) ?? 0
        case (15, _): payload = offset..<offset + length
        default: break
        }
    }

    private func ipv6(at offset: Int, in bytes: RawSpan) -> Address? {
        guard let high = bytes.bigEndian64(at: offset), let low = bytes.bigEndian64(at: offset + 8) else { return nil }
        return Address(ipv6High: high, low: low)
    }
}

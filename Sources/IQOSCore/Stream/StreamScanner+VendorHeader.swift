/// RTP behind a vendor's header: found by behaviour, then read from the flow's first datagram on.
extension StreamScanner {
    /// Takes a datagram that is not known to be anything.
    ///
    /// - Parameter isLikeRTP: It begins as RTP does and was found behind no header that is known.
    @inline(never)
    mutating func ingestUnknown(
        _ datagram: Datagram, _ frame: FrameRef, in bytes: RawSpan, file: Int, isLikeRTP: Bool = false
    ) {
        if !isLikeRTP, !vendors.isEmpty, ingestBehindHeader(datagram, frame, in: bytes, file: file) { return }
        guard datagram.payloadLength >= Self.unknownLength, let head = bytes.bigEndian64(at: datagram.payloadOffset)
        else { return }
        if let kind = FlowCompanions.Kind(head) {
            companions.note(kind, on: datagram.flow, file: file, frame: frame.number)
            if kind == .stun {
                let sighting = MessageSighting(arrival: frame.arrival, file: Int32(clamping: file))
                companions.time(bytes, at: datagram.payloadOffset, on: datagram.flow, sighting)
            }
            return
        }
        guard !isSelective || isSelected(StreamKey(flow: datagram.flow, ssrc: options.ssrc ?? 0)),
            let found = watch.add(datagram, frame, in: bytes, file: file, isLikeRTP: isLikeRTP)
        else { return }
        vendors.insert(found.header, of: datagram.flow)
        for head in found.heads {
            let whole = head.bytes
            var earlier = datagram
            earlier.payloadOffset = 0
            earlier.capturedLength = whole.count
            earlier.payloadLength = Int(head.length)
            earlier.ipLength = Int(head.ipLength)
            earlier.dscp = head.dscp
            let reference = FrameRef(
                arrival: head.arrival, offset: 0, capturedLength: 0, originalLength: 0, number: head.frame,
                linkType: frame.linkType, interface: frame.interface)
            _ = ingestBehindHeader(earlier, reference, in: whole.span.bytes, file: Int(head.file), isKnown: true)
        }
    }

    /// Takes a datagram of a flow that has vendor's headers, where it is RTP behind one of them.
    ///
    /// A stream that is there tells which header it is; where there is none the header's own bytes do.
    ///
    /// - Parameter isKnown: It has shown such a header itself, and not all of its bytes are at hand.
    @inline(never)
    mutating func ingestBehindHeader(
        _ datagram: Datagram, _ frame: FrameRef, in bytes: RawSpan, file: Int, isKnown: Bool = false
    ) -> Bool {
        let headers = vendors.headers(of: datagram.flow)
        for mustBegin in [false, true] {
            for vendor in headers {
                guard let header = vendor.rtpHeader(of: datagram, in: bytes) else { continue }
                let packet = PacketEvent(header, in: datagram, frame: frame, file: file, bytes: bytes)
                let key = vendor.key(datagram.flow, header)
                let hashed = hash(key)
                if let place = place(of: key, hashed) {
                    if isKnown {
                        append(packet, to: place)
                    } else {
                        let end = datagram.payloadOffset + datagram.capturedLength
                        add(packet, to: place, header, in: bytes, capturedUpTo: end, of: frame)
                    }
                    return true
                }
                guard mustBegin, vendor.begins(bytes, at: datagram.payloadOffset) else { continue }
                if !isSelective || isSelected(key), let history = candidates.add(packet, key: key) {
                    open(key, hashed, encapsulation: datagram.encapsulation, history)
                }
                return true
            }
        }
        return false
    }
}

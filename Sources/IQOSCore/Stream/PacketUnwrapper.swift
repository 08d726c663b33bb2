/// A packet that may be RTP, or a message of signalling, out of whatever carried it.
struct CarriedPacket: Sendable {
    /// Innermost addresses and where the packet lies; offsets into `bytes`, or into the batch where that is `nil`.
    var datagram: Datagram
    var wrapper = Wrapper.none
    var isTCP = false
    /// The protocol of a message that lay on a TCP connection; `nil` for packets and datagrams.
    var signalling: SignallingProtocol?
    /// The packet, where it had to be put together.
    var bytes: [UInt8]?
    /// Of the frame that completed it; `nil` for the one that was taken last.
    var place: CapturePlace?

    /// A datagram with nothing between it and what it carries.
    var isPlain: Bool { !isTCP && wrapper == .none }
}

/// Takes packets out of fragments, TCP connections and TURN messages; both passes do it the same way.
struct PacketUnwrapper: Sendable {
    /// How often what was put together may hold something to be put together.
    private static let depthLimit = 4

    private let decoder = FrameDecoder()
    private var fragments = FragmentTable()
    private var connections = TCPReassembler()
    private var passedOver = CarriageCounters()

    var counters: CarriageCounters {
        var counters = passedOver
        counters.fragmentedPacketsAbandoned = fragments.abandoned + fragments.lackingFragments
        counters.connectionsDropped = connections.connectionsDropped
        counters.searchesDropped = connections.searchesDropped
        counters.connectionGaps = connections.gaps
        counters.unseenGaps = connections.unseenGaps
        counters.unseenBytes = connections.unseenBytes
        return counters
    }

    /// The packets that a frame of a file carries or completes.
    mutating func packets(of frame: FrameRef, in bytes: RawSpan, file: Int) -> [CarriedPacket] {
        let place = CapturePlace(frame, file: file)
        if let plain = PlainSegment(frame, in: bytes) {
            guard connections.concerns(plain, in: bytes) else { return [] }
            let segment = plain.segment
            return connections.add(segment, in: bytes, at: place).map { Self.packet($0, of: segment) }
        }
        return packets(of: decoder.content(of: frame, in: bytes), at: place, in: bytes, depth: 0)
    }

    /// The packets that waited for bytes which were not captured; nothing may follow.
    mutating func finish() -> [CarriedPacket] {
        connections.finish().flatMap { segment, packets in packets.map { Self.packet($0, of: segment) } }
    }

    private mutating func packets(
        of content: FrameContent, at place: CapturePlace, in bytes: RawSpan, depth: Int
    ) -> [CarriedPacket] {
        switch content {
        case .datagram(let datagram):
            return [Self.unwrapped(datagram, in: bytes)]
        case .segment(let segment):
            return connections.add(segment, in: bytes, at: place).map { Self.packet($0, of: segment) }
        case .fragment(let fragment):
            guard depth < Self.depthLimit, let whole = fragments.add(fragment, in: bytes, arrival: place.arrival) else {
                return []
            }
            let inner = decoder.content(ofReassembled: whole.span.bytes, fragment)
            var found = packets(of: inner, at: place, in: whole.span.bytes, depth: depth + 1)
            for index in found.indices where found[index].bytes == nil { found[index].bytes = whole }
            return found
        case .aggregate(let aggregate, let layers):
            guard depth < Self.depthLimit else { return [] }
            var (rest, found) = (aggregate, [CarriedPacket]())
            while let (inner, next) = decoder.subframe(of: rest, in: bytes, layers) {
                found += packets(of: inner, at: place, in: bytes, depth: depth + 1)
                rest = next
            }
            return found
        case .incompleteFragment: passedOver.fragmentsCut += 1
        case .malformed: passedOver.malformed += 1
        case .unknownLinkType: passedOver.unknownLinkType += 1
        case .tooDeep: passedOver.tooDeep += 1
        case .other: break
        }
        return []
    }

    /// Whether a datagram that does not begin like RTP may carry it all the same: cheap, and wrong now and then.
    ///
    /// - Parameter head: First four bytes of the payload.
    @inline(__always) static func mayCarry(ports: UInt32, head: UInt32, length: Int) -> Bool {
        if head >> 28 == 4 {
            let rest = length - 4 - Int(head & 0xFFFF)
            if rest >= 0, rest < 4 { return true }
        }
        return head >> 17 == 0x000B || head >> 16 == 0xFF10 || head == 0x4845_5033
            || FrameDecoder.isTunnelPort(UInt16(ports >> 16), or: UInt16(truncatingIfNeeded: ports))
    }

    /// The datagram itself, or what lies in the TURN message that it is.
    private static func unwrapped(_ datagram: Datagram, in bytes: RawSpan) -> CarriedPacket {
        var packet = CarriedPacket(datagram: datagram)
        guard
            let message = TURNMessage(
                in: bytes, at: datagram.payloadOffset, capturedLength: datagram.capturedLength,
                length: datagram.payloadLength)
        else { return packet }
        let end = datagram.payloadOffset + datagram.capturedLength
        packet.wrapper = message.wrapper
        packet.datagram.payloadOffset = message.offset
        packet.datagram.payloadLength = message.length
        packet.datagram.capturedLength = max(0, min(message.length, end - message.offset))
        return packet
    }

    private static func packet(_ framed: FramedPacket, of segment: TCPSegment) -> CarriedPacket {
        // A segment may hold many packets and a packet many segments: each gets its own bytes and one set of headers.
        let headers = max(0, segment.ipLength - segment.payloadLength)
        return CarriedPacket(
            datagram: Datagram(
                flow: segment.flow, payloadOffset: 0, capturedLength: framed.bytes.count,
                payloadLength: framed.length, ipLength: headers + framed.framedLength, dscp: segment.dscp,
                encapsulation: segment.encapsulation),
            wrapper: framed.wrapper, isTCP: true, signalling: framed.signalling, bytes: framed.bytes,
            place: framed.place)
    }
}

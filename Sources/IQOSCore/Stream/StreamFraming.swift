/// How packets are told apart on a TCP connection, and where each of them lies.
enum StreamFraming: UInt8, BitwiseCopyable, Sendable {
    /// Two bytes of length before each packet.
    case rfc4571
    /// `$`, channel and two bytes of length before each packet; RTSP messages between them.
    case rtspInterleaved
    /// The same in Base64 behind the header of HTTP: what a client sends whose RTSP is tunnelled.
    case rtspInBase64
    /// STUN messages and ChannelData, which tell their own length.
    case turn
    /// Messages that carry no packets.
    case sip, skinny, h323

    /// What has to come before it is worth looking again.
    enum Awaited: BitwiseCopyable {
        case more
        /// The blank line that ends a header of text.
        case blankLine
        /// Bytes from the start of the unit.
        case bytes(Int)
    }

    /// What lies at the start of a connection's bytes.
    enum Unit: BitwiseCopyable {
        /// A packet: what it lies in, where it begins behind its framing and its length; `total` is with the framing.
        case packet(Wrapper, offset: Int, length: Int, total: Int)
        /// A message of signalling.
        case message(SignallingProtocol, length: Int)
        /// Something that carries no packet, to be passed over.
        case other(total: Int)
        /// Not all of it has come.
        case incomplete(Awaited)
        /// No such framing: synchronisation is lost.
        case invalid
    }

    /// The framing of which a segment looks like the beginning; `nil` for all others.
    ///
    /// - Parameters:
    ///   - offset: First payload byte.
    ///   - length: Captured payload bytes.
    @inline(__always) init?(startingWith bytes: RawSpan, at offset: Int, length: Int) {
        guard length >= 14, let head = bytes.bigEndian32(at: offset) else { return nil }
        let size = Int(head >> 16)
        if head & 0xFFFF == 0, Self.mayBeSkinny(bytes, at: offset, length: length) {
            self = .skinny
            return
        }
        switch UInt8(head >> 24) {
        case 0x24:
            guard Self.mayBeRTP(bytes, at: offset + 4) || Self.mayBeRTCP(bytes, at: offset + 4) else { return nil }
            self = .rtspInterleaved
        case 0x40...0x4F where Self.mayBeRTP(bytes, at: offset + 4):
            guard Int(head & 0xFFFF) <= max(length - 4, 1500) else { return nil }
            self = .turn
        case 0x00...0x01 where bytes.bigEndian32(at: offset + 4) == 0x2112_A442:
            self = .turn
        case 0x41...0x5A:
            switch SignallingProtocol.beginning(in: bytes, at: offset, end: offset + length) {
            case .sip: self = .sip
            case .rtsp: self = .rtspInterleaved
            default:
                guard let isPost = HTTPTunnel.begins(bytes, at: offset, end: offset + length) else { return nil }
                self = isPost ? .rtspInBase64 : .rtspInterleaved
            }
        case 0x03 where head >> 16 == 0x0300 && bytes.byte(at: offset + 4) == 0x08:
            // A packet of RFC 1006 that holds a message of Q.931: H.225.0 call signalling.
            guard Int(head & 0xFFFF) >= 9 else { return nil }
            self = .h323
        case 0x00...0x07:
            // A length below 2048 and the first two bytes of a packet.
            guard size >= 12, Self.mayBeRTP(bytes, at: offset + 2) || Self.mayBeRTCP(bytes, at: offset + 2),
                2 + size <= length || size <= 1500
            else { return nil }
            // Where a second packet begins in the same segment, it has to look like one, too.
            let second = offset + 2 + size + 2
            guard second + 2 > offset + length || Self.mayBeRTP(bytes, at: second) || Self.mayBeRTCP(bytes, at: second)
            else { return nil }
            self = .rfc4571
        default: return nil
        }
    }

    /// Whether the first two bytes allow an RTP header: version 2 and a payload type that is not one of RTCP's.
    @inline(__always) private static func mayBeRTP(_ bytes: RawSpan, at offset: Int) -> Bool {
        guard let head = bytes.bigEndian16(at: offset) else { return false }
        let type = head & 0x7F
        return head >> 14 == 2 && (type < 64 || type > 95)
    }

    /// Whether a message of Skinny fills the segment, or another follows it.
    @inline(never) private static func mayBeSkinny(_ bytes: RawSpan, at offset: Int, length: Int) -> Bool {
        guard let total = SkinnyMessage.length(in: bytes, at: offset), total <= length else { return false }
        return total + SkinnyMessage.headerLength > length || SkinnyMessage.length(in: bytes, at: offset + total) != nil
    }

    @inline(__always) private static func mayBeRTCP(_ bytes: RawSpan, at offset: Int) -> Bool {
        guard let head = bytes.bigEndian16(at: offset) else { return false }
        return head >> 14 == 2 && (192...223).contains(head & 0xFF)
    }

    /// What the bytes of a connection from `offset` on begin with.
    func unit(in bytes: RawSpan, at offset: Int) -> Unit {
        let remaining = bytes.byteCount - offset
        guard remaining >= 4, let head = bytes.bigEndian32(at: offset) else { return .incomplete(.more) }
        switch self {
        case .rfc4571:
            let length = Int(head >> 16)
            guard length > 0, Int(head) >> 14 & 3 == 2 || length < 12 else { return .invalid }
            return remaining < 2 + length
                ? .incomplete(.bytes(2 + length))
                : .packet(.rfc4571, offset: offset + 2, length: length, total: 2 + length)
        case .rtspInterleaved, .rtspInBase64:
            guard head >> 24 == 0x24 else { return textMessage(in: bytes, at: offset) }
            let length = Int(head & 0xFFFF)
            return remaining < 4 + length
                ? .incomplete(.bytes(4 + length))
                : .packet(.rtspInterleaved, offset: offset + 4, length: length, total: 4 + length)
        case .turn:
            guard remaining >= 20 || head >> 28 == 4 else { return .incomplete(.more) }
            guard let total = TURNMessage.lengthOnStream(bytes, at: offset) else { return .invalid }
            guard remaining >= total else { return .incomplete(.bytes(total)) }
            guard let message = TURNMessage(in: bytes, at: offset, capturedLength: total, length: total) else {
                return .other(total: total)
            }
            return .packet(message.wrapper, offset: message.offset, length: message.length, total: total)
        case .sip:
            switch SIPMessage.framing(in: bytes, at: offset, end: bytes.byteCount) {
            case .message(let length): return .message(.sip, length: length)
            case .padding(let length): return .other(total: length)
            case .incomplete: return .incomplete(.blankLine)
            case .partial(let length): return .incomplete(.bytes(length))
            case .foreign: return .invalid
            }
        case .h323:
            let length = Int(head & 0xFFFF)
            guard head >> 16 == 0x0300, length >= 4 else { return .invalid }
            return remaining < length ? .incomplete(.bytes(length)) : .message(.h323, length: length)
        case .skinny:
            guard remaining >= SkinnyMessage.headerLength else { return .incomplete(.more) }
            guard let length = SkinnyMessage.length(in: bytes, at: offset) else { return .invalid }
            return remaining < length ? .incomplete(.bytes(length)) : .message(.skinny, length: length)
        }
    }

    /// An RTSP message: header lines up to an empty one, then what Content-Length tells.
    private func textMessage(in bytes: RawSpan, at offset: Int) -> Unit {
        guard let first = bytes.byte(at: offset), (0x41...0x5A).contains(first) else { return .invalid }
        let limit = min(bytes.byteCount, offset + 8192)
        var position = offset
        while position + 4 <= limit {
            if bytes.bigEndian32(at: position) == 0x0D0A_0D0A {
                // A header of HTTP opens a tunnel: whatever length it tells, messages follow on it.
                let isTunnel = HTTPTunnel.isHeader(bytes, at: offset)
                let total = position + 4 - offset + (isTunnel ? 0 : contentLength(in: bytes, offset..<position))
                return offset + total <= bytes.byteCount ? .message(.rtsp, length: total) : .incomplete(.bytes(total))
            }
            position += 1
        }
        return limit - offset >= 8192 ? .invalid : .incomplete(.blankLine)
    }

    /// The number behind `Content-Length:` in a header, 0 where there is none.
    private func contentLength(in bytes: RawSpan, _ header: Range<Int>) -> Int {
        let name: StaticString = "content-length:"
        for start in header where start + name.utf8CodeUnitCount < header.upperBound {
            let matches = (0..<name.utf8CodeUnitCount).allSatisfy {
                // The static text has that many bytes.
                (bytes.byte(at: start + $0) ?? 0) | 0x20 == name.utf8Start[$0] | 0x20
            }
            guard matches else { continue }
            var value = 0
            for position in start + name.utf8CodeUnitCount..<header.upperBound {
                guard let byte = bytes.byte(at: position), byte != 0x0D else { break }
                if (0x30...0x39).contains(byte) { value = min(value * 10 + Int(byte - 0x30), 1 << 20) }
            }
            return value
        }
        return 0
    }
}

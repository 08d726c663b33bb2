/// Where the next SIP message in a byte stream ends (RFC 3261 §18.3).
public enum SIPFraming: Sendable, Equatable {
    /// Bytes from the offset to the end of the message.
    case message(length: Int)
    /// Line ends that keep a connection alive.
    case padding(length: Int)
    /// The header has not ended yet.
    case incomplete
    /// The header is here, the body not yet: bytes from the offset to the end of the message.
    case partial(length: Int)
    /// No SIP.
    case foreign
}

extension SIPMessage {
    /// A body longer than this is no signalling.
    private static let bodyLimit = 1 << 20
    /// Bytes that nearly every header fits in.
    private static let firstLook = 2048

    /// Whether a start line of SIP 2.0 begins at `offset`.
    ///
    /// - Complexity: O(1) for what does not begin with a capital letter, and so for RTP, RTCP, STUN, DTLS and TURN
    ///   data; O(length of the line) for text.
    @inlinable public static func mayBegin(_ bytes: RawSpan, at offset: Int, end: Int) -> Bool {
        guard let first = bytes.byte(at: offset), first &- 0x41 < 26 else { return false }
        return StartLine.signallingProtocol(bytes, at: offset, end: end) == .sip
    }

    /// How far the message at `offset` reaches in a byte stream, by its Content-Length.
    public static func framing(in bytes: RawSpan, at offset: Int, end: Int) -> SIPFraming {
        let limit = min(end, bytes.byteCount)
        let start = skipLineEnds(in: bytes, at: offset, end: limit)
        if start > offset { return .padding(length: start - offset) }
        guard offset >= 0, offset < limit else { return .incomplete }
        guard mayBegin(bytes, at: offset, end: limit) else {
            let text = TextBytes(bytes, offset..<min(limit, offset + StartLine.limit))
            let isWholeLine = text.prefix(StartLine.limit).contains(0x0A) || text.count >= StartLine.limit
            let method = text.prefix(StartLine.methodLimit).prefix { $0 != 0x20 && $0 != 0x2F }
            return !isWholeLine && method.allSatisfy(StartLine.isTokenCapital) ? .incomplete : .foreign
        }
        // Of all bytes that are here the first few are enough: to copy all of them for each message costs the square.
        let available = min(limit - offset, headerLimit)
        var looked = min(firstLook, available)
        while true {
            var reader = HeaderReader(TextBytes(bytes, offset..<offset + looked))
            var bodyLength = 0
            while let (name, value) = reader.header() {
                if name.equals("Content-Length") || name.equals("l") { bodyLength = value.number ?? 0 }
            }
            if reader.isComplete {
                guard bodyLength <= bodyLimit else { return .foreign }
                let length = reader.position + bodyLength
                return offset + length <= limit ? .message(length: length) : .partial(length: length)
            }
            // Lines beyond the reader's limit are not read, however many more are here.
            guard looked < available, reader.position == looked else {
                return available < headerLimit ? .incomplete : .foreign
            }
            looked = min(looked * 8, available)
        }
    }

    /// The first offset that holds no line end.
    static func skipLineEnds(in bytes: RawSpan, at offset: Int, end: Int) -> Int {
        var start = offset
        while start < end, let byte = bytes.byte(at: start), byte == 0x0D || byte == 0x0A { start += 1 }
        return start
    }
}

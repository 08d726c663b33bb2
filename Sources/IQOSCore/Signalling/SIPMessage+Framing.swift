/// Where the next SIP message in a byte stream ends (RFC 3261 §18.3).
public enum SIPFraming: Sendable, Equatable {
    /// Bytes from the offset to the end of the message.
    case message(length: Int)
    /// Line ends that keep a connection alive.
    case padding(length: Int)
    /// The rest has not arrived yet.
    case incomplete
    /// No SIP.
    case foreign
}

extension SIPMessage {
    /// Longest start line that is looked through.
    private static let startLineLimit = 8192
    private static let methodLimit = 32
    /// A body longer than this is no signalling.
    private static let bodyLimit = 1 << 20

    /// Whether a start line of SIP 2.0 begins at `offset`.
    ///
    /// - Complexity: O(1) for what does not begin with a capital letter, and so for RTP, RTCP, STUN, DTLS and TURN
    ///   data; O(length of the line) for text.
    @inlinable public static func mayBegin(_ bytes: RawSpan, at offset: Int, end: Int) -> Bool {
        guard let first = bytes.byte(at: offset), first &- 0x41 < 26 else { return false }
        return isStartLine(bytes, at: offset, end: end)
    }

    @usableFromInline @inline(never)
    static func isStartLine(_ bytes: RawSpan, at offset: Int, end: Int) -> Bool {
        let limit = min(end, bytes.byteCount)
        // "SIP/2.0 " in network byte order.
        let version: UInt64 = 0x5349_502F_322E_3020
        guard offset + 12 <= limit else { return false }
        if bytes.bigEndian64(at: offset) == version { return true }
        guard let method = methodLength(bytes, at: offset, end: limit) else { return false }
        // The version ends the line, so it is looked for there.
        var place = offset + method
        let last = min(limit, offset + startLineLimit)
        while place < last, let byte = bytes.byte(at: place), byte != 0x0A { place += 1 }
        if place == last { return false }
        while let byte = bytes.byte(at: place - 1), byte == 0x0D || byte == 0x20 { place -= 1 }
        return place - 8 >= offset + method && bytes.bigEndian64(at: place - 8) == 0x2053_4950_2F32_2E30
    }

    /// How far the message at `offset` reaches in a byte stream, by its Content-Length.
    public static func framing(in bytes: RawSpan, at offset: Int, end: Int) -> SIPFraming {
        let limit = min(end, bytes.byteCount)
        let start = skipLineEnds(in: bytes, at: offset, end: limit)
        if start > offset { return .padding(length: start - offset) }
        guard offset >= 0, offset < limit else { return .incomplete }
        let text = TextBytes(bytes, offset..<min(limit, offset + headerLimit))
        guard mayBegin(bytes, at: offset, end: limit) else {
            let isWholeLine = text.prefix(startLineLimit).contains(0x0A) || text.count >= startLineLimit
            let method = text.prefix(methodLimit).prefix { $0 != 0x20 && $0 != 0x2F }
            return !isWholeLine && method.allSatisfy(isTokenCapital) ? .incomplete : .foreign
        }
        var reader = HeaderReader(text)
        var bodyLength = 0
        while let (name, value) = reader.header() {
            if name.equals("Content-Length") || name.equals("l") { bodyLength = value.number ?? 0 }
        }
        guard reader.isComplete else { return text.count < headerLimit ? .incomplete : .foreign }
        guard bodyLength <= bodyLimit else { return .foreign }
        let length = reader.position + bodyLength
        return offset + length <= limit ? .message(length: length) : .incomplete
    }

    /// The first offset that holds no line end.
    static func skipLineEnds(in bytes: RawSpan, at offset: Int, end: Int) -> Int {
        var start = offset
        while start < end, let byte = bytes.byte(at: start), byte == 0x0D || byte == 0x0A { start += 1 }
        return start
    }

    /// Length of the method at `offset` with the blank after it; methods are capitals in all of the registry.
    private static func methodLength(_ bytes: RawSpan, at offset: Int, end: Int) -> Int? {
        for length in 0..<methodLimit {
            guard offset + length < end, let byte = bytes.byte(at: offset + length) else { return nil }
            if byte == 0x20 { return length > 0 ? length + 1 : nil }
            guard isTokenCapital(byte) else { return nil }
        }
        return nil
    }

    private static func isTokenCapital(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: "_")
    }
}

/// Start lines of SIP and RTSP: `METHOD uri VERSION` or `VERSION status reason`.
enum StartLine {
    /// Longest start line that is looked through.
    static let limit = 8192
    static let methodLimit = 32

    /// Whether a line at `offset` begins with `response` or is a request that ends with `request`.
    ///
    /// - Parameters:
    ///   - response: Eight characters in network byte order.
    ///   - request: Likewise.
    @usableFromInline @inline(never)
    static func isPresent(
        _ bytes: RawSpan, at offset: Int, end: Int, response: UInt64, request: UInt64
    ) -> Bool {
        let limit = min(end, bytes.byteCount)
        guard offset + 12 <= limit else { return false }
        if bytes.bigEndian64(at: offset) == response { return true }
        guard let method = methodLength(bytes, at: offset, end: limit) else { return false }
        // The version ends the line, so it is looked for there.
        var place = offset + method
        let last = min(limit, offset + Self.limit)
        while place < last, let byte = bytes.byte(at: place), byte != 0x0A { place += 1 }
        if place == last { return false }
        while let byte = bytes.byte(at: place - 1), byte == 0x0D || byte == 0x20 { place -= 1 }
        return place - 8 >= offset + method && bytes.bigEndian64(at: place - 8) == request
    }

    /// Length of the method at `offset` with the blank after it; methods are capitals in all of the registries.
    static func methodLength(_ bytes: RawSpan, at offset: Int, end: Int) -> Int? {
        for length in 0..<methodLimit {
            guard offset + length < end, let byte = bytes.byte(at: offset + length) else { return nil }
            if byte == 0x20 { return length > 0 ? length + 1 : nil }
            guard isTokenCapital(byte) else { return nil }
        }
        return nil
    }

    static func isTokenCapital(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: "_")
    }
}

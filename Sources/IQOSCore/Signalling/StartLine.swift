/// Start lines of SIP and RTSP: `METHOD uri VERSION` or `VERSION status reason`.
@usableFromInline enum StartLine {
    /// Longest start line that is looked through.
    static let limit = 8192
    static let methodLimit = 32

    /// The protocol of the line at `offset`; `nil` for none.
    ///
    /// - Complexity: O(length of the line) for what begins with a word of capitals, else O(1).
    @usableFromInline @inline(never)
    static func signallingProtocol(_ bytes: RawSpan, at offset: Int, end: Int) -> SignallingProtocol? {
        let limit = min(end, bytes.byteCount)
        guard offset + 12 <= limit, let first = bytes.bigEndian64(at: offset) else { return nil }
        // "SIP/2.0 "
        if first == 0x5349_502F_322E_3020 { return .sip }
        if isRTSP(first) { return .rtsp }
        guard let method = methodLength(bytes, at: offset, end: limit) else { return nil }
        // The version ends the line, so it is looked for there.
        var place = offset + method
        let last = min(limit, offset + Self.limit)
        while place < last, let byte = bytes.byte(at: place), byte != 0x0A { place += 1 }
        if place == last { return nil }
        while let byte = bytes.byte(at: place - 1), byte == 0x0D || byte == 0x20 { place -= 1 }
        guard place - 8 >= offset + method, let version = bytes.bigEndian64(at: place - 8) else { return nil }
        // " SIP/2.0"
        if version == 0x2053_4950_2F32_2E30 { return .sip }
        return isRTSP(version) ? .rtsp : nil
    }

    /// "RTSP/1.0" or "RTSP/2.0".
    private static func isRTSP(_ version: UInt64) -> Bool {
        version == 0x5254_5350_2F31_2E30 || version == 0x5254_5350_2F32_2E30
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

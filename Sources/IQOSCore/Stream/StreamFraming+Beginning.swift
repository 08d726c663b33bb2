/// Beginnings of which more has to come before they can be told: who sends writes as it likes, the two bytes of a length
/// by themselves, or half of a line.
extension StreamFraming {
    /// Captured bytes from which on all but text and Skinny are told at once.
    private static let toldFrom = 14
    /// Longest start line of text that is waited for.
    private static let lineLimit = 2048
    /// Bytes of a header of HTTP in which a tunnel shows.
    private static let tunnelLimit = 1024

    /// Whether bytes that begin like no framing may yet turn out to, once more have come.
    ///
    /// - Parameters:
    ///   - offset: First payload byte.
    ///   - length: Captured payload bytes.
    static func mayBegin(_ bytes: RawSpan, at offset: Int, length: Int) -> Bool {
        guard let first = bytes.byte(at: offset), length > 0 else { return false }
        // Few bytes tell little: they are few connections that begin with so few.
        guard length >= 4, let head = bytes.bigEndian32(at: offset) else { return true }
        guard length >= toldFrom else {
            return first < 8 || first == 0x24 || first >> 5 == 2 || head & 0xFFFF == 0 || first == 0x0D
        }
        if head & 0xFFFF == 0, let total = SkinnyMessage.length(in: bytes, at: offset) { return total > length }
        return first &- 0x41 < 26 && mayBecomeText(bytes, at: offset, end: offset + length)
    }

    /// Whether a start line is not at its end, or a header of HTTP that may be a tunnel's.
    private static func mayBecomeText(_ bytes: RawSpan, at offset: Int, end: Int) -> Bool {
        if HTTPTunnel.isHeader(bytes, at: offset) {
            return end - offset < tunnelLimit && !hasBlankLine(bytes, at: offset, end: end)
        }
        guard end - offset < lineLimit else { return false }
        var isInFirstWord = true
        for place in offset..<end {
            guard let byte = bytes.byte(at: place), byte >= 0x20 || byte == 0x0D else { return false }
            if byte == 0x20 { isInFirstWord = false }
            // A method, or a version as "SIP/2.0".
            guard !isInFirstWord || StartLine.isTokenCapital(byte) || byte == 0x2F || byte == 0x2E else { return false }
        }
        return true
    }

    private static func hasBlankLine(_ bytes: RawSpan, at offset: Int, end: Int) -> Bool {
        guard end - offset >= 4 else { return false }
        return (offset...end - 4).contains { bytes.bigEndian32(at: $0) == 0x0D0A_0D0A }
    }
}

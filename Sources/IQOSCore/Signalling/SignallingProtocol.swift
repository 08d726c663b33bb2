/// A protocol that sets up calls or media, as far as its messages are read.
public enum SignallingProtocol: UInt8, BitwiseCopyable, Sendable, Hashable {
    case sip, rtsp, mgcp, skinny
    /// Told as present; its ASN.1 is not decoded.
    case h323

    /// As the report names it.
    public var name: String {
        switch self {
        case .sip: "SIP"
        case .rtsp: "RTSP"
        case .mgcp: "MGCP"
        case .skinny: "Skinny"
        case .h323: "H.323"
        }
    }

    /// Whether a datagram that is no RTP may be signalling: text begins with a capital letter or a digit, and H.225.0
    /// registration has the identifier of its protocol in a fixed place.
    ///
    /// - Parameter head: First four bytes of the payload.
    @inline(__always) static func mayBegin(_ head: UInt32, in bytes: RawSpan, at offset: Int) -> Bool {
        // A start line has four visible characters or blanks at least: bytes from 0x20 to 0x7F.
        let isText =
            head & 0x8080_8080 == 0 && (head | head << 1) & 0x4040_4040 == 0x4040_4040
        return isText && head >> 24 &- 0x30 <= 0x5A - 0x30 || head >> 24 < 0x30 && isH225(bytes, at: offset)
    }

    /// The four bytes behind the first four of H.225.0.
    static let h225Body: UInt32 = 0x0600_0891

    /// Choice, sequence number, and {itu-t(0) recommendation(0) h(8) 2250 version(0) n} (H.225.0 §7.8).
    @inline(__always) private static func isH225(_ bytes: RawSpan, at offset: Int) -> Bool {
        bytes.bigEndian64(at: offset + 4).map { $0 >> 16 == 0x0600_0891_4A00 } ?? false
    }

    /// The protocol whose message begins at `offset`; `nil` for none.
    ///
    /// - Complexity: O(1) for what begins with no capital letter or digit; O(length of the line) for text.
    static func beginning(in bytes: RawSpan, at offset: Int, end: Int) -> SignallingProtocol? {
        guard let first = bytes.byte(at: offset) else { return nil }
        if first < 0x30 { return isH225(bytes, at: offset) ? .h323 : nil }
        if first &- 0x41 < 26, let found = StartLine.signallingProtocol(bytes, at: offset, end: end) { return found }
        return MGCPMessage.isStartLine(bytes, at: offset, end: end) ? .mgcp : nil
    }
}

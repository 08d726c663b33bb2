/// One packet of an RTCP compound, as a place in the batch's bytes (RFC 3550 §6.4).
///
///      0                   1                   2                   3
///     +---+-+---------+---------------+-------------------------------+
///     |V=2|P|  count  |     type      |   length in words, minus one  |
///     +---+-+---------+---------------+-------------------------------+
///     |                 SSRC of the sender, then what the type has    |
struct RTCPPacket: Sendable, Equatable {
    enum Kind {
        static let senderReport: UInt8 = 200
        static let receiverReport: UInt8 = 201
        static let sourceDescription: UInt8 = 202
        static let goodbye: UInt8 = 203
        static let extendedReport: UInt8 = 207
    }

    var type: UInt8
    /// Report blocks or chunks, 0 ... 31.
    var count: Int
    /// First byte behind the common header, and one past the last captured byte of the packet.
    var body: Range<Int>
}

/// The packets of one RTCP datagram: a compound (RFC 3550 §6.1) or fewer (reduced size, RFC 5506).
///
/// The lengths of the packets have to make up the datagram, or it is something else: SRTCP, or no RTCP at all.
struct RTCPCompound: BitwiseCopyable, Sendable {
    /// What the whole datagram turned out to be.
    enum Form: BitwiseCopyable, Sendable {
        case clear
        /// The first header and SSRC are in the clear, the rest makes no sense: SRTCP (RFC 3711 §3.4).
        case encrypted
    }

    private(set) var form = Form.clear
    /// The lengths were seen to lead on: what was captured ends behind the second header at least, or was captured whole.
    private(set) var isChained = true
    /// SSRC behind the first header, which SRTCP leaves in the clear.
    private(set) var firstSSRC: UInt32
    private var position: Int
    private let end: Int

    /// Looks at a datagram's payload; `nil` where it is no RTCP.
    ///
    /// - Parameters:
    ///   - capturedLength: Bytes from `offset` that are in `bytes`.
    ///   - length: Bytes from `offset` as sent, ≥ `capturedLength`.
    init?(in bytes: RawSpan, at offset: Int, capturedLength: Int, length: Int) {
        guard capturedLength >= 8, offset >= 0, offset + capturedLength <= bytes.byteCount,
            let head = bytes.bigEndian32(at: offset), Self.isHeader(head), let ssrc = bytes.bigEndian32(at: offset + 4)
        else { return nil }
        firstSSRC = ssrc
        position = offset
        end = offset + capturedLength
        let (rest, headers) = Self.rest(bytes, from: offset, captured: end, end: offset + length)
        isChained = headers > 1 || capturedLength >= length
        guard rest > 0 else { return }
        // Only the types that open a compound: anything else that does not add up is foreign.
        let type = UInt8(truncatingIfNeeded: head >> 16)
        guard type == RTCPPacket.Kind.senderReport || type == RTCPPacket.Kind.receiverReport, rest < length else {
            return nil
        }
        // Some senders count a few bytes too many; an index and a tag of SRTCP are eight at least.
        if rest >= 8 { form = .encrypted }
    }

    /// The next packet; `nil` at the end, and where nothing can be read.
    mutating func next(in bytes: RawSpan) -> RTCPPacket? {
        guard form == .clear, position + 4 <= end, let head = bytes.bigEndian32(at: position), Self.isHeader(head)
        else { return nil }
        let whole = position + Self.byteCount(head)
        var bodyEnd = min(whole, end)
        if head >> 29 & 1 != 0, whole <= end, let padding = bytes.byte(at: whole - 1),
            Int(padding) <= whole - position - 4
        {
            bodyEnd -= Int(padding)
        }
        let packet = RTCPPacket(
            type: UInt8(truncatingIfNeeded: head >> 16), count: Int(head >> 24 & 31), body: position + 4..<bodyEnd)
        position = whole
        return packet
    }

    /// Version 2 and one of the types in use: 192 to 195 (RFC 2032, RFC 5450) and 200 to 213.
    @inline(__always) static func isHeader(_ head: UInt32) -> Bool {
        let type = head >> 16 & 0xFF
        return head >> 30 == 2 && ((200...213).contains(type) || (192...195).contains(type))
    }

    private static func byteCount(_ head: UInt32) -> Int { 4 * (Int(head & 0xFFFF) + 1) }

    /// Bytes behind the last packet that follows on the one before, as far as the bytes were captured, and how many do.
    private static func rest(
        _ bytes: RawSpan, from start: Int, captured: Int, end: Int
    ) -> (bytes: Int, headers: Int) {
        var (position, headers) = (start, 0)
        while position + 4 <= captured, let head = bytes.bigEndian32(at: position), isHeader(head),
            position + byteCount(head) <= end
        {
            position += byteCount(head)
            headers += 1
        }
        // A header that the snap length cut can be the next one.
        let isOpen = captured < end && position + 4 > captured
        let mayGoOn = position >= captured || bytes.byte(at: position).map { $0 >> 6 == 2 } ?? false
        return (isOpen && mayGoOn ? 0 : end - position, headers)
    }
}

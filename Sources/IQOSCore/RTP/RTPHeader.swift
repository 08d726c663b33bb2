/// The fixed RTP header with its lists, as far as the bytes allow (RFC 3550 §5.1).
///
///      0                   1                   2                   3
///     +---+-+-+-------+-+-------------+-------------------------------+
///     |V=2|P|X|  CC   |M|     PT      |       sequence number         |
///     +---+-+-+-------+-+-------------+-------------------------------+
///     |                           timestamp                           |
///     +---------------------------------------------------------------+
///     |                             SSRC                              |
///     +---------------------------------------------------------------+
///     |              CSRC list, header extension, payload             |
public struct RTPHeader: BitwiseCopyable, Sendable {
    /// Bytes before the lists.
    static let fixedLength = 12

    public var ssrc: UInt32
    public var timestamp: UInt32
    public var sequenceNumber: UInt16
    /// 0 ... 127.
    public var payloadType: UInt8
    public var isMarker: Bool
    /// The extension or padding claims more than the datagram has, as encrypting senders do: where the payload starts
    /// and ends is then not known and `payloadLength` covers all behind the fixed header.
    public var isOpaque: Bool
    /// What is in the list of sources and the extension is encrypted along with the payload (RFC 9335 §5).
    public var isCryptex: Bool
    /// Behind the fixed header, whatever lists there may be, stands what is a call's in ONC RPC: `RemoteCall`.
    var isRemoteCall: Bool
    /// First payload byte, as an offset into the batch's bytes.
    public var payloadOffset: Int
    /// Payload bytes as sent, without padding.
    public var payloadLength: Int

    /// Reads the header of a datagram's payload; `nil` where it cannot be RTP.
    ///
    /// Payload types 64 ... 95 collide with RTCP packet types and are no RTP (RFC 5761 §4).
    ///
    /// - Parameters:
    ///   - offset: First byte of the header.
    ///   - capturedLength: Bytes from `offset` that are in `bytes`.
    ///   - length: Bytes from `offset` as sent, ≥ `capturedLength`.
    @inline(__always)
    public init?(in bytes: RawSpan, at offset: Int, capturedLength: Int, length: Int) {
        guard capturedLength >= 12, offset >= 0, offset <= bytes.byteCount &- 12 else { return nil }
        // Safe: these twelve bytes were just found to be there.
        let first = bytes.bigEndian32(uncheckedAt: offset)
        let timestamp = bytes.bigEndian32(uncheckedAt: offset + 4)
        let ssrc = bytes.bigEndian32(uncheckedAt: offset + 8)
        guard first >> 30 == 2 else { return nil }
        let type = UInt8(truncatingIfNeeded: first >> 16 & 0x7F)
        guard type < 64 || type > 95 else { return nil }
        self.ssrc = ssrc
        self.timestamp = timestamp
        sequenceNumber = UInt16(truncatingIfNeeded: first)
        payloadType = type
        isMarker = first >> 23 & 1 != 0
        isOpaque = false
        isCryptex = false
        isRemoteCall = false
        payloadOffset = offset + 12
        payloadLength = length - 12
        // Most packets have neither list nor padding.
        guard first >> 24 != 0x80 else { return }
        guard skipLists(first, in: bytes, end: offset + capturedLength, length: length) else { return nil }
    }

    /// Captured part of the payload, offsets into the batch's bytes.
    ///
    /// - Parameter end: One past the datagram's last captured byte.
    func payload(capturedUpTo end: Int) -> Range<Int> {
        payloadOffset..<max(payloadOffset, min(payloadOffset + payloadLength, end))
    }

    /// Whether the first four bytes are those of a header that `init` takes.
    ///
    /// - Parameter length: Bytes of the datagram's payload, all captured, `fixedLength` or more.
    @inline(__always) static func isHeader(_ head: UInt32, length: Int) -> Bool {
        head &>> 30 == 2 && head &>> 21 & 3 != 2
            && fixedLength &+ 4 &* Int(truncatingIfNeeded: head &>> 24 & 15) <= length
    }

    /// Moves the payload behind CSRC list and extension and cuts the padding; `false` where the CSRC list does not fit.
    private mutating func skipLists(_ first: UInt32, in bytes: RawSpan, end: Int, length: Int) -> Bool {
        isRemoteCall =
            RemoteCall.mayBegin(timestamp, ssrc) && RemoteCall.isProgram(bytes.bigEndian32(at: payloadOffset))
        let sourceBytes = 4 * Int(first >> 24 & 15)
        guard sourceBytes <= payloadLength else { return false }
        var start = payloadOffset + sourceBytes
        var remaining = payloadLength - sourceBytes
        if first >> 28 & 1 != 0 {
            // Takes the place of 0xBEDE and 0x1000.
            if start + 2 <= end, let profile = bytes.bigEndian16(at: start) {
                isCryptex = profile == 0xC0DE || profile == 0xC2DE
            }
            guard start + 4 <= end, let words = bytes.bigEndian16(at: start + 2), 4 + 4 * Int(words) <= remaining else {
                isOpaque = true
                return true
            }
            start += 4 + 4 * Int(words)
            remaining -= 4 + 4 * Int(words)
        }
        let whole = start + remaining <= end
        if first >> 29 & 1 != 0, whole {
            // The last byte counts the padding with itself; encrypting senders hide it.
            guard remaining > 0, let padding = bytes.byte(at: start + remaining - 1), padding > 0,
                Int(padding) <= remaining
            else {
                isOpaque = true
                payloadOffset = start
                payloadLength = remaining
                return true
            }
            remaining -= Int(padding)
        }
        payloadOffset = start
        payloadLength = remaining
        return true
    }
}

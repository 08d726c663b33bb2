/// The first bytes of a datagram, and what a packet that is read out of them later needs beside them.
///
/// 96 bytes hold an RTP header with its extension behind 64 bytes of something else.
struct DatagramHead: BitwiseCopyable, Sendable {
    static let byteLimit = 96

    /// In network byte order, eight to a word; 0 behind the captured bytes.
    private(set) var words = InlineArray<12, UInt64>(repeating: 0)
    let arrival: Int64
    let frame: UInt32
    let file: UInt16
    let ipLength: UInt16
    /// Payload bytes as sent, and of these the captured ones.
    let length: UInt16
    let captured: UInt16
    let dscp: UInt8
    /// Last captured byte: it counts padding.
    private let lastByte: UInt8

    init(_ datagram: Datagram, _ frame: FrameRef, in bytes: RawSpan, file: Int) {
        arrival = frame.arrival
        self.frame = frame.number
        self.file = UInt16(truncatingIfNeeded: file)
        ipLength = UInt16(clamping: datagram.ipLength)
        length = UInt16(clamping: datagram.payloadLength)
        captured = UInt16(clamping: datagram.capturedLength)
        dscp = datagram.dscp
        let start = datagram.payloadOffset
        lastByte = bytes.byte(at: start + datagram.capturedLength - 1) ?? 0
        let kept = min(datagram.capturedLength, Self.byteLimit, bytes.byteCount - start)
        guard start >= 0, kept > 0 else { return }
        for index in 0..<kept / 8 {
            // Safe: `kept` bytes from `start` on are there.
            words[index] = bytes.bigEndian64(uncheckedAt: start &+ 8 &* index)
        }
        for rest in kept / 8 * 8..<kept {
            words[kept / 8] |= UInt64(bytes.byte(at: start + rest) ?? 0) << (56 - 8 * UInt64(rest % 8))
        }
    }

    /// The byte at `offset`, 0 ..< `byteLimit`.
    func byte(_ offset: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: words[offset / 8] >> (56 - 8 * UInt64(offset % 8)))
    }

    /// The 16 bits at `offset`, 0 ... `byteLimit` - 2.
    func bigEndian16(_ offset: Int) -> UInt16 {
        UInt16(byte(offset)) << 8 | UInt16(byte(offset + 1))
    }

    /// The 32 bits at `offset`, 0 ... `byteLimit` - 4.
    func bigEndian32(_ offset: Int) -> UInt32 {
        UInt32(bigEndian16(offset)) << 16 | UInt32(bigEndian16(offset + 2))
    }

    /// The datagram again, as long as it was, 0 where its bytes were not kept.
    var bytes: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Int(captured))
        for offset in 0..<min(bytes.count, Self.byteLimit) { bytes[offset] = byte(offset) }
        if !bytes.isEmpty { bytes[bytes.count - 1] = lastByte }
        return bytes
    }
}

/// The application data inside a TURN message, as a place in a batch's bytes (RFC 8656).
///
///      ChannelData: | channel 0x4000-0x4FFF | length | data |
///      STUN:        | type | length | magic cookie | transaction id (12) | attributes: | type | length | value | ...
///      Multiplexed: | 0xFF10 | length | session id (8) | data |     as relays of Microsoft have it
public struct TURNMessage: BitwiseCopyable, Sendable {
    private static let magicCookie: UInt32 = 0x2112_A442
    private static let dataAttribute: UInt16 = 0x0013
    private static let multiplexed: UInt32 = 0xFF10
    /// More attributes than any indication has.
    private static let attributeLimit = 32

    public var wrapper: Wrapper
    /// First byte of the data, as an offset into the batch's bytes.
    public var offset: Int
    /// Bytes as sent; those behind the end of the capture are missing.
    public var length: Int

    /// Reads the message of a datagram's payload; `nil` where it carries no data or its lengths do not fit.
    ///
    /// - Parameters:
    ///   - capturedLength: Bytes from `offset` that are in `bytes`.
    ///   - length: Bytes from `offset` as sent.
    public init?(in bytes: RawSpan, at offset: Int, capturedLength: Int, length: Int) {
        guard capturedLength >= 4, let head = bytes.bigEndian32(at: offset) else { return nil }
        let size = Int(head & 0xFFFF)
        if head >> 28 == 4 {
            // Over UDP the data may be padded to four bytes; nothing else may follow.
            guard size > 0, 4 + size <= length, length - 4 - size < 4 else { return nil }
            self.init(wrapper: .turnChannel, offset: offset + 4, length: size)
            return
        }
        if head >> 16 == Self.multiplexed {
            guard size > 8, 4 + size <= length, length - 4 - size < 4 else { return nil }
            self.init(wrapper: .turnMultiplex, offset: offset + 12, length: size - 8)
            return
        }
        // Send (0x0016) and Data (0x0017) indications.
        guard head >> 16 == 0x0016 || head >> 16 == 0x0017, size % 4 == 0, 20 + size <= length,
            bytes.bigEndian32(at: offset + 4) == Self.magicCookie
        else { return nil }
        let end = offset + min(capturedLength, 20 + size)
        var attribute = offset + 20
        for _ in 0..<Self.attributeLimit {
            guard attribute + 4 <= end, let type = bytes.bigEndian16(at: attribute),
                let valueLength = bytes.bigEndian16(at: attribute + 2),
                attribute + 4 + Int(valueLength) <= offset + 20 + size
            else { return nil }
            if type == Self.dataAttribute {
                self.init(wrapper: .turnData, offset: attribute + 4, length: Int(valueLength))
                return
            }
            attribute += 4 + (Int(valueLength) + 3) & ~3
        }
        return nil
    }

    private init(wrapper: Wrapper, offset: Int, length: Int) {
        self.wrapper = wrapper
        self.offset = offset
        self.length = length
    }

    /// Whole length of the message that begins at `offset` of a TCP stream, padding included; `nil` where none does.
    static func lengthOnStream(_ bytes: RawSpan, at offset: Int) -> Int? {
        guard let head = bytes.bigEndian32(at: offset) else { return nil }
        let size = Int(head & 0xFFFF)
        if head >> 28 == 4 { return size == 0 ? nil : 4 + (size + 3) & ~3 }
        if head >> 16 == multiplexed { return size > 8 ? 4 + size : nil }
        guard head >> 30 == 0, size % 4 == 0, bytes.bigEndian32(at: offset + 4) == magicCookie else { return nil }
        return 20 + size
    }
}

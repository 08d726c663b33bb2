/// Writes the packets of one stream as Ogg, a packet a page (RFC 3533).
///
///     "OggS" | 0 | flags | position (64) | serial (32) | page (32) | checksum (32) | segments | their lengths | content
struct OggPages: Sendable {
    private let serial: UInt32
    private var number: UInt32 = 0

    init(serial: UInt32) {
        self.serial = serial
    }

    /// - Parameter position: Samples up to the end of the packet.
    mutating func page(_ packet: [UInt8], position: Int64) -> [UInt8] {
        // A page has 255 segments of 255 bytes; a payload of UDP has 65,507 bytes at most, and one of RTP never so many.
        let packet = packet.prefix(255 * 255 - 1)
        var page: [UInt8] = Array("OggS".utf8) + [0, number == 0 ? 2 : 0]
        page += Self.littleEndian(UInt64(bitPattern: position), 8) + Self.littleEndian(UInt64(serial), 4)
        page += Self.littleEndian(UInt64(number), 4) + [0, 0, 0, 0]
        let whole = packet.count / 255
        page += [UInt8(whole + 1)] + [UInt8](repeating: 255, count: whole) + [UInt8(packet.count % 255)]
        page += packet
        page.replaceSubrange(22..<26, with: Self.littleEndian(UInt64(Self.checksum(page)), 4))
        number += 1
        return page
    }

    /// Identification and comment of Opus (RFC 7845 §5).
    ///
    /// - Parameter channels: 1 or 2; a decoder makes as many, whatever the packets have.
    mutating func opusHeaders(channels: Int) -> [UInt8] {
        let head = Array("OpusHead".utf8) + [1, UInt8(channels), 0, 0] + Self.littleEndian(48_000, 4) + [0, 0, 0]
        return page(head, position: 0) + page(Array("OpusTags".utf8) + Self.comment, position: 0)
    }

    /// Header of 80 bytes and comment of Speex, a frame of 20 ms in a packet.
    mutating func speexHeaders(rateHz: Int) -> [UInt8] {
        let mode = rateHz >= 32_000 ? 2 : rateHz >= 16_000 ? 1 : 0
        let version = Array("1.2".utf8) + [UInt8](repeating: 0, count: 17)
        let fields = [1, 80, rateHz, mode, 4, 1, -1, rateHz / 50, 0, 1, 0, 0, 0]
        let head =
            Array("Speex   ".utf8) + version
            + fields.flatMap { Self.littleEndian(UInt64(UInt32(truncatingIfNeeded: $0)), 4) }
        return page(head, position: 0) + page(Self.comment, position: 0)
    }

    private static var comment: [UInt8] {
        let vendor = Array("iqos-scan".utf8)
        return littleEndian(UInt64(vendor.count), 4) + vendor + [0, 0, 0, 0]
    }

    /// CRC of polynomial 0x04C11DB7, highest bit first, from 0 (RFC 3533 §6).
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        bytes.reduce(0) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte) << 24) { value, _ in
                value << 1 ^ (value >> 31 != 0 ? 0x04C1_1DB7 : 0)
            }
        }
    }

    private static func littleEndian(_ value: UInt64, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
    }
}

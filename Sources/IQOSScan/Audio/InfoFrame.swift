/// The first frame of an MP3 file, which tells decoders how long the sound is: `Info`, and LAME's part behind it.
///
///     header, side information | Info | flags | frames | bytes | seek table (100) | quality | LAME (36)
///                                                   version (9) ... length of the music (4) | its CRC | CRC
struct InfoFrame {
    private static let framesOffset = 8
    private static let bytesOffset = 12
    private static let lameOffset = 120
    private static let lengthOffset = lameOffset + 28
    private static let musicCRCOffset = lameOffset + 32
    private static let tagCRCOffset = lameOffset + 34

    private(set) var bytes: [UInt8]
    /// Of the four letters.
    private let start: Int

    /// - Returns: `nil` where the frame has no such header, with all four fields.
    init?(_ bytes: [UInt8]) {
        let name = Array("Info".utf8)
        guard
            let start = bytes.indices.dropLast(Self.tagCRCOffset + 5).first(where: { bytes[$0...].starts(with: name) }),
            bytes[start + 7] & 0x0F == 0x0F
        else { return nil }
        self.bytes = bytes
        self.start = start
    }

    /// Counts frames that were put into the file beside the encoder.
    ///
    /// - Parameter musicCRC: Over everything behind this frame.
    mutating func add(frames: Int, bytes added: Int, musicCRC: UInt16) {
        add(frames, at: Self.framesOffset)
        add(added, at: Self.bytesOffset)
        add(added, at: Self.lengthOffset)
        put(UInt32(musicCRC), 2, at: Self.musicCRCOffset)
        let checked = bytes[..<(start + Self.tagCRCOffset)].reduce(UInt16(0)) { Self.crc($1, $0) }
        put(UInt32(checked), 2, at: Self.tagCRCOffset)
    }

    /// CRC-16 of the ARC kind, as LAME uses it.
    static func crc(_ byte: UInt8, _ crc: UInt16) -> UInt16 {
        crc >> 8 ^ table[Int((crc ^ UInt16(byte)) & 0xFF)]
    }

    private static let table: [UInt16] = (0..<256).map { index in
        (0..<8).reduce(UInt16(index)) { value, _ in value & 1 == 0 ? value >> 1 : value >> 1 ^ 0xA001 }
    }

    private mutating func add(_ value: Int, at offset: Int) {
        let old = (0..<4).reduce(0) { $0 << 8 | Int(bytes[start + offset + $1]) }
        put(UInt32(clamping: old + value), 4, at: offset)
    }

    private mutating func put(_ value: UInt32, _ count: Int, at offset: Int) {
        for index in 0..<count {
            bytes[start + offset + index] = UInt8(truncatingIfNeeded: value >> UInt32(8 * (count - 1 - index)))
        }
    }
}

/// How an input is compressed, told by its first bytes.
enum Compression: String, Sendable {
    case gzip
    case zstd

    /// Bytes that decide.
    static let sniffLength = 4

    init?(sniffing bytes: [UInt8]) {
        guard bytes.count >= 3 else { return nil }
        if bytes[0] == 0x1F, bytes[1] == 0x8B, bytes[2] == 8 {
            self = .gzip
        } else if bytes.count >= 4, bytes[1] == 0xB5, bytes[2] == 0x2F, bytes[3] == 0xFD, bytes[0] == 0x28 {
            self = .zstd
        } else if bytes.count >= 4, bytes[0] & 0xF0 == 0x50, bytes[1] == 0x2A, bytes[2] == 0x4D, bytes[3] == 0x18 {
            // A skippable frame may come first (RFC 8878 §3.1.2).
            self = .zstd
        } else {
            return nil
        }
    }
}

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

/// Unpacks a stream of members or frames of either kind.
enum Decoder {
    case gzip(GzipDecoder)
    case zstd(ZstdDecoder)

    init(_ compression: Compression) {
        switch compression {
        case .gzip: self = .gzip(GzipDecoder())
        case .zstd: self = .zstd(ZstdDecoder())
        }
    }

    /// What one step took and gave, bytes; both 0 where more input is needed.
    struct Step {
        var consumed: Int
        var produced: Int
    }

    /// Why the data cannot be unpacked further.
    struct Damage: Error {
        var what: String
    }

    func decode(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(Damage) -> Step {
        switch self {
        case .gzip(let decoder): try decoder.decode(input, into: output)
        case .zstd(let decoder): try decoder.decode(input, into: output)
        }
    }

    /// Bytes that it remembers of what it unpacked; what it has only set aside costs nothing yet.
    var usedMemory: Int {
        switch self {
        case .gzip: 0
        case .zstd(let decoder): decoder.usedMemory
        }
    }

    /// Whether the input may end here: one member or frame at least, and none half read.
    var isBetweenMembers: Bool {
        switch self {
        case .gzip(let decoder): decoder.isBetweenMembers
        case .zstd(let decoder): decoder.isBetweenMembers
        }
    }

    /// Whether what begins with `byte` is another member; anything else after the last one is padding.
    func beginsMember(_ byte: UInt8) -> Bool {
        switch self {
        case .gzip: byte == 0x1F
        case .zstd: byte == 0x28 || byte & 0xF0 == 0x50
        }
    }
}

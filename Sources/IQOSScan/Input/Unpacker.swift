/// Unpacks a stream of members or frames of either kind.
enum Unpacker {
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

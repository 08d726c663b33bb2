/// Why capture bytes could not be read, and at which byte of the (decompressed) file.
public struct FormatError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Reason: Sendable, Equatable {
        /// The first four bytes, in network byte order, are no magic number that we read.
        case unknownMagic(UInt32)
        /// A header or record needs more bytes than the file has left.
        case truncated(needed: Int, found: Int)
        /// A record claims a length that no record can have.
        case recordLength(Int)
        /// A pcapng block is malformed; the text says how.
        case block(String)
    }

    /// Offset into the decompressed file, bytes.
    public var offset: Int
    public var reason: Reason

    public init(offset: Int, reason: Reason) {
        self.offset = offset
        self.reason = reason
    }

    /// Whether the file merely ends too early.
    public var isTruncation: Bool {
        if case .truncated = reason { true } else { false }
    }

    public var description: String {
        switch reason {
        case .unknownMagic(let magic):
            "byte \(offset): 0x\(String(magic, radix: 16)) is not a pcap or pcapng magic number"
        case .truncated(let needed, let found):
            "byte \(offset): record needs \(needed) bytes, the file has \(found) left"
        case .recordLength(let length):
            "byte \(offset): record claims \(length) bytes, which no record has"
        case .block(let what):
            "byte \(offset): \(what)"
        }
    }
}

/// Walks the options of a pcapng block.
///
///     code 2 | length 2 | value, padded to 32 bits
struct PcapngOptions {
    struct Option {
        var code: UInt16
        /// First byte of the value.
        var offset: Int
        /// Bytes of the value, without padding; all of them in the block.
        var length: Int
    }

    private var at: Int
    private let end: Int
    private let bigEndian: Bool

    init(from start: Int, to end: Int, bigEndian: Bool) {
        at = start
        self.end = end
        self.bigEndian = bigEndian
    }

    /// - Returns: `nil` after the last option, with or without an end mark.
    /// - Throws: Where an option claims to be longer than its block.
    mutating func next(in bytes: RawSpan) throws(PcapngBlockError) -> Option? {
        guard at + 4 <= end,
            let code = bytes.integer16(at: at, bigEndian: bigEndian),
            let length = bytes.integer16(at: at + 2, bigEndian: bigEndian),
            code != PcapngBlock.Option.end
        else { return nil }
        guard at + 4 + Int(length) <= end else {
            throw PcapngBlockError("option \(code) of \(length) bytes is longer than its block")
        }
        let option = Option(code: code, offset: at + 4, length: Int(length))
        at += 4 + (Int(length) + 3) & ~3
        return option
    }
}

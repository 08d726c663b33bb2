/// A pcapng interface with what its frames need: link type, snap length and clock.
struct PcapngInterface: BitwiseCopyable, Sendable {
    var linkType: LinkType
    /// Bytes; 0 is unlimited.
    var snapLength: UInt32
    var clock: PcapngClock
    /// Number within the file, counted on through its sections.
    var number: UInt16
    /// isb_ifdrop of the last statistics block; `nil` where none told.
    var dropped: UInt64?

    /// Reads the interface description block at `offset`, `length` bytes long and checked to be there.
    ///
    ///     type 4 | length 4 | link type 2 | reserved 2 | snap length 4 | options | length 4
    init(
        _ bytes: RawSpan, at offset: Int, length: Int, bigEndian: Bool, number: UInt16
    ) throws(PcapngBlockError) {
        guard length >= 20 else { throw PcapngBlockError("interface description of \(length) bytes is too short") }
        linkType = LinkType(rawValue: bytes.integer16(at: offset + 8, bigEndian: bigEndian) ?? 0)
        snapLength = bytes.integer32(at: offset + 12, bigEndian: bigEndian) ?? 0
        self.number = number
        var resolution: UInt8 = 6
        var offsetSeconds: Int64 = 0
        var options = PcapngOptions(from: offset + 16, to: offset + length - 4, bigEndian: bigEndian)
        while let option = try options.next(in: bytes) {
            switch (option.code, option.length) {
            case (PcapngBlock.Option.timeResolution, 1...):
                resolution = bytes.byte(at: option.offset) ?? 6
            case (PcapngBlock.Option.timeOffset, 8...):
                offsetSeconds = Int64(
                    bitPattern: bytes.integer64(at: option.offset, bigEndian: bigEndian) ?? 0)
            default:
                break
            }
        }
        clock = PcapngClock(resolution: resolution, offsetSeconds: offsetSeconds)
    }
}

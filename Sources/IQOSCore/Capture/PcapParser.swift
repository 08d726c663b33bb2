/// Reads classic pcap bytes, in whatever pieces they come.
///
///     file    magic 4 | major 2 | minor 2 | time zone 4 | accuracy 4 | snap length 4 | link type 4
///     record  seconds 4 | micro- or nanoseconds 4 | captured length 4 | original length 4 | frame
///
/// Numbers are in the byte order of the machine that wrote them, which the magic tells.
public struct PcapParser: Sendable {
    static let microsecondMagic: UInt32 = 0xA1B2_C3D4
    static let nanosecondMagic: UInt32 = 0xA1B2_3C4D
    private static let fileHeaderLength = 24
    private static let recordHeaderLength = 16

    /// What the file header settles for every record.
    private struct FileHeader {
        var bigEndian: Bool
        /// 1 or 1000.
        var nanosecondsPerUnit: Int64
        var linkType: LinkType
        /// Longest captured length that is believed, bytes.
        var longestFrame: UInt32

        /// Four bytes read in network byte order, as the file means them.
        @inline(__always) func number(inUpperHalfOf word: UInt64) -> UInt32 {
            let value = UInt32(truncatingIfNeeded: word >> 32)
            return bigEndian ? value : value.byteSwapped
        }
    }

    private var header: FileHeader?
    /// Offset into the file of the next byte to parse.
    private var position = 0
    private var frameNumber: UInt32 = 0

    public init() {}

    /// Appends the frames that lie whole in `bytes` from `offset` on.
    ///
    /// - Parameters:
    ///   - offset: Where the bytes start that no earlier call consumed.
    ///   - atEnd: Nothing follows `bytes`: a partial record is an error, not the start of the next piece.
    ///   - limit: The call returns once `frames` holds so many.
    ///   - frames: Offsets in it count from the start of `bytes`. Holds the good frames also when the call throws.
    /// - Returns: Bytes consumed from `offset` on; what is left is a partial record, or more than `limit` allows.
    /// - Throws: `FormatError` where header or record cannot be believed or, at the end, is cut.
    /// - Complexity: O(frames); looks at record headers only.
    public mutating func parse(
        _ bytes: RawSpan, from offset: Int, atEnd: Bool, upTo limit: Int, into frames: inout [FrameRef]
    ) throws(FormatError) -> Int {
        var at = offset
        let fileOffset = position - offset
        if header == nil {
            guard bytes.byteCount - at >= Self.fileHeaderLength else {
                let found = bytes.byteCount - at
                guard atEnd else { return 0 }
                throw FormatError(
                    offset: fileOffset + at, reason: .truncated(needed: Self.fileHeaderLength, found: found))
            }
            header = try Self.fileHeader(bytes, at: at)
            at += Self.fileHeaderLength
        }
        guard let header else { return 0 }

        var number = frameNumber
        var needed = 0
        while frames.count < limit {
            guard at <= bytes.byteCount - Self.recordHeaderLength else {
                needed = Self.recordHeaderLength
                break
            }
            // Safe: the sixteen bytes of the record header were just found to be there.
            let time = bytes.bigEndian64(uncheckedAt: at)
            let lengths = bytes.bigEndian64(uncheckedAt: at + 8)
            let seconds = header.number(inUpperHalfOf: time)
            let fraction = header.number(inUpperHalfOf: time << 32)
            let captured = header.number(inUpperHalfOf: lengths)
            let original = header.number(inUpperHalfOf: lengths << 32)
            guard captured <= header.longestFrame else {
                throw FormatError(offset: fileOffset + at, reason: .recordLength(Int(captured)))
            }
            let frame = at + Self.recordHeaderLength
            let next = frame + Int(captured)
            guard next <= bytes.byteCount else {
                needed = next - at
                break
            }
            number &+= 1
            // 32-bit seconds end in 2106, below the limit of `arrival`.
            frames.append(
                FrameRef(
                    arrival: Int64(seconds) * 1_000_000_000 + Int64(fraction) * header.nanosecondsPerUnit,
                    offset: UInt32(truncatingIfNeeded: frame), capturedLength: captured, originalLength: original,
                    number: number, linkType: header.linkType, interface: 0))
            at = next
        }
        frameNumber = number
        position = fileOffset + at
        if atEnd, needed > 0, at < bytes.byteCount {
            throw FormatError(offset: position, reason: .truncated(needed: needed, found: bytes.byteCount - at))
        }
        return at - offset
    }

    private static func fileHeader(_ bytes: RawSpan, at offset: Int) throws(FormatError) -> FileHeader {
        guard let magic = bytes.bigEndian32(at: offset),
            let swappedSnapLength = bytes.bigEndian32(at: offset + 16),
            let swappedLinkType = bytes.bigEndian32(at: offset + 20)
        else { throw FormatError(offset: 0, reason: .truncated(needed: fileHeaderLength, found: bytes.byteCount)) }
        let bigEndian = magic == microsecondMagic || magic == nanosecondMagic
        let value = bigEndian ? magic : magic.byteSwapped
        guard value == microsecondMagic || value == nanosecondMagic else {
            throw FormatError(offset: 0, reason: .unknownMagic(magic))
        }
        let snapLength = bigEndian ? swappedSnapLength : swappedSnapLength.byteSwapped
        let linkType = bigEndian ? swappedLinkType : swappedLinkType.byteSwapped
        return FileHeader(
            bigEndian: bigEndian,
            nanosecondsPerUnit: value == nanosecondMagic ? 1 : 1000,
            // The upper half tells whether and how long a frame check sequence follows the frame.
            linkType: LinkType(rawValue: UInt16(truncatingIfNeeded: linkType)),
            // Writers exceed their own snap length (old kernels) or say 0, but not beyond what tcpdump takes at most.
            longestFrame: min(max(snapLength, usualSnapLength), largestFrame))
    }

    /// tcpdump's and Wireshark's own upper limit for most link types, bytes.
    static let usualSnapLength: UInt32 = 262_144
    /// Longest frame that is believed whatever a header claims, bytes.
    static let largestFrame: UInt32 = 64 << 20
}

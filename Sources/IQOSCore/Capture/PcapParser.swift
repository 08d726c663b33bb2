/// Reads classic pcap bytes, in whatever pieces they come.
///
///     file    magic 4 | major 2 | minor 2 | time zone 4 | accuracy 4 | snap length 4 | link type 4
///     record  seconds 4 | micro- or nanoseconds 4 | captured length 4 | original length 4 | frame
///
/// Numbers are in the byte order of the machine that wrote them, which the magic tells. Behind the last record of a file the
/// header of another may follow, as `cat` and `zcat` put captures together: its records are read on from there.
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
        var end = End.limit
        while let header {
            // Two loops, for the order of bytes need not be asked in each.
            if header.bigEndian {
                end = records(BigEndian.self, header, bytes, from: &at, upTo: limit, into: &frames)
            } else {
                end = records(LittleEndian.self, header, bytes, from: &at, upTo: limit, into: &frames)
            }
            guard case .partial(Self.fileHeaderLength) = end, bytes.byteCount - at >= Self.fileHeaderLength else {
                break
            }
            self.header = try Self.fileHeader(bytes, at: at)
            at += Self.fileHeaderLength
        }
        position = fileOffset + at
        switch end {
        case .unbelievable(let length): throw FormatError(offset: position, reason: .recordLength(length))
        case .partial(let needed) where atEnd && at < bytes.byteCount:
            throw FormatError(offset: position, reason: .truncated(needed: needed, found: bytes.byteCount - at))
        case .partial, .limit: return at - offset
        }
    }

    /// Why no more records were taken.
    private enum End {
        case limit
        /// The next record, or the header of another file, needs so many bytes.
        case partial(Int)
        /// The next record claims so many.
        case unbelievable(Int)
    }

    @inline(__always)
    private mutating func records<Order: ByteOrder>(
        _: Order.Type, _ header: FileHeader, _ bytes: RawSpan, from at: inout Int, upTo limit: Int,
        into frames: inout [FrameRef]
    ) -> End {
        let most = (bytes.byteCount - at) / Self.recordHeaderLength
        let endsAtLimit = limit - frames.count <= most
        let room = max(0, min(limit - frames.count, most))
        let (longest, unit, linkType) = (header.longestFrame, header.nanosecondsPerUnit, header.linkType)
        var place = at
        var number = frameNumber
        var end = End.limit
        frames.append(addingCapacity: room) { (found: inout OutputSpan<FrameRef>) in
            while found.freeCapacity > 0 {
                guard place <= bytes.byteCount - Self.recordHeaderLength else {
                    end = .partial(Self.recordHeaderLength)
                    return
                }
                // Safe: the sixteen bytes of the record header were just found to be there.
                let (seconds, fraction) = Order.numbers(bytes, uncheckedAt: place)
                let (captured, original) = Order.numbers(bytes, uncheckedAt: place + 8)
                if captured &- 1 >= longest {
                    // None captured may be; all zeros are no record, but the room that was laid out for some.
                    guard captured == 0, seconds | fraction | original != 0 else {
                        end = .unbelievable(Int(captured))
                        return
                    }
                }
                if captured == 0, Self.isFileHeader(seconds, fraction) {
                    end = .partial(Self.fileHeaderLength)
                    return
                }
                let frame = place + Self.recordHeaderLength
                let next = frame + Int(captured)
                guard next <= bytes.byteCount else {
                    end = .partial(next - place)
                    return
                }
                number &+= 1
                // 32-bit seconds end in 2106, below the limit of `arrival`.
                found.append(
                    FrameRef(
                        arrival: Int64(seconds) &* 1_000_000_000 &+ Int64(fraction) &* unit,
                        offset: UInt32(truncatingIfNeeded: frame), capturedLength: captured, originalLength: original,
                        number: number, linkType: linkType, interface: 0))
                place = next
            }
            if !endsAtLimit { end = .partial(Self.recordHeaderLength) }
        }
        at = place
        frameNumber = number
        return end
    }

    /// Whether the first two numbers of a record are those of a file, in either order of bytes: magic and version 2.4.
    @inline(never) private static func isFileHeader(_ first: UInt32, _ second: UInt32) -> Bool {
        let isSwapped = second & 0x00FF_00FF == 0
        let (magic, version) = isSwapped ? (first.byteSwapped, second.byteSwapped) : (first, second)
        return (magic == microsecondMagic || magic == nanosecondMagic)
            && (version == 0x0004_0002 || version == 0x0002_0004)
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

/// How a file writes its numbers.
private protocol ByteOrder {
    /// Two neighbouring 32-bit numbers.
    static func numbers(_ bytes: RawSpan, uncheckedAt offset: Int) -> (UInt32, UInt32)
}

private enum BigEndian: ByteOrder {
    @inline(__always) static func numbers(_ bytes: RawSpan, uncheckedAt offset: Int) -> (UInt32, UInt32) {
        let word = bytes.bigEndian64(uncheckedAt: offset)
        return (UInt32(truncatingIfNeeded: word >> 32), UInt32(truncatingIfNeeded: word))
    }
}

private enum LittleEndian: ByteOrder {
    @inline(__always) static func numbers(_ bytes: RawSpan, uncheckedAt offset: Int) -> (UInt32, UInt32) {
        let word = bytes.bigEndian64(uncheckedAt: offset).byteSwapped
        return (UInt32(truncatingIfNeeded: word), UInt32(truncatingIfNeeded: word >> 32))
    }
}

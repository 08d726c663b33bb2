/// Reads pcapng bytes, in whatever pieces they come (draft-ietf-opsawg-pcapng).
///
///     block   type 4 | length 4 | body, padded to 32 bits | length 4
///
/// Sections may differ in byte order and number their interfaces anew. A section's claimed length is not used:
/// the chain of blocks tells the same and is checked. Blocks that carry no frames are passed over.
public struct PcapngParser: Sendable {
    private var bigEndian = false
    private var interfaces = PcapngInterfaces()
    /// Offset into the file of the next byte to parse.
    private var position = 0
    private var frameNumber: UInt32 = 0

    /// Longest block that is believed, bytes: the largest frame and room for options.
    private static let largestBlock = Int(PcapParser.largestFrame) + 1 << 20

    public init() {}

    /// Frames that interfaces lost, where statistics blocks told so far; in the order of the interfaces.
    public var interfaceDrops: [InterfaceDrops] { interfaces.drops }

    /// Appends the frames that lie whole in `bytes` from `offset` on; parameters, result and errors as in `PcapParser`.
    ///
    /// - Complexity: O(blocks); looks at block headers only, and at the options of interfaces.
    public mutating func parse(
        _ bytes: RawSpan, from offset: Int, atEnd: Bool, upTo limit: Int, into frames: inout [FrameRef]
    ) throws(FormatError) -> Int {
        var at = offset
        let fileOffset = position - offset
        var needed = 0
        while frames.count < limit {
            guard let length = try blockLength(bytes, at: at, fileOffset: fileOffset) else {
                needed = 12
                break
            }
            guard bytes.byteCount - at >= length else {
                needed = length
                break
            }
            do throws(PcapngBlockError) {
                try read(bytes, at: at, length: length, into: &frames)
            } catch {
                throw FormatError(offset: fileOffset + at, reason: .block(error.what))
            }
            at += length
        }
        position = fileOffset + at
        if atEnd, needed > 0, at < bytes.byteCount || position == 0 {
            throw FormatError(offset: position, reason: .truncated(needed: needed, found: bytes.byteCount - at))
        }
        return at - offset
    }

    /// The length of the block at `offset`, whose first 12 bytes are looked at; a section header sets the byte order.
    ///
    /// - Returns: A multiple of 4 from 12 to `largestBlock`; `nil` where fewer than 12 bytes are there.
    private mutating func blockLength(
        _ bytes: RawSpan, at offset: Int, fileOffset: Int
    ) throws(FormatError) -> Int? {
        guard let type = bytes.bigEndian32(at: offset),
            let order = bytes.bigEndian32(at: offset + 8)
        else { return nil }
        if type == PcapngBlock.sectionHeader {
            switch order {
            case PcapngBlock.byteOrderMagic: bigEndian = true
            case PcapngBlock.byteOrderMagic.byteSwapped: bigEndian = false
            default:
                throw FormatError(
                    offset: fileOffset + offset,
                    reason: .block("section header has 0x\(String(order, radix: 16)) for its byte order"))
            }
        } else if fileOffset + offset == 0 {
            throw FormatError(offset: 0, reason: .unknownMagic(type))
        }
        guard let length = bytes.integer32(at: offset + 4, bigEndian: bigEndian) else { return nil }
        guard length >= 12, length & 3 == 0, length <= Self.largestBlock else {
            throw FormatError(offset: fileOffset + offset, reason: .recordLength(Int(length)))
        }
        return Int(length)
    }

    /// Reads the block at `offset`, all of whose `length` bytes are there.
    private mutating func read(
        _ bytes: RawSpan, at offset: Int, length: Int, into frames: inout [FrameRef]
    ) throws(PcapngBlockError) {
        guard let trailer = bytes.integer32(at: offset + length - 4, bigEndian: bigEndian), trailer == length else {
            throw PcapngBlockError("block does not end with its length of \(length) bytes")
        }
        switch bytes.integer32(at: offset, bigEndian: bigEndian) {
        case PcapngBlock.enhancedPacket:
            try readEnhancedPacket(bytes, at: offset, length: length, into: &frames)
        case PcapngBlock.simplePacket:
            try readSimplePacket(bytes, at: offset, length: length, into: &frames)
        case PcapngBlock.packet:
            try readPacket(bytes, at: offset, length: length, into: &frames)
        case PcapngBlock.interfaceDescription:
            try interfaces.add(bytes, at: offset, length: length, bigEndian: bigEndian)
        case PcapngBlock.interfaceStatistics:
            interfaces.readStatistics(bytes, at: offset, length: length, bigEndian: bigEndian)
        case PcapngBlock.sectionHeader:
            try beginSection(bytes, at: offset, length: length)
        default:
            break
        }
    }

    ///     type 4 | length 4 | byte order 4 | major 2 | minor 2 | section length 8 | options | length 4
    private mutating func beginSection(_ bytes: RawSpan, at offset: Int, length: Int) throws(PcapngBlockError) {
        guard length >= 28, let major = bytes.integer16(at: offset + 12, bigEndian: bigEndian) else {
            throw PcapngBlockError("section header of \(length) bytes is too short")
        }
        guard major == 1 else { throw PcapngBlockError("section is of pcapng version \(major), known is 1") }
        interfaces.beginSection()
    }

    ///     type 4 | length 4 | interface 4 | ticks, high 4 | low 4 | captured 4 | original 4 | frame | options | length 4
    private mutating func readEnhancedPacket(
        _ bytes: RawSpan, at offset: Int, length: Int, into frames: inout [FrameRef]
    ) throws(PcapngBlockError) {
        guard length >= 32,
            let interface = bytes.integer32(at: offset + 8, bigEndian: bigEndian),
            let ticks = ticks(bytes, at: offset + 12),
            let captured = bytes.integer32(at: offset + 20, bigEndian: bigEndian),
            let original = bytes.integer32(at: offset + 24, bigEndian: bigEndian),
            captured <= length - 32
        else { throw PcapngBlockError("enhanced packet block of \(length) bytes is too short for its frame") }
        try append(
            interface: interface, ticks: ticks, frame: offset + 28, captured: captured, original: original, to: &frames)
    }

    ///     type 4 | length 4 | interface 2 | drops 2 | ticks, high 4 | low 4 | captured 4 | original 4 | frame | …
    private mutating func readPacket(
        _ bytes: RawSpan, at offset: Int, length: Int, into frames: inout [FrameRef]
    ) throws(PcapngBlockError) {
        guard length >= 32,
            let interface = bytes.integer16(at: offset + 8, bigEndian: bigEndian),
            let ticks = ticks(bytes, at: offset + 12),
            let captured = bytes.integer32(at: offset + 20, bigEndian: bigEndian),
            let original = bytes.integer32(at: offset + 24, bigEndian: bigEndian),
            captured <= length - 32
        else { throw PcapngBlockError("packet block of \(length) bytes is too short for its frame") }
        try append(
            interface: UInt32(interface), ticks: ticks, frame: offset + 28, captured: captured, original: original,
            to: &frames)
    }

    /// Frames of the section's first interface, without a time; the snap length tells what is padding.
    ///
    ///     type 4 | length 4 | original 4 | frame | length 4
    private mutating func readSimplePacket(
        _ bytes: RawSpan, at offset: Int, length: Int, into frames: inout [FrameRef]
    ) throws(PcapngBlockError) {
        guard length >= 16, let original = bytes.integer32(at: offset + 8, bigEndian: bigEndian) else {
            throw PcapngBlockError("simple packet block of \(length) bytes is too short for its header")
        }
        let snapLength = interfaces.count == 0 ? 0 : interfaces[0].snapLength
        let captured = min(original, snapLength == 0 ? original : snapLength, UInt32(length - 16))
        try append(interface: 0, ticks: nil, frame: offset + 12, captured: captured, original: original, to: &frames)
    }

    @inline(__always)
    private mutating func append(
        interface: UInt32, ticks: UInt64?, frame: Int, captured: UInt32, original: UInt32,
        to frames: inout [FrameRef]
    ) throws(PcapngBlockError) {
        guard interface < interfaces.count else {
            throw PcapngBlockError("frame is of interface \(interface), the section has described \(interfaces.count)")
        }
        let description = interfaces[Int(interface)]
        var arrival = FrameRef.noArrival
        if let ticks { arrival = description.clock.arrival(ticks: ticks) }
        frameNumber &+= 1
        frames.append(
            FrameRef(
                arrival: arrival, offset: UInt32(truncatingIfNeeded: frame), capturedLength: captured,
                originalLength: original, number: frameNumber, linkType: description.linkType,
                interface: description.number))
    }

    /// A 64-bit count, written as two 32-bit halves, the high one first in either byte order.
    private func ticks(_ bytes: RawSpan, at offset: Int) -> UInt64? {
        guard let high = bytes.integer32(at: offset, bigEndian: bigEndian),
            let low = bytes.integer32(at: offset + 4, bigEndian: bigEndian)
        else { return nil }
        return UInt64(high) << 32 | UInt64(low)
    }
}

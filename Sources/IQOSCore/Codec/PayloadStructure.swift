/// Marks by which payloads show their codec where nothing announces it (metrics §20).
///
/// Each is a test of one payload that random bytes pass seldom: a table of contents that asks for just the bytes that
/// are there, a signature, a parity bit.
enum PayloadStructure: Int, CaseIterable, Sendable {
    case opus
    /// AMR and AMR-WB in the two packings of RFC 4867.
    case amrEfficient, amrOctets, wideEfficient, wideOctets
    case gsm, enhancedGSM, g723, g729, ilbc, speex, wideSpeex
    /// RFC 2198: blocks of one payload type, the older ones first.
    case redundant
    case h264, h265

    /// Samples of the codec's RTP clock that the payload stands for, 0 where it does not tell; of `redundant` those by
    /// which its newest copy is earlier; `nil` where it is none.
    func samples(_ bytes: RawSpan, _ range: Range<Int>) -> Int? {
        guard let head = bytes.byte(at: range.lowerBound), !range.isEmpty, range.upperBound <= bytes.byteCount else {
            return nil
        }
        switch self {
        case .opus: return Self.opus(bytes, range, head)
        case .amrEfficient: return Self.amr(bytes, range, isWide: false, isOctetAligned: false)
        case .amrOctets: return Self.amr(bytes, range, isWide: false, isOctetAligned: true)
        case .wideEfficient: return Self.amr(bytes, range, isWide: true, isOctetAligned: false)
        case .wideOctets: return Self.amr(bytes, range, isWide: true, isOctetAligned: true)
        case .gsm: return Self.signed(bytes, range, signature: 0xD, length: 33)
        case .enhancedGSM: return Self.signed(bytes, range, signature: 0xC, length: 31)
        case .g723: return Self.g723(bytes, range)
        case .g729: return Self.g729(bytes, range)
        case .ilbc: return Self.ilbc(bytes, range)
        case .speex: return Self.speex(bytes, range, isWide: false)
        case .wideSpeex: return Self.speex(bytes, range, isWide: true)
        case .redundant: return Self.redundant(bytes, range)
        case .h264: return Self.h264(bytes, range, head)
        case .h265: return Self.h265(bytes, range, head)
        }
    }

    /// Whether what most payloads tell agrees with the timestamps.
    ///
    /// - Parameters:
    ///   - count: As `samples` tells it.
    ///   - step: Usual timestamp step, clock-rate units; `nil` where there is none.
    func fits(samples count: Int, step: Int?) -> Bool {
        guard self == .redundant else { return count == 0 || count == step }
        // Copies are those of whole packets.
        return step.map { $0 > 0 && count > 0 && count % $0 == 0 } ?? false
    }

    /// The encoding name, its RTP clock in Hz, and the settings that fmtp would give.
    var format: (name: String, clockRateHz: Int32, parameters: String) {
        switch self {
        case .opus: ("opus", 48_000, "")
        case .amrEfficient: ("AMR", 8000, "")
        case .amrOctets: ("AMR", 8000, "octet-align=1")
        case .wideEfficient: ("AMR-WB", 16_000, "")
        case .wideOctets: ("AMR-WB", 16_000, "octet-align=1")
        case .gsm: ("GSM", 8000, "")
        case .enhancedGSM: ("GSM-EFR", 8000, "")
        case .g723: ("G723", 8000, "")
        case .g729: ("G729", 8000, "")
        case .ilbc: ("iLBC", 8000, "")
        case .speex: ("speex", 8000, "")
        case .wideSpeex: ("speex", 16_000, "")
        case .redundant: ("red", 0, "")
        case .h264: ("H264", 90_000, "")
        case .h265: ("H265", 90_000, "")
        }
    }

    /// What a payload that passes has, for a person who checks it.
    var mark: String {
        switch self {
        case .opus: "begin with a byte that tells Opus frames of just the time between timestamps"
        case .amrEfficient, .wideEfficient: "have just the bits that their table of contents asks for, without padding"
        case .amrOctets, .wideOctets: "have just the bytes that their table of contents asks for"
        case .gsm: "are frames of 33 bytes that begin with 0xD"
        case .enhancedGSM: "are frames of 31 bytes that begin with 0xC"
        case .g723: "have the length that the lowest two bits of each frame tell"
        case .g729: "are frames of 10 bytes whose pitch has the right parity bit"
        case .ilbc: "are frames of 38 bytes a 20 ms or 50 bytes a 30 ms whose last bit is 0"
        case .speex, .wideSpeex: "have just the bits that their modes ask for"
        case .redundant: "begin with headers of older blocks whose lengths fit into the payload"
        case .h264: "begin with the header of an H.264 unit or of a piece of one"
        case .h265: "begin with the header of an H.265 unit of the base layer"
        }
    }

    private static func opus(_ bytes: RawSpan, _ range: Range<Int>, _ head: UInt8) -> Int? {
        let count: Int
        switch head & 3 {
        case 0: count = 1
        // Two frames of one length.
        case 1 where range.count % 2 == 1: count = 2
        case 2 where range.count > 1: count = 2
        case 3 where range.count > 1: count = Int((bytes.byte(at: range.lowerBound + 1) ?? 0) & 63)
        default: return nil
        }
        let samples = count * CodedFrames.opusFrameSamples(Int(head >> 3))
        return count > 0 && samples <= 5760 && range.count <= 1275 * count + 7 ? samples : nil
    }

    private static func amr(_ bytes: RawSpan, _ range: Range<Int>, isWide: Bool, isOctetAligned: Bool) -> Int? {
        let types = isWide ? CodedFrames.amrWideBits : CodedFrames.amrBits
        var reader = BitReader(range)
        // The mode that is asked for, or 15 for none.
        guard let request = reader.read(4, of: bytes), request == 15 || request < types.count - 1 else { return nil }
        if isOctetAligned, reader.read(4, of: bytes) != 0 { return nil }
        var (frames, bits, follows) = (0, 0, true)
        while follows {
            guard let entry = reader.read(6, of: bytes), frames < 12 else { return nil }
            if isOctetAligned, reader.read(2, of: bytes) != 0 { return nil }
            follows = entry & 32 != 0
            let type = entry >> 1 & 15
            guard type < types.count || type == 15 else { return nil }
            let length = type < types.count ? types[type] : 0
            bits += isOctetAligned ? (length + 7) & ~7 : length
            frames += 1
        }
        // What fills the last byte is 0.
        let padding = reader.bitsLeft - bits
        guard bits > 0, (0..<8).contains(padding), reader.skip(bits), reader.read(padding, of: bytes) == 0 else {
            return nil
        }
        return frames * (isWide ? 320 : 160)
    }

    private static func signed(_ bytes: RawSpan, _ range: Range<Int>, signature: UInt8, length: Int) -> Int? {
        guard range.count % length == 0 else { return nil }
        for start in stride(from: range.lowerBound, to: range.upperBound, by: length)
        where bytes.byte(at: start).map({ $0 >> 4 }) != signature {
            return nil
        }
        return range.count / length * 160
    }

    private static func g723(_ bytes: RawSpan, _ range: Range<Int>) -> Int? {
        var (start, samples) = (range.lowerBound, 0)
        while start < range.upperBound {
            guard let head = bytes.byte(at: start), head & 3 < 3 else { return nil }
            start += [24, 20, 4][Int(head & 3)]
            samples += 240
        }
        return start == range.upperBound ? samples : nil
    }

    /// The parity bit covers the six highest bits of the first pitch delay (ITU-T G.729 §3.7.2, bits by table 8).
    private static func g729(_ bytes: RawSpan, _ range: Range<Int>) -> Int? {
        let frames = range.count / 10
        guard frames > 0, range.count % 10 == 0 || range.count % 10 == 2 else { return nil }
        for frame in 0..<frames {
            let start = range.lowerBound + 10 * frame
            guard let high = bytes.byte(at: start + 2), let low = bytes.byte(at: start + 3),
                (high & 0x3F).nonzeroBitCount & 1 != Int(low >> 5 & 1)
            else { return nil }
        }
        return 80 * (frames + (range.count % 10 == 2 ? 1 : 0))
    }

    /// The last bit of a frame says that it is empty, which none is that was sent (RFC 3951 §3.8).
    private static func ilbc(_ bytes: RawSpan, _ range: Range<Int>) -> Int? {
        let length = range.count % 38 == 0 ? 38 : 50
        guard range.count % length == 0 else { return nil }
        for end in stride(from: range.lowerBound + length, through: range.upperBound, by: length)
        where bytes.byte(at: end - 1).map({ $0 & 1 }) != 0 {
            return nil
        }
        return range.count / length * (length == 38 ? 160 : 240)
    }

    /// Frames without byte limits; the last byte is filled by a 0 and then ones (RFC 5574 §3.3).
    private static func speex(_ bytes: RawSpan, _ range: Range<Int>, isWide: Bool) -> Int? {
        var reader = BitReader(range)
        var frames = 0
        while frames < 12 {
            if frames > 0, reader.bitsLeft < 8 {
                let count = reader.bitsLeft
                let filling = count == 0 ? 0 : reader.read(count, of: bytes)
                return filling == (1 << count - 1) >> 1 ? frames * (isWide ? 320 : 160) : nil
            }
            guard let mode = reader.read(5, of: bytes), mode < CodedFrames.speexBits.count,
                reader.skip(CodedFrames.speexBits[mode] - 5)
            else { return nil }
            if isWide {
                guard let layer = reader.read(4, of: bytes), layer >= 8, layer - 8 < CodedFrames.wideSpeexBits.count,
                    reader.skip(CodedFrames.wideSpeexBits[layer - 8] - 4)
                else { return nil }
            }
            frames += 1
        }
        return nil
    }

    /// Blocks of one type, each later than the one before and of no more than the packet.
    ///
    /// - Returns: By how much earlier than the packet the newest copy is, clock-rate units.
    private static func redundant(_ bytes: RawSpan, _ range: Range<Int>) -> Int? {
        guard var blocks = RedundantPayload(bytes, range), blocks.copies > 0, !blocks.primary.isEmpty else {
            return nil
        }
        var offset = UInt32.max
        while let copy = blocks.nextCopy(in: bytes) {
            guard copy.payloadType == blocks.primaryType, copy.timestampOffset > 0, copy.timestampOffset < offset
            else { return nil }
            offset = copy.timestampOffset
        }
        return Int(offset)
    }

    /// RFC 6184 §5.2 to §5.8: single units, several in one packet, or pieces of one.
    private static func h264(_ bytes: RawSpan, _ range: Range<Int>, _ head: UInt8) -> Int? {
        guard head & 0x80 == 0, range.count > 1, let second = bytes.byte(at: range.lowerBound + 1) else { return nil }
        switch head & 31 {
        case 1, 5...9: return 0
        case 24:
            return range.count > 3 && (bytes.bigEndian16(at: range.lowerBound + 1) ?? .max) <= range.count - 3 ? 0 : nil
        case 28: return second & 0x20 == 0 && second >> 6 != 3 && [1, 5, 6, 7, 8].contains(second & 31) ? 0 : nil
        default: return nil
        }
    }

    /// RFC 7798 §1.1.4.
    private static func h265(_ bytes: RawSpan, _ range: Range<Int>, _ head: UInt8) -> Int? {
        guard range.count > 2, head & 0x81 == 0, let second = bytes.byte(at: range.lowerBound + 1),
            second & 0xF8 == 0, second & 7 != 0
        else { return nil }
        switch head >> 1 {
        case 0...9, 16...21, 32...40, 48, 49: return 0
        default: return nil
        }
    }
}

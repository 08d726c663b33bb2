/// Finding where frames begin in bytes of a connection that begin anywhere: behind a gap, or where a capture does.
///
/// Lengths have to lead from one frame to the next, and the packets in them have to be numbered as RTP is under one
/// SSRC: 32 bits and a number that chance does not give at any place of a page or a film.
extension StreamFraming {
    /// A place where frames begin.
    struct Boundary: BitwiseCopyable, Equatable {
        var framing: StreamFraming
        var offset: Int
    }

    /// Frames that are followed from one place.
    private static let chainLimit = 16
    /// Numbers between one packet and the next of its SSRC.
    private static let steps: ClosedRange<UInt16> = 1...50

    /// Whether packets are framed in it, and not only messages of signalling.
    var carriesPackets: Bool { self == .rfc4571 || self == .rtspInterleaved || self == .rtspInBase64 || self == .turn }

    /// The framing of which a segment begins with a message of signalling; `nil` for all others.
    static func message(startingWith bytes: RawSpan, at offset: Int, length: Int) -> StreamFraming? {
        guard let framing = StreamFraming(startingWith: bytes, at: offset, length: length),
            !framing.carriesPackets || framing == .rtspInterleaved && bytes.byte(at: offset) != 0x24
        else { return nil }
        return framing
    }

    /// The RTP header of the packet with which a segment begins; `nil` where there is none.
    func header(in bytes: RawSpan, at offset: Int, end: Int) -> RTPHeader? {
        let start = offset + (self == .rfc4571 ? 2 : 4)
        return RTPHeader(in: bytes, at: start, capturedLength: end - start, length: .max >> 1)
    }

    /// The first place from `start` on at which frames begin; `nil` where none shows.
    ///
    /// - Parameters:
    ///   - known: The framing of the connection; `nil` where that is not known.
    ///   - ssrcs: Sources that were seen on it.
    ///   - linked: Packets that have to follow on others; `nil` for as many as tell a place at which none is expected.
    /// - Complexity: O(bytes), for few places look like a frame at all.
    static func boundary(
        in bytes: RawSpan, from start: Int, known: StreamFraming?, ssrcs: [UInt32], linked: Int? = nil
    ) -> Boundary? {
        // Where a framing is known, two packets in a row tell as much as three of any.
        let needed = linked ?? (known == nil ? 2 : 1)
        let end = bytes.byteCount - 11
        var offset = start
        while offset < end {
            guard let place = firstPlace(from: offset, to: end, in: bytes) else { return nil }
            offset = place + 1
            guard let framing = framing(thatMayBeginAt: place, in: bytes), known == nil || known == framing else {
                continue
            }
            // Each packet of a source that is not known follows on another one.
            if framing.isChain(of: ssrcs.isEmpty ? needed + 1 : needed, in: bytes, from: place),
                framing.linkedPackets(in: bytes, from: place, ssrcs: ssrcs) >= needed
            {
                return Boundary(framing: framing, offset: place)
            }
        }
        return nil
    }

    /// The first place from `start` on that `framing(thatMayBeginAt:)` may have an answer for; `nil` where none is.
    ///
    /// - Parameter end: Eleven bytes from it on are there.
    @inline(__always) private static func firstPlace(from start: Int, to end: Int, in bytes: RawSpan) -> Int? {
        var offset = start
        while offset < end - 16 {
            // Safe: twenty bytes from here on are there.
            let (low, high) = places(in: bytes, uncheckedAt: offset)
            if low != 0 { return offset + low.trailingZeroBitCount / 8 }
            if high != 0 { return offset + 8 + high.trailingZeroBitCount / 8 }
            offset += 16
        }
        return offset < end ? offset : nil
    }

    /// Of sixteen places those at which a frame may begin, which three in a hundred are: a byte each, 0 where none may.
    ///
    /// - Parameter offset: Twenty bytes are there.
    @inline(__always)
    private static func places(in bytes: RawSpan, uncheckedAt offset: Int) -> (UInt64, UInt64) {
        let first = bytes.twoWords(uncheckedAt: offset)
        // 0 where a packet of version 2 may begin two or four bytes on.
        let behindTwo = bytes.twoWords(uncheckedAt: offset + 2) & all(0xC0) ^ all(0x80)
        let behindFour = bytes.twoWords(uncheckedAt: offset + 4) & all(0xC0) ^ all(0x80)
        let any =
            zeros(first & all(0xF8) | behindTwo) | zeros(first ^ all(0x24) | behindFour)
            | zeros(first & all(0xF0) ^ all(0x40) | behindFour)
            | zeros(bytes.twoWords(uncheckedAt: offset + 1) & all(0xFE) ^ all(0x16) | first)
        let words = any & all(0x80)
        return (words[0], words[1])
    }

    /// The top bit where a byte is 0, and now and then behind such a byte.
    ///
    /// On words: what is written with bytes the compiler puts together byte by byte.
    @inline(__always) private static func zeros(_ words: SIMD2<UInt64>) -> SIMD2<UInt64> {
        (words &- all(1)) & ~words
    }

    /// Sixteen times the same byte.
    @inline(__always) private static func all(_ byte: UInt64) -> SIMD2<UInt64> {
        SIMD2(repeating: byte &* 0x0101_0101_0101_0101)
    }

    /// Cheap, and wrong at one place in hundreds.
    ///
    /// - Parameter offset: Eight bytes are there.
    @inline(__always) private static func framing(thatMayBeginAt offset: Int, in bytes: RawSpan) -> StreamFraming? {
        // Safe: the caller leaves more than these four bytes.
        let head = bytes.bigEndian32(uncheckedAt: offset)
        // Nine places in ten end with the first byte: a length below 2048 or a type of STUN, `$`, a channel of TURN.
        let first = head >> 24
        guard first < 8 || first == 0x24 || first >> 4 == 4 else { return nil }
        if head >> 14 & 3 == 2, (12...2047).contains(head >> 16) { return .rfc4571 }
        let size = head & 0xFFFF
        if head >> 24 == 0x24, size >= 4, bytes.byte(at: offset + 4).map({ $0 >> 6 == 2 }) ?? false {
            return .rtspInterleaved
        }
        if head >> 28 == 4, size >= 12, bytes.byte(at: offset + 4).map({ $0 >> 6 == 2 }) ?? false { return .turn }
        if head >> 17 == 0x000B, bytes.bigEndian32(at: offset + 4) == 0x2112_A442 { return .turn }
        return nil
    }

    /// Whether lengths lead through so many frames, all of them complete; nearly every place that looked like one ends here.
    @inline(__always) private func isChain(of frames: Int, in bytes: RawSpan, from start: Int) -> Bool {
        var offset = start
        for _ in 0..<frames {
            guard offset < bytes.byteCount else { return false }
            switch unit(in: bytes, at: offset) {
            case .packet(_, _, _, let total), .other(let total): offset += total
            case .message(_, let length): offset += length
            case .incomplete, .invalid: return false
            }
        }
        return true
    }

    /// How many packets of a chain of frames follow on another of their SSRC, or are of a source that is known.
    ///
    /// - Returns: 0 where the chain breaks before the bytes end.
    private func linkedPackets(in bytes: RawSpan, from start: Int, ssrcs: [UInt32]) -> Int {
        var last: [(ssrc: UInt32, number: UInt16)] = []
        var (offset, linked) = (start, 0)
        for _ in 0..<Self.chainLimit {
            guard offset < bytes.byteCount else { return linked }
            switch unit(in: bytes, at: offset) {
            case .packet(_, let place, let length, let total):
                offset += total
                guard let header = RTPHeader(in: bytes, at: place, capturedLength: length, length: length) else {
                    continue
                }
                if let index = last.firstIndex(where: { $0.ssrc == header.ssrc }) {
                    if Self.steps.contains(header.sequenceNumber &- last[index].number) { linked += 1 }
                    last[index].number = header.sequenceNumber
                } else {
                    if ssrcs.contains(header.ssrc) { linked += 1 }
                    last.append((header.ssrc, header.sequenceNumber))
                }
            case .message(_, let length): offset += length
            case .other(let total): offset += total
            case .incomplete: return linked
            case .invalid: return 0
            }
        }
        return linked
    }
}

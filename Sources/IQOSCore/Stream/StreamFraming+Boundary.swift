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
    var carriesPackets: Bool { self == .rfc4571 || self == .rtspInterleaved || self == .turn }

    /// The framing of which a segment begins with a message of signalling; `nil` for all others.
    static func message(startingWith bytes: RawSpan, at offset: Int, length: Int) -> StreamFraming? {
        guard let framing = StreamFraming(startingWith: bytes, at: offset, length: length),
            !framing.carriesPackets || framing == .rtspInterleaved && bytes.byte(at: offset) != 0x24
        else { return nil }
        return framing
    }

    /// The first place from `start` on at which frames begin; `nil` where none shows.
    ///
    /// - Parameters:
    ///   - known: The framing of the connection; `nil` where that is not known.
    ///   - ssrcs: Sources that were seen on it.
    /// - Complexity: O(bytes), for few places look like a frame at all.
    static func boundary(in bytes: RawSpan, from start: Int, known: StreamFraming?, ssrcs: [UInt32]) -> Boundary? {
        // Where a framing is known, two packets in a row tell as much as three of any.
        let needed = known == nil ? 2 : 1
        for offset in start..<max(start, bytes.byteCount - 11) {
            guard let framing = framing(thatMayBeginAt: offset, in: bytes), known == nil || known == framing else {
                continue
            }
            if framing.linkedPackets(in: bytes, from: offset, ssrcs: ssrcs) >= needed {
                return Boundary(framing: framing, offset: offset)
            }
        }
        return nil
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

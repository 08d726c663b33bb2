/// At which offsets a flow's datagrams may carry RTP: counts for all of them at once, a bit an offset.
///
/// What `NumberedPackets` looks for is eight datagrams that may be RTP at one offset and have one SSRC there. Those are
/// counted apart by two bits of their SSRC, for of eight with one SSRC all are counted together: where no count comes
/// to eight nothing is to be found, and nothing need be looked at again. Random bytes get that far at one offset in
/// three thousand.
struct HeaderTally: BitwiseCopyable, Sendable {
    /// The bits of four counts for each offset: three of a number modulo eight, then whether it has come to eight.
    private var planes = InlineArray<16, UInt64>(repeating: 0)

    /// Offsets at which RTP may stand in eight datagrams: bit n for n + 1 bytes before it.
    var offsets: UInt64 { planes[3] | planes[7] | planes[11] | planes[15] }

    /// Counts a datagram.
    mutating func add(_ head: DatagramHead) {
        let candidates = head.rtpOffsets
        for kind in 0..<4 {
            let low = kind & 1 == 0 ? ~candidates.ssrcBit0 : candidates.ssrcBit0
            let high = kind & 2 == 0 ? ~candidates.ssrcBit1 : candidates.ssrcBit1
            var carry = candidates.possible & low & high
            for plane in 4 * kind..<4 * kind + 3 {
                let sum = planes[plane] ^ carry
                carry &= planes[plane]
                planes[plane] = sum
            }
            planes[4 * kind + 3] |= carry
        }
    }
}

extension DatagramHead {
    /// Where RTP may begin in a datagram, a bit an offset: bit n for n + 1 bytes before it.
    struct RTPOffsets: BitwiseCopyable {
        /// Version 2, no type of RTCP's, and the header fits.
        var possible: UInt64 = 0
        /// The two lowest bits of the byte where the SSRC would begin.
        var ssrcBit0: UInt64 = 0
        var ssrcBit1: UInt64 = 0
    }

    /// All offsets at which `NumberedPackets` may take the datagram for RTP; it asks for room for the CSRCs too.
    var rtpOffsets: RTPOffsets {
        var offsets = RTPOffsets()
        let last = min(Int(captured), Int(length)) - 12
        guard last >= 1 else { return offsets }
        // Eight offsets in a row, the lowest in the lowest byte; the SSRC's bytes of one group are the first of the next.
        var word = words[1].byteSwapped
        var first = words[0].byteSwapped >> 8 | word << 56
        for group in 0..<min(8, (last + 7) / 8) {
            let following = words[group + 2].byteSwapped
            let ssrc = word >> 8 | following << 56
            let second = first >> 8 | ssrc << 56
            let isVersion2 = first & ~(first << 1)
            let isReportType = second << 1 & ~(second << 2)
            let place = UInt64(8 * group)
            offsets.possible |= Self.highBits(isVersion2 & ~isReportType) << place
            offsets.ssrcBit0 |= Self.highBits(ssrc << 7) << place
            offsets.ssrcBit1 |= Self.highBits(ssrc << 6) << place
            (word, first) = (following, ssrc)
        }
        if last < 64 { offsets.possible &= 1 << UInt64(last) - 1 }
        return offsets
    }

    /// The highest bit of each byte, that of the lowest byte in bit 0.
    @inline(__always) private static func highBits(_ bytes: UInt64) -> UInt64 {
        // No two products meet in one bit, and those of the eight bits come to lie in order at the top.
        ((bytes >> 7 & 0x0101_0101_0101_0101) &* 0x0102_0408_1020_4080) >> 56
    }
}

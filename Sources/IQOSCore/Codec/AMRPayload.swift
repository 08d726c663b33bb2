extension CodedFrames {
    /// Speech bits of the frame types; 0 for those that carry none (RFC 4867 §4.3.1, table of contents).
    static let amrBits = [95, 103, 118, 134, 148, 159, 204, 244, 39]
    static let amrWideBits = [132, 177, 253, 285, 317, 365, 397, 461, 477, 40]

    /// AMR and AMR-WB in one of two packings (RFC 4867 §4.3, §4.4); frames come out as a file stores them (§5.3).
    ///
    /// A payload that does not fit the announced packing and fits the other is read as that: many announce neither.
    mutating func cutAMR(_ bytes: RawSpan, _ range: Range<Int>, isWide: Bool, isOctetAligned: Bool) {
        guard !unpackAMR(bytes, range, isWide: isWide, isOctetAligned: isOctetAligned) else { return }
        removeAll()
        guard !unpackAMR(bytes, range, isWide: isWide, isOctetAligned: !isOctetAligned) else { return }
        removeAll()
        isMalformed = true
    }

    /// Binary logarithm of the effective value that a description of noise tells, on the scale of 16 bits; `nil` for the first of a pause,
    /// which has no parameters (3GPP TS 26.101 §4.2.3, TS 26.201 §4.2.3).
    ///
    /// The energy is the last six bits of 35 in AMR (26.092 §5.2), steps of 1.5 dB; in AMR-WB six of the last seven,
    /// 1.15 dB, and that of the residual of linear prediction (26.192 §5.2). The bit behind them tells it from the first.
    private static func amrNoiseLevel(_ frame: [UInt8], isWide: Bool) -> Double? {
        guard frame.count == 6, frame[5] & 0x10 != 0 else { return nil }
        let tail = Int(frame[4]) << 8 | Int(frame[5])
        return isWide ? Double(tail >> 6 & 63) / 5.25 - 1 : Double(tail >> 5 & 63) / 4 - 1.5
    }

    /// - Returns: Whether the payload has just the bytes that its table of contents asks for.
    private mutating func unpackAMR(_ bytes: RawSpan, _ range: Range<Int>, isWide: Bool, isOctetAligned: Bool) -> Bool {
        let bitCounts = isWide ? Self.amrWideBits : Self.amrBits
        var reader = BitReader(range)
        // The mode request has four bits, filled up to a byte where bytes are kept whole.
        guard reader.skip(isOctetAligned ? 8 : 4) else { return false }
        var contents: [(type: Int, isGood: Bool)] = []
        var follows = true
        while follows {
            guard let entry = reader.read(6, of: bytes), contents.count < 64 else { return false }
            if isOctetAligned, reader.read(2, of: bytes) != 0 { return false }
            follows = entry & 32 != 0
            let type = entry >> 1 & 15
            guard type < bitCounts.count || type == 15 || type == 14 && isWide else { return false }
            contents.append((type, entry & 1 != 0))
        }
        for entry in contents {
            let bits = entry.type < bitCounts.count ? bitCounts[entry.type] : 0
            var frame = [UInt8(entry.type << 3 | (entry.isGood ? 4 : 0))]
            for start in stride(from: 0, to: bits, by: 8) {
                let count = min(8, bits - start)
                guard let value = reader.read(count, of: bytes) else { return false }
                frame.append(UInt8(value << (8 - count)))
            }
            if isOctetAligned, bits % 8 != 0, !reader.skip(8 - bits % 8) { return false }
            // The last type with bits describes the noise of a pause.
            let isSpeech = bits > 0 && entry.type < bitCounts.count - 1 && entry.isGood
            append(frame, samples: isWide ? 320 : 160, isSpeech: isSpeech)
            if entry.type == bitCounts.count - 1, entry.isGood, let level = Self.amrNoiseLevel(frame, isWide: isWide) {
                describeNoise(level: level)
            }
        }
        return reader.bitsLeft < 8
    }
}

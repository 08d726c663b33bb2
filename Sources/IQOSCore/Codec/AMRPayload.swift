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
        }
        return reader.bitsLeft < 8
    }
}

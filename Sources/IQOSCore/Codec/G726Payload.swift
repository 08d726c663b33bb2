extension CodedFrames {
    /// G.726: code words of 2 ... 5 bits, eight of which fill whole bytes (RFC 3551 §4.5.4).
    mutating func cutG726(_ bytes: RawSpan, _ range: Range<Int>, bits: Int) {
        let whole = range.count / bits * bits
        isMalformed = whole != range.count
        append(bytes, range.lowerBound..<range.lowerBound + whole, samples: whole * 8 / bits)
    }
}

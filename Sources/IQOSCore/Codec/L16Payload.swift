extension CodedFrames {
    /// L16: 16 bits a sample in network order, channels interleaved (RFC 3551 §4.5.11).
    mutating func cutL16(_ bytes: RawSpan, _ range: Range<Int>, channels: Int) {
        let whole = range.count / (2 * channels)
        isMalformed = range.count % (2 * channels) != 0
        append(bytes, range.lowerBound..<range.lowerBound + whole * 2 * channels, samples: whole)
    }
}

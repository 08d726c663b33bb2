extension CodedFrames {
    /// L24: 24 bits a sample in network order, channels interleaved (RFC 3190 §4).
    mutating func cutL24(_ bytes: RawSpan, _ range: Range<Int>, channels: Int) {
        let whole = range.count / (3 * channels)
        isMalformed = range.count % (3 * channels) != 0
        append(bytes, range.lowerBound..<range.lowerBound + whole * 3 * channels, samples: whole)
    }
}

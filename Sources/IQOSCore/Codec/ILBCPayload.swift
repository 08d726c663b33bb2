extension CodedFrames {
    /// iLBC: frames of 38 bytes and 20 ms, or of 50 bytes and 30 ms; a stream has one kind (RFC 3952 §4).
    ///
    /// - Parameter frameMs: As announced; without it, or where it does not fit, the payload's length tells.
    mutating func cutILBC(_ bytes: RawSpan, _ range: Range<Int>, frameMs: Int?) {
        let isLong = range.count % 38 == 0 ? frameMs == 30 && range.count % 50 == 0 : true
        let length = isLong ? 50 : 38
        var start = range.lowerBound
        while start + length <= range.upperBound {
            append(bytes, start..<start + length, samples: isLong ? 240 : 160)
            start += length
        }
        if start != range.upperBound { isMalformed = true }
    }
}

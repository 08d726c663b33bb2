extension CodedFrames {
    /// Opus: a payload is one packet of up to 120 ms (RFC 7587 §4.2), whose first byte tells how long it is.
    ///
    ///     +-------------+---+-----+
    ///     | config (5)  | s |  c  |
    ///     +-------------+---+-----+
    mutating func cutOpus(_ bytes: RawSpan, _ range: Range<Int>) {
        guard let first = bytes.byte(at: range.lowerBound) else { return }
        let count: Int
        switch first & 3 {
        case 0: count = 1
        case 1, 2: count = 2
        default: count = range.count > 1 ? Int((bytes.byte(at: range.lowerBound + 1) ?? 0) & 63) : 0
        }
        let samples = count * Self.opusFrameSamples(Int(first >> 3))
        // RFC 6716 §3.4, requirement 5: no more than 120 ms.
        guard count > 0, samples <= 5760 else {
            isMalformed = true
            return
        }
        append(bytes, range, samples: samples)
    }

    /// Samples of 48 kHz in a frame of a configuration (RFC 6716 table 2).
    static func opusFrameSamples(_ configuration: Int) -> Int {
        switch configuration {
        case 0..<12: [480, 960, 1920, 2880][configuration % 4]
        case 12..<16: [480, 960][configuration % 2]
        default: [120, 240, 480, 960][configuration % 4]
        }
    }
}

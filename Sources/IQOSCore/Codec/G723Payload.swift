extension CodedFrames {
    /// G.723.1: frames of 30 ms; the two lowest bits of the first byte tell the length (RFC 3551 §4.5.3).
    mutating func cutG723(_ bytes: RawSpan, _ range: Range<Int>) {
        var start = range.lowerBound
        while start < range.upperBound {
            let length: Int
            switch (bytes.byte(at: start) ?? 3) & 3 {
            case 0: length = 24
            case 1: length = 20
            case 2: length = 4
            // "Untransmitted" is never sent in RTP.
            default: length = .max
            }
            guard length <= range.upperBound - start else {
                isMalformed = true
                return
            }
            append(bytes, start..<start + length, samples: 240)
            start += length
        }
    }
}

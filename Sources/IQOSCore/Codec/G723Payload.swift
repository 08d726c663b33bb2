extension CodedFrames {
    /// G.723.1: frames of 30 ms; the two lowest bits of the first byte tell the length (RFC 3551 §4.5.3).
    ///
    /// Those of 4 bytes describe the noise of a pause, in which nothing is sent until the noise changes (annex A): their
    /// last 6 bits are its gain.
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
            append(bytes, start..<start + length, samples: 240, isSpeech: length > 4)
            if length == 4 { describeNoise(level: Self.g723NoiseLevel(Int((bytes.byte(at: start + 3) ?? 0) >> 2))) }
            start += length
        }
    }

    /// Binary logarithm of the gain by its index: steps of 2 to 32, of 4 to 96, and of 8 to 344 (G.723.1 annex A.4.3).
    ///
    /// It is that of the residual of linear prediction, on the scale of 16 bits.
    private static func g723NoiseLevel(_ index: Int) -> Double {
        let gain = index < 16 ? 2 * index : index < 32 ? 4 * (index - 8) : 8 * (index - 20)
        return gain == 0 ? -1 : Math.log(Double(gain)) / Math.log(2)
    }
}

extension CodedFrames {
    private static let g729FrameBytes = 10

    /// G.729 and annex A: frames of 10 bytes and 10 ms, behind them at most one of annex B's 2 bytes (RFC 3551 §4.5.6).
    ///
    /// That last one describes the noise of a pause: its last five of 15 bits are the gain (G.729 annex B.4.2).
    mutating func cutG729(_ bytes: RawSpan, _ range: Range<Int>) {
        var start = range.lowerBound
        while start + Self.g729FrameBytes <= range.upperBound {
            append(bytes, start..<start + Self.g729FrameBytes, samples: 80)
            start += Self.g729FrameBytes
        }
        switch range.upperBound - start {
        case 0: break
        case 2:
            append(bytes, start..<start + 2, samples: 80, isSpeech: false)
            describeNoise(level: Self.g729NoiseLevel(Int((bytes.byte(at: start + 1) ?? 0) >> 1 & 31)))
        default: isMalformed = true
        }
    }

    /// Binary logarithm of the gain by its index: in steps of 4 dB to 16 dB and of 2 dB from there to 66 dB, the lowest -12 dB.
    ///
    /// It is that of the residual of linear prediction, half of what it is for samples of 16 bits.
    private static func g729NoiseLevel(_ index: Int) -> Double {
        let decibels = index == 0 ? -12 : index < 6 ? 4 * Double(index) - 8 : 2 * Double(index) + 4
        // 6.02 dB to a factor of 2.
        return decibels / 6.0206 + 1
    }
}

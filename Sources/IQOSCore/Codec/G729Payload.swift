extension CodedFrames {
    private static let g729FrameBytes = 10

    /// G.729 and annex A: frames of 10 bytes and 10 ms, behind them at most one of annex B's 2 bytes (RFC 3551 §4.5.6).
    ///
    /// That last one describes the noise of a pause, which is silence here.
    mutating func cutG729(_ bytes: RawSpan, _ range: Range<Int>) {
        var start = range.lowerBound
        while start + Self.g729FrameBytes <= range.upperBound {
            append(bytes, start..<start + Self.g729FrameBytes, samples: 80)
            start += Self.g729FrameBytes
        }
        switch range.upperBound - start {
        case 0: break
        case 2: append(bytes, start..<start + 2, samples: 80, isSpeech: false)
        default: isMalformed = true
        }
    }
}

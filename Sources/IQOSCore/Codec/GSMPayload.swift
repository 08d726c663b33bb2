extension CodedFrames {
    private static let gsmFrameBytes = 33
    /// Two frames as Microsoft packs them, which is another codec.
    private static let gsmPairBytes = 65

    /// GSM full rate: frames of 33 bytes and 20 ms, each behind the signature 0xD (RFC 3551 §4.5.8).
    mutating func cutGSM(_ bytes: RawSpan, _ range: Range<Int>) {
        guard range.count % Self.gsmPairBytes != 0 || range.count % Self.gsmFrameBytes == 0 else {
            isMalformed = true
            return append(bytes, range, samples: range.count / Self.gsmPairBytes * 320, isSpeech: false)
        }
        var start = range.lowerBound
        while start + Self.gsmFrameBytes <= range.upperBound {
            let isSigned = (bytes.byte(at: start) ?? 0) >> 4 == 0xD
            if !isSigned { isMalformed = true }
            append(bytes, start..<start + Self.gsmFrameBytes, samples: 160, isSpeech: isSigned)
            start += Self.gsmFrameBytes
        }
        if start != range.upperBound { isMalformed = true }
    }
}

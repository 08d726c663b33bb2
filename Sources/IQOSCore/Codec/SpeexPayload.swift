extension CodedFrames {
    /// Bits of a frame by its mode, the head of 5 bits included, and of a layer of wideband, with its head of 4.
    static let speexBits = [5, 43, 119, 160, 220, 300, 364, 492, 79]
    static let wideSpeexBits = [4, 36, 112, 192, 352]
    /// As many are in a payload at most.
    private static let speexFrames = 64

    /// Speex: frames follow each other without byte limits (RFC 5574 §3.3).
    ///
    /// A decoder of libavcodec takes one frame at a time: of several each becomes a payload of its own. What has other
    /// than frames in it stays as it is.
    mutating func cutSpeex(_ bytes: RawSpan, _ range: Range<Int>) {
        guard let ends = Self.speexEnds(bytes, range), ends.count > 1 else { return append(bytes, range, samples: 0) }
        var reader = BitReader(range)
        var start = 0
        for end in ends {
            var frame: [UInt8] = []
            var rest = end - start
            start = end
            while rest > 0 {
                let count = min(8, rest)
                let value = reader.read(count, of: bytes) ?? 0
                // Behind the last bit a 0 and then ones, as a sender fills a byte.
                frame.append(UInt8(value << (8 - count) | (count < 8 ? (1 << (7 - count)) - 1 : 0)))
                rest -= count
            }
            append(frame, samples: 0, isSpeech: true)
        }
    }

    /// Where the frames of a payload end, bits from its beginning; `nil` where not all of it is frames.
    private static func speexEnds(_ bytes: RawSpan, _ range: Range<Int>) -> [Int]? {
        var reader = BitReader(range)
        let length = reader.bitsLeft
        var ends: [Int] = []
        while reader.bitsLeft >= 5, ends.count < speexFrames {
            guard let mode = reader.read(5, of: bytes) else { return nil }
            if mode == 15, !ends.isEmpty { return ends }
            guard mode < speexBits.count, reader.skip(speexBits[mode] - 5) else { return nil }
            var ahead = reader
            while ahead.read(1, of: bytes) == 1 {
                guard let layer = ahead.read(3, of: bytes), layer < wideSpeexBits.count,
                    ahead.skip(wideSpeexBits[layer] - 4)
                else { return nil }
                reader = ahead
            }
            ends.append(length - reader.bitsLeft)
        }
        return ends
    }
}

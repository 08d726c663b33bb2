extension CodedFrames {
    /// G.722: a byte is two samples of 16 kHz; the decoder keeps its state from packet to packet (RFC 3551 §4.5.2).
    mutating func cutG722(_ bytes: RawSpan, _ range: Range<Int>) {
        append(bytes, range, samples: 2 * range.count)
    }
}

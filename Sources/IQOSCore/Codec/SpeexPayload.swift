extension CodedFrames {
    /// Speex: frames follow each other without byte limits, so that only decoding tells where they are (RFC 5574 §3.3).
    mutating func cutSpeex(_ bytes: RawSpan, _ range: Range<Int>) {
        append(bytes, range, samples: 0)
    }
}

extension AudioCodec {
    /// How much later than its packet's first sample the decoded sound of a codec is, samples of the decoder's rate.
    ///
    /// What the codec's specification fixes for every sender and receiver: filters on both sides, the look-ahead of the
    /// encoder, a delay of the decoder. Timestamps name the first sample that went into the encoder with a frame
    /// (RFC 3550 §5.1), and nobody's account for the rest. A look-ahead that is the encoder's own choice is not in it: Opus
    /// tells it as pre-skip in Ogg (RFC 7845 §4.2) and not in RTP (RFC 7587), and senders of Opus and Speex may have
    /// taken it off before they send.
    ///
    /// - Returns: Samples, ≥ 0: sample n of the sound was taken that many before the n-th behind the timestamp.
    public func delay(sampleRateHz: Int) -> Int {
        switch self {
        // Both quadrature mirror filters have 24 taps (G.722 §3.1, §4.4): 11.5 samples each, less one of their pairing.
        case .g722: 22
        // A look-ahead of 5 ms (3GPP TS 26.090 §5.2.1, G.729 §2.1), of 7.5 ms (G.723.1 §2.2).
        case .amr(isWide: false, _), .g729: 40
        case .g723: 60
        // 5 ms of 12.8 kHz, and the filters to that rate and back: 25.9375 ms with the frame of 20 ms (3GPP TS 26.190).
        case .amr(isWide: true, _): 95
        // The decoder runs a subframe of 5 ms behind, in each band (`SPEEX_GET_LOOKAHEAD` of the decoder).
        case .speex: sampleRateHz / 200
        // No look-ahead: RFC 3951 has one only in the decoder's enhancer, which libavcodec does without.
        case .ilbc: 0
        case .g711, .l24, .l16, .l8, .dvi4, .g726, .gsm, .opus: 0
        }
    }
}

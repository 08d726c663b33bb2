/// What packets of one payload type of a stream are to the second pass.
struct StreamFormat: Sendable {
    var payloadType: UInt8
    /// RTP clock by which they were measured, Hz, > 0.
    var clockRateHz: Int32
    /// `nil` where they are no sound, or none that is decoded.
    var codec: AudioCodec?
    /// Samples a second that the decoder makes.
    var sampleRateHz: Int
    /// Their payloads are blocks of other types (RFC 2198).
    var isRedundant = false

    /// Samples of that rate by which decoding puts the sound off.
    var delay: Int { codec?.delay(sampleRateHz: sampleRateHz) ?? 0 }

    /// The law, where samples are looked up byte by byte at the track's own rate.
    func law(atRateHz rate: Int) -> G711? {
        guard case .g711(let law, channels: 1) = codec, sampleRateHz == rate else { return nil }
        return law
    }
}

extension EvidenceTrack {
    /// Places a packet that could not be decrypted: silence as long as the packet with sound before it.
    mutating func place(
        sealed timestamp: UInt32, arrival: Int64, anchor: (timestamp: UInt32, arrival: Int64), clockRateHz: Int32
    ) {
        _ = place(
            timestamp: timestamp, arrival: arrival, samples: 0, anchor: anchor, clockRateHz: clockRateHz, note: .sealed)
        guard !isCutOff else { return }
        lastLength = soundLength
        run.count = max(run.count, position + soundLength - run.position)
        silenceEnd = max(silenceEnd, position + soundLength)
    }
}

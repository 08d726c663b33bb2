/// Clocks of those who send, as their longest streams show them.
extension ScanSummary {
    /// An address and port that streams come from, whatever their SSRC: one machine with one clock.
    struct Sender: Hashable {
        var address: Address
        var port: UInt16

        init(_ flow: Flow) {
            (address, port) = (flow.source, flow.sourcePort)
        }
    }

    /// Drift of every sender's longest stream that tells one, parts in a million.
    var driftsOfSenders: [Sender: Double] {
        var longest: [Sender: (seconds: Double, ppm: Double)] = [:]
        for place in 0..<streamCount {
            let seconds = Double(members[place].end &- members[place].start) * 1e-9
            let sender = Sender(members[place].flow)
            guard seconds > longest[sender]?.seconds ?? 0, let ppm = self[place].timing.drift.ppm(overSeconds: seconds)
            else { continue }
            longest[sender] = (seconds, ppm)
        }
        return longest.mapValues(\.ppm)
    }
}

/// What a listener heard of a stream behind the simulated jitter buffer, on the capture clock (REPORT: call-ID.wav).
///
/// Packets come in order of sequence numbers. A gap with missing or late packets is concealed, any other is silence.
struct HeardTrack: Sendable {
    private(set) var track = SampleTrack()
    private var concealment: Concealment
    private var scratch: [Int16] = []
    /// Packets since the last played one were lost or late.
    private var hasLoss = false
    /// Sound after a silence of more than `EvidenceTrack.longestSilenceS` was left out.
    private(set) var isCutOff = false
    private let longestSilence: Int

    init(sampleRateHz: Int) {
        concealment = Concealment(sampleRateHz: sampleRateHz)
        longestSilence = EvidenceTrack.longestSilenceS * sampleRateHz
    }

    /// Notes packets that were lost or came too late.
    @inline(__always) mutating func miss() {
        hasLoss = true
    }

    /// Plays the next packet.
    ///
    /// - Parameters:
    ///   - position: Of its first sample, from the call's start.
    ///   - range: Its payload in `bytes`, all inside.
    mutating func play(
        at position: Int, _ bytes: RawSpan, _ range: Range<Int>, decodedBy table: [Int16], spool: inout SampleSpool
    ) {
        guard !isCutOff else { return }
        fill(upTo: position, spool: &spool)
        guard !isCutOff else { return }
        let covered = max(0, track.end - position)
        guard covered < range.count else { return }
        scratch.removeAll(keepingCapacity: true)
        for offset in range.dropFirst(covered) {
            guard let byte = bytes.byte(at: offset) else { break }
            scratch.append(table[Int(byte)])
        }
        concealment.recover(&scratch)
        track.append(scratch, spool: &spool)
        concealment.played(scratch[...])
    }

    /// Makes up for what is missing before a position, or leaves silence.
    private mutating func fill(upTo position: Int, spool: inout SampleSpool) {
        defer { hasLoss = false }
        let gap = position - track.end
        guard gap > 0 else { return }
        guard gap <= longestSilence else {
            isCutOff = true
            return
        }
        if hasLoss, !track.isEmpty {
            track.append(concealment.conceal(min(gap, concealment.longest)), spool: &spool)
        }
        if track.end < position {
            track.skip(to: position, spool: &spool)
            concealment.silence()
        }
    }

    mutating func finish(_ spool: inout SampleSpool) {
        track.flush(into: &spool)
    }
}

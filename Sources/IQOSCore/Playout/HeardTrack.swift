/// What a listener heard of a stream behind the simulated jitter buffer (REPORT: call-ID.wav).
///
/// Packets come in order of sequence numbers. A gap with missing or late packets is concealed, one with comfort noise
/// has that, any other is silence. Positions are samples of the sender's clock from the call's start; whoever writes
/// the file stretches them to the capture's clock.
struct HeardTrack: Sendable {
    /// Silence that is kept at most: a month. It takes no space, but a clock that was set would make years of it.
    static let longestSilenceS = 31 * 86_400
    /// Noise that is made after a comfort noise packet at most.
    static let longestNoiseS = 3600

    private(set) var track: SampleTrack
    /// Sound after a silence of more than `longestSilenceS` was left out.
    private(set) var isCutOff = false
    private let mode: ConcealmentMode
    private let sampleRateHz: Int
    private var concealment: Concealment
    /// Packets since the last played one that were lost, and that came too late.
    private var lost = 0
    private var late = 0
    private var restarts = false
    /// Samples of the last packet.
    private var lastLength = 0
    private var noise: (parameters: ComfortNoise, start: Int)?
    private var scratch: [Int16] = []

    init(sampleRateHz: Int, mode: ConcealmentMode) {
        concealment = Concealment(sampleRateHz: sampleRateHz)
        track = SampleTrack(keeping: concealment.historyLength)
        self.mode = mode
        self.sampleRateHz = sampleRateHz
    }

    /// Notes packets that never came.
    @inline(__always) mutating func miss(lost count: Int) {
        lost += count
    }

    /// Notes a packet that came too late.
    @inline(__always) mutating func missLate() {
        late += 1
    }

    /// Notes that the sender began anew.
    mutating func restart() {
        restarts = true
    }

    /// Plays the next packet.
    ///
    /// - Parameters:
    ///   - position: Of its first sample.
    ///   - range: Its payload in `bytes`.
    mutating func play(
        at position: Int, _ bytes: RawSpan, _ range: Range<Int>, decodedBy table: [Int16], spool: inout SampleSpool
    ) {
        if position != track.end || lost + late > 0 || restarts || noise != nil {
            fill(upTo: position, length: range.count, spool: &spool)
        }
        let covered = max(0, track.end - position)
        guard !isCutOff, covered < range.count else { return }
        let fresh = range.dropFirst(covered)
        lastLength = fresh.count
        guard concealment.isOpen else { return track.append(bytes, fresh, decodedBy: table, spool: &spool) }
        scratch.removeAll(keepingCapacity: true)
        for offset in fresh { scratch.append(table[Int(bytes.byte(at: offset) ?? 0)]) }
        concealment.recover(&scratch)
        track.append(scratch, spool: &spool)
    }

    /// Plays the next packet, whose samples are known.
    mutating func play(at position: Int, _ samples: [Int16], spool: inout SampleSpool) {
        if position != track.end || lost + late > 0 || restarts || noise != nil {
            fill(upTo: position, length: samples.count, spool: &spool)
        }
        let covered = max(0, track.end - position)
        guard !isCutOff, covered < samples.count else { return }
        lastLength = samples.count - covered
        guard concealment.isOpen else { return track.append(samples[covered...], spool: &spool) }
        scratch = Array(samples[covered...])
        concealment.recover(&scratch)
        track.append(scratch, spool: &spool)
    }

    /// Begins noise that lasts until the next packet.
    mutating func begin(_ parameters: ComfortNoise, at position: Int, spool: inout SampleSpool) {
        fillNoise(upTo: position, spool: &spool)
        noise = (parameters, max(position, track.end))
    }

    /// Ends the track; noise that is open lasts until `position`.
    mutating func finish(at position: Int?, _ spool: inout SampleSpool) {
        if let position { fillNoise(upTo: position, spool: &spool) }
        track.finish(&spool)
        scratch = []
    }

    /// Makes up for what is missing before a position, or leaves silence.
    private mutating func fill(upTo position: Int, length: Int, spool: inout SampleSpool) {
        let gap = position - track.end
        guard gap <= Self.longestSilenceS * sampleRateHz else {
            isCutOff = true
            return
        }
        let conceals = gap > 0 && lost + late > 0 && noise == nil && !track.isEmpty && mode != .silence
        note(gap: gap, isConcealed: conceals, spool: &spool)
        fillNoise(upTo: position, spool: &spool)
        if conceals { conceal(min(gap, concealment.longest), spool: &spool) }
        if !conceals || mode != .plc { concealment.abandon() }
        track.skip(to: position, spool: &spool)
    }

    private mutating func note(gap: Int, isConcealed: Bool, spool: inout SampleSpool) {
        if lost + late > 0 || restarts {
            var mark = TrackMark(position: track.end, count: max(0, gap))
            mark.lost = lost
            mark.late = late
            mark.isConcealed = isConcealed
            mark.isRestart = restarts
            track.note(mark, spool: &spool)
        }
        (lost, late, restarts) = (0, 0, false)
    }

    private mutating func conceal(_ count: Int, spool: inout SampleSpool) {
        switch mode {
        case .plc:
            track.replaceTail(by: concealment.begin(after: track.tail(concealment.historyLength)))
            track.append(concealment.conceal(count).map { Int16(clamping: Int($0.rounded())) }, spool: &spool)
        case .repeat:
            let last = track.tail(min(max(1, lastLength), concealment.historyLength))
            track.append((0..<count).map { Int16(last[$0 % last.count]) }, spool: &spool)
        case .noise:
            let last = track.tail(sampleRateHz / 50)
            let level = (last.reduce(0) { $0 + Double($1 * $1) } / Double(last.count)).squareRoot()
            var source = NoiseSource(seed: UInt64(truncatingIfNeeded: track.end))
            track.append(
                (0..<count).map { _ in Int16(clamping: Int((source.next() * level).rounded())) }, spool: &spool)
        case .silence: break
        }
    }

    private mutating func fillNoise(upTo position: Int, spool: inout SampleSpool) {
        guard let open = noise else { return }
        noise = nil
        track.skip(to: min(open.start, position), spool: &spool)
        let count = min(position - track.end, Self.longestNoiseS * sampleRateHz)
        guard count > 0 else { return }
        track.note(TrackMark(position: track.end, count: count, note: .comfortNoise), spool: &spool)
        track.append(open.parameters, count: count, spool: &spool)
    }
}

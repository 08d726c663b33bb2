/// Where a stream's packets lie on the sender's RTP clock: what `stream-ID.wav` shows (REPORT).
///
/// Packets come in order of sequence numbers. A segment, a timestamp that runs back, or one that would make more than
/// an hour of silence is placed by its arrival. Jumps that would do so together only add up to that hour.
struct EvidenceTrack: Sendable {
    /// Silence that a timestamp may make beyond what the wall clock has, seconds.
    static let longestSilenceS = 3600

    private let sampleRateHz: Int
    /// Capture time of sample 0, ns since 1970 UTC; 0 before the first packet.
    private(set) var start: Int64 = 0
    private(set) var track: SampleTrack
    /// Packets that lie over earlier sound, in whole or in part.
    private(set) var overlapped = 0
    /// Timestamps that could not be followed, because they ran back or far ahead: placed by arrival.
    private(set) var timestampJumps = 0
    /// Sound after a silence of more than `HeardTrack.longestSilenceS` by the wall clock was left out.
    private(set) var isCutOff = false
    private var previousTimestamp: UInt32 = 0
    private var previousArrival: Int64 = 0
    private var previousClockRateHz: Int32 = 0
    /// Samples of the packet before, and what it and the missing ones behind it fill.
    private var lastLength = 0
    /// By how much the packet before lies earlier than its timestamp, for its codec's delay.
    private var lastDelay = 0
    private var position = 0
    private var isAnchored = false
    private var hasStart = false
    /// Packets before the next one that never came.
    private var missing = 0
    /// The run of packets of which one thing is to be said.
    private var run = TrackMark(position: 0, count: 0)
    private var anchors = TrackAnchors()

    init(sampleRateHz: Int) {
        self.sampleRateHz = sampleRateHz
        track = SampleTrack(digits: InbandDigits(sampleRateHz: sampleRateHz))
    }

    /// Notes a segment cut: the next packet is placed by its arrival.
    mutating func cut() {
        isAnchored = false
    }

    /// Notes packets that never came.
    mutating func miss(_ count: Int) {
        missing += count
    }

    /// Where the next packet in sequence order goes, and how many of its samples lie over earlier sound.
    ///
    /// - Parameters:
    ///   - samples: Samples the packet has.
    ///   - anchor: First packet of the segment to arrive, by which the segment is placed.
    ///   - clockRateHz: Of the timestamps, > 0.
    ///   - note: What is to be said of it.
    ///   - delay: Samples that decoding puts its sound off (`AudioCodec.delay`).
    ///   - repeated: Samples at its beginning that an earlier packet has as well.
    /// - Returns: Samples to leave out at its beginning; `nil` where all of it is left out.
    mutating func place(
        timestamp: UInt32, arrival: Int64, samples: Int, anchor: (timestamp: UInt32, arrival: Int64),
        clockRateHz: Int32, note: TrackMark.Note, delay: Int = 0, repeated: Int = 0
    ) -> Int? {
        guard !isCutOff else { return nil }
        let longest = Self.longestSilenceS * sampleRateHz
        let later = lastDelay - delay
        let step = step(to: timestamp, arrival: arrival, clockRateHz) + (isAnchored ? later : 0)
        lastDelay = delay
        var isRestart = false
        if !isAnchored {
            isRestart = hasStart
            placeSegment(
                ahead: self.samples(anchor.timestamp &- timestamp, clockRateHz) + delay, arrival: anchor.arrival)
        } else if step < -sampleRateHz || position + step - track.end > longest && !isReal(step, arrival) {
            position = samplePosition(arrival) - delay
            timestampJumps += 1
            isRestart = true
        } else if step > sampleRateHz, position + step - samplePosition(arrival) > longest {
            // Jumps below the limit add up: behind an hour of them no sound moves any more.
            position = max(track.end, samplePosition(arrival) - delay)
            timestampJumps += 1
            isRestart = true
        } else {
            isRestart = isJump(step, arrival)
            position += step
        }
        isAnchored = true
        (previousTimestamp, previousArrival, previousClockRateHz) = (timestamp, arrival, clockRateHz)
        guard position - track.end <= HeardTrack.longestSilenceS * sampleRateHz else {
            isCutOff = true
            return nil
        }
        if run.note != note || run.note != .none && (isRestart || missing > 0) { endRun(beginning: note) }
        if missing > 0 || isRestart { mark(isRestart: isRestart, samples: max(lastLength, samples)) }
        lastLength = samples
        if note != .none { extendRun(samples) }
        if position != track.end || anchors.isEmpty {
            anchors.note(position, at: arrival, sampleRateHz: sampleRateHz)
            track.skip(to: position)
        }
        let covered = track.end - position
        // Where a codec of more delay begins, its first samples are its filters filling up.
        if covered > max(0, -later) + repeated, samples > 0 { overlapped += 1 }
        return covered < samples ? covered : nil
    }

    /// Appends samples of the packet that was placed last.
    mutating func append(_ samples: Span<Int16>) {
        track.append(samples)
    }

    mutating func finish() {
        endRun(beginning: .none)
        track.finish()
    }

    /// Hands over the sound that is ready.
    mutating func takeReady() -> [SoundPiece] { track.takeReady() }

    /// Where a moment of the capture is in the track, ns since 1970 UTC; 0 before its first sample.
    func position(of time: Int64) -> Int {
        max(0, min(track.end, anchors.position(of: time, sampleRateHz: sampleRateHz)))
    }

    /// - Parameter ahead: Samples by which the packet that came at `arrival` lies behind the segment's first.
    private mutating func placeSegment(ahead: Int, arrival: Int64) {
        if !hasStart {
            hasStart = true
            start = arrival &- Int64(ahead) * 1_000_000_000 / Int64(sampleRateHz)
            position = 0
        } else {
            position = samplePosition(arrival) - ahead
        }
    }

    /// Samples in a difference of timestamps; G.722 has two to a tick.
    @inline(__always) private func samples(_ ticks: UInt32, _ clockRateHz: Int32) -> Int {
        let ticks = Int(Int32(bitPattern: ticks))
        return Int(clockRateHz) == sampleRateHz ? ticks : ticks * sampleRateHz / Int(clockRateHz)
    }

    /// Whether the wall clock has the silence that a step of the timestamp makes, to a second and 1 %.
    private func isReal(_ step: Int, _ arrival: Int64) -> Bool {
        abs(position + step - samplePosition(arrival)) <= sampleRateHz + step / 100
    }

    /// Samples from the packet before to one with that timestamp.
    ///
    /// Where the clock of the timestamps changes between them, senders count in the one before or in the new one
    /// (RFC 7160): what fits the packets that were sent in between is taken, or the time that went by if much did.
    private func step(to timestamp: UInt32, arrival: Int64, _ clockRateHz: Int32) -> Int {
        let ticks = timestamp &- previousTimestamp
        let step = samples(ticks, clockRateHz)
        guard isAnchored, clockRateHz != previousClockRateHz, previousClockRateHz > 0 else { return step }
        let other = samples(ticks, previousClockRateHz)
        let elapsed = samplePosition(arrival) - samplePosition(previousArrival)
        let expected = abs(step - other) > sampleRateHz / 4 ? elapsed : lastLength * (1 + missing)
        return abs(step - expected) < abs(other - expected) ? step : other
    }

    /// Whether a timestamp leads elsewhere than packets and wall clock do, by more than the network may delay.
    private func isJump(_ step: Int, _ arrival: Int64) -> Bool {
        let limit = sampleRateHz / 2 + abs(step) / 100
        guard abs(step - lastLength * (1 + missing)) > limit else { return false }
        return abs(step - (samplePosition(arrival) - samplePosition(previousArrival))) > limit
    }

    /// - Parameter samples: Of a packet.
    private mutating func mark(isRestart: Bool, samples: Int) {
        let span = TrackMark.span(ofGap: position - track.end, packets: isRestart ? 0 : missing, samples: samples)
        var mark = TrackMark(position: track.end, count: span)
        mark.lost = missing
        mark.isRestart = isRestart
        track.note(mark)
        missing = 0
    }

    /// Notes that packets of another type begin with the one that was placed last.
    mutating func noteType(_ type: UInt8) {
        track.note(TrackMark(position: max(0, position), count: 0, note: .payloadType, value: Int(type)))
    }

    private mutating func extendRun(_ samples: Int) {
        if run.value == 0 { run.position = max(0, position) }
        run.value += 1
        run.count = max(run.count, position + samples - run.position)
    }

    private mutating func endRun(beginning note: TrackMark.Note) {
        if run.value > 0 { track.note(run) }
        run = TrackMark(position: 0, count: 0, note: note)
    }

    private func samplePosition(_ arrival: Int64) -> Int {
        Int((Double(arrival &- start) * 1e-9 * Double(sampleRateHz)).rounded())
    }
}

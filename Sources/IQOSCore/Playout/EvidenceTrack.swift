/// Where a stream's packets lie on the sender's RTP clock: what `stream-ID.wav` shows (REPORT).
///
/// Packets come in order of sequence numbers. A segment, and a timestamp that the wall clock contradicts, are placed
/// by arrival; the latter behind the sound before it, so that a jump hides no sound, whether the timestamps come back
/// from it or not. What no jump is to be told from, the wall clock may lack for an hour in all.
///
/// Of two packets that lie over each other the first has the place. One that lies behind the newest sound has what is free
/// there, and sound behind a free place waits for it.
struct EvidenceTrack: Sendable {
    /// Silence that a timestamp may make beyond what the wall clock has, seconds.
    static let longestSilenceS = 3600
    /// How far one step of the timestamps may lead ahead of the wall clock, seconds: more than a queue that empties, whose
    /// packets come late at first.
    private static let longestLeadS = 30
    /// Where packets come as they were sent, to so many ms, no queue empties.
    private static let steadyMs = 200

    let sampleRateHz: Int
    /// Capture time of sample 0, ns since 1970 UTC; 0 before the first packet.
    var start: Int64 = 0
    /// The sound that no other will come before.
    var track: SampleTrack
    /// One past the newest sample.
    var end = 0
    var waiting = WaitingSound()
    /// The first position that may still be filled.
    var openFrom = Int.min
    /// Sound is in the track: none will come before sample 0 any more.
    var isSettled = false
    /// What of the packet that was placed last has a free place and has to wait there; empty where it goes on.
    var free: [Range<Int>] = []
    /// Packets are missing before the one that was placed last, and nothing else is between.
    var isBehindLoss = false
    /// Packets that lie over earlier sound, in whole or in part.
    var overlapped = 0
    /// Timestamps that could not be followed, because the wall clock contradicts them: placed by arrival.
    private(set) var timestampJumps = 0
    /// Sound after a silence of more than `HeardTrack.longestSilenceS` by the wall clock was left out.
    private(set) var isCutOff = false
    private var previousTimestamp: UInt32 = 0
    var previousArrival: Int64 = 0
    private var previousClockRateHz: Int32 = 0
    /// Samples of the packet before, and what it and the missing ones behind it fill.
    var lastLength = 0
    /// Samples of the last packet that had some, and where what was placed behind it without any ends.
    private(set) var soundLength = 0
    var silenceEnd = 0
    /// By how much the packet before lies earlier than its timestamp, for its codec's delay.
    var lastDelay = 0
    var position = 0
    private var isAnchored = false
    private var hasStart = false
    /// Packets before the next one that never came.
    private var missing = 0
    /// How many of them came before an event began, `nil` where none has, and how many in it: those have their label.
    private var missingBeforeEvent: Int?
    private var missingInEvent = 0
    /// The run of packets of which one thing is to be said.
    var run = TrackMark(position: 0, count: 0)
    var anchors = TrackAnchors()

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

    /// Notes a packet of an event, which is silent: what is missing behind it does not lie before it.
    mutating func passEvent(_ arrival: Int64) {
        if let before = missingBeforeEvent, hasStart {
            let lost = missing - before - missingInEvent
            note(lost: lost, endingAt: position + elapsed(to: arrival), samples: lastLength, behind: end)
            missingInEvent += lost
        } else {
            missingBeforeEvent = missing
        }
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
        let later = lastDelay - delay
        let (ticks, isElsewhere) = step(to: timestamp, arrival: arrival, clockRateHz)
        let step = ticks + (isAnchored ? later : 0)
        lastDelay = delay
        var isRestart = false
        if !isAnchored {
            isRestart = hasStart
            placeSegment(
                ahead: self.samples(anchor.timestamp &- timestamp, clockRateHz) + delay, arrival: anchor.arrival)
        } else if isContradicted(step, arrival) {
            position = max(end, samplePosition(arrival) - delay)
            timestampJumps += 1
            isRestart = true
        } else {
            isRestart = isElsewhere || isJump(step, arrival)
            position += step
        }
        isAnchored = true
        (previousTimestamp, previousArrival, previousClockRateHz) = (timestamp, arrival, clockRateHz)
        guard position - end <= HeardTrack.longestSilenceS * sampleRateHz else {
            isCutOff = true
            return nil
        }
        if position != end || anchors.isEmpty { anchors.note(position, at: arrival, sampleRateHz: sampleRateHz) }
        let before = end
        // Where a codec of more delay begins, its first samples are its filters filling up.
        let skipped = find(samples, sharing: max(0, -later) + repeated)
        let note = skipped == nil && samples > 0 && note == .none ? .overlapped : note
        if run.note != note || run.note != .none && (isRestart || missing > 0) { endRun(beginning: note) }
        isBehindLoss = missing > 0 && !isRestart && missingBeforeEvent == nil
        if missing > 0 || isRestart { mark(isRestart: isRestart, samples: max(lastLength, samples), behind: before) }
        (missingBeforeEvent, missingInEvent) = (nil, 0)
        lastLength = samples
        if samples > 0 { soundLength = samples }
        if note != .none { extendRun(samples) }
        return skipped
    }

    /// Appends samples of the packet that was placed last.
    mutating func append(_ samples: Span<Int16>) {
        track.append(samples)
    }

    mutating func finish() {
        endRun(beginning: .none)
        track.skip(to: end)
        if !track.isEmpty, silenceEnd > track.end {
            // Only what is written makes a file longer.
            track.skip(to: silenceEnd - 1)
            let last: [Int16] = [0]
            track.append(last.span)
        }
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
    /// Where the clock of the timestamps changes between them, senders count in the one before or in the new one, and what
    /// is lost there in either (RFC 7160): what fits the packets that were sent in between is taken, else what is next to
    /// the time that went by.
    ///
    /// - Returns: Also whether the timestamp leads elsewhere on either clock.
    private func step(
        to timestamp: UInt32, arrival: Int64, _ clockRateHz: Int32
    ) -> (samples: Int, isElsewhere: Bool) {
        let ticks = timestamp &- previousTimestamp
        let step = samples(ticks, clockRateHz)
        guard isAnchored, clockRateHz != previousClockRateHz, previousClockRateHz > 0 else { return (step, false) }
        let other = samples(ticks, previousClockRateHz)
        let (expected, elapsed) = (lastLength * (1 + missing), elapsed(to: arrival))
        let isCounted =
            missing > 0
            ? (min(step, other)...max(step, other)).contains(expected) && abs(expected - elapsed) < sampleRateHz / 2
            : min(abs(step - expected), abs(other - expected)) <= sampleRateHz / 1000
        if isCounted { return (expected, false) }
        let nearest = abs(step - elapsed) <= abs(other - elapsed) ? step : other
        let isNear = abs(nearest - elapsed) <= abs(expected - elapsed)
        return (isNear ? nearest : expected, abs(nearest - elapsed) > sampleRateHz / 2)
    }

    /// Samples of the time since the packet before came.
    private func elapsed(to arrival: Int64) -> Int { samplePosition(arrival) - samplePosition(previousArrival) }

    /// Whether a timestamp is not to be followed, because the wall clock contradicts it.
    @inline(__always) private func isContradicted(_ step: Int, _ arrival: Int64) -> Bool {
        let jump = abs(step - lastLength * (1 + missing))
        return jump > sampleRateHz / 2 && isContradicted(step, by: jump, arrival)
    }

    /// The same for a step that is more than `jump` from what the packets in between have.
    ///
    /// A network may hold packets up, and a sender its clock; neither runs back, nor makes silence in time that has not gone
    /// by: half a minute of it, or half a second between two packets of a stream that comes as it was sent.
    @inline(never) private func isContradicted(_ step: Int, by jump: Int, _ arrival: Int64) -> Bool {
        guard step >= 0 else { return step < -sampleRateHz || isJump(step, arrival) }
        let ahead = position + step - samplePosition(arrival)
        let longest = Self.longestSilenceS * sampleRateHz
        let (lead, before) = (Self.longestLeadS * sampleRateHz, position - samplePosition(previousArrival))
        let (steady, elapsed) = (Self.steadyMs * sampleRateHz / 1000, elapsed(to: arrival))
        let isSteady = abs(before) <= steady && elapsed <= lastLength * (1 + missing) + steady
        return isJump(step, arrival) && step - elapsed > jump / 2
            && (ahead > lead && step - elapsed > lead && before < lead || ahead > sampleRateHz / 2 && isSteady)
            || position + step - end > longest && !isReal(step, arrival)
            || step > sampleRateHz && ahead > longest
    }

    /// Whether a timestamp leads elsewhere than packets and wall clock do, by more than the network may delay.
    private func isJump(_ step: Int, _ arrival: Int64) -> Bool {
        let limit = sampleRateHz / 2 + abs(step) / 100
        guard abs(step - lastLength * (1 + missing)) > limit else { return false }
        return abs(step - elapsed(to: arrival)) > limit
    }

    /// - Parameters:
    ///   - samples: Of a packet.
    ///   - end: Of the sound before.
    private mutating func mark(isRestart: Bool, samples: Int, behind end: Int) {
        let gap = position - end
        // Of a gap with an event what is missing before and behind it lies there, unless that fills it all.
        let isSplit = missingBeforeEvent != nil && samples > 0 && gap / samples > missing
        let first = isSplit ? missingBeforeEvent ?? 0 : missing - missingInEvent
        if first > 0 || isRestart {
            let span = TrackMark.span(ofGap: gap, packets: isRestart ? 0 : first, samples: samples)
            var mark = TrackMark(position: end, count: span)
            mark.lost = first
            mark.isRestart = isRestart
            track.note(mark)
        }
        if isSplit { note(lost: missing - first - missingInEvent, endingAt: position, samples: samples, behind: end) }
        missing = 0
    }

    /// Labels packets that are missing in an event or right behind it.
    private mutating func note(lost: Int, endingAt position: Int, samples: Int, behind end: Int) {
        guard lost > 0 else { return }
        let start = max(end, position - lost * samples)
        var mark = TrackMark(position: start, count: max(0, position - start))
        mark.lost = lost
        track.note(mark)
    }

    /// Notes that packets of another type begin with the one that was placed last.
    mutating func noteType(_ type: UInt8) {
        track.note(TrackMark(position: max(first, position), count: 0, note: .payloadType, value: Int(type)))
    }

    /// The first position that a label may have.
    private var first: Int { isSettled ? 0 : .min }

    private mutating func extendRun(_ samples: Int) {
        if run.value == 0 { run.position = max(first, position) }
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

/// What a listener heard of a stream behind the simulated jitter buffer (REPORT: call-ID.wav).
///
/// Packets come in order of sequence numbers. A gap with missing or late packets is concealed, one with comfort noise
/// has that, any other is silence, and so are events. Positions are samples of the sender's clock from the call's start;
/// whoever writes the file stretches them to the capture's clock.
struct HeardTrack: Sendable {
    /// Silence that is kept at most: a month. It takes no space, but a clock that was set would make years of it.
    static let longestSilenceS = 31 * 86_400
    /// How long before its first packet a stream may be heard at most: what queues and buffers hide, and more.
    static let longestLeadS: Int64 = 10
    /// Noise that is made after a comfort noise packet at most.
    static let longestNoiseS = 300

    /// Less than that of sound before a track begins is no more than jitter, and not worth a label, ms.
    private static let leastLeftOutMs = 20

    private(set) var track: SampleTrack
    /// Sound after a silence of more than `longestSilenceS` was left out.
    private(set) var isCutOff = false
    /// Where another stream is heard in this one's place, in order.
    var rests: [Range<Int>] = []
    /// Of the packets there.
    var samplesResting = 0
    /// Nothing is heard before this position.
    let earliest: Int
    private let mode: ConcealmentMode
    private let sampleRateHz: Int
    private var concealment: Concealment
    /// Packets of which nothing was heard since the last played one; where there is an event, since that went on.
    private var missing = MissingPackets()
    var restarts = false
    /// The packets that were missing when an event began; `nil` where none has begun since the last played one.
    private var beforeEvent: MissingPackets?
    /// Packets that were missing in it.
    private var missingInEvent = 0
    /// Samples of the last packet, and by how many it lies earlier for its codec's delay.
    private var lastLength = 0
    private var lastDelay = 0
    private(set) var noise: (parameters: ComfortNoise, start: Int)?

    /// - Parameters:
    ///   - earliest: Position before which nothing is heard, ≥ 0.
    ///   - seed: The same gives the same noise.
    init(sampleRateHz: Int, mode: ConcealmentMode, from earliest: Int, seed: UInt64) {
        concealment = Concealment(sampleRateHz: sampleRateHz)
        track = SampleTrack(keeping: concealment.historyLength, from: earliest, seed: seed)
        self.earliest = earliest
        self.mode = mode
        self.sampleRateHz = sampleRateHz
    }

    /// Hands over the sound that is ready.
    mutating func takeReady() -> [SoundPiece] { track.takeReady() }

    /// Notes packets that never came.
    @inline(__always) mutating func miss(lost count: Int) {
        missing.lost += count
    }

    /// Notes a packet that came too late.
    @inline(__always) mutating func missLate() {
        missing.late += 1
    }

    /// Notes a packet that has no sound, or whose sound breaks off.
    mutating func missSound(_ note: TrackMark.Note) {
        missing.soundless.add(note)
    }

    /// Marks a packet, some of whose sound is missing, where it is played.
    mutating func mark(_ note: TrackMark.Note, at position: Int, count: Int) {
        track.note(TrackMark(position: max(0, position), count: count, note: note, value: 1))
    }

    /// Notes that the sender began anew.
    mutating func restart() {
        restarts = true
    }

    /// Plays the next packet.
    ///
    /// - Parameters:
    ///   - position: Of its first sample.
    ///   - delay: Samples by which that is earlier than its packet's place: what codecs make of nothing.
    @inline(__always) mutating func play(at position: Int, _ samples: Span<Int16>, delay: Int = 0) {
        if rests.isEmpty { join(samples, at: position, delay: delay) } else { playAwake(at: position, samples, delay) }
    }

    mutating func join(_ samples: Span<Int16>, at position: Int, delay: Int) {
        if track.isEmpty, position + delay < track.end { noteLeftOut(track.end - position - delay) }
        if position != track.end || missing.count > 0 || restarts || noise != nil || beforeEvent != nil {
            fill(upTo: position, length: samples.count, seam: lastDelay - delay)
        }
        lastDelay = delay
        let covered = max(0, track.end - position)
        guard !isCutOff, covered < samples.count else { return }
        lastLength = samples.count - covered
        let fresh = samples.extracting(droppingFirst: covered)
        guard concealment.isOpen else { return track.append(fresh) }
        var joined: [Int16] = []
        joined.reserveCapacity(fresh.count)
        for index in fresh.indices { joined.append(fresh[index]) }
        concealment.recover(&joined)
        track.append(joined.span)
    }

    /// Plays what a later packet has of one that was lost or came too late.
    mutating func play(copyAt position: Int, _ samples: Span<Int16>, delay: Int, isLate: Bool) {
        play(at: position, samples, delay: delay)
        guard rest(at: position) == nil else { return }
        var mark = TrackMark(position: max(0, position), count: samples.count)
        (mark.lost, mark.late) = isLate ? (0, 1) : (1, 0)
        mark.concealed = .redundancy
        track.join(mark)
    }

    /// Begins noise that lasts until the next packet; what is missing before it is made up for as before sound.
    mutating func begin(_ parameters: ComfortNoise, at position: Int) {
        guard !isCutOff, position - track.end <= Self.longestSilenceS * sampleRateHz else {
            isCutOff = true
            return
        }
        passRest(before: position)
        guard rest(at: position) == nil else { return }
        if missing.count > 0 || beforeEvent != nil {
            fill(upTo: position, length: lastLength)
            concealment.abandon()
        } else {
            fillNoise(upTo: position)
        }
        noise = (parameters, max(position, track.end))
    }

    /// Notes that an event begins or goes on, which is silent.
    ///
    /// - Parameter position: Of the packet that tells so, by its arrival.
    mutating func passEvent(at position: Int) {
        if beforeEvent == nil {
            beforeEvent = missing
        } else {
            note(missing, endingAt: position, lastLength)
            missingInEvent += missing.count
        }
        missing = MissingPackets()
    }

    /// Ends the track; silence behind packets without sound lasts until `position`.
    ///
    /// - Parameters:
    ///   - position: Of the last packet that came; `nil` where none did.
    ///   - silenceTo: Where silence ends that was announced; noise that is open lasts until there.
    mutating func finish(at position: Int?, silenceTo: Int = 0) {
        passRest(before: .max)
        missing = missing.joined(by: beforeEvent)
        // Behind what is left out no silence is worth anything.
        let lacksSound = missing.count + missingInEvent > 0
        let end = lacksSound && !track.isEmpty && !isCutOff ? (position ?? 0) + lastLength : 0
        let gap = min(max(0, end - track.end), Self.longestSilenceS * sampleRateHz)
        if missing.count > 0 {
            note(missing, at: track.end, TrackMark.span(ofGap: gap, packets: missing.count, samples: lastLength), .none)
        }
        let silence = track.end + gap
        if let position { fillNoise(upTo: max(position, silenceTo)) }
        if silence > track.end {
            // Only what is written makes a file longer.
            track.skip(to: silence - 1)
            let last: [Int16] = [0]
            track.append(last.span)
        }
        track.finish()
    }

    /// Makes up for what is missing before a position, or leaves silence.
    ///
    /// - Parameter seam: Samples that are in no packet, because a codec of more delay ends there: a receiver that plays it
    ///   to its end has them.
    private mutating func fill(upTo position: Int, length: Int, seam: Int = 0) {
        let gap = position - track.end
        guard gap <= Self.longestSilenceS * sampleRateHz else {
            isCutOff = true
            return
        }
        let length = max(lastLength, length)
        let all = (beforeEvent?.count ?? 0) + missingInEvent + missing.count
        let isSplit = beforeEvent != nil && length > 0 && gap / length > all
        // Of a gap with an event what was missing before that, unless the missing packets fill it all.
        let first = isSplit ? beforeEvent ?? missing : missing.joined(by: beforeEvent)
        let sound = isSplit ? min(gap, first.count * length) : gap
        let isWanted = all > 0 || gap <= seam && !restarts
        let conceals = sound > 0 && isWanted && noise == nil && !track.isEmpty && mode != .silence
        let span = TrackMark.span(ofGap: gap, packets: isSplit ? first.count : all, samples: length)
        note(first, at: track.end, span, !conceals ? .none : span > concealment.longest ? .beginning : .whole)
        if isSplit { note(missing, endingAt: position, length) }
        forgetMissing()
        fillNoise(upTo: position)
        if conceals { conceal(min(sound, concealment.longest)) }
        if !conceals || mode != .plc || sound < gap { concealment.abandon() }
        track.skip(to: position)
    }

    /// Labels that the stream would have begun before the call did.
    @inline(never) private mutating func noteLeftOut(_ samples: Int) {
        let ms = samples * 1000 / sampleRateHz
        guard ms > Self.leastLeftOutMs, track.marks.last?.note != .leftOut else { return }
        track.note(TrackMark(position: track.end, count: 0, note: .leftOut, value: ms))
    }

    /// Labels packets that are missing in an event or right behind it.
    private mutating func note(_ packets: MissingPackets, endingAt position: Int, _ length: Int) {
        guard packets.count > 0 else { return }
        let start = max(track.end, position - packets.count * length)
        note(packets, at: start, max(0, position - start), .none)
    }

    /// Labels packets that are missing, and that the sender began anew.
    private mutating func note(_ packets: MissingPackets, at position: Int, _ span: Int, _ concealed: TrackMark.Cover) {
        if packets.lost + packets.late > 0 || restarts {
            var mark = TrackMark(position: position, count: span)
            mark.lost = packets.lost
            mark.late = packets.late
            mark.concealed = concealed
            mark.isRestart = restarts
            track.note(mark)
            restarts = false
        }
        if packets.soundless.count > 0 {
            for var mark in packets.soundless.marks(at: position, count: span) {
                mark.concealed = concealed
                track.note(mark)
            }
        }
    }

    mutating func forgetMissing() {
        (missing, beforeEvent, missingInEvent) = (MissingPackets(), nil, 0)
    }

    private mutating func conceal(_ count: Int) {
        let sound = madeUp(count)
        track.append(sound.span)
    }

    /// What stands in for the next samples; the end of the track may change with it.
    private mutating func madeUp(_ count: Int) -> [Int16] {
        switch mode {
        case .plc:
            track.replaceTail(by: concealment.begin(after: track.tail(concealment.historyLength)))
            return concealment.conceal(count).map { Int16(clamping: Int($0.rounded())) }
        case .repeat:
            let last = track.tail(min(max(1, lastLength), concealment.historyLength))
            return (0..<count).map { Int16(last[$0 % last.count]) }
        case .noise:
            let last = track.tail(sampleRateHz / 50)
            let level = (last.reduce(0) { $0 + Double($1 * $1) } / Double(last.count)).squareRoot()
            var source = NoiseSource(seed: UInt64(truncatingIfNeeded: track.end))
            return (0..<count).map { _ in Int16(clamping: Int((source.next() * level).rounded())) }
        case .silence: return []
        }
    }

    mutating func fillNoise(upTo position: Int) {
        guard let open = noise else { return }
        noise = nil
        track.skip(to: min(open.start, position))
        let count = min(position - track.end, Self.longestNoiseS * sampleRateHz)
        guard count > 0 else { return }
        let bounded = open.parameters.bounded
        let isBounded = bounded != open.parameters
        track.note(
            TrackMark(position: track.end, count: count, note: isBounded ? .boundedNoise : .comfortNoise))
        track.append(bounded, count: count)
    }
}

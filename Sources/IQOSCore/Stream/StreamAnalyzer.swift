/// One stream as it goes by: owns the metrics, feeds them in the right order and knows nothing of their insides.
///
/// Packets come in order of capture. `TimeMeasures` see unique packets in that order; `LossMeasures` see sequence numbers
/// in their own order, once they are settled. Until the clock rate is known packets wait (`StreamClock`).
///
/// What is asked of thousands of streams in a row is inlined: a state that is lent to a function is copied for it.
struct StreamAnalyzer: ~Copyable, Sendable {
    /// What nearly every run changes lies in so many bytes, the first: up to what waits in `loss`.
    static let busyBytes = 1920

    // In this order for `busyBytes`.
    private(set) var interarrival = InterarrivalTime()
    private(set) var last: PacketEvent
    private(set) var captured = 0
    /// Some frame carries no capture time.
    private(set) var lacksArrivals = false
    /// Payloads have a length that asks for another look at them (`CipherTurns`).
    var isLookedAtAgain = false
    /// Payload bytes of the static type that came last, where they are a byte a sample and perhaps a tag of SRTP; that tag,
    /// `.max` before any.
    var usualOverhead = UInt8.max
    var usualPayloadLength: UInt16 = 0
    private(set) var clock: StreamClock
    private(set) var evidence = SequenceEvidence()
    private(set) var census: PayloadTypeCensus
    private(set) var sequence = SequenceTracker()
    private(set) var bandwidth = Bandwidth()
    private(set) var timing: TimeMeasures
    private(set) var loss: LossMeasures

    let key: StreamKey
    let encapsulation: Encapsulation
    let first: PacketEvent
    private(set) var segments = StreamSegments()
    /// Bit n: code point n was seen.
    private var dscp: UInt64 = 0
    private(set) var entropy = PayloadEntropy()
    private(set) var sketch = PayloadSketch()
    private var laws = LawSearch()
    /// Empty, or the one record of what most streams do not have: they pay a word for it.
    private(set) var extras: [StreamExtras] = []
    private var held: [PacketEvent] = []

    init(key: StreamKey, encapsulation: Encapsulation, first: PacketEvent, options: StreamOptions) {
        self.key = key
        self.encapsulation = encapsulation
        self.first = first
        last = first
        clock = StreamClock(settled: options.payloadTypes.map(\.clock))
        census = PayloadTypeCensus(settled: options.payloadTypes.map(\.clock))
        timing = TimeMeasures(origin: first.arrival, options.playout)
        loss = LossMeasures(origin: first.arrival, interval: options.interval)
    }

    /// RTP clock of the main payload type, Hz; 0 while unknown.
    var clockRateHz: Int32 {
        @inline(__always) get { clock.rateHz }
    }

    /// Differentiated services code points seen, ascending, 0 ... 63.
    var codePoints: [Int] {
        @inline(__always) get { dscp.places }
    }

    /// Takes the next packet of the stream in order of capture.
    ///
    /// - Returns: The run that packets behind it may make.
    mutating func ingest(_ packet: PacketEvent, log: inout StreamLog) -> SteadyRun {
        var packet = packet
        if packet.sequenceNumber == last.sequenceNumber, captured > 0, packet.copyKind == .unknown {
            packet.copyKind = PacketIdentity.kind(of: packet, after: last)
            packet.isRepeated = packet.copyKind != .conflict
        }
        let isOtherType = packet.payloadType != last.payloadType
        captured += 1
        last = packet
        if packet.copyKind.isSame { evidence.add(copy: packet) } else { evidence.add(packet) }
        dscp |= 1 << UInt64(packet.dscp & 63)
        let kind = census.add(packet)
        if !packet.hasArrival { lacksArrivals = true }
        if clock.mustWait(packet, isOtherMedia: isOtherType && kind == .media) {
            wait(packet, kind, log: &log)
        } else {
            measure(packet, kind, log: &log)
        }
        if packet.payloadLength != usualPayloadLength, PayloadCipher.tells(packet.payloadType) {
            noteLength(of: packet, since: packet.arrival)
        }
        return SteadyRun(after: packet, step: canGoOn(after: packet) ? timing.usualStep : nil)
    }

    /// Compares a packet that is to be taken next with the one of its number that came before.
    ///
    /// - Parameter isCopy: There was one.
    mutating func compare(_ packet: PacketIdentity, isCopy: Bool) -> CopyKind {
        if extras.isEmpty { extras = [StreamExtras()] }
        return extras[0].copies.take(packet, isCopy: isCopy, number: captured)
    }

    /// Whether the next packet, if it follows on `packet` as most do, is the next of everything that is measured.
    @inline(__always) private func canGoOn(after packet: PacketEvent) -> Bool {
        !clock.isWaiting && clockRateHz != 0 && sequence.isNext(packet.sequenceNumber &+ 1)
            && timing.canGoOn(after: packet, clockRateHz: clock.rateHz(of: packet))
            && !census.isComfortNoise(packet.payloadType) && census.isLatest(packet.payloadType)
    }

    /// Whether announced clocks would help with the next packet: none is known yet, or its payload type is another one.
    func wantsClock(of packet: PacketEvent) -> Bool {
        clock.isWaiting || packet.payloadType != last.payloadType
    }

    /// Takes the clocks that signalling announces; what waited for one is measured.
    mutating func take(_ clocks: [AnnouncedClock], log: inout StreamLog) {
        census.take(clocks)
        if clock.take(clocks, census) { measureWaiting(log: &log) }
    }

    /// Samples the payload of a packet, while that is worth anything.
    ///
    /// - Returns: What else is to be sampled, once the first `PayloadEntropy.packetsSampled` are.
    mutating func sample(_ bytes: RawSpan, offset: Int, length: Int, type: UInt8) -> LawSearch.Next {
        if !extras.isEmpty, extras[0].cipherTurns.isOpen {
            extras[0].cipherTurns.look(at: bytes, offset: offset, length: length)
            return .nothing
        }
        entropy.add(bytes, offset: offset, length: length)
        guard let law = G711(staticPayloadType: type) else { return .nothing }
        let look = LawVariation.look(at: bytes, offset: offset, length: length, told: law)
        if look == .other {
            change { $0.laws.add(bytes, offset..<offset + length, law: law) }
        }
        let next = laws.next(after: look, bitsPerByte: entropy.bitsPerByte)
        return next == .nothing || isOtherLaw != nil ? .nothing : next
    }

    /// Considers a packet for the sketch, while that is worth anything.
    mutating func sketch(_ packet: PacketEvent, _ bytes: RawSpan, offset: Int, length: Int) {
        sketch.add(packet, bytes, offset: offset, length: length)
    }

    /// Ends the stream: what waits, is held or is open is settled.
    mutating func finish(log: inout StreamLog) {
        if clock.isWaiting { measureWaiting(log: &log) }
        entropy.finish()
        if !extras.isEmpty { extras[0].cipherTurns.finish() }
        if sequence.opensSegmentAtEnd { restart(log: &log) }
        sequence.finish()
        closeSegment(log: &log)
        loss.finish(at: last.arrival, log: &log)
        timing.finish(overSeconds: Double(max(0, last.arrival &- first.arrival)) * 1e-9)
        guard let main = census.mainType else { return }
        clock.settle(main)
        if !extras.isEmpty, clockRateHz != 0 {
            extras[0].nameCodec(
                ofType: main, clockRateHz: clock.rateHz(ofType: main), step: timing.packetisation.usualStep,
                length: timing.packetisation.usualLength)
        }
    }

    /// Keeps a packet until the clock rate is known, or measures it with all that waited where it tells the rate.
    @inline(never)
    private mutating func wait(_ packet: PacketEvent, _ kind: MediaKind, log: inout StreamLog) {
        if clock.endsWait(packet, kind) {
            measureWaiting(log: &log)
            guard clock.wants(packet) else { return measure(packet, kind, log: &log) }
        }
        if clock.hold(packet, census, lacksArrivals: lacksArrivals) { measureWaiting(log: &log) }
    }

    private mutating func measureWaiting(log: inout StreamLog) {
        for packet in clock.release(census, lacksArrivals: lacksArrivals) {
            measure(packet, census.kind(of: packet), log: &log)
        }
    }

    @inline(__always)
    private mutating func measure(_ packet: PacketEvent, _ kind: MediaKind, log: inout StreamLog) {
        if timing.isPause(before: packet), kind == .media, clockRateHz != 0, hasGoneRound(before: packet) {
            return goRound(to: packet, log: &log)
        }
        switch sequence.classify(packet.sequenceNumber, timestamp: packet.timestamp, arrival: packet.arrival) {
        case .duplicate:
            // The last copies of a second capture are near enough once the first has ended.
            let isCapture = sequence.hasCopiesBehind && packet.copyKind != .conflict
            let isOther = packet.copyKind == .unknown && sequence.isElsewhere(packet.timestamp)
            change { $0.copies.count(isCapture ? .capture : isOther ? .conflict : packet.copyKind) }
        case .advanced(let by):
            if by == 0 { openSegment(packet) } else if by > 1 { noteGap(of: by - 1, before: packet) }
            loss.settle(upTo: sequence.highest - SequenceTracker.misorder - 1, lowest: sequence.lowest, log: &log)
            measureUnique(packet, kind, number: sequence.highest)
        case .reordered(let by):
            noteReordered(packet, by: by)
            measureUnique(packet, kind, number: sequence.highest - by)
        case .held(let isRepeated, let isNext):
            if isRepeated { return change { $0.copies.hold(packet.copyKind) } }
            if !isNext {
                held = []
                if !extras.isEmpty { extras[0].copies.forgetHeld() }
            }
            held.append(packet)
        case .stray:
            break
        case .restart:
            restart(log: &log)
            measure(packet, kind, log: &log)
        }
    }

    /// Whether all numbers passed unseen at least once before a packet, which is no near one then.
    @inline(never) private func hasGoneRound(before packet: PacketEvent) -> Bool {
        timing.hasGoneRound(before: packet, highest: sequence.highest, clockRateHz: clock.rateHz(of: packet))
    }

    /// Opens a segment with a packet that is one or more rounds ahead.
    @inline(never) private mutating func goRound(to packet: PacketEvent, log: inout StreamLog) {
        if !extras.isEmpty { extras[0].copies.forgetHeld() }
        held = [packet]
        sequence.hold(opener: packet.sequenceNumber, timestamp: packet.timestamp)
        restart(log: &log)
    }

    /// Leaves the open segment for the one that the first packet held opens.
    @inline(never)
    private mutating func restart(log: inout StreamLog) {
        guard let opener = held.first else { return }
        let others = held.dropFirst()
        held = []
        noteOutage(before: opener, clockRateHz: clock.rateHz(of: opener))
        closeSegment(log: &log)
        sequence.openSegment()
        if !extras.isEmpty {
            extras[0].copies.countHeld()
            extras[0].reordering.cut()
            extras[0].pauseGaps.settle()
        }
        timing.cut()
        loss.noteRestart(at: opener.arrival, log: &log)
        openSegment(opener)
        measureUnique(opener, census.kind(of: opener), number: sequence.highest)
        for packet in others { measure(packet, census.kind(of: packet), log: &log) }
    }

    @inline(__always)
    private mutating func measureUnique(_ packet: PacketEvent, _ kind: MediaKind, number: Int) {
        var isLate = false
        if kind == .telephoneEvent, packet.isEventShaped { change { $0.keyPresses.add(packet) } }
        if packet.hasArrival {
            interarrival.add(arrival: packet.arrival)
            bandwidth.add(arrival: packet.arrival, ipLength: packet.ipLength)
            if clockRateHz != 0 {
                isLate = timing.add(
                    packet, kind, clockRateHz: clock.rateHz(of: packet), isOutOfOrder: number < sequence.highest, &loss)
            }
        } else if clockRateHz != 0 {
            timing.addUntimed(packet, kind)
        }
        loss.add(number, arrival: packet.arrival, isLate: isLate, isHighest: number == sequence.highest)
    }

    /// Takes the packets of the run that `ingest` of the packet before it returned, or of its continuation.
    mutating func ingest(_ run: SteadyRun, _ times: inout SteadyRun.Times, log: inout StreamLog) {
        guard let last = run.last(&times) else { return }
        // Asked for first: it comes from memory while the run is looked at.
        let capturedBefore = captured
        let extent = interarrival.add(run, &times)
        self.last = last
        captured = capturedBefore + run.count
        census.add(run)
        evidence.add(run, last: last)
        let first = sequence.highest + 1
        sequence.advance(by: run.count, to: last.timestamp, at: last.arrival)
        loss.makeWay(
            for: first, upTo: sequence.highest - SequenceTracker.misorder - 1, lowest: sequence.lowest, log: &log)
        bandwidth.add(run, &times, extent)
        let lateOnes = timing.add(run, last: last, clockRateHz: clock.rateHz(of: last), &times, extent, &loss)
        loss.add(run, first: first, &times, extent, lateOnes: lateOnes)
        if last.payloadLength != usualPayloadLength, PayloadCipher.tells(last.payloadType) {
            noteLength(of: last, since: run.startOfLength(&times))
        }
    }

    @inline(never) mutating func change(_ change: (inout StreamExtras) -> Void) {
        if extras.isEmpty { extras = [StreamExtras()] }
        change(&extras[0])
    }

    private mutating func openSegment(_ packet: PacketEvent) {
        loss.open(at: sequence.highest)
        segments.open(at: packet.arrival)
    }

    private mutating func closeSegment(log: inout StreamLog) {
        guard sequence.unique > 0 else { return }
        loss.close(upTo: sequence.highest, lowest: sequence.lowest, log: &log)
        segments.close(sequence)
    }
}

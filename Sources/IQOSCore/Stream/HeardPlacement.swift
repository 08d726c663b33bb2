/// Where and whether the packets of a stream are heard: the jitter buffer's judgements of the first pass once more, and
/// the sender's clock laid on the capture's.
struct HeardPlacement: Sendable {
    /// What becomes of a packet.
    struct Placed: BitwiseCopyable {
        var place: HeardPlace
        /// The timestamps jump before it.
        var isJump = false
        /// How much longer it might have taken and been heard, ns; below 0 if it is late, and `nil` for what is no media.
        var spare: Int64?
    }

    private(set) var transit = TransitTracker()
    private var playout: FixedPlayout
    private var adaptive: AdaptivePlayout?
    private var clock: CaptureClock
    private var sending = SendingTime()
    private var steps = CaptureSteps()
    /// The latest on the capture's clock; 0 before the first.
    private var lastArrival: Int64 = 0
    /// Frames tell times.
    private let hasTimes: Bool
    /// What arrivals lack on the clock of the call, ns.
    private let clockBack: Int64
    /// Sender's seconds in a second of the capture's.
    private let rate: Double
    private let delay: Int64

    init(_ plan: StreamPlan, _ options: PlayoutOptions) {
        playout = FixedPlayout(options)
        adaptive = options.mode == .adaptive ? AdaptivePlayout(options) : nil
        clock = CaptureClock(plan.line, sampleRateHz: plan.sampleRateHz, callStart: plan.callStart)
        (hasTimes, clockBack, rate) = (plan.hasTimes, plan.clockBack, plan.line.rate)
        delay = Int64((options.delayMs * 1e6).rounded())
    }

    /// When a packet came, on the capture's clock as if it had not been set.
    func arrival(of packet: PacketEvent) -> Int64 { packet.arrival &+ steps.back }

    /// Takes the next packet that is no copy, in order of capture.
    mutating func follow(_ packet: PacketEvent, clockRateHz: Int32) {
        steps.follow(packet, clockRateHz: clockRateHz)
    }

    /// Forgets the timestamps before a new segment.
    mutating func cut() {
        transit.cut()
    }

    /// Where the jitter buffer plays a packet.
    ///
    /// - Parameters:
    ///   - clockRateHz: Of its timestamps.
    ///   - isOutOfOrder: Its number is below the highest.
    ///   - ahead: Packets that follow it in the temporary file.
    mutating func place(
        _ packet: PacketEvent, _ kind: MediaKind, clockRateHz: Int32, isOutOfOrder: Bool, ahead: RawSpan
    ) -> Placed {
        guard packet.hasArrival else { return Placed(place: .nowhere) }
        let packet = hasTimes ? packet : sending.timed(packet, clockRateHz: clockRateHz)
        // On the capture's clock as if it had not been set back.
        let back = hasTimes ? steps.back : 0
        let arrival = packet.arrival &+ back &+ clockBack
        lastArrival = max(lastArrival, arrival)
        let kind = transit.kind(of: packet, kind)
        guard kind == .media else {
            transit.interrupt(by: kind, sequenceNumber: packet.sequenceNumber)
            return Placed(place: place(packet, without: kind, clockRateHz: clockRateHz, arrival: arrival))
        }
        var step = transit.add(packet, clockRateHz: clockRateHz, isOutOfOrder: isOutOfOrder)
        let decision = decide(packet, step, clockRateHz: clockRateHz)
        let delay = adaptive.map { Int64(($0.delayMs * 1e6).rounded()) } ?? delay
        step.transitMs += Double(back) * 1e-6
        let heldMs =
            hasTimes && clock.isInDoubt(step, arrival: arrival, isAnchor: decision.isAnchor)
            ? Self.heldMs(
                packet, ahead: ahead, clockRateHz: clockRateHz, rate: rate,
                fastestMs: Double(transit.leastMs) - transit.transitMs) : 0
        let position = clock.position(
            of: step, arrival: arrival, clockRateHz: clockRateHz, isAnchor: decision.isAnchor, heldMs: heldMs)
        return Placed(
            place: decision.verdict == .played ? .at(position) : .late, isJump: step.isJump,
            spare: decision.mediaTime &+ delay &- packet.arrival)
    }

    /// Place of a packet that is no media.
    private func place(
        _ packet: PacketEvent, without kind: MediaKind, clockRateHz: Int32, arrival: Int64
    ) -> HeardPlace {
        guard kind == .comfortNoise else { return kind == .telephoneEvent ? .at(clock.position(arrival)) : .nowhere }
        let ticks = Int32(bitPattern: packet.timestamp &- transit.previousTimestamp)
        return .at(
            clock.position(
                ticks: ticks, afterExtended: transit.extendedTimestamp, arrival: arrival, clockRateHz: clockRateHz))
    }

    /// The judgement of the first pass once more.
    private mutating func decide(
        _ packet: PacketEvent, _ step: TransitTracker.Step, clockRateHz: Int32
    ) -> FixedPlayout.Decision {
        let ptimeMs = Double(transit.usualStep) * 1000 / Double(clockRateHz)
        if let decision = adaptive?.decide(arrival: packet.arrival, step, clockRateHz: clockRateHz, ptimeMs: ptimeMs) {
            return decision
        }
        return playout.decide(
            arrival: packet.arrival, extendedTimestamp: step.extendedTimestamp, clockRateHz: clockRateHz,
            restarts: step.isRestart || step.startsTalkspurt)
    }

    /// A moment of the capture as a position in what is heard.
    func position(_ time: Int64) -> Int { clock.position(time) }

    /// A time, which may have no beginning or no end, in what is heard.
    func positions(of time: Range<Int64>) -> Range<Int> {
        let start = time.lowerBound == .min ? .min : clock.position(time.lowerBound)
        return start..<(time.upperBound == .max ? .max : max(start, clock.position(time.upperBound)))
    }

    /// Position of the packet that came last; `nil` where none did.
    var end: Int? { lastArrival == 0 ? nil : clock.position(lastArrival) }

    /// Position of a moment on the capture's clock as the stream's last packet has it; 0 where frames tell no times.
    func end(ofSilence time: Int64) -> Int { hasTimes ? clock.position(time &+ steps.back) : 0 }
}

/// A finished scan, ready to be told: its streams and calls in the order of their ids, each made on demand.
public struct ScanSummary: Sendable {
    /// Gives the record of a number in the scan's log; `nil` where it cannot be read.
    public typealias LogReader = @Sendable (Int) -> LogRecord?

    private let store: StreamStore
    /// Places in the store, in the order of the ids.
    private let order: [Int]
    let legs: [CallLegs]
    /// Place of each stream's call in `legs`.
    let callOfStream: [Int]
    /// First arrival of each call.
    let callStarts: [Int64]
    /// Signalled calls whose packets are in streams of earlier ones.
    let successive: SuccessiveCalls
    /// For each stream the one that answers it, `nil` for none.
    let answers: [Int?]
    let members: [CallMember]
    /// Streams that a key opens, once that is known.
    var opened: [StreamKey: OpenedStream] = [:]
    let signalling: SignallingTracker
    /// Whether signalling announced any media; asked of the tracker itself it would be a copy of that.
    let isAnnounced: Bool
    /// Streams that are others at later points of their way.
    let copies: [Int: SameMedia.Copy]
    /// Where the numbers went that are missing in streams whose senders change to others and back.
    let elsewhere: [Int: SenderTurns.Elsewhere]
    /// Streams that lack a hundredth and more of their numbers without anybody missing them, and why: what one receiver
    /// got is no measure of what anybody heard.
    private(set) var notMissed: [StreamKey: StaticString] = [:]
    /// What else was seen on the addresses and ports of streams.
    let companions: [Flow: FlowCompanions]
    /// Those on which no keys were agreed, but where a stream goes on for which they were.
    let movedKeys: Set<Flow>
    /// Round trips by STUN, ms, of the directions of streams: to the receiver, to the sender.
    let bindings: [Flow: (toReceiver: ThinnedSamples, toSender: ThinnedSamples)]
    let captureStart: Int64?
    let playout: PlayoutOptions
    let interval: Int64
    /// Payload types whose meaning the user has settled.
    let payloadTypes: [PayloadMapping]
    let scoring: QualityOptions
    /// Streams of one SSRC were asked for.
    let isOneSource: Bool
    let readLog: LogReader
    let reports: RTCPTable
    /// Place of each stream's entry in `reports`; `nil` where no RTCP is about it.
    let reportPlaces: [Int?]
    /// Candidates that passed the gate early and failed it over all their packets.
    public let streamsRejected: Int

    /// - Parameters:
    ///   - scanner: Finished.
    ///   - captureStart: Earliest frame of all files, ns since 1970 UTC; `nil` where frames carry no time.
    ///   - readLog: Gives back what was moved out of the scanner's log, and what still is in it.
    public init(
        _ scanner: borrowing StreamScanner, options: ScannerOptions, captureStart: Int64?,
        readLog: @escaping LogReader
    ) {
        let store = scanner.analyzers
        let seen = Self.seen(in: scanner, options.sensitivity)
        let sorted = Self.sorted(seen)
        let order = sorted.map { seen[$0].place }
        streamsRejected = store.count - order.count
        let signalling = scanner.signalling
        let numbers = KnownNumbers(store: store, order: order, readLog: readLog)
        let copies = SameMedia.copies(order.count, numbers) { seen[sorted[$0]].media }
        self.copies = copies
        var companions: [Flow: FlowCompanions] = [:]
        var bindings: [Flow: (toReceiver: ThinnedSamples, toSender: ThinnedSamples)] = [:]
        for index in sorted where !scanner.companions.isEmpty {
            let flow = seen[index].media.flow
            if let seen = scanner.companions[flow] { companions[flow] = seen }
            if let trips = scanner.companions.trips(of: flow) { bindings[flow] = trips }
        }
        self.companions = companions
        self.bindings = bindings
        var members = sorted.map { CallMember(seen[$0].media, signalling) }
        for (place, copy) in copies { members[place].copyOf = copy.original }
        let turns = SenderTurns(members, numbers)
        elsewhere = turns.elsewhere
        for (place, first) in turns.first { members[place].turnsWith = first }
        self.members = members
        movedKeys = Self.movedKeys(members, companions)
        self.signalling = signalling
        isAnnounced = !signalling.isSilent
        self.store = store
        self.order = order
        legs = CallAssembly.calls(of: members)
        var callOfStream = [Int](repeating: 0, count: order.count)
        var callStarts = [Int64](repeating: .max, count: legs.count)
        for (index, call) in legs.enumerated() {
            for member in call.forward { callOfStream[member] = index }
            for member in call.backward { callOfStream[member] = index }
        }
        for (member, call) in zip(members, callOfStream) { callStarts[call] = min(callStarts[call], member.start) }
        self.callStarts = callStarts
        self.callOfStream = callOfStream
        answers = CallAssembly.answers(in: legs, members)
        successive = SuccessiveCalls(
            legs, callOfStream, members, signalling, store, order: order, interval: options.stream.interval,
            readLog: readLog)
        self.captureStart = captureStart
        self.playout = options.stream.playout
        interval = options.stream.interval
        payloadTypes = options.stream.payloadTypes
        scoring = options.stream.quality
        isOneSource = options.ssrc != nil
        self.readLog = readLog
        let reports = scanner.reports
        reportPlaces =
            reports.states.isEmpty
            ? [Int?](repeating: nil, count: order.count) : order.map { reports.place(ofStream: store[$0].key) }
        self.reports = reports
        noteNotMissed()
    }

    private static func movedKeys(_ members: [CallMember], _ companions: [Flow: FlowCompanions]) -> Set<Flow> {
        guard companions.contains(where: { $0.value.agreesKeys }) else { return [] }
        var moved: Set<Flow> = []
        for (earlier, later) in CallAssembly.continuations(of: members) {
            let (from, to) = (members[earlier].flow, members[later].flow)
            guard moved.contains(from) || companions[from]?.agreesKeys == true else { continue }
            moved.insert(to)
        }
        return moved
    }

    private mutating func noteNotMissed() {
        for (place, elsewhere) in elsewhere where isMuch(elsewhere.lost, ofStream: place) {
            notMissed[self[place].key] = Self.elsewhereReason
        }
        guard isAnnounced else { return }
        for place in members.indices {
            let missing = agreedGaps(self[place].pauseGaps, ofStream: place).reduce(0) { $0 + $1.missing }
            if isMuch(missing, ofStream: place) { notMissed[self[place].key] = Self.agreedReason }
        }
    }

    private func isMuch(_ packets: Int, ofStream place: Int) -> Bool {
        packets > 0 && packets * 100 >= self[place].segments.expected
    }

    public var streamCount: Int { order.count }
    public var callCount: Int { legs.count }

    /// The state of a stream by its place in the report, lent and not copied: it is large.
    subscript(place: Int) -> StreamAnalyzer {
        // An address: of a state that a coroutine lends, unoptimised code reads fields after it was given back.
        unsafeAddress { UnsafePointer(store.pointer(to: order[place])) }
    }

    /// What order, calls and copies take of a stream's state.
    private struct Seen: BitwiseCopyable {
        /// In the store.
        var place: Int
        var first: PacketEvent
        var media: MediaSighting
    }

    /// All streams, each state looked at once: with thousands of them it comes from far memory every time. In blocks,
    /// which find a place where the scanner has just given some back.
    ///
    /// The gate opens on the first packets; it has to hold over all of them.
    private static func seen(in scanner: borrowing StreamScanner, _ sensitivity: Sensitivity) -> Slab<Seen> {
        let store = scanner.analyzers
        var seen = Slab<Seen>()
        for place in 0..<store.count {
            if store[place].isRTP(sensitivity) {
                if store[place].isDoubtful, !scanner.vouches(for: store[place]) { continue }
            } else {
                guard store[place].isRTP(sensitivity, isTold: true), scanner.tells(of: store[place]) else { continue }
            }
            seen.append(Seen(place: place, first: store[place].first, media: MediaSighting(store[place])))
        }
        return seen
    }

    /// Indices by first packet, then by the place of that packet in the input.
    private static func sorted(_ streams: borrowing Slab<Seen>) -> [Int] {
        (0..<streams.count).sorted { left, right in
            let (a, b) = (streams[left].first, streams[right].first)
            if a.arrival != b.arrival { return a.arrival < b.arrival }
            return a.file != b.file ? a.file < b.file : a.frame < b.frame
        }
    }

    /// Seconds from the capture's start; `nil` for a frame without a time.
    func offsetS(_ arrival: Int64) -> Double? {
        guard let captureStart, arrival != FrameRef.noArrival else { return nil }
        return Double(arrival - captureStart) * 1e-9
    }

    /// The moment that is so many seconds after the capture's start; `nil` where frames carry no time.
    func time(_ offsetS: Double) -> Int64? {
        captureStart.map { $0 &+ Int64(offsetS * 1e9) }
    }

    /// The call of a place, without its sound.
    ///
    /// - Parameter index: 0 ..< `callCount`; the id is one more.
    public func call(at index: Int) -> CallReport {
        var report = CallReport()
        tell(ofCall: index, in: &report)
        return report
    }

    /// - Parameter report: Where it is told: one that was changed in many places where it was made would be copied.
    private func tell(ofCall index: Int, in report: inout CallReport) {
        report.id = index + 1
        let places = legs[index].members
        report.streams = places.map { $0 + 1 }
        time(&report, places)
        // Loops, no closures: each of those would hold a copy of the whole summary.
        for place in places where report.codec == nil { report.codec = codec(ofStream: place) }
        if report.codec == nil { report.unknown.note("codec", "codec of the payload type unknown") }
        for place in places {
            if let worst = worstMOS(place) { report.minMosLQ = min(report.minMosLQ ?? worst, worst) }
        }
        if report.minMosLQ == nil { report.unknown.note("min_mos_lq", "no stream of the call has a score") }
        report.signalling = signallingReport(ofCall: index)
        if report.signalling == nil { report.unknown.note("signalling", "no message of it was captured") }
        report.unknown.note("audio", "no sound was asked for")
        report.findings = findings(ofCall: index)
    }

    private func time(_ report: inout CallReport, _ places: [Int]) {
        var (start, end) = (Int64.max, Int64.min)
        var reason: StaticString?
        for place in places {
            if let untimed = self[place].untimedReason { reason = untimed }
            guard members[place].start != FrameRef.noArrival, members[place].end != FrameRef.noArrival else { continue }
            (start, end) = (min(start, members[place].start), max(end, members[place].end))
        }
        // One moment is no duration, but several streams, each of one moment, may lie apart.
        guard start < end || start == end && reason == nil else {
            report.unknown.note("start", reason ?? "")
            return report.unknown.note("duration_s", reason ?? "")
        }
        report.start = start
        report.durationS = Double(end - start) * 1e-9
    }
}

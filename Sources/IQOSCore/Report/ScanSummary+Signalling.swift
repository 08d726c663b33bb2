/// What signalling adds to the report of streams and calls.
extension ScanSummary {
    /// What signalling says of a stream's media; `nil` for nothing.
    func signalledMedia(of analyzer: borrowing StreamAnalyzer) -> SignalledMedia? {
        guard isAnnounced else { return nil }
        return signalling.media(of: analyzer.key.flow, from: analyzer.first.arrival, to: analyzer.last.arrival)
    }

    /// What signalling says of a payload type, where it adds to its number and the packets do not contradict it.
    func announcedFormat(ofType number: UInt8, _ analyzer: borrowing StreamAnalyzer) -> SDPFormat? {
        guard isAnnounced else { return nil }
        let flow = analyzer.key.flow
        // A session changed on the way may have brought another type.
        let format =
            signalledMedia(of: analyzer)?.format(ofPayloadType: number)
            ?? signalling.media(of: flow, at: analyzer.last.arrival)?.format(ofPayloadType: number)
        guard let format, let name = format.name, !format.isStatic else { return nil }
        let isEvent = name == "telephone-event"
        return isEvent == analyzer.census.isTelephoneEvent(number) || !isEvent ? format : nil
    }

    /// What signalling says of the packing of a static payload type; empty for nothing.
    func announcedParameters(_ number: UInt8, _ analyzer: borrowing StreamAnalyzer) -> String {
        signalledMedia(of: analyzer)?.format(ofPayloadType: number)?.parameters ?? ""
    }

    /// One sentence for the evidence of a stream; `nil` where nothing was announced.
    ///
    /// - Parameters:
    ///   - types: Of the stream.
    ///   - firstFile: File of its first packet.
    func announcementEvidence(
        _ analyzer: borrowing StreamAnalyzer, _ types: [PayloadTypeReport], firstFile: Int
    ) -> String? {
        guard let media = signalledMedia(of: analyzer) else { return nil }
        let file = media.file == firstFile ? "" : " of file \(media.file)"
        let what = media.receiver == nil ? "source" : "destination"
        let formats = (media.receiver ?? media.sender)?.formats ?? []
        let names = formats.filter { format in types.contains { $0.number == Int(format.payloadType) } }
            .compactMap { format in format.name.map { "\(format.payloadType) \($0)/\(format.clockRateHz)" } }
        let told = names.isEmpty ? "" : ": " + names.joined(separator: ", ")
        return
            "\(what) announced by \(signalling.calls[media.call].signallingProtocol.name) in frame \(media.frame)\(file)\(told)"
    }

    public var signallingCounters: SignallingCounters { signalling.counters }
    /// Calls of which signalling tells.
    public var signalledCalls: Int { signalling.calls.count { !$0.isPartOfAnother } }
    /// Times that half-read exchanges of RTSP, MGCP or Skinny were forgotten for want of room.
    public var signallingSessionsForgotten: Int { signalling.sessions.forgotten }

    /// Calls without a stream that a report lists.
    public static let callsWithoutStreamLimit = 1000

    /// Calls that somebody asked for or that had a session, and to which no stream belongs, in order of their beginning.
    private var silentCalls: [Int] {
        let known = Set(legs.flatMap { ($0.signalled.map { [$0.call] } ?? []) + $0.signalledElsewhere })
        return signalling.calls.indices.filter { place in
            let call = signalling.calls[place]
            return !known.contains(place) && (call.invited != nil || call.answered != nil || call.status != nil)
        }
        .sorted { signalling.calls[$0].start < signalling.calls[$1].start }
    }

    /// The first of those calls, and the number of further ones.
    public var callsWithoutStream: (listed: [CallWithoutStream], more: Int) {
        let calls = silentCalls
        let listed = calls.prefix(Self.callsWithoutStreamLimit).map { place in
            let (call, told) = (signalling.calls[place], signallingReport(of: place))
            let carriers = successive.streams[place, default: []].map { $0 + 1 }
            guard call.start != FrameRef.noArrival else {
                var report = CallWithoutStream(start: nil, durationS: nil, signalling: told)
                for key: StaticString in ["start", "duration_s"] {
                    report.unknown.note(key, "no packet has a capture time")
                }
                return report
            }
            return CallWithoutStream(
                start: call.start, durationS: Double(max(0, call.last - call.start)) * 1e-9, signalling: told,
                streams: carriers)
        }
        return (listed, calls.count - listed.count)
    }

    /// Calls that were answered and have no stream, and one sentence about them; `nil` where there is none. A fax has none.
    public var callsWithoutMedia: (count: Int, sentence: String)? {
        let silent = silentCalls.filter {
            signalling.calls[$0].answered != nil && successive.streams[$0] == nil && mediaKinds(ofCall: $0) != [.image]
        }
        guard let call = silent.first.map({ signalling.calls[$0] }) else { return nil }
        let (what, which) =
            silent.count == 1
            ? ("call was answered and has no stream in the capture", "it")
            : ("calls were answered and have no stream in the capture", "the first")
        let parties = call.from.isEmpty || call.to.isEmpty ? "" : ", from \(call.from) to \(call.to)"
        return (
            silent.count, "\(silent.count) signalled \(what); \(which) is \(call.callID)\(parties)".printable
        )
    }

    /// The signalling of a call; `nil` where none was captured.
    func signallingReport(ofCall index: Int) -> SignallingReport? {
        guard let leg = legs[index].signalled, signalling.calls.indices.contains(leg.call) else { return nil }
        return signallingReport(of: leg.call, others: legs[index].signalledElsewhere)
    }

    /// - Parameters:
    ///   - place: In `signalling.calls`.
    ///   - others: Calls of the same media at other points of the way.
    private func signallingReport(of place: Int, others: [Int] = []) -> SignallingReport {
        var report = SignallingReport()
        let (call, others) = (signalling.calls[place], others.map { signalling.calls[$0] })
        report.protocol = call.signallingProtocol.name
        report.callID = call.callID
        report.from = call.from.isEmpty ? nil : call.from.description
        report.to = call.to.isEmpty ? nil : call.to.description
        report.status = call.status
        report.media = mediaKinds(ofCall: place).map(\.rawValue)
        if report.from == nil { report.unknown.note("from", "not in the captured messages") }
        if report.to == nil { report.unknown.note("to", "not in the captured messages") }
        if report.status == nil { report.unknown.note("status", "no final response was captured") }
        report.otherCallIDs = others.map(\.callID)
        let messages = ([call] + others).flatMap(\.messages)
        report.messages = messages.sorted { $0.arrival < $1.arrival }.map { message in
            SignallingReport.Message(
                timeS: offsetS(message.arrival), source: Self.endpoint(message.flow.source, message.flow.sourcePort),
                destination: Self.endpoint(message.flow.destination, message.flow.destinationPort),
                summary: message.summary)
        }
        report.responseTimes = Self.responseTimes(messages)
        for message in messages.sorted(by: { $0.arrival < $1.arrival }) {
            guard let key = message.key, let timeS = offsetS(message.arrival) else { continue }
            report.infoKeys.append(
                SignallingReport.Key(
                    timeS: timeS, source: Self.endpoint(message.flow.source, message.flow.sourcePort),
                    digit: String(key.digit), durationMs: key.durationMs))
        }
        return report
    }

    /// Time between a request of SIP and its first response, as they pass the capture point, by who answered.
    ///
    /// What was sent again before tells nothing, for the answer may be to either.
    private static func responseTimes(_ messages: [SignallingMessage]) -> [SignallingReport.ResponseTime] {
        var open: [UInt64: SignallingMessage] = [:]
        var times: [(endpoint: String, samplesMs: ThinnedSamples)] = []
        for message in messages.sorted(by: { $0.arrival < $1.arrival })
        where message.transaction != 0 && message.arrival != FrameRef.noArrival {
            if message.isRequest {
                open[message.transaction] = message
            } else if let request = open.removeValue(forKey: message.transaction),
                request.sentAgain ?? .max > message.arrival
            {
                let endpoint = endpoint(message.flow.source, message.flow.sourcePort)
                let place = times.firstIndex { $0.endpoint == endpoint } ?? times.count
                if place == times.count { times.append((endpoint, ThinnedSamples())) }
                times[place].samplesMs.add(Double(message.arrival &- request.arrival) * 1e-6)
            }
        }
        return times.compactMap { time in
            figures(time.samplesMs).map { SignallingReport.ResponseTime(endpoint: time.endpoint, timeMs: $0) }
        }
    }

    static func endpoint(_ address: Address, _ port: UInt16) -> String {
        address.isIPv6 ? "[\(address)]:\(port)" : "\(address):\(port)"
    }

    /// Whether the caller sends forward; `nil` where it is not known who called.
    func isCallerForward(inCall index: Int) -> Bool? {
        guard let leg = legs[index].signalled, signalling.calls[leg.call].isCallerKnown else { return nil }
        return leg.side == .caller
    }
}

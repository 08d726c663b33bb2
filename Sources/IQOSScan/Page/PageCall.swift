import IQOSCore

/// The values of one call, as a row of the table and as the head of its section.
struct PageCall {
    private let call: CallReport
    private let streams: [StreamReport]
    private let captureStart: Int64?
    private let say: Wording

    init(_ call: CallReport, streams: [StreamReport], captureStart: Int64?, _ say: Wording) {
        self.say = say
        self.call = call
        self.streams = streams
        self.captureStart = captureStart
    }

    /// Kind of findings in a row, as with scripts; beyond, their number.
    private static let tags = 1

    /// Who talks to whom: as signalled, else the ends of the first stream.
    static func parties(of call: CallReport, _ streams: [StreamReport]) -> (from: String, to: String) {
        if let signalling = call.signalling, let from = signalling.from, let to = signalling.to { return (from, to) }
        guard let first = streams.first else { return (FigureText.none, FigureText.none) }
        return (FigureText.endpoint(first.source), FigureText.endpoint(first.destination))
    }

    /// Start of the call, seconds from `capture.start`; 0 where times are not known.
    var startS: Double {
        guard let start = call.start, let captureStart else { return 0 }
        return (Double(start) - Double(captureStart)) / 1e9
    }

    /// A row; its section is linked where it has one.
    func row(hasDetails: Bool) -> PageValues {
        var values = common
        values["hasDetails"] = hasDetails
        // The legend above says what the colours mean.
        if !isShort, let lowest = call.minMosLQ { values["meaning"] = say(.lowestPart, FigureText.mos(lowest)) }
        // Thousands of players would keep a browser busy for a minute; a call's section has one.
        values["link"] = values["sound"]
        values["lost"] = say.percent(streams.map(\.packets.lostPercent).max() ?? 0)
        values["late"] = streams.compactMap(\.packets.latePercent).max().map(say.percent) ?? FigureText.none
        values["jitter"] =
            streams.compactMap { $0.jitterMs?.mean }.max().map(say.milliseconds) ?? FigureText.none
        values["strip"] = hasDetails ? strip : ""
        var codes: Set<String> = []
        // Worst first, of equals the call's own.
        let ranked = (call.findings + streams.flatMap(\.findings)).enumerated().sorted {
            ($1.element.severity.rank, $0.offset) < ($0.element.severity.rank, $1.offset)
        }
        let findings = ranked.map(\.element).filter { codes.insert($0.code).inserted }
        values["tags"] = findings.prefix(Self.tags).map { $0.pageValues(say) }
        values["hasTags"] = !findings.isEmpty
        values["moreTags"] = findings.count > Self.tags ? findings.count - Self.tags : false as Any
        return values
    }

    /// The head of the call's section.
    ///
    /// - Parameter inside: Paths of the sound files that are inside the page.
    func section(_ detail: PageDetail, _ inside: Set<String>) -> PageValues {
        var values = common
        values["findings"] = call.findings.map { $0.pageValues(say, callStartS: startS) }
        values["hasFindings"] = !call.findings.isEmpty
        values["status"] =
            call.signalling.map { $0.protocol + ($0.status.map { " \(say(.statusWord)) \($0)" } ?? "") } ?? false as Any
        let links = PageLinks.values([call.audio?.wav, call.audio?.mp3], without: inside)
        values["links"] = links
        values["channels"] = channels
        if !links.isEmpty || !inside.isEmpty { values["silence"] = false }
        let unknowns = call.unknown.entries.map { "\(name(of: $0.key)) (\(say(sentence: $0.reason)))" }
        let isCut = streams.count > PageDetail.streamsOfCall
        values["notes"] =
            (isCut ? [say(.firstStreams, say.count(streams.count), say.count(PageDetail.streamsOfCall))] : [])
            + (unknowns.isEmpty ? [] : [say(.unknowns) + " " + unknowns.joined(separator: "; ")])
        let messages = PageTable.messages(
            call.signalling ?? SignallingReport(), limit: detail.messages, remark: responseTimes, say)
        var keys = PageTable(say, .infoKeys, [.digit, .timeInCapture, .fromParty, .held])
        keys.add(call.signalling?.infoKeys ?? [], limit: detail.messages) { key in
            [
                key.digit, say.fixed(key.timeS, decimals: 3) + " s", key.source,
                key.durationMs.map { "\(say.count($0)) ms" } ?? FigureText.none,
            ]
        }
        values["tables"] = messages.html(in: "ladder") + keys.html(in: "infokeys")
        return values
    }

    /// How soon each endpoint answered; `nil` where none is known to have.
    private var responseTimes: String? {
        guard let times = call.signalling?.responseTimes, !times.isEmpty else { return nil }
        return times.prefix(8).map { say(.answersWithin, $0.endpoint, say.milliseconds($0.timeMs.p50)) }
            .joined(separator: " ")
    }

    private var common: PageValues {
        let parties = Self.parties(of: call, streams)
        let mos = streams.compactMap(\.quality.mosLQ).min()
        let band = isShort ? .unknown : QualityBand(mosLQ: mos)
        let sound = PageLinks.soundPath(call.audio?.wav) ?? PageLinks.soundPath(call.audio?.mp3)
        return [
            "id": call.id, "from": parties.from, "to": parties.to,
            "time": call.start.map(FigureText.timeOfDay) ?? FigureText.none,
            "date": call.start.map(FigureText.date) ?? "",
            "length": call.durationS.map(say.length) ?? FigureText.none, "codec": call.codec ?? FigureText.none,
            "mos": FigureText.mos(mos), "band": band.rawValue, "meaning": meaning(of: band),
            "sound": sound ?? false as Any,
            "silence": sound == nil
                ? call.audio?.reason.map { say(sentence: $0) } ?? say(.noSoundWritten) : false as Any,
        ]
    }

    /// Too short to be judged by its score.
    private var isShort: Bool { QualityRank(index: 0, streams: streams).isShort }

    private func meaning(of band: QualityBand) -> String {
        if isShort { return say(.tooShort) }
        guard band == .unknown else {
            let lowest = call.minMosLQ.map { say(.lowestInterval, FigureText.mos($0)) } ?? ""
            return say(band.meaning) + lowest
        }
        return streams.compactMap(\.quality.reason).first.map { say(sentence: $0) } ?? say(band.meaning)
    }

    private var channels: String {
        let channels = call.audio?.channels ?? []
        return channels.map { channel in
            "\(say.side(channel.position)): \(say(.streamNumber)) \(channel.streams.map(String.init).joined(separator: ", "))"
        }.joined(separator: "; ")
    }

    /// What a reader calls a member of the report.
    private func name(of key: String) -> String {
        switch key {
        case "signalling": say(.signalling)
        case "min_mos_lq": say(.mosWorst)
        case "codec": say(.codec)
        case "start", "duration_s": say(.length)
        case "audio": say(.groupSound)
        default: key
        }
    }

    private var strip: String {
        (isShort ? nil : call.durationS).flatMap { QualityStrip(streams: streams, startS: startS, durationS: $0) }?.svg(
            say)
            ?? "<span class=\"soft\">\(FigureText.none)</span>"
    }
}

import IQOSCore

/// What the first screen says: one look at every call, kept as a few numbers each.
struct PageSummary {
    private(set) var ranks: [QualityRank] = []
    private(set) var bands: [QualityBand: Int] = [:]
    private var lost = 0
    private var expected = 0
    private var late = 0
    /// Of one stream at least it is known whether packets came too late.
    private var knowsLate = false
    private var lowestInterval: Double?
    private var findings = 0
    private var critical = 0
    private var judgement = Verdict()
    private var digest: FindingDigest
    private let say: Wording

    /// - Parameter visit: Called with every call, in order, so that the report is gone through once.
    init(_ result: ScanResult, visit: (CallReport, [StreamReport]) -> Void = { _, _ in }) {
        say = Wording(result.language)
        digest = FindingDigest(result.head)
        judgement.signalled = result.head.signalledCalls
        ranks.reserveCapacity(result.callCount)
        for index in 0..<result.callCount {
            let call = result.call(at: index)
            let streams = result.streams(of: call)
            visit(call, streams)
            let rank = QualityRank(index: index, streams: streams)
            ranks.append(rank)
            bands[rank.isShort ? .unknown : QualityBand(mosLQ: rank.mosLQ), default: 0] += 1
            if let mos = call.minMosLQ { lowestInterval = min(lowestInterval ?? mos, mos) }
            digest.add(call)
            for stream in streams {
                digest.add(stream)
                // What was captured twice counts once, with what was lost until the last point.
                if let same = stream.sameMedia {
                    lost += same.lost
                    continue
                }
                lost += stream.packets.lost
                late += stream.packets.late ?? 0
                knowsLate = knowsLate || stream.packets.late != nil
                expected += stream.packets.expected
            }
            let all = call.findings + streams.flatMap(\.findings)
            findings += all.count
            let serious = all.count { $0.severity == .critical }
            critical += serious
            judgement.add(rank, isFaulty: serious > 0)
        }
        findings += result.head.capture.findings.count
        critical += result.head.capture.findings.count { $0.severity == .critical }
    }

    /// Category that colours the whole.
    var band: QualityBand { judgement.band }

    /// The verdict in one sentence.
    var verdict: String { judgement.sentence(say) }

    /// What stands behind the verdict: the worst call, or why there is none.
    func lead(_ result: ScanResult) -> String {
        // A score of two or three packets says nothing beside one of a whole call.
        guard let worst = ranks.filter({ !$0.isShort }).min() ?? ranks.min() else {
            return say(.leadNothing, say.counted(result.head.capture.packets, .packet))
        }
        guard let mos = worst.mosLQ else { return say(.leadUnrated) }
        if worst.isShort, ranks.count > 1 { return say(.leadAllShort, say.fixed(Verdict.leastSeconds, decimals: 0)) }
        let call = result.call(at: worst.index)
        let parties = PageCall.parties(of: call, result.streams(of: call))
        let name: String
        if ranks.count == 1 {
            let seconds = say.fixed(worst.durationS ?? 0, decimals: 2)
            name =
                worst.isShort ? say(.leadShort, seconds, FigureText.mos(mos)) : say(.leadOne, FigureText.mos(mos))
        } else {
            name = say(
                judgement.rated == 1 ? .leadOnly : .leadWorst, say.count(call.id), parties.from, parties.to,
                FigureText.mos(mos))
        }
        let missing = worst.missingPercent > 0 ? say(.leadMissing, say.percent(worst.missingPercent)) : ""
        return name + missing + "." + (ranks.count == 1 ? "" : judgement.remark(say))
    }

    func tiles(_ result: ScanResult) -> [PageValues] {
        func tile(_ name: Phrase, _ value: String, _ remark: String) -> PageValues {
            ["name": say(name), "value": value, "remark": remark]
        }
        let capture = result.head.capture
        let share = expected > 0 ? 100 / Double(expected) : 0
        return [
            tile(.calls, say.count(result.callCount), say.counted(result.streamCount, .stream)),
            tile(
                .capture, capture.durationS.map(say.length) ?? FigureText.none,
                say.counted(capture.packets, .packet)),
            tile(
                .lowestMOS, FigureText.mos(ranks.compactMap(\.mosLQ).min()),
                lowestInterval.map { say(.lowestPart, FigureText.mos($0)) } ?? say(.ofOneToFive)),
            tile(
                .lost, expected > 0 ? say.percent(Double(lost) * share) : FigureText.none,
                expected > 0 ? say(.ofWhole, say.count(lost), say.counted(expected, .packet)) : say(.notKnown)),
            tile(
                .late, knowsLate ? say.percent(Double(late) * share) : FigureText.none,
                knowsLate ? say.counted(late, .packet) : say(.notKnown)),
            tile(
                .findings, say.count(findings),
                critical == 1
                    ? say(.criticalOne)
                    : critical > 0 ? say(.criticalOnes, say.count(critical)) : say(.noneCritical)),
        ]
    }

    /// What was found anywhere, a line a kind, worst first.
    var findingValues: [PageValues] {
        digest.entries.map { entry in
            [
                "severity": entry.finding.severity.rawValue, "message": say(sentence: entry.finding.message),
                "place": entry.places(say), "code": entry.finding.code,
                "link": entry.call.map { "#call-\($0)" } ?? false as Any,
            ]
        }
    }

    /// Calls by category as one bar, with its legend.
    var share: String {
        guard ranks.count > 1 else { return "" }
        var bars = ""
        var legend = ""
        var x = 0.0
        for band in QualityBand.allCases {
            guard let count = bands[band] else { continue }
            let width = 1000 * Double(count) / Double(ranks.count)
            bars +=
                "<rect class=\"q-\(band.rawValue)\" x=\"\(SVGPath.tenths(x))\" width=\"\(SVGPath.tenths(max(width - 2, 1)))\" height=\"12\"/>"
            x += width
            legend +=
                "<li><svg viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect class=\"q-\(band.rawValue)\" width=\"10\" height=\"10\" rx=\"2\"/></svg>"
                + "\(say.count(count)) \(say(band.meaning))</li>"
        }
        return
            "<svg class=\"share\" viewBox=\"0 0 1000 12\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\(bars)</svg>"
            + "<ul class=\"legend\" aria-label=\"\(say(.callsByQuality))\">\(legend)</ul>"
    }
}

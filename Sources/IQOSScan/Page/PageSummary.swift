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
    private var findings = 0
    private var critical = 0
    /// Calls that have a critical finding though their MOS is not low: what is wrong is not in the packets.
    private var faulty = 0
    private var digest: FindingDigest
    private let say: Wording

    /// - Parameter visit: Called with every call, in order, so that the report is gone through once.
    init(_ result: ScanResult, visit: (CallReport, [StreamReport]) -> Void = { _, _ in }) {
        say = Wording(result.language)
        digest = FindingDigest(result.head)
        ranks.reserveCapacity(result.callCount)
        for index in 0..<result.callCount {
            let call = result.call(at: index)
            let streams = result.streams(of: call)
            visit(call, streams)
            let rank = QualityRank(index: index, streams: streams)
            ranks.append(rank)
            bands[QualityBand(mosLQ: rank.mosLQ), default: 0] += 1
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
            if serious > 0, ![.poor, .bad].contains(QualityBand(mosLQ: rank.mosLQ)) { faulty += 1 }
        }
        findings += result.head.capture.findings.count
        critical += result.head.capture.findings.count { $0.severity == .critical }
    }

    /// Category of the worst call, which colours the whole; a call with a serious fault is no better than poor.
    var band: QualityBand {
        [.bad, .poor].first { bands[$0] != nil }
            ?? (faulty > 0 ? .poor : [.fair, .good].first { bands[$0] != nil } ?? .unknown)
    }

    /// The verdict in one sentence.
    var verdict: String {
        let total = ranks.count
        guard total > 0 else { return say(.noCall) }
        let rated = total - (bands[.unknown] ?? 0)
        guard rated > 0 else { return total == 1 ? say(.oneUnrated) : say(.noneRated, say.count(total)) }
        if total == 1 { return say(verdictOfOne) }
        let low = (bands[.poor] ?? 0) + (bands[.bad] ?? 0)
        if low > 0 { return lowVerdict(low, of: total) }
        if faulty > 0 {
            return faulty == 1
                ? say(.oneFaultyOf, say.count(total)) : say(.someFaultyOf, say.count(faulty), say.count(total))
        }
        let isFair = (bands[.fair] ?? 0) > 0
        switch (rated, isWhole: rated == total) {
        case (1, _): return say(isFair ? .oneRatedFair : .oneRatedGood)
        case (2, true): return say(isFair ? .bothFair : .bothGood)
        case (2, false): return say(isFair ? .bothRatedFair : .bothRatedGood)
        case (_, true): return say(isFair ? .allFair : .allGood, say.count(rated))
        case (_, false): return say(isFair ? .allRatedFair : .allRatedGood, say.count(rated))
        }
    }

    private var verdictOfOne: Phrase {
        switch QualityBand(mosLQ: ranks[0].mosLQ) {
        case .good where faulty > 0, .fair where faulty > 0: .oneFaulty
        case .good: .oneGood
        case .fair: .oneFair
        case .poor: .onePoor
        default: .oneBad
        }
    }

    private func lowVerdict(_ low: Int, of total: Int) -> String {
        let (bad, poor) = (bands[.bad] ?? 0, bands[.poor] ?? 0)
        let calls =
            low == 1
            ? say(bad == 0 ? .onePoorOf : .oneBadOf, say.count(total))
            : say(bad == 0 ? .somePoorOf : poor == 0 ? .someBadOf : .someLowOf, say.count(low), say.count(total))
        switch faulty {
        case 0: return calls + "."
        case 1: return calls + say(.oneFaultyMore) + "."
        default: return calls + say(.someFaultyMore, say.count(faulty)) + "."
        }
    }

    /// What stands behind the verdict: the worst call, or why there is none.
    func lead(_ result: ScanResult) -> String {
        guard let worst = ranks.min() else {
            return say(.leadNothing, say.counted(result.head.capture.packets, .packet))
        }
        guard let mos = worst.mosLQ else { return say(.leadUnrated) }
        let call = result.call(at: worst.index)
        let parties = PageCall.parties(of: call, result.streams(of: call))
        let name =
            ranks.count == 1
            ? say(.leadOne, FigureText.mos(mos))
            : say(.leadWorst, say.count(call.id), parties.from, parties.to, FigureText.mos(mos))
        let missing = worst.missingPercent > 0 ? say(.leadMissing, say.percent(worst.missingPercent)) : ""
        return name + missing + "." + (ranks.count == 1 ? "" : unratedRemark)
    }

    private var unratedRemark: String {
        switch bands[.unknown] ?? 0 {
        case 0: ""
        case 1: say(.oneCallUnrated)
        case let several: say(.someCallsUnrated, say.count(several))
        }
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
                .capture, capture.durationS.map(FigureText.length) ?? FigureText.none,
                say.counted(capture.packets, .packet)),
            tile(.lowestMOS, FigureText.mos(ranks.compactMap(\.mosLQ).min()), say(.ofOneToFive)),
            tile(
                .lost, expected > 0 ? say.percent(Double(lost) * share) : FigureText.none,
                expected > 0 ? say(.ofWhole, say.count(lost), say.counted(expected, .packet)) : say(.notKnown)),
            tile(
                .late, knowsLate ? say.percent(Double(late) * share) : FigureText.none,
                knowsLate ? say.counted(late, .packet) : say(.notKnown)),
            tile(
                .findings, say.count(findings),
                critical > 0 ? say(.criticalOnes, say.count(critical)) : say(.noneCritical)),
        ]
    }

    /// What was found anywhere, a line a kind, worst first.
    var findingValues: [PageValues] {
        digest.entries.map { entry in
            [
                "severity": entry.finding.severity.rawValue, "message": say(sentence: entry.finding.message),
                "place": entry.places(say),
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

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

    /// - Parameter visit: Called with every call, in order, so that the report is gone through once.
    init(_ result: ScanResult, visit: (CallReport, [StreamReport]) -> Void = { _, _ in }) {
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
        guard total > 0 else { return "No call was found." }
        let rated = total - (bands[.unknown] ?? 0)
        guard rated > 0 else {
            return total == 1
                ? "The call could not be rated." : "None of the \(FigureText.count(total)) calls could be rated."
        }
        let low = (bands[.poor] ?? 0) + (bands[.bad] ?? 0)
        if total == 1 {
            switch QualityBand(mosLQ: ranks[0].mosLQ) {
            case .good where faulty > 0, .fair where faulty > 0:
                return "The packets came through, but the call has a serious fault."
            case .good: return "The call sounds good."
            case .fair: return "The call sounds fair."
            case .poor: return "The call sounds poor."
            default: return "The call sounds bad."
            }
        }
        if low > 0 {
            let words = (bands[.bad] ?? 0) == 0 ? "poor" : (bands[.poor] ?? 0) == 0 ? "bad" : "poor or bad"
            let others = faulty > 0 ? ", \(FigureText.count(faulty)) more \(Self.haveFault(faulty))" : ""
            return "\(FigureText.count(low)) of \(FigureText.count(total)) calls "
                + "\(low == 1 ? "sounds" : "sound") \(words)\(others)."
        }
        if faulty > 0 {
            return "\(FigureText.count(faulty)) of \(FigureText.count(total)) calls \(Self.haveFault(faulty))."
        }
        let fair = bands[.fair] ?? 0
        let kind = rated == total ? "calls" : "rated calls"
        let scope =
            rated == 1 ? "The one rated call" : rated == 2 ? "Both \(kind)" : "All \(FigureText.count(rated)) \(kind)"
        if rated == 1 { return fair == 0 ? "\(scope) sounds good." : "\(scope) sounds fair." }
        return fair == 0 ? "\(scope) sound good." : "\(scope) sound good or fair."
    }

    private static func haveFault(_ calls: Int) -> String {
        calls == 1 ? "has a serious fault" : "have a serious fault"
    }

    /// What stands behind the verdict: the worst call, or why there is none.
    func lead(_ result: ScanResult) -> String {
        let packets = FigureText.counted(result.head.capture.packets, "packet")
        guard let worst = ranks.min() else {
            return
                "None of the \(packets) in the capture belongs to a stream of RTP, so there is nothing to rate or to play."
        }
        guard let mos = worst.mosLQ else {
            return
                "Loss, jitter and times below were measured all the same; each call says what kept it from being rated."
        }
        let call = result.call(at: worst.index)
        let parties = PageCall.parties(of: call, result.streams(of: call))
        let name =
            ranks.count == 1 ? "It reaches" : "Call \(call.id) from \(parties.from) to \(parties.to) is the lowest with"
        let missing =
            worst.missingPercent > 0
            ? ", with up to \(FigureText.percent(worst.missingPercent)) of packets lost or late" : ""
        let unrated = bands[.unknown].map { " \(FigureText.counted($0, "call")) could not be rated." } ?? ""
        return "\(name) MOS \(FigureText.mos(mos))\(missing).\(ranks.count == 1 ? "" : unrated)"
    }

    func tiles(_ result: ScanResult) -> [PageValues] {
        func tile(_ name: String, _ value: String, _ remark: String) -> PageValues {
            ["name": name, "value": value, "remark": remark]
        }
        let capture = result.head.capture
        let share = expected > 0 ? 100 / Double(expected) : 0
        return [
            tile("Calls", FigureText.count(result.callCount), FigureText.counted(result.streamCount, "stream")),
            tile(
                "Capture", capture.durationS.map(FigureText.length) ?? FigureText.none,
                FigureText.counted(capture.packets, "packet")),
            tile("Lowest MOS", FigureText.mos(ranks.compactMap(\.mosLQ).min()), "of 1 to 5"),
            tile(
                "Lost", FigureText.percent(Double(lost) * share),
                "\(FigureText.count(lost)) of \(FigureText.counted(expected, "packet"))"),
            tile(
                "Late", knowsLate ? FigureText.percent(Double(late) * share) : FigureText.none,
                knowsLate ? FigureText.counted(late, "packet") : "not known"),
            tile(
                "Findings", FigureText.count(findings),
                critical > 0 ? "\(FigureText.count(critical)) critical" : "none critical"),
        ]
    }

    /// What was found anywhere, a line a kind, worst first.
    var findingValues: [PageValues] {
        digest.entries.map { entry in
            ["severity": entry.finding.severity.rawValue, "message": entry.finding.message, "place": entry.places]
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
                "<path class=\"q-\(band.rawValue)\" d=\"\(SVGPath.bar(x: x, y: 0, width: max(width - 2, 1), height: 12))\"/>"
            x += width
            legend +=
                "<li><svg viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect class=\"q-\(band.rawValue)\" width=\"10\" height=\"10\" rx=\"2\"/></svg>"
                + "\(FigureText.count(count)) \(band.meaning)</li>"
        }
        return
            "<svg class=\"share\" viewBox=\"0 0 1000 12\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\(bars)</svg>"
            + "<ul class=\"legend\" aria-label=\"Calls by quality\">\(legend)</ul>"
    }
}

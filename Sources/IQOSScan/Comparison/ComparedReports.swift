import IQOSCore

/// Two reports side by side: figures over everything, findings, and the calls that both have.
public struct ComparedReports: Sendable {
    /// A figure before and after; `nil` where it is not known.
    struct Figure: Sendable {
        var name: String
        var a: Double?
        var b: Double?

        var change: Double? { a.flatMap { a in b.map { $0 - a } } }
    }

    struct FindingCount: Sendable {
        var code: String
        var a: Int
        var b: Int
    }

    struct MatchedCall: Sendable {
        var a: Int
        var b: Int
        /// `call-id`, `ssrc`, `parties` or `addresses`.
        var matchedBy: String
        var figures: [Figure]
    }

    let a: StoredReport
    let b: StoredReport
    let figures: [Figure]
    let findings: [FindingCount]
    let calls: [MatchedCall]
    /// Ids of calls that one report alone has.
    let unmatchedA: [Int]
    let unmatchedB: [Int]

    init(_ a: StoredReport, _ b: StoredReport) {
        self.a = a
        self.b = b
        figures = Self.figures(
            Self.overview(a.streams) + [("calls", Double(a.calls.count))],
            Self.overview(b.streams) + [("calls", Double(b.calls.count))])
        let (here, there) = (Self.codes(a), Self.codes(b))
        findings = Set(here.keys).union(there.keys).sorted().map {
            FindingCount(code: $0, a: here[$0] ?? 0, b: there[$0] ?? 0)
        }
        let pairs = Self.matched(a, b)
        calls = pairs.map { pair in
            let (left, right) = (a.calls[pair.a], b.calls[pair.b])
            return MatchedCall(
                a: left.id, b: right.id, matchedBy: pair.by,
                figures: Self.figures(Self.callFigures(left, a), Self.callFigures(right, b)))
        }
        let (usedA, usedB) = (Set(pairs.map(\.a)), Set(pairs.map(\.b)))
        unmatchedA = a.calls.indices.filter { !usedA.contains($0) }.map { a.calls[$0].id }
        unmatchedB = b.calls.indices.filter { !usedB.contains($0) }.map { b.calls[$0].id }
    }

    private typealias Named = (name: String, value: Double?)

    private static func figures(_ a: [Named], _ b: [Named]) -> [Figure] {
        zip(a, b).map { Figure(name: $0.name, a: $0.value, b: $1.value) }
    }

    /// Over streams: sums for packets, nearest rank for the rest.
    private static func overview(_ streams: [StoredReport.Stream]) -> [Named] {
        let scores = streams.compactMap(\.mosLQ).sorted()
        let jitter = streams.compactMap(\.jitterMs).sorted()
        let variation = streams.compactMap(\.delayVariationMs).sorted()
        let below = scores.isEmpty ? nil : 100 * Double(scores.count { $0 < 3.6 }) / Double(scores.count)
        return [
            ("streams", Double(streams.count)),
            ("lost_percent", lostPercent(streams)), ("late_percent", latePercent(streams)),
            ("jitter_ms_p50", rank(50, jitter)), ("jitter_ms_p95", rank(95, jitter)),
            ("delay_variation_ms_p50", rank(50, variation)), ("delay_variation_ms_p95", rank(95, variation)),
            ("mos_lq_min", scores.first), ("mos_lq_p5", rank(5, scores)), ("mos_lq_p50", rank(50, scores)),
            ("streams_below_3_6_percent", below),
        ]
    }

    private static func callFigures(_ call: StoredReport.Call, _ report: StoredReport) -> [Named] {
        let streams = streams(of: call, report)
        return [
            ("duration_s", call.durationS), ("lost_percent", lostPercent(streams)),
            ("late_percent", latePercent(streams)), ("jitter_ms_max", streams.compactMap(\.jitterMs).max()),
            ("mos_lq_min", streams.compactMap(\.mosLQ).min()),
            ("findings", Double(call.findings.count + streams.map(\.findings.count).reduce(0, +))),
        ]
    }

    private static func lostPercent(_ streams: [StoredReport.Stream]) -> Double? {
        percent(sum(streams.lazy.map(\.lost)), of: sum(streams.lazy.map(\.expected)))
    }

    /// Over streams whose late packets are known.
    private static func latePercent(_ streams: [StoredReport.Stream]) -> Double? {
        let known = streams.filter { $0.late != nil }
        return percent(sum(known.lazy.compactMap(\.late)), of: sum(known.lazy.map(\.expected)))
    }

    /// Whatever a report says, it does not overflow; exact up to 2^53.
    private static func sum(_ counts: some Sequence<Int>) -> Double {
        counts.reduce(0) { $0 + Double($1) }
    }

    private static func percent(_ part: Double, of whole: Double) -> Double? {
        whole > 0 ? 100 * part / whole : nil
    }

    private static func rank(_ percent: Int, _ sorted: [Double]) -> Double? {
        sorted.isEmpty ? nil : sorted[max(1, (percent * sorted.count + 99) / 100) - 1]
    }

    private static func codes(_ report: StoredReport) -> [String: Int] {
        var counts: [String: Int] = [:]
        let all = report.captureFindings + report.streams.flatMap(\.findings) + report.calls.flatMap(\.findings)
        for code in all { counts[code, default: 0] += 1 }
        return counts
    }

    /// By Call-ID, then SSRC, then who called whom, then addresses: only what each report has once.
    private static func matched(_ a: StoredReport, _ b: StoredReport) -> [(a: Int, b: Int, by: String)] {
        let rules: [(String, (StoredReport, StoredReport.Call) -> [String])] = [
            ("call-id", { _, call in [call.callID].compactMap(\.self) }),
            ("ssrc", { report, call in streams(of: call, report).map(\.ssrc) }),
            ("parties", { _, call in [call.parties].compactMap(\.self) }),
            (
                "addresses",
                { report, call in
                    [streams(of: call, report).map { "\($0.source) \($0.destination)" }.sorted().joined(separator: ",")]
                }
            ),
        ]
        var pairs: [(a: Int, b: Int, by: String)] = []
        var (usedA, usedB) = (Set<Int>(), Set<Int>())
        for (name, keys) in rules {
            let here = single(a, keys, without: usedA)
            let there = single(b, keys, without: usedB)
            for (key, place) in here.sorted(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
                guard let other = there[key], !usedA.contains(place), !usedB.contains(other) else { continue }
                usedA.insert(place)
                usedB.insert(other)
                pairs.append((place, other, name))
            }
        }
        return pairs.sorted { $0.a < $1.a }
    }

    private static func streams(of call: StoredReport.Call, _ report: StoredReport) -> [StoredReport.Stream] {
        call.streams.compactMap { report.streams.indices.contains($0 - 1) ? report.streams[$0 - 1] : nil }
    }

    /// Places of calls by keys that no other call of the report has.
    private static func single(
        _ report: StoredReport, _ keys: (StoredReport, StoredReport.Call) -> [String], without used: Set<Int>
    ) -> [String: Int] {
        var places: [String: Int] = [:]
        var repeated: Set<String> = []
        for (place, call) in report.calls.enumerated() where !used.contains(place) {
            for key in Set(keys(report, call)) where !key.isEmpty {
                if places.updateValue(place, forKey: key) != nil { repeated.insert(key) }
            }
        }
        for key in repeated { places[key] = nil }
        return places
    }
}

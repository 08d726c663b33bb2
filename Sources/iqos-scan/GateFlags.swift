import ArgumentParser
import IQOSCore
import IQOSScan

/// Whether the calls are good enough, for pipelines.
struct GateFlags: ParsableArguments {
    /// What `--fail-on` takes.
    enum Severity: String, ExpressibleByArgument, CaseIterable {
        case critical, warning

        /// Whether a finding is as severe, or worse.
        fileprivate func isReached(by finding: FindingReport) -> Bool {
            finding.severity == .critical || (self == .warning && finding.severity == .warning)
        }
    }

    @Option(
        name: .customLong("fail-below"), parsing: .unconditional,
        help: .told("Exit with 3 if any stream's MOS-LQ is below this.", valueName: "mos"))
    var failBelow: Double?

    @Flag(
        name: .customLong("fail-unknown"), help: .told("Exit with 3 also if a MOS-LQ is unknown or there is no stream.")
    )
    var failUnknown = false

    @Option(
        name: .customLong("fail-on"),
        help: .told(
            "Exit with 3 on a finding as severe or worse, and on a call that was answered and has no stream.",
            valueName: "severity"))
    var failOn: Severity?

    func validate() throws {
        if let failBelow, !(1...5).contains(failBelow) { throw ValidationError("--fail-below takes 1 to 5.") }
    }

    /// What misses the gates; empty where nothing does.
    func misses(of result: ScanResult) -> [GateMiss] {
        var misses: [GateMiss] = []
        if failBelow != nil || failUnknown {
            if result.streamCount == 0, failUnknown { misses.append(.noStream) }
            misses += scores(
                (0..<result.streamCount).lazy.map { result.stream(at: $0) }.map { (String($0.id), $0.quality.mosLQ) },
                areCaptures: false)
        }
        if let failOn {
            var found = FoundMiss(answeredCallsWithoutStream: result.head.answeredCallsWithoutStream)
            found.add(result.head.capture.findings, at: .capture, failOn)
            for index in 0..<result.streamCount {
                found.add(result.stream(at: index).findings, at: .stream(index + 1), failOn)
            }
            for index in 0..<result.callCount {
                found.add(result.call(at: index).findings, at: .call(index + 1), failOn)
            }
            misses += found.miss.map { [$0] } ?? []
        }
        return misses
    }

    /// The same over many scans; captures that could not be read are no matter of quality.
    func misses(of entries: [EachEntry]) -> [GateMiss] {
        let read = entries.filter { $0.failure == nil }
        var misses: [GateMiss] = []
        if failBelow != nil || failUnknown {
            misses += scores(
                read.lazy.map { entry in
                    let isUnknown = entry.streams == 0 || entry.unrated > 0
                    return (entry.file, failUnknown && isUnknown ? nil : entry.worstStreamMosLQ)
                }, areCaptures: true)
        }
        if let failOn {
            let missed = read.compactMap { entry -> (file: String, code: String)? in
                if entry.critical > 0 || (failOn == .warning && entry.warnings > 0) {
                    return (entry.file, entry.worstFinding ?? "")
                }
                return entry.answeredCallsWithoutStream > 0 ? (entry.file, "calls-without-media") : nil
            }
            if let first = missed.first {
                misses.append(.captures(missed.count, first: first.file, code: first.code))
            }
        }
        return misses
    }

    private func scores(_ scores: some Sequence<(name: String, mosLQ: Double?)>, areCaptures: Bool) -> [GateMiss] {
        var (count, first) = (0, (name: "", mosLQ: Double?.none))
        // As the report has it, whose figure may be the limit.
        for (name, score) in scores where score.map({ ($0 * 1e6).rounded() / 1e6 < failBelow ?? 1 }) ?? failUnknown {
            if count == 0 { first = (name, score) }
            count += 1
        }
        guard count > 0 else { return [] }
        return [
            .score(count, areCaptures: areCaptures, first: first.name, mosLQ: first.mosLQ, limit: failBelow ?? 1)
        ]
    }

    /// Findings as they are counted.
    private struct FoundMiss {
        var count = 0
        var first: (code: String, place: GateMiss.Place)?
        let answeredCallsWithoutStream: Int

        init(answeredCallsWithoutStream: Int) {
            self.answeredCallsWithoutStream = answeredCallsWithoutStream
        }

        mutating func add(_ findings: [FindingReport], at place: GateMiss.Place, _ severity: Severity) {
            for finding in findings where severity.isReached(by: finding) {
                if count == 0 { first = (finding.code, place) }
                count += 1
            }
        }

        var miss: GateMiss? {
            count + answeredCallsWithoutStream > 0
                ? .findings(count, first: first, answeredCallsWithoutStream: answeredCallsWithoutStream) : nil
        }
    }
}

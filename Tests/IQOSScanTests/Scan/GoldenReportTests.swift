import Foundation
import IQOSCore
import TestSupport
import Testing

@testable import IQOSScan

/// The whole report of every sample, byte by byte.
///
/// `IQOS_RENEW_GOLDEN=1 swift test --filter GoldenReportTests` writes the files anew; what changed is then explained in
/// the commit. The second test keeps wrong figures out of them: it reckons them from the truth beside the sample.
@Suite("Golden reports", .serialized)
struct GoldenReportTests {
    private static let isRenewing = ProcessInfo.processInfo.environment["IQOS_RENEW_GOLDEN"] == "1"

    private static func path(_ name: String) -> String {
        repositoryPath("Tests/IQOSScanTests/Golden/\(name.split(separator: ".")[0]).json")
    }

    @Test("report.json of a sample is the golden one", arguments: Samples.names)
    func golden(name: String) throws {
        let scan = try ScannedCapture(nil, name: name, audio: .wav)
        let report = try scan.bytes("report.json")
        if Self.isRenewing { try Data(report).write(to: URL(fileURLWithPath: Self.path(name))) }
        let golden = [UInt8](try Data(contentsOf: URL(fileURLWithPath: Self.path(name))))
        guard report != golden else { return }
        let lines = [report, golden].map { $0.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) }
        let line =
            zip(lines[0], lines[1]).enumerated().first { $1.0 != $1.1 }?.offset ?? min(lines[0].count, lines[1].count)
        let texts = lines.map { line < $0.count ? String(decoding: $0[line], as: UTF8.self) : "the end" }
        Issue.record("line \(line + 1) is \(texts[0]), was \(texts[1])")
    }

    @Test("the golden figures follow from the truth of the sample and from G.107", arguments: Samples.names)
    func truth(name: String) throws {
        let report = try JSONNode(text: Data(contentsOf: URL(fileURLWithPath: Self.path(name))))
        let truth = try Samples.truth(name)
        #expect(report["capture"]["packets"].int == truth["capture"]["packets"].int)
        #expect(report["streams"].list.count == truth["streams"].list.count)
        #expect(
            report["calls"].list.map { $0["streams"].list.map(\.int) }
                == truth["calls"].list.map { $0["streams"].list.map(\.int) }.filter { !$0.isEmpty })
        for (stream, told) in zip(report["streams"].list, truth["streams"].list) {
            Self.check(stream, against: told)
        }
    }

    private static func check(_ stream: JSONNode, against truth: JSONNode) {
        for key in ["ssrc", "codec"] { #expect(stream[key].text == truth[key].text) }
        for key in ["first_frame", "last_frame", "ptime_ms"] { #expect(stream[key].double == truth[key].double) }
        for key in ["captured", "unique", "expected", "duplicates", "out_of_order", "late"] {
            #expect(stream["packets"][key].int == truth["packets"][key].int, "\(key)")
        }
        #expect(stream["packets"]["lost"].int == truth["packets"]["lost_visible"].int)
        for key in ["jitter_ms", "jitter_rfc3550_ms"] {
            for figure in ["mean", "max", "last"] {
                #expect(isClose(stream[key][figure].double, truth[key][figure].double ?? -1, by: 1.5e-6))
            }
        }
        if let drift = stream["clock_drift_ppm"].double {
            #expect(isClose(drift, truth["clock_drift_ppm"].double ?? .infinity, by: 1))
        }
        checkQuality(stream, pattern: pattern(truth))
    }

    /// Fate of each number from the first to the last that arrived: `.` played, `x` lost, `d` late.
    private static func pattern(_ truth: JSONNode) -> [Character] {
        func numbers(_ key: String) -> Set<Int> {
            Set(truth[key].list.flatMap { Array(($0[0].int ?? 0)...($0[1].int ?? 0)) })
        }
        let (lost, late) = (numbers("lost_sequences"), numbers("late_sequences"))
        let sent = truth["packets"]["sent"].int ?? 0
        let first = truth["first_sequence"].int ?? 0
        let all = (first..<first + sent).map { lost.contains($0) ? "x" : late.contains($0) ? "d" : "." as Character }
        let arrived = all.indices.filter { all[$0] != "x" }
        return Array(all[(arrived.first ?? 0)...(arrived.last ?? 0)])
    }

    private static func checkQuality(_ stream: JSONNode, pattern: [Character]) {
        let model = LossModel(pattern)
        let percent = 100 * Double(model.losses) / Double(pattern.count)
        let rating = EModelReference(bpl: 25.1, ppl: percent, burstR: model.burstRatio).r
        // G.107 Annex B.
        let score = 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6
        #expect(isClose(stream["quality"]["r_factor"].double, rating, by: 1e-6))
        #expect(isClose(stream["quality"]["mos_lq"].double, score, by: 1e-6))
        let loss = stream["loss"]
        #expect(isClose(loss["burst_ratio"].double, model.burstRatio, by: 1e-6))
        #expect(isClose(loss["burst_density_percent"].double, 100 * model.burstDensity, by: 1e-6))
        #expect(isClose(loss["gap_density_percent"].double, 100 * model.gapDensity, by: 1e-6))
        #expect(loss["bursts"].int == model.bursts.count)
        #expect(loss["longest_run"].int == LossModel(pattern.map { $0 == "x" ? "x" : "." }).runs.max() ?? 0)
    }

    private static func isClose(_ value: Double?, _ expected: Double, by tolerance: Double) -> Bool {
        value.map { abs($0 - expected) <= tolerance } ?? false
    }
}

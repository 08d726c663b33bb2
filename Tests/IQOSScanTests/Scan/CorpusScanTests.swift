import Foundation
import IQOSCore
import Testing

@testable import IQOSScan

/// Real captures with known RTP content; their folder is named by the environment.
@Suite(
    "Real captures, scanned",
    .enabled(if: ProcessInfo.processInfo.environment["IQOS_CAPTURES"] != nil, "IQOS_CAPTURES is not set"))
struct CorpusScanTests {
    /// One capture, what it holds and what was found in it.
    private struct Outcome {
        var file: String
        var truths: [JSONNode]
        var streams: [StreamReport]

        func stream(_ truth: JSONNode) -> StreamReport? {
            streams.first { CorpusScanTests.key($0) == CorpusScanTests.key(truth) }
        }
    }

    private static let root = ProcessInfo.processInfo.environment["IQOS_CAPTURES"] ?? ""

    private static func scanned() throws -> [Outcome] {
        let truth = try JSONNode(text: Data(contentsOf: URL(fileURLWithPath: root + "/truth.json")))
        return try truth["captures"].list.map { capture in
            let file = capture["file"].text ?? ""
            var input = InputOptions(paths: [root + "/" + file])
            input.hash = false
            let result = try Scan(ScanOptions(input: input)).run()
            return Outcome(
                file: file, truths: capture["streams"].list, streams: (0..<result.streamCount).map(result.stream))
        }
    }

    static func key(_ stream: StreamReport) -> String {
        func text(_ endpoint: EndpointReport) -> String {
            (endpoint.address.contains(":") ? "[\(endpoint.address)]" : endpoint.address) + ":\(endpoint.port)"
        }
        return "\(stream.ssrc.ssrcText) \(text(stream.source)) > \(text(stream.destination))"
    }

    static func key(_ truth: JSONNode) -> String {
        "\(truth["ssrc"].text ?? "") \(truth["src"].text ?? "") > \(truth["dst"].text ?? "")"
    }

    /// Streams that count: not those of one or two packets, or damaged ones.
    private static func counts(_ truth: JSONNode) -> Bool {
        ["certain", "encrypted"].contains(truth["certainty"].text) && truth["packets"].int ?? 0 >= 3
    }

    /// Where the packets show that the truth file errs: file and stream, with the frames that show it. None is known.
    private static let settled: [(file: String, key: String, frames: ClosedRange<Int>)] = []

    @Test("every stream is found, none invented, negatives are clean, and counts are exact")
    func corpus() throws {
        var (found, missed, invented, negatives, cleanNegatives) = (0, 0, 0, 0, 0)
        // Streams whose jitter was reckoned: told here too, null here, no stream here.
        var (told, null, none) = (0, 0, 0)
        for outcome in try Self.scanned() {
            negatives += outcome.truths.isEmpty ? 1 : 0
            cleanNegatives += outcome.truths.isEmpty && outcome.streams.isEmpty ? 1 : 0
            let known = Set(outcome.truths.map(Self.key))
            for stream in outcome.streams {
                if !known.contains(Self.key(stream)) { invented += 1 }
                #expect(known.contains(Self.key(stream)), "\(outcome.file): invented \(Self.key(stream))")
                DamagedCaptureTests.checkLaws(stream)
            }
            for truth in outcome.truths where truth["mean_jitter_ms"].double != nil {
                let stream = outcome.stream(truth)
                told += stream?.jitterMs != nil ? 1 : 0
                null += stream != nil && stream?.jitterMs == nil ? 1 : 0
                none += stream == nil ? 1 : 0
            }
            for truth in outcome.truths where Self.counts(truth) {
                let place = "\(outcome.file): \(Self.key(truth))"
                guard let stream = outcome.stream(truth) else {
                    missed += 1
                    Issue.record("missed \(place)")
                    continue
                }
                found += 1
                guard !Self.settled.contains(where: { $0.file == outcome.file && $0.key == Self.key(truth) }) else {
                    continue
                }
                #expect(stream.packets.captured == truth["packets"].int, "\(place)")
                #expect(stream.packets.lost == truth["lost"].int, "\(place)")
                #expect(stream.packets.unique == truth["unique"].int, "\(place)")
                #expect(stream.packets.outOfOrder == truth["out_of_order"].int, "\(place)")
                #expect(stream.firstFrame == truth["first_frame"].int, "\(place)")
                #expect(stream.lastFrame == truth["last_frame"].int, "\(place)")
                Self.checkJitter(stream, truth, place)
            }
        }
        let f1 = 2 * Double(found) / Double(2 * found + missed + invented)
        #expect(f1 == 1 && found > 0)
        #expect(cleanNegatives == negatives)
        let table = try String(contentsOfFile: repositoryPath("docs/metrics.md"), encoding: .utf8)
        #expect(table.contains("hold \(told + null + none) streams for which that reckoning has a jitter"))
        for row in ["| \(told) | within 2 %", "| \(null) | null here", "| \(none) | not told here"] {
            #expect(table.contains(row), "docs/metrics.md has no row \(row)")
        }
    }

    private static func checkJitter(_ stream: StreamReport, _ truth: JSONNode, _ place: String) {
        guard let mean = truth["mean_jitter_ms"].double, let max = truth["max_jitter_ms"].double else { return }
        guard let jitter = stream.jitterMs else {
            // Without signalling a dynamic type needs 100 packets to show its clock; one file holds 298 in 0.6 ms.
            let isShown = stream.packets.unique >= 100 && !place.hasPrefix("str0m/h264.pcap")
            #expect(stream.clockRateHz == nil && !isShown, "\(place): no jitter")
            return
        }
        #expect(abs(jitter.mean - mean) <= 0.02 * mean + 0.001, "\(place): mean \(jitter.mean), truth \(mean)")
        #expect(abs(jitter.max - max) <= 0.02 * max + 0.001, "\(place): max \(jitter.max), truth \(max)")
    }
}

import Foundation
import Testing

@testable import IQOSCore

/// What the sentences of findings say of values: words, figures and what they blame.
@Suite("Words of findings")
struct FindingTextTests {
    @Test(
        "a rhythm of loss is told in seconds or in thousandths of them", arguments: [(3, "3 seconds"), (0.04, "40 ms")])
    func period(seconds: Double, text: String) throws {
        var stream = FindingRuleTests.clean()
        stream.markers = (0..<20).map {
            MarkerReport(kind: .lost, startS: Double($0) * seconds, endS: Double($0) * seconds)
        }
        let finding = try #require(FindingRules.findings(of: &stream).first { $0.code == "periodic-loss" })
        #expect(finding.message.contains("every \(text):"))
    }

    @Test(
        "packets late by a drift alone are not the network's",
        arguments: [(-20.0, 23.0, true), (-5, 23, false), (-20, 80, false)])
    func driftsPastBuffer(ppm: Double, size: Double, isDrift: Bool) throws {
        var stream = FindingRuleTests.clean()
        (stream.durationS, stream.clockDriftPpm, stream.packets.late) = (3600, ppm, 300)
        stream.smallestBufferMs = SmallestBufferReport(latePercent1: size, latePercent01: size)
        let finding = try #require(FindingRules.findings(of: &stream).first { $0.code == "late-packets" })
        #expect(finding.message.contains("72 ms through the call") == isDrift)
        #expect((finding.severity == .info) == isDrift)
    }

    @Test("a buffer that is told to be large enough follows the clock where it has to")
    func followingBuffer() throws {
        var stream = FindingRuleTests.clean()
        stream.smallestBufferMs = SmallestBufferReport(latePercent1: 108, latePercent01: 120)
        (stream.packets.late, stream.durationS, stream.clockDriftPpm) = (300, 180, -80)
        func told() throws -> String {
            try #require(FindingRules.findings(of: stream).first { $0.code == "jitter-buffer-too-small" }).message
        }
        #expect(
            try told() == "A jitter buffer of 108 ms instead of 60 ms would play all but 1 % of the packets in time.")
        stream.clockDriftPpm = -800
        #expect(
            try told()
                == "A jitter buffer of 108 ms instead of 60 ms that follows the sender's clock, which drifted by "
                + "144 ms through the call, would play all but 1 % of the packets in time.")
    }

    @Test("packets that come too early are not told as late", arguments: [(20, false), (21, true)])
    func tooEarly(early: Int, isEarly: Bool) throws {
        var stream = FindingRuleTests.clean()
        (stream.packets.late, stream.packets.lateOverflow) = (40, early)
        let finding = try #require(FindingRules.findings(of: stream).first { $0.code == "late-packets" })
        #expect(finding.message.contains("more than 500 ms too early") == isEarly)
        #expect(finding.message.contains("too late") != isEarly)
        #expect(finding.evidence.contains { $0 == ("late_overflow", Double(early)) })
    }

    @Test(
        "a clock that seems slow by standing still is not told to sample at another rate", arguments: [0.0, 1300, 1500])
    func stops(stoppedMs: Double) {
        var stream = FindingRuleTests.clean()
        (stream.clockDriftPpm, stream.durationS) = (-47_000, 60)
        var spikes = DelaySpikesReport()
        (spikes.count, spikes.lasting, spikes.lastingMs) = (14, 14, stoppedMs)
        stream.delaySpikes = spikes
        #expect(FindingRules.findings(of: stream).contains { $0.code == "clock-drift" } == (stoppedMs < 1410))
    }

    @Test("standstills that were caught up with are told without those that stayed")
    func caughtUp() throws {
        var stream = FindingRuleTests.clean()
        var spikes = DelaySpikesReport()
        (spikes.count, spikes.longestMs, spikes.longestCaughtMs) = (9, 900, 200)
        (spikes.lasting, spikes.lastingMs) = (2, 1700)
        stream.delaySpikes = spikes
        let finding = try #require(FindingRules.findings(of: stream).first { $0.code == "delay-spikes" })
        #expect(finding.message.hasPrefix("The stream stood still 7 times for up to 200 ms and then caught up:"))
    }

    @Test("packets that come late in bursts do not make losses come in bursts")
    func lateBursts() {
        var stream = FindingRuleTests.clean()
        FindingRuleTests.lose(40, longest: 2, ratio: 1.04, &stream)
        stream.loss.burstRatio = 2.3
        let findings = FindingRules.findings(of: stream)
        #expect(findings.contains { $0.code == "random-loss" } && !findings.contains { $0.code == "burst-loss" })
        #expect(findings.first { $0.code == "random-loss" }?.evidence.contains { $0 == ("burst_ratio", 1.04) } == true)
    }

    @Test(
        "how often a drift is heard follows from it", arguments: [(-300.0, "200 seconds"), (4900, "12.2 seconds")])
    func driftPeriod(ppm: Double, period: String) throws {
        var stream = FindingRuleTests.clean()
        stream.clockDriftPpm = ppm
        let message = try #require(FindingRules.findings(of: stream).first { $0.code == "clock-drift" }).message
        #expect(message.hasSuffix("receivers run out of sound, or fall behind, by 60 ms every \(period)."))
    }

    @Test("a rate that nobody told is not another one than told", arguments: [nil, "opus"])
    func guessedRate(codec: String?) {
        var stream = FindingRuleTests.clean()
        (stream.codec, stream.clockRateHz, stream.clockDriftPpm) = (codec, 90_000, -20_000)
        stream.payloadTypes = [FindingRuleTests.type(97, codec)]
        #expect(FindingRules.findings(of: stream).contains { $0.code == "clock-drift" } == (codec != nil))
    }

    @Test(
        "numbers in a sentence have their thousands set apart",
        arguments: [(0.254, "0.25"), (12.34, "12.3"), (999.4, "999"), (34_240, "34,240"), (1_234_567.8, "1,234,568")])
    func numbers(value: Double, text: String) {
        #expect(FindingRules.text(value) == text)
        #expect(FindingRules.text(-4235) == "-4,235" && FindingRules.text(100) == "100")
    }

    @Test("packets that came several times are not told as percents of twice")
    func copies() {
        func told(_ copies: Int, _ kind: WritableKeyPath<StreamReport, Int>) -> String {
            var stream = FindingRuleTests.clean()
            stream.packets.unique = 1000
            stream.packets.duplicates = copies
            stream[keyPath: kind] = copies
            return FindingRules.findings(of: stream).map(\.message).first { $0.contains("packet") } ?? ""
        }
        #expect(told(1000, \.packets.captureDuplicates).hasPrefix("The capture holds 100 % of the packets twice, by"))
        #expect(told(3000, \.packets.captureDuplicates).hasPrefix("The capture holds each packet 4 times on average,"))
        #expect(told(1500, \.packets.duplicates).hasPrefix("Each packet came 2.5 times on average:"))
        #expect(told(3000, \.packets.conflictingDuplicates).hasPrefix("Under each number 4 packets came on average"))
    }

    @Test(
        "figures in sentences have the digits that matter",
        arguments: [(12.0, "12"), (1.25, "1.3"), (0.254, "0.25"), (123.4, "123"), (0, "0"), (-300.2, "-300")])
    func figures(value: Double, text: String) {
        #expect(FindingRules.text(value) == text)
    }

    @Test("docs/findings.md has a row for every code and no other")
    func documentation() throws {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("docs/findings.md")
        let text = try String(contentsOf: path, encoding: .utf8)
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `") }.map {
            String($0.dropFirst(3).prefix { $0 != "`" })
        }
        #expect(rows == FindingRules.codes)
    }
}

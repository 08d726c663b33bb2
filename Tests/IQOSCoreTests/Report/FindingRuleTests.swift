import Testing

@testable import IQOSCore

/// For every finding values that have it, and values that come near and have it not.
@Suite("Findings")
struct FindingRuleTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var code: String
        var has: @Sendable (inout StreamReport) -> Void
        var nearMiss: @Sendable (inout StreamReport) -> Void

        var testDescription: String { code }

        init(
            _ code: String, has: @escaping @Sendable (inout StreamReport) -> Void,
            nearMiss: @escaping @Sendable (inout StreamReport) -> Void
        ) {
            self.code = code
            self.has = has
            self.nearMiss = nearMiss
        }
    }

    @Test(
        "of two streams with the same finding the worse one has the larger extent",
        arguments: [("random-loss", 1), ("burst-loss", 5), ("late-packets", 1)])
    func extent(code: String, run: Int) throws {
        let extents = try [60, 90].map { missing -> Double in
            var stream = Self.clean()
            if code == "late-packets" {
                stream.packets.late = missing
            } else {
                stream.packets.lost = missing
                stream.packets.unique -= missing
                stream.loss.longestRun = run
                stream.loss.lostBurstRatio = Double(run)
            }
            return try #require(FindingRules.findings(of: &stream).first { $0.code == code }).extent
        }
        #expect(extents[0] < extents[1])
    }

    /// A minute of G.711 at 20 ms without a flaw.
    static func clean() -> StreamReport {
        var stream = StreamReport(
            source: EndpointReport(address: "10.0.0.1", port: 4000),
            destination: EndpointReport(address: "10.0.0.2", port: 4000))
        stream.codec = "PCMU"
        stream.ptimeMs = 20
        stream.clockRateHz = 8000
        stream.durationS = 60
        stream.firstFrame = 1
        stream.lastFrame = 6000
        stream.encrypted = false
        stream.packets.captured = 3000
        stream.packets.unique = 3000
        stream.packets.expected = 3000
        stream.packets.late = 0
        stream.dscp = [46]
        stream.payloadTypes = [
            PayloadTypeReport(
                number: 0, codec: "PCMU", clockRateHz: 8000, channels: 1, packets: 3000, source: .static)
        ]
        stream.smallestBufferMs = SmallestBufferReport(latePercent1: 20, latePercent01: 30)
        return stream
    }

    private static func decrypt(_ authenticated: Int, _ refused: Int, _ stream: inout StreamReport) {
        var sound = StreamAudioReport()
        sound.srtp = SRTPReport(
            suite: authenticated > 0 ? SRTPSuite.aes128SHA80.rawValue : nil, keySource: authenticated > 0 ? "sdp" : nil,
            authenticated: authenticated, refused: refused)
        stream.audio = sound
    }

    static func lose(_ count: Int, longest: Int = 1, ratio: Double = 1, _ stream: inout StreamReport) {
        stream.packets.lost = count
        stream.packets.unique = stream.packets.expected - count
        stream.loss.longestRun = longest
        stream.loss.lostBurstRatio = ratio
        stream.markers = (0..<max(0, count / max(1, longest))).map {
            // Squares: no interval repeats.
            let start = Double($0 * $0) * 0.02 + 1
            return MarkerReport(kind: .lost, startS: start, endS: start + 0.02 * Double(longest))
        }
    }

    private static func rtcp(before: Int = 0, after: Int = 0, missing: Int = 0) -> RTCPReport {
        var report = RTCPReport()
        report.lossPlace = RTCPReport.LossPlace(
            expected: 1000, lostBeforeCapture: before, lostAfterCapture: after, notCaptured: missing)
        return report
    }

    private static func spikes(
        _ count: Int, longest: Double = 80, lasting: Int = 0, lastingMs: Double = 0, period: Double? = nil
    ) -> DelaySpikesReport {
        var spikes = DelaySpikesReport()
        spikes.count = count
        spikes.longestMs = longest
        spikes.longestCaughtMs = longest
        spikes.lasting = lasting
        spikes.lastingMs = lastingMs
        spikes.periodS = period
        return spikes
    }

    static func type(_ number: Int, _ codec: String?) -> PayloadTypeReport {
        PayloadTypeReport(number: number, codec: codec, clockRateHz: 8000, channels: 1, packets: 50, source: .inferred)
    }

    private static let missing: [Case] = [
        Case("random-loss", has: { lose(15, &$0) }, nearMiss: { lose(14, &$0) }),
        Case(
            "burst-loss", has: { lose(40, longest: 8, ratio: 4, &$0) },
            nearMiss: { lose(40, longest: 3, ratio: 1.4, &$0) }),
        Case(
            "periodic-loss",
            has: {
                lose(20, &$0)
                $0.markers = (0..<20).map {
                    MarkerReport(kind: .lost, startS: Double($0) * 3, endS: Double($0) * 3 + 0.02)
                }
            },
            nearMiss: { lose(20, &$0) }),
        Case(
            "gap-with-pause",
            has: {
                lose(2, &$0)
                $0.pauseGap = PauseGapReport(missing: 2, startS: 10, endS: 15.1)
            }, nearMiss: { lose(2, &$0) }),
        Case(
            "sent-elsewhere",
            has: { $0.elsewhere = NumbersElsewhere(streams: [2], lost: 5, uncounted: 0, losses: TimeSpans()) },
            nearMiss: { $0.elsewhere = nil }),
        Case(
            "late-packets", has: { $0.packets.late = 15 }, nearMiss: { $0.packets.late = 14 }),
        Case(
            "jitter-buffer-too-small",
            has: {
                $0.packets.late = 30
                $0.smallestBufferMs?.latePercent1 = 90
            },
            nearMiss: {
                $0.packets.late = 30
                $0.smallestBufferMs?.latePercent1 = nil
            }),
        Case("loss-before-capture", has: { $0.rtcp = rtcp(before: 5) }, nearMiss: { $0.rtcp = rtcp(before: 4) }),
        Case("loss-after-capture", has: { $0.rtcp = rtcp(after: 5) }, nearMiss: { $0.rtcp = rtcp(after: 4) }),
        Case("loss-in-capture", has: { $0.rtcp = rtcp(missing: 5) }, nearMiss: { $0.rtcp = rtcp(missing: 4) }),
        Case("reordering", has: { $0.packets.outOfOrder = 30 }, nearMiss: { $0.packets.outOfOrder = 29 }),
    ]

    private static let timing: [Case] = [
        Case(
            "sender-gaps", has: { $0.delaySpikes = spikes(1, lasting: 1, lastingMs: 60) },
            nearMiss: { $0.delaySpikes = spikes(1, lasting: 1, lastingMs: 59) }),
        Case(
            "sender-skips-numbers",
            has: {
                lose(20, &$0)
                $0.rtcp = RTCPReport()
                $0.rtcp?.sent = RTCPReport.Sent(packets: 2980, numbers: 3000)
            },
            nearMiss: {
                lose(20, &$0)
                $0.rtcp = RTCPReport()
                $0.rtcp?.sent = RTCPReport.Sent(packets: 2998, numbers: 3000)
            }),
        Case("delay-spikes", has: { $0.delaySpikes = spikes(6) }, nearMiss: { $0.delaySpikes = spikes(9, lasting: 4) }),
        Case(
            "periodic-jitter", has: { $0.delaySpikes = spikes(20, period: 3) },
            nearMiss: { $0.delaySpikes = spikes(20) }),
        Case("clock-drift", has: { $0.clockDriftPpm = -300 }, nearMiss: { $0.clockDriftPpm = -299 }),
        Case(
            "clock-drift", has: { ($0.clockDriftPpm, $0.clockDriftUncertaintyPpm) = (600, 300) },
            nearMiss: { ($0.clockDriftPpm, $0.clockDriftUncertaintyPpm) = (600, 301) }),
    ]

    private static func press(_ source: String, _ stream: inout StreamReport) {
        let key = DTMFReport.Event(digit: "5", startS: 1, durationMs: 100, source: source)
        stream.dtmf = DTMFReport(digits: "5", events: [key])
    }

    private static let media: [Case] = [
        Case("encrypted", has: { $0.encrypted = true }, nearMiss: { $0.encrypted = nil }),
        Case(
            "srtp-key-wrong", has: { decrypt(0, 500, &$0) }, nearMiss: { decrypt(1, 499, &$0) }),
        Case(
            "srtp-authentication", has: { decrypt(499, 1, &$0) }, nearMiss: { decrypt(500, 0, &$0) }),
        Case("doubled-dtmf", has: { press("both", &$0) }, nearMiss: { press("inband", &$0) }),
        Case("dscp-changing", has: { $0.dscp = [0, 46] }, nearMiss: { $0.dscp = [0] }),
        Case("dscp-wrong", has: { $0.dscp = [8] }, nearMiss: { $0.dscp = [10] }),
        Case(
            "codec-changed", has: { $0.payloadTypes.append(type(8, "PCMA")) },
            nearMiss: { $0.payloadTypes += [type(13, "CN"), type(101, "telephone-event")] }),
        Case(
            "ptime-changed", has: { $0.otherPtime = (30, 20) }, nearMiss: { $0.otherPtime = (30, 19) }),
        Case(
            "sequence-restart", has: { $0.segments = [segment(0), segment(9)] },
            nearMiss: { $0.segments = [segment(0)] }),
        Case(
            "events-only",
            has: {
                $0.codec = "telephone-event"
                $0.packets.lost = 3
            },
            nearMiss: { $0.codec = "telephone-event" }),
        Case(
            "sequence-restart",
            has: { ($0.segments, $0.outages.count) = ([segment(0), segment(9), segment(20)], 1) },
            nearMiss: { ($0.segments, $0.outages.count) = ([segment(0), segment(9)], 1) }),
        Case(
            "outage",
            has: {
                $0.outage = PauseGapReport(missing: 3499, startS: 10, endS: 80)
                $0.outages = (1, 3499)
            }, nearMiss: { $0.segments = [segment(0), segment(9)] }),
        Case("timestamp-restart", has: { $0.timestampRestarts = 1 }, nearMiss: { $0.timestampRestarts = 0 }),
        Case(
            "mirror-duplicates",
            has: { ($0.packets.duplicates, $0.packets.captureDuplicates) = (3000, 3000) },
            nearMiss: { ($0.packets.duplicates, $0.packets.captureDuplicates) = (29, 29) }),
        Case(
            "network-duplicates", has: { $0.packets.duplicates = 30 },
            nearMiss: { ($0.packets.duplicates, $0.packets.captureDuplicates) = (30, 1) }),
        Case(
            "conflicting-duplicates",
            has: { ($0.packets.duplicates, $0.packets.conflictingDuplicates) = (30, 30) },
            nearMiss: { ($0.packets.duplicates, $0.packets.conflictingDuplicates) = (4, 4) }),
        Case("snap-length", has: { $0.isCut = true }, nearMiss: { $0.isCut = false }),
    ]

    private static func segment(_ start: Double) -> SegmentReport {
        SegmentReport(firstSequence: 1, lastSequence: 2, packets: 2, lost: 0, startS: start)
    }

    static let cases = missing + timing + media

    @Test("values that have a finding give it", arguments: cases)
    func has(example: Case) {
        var stream = Self.clean()
        example.has(&stream)
        let found = FindingRules.findings(of: stream)
        #expect(found.contains { $0.code == example.code })
        #expect(found.allSatisfy { !$0.message.isEmpty && $0.message.hasSuffix(".") })
    }

    @Test("values that only come near do not", arguments: cases)
    func nearMiss(example: Case) {
        var stream = Self.clean()
        example.nearMiss(&stream)
        #expect(!FindingRules.findings(of: stream).contains { $0.code == example.code })
    }

    @Test("a clean stream has none")
    func none() {
        #expect(FindingRules.findings(of: Self.clean()).isEmpty)
    }

    @Test("every rule of streams has such values here")
    func complete() {
        #expect(Set(Self.cases.map(\.code) + FindingSoundTests.codes) == Set(FindingRules.ofStream.map(\.code)))
        #expect(Set(FindingRules.codes).count == FindingRules.codes.count)
    }

    @Test("the worst stands first")
    func order() {
        var stream = Self.clean()
        Self.lose(300, longest: 30, ratio: 8, &stream)
        stream.encrypted = true
        stream.dscp = [0, 46]
        let ranks = FindingRules.findings(of: stream).map(\.severity.rank)
        #expect(ranks.count > 2 && ranks == ranks.sorted(by: >) && ranks.first == 2)
    }

    @Test("a finding at one place is a marker in order of time")
    func marker() {
        var stream = Self.clean()
        Self.lose(40, longest: 8, ratio: 4, &stream)
        stream.mark(FindingRules.findings(of: stream))
        #expect(stream.markers.count { $0.kind == .finding } == 1)
        #expect(zip(stream.markers, stream.markers.dropFirst()).allSatisfy { $0.startS <= $1.startS })
    }
}

extension FindingRules {
    /// Of a report that is not there to be lent.
    static func findings(of stream: StreamReport) -> [FindingReport] {
        var stream = stream
        return findings(of: &stream)
    }
}

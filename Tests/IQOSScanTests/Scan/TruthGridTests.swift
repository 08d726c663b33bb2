import IQOSCore
import Testing

@testable import IQOSScan

/// What iqos-call says it did against what iqos-scan finds. The truth is reckoned packet by packet from what was sent
/// and shares no code with the analysis (docs/truth.md).
@Suite("Emulated impairments")
struct TruthGridTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var change: @Sendable (inout CallPlan) -> Void

        var testDescription: String { name }

        init(_ name: String, _ change: @escaping @Sendable (inout CallPlan) -> Void) {
            self.name = name
            self.change = change
        }

        /// The same change to both directions.
        init(_ name: String, both change: @escaping @Sendable (inout DirectionPlan) -> Void) {
            self.init(name) { plan in
                for side in 0...1 { change(&plan.directions[side]) }
            }
        }
    }

    static let loss: [Case] =
        [0.5, 2, 5, 10, 30].map { percent in
            Case("\(percent) % lost at random") { $0.loss = .random(percent: percent) }
        }
        + [(1.0, 50.0), (2, 20), (5, 10), (10, 30)].map { enter, leave in
            Case("bursts, \(enter) % in and \(leave) % out") {
                $0.loss = .gilbertElliott(.init(enterBad: enter, leaveBad: leave))
            }
        }

    static let time: [Case] =
        [1.0, 5, 20, 40, 60].map { milliseconds in
            Case("jitter of \(milliseconds) ms") { $0.jitterMs = milliseconds }
        } + [-500.0, -80, 80, 500].map { ppm in Case("drift of \(ppm) ppm") { $0.driftPpm = ppm } } + [
            Case("a clock so fast that the buffer runs over") { plan in
                plan.durationMs = 40_000
                plan.directions[0].driftPpm = 5000
                plan.directions[1].driftPpm = -5000
            },
            Case("delays of seconds, for which the buffer is too small both ways") { plan in
                for side in 0...1 { plan.directions[side].jitterMs = 500 }
                plan.directions[1].suppressesSilence = true
            },
            Case("jitter of 60 ms and a tenth lost", both: { ($0.jitterMs, $0.loss) = (60, .random(percent: 10)) }),
        ]

    static let order: [Case] = [
        Case("a tenth out of order") { $0.reorderPercent = 10 },
        Case("a third out of order, with jitter") { ($0.reorderPercent, $0.jitterMs) = (30, 20) },
        Case("a tenth doubled") { $0.duplicatePercent = 10 },
        Case("out of order and doubled") { ($0.reorderPercent, $0.duplicatePercent) = (10, 20) },
        Case("a doubling mirror port", { $0.isMirrorDoubled = true }),
        Case("a doubling mirror port behind a doubling network") { plan in
            plan.isMirrorDoubled = true
            for side in 0...1 {
                (plan.directions[side].duplicatePercent, plan.directions[side].loss) = (10, .random(percent: 3))
            }
        },
        Case("wraps of sequence number and timestamp") {
            ($0.sequenceStart, $0.timestampStart) = (65_400, 4_294_960_000)
            ($0.loss, $0.reorderPercent) = (.random(percent: 5), 5)
        },
        Case("a timestamp that passes 2^31") { ($0.timestampStart, $0.jitterMs) = (2_147_480_000, 5) },
    ]

    static let silence: [Case] = [
        Case("silence suppression") { $0.suppressesSilence = true },
        Case("silence suppression with comfort noise") { ($0.suppressesSilence, $0.sendsComfortNoise) = (true, true) },
        Case("silence suppression with loss, jitter and reordering") {
            $0.suppressesSilence = true
            ($0.loss, $0.jitterMs, $0.reorderPercent) = (.random(percent: 10), 40, 5)
        },
        Case("comfort noise with loss, jitter, reordering and copies") {
            ($0.suppressesSilence, $0.sendsComfortNoise) = (true, true)
            ($0.loss, $0.jitterMs, $0.reorderPercent, $0.duplicatePercent) = (.random(percent: 10), 40, 5, 5)
        },
        Case("keys pressed") { ($0.dtmf, $0.jitterMs, $0.loss) = ("159#", 10, .random(percent: 3)) },
        Case("keys pressed in suppressed silence") {
            ($0.dtmf, $0.suppressesSilence, $0.sendsComfortNoise) = ("1234567890", true, true)
            ($0.loss, $0.jitterMs, $0.reorderPercent) = (.random(percent: 10), 40, 5)
        },
    ]

    static let shape: [Case] =
        [10, 30, 40, 60].map { milliseconds in
            Case("packets of \(milliseconds) ms") { plan in
                plan.ptimeMs = milliseconds
                for side in 0...1 {
                    (plan.directions[side].loss, plan.directions[side].jitterMs) = (.random(percent: 5), 10)
                    plan.directions[side].reorderPercent = 3
                }
            }
        }
        + WrittenFormat.allCases.map { format in
            Case("\(format.rawValue)") { plan in
                plan.format = format
                plan.law = .aLaw
                plan.directions[0].jitterMs = 10
            }
        } + [
            Case("IPv6 on a VLAN among other traffic") { plan in
                (plan.isIPv6, plan.vlan, plan.backgroundPerSecond) = (true, 7, 20)
                plan.directions[0].loss = .random(percent: 5)
            },
            Case("three signalled calls with everything at once") { plan in
                (plan.calls, plan.hasSIP, plan.hasRTCP, plan.isMirrorDoubled) = (3, true, true, true)
                plan.backgroundPerSecond = 20
                for side in 0...1 {
                    plan.directions[side].suppressesSilence = true
                    plan.directions[side].sendsComfortNoise = true
                    plan.directions[side].dtmf = "159#"
                    (plan.directions[side].loss, plan.directions[side].jitterMs) = (.random(percent: 10), 30)
                    (plan.directions[side].reorderPercent, plan.directions[side].duplicatePercent) = (5, 5)
                    plan.directions[side].driftPpm = 100
                }
            },
        ]

    @Test("every count is exact and jitter is as reckoned", arguments: loss + time + order + silence + shape, [1, 2])
    func agrees(impairment: Case, seed: UInt64) throws {
        var plan = CallPlan()
        plan.seed = seed
        plan.durationMs = 6000
        impairment.change(&plan)
        let made = try plan.synthesized()
        let scan = try ScannedCapture(made.file) { $0.input.hash = false }
        let truths = made.truth["streams"].list
        #expect(scan.streams.count == truths.count)
        #expect(scan.calls.count == plan.calls)
        for (truth, stream) in zip(truths, scan.streams) {
            Self.check(stream, against: truth)
        }
    }

    @Test(
        "over two minutes drift is within 10 ppm and its uncertainty", arguments: [10, 20, 30, 60],
        [(0.0, -500.0), (10, 80), (20, -80), (40, 500), (60, -37)])
    func drift(ptimeMs: Int, impairment: (jitterMs: Double, ppm: Double)) throws {
        var plan = CallPlan()
        plan.durationMs = 125_000
        plan.isOneWay = true
        plan.ptimeMs = ptimeMs
        plan.directions[0].driftPpm = impairment.ppm
        plan.directions[0].jitterMs = impairment.jitterMs
        plan.directions[0].loss = .random(percent: 5)
        let scan = try ScannedCapture(plan.synthesized().file) { $0.input.hash = false }
        let stream = try #require(scan.streams.first)
        let found = try #require(stream.clockDriftPpm)
        let uncertainty = try #require(stream.clockDriftUncertaintyPpm)
        #expect(abs(found - impairment.ppm) <= 10, "\(found)")
        #expect(abs(found - impairment.ppm) <= uncertainty + 0.05, "\(found), \(uncertainty)")
        #expect(uncertainty < 2 + impairment.jitterMs)
    }

    static func check(_ stream: StreamReport, against truth: JSONNode) {
        let counts = truth["packets"]
        #expect(truth["ssrc"].text == stream.ssrc.ssrcText)
        #expect(truth["source"]["address"].text == stream.source.address)
        #expect(truth["codec"].text == stream.codec)
        #expect(truth["ptime_ms"].double == stream.ptimeMs)
        #expect(counts["captured"].int == stream.packets.captured)
        #expect(counts["unique"].int == stream.packets.unique)
        #expect(counts["expected"].int == stream.packets.expected)
        #expect(counts["lost_visible"].int == stream.packets.lost)
        #expect(counts["duplicates"].int == stream.packets.duplicates)
        #expect(counts["out_of_order"].int == stream.packets.outOfOrder)
        #expect(counts["late"].int == stream.packets.late)
        #expect(stream.packets.stray == 0 && stream.segments.count == 1)
        #expect(truth["first_packet_ns"].int.map(Int64.init) == stream.firstPacket)
        #expect(truth["last_packet_ns"].int.map(Int64.init) == stream.lastPacket)
        #expect(truth["first_frame"].int == stream.firstFrame && truth["last_frame"].int == stream.lastFrame)
        for (figures, told) in [
            (stream.jitterMs, truth["jitter_ms"]), (stream.jitterRFC3550Ms, truth["jitter_rfc3550_ms"]),
        ] {
            #expect(isClose(figures?.mean, told["mean"].double))
            #expect(isClose(figures?.max, told["max"].double))
            #expect(isClose(figures?.last, told["last"].double))
        }
        #expect(stream.intervals.map(\.packets).reduce(0, +) == stream.packets.unique)
        #expect(stream.intervals.map(\.lost).reduce(0, +) == stream.packets.lost)
        #expect(stream.intervals.compactMap(\.late).reduce(0, +) == stream.packets.late)
    }

    /// Equal but for the six decimals of the truth file.
    private static func isClose(_ value: Double?, _ truth: Double?) -> Bool {
        guard let value, let truth else { return value == nil && truth == nil }
        return abs(value - truth) <= 1e-6 + 1e-6 * truth
    }
}

import TestSupport
import Testing

@testable import IQOSCore

@Suite("Senders that count their pauses wrong")
struct PauseShiftTests {
    /// Talkspurts of 2 s and pauses of 1 s whose ends the timestamps place `shiftMs` too far, on a clock off by `ppm`.
    private static func report(spurts: Int, shiftMs: Int, ppm: Double = 0) throws -> StreamReport {
        var packets: [SimulatedPacket] = []
        for spurt in 0..<spurts {
            for index in 0..<100 {
                let at = spurt * 3000 + index * 20
                let ticks = Double(at + spurt * shiftMs) * 8 * (1 + ppm * 1e-6)
                packets.append(
                    SimulatedPacket(
                        arrival: TestCapture.start + Int64(at) * 1_000_000, sequence: spurt * 100 + index,
                        timestamp: Int(ticks), isMarker: index == 0))
            }
        }
        return try #require(TestCapture(packets).scanned().streams.first)
    }

    @Test("what comes about in pauses is no other sample rate", arguments: [20, -20])
    func pauses(shiftMs: Int) throws {
        let stream = try Self.report(spurts: 40, shiftMs: shiftMs)
        let finding = try #require(stream.findings.first { $0.code == "clock-drift" })
        #expect(finding.severity == .info && finding.message.contains("20 ms too \(shiftMs > 0 ? "long" : "short")"))
        #expect(stream.pausesTooLongMs.map { abs($0 - Double(shiftMs)) < 0.5 } == true)
    }

    @Test("a clock that is wrong throughout is wrong in speech as well")
    func clock() throws {
        for ppm in [-8000.0, 8000] {
            let stream = try Self.report(spurts: 40, shiftMs: 0, ppm: ppm)
            #expect(stream.pausesTooLongMs == nil)
            #expect(stream.findings.contains { $0.code == "clock-drift" && $0.severity == .critical })
        }
    }

    @Test("stops are told by what they lost, whatever drift they make")
    func stops() throws {
        let stream = try Self.report(spurts: 30, shiftMs: -100)
        let finding = try #require(stream.findings.first { $0.code == "sender-gaps" })
        #expect(finding.evidence.first { $0.key == "missing_ms" }.map { abs($0.value - 2900) < 60 } == true)
        #expect(!stream.findings.contains { $0.code == "clock-drift" || $0.code == "delay-spikes" })
    }

    @Test("differences of leads count in the percentiles, however long the stream", arguments: [8, 20, 60])
    func leads(spurts: Int) throws {
        let stream = try Self.report(spurts: spurts, shiftMs: 100)
        let all = spurts * 100 - 1
        // Of fewer than 5 % they are the least, but not the percentile.
        #expect(stream.delayVariationMs.map { $0.max < 1 } == true && all > 0)
        #expect(try #require(stream.ipdvMs).p05 > -1)
        var often: [SimulatedPacket] = []
        for index in 0..<spurts * 10 {
            let at = index * 20 + index / 10 * 500
            often.append(
                SimulatedPacket(
                    arrival: TestCapture.start + Int64(at) * 1_000_000, sequence: index,
                    timestamp: (at + index / 10 * 100) * 8, isMarker: index % 10 == 0))
        }
        let led = try #require(TestCapture(often).scanned().streams.first)
        let p05 = try #require(led.ipdvMs).p05
        #expect(abs(p05 + 100) < 3)
    }
}

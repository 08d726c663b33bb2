import TestSupport
import Testing

@testable import IQOSCore

@Suite("Stream reports")
struct StreamReportTests {
    static func report(_ packets: [SimulatedPacket], ssrc: Int = 0x1122_3344) throws -> StreamReport {
        try #require(TestCapture(packets, ssrc: ssrc).scanned().streams.first)
    }

    static func reason(_ key: String, _ stream: StreamReport) -> String? {
        stream.unknown.entries.first { $0.key == key }?.reason
    }

    /// The streams of these tests: each knows something else of itself.
    enum Kind: CaseIterable {
        case muLaw, threePackets, shortDynamic, dynamic, g729, lossyGSM, video, untimed, events, noise, encrypted
        case sameMoment
    }

    static func packets(_ kind: Kind) -> [SimulatedPacket] {
        switch kind {
        case .muLaw: SimulatedPacket.steady(300)
        case .threePackets: SimulatedPacket.steady(3)
        case .shortDynamic: SimulatedPacket.steady(30, type: 96)
        case .dynamic: SimulatedPacket.steady(300, type: 96, step: 960)
        case .g729: SimulatedPacket.steady(300, type: 18, payloadBytes: 20)
        case .lossyGSM: SimulatedPacket.steady(300, type: 3, payloadBytes: 33, lost: [50, 51])
        case .video: SimulatedPacket.steady(300, type: 34, step: 3000)
        case .untimed: SimulatedPacket.steady(30).map { changed($0) { $0.arrival = FrameRef.noArrival } }
        case .events: every50ms(type: 101) { ($0, 5, [5, 10, 0, UInt8($0)]) }
        case .noise: every50ms(type: 13) { ($0, $0 * 400, [60]) }
        case .encrypted: encryptedPackets()
        case .sameMoment: SimulatedPacket.steady(10, spacing: 0)
        }
    }

    private static func changed(
        _ packet: SimulatedPacket, _ change: (inout SimulatedPacket) -> Void
    ) -> SimulatedPacket {
        var packet = packet
        change(&packet)
        return packet
    }

    private static func every50ms(
        type: Int, _ packet: (Int) -> (sequence: Int, timestamp: Int, payload: [UInt8])
    ) -> [SimulatedPacket] {
        (0..<20).map { index in
            let (sequence, timestamp, payload) = packet(index)
            return SimulatedPacket(
                arrival: TestCapture.start + Int64(index) * 50_000_000, sequence: sequence, timestamp: timestamp,
                type: type, payload: payload)
        }
    }

    private static func encryptedPackets() -> [SimulatedPacket] {
        var random = SeededRandom(1)
        return SimulatedPacket.steady(100).map { packet in changed(packet) { $0.payload = random.bytes(170) } }
    }

    @Test("every figure that is null has its reason, and no other has one", arguments: Kind.allCases)
    func reasons(kind: Kind) throws {
        let stream = try Self.report(Self.packets(kind))
        let figures: [(String, Bool)] = [
            ("reverse_stream", stream.reverseStream == nil), ("codec", stream.codec == nil),
            ("clock_rate_hz", stream.clockRateHz == nil), ("ptime_ms", stream.ptimeMs == nil),
            ("encrypted", stream.encrypted == nil), ("first_packet", stream.firstPacket == nil),
            ("last_packet", stream.lastPacket == nil), ("duration_s", stream.durationS == nil),
            ("jitter_ms", stream.jitterMs == nil), ("jitter_rfc3550_ms", stream.jitterRFC3550Ms == nil),
            ("jitter_ticks", stream.jitterTicks == nil), ("jitter_rfc3550_ticks", stream.jitterRFC3550Ticks == nil),
            ("ipdv_ms", stream.ipdvMs == nil), ("delta_ms", stream.deltaMs == nil),
            ("delay_variation_ms", stream.delayVariationMs == nil),
            ("bandwidth_kbps", stream.bandwidthKbps == nil), ("late", stream.packets.late == nil),
            ("clock_drift_ppm", stream.clockDriftPpm == nil),
            ("clock_drift_uncertainty_ppm", stream.clockDriftUncertaintyPpm == nil), ("dtmf", stream.dtmf == nil),
            ("rtcp", true), ("audio", stream.audio == nil),
            ("playout_curve", stream.playoutCurve.isEmpty),
            ("smallest_buffer_ms", stream.smallestBufferMs == nil),
        ]
        let noted = stream.unknown.entries.map(\.key)
        #expect(noted.sorted() == figures.filter(\.1).map(\.0).sorted())
        #expect(stream.unknown.entries.allSatisfy { !$0.reason.isEmpty })
        #expect((stream.quality.mosLQ == nil) == (stream.quality.reason != nil))
        #expect((stream.quality.mosLQ == nil) == (stream.quality.rFactor == nil))
        #expect((stream.bandwidthKbps?.max == nil) == (stream.bandwidthKbps?.unknown.entries.isEmpty != true))
    }

    @Test("a steady G.711 stream has the figures that its making says")
    func steady() throws {
        let stream = try Self.report(SimulatedPacket.steady(1000))
        #expect(stream.id == 1 && stream.ssrc == 0x1122_3344 && stream.call == 1)
        #expect(stream.source == EndpointReport(address: "10.0.0.1", port: 16384))
        #expect(stream.destination == EndpointReport(address: "10.0.0.2", port: 20000))
        #expect(stream.encapsulation == ["ethernet", "ipv4"] && stream.dscp == [0])
        #expect(stream.codec == "PCMU" && stream.clockRateHz == 8000 && stream.ptimeMs == 20)
        #expect(stream.firstFrame == 1 && stream.lastFrame == 1000 && stream.firstPacket == TestCapture.start)
        #expect(abs((stream.durationS ?? 0) - 19.98) < 1e-9)
        #expect(stream.packets.expected == 1000 && stream.packets.lostPercent == 0 && stream.packets.latePercent == 0)
        #expect(
            stream.segments == [
                SegmentReport(firstSequence: 100, lastSequence: 1099, packets: 1000, lost: 0, startS: 0)
            ])
        // 160 bytes of payload, 12 of RTP, 8 of UDP, 20 of IP, 50 times a second.
        #expect(abs((stream.bandwidthKbps?.mean ?? 0) - 80) < 1e-9 && stream.bandwidthKbps?.max == 80)
        #expect(stream.intervals.map(\.packets) == [250, 250, 250, 250])
        #expect(stream.intervals.map { ($0.startS * 1e6).rounded() } == [0, 5e6, 10e6, 15e6])
        #expect(abs((stream.quality.mosLQ ?? 0) - 4.4094) < 5e-5 && abs((stream.quality.rFactor ?? 0) - 93.2062) < 5e-5)
        #expect(stream.quality.minMosLQ == stream.quality.mosLQ && stream.markers.isEmpty)
        #expect(stream.detection.verdict == .confirmed)
        #expect(stream.detection.evidence.contains("sequence +1 in 999 of 999 steps"))
    }

    @Test("2 % of single losses have G.107's score, and each loss its marker")
    func loss() throws {
        let stream = try Self.report(SimulatedPacket.steady(1000, lost: Set(stride(from: 25, to: 1000, by: 50))))
        #expect(stream.packets.lost == 20 && stream.packets.lostPercent == 2)
        #expect(abs((stream.quality.rFactor ?? 0) - 86.195) < 5e-4 && abs((stream.quality.mosLQ ?? 0) - 4.2350) < 5e-5)
        #expect(stream.markers.map(\.kind) == [MarkerReport.Kind](repeating: .lost, count: 20))
        let first = try #require(stream.markers.first)
        #expect(abs(first.startS - 0.5) < 1e-6 && abs(first.endS - 0.52) < 1e-6)
    }

    @Test("the worst interval tells what the mean hides")
    func worstInterval() throws {
        // One interval of 5 s with every fifth packet missing: 20 % there, 2 % over all.
        let lost = Set((500..<750).filter { $0 % 5 == 2 })
        let stream = try Self.report(SimulatedPacket.steady(2500, lost: lost))
        #expect(stream.intervals.map(\.lost) == [0, 0, 50, 0, 0, 0, 0, 0, 0, 0])
        // 20 % at random: Ie,eff 42.1286.
        #expect(abs((stream.quality.minMosLQ ?? 0) - EModel.meanOpinionScore(rFactor: 93.2062 - 42.1286)) < 1e-3)
        #expect((stream.quality.mosLQ ?? 0) > 4.2)
    }

    @Test("late packets lower the score as lost ones do")
    func late() throws {
        let stream = try Self.report(
            SimulatedPacket.steady(1000, delay: { $0 % 50 == 25 ? 100_000_000 : 0 }).sorted { $0.arrival < $1.arrival })
        #expect(stream.packets.lost == 0 && stream.packets.late == 20 && stream.packets.latePercent == 2)
        #expect(abs((stream.quality.rFactor ?? 0) - 86.195) < 5e-4)
        #expect(stream.loss.longestRun == 0)
    }

    @Test("a dynamic type of few packets has no clock, no jitter and says why")
    func fewDynamic() throws {
        let stream = try Self.report(SimulatedPacket.steady(99, type: 96, step: 960))
        #expect(
            stream.clockRateHz == nil && stream.jitterMs == nil && stream.packets.late == nil && stream.codec == nil)
        #expect(Self.reason("clock_rate_hz", stream)?.contains("fewer than 100 packets") == true)
        #expect(Self.reason("jitter_ms", stream) == "clock rate unknown")
        #expect(stream.payloadTypes.map(\.source) == [.unknown] && stream.deltaMs != nil)
        #expect(stream.quality.mosLQ == nil && stream.quality.reason == "codec unknown")
    }

    @Test("Opus behind jitter has its clock inferred, its packetisation time and its jitter from the first packet on")
    func inferredClock() throws {
        var random = SeededRandom(3)
        let delays = (0..<400).map { _ in Int64(random.below(5_000_000)) }
        let stream = try Self.report(SimulatedPacket.steady(400, type: 111, step: 960, delay: { delays[$0] }))
        #expect(stream.clockRateHz == 48000 && stream.ptimeMs == 20)
        let same = try Self.report(SimulatedPacket.steady(400, type: 0, step: 160, delay: { delays[$0] }))
        #expect(abs((stream.jitterMs?.mean ?? -1) - (same.jitterMs?.mean ?? -2)) < 1e-9)
        #expect(stream.packets.late == 0)
    }

    @Test("events and comfort noise alone have no clock of media")
    func noMedia() throws {
        let events = try Self.report(Self.packets(.events))
        #expect(events.codec == "telephone-event" && events.clockRateHz == nil && events.jitterMs == nil)
        let noise = try Self.report(Self.packets(.noise))
        #expect(noise.codec == "CN" && noise.jitterMs == nil)
    }

    @Test("comfort noise and events between media are neither jitter nor late, but count")
    func interruptions() throws {
        var packets: [SimulatedPacket] = []
        for index in 0..<400 {
            let arrival = TestCapture.start + Int64(index) * 20_000_000
            switch index {
            case 100:
                packets.append(
                    SimulatedPacket(arrival: arrival, sequence: index, timestamp: 16000, type: 13, payload: [60]))
            case 101..<150: continue
            case 250..<260:
                packets.append(
                    SimulatedPacket(
                        arrival: arrival, sequence: index - 49, timestamp: 250 * 160, type: 101,
                        payload: [5, 10, 0, UInt8((index - 249) * 16)]))
            default:
                packets.append(
                    SimulatedPacket(
                        arrival: arrival, sequence: index > 100 ? index - 49 : index, timestamp: index * 160,
                        isMarker: index == 150))
            }
        }
        let stream = try Self.report(packets)
        #expect(stream.packets.lost == 0 && stream.packets.late == 0 && stream.packets.unique == 351)
        #expect(abs(stream.jitterMs?.max ?? 1) < 1e-6 && (stream.jitterRFC3550Ms?.max ?? 0) > 1)
        #expect(stream.payloadTypes.map(\.codec) == ["PCMU", "CN", "telephone-event"])
        #expect(stream.payloadTypes.map(\.packets) == [340, 1, 10])
        #expect(stream.codec == "PCMU" && stream.ptimeMs == 20)
    }

    @Test("random payloads under G.711's number are encrypted and get no score")
    func encrypted() throws {
        let cipher = try Self.report(Self.packets(.encrypted))
        #expect(cipher.encrypted == true && cipher.quality.mosLQ == nil)
        #expect(cipher.quality.reason == "encrypted")
        #expect(try Self.report(Self.packets(.muLaw)).encrypted == false)
        #expect(try Self.report(Self.packets(.g729)).encrypted == nil)
    }

    @Test("a codec without a published Bpl has a score only while nothing is lost")
    func noRobustness() throws {
        let lossy = try Self.report(Self.packets(.lossyGSM))
        #expect(lossy.codec == "GSM" && lossy.quality.mosLQ == nil)
        #expect(lossy.quality.reason == "no published Bpl for GSM, and packets are missing")
        let whole = try Self.report(SimulatedPacket.steady(300, type: 3, payloadBytes: 33))
        #expect(abs((whole.quality.rFactor ?? 0) - 73.2062) < 5e-5)
    }

    @Test("a restart without a change of SSRC is a second segment and a marker")
    func restart() throws {
        let packets =
            SimulatedPacket.steady(200)
            + SimulatedPacket.steady(
                200, start: TestCapture.start + 4_000_000_000, firstSequence: 40000, firstTimestamp: 5)
        let stream = try Self.report(packets)
        #expect(stream.segments.map(\.firstSequence) == [100, 40000] && stream.packets.lost == 0)
        #expect(stream.segments.map(\.startS) == [0, 4])
        #expect(stream.markers.first == MarkerReport(kind: .restart, startS: 4, endS: 4))
        #expect(stream.markers.dropFirst().allSatisfy { $0.kind == .finding })
        #expect(abs(stream.jitterMs?.max ?? 1) < 1e-6)
    }

    @Test("every code point that was seen is told")
    func codePoints() throws {
        var capture = TestCapture()
        for (index, serviceType) in [184, 0, 184, 187, 255].enumerated() {
            capture.append(
                datagram: WireBytes.rtp(sequence: index, timestamp: index * 160),
                arrival: TestCapture.start + Int64(index) * 20_000_000, serviceType: serviceType)
        }
        #expect(try #require(capture.scanned().streams.first).dscp == [0, 46, 63])
    }

    @Test("the simulated buffer is as long as asked for")
    func bufferLength() throws {
        var options = ScannerOptions()
        let packets = SimulatedPacket.steady(200, delay: { $0 % 10 == 5 ? 15_000_000 : 0 })
        for (delayMs, late) in [(10.0, 20), (15.0, 0), (60.0, 0)] {
            options.stream.playout.delayMs = delayMs
            let stream = try #require(TestCapture(packets).scanned(options).streams.first)
            #expect(stream.packets.late == late && stream.quality.playout.delayMs == delayMs)
        }
    }
}

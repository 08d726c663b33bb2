import IQOSCore
import TestSupport
import Testing

@testable import IQOSScan

@Suite("What caps cost, told once")
struct LimitWarningTests {
    /// Counts that are no loss, or that a finding tells.
    private static let untold: Set = [
        "candidate_packets_forgotten", "unknown_flows_evicted", "streams_rejected", "tcp_gaps", "malformed_frames",
        "time_reversals", "time_reversals_beyond_window",
    ]

    private static func scanned(_ fill: (inout TestCapture) -> Void, hasStream: Bool = true) throws -> ScannedCapture {
        var capture = hasStream ? TestCapture(SimulatedPacket.steady(100)) : TestCapture()
        fill(&capture)
        capture.sort()
        return try ScannedCapture(capture)
    }

    private static func codes(_ scanned: ScannedCapture) -> [String] { scanned.result.head.warnings.map(\.code) }

    /// A datagram on each of so many flows.
    private static func flood(
        _ flows: Int, apart: Int64, in capture: inout TestCapture, _ datagram: (Int) -> [UInt8]
    ) {
        for flow in 0..<flows {
            capture.append(
                datagram: datagram(flow), arrival: TestCapture.start + Int64(flow) * apart,
                on: TestCapture.Path(0x0B00_0000 + flow, 0x0C00_0001, from: 1000 + flow % 60_000, to: 9))
        }
    }

    @Test("every count of a report has a warning or is known for none, and every warning counts something there is")
    func complete() throws {
        let keys = Set(try Self.scanned { _ in }.result.head.limits.map(\.key))
        let told = LimitWarning.all.map(\.limit)
        #expect(Set(told).union(Self.untold) == keys && Set(told).isDisjoint(with: Self.untold))
        #expect(Set(told).count == told.count && Set(LimitWarning.all.map(\.code)).count == told.count)
    }

    @Test("each is told with its count, in Spanish too, and not for nothing", arguments: LimitWarning.all.indices)
    func told(index: Int) throws {
        let limit = LimitWarning.all[index].limit
        let warning = try #require(LimitWarning.warnings([(limit, 12)], streams: 1).first)
        #expect(warning.message.hasPrefix("12 "))
        #expect(Sentences.translated(warning.message)?.contains("12 ") == true, "\(warning.message)")
        if LimitWarning.all[index].one != nil {
            let single = try #require(LimitWarning.warnings([(limit, 1)], streams: 1).first).message
            #expect(single.hasPrefix("1 ") && single != "1 " + warning.message.dropFirst(3))
            #expect(Sentences.translated(single)?.contains("1 ") == true, "\(single)")
        }
        #expect(LimitWarning.warnings([(limit, 0)], streams: 1).isEmpty)
        #expect(LimitWarning.warnings([(limit, 12)], streams: 0).isEmpty == LimitWarning.all[index].isAboutStreams)
    }

    @Test("a flood of unknown flows is told, as many of them in their own time are not")
    func unknownFlows() throws {
        let datagram = { (flow: Int) in [0x41, UInt8(flow & 255)] + [UInt8](repeating: 0x42, count: 38) }
        let flood = try Self.scanned { Self.flood(20_000, apart: 20_000, in: &$0, datagram) }
        #expect(Self.codes(flood) == ["unknown-flows-evicted"] && flood.streams.count == 1)
        let calm = try Self.scanned { Self.flood(20_000, apart: 10_000_000, in: &$0, datagram) }
        #expect(Self.codes(calm).isEmpty)
        let evicted = calm.result.head.limits.first { $0.key == "unknown_flows_evicted" }
        #expect(evicted.map { $0.value > 10_000 } == true)
    }

    @Test("a flood of STUN or of RTCP is told where there are streams that it may concern", arguments: [true, false])
    func companions(hasStream: Bool) throws {
        let stun = try Self.scanned(
            {
                Self.flood(65_540, apart: 20_000, in: &$0) { _ in
                    bytes("0001 0000 2112a442 000102030405060708090a0b")
                }
            },
            hasStream: hasStream)
        #expect(Self.codes(stun) == (hasStream ? ["flow-companions-refused"] : []))
        let reports = try Self.scanned(
            { Self.flood(65_540, apart: 20_000, in: &$0) { RTCPBytes.senderReport(ssrc: $0, ntp: 1, packets: 1) } },
            hasStream: hasStream)
        #expect(Self.codes(reports) == (hasStream ? ["rtcp-forgotten"] : []))
    }
}

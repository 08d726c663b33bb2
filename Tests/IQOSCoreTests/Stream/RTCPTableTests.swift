import TestSupport
import Testing

@testable import IQOSCore

@Suite("RTCP beside its streams")
struct RTCPTableTests {
    private static let ssrc = 0x1122_3344
    private static let receiver = 0x5566_7788

    /// 1000 packets in 20 s, of which `lost` never reach the capture, and reports of the receiver about them.
    ///
    /// - Parameters:
    ///   - reports: When each report passes, packets seen by then and what it says is lost.
    ///   - shift: Added to both ports for RTCP.
    private static func capture(
        lost: Set<Int> = [], reports: [(packets: Int, lost: Int)], shift: Int = 1, copies: Set<Int> = []
    ) -> TestCapture {
        var packets = SimulatedPacket.steady(1000, lost: lost)
        for copy in packets where copies.contains(Int(copy.sequence) - 100) {
            var copy = copy
            copy.arrival += 30_000_000
            packets.append(copy)
        }
        var capture = TestCapture(packets, ssrc: ssrc)
        let path = TestCapture.Path(from: 16384 + shift, to: 20000 + shift)
        for report in reports {
            let block = RTCPBytes.block(ssrc: ssrc, lost: report.lost, highest: 100 + report.packets - 1, jitter: 24)
            capture.append(
                datagram: RTCPBytes.receiverReport(ssrc: receiver, blocks: [block])
                    + RTCPBytes.name(ssrc: receiver, "b@there"),
                arrival: TestCapture.start + Int64(report.packets - 1) * 20_000_000 + 10_000_000, on: path.reversed)
        }
        capture.sort()
        return capture
    }

    private static func rtcp(_ capture: TestCapture) throws -> RTCPReport {
        let stream = try #require(capture.scanned().streams.first)
        return try #require(stream.rtcp)
    }

    @Test("reports are found on the ports of the stream, on the next ones and on any other", arguments: [0, 1, 24])
    func ports(shift: Int) throws {
        let rtcp = try Self.rtcp(Self.capture(reports: [(250, 0), (500, 0), (750, 0)], shift: shift))
        #expect(rtcp.receiverReports == 3 && rtcp.senderReports == 0 && rtcp.reportedLost == 0)
        // 24 units at 8000 Hz.
        #expect(rtcp.reportedJitterMs == 3 && rtcp.reportedJitterMaxMs == 3)
    }

    @Test("packets that wait for their clock to show have passed when a report comes")
    func waiting() throws {
        let lost = Set(stride(from: 10, to: 490, by: 16))
        // The clock of a type that nothing announces shows after 128 packets: from the first one on, or behind PCMU.
        let later = SimulatedPacket.steady(500, type: 111, step: 960, lost: lost)
        let mixed =
            SimulatedPacket.steady(200, lost: lost)
            + SimulatedPacket.steady(
                300, type: 111, step: 960, start: TestCapture.start + 4_000_000_000, firstSequence: 300,
                lost: Set(lost.map { $0 - 200 }))
        for (packets, first, last) in [(later, 48, 448), (mixed, 96, 256), (mixed, 240, 480)] {
            var capture = TestCapture(packets, ssrc: Self.ssrc)
            let path = TestCapture.Path()
            for passed in [first, last] {
                let arrival = TestCapture.start + Int64(passed) * 20_000_000 - 10_000_000
                let lostHere = lost.filter { $0 < passed }.count
                capture.append(
                    datagram: RTCPBytes.senderReport(
                        ssrc: Self.ssrc, ntp: UInt64(passed) << 32, packets: passed), arrival: arrival, on: path)
                let block = RTCPBytes.block(ssrc: Self.ssrc, lost: lostHere, highest: 99 + passed)
                capture.append(
                    datagram: RTCPBytes.receiverReport(ssrc: Self.receiver, blocks: [block]), arrival: arrival,
                    on: path.reversed)
            }
            capture.sort()
            let rtcp = try Self.rtcp(capture)
            #expect(rtcp.sent == RTCPReport.Sent(packets: last - first, numbers: last - first))
            #expect(
                rtcp.lossPlace
                    == RTCPReport.LossPlace(
                        expected: last - first, lostBeforeCapture: lost.filter { first..<last ~= $0 }.count,
                        lostAfterCapture: 0, notCaptured: 0))
        }
    }

    @Test("losses that capture and receiver both miss lie before the capture point")
    func before() throws {
        let lost = Set(stride(from: 300, to: 700, by: 20))
        let rtcp = try Self.rtcp(Self.capture(lost: lost, reports: [(250, 0), (900, lost.count)]))
        #expect(
            rtcp.lossPlace
                == RTCPReport.LossPlace(
                    expected: 650, lostBeforeCapture: 20, lostAfterCapture: 0, notCaptured: 0))
        #expect(rtcp.reportedLost == 20 && abs((rtcp.reportedLostPercent ?? 0) - 100 * 20 / 650) < 1e-9)
    }

    @Test("losses that only the receiver misses lie behind it")
    func after() throws {
        let rtcp = try Self.rtcp(Self.capture(reports: [(250, 4), (900, 29)]))
        #expect(rtcp.lossPlace?.lostBeforeCapture == 0 && rtcp.lossPlace?.lostAfterCapture == 25)
        #expect(rtcp.lossPlace?.notCaptured == 0)
    }

    @Test("packets that the receiver has and the capture has not were lost by the capture")
    func notCaptured() throws {
        let lost = Set(400..<440)
        let rtcp = try Self.rtcp(Self.capture(lost: lost, reports: [(250, 0), (900, 0)]))
        #expect(rtcp.lossPlace?.notCaptured == 40 && rtcp.lossPlace?.lostBeforeCapture == 0)
    }

    @Test("a receiver counts duplicates of the network against its losses, which hides none here")
    func duplicates() throws {
        let lost = Set(stride(from: 300, to: 340, by: 2))
        let copies = Set(500..<520)
        let rtcp = try Self.rtcp(Self.capture(lost: lost, reports: [(250, 0), (900, 0)], copies: copies))
        #expect(rtcp.lossPlace?.lostBeforeCapture == 20 && rtcp.lossPlace?.notCaptured == 0)
    }

    @Test(
        "a receiver that tells none lost, or what is missing here, in spite of copies may count each number once",
        arguments: [0, 20])
    func copiesIgnored(missing: Int) throws {
        let lost = Set((0..<missing).map { 300 + 2 * $0 })
        for told in [0, missing] {
            let rtcp = try Self.rtcp(
                Self.capture(lost: lost, reports: [(250, 0), (900, told)], copies: Set(0..<1000)))
            #expect(rtcp.lossPlace?.lostAfterCapture == 0 && rtcp.lossPlace?.lostBeforeCapture == missing)
        }
        // 650 packets and 650 copies without those missing: it has counted the copies.
        let rtcp = try Self.rtcp(
            Self.capture(lost: lost, reports: [(250, 0), (900, 50 - 650)], copies: Set(0..<1000)))
        #expect(try #require(rtcp.lossPlace?.lostAfterCapture) == 50 - 2 * missing)
    }

    @Test("a receiver that counts less than none lost has nothing that is missing here")
    func lessThanNone() throws {
        let rtcp = try Self.rtcp(Self.capture(reports: [(250, 0), (900, -20)]))
        #expect(rtcp.reportedLost == -20)
        #expect(rtcp.lossPlace?.notCaptured == 0 && rtcp.lossPlace?.lostBeforeCapture == 0)
    }

    @Test("copies made behind the capture point hide a receiver's losses: it tells nothing of where they were")
    func copiesBehind() throws {
        let lost = Set(stride(from: 300, to: 500, by: 4))
        let rtcp = try Self.rtcp(Self.capture(lost: lost, reports: [(250, 0), (900, -20)]))
        #expect(rtcp.reportedLost == -20 && rtcp.lossPlace == nil)
        #expect(
            rtcp.unknown["loss_place"] == "the receiver counts copies that did not pass here: they hide its losses")
    }

    @Test("a sender's first report in a gap tells nothing of how many numbers it had used")
    func firstReportInGap() throws {
        func sent(firstAt number: Double) throws -> RTCPReport.Sent? {
            // 45 packets are lost on their way.
            var capture = TestCapture(SimulatedPacket.steady(1000, lost: Set(300..<345)), ssrc: Self.ssrc)
            for number in [number, 499.5, 899.5] {
                capture.append(
                    datagram: RTCPBytes.senderReport(
                        ssrc: Self.ssrc, ntp: UInt64(number) << 32, packets: Int(number.rounded(.up))),
                    arrival: TestCapture.start + Int64(number * 20e6), on: TestCapture.Path())
            }
            capture.sort()
            return try Self.rtcp(capture).sent
        }
        #expect(try sent(firstAt: 325.5) == RTCPReport.Sent(packets: 400, numbers: 400))
        #expect(try sent(firstAt: 250.5) == RTCPReport.Sent(packets: 649, numbers: 649))
    }

    @Test("a receiver that starts over is compared from there on")
    func restarted() throws {
        let rtcp = try Self.rtcp(Self.capture(reports: [(250, 900), (200, 0), (900, 10)]))
        #expect(rtcp.lossPlace?.expected == 700 && rtcp.lossPlace?.lostAfterCapture == 10)
    }

    @Test("one report says what was lost and not where")
    func single() throws {
        let rtcp = try Self.rtcp(Self.capture(reports: [(500, 3)]))
        #expect(rtcp.reportedLost == 3 && rtcp.lossPlace == nil && rtcp.reportedLostPercent == nil)
        let noted = Set(rtcp.unknown.entries.map(\.key))
        #expect(noted.isSuperset(of: ["loss_place", "reported_lost_percent", "rtt_ms", "sent", "cname"]))
    }

    @Test("what is not known has its reason, and nothing else has")
    func reasons() throws {
        let rtcp = try Self.rtcp(Self.capture(reports: [(250, 0), (900, 0)]))
        let figures: [(String, Bool)] = [
            ("cname", rtcp.cname == nil), ("reported_lost", rtcp.reportedLost == nil),
            ("reported_lost_percent", rtcp.reportedLostPercent == nil),
            ("reported_jitter_ms", rtcp.reportedJitterMs == nil),
            ("reported_jitter_max_ms", rtcp.reportedJitterMaxMs == nil), ("loss_place", rtcp.lossPlace == nil),
            ("rtt_ms", rtcp.rttMs == nil), ("rtt_to_receiver_ms", rtcp.rttToReceiverMs == nil),
            ("rtt_to_sender_ms", rtcp.rttToSenderMs == nil), ("sent", rtcp.sent == nil),
            ("voip_metrics", rtcp.voipMetrics == nil),
        ]
        #expect(rtcp.unknown.entries.map(\.key).sorted() == figures.filter(\.1).map(\.0).sorted())
    }

    @Test("a round trip is not known because nobody answers, the answer is impossible, or to what was not captured")
    func unknownTrips() {
        func reason(lastReport: Int, delay: Int) -> String? {
            var capture = TestCapture(SimulatedPacket.steady(500))
            let path = TestCapture.Path(from: 16385, to: 20001)
            // Middle of its NTP time: 0x0002_0000.
            capture.append(
                datagram: RTCPBytes.senderReport(ssrc: 0x1122_3344, ntp: 0x0000_0002_0000_0000),
                arrival: TestCapture.start + 2_000_000_000, on: path)
            capture.append(
                datagram: RTCPBytes.receiverReport(
                    ssrc: 77,
                    blocks: [RTCPBytes.block(ssrc: 0x1122_3344, highest: 300, lastReport: lastReport, delay: delay)]),
                arrival: TestCapture.start + 4_000_000_000, on: path.reversed)
            capture.sort()
            return capture.scanned().streams.first?.rtcp?.unknown.entries.first { $0.key == "rtt_to_receiver_ms" }?
                .reason
        }
        #expect(reason(lastReport: 0x2_0000, delay: 0x1_0000) == nil)
        #expect(reason(lastReport: 0x2_0000, delay: 0x5_0000) == "the receiver answers with times that cannot be")
        #expect(
            reason(lastReport: 0x9_0000, delay: 0x1_0000) == "the receiver answers reports that are not in the capture")
        #expect(reason(lastReport: 0, delay: 0) == "the receiver answers no report")
    }

    @Test("a participant that only receives makes both halves known with reference times")
    func references() throws {
        var capture = Self.capture(reports: [(250, 0)])
        let path = TestCapture.Path(from: 16385, to: 20001)
        let at = { (milliseconds: Int64) in TestCapture.start + milliseconds * 1_000_000 }
        let second: UInt64 = 1 << 32
        // A sender report and its answer after 40 ms, held for 10; a reference time and its answer after 30 ms, not held.
        capture.append(
            datagram: RTCPBytes.senderReport(ssrc: Self.ssrc, ntp: 3000 * second), arrival: at(6000), on: path)
        let block = RTCPBytes.block(ssrc: Self.ssrc, highest: 400, lastReport: 3000 << 16, delay: 655)
        let time = [4, 0, 0, 2] + WireBytes.bigEndian32(4000) + WireBytes.bigEndian32(0)
        capture.append(
            datagram: RTCPBytes.receiverReport(ssrc: Self.receiver, blocks: [block])
                + RTCPBytes.extended(ssrc: Self.receiver, time),
            arrival: at(6040), on: path.reversed)
        let answer = bytes("05000003") + WireBytes.bigEndian32(Self.receiver) + bytes("0fa0000000000000")
        capture.append(
            datagram: RTCPBytes.receiverReport(ssrc: Self.ssrc, blocks: [])
                + RTCPBytes.extended(ssrc: Self.ssrc, answer),
            arrival: at(6070), on: path)
        capture.sort()
        let rtcp = try Self.rtcp(capture)
        #expect(abs((rtcp.rttToReceiverMs?.p50 ?? 0) - 30) < 0.02 && rtcp.rttToSenderMs?.p50 == 30)
        #expect(abs((rtcp.rttMs?.min ?? 0) - 60) < 0.02)
    }

    @Test("a flood of reports about anything fills the table, is counted and does not displace who reports often")
    func flood() throws {
        var table = RTCPTable(StreamHash(seed: 1))
        let flow = Flow(
            source: Address(ipv4: 1), destination: Address(ipv4: 2), sourcePort: 5, destinationPort: 7)
        let nothing: [UInt8] = []
        for _ in 0..<3 {
            table.add(.receiverReport(ssrc: 42), on: flow, at: 0, in: nothing.span.bytes, progress: nil)
        }
        for ssrc in 0..<UInt32(RTCPTable.capacity + 1000) {
            table.add(.receiverReport(ssrc: 1000 + ssrc), on: flow, at: 0, in: nothing.span.bytes, progress: nil)
        }
        #expect(table.states.count == RTCPTable.capacity && table.forgotten == 1001)
        let place = try #require(table.place(ofStream: StreamKey(flow: flow, ssrc: 42)))
        #expect(table.states[place].ownReceiverReports == 3)
    }

    @Test("of several between the same hosts none is the only one, also once one was forgotten")
    func several() {
        // Under a short seed near flows and SSRCs fall together.
        var table = RTCPTable(StreamHash(seed: 0x0123_4567_89AB_CDEF))
        let nothing: [UInt8] = []
        func flow(_ port: Int, to host: UInt32 = 2) -> Flow {
            Flow(
                source: Address(ipv4: 1), destination: Address(ipv4: host), sourcePort: UInt16(port),
                destinationPort: UInt16(port))
        }
        func add(_ ssrc: UInt32, on flow: Flow) {
            table.add(.receiverReport(ssrc: ssrc), on: flow, at: 0, in: nothing.span.bytes, progress: nil)
        }
        for port in [10, 20, 30] { add(42, on: flow(port)) }
        for ssrc in 0..<UInt32(RTCPTable.capacity - 3) { add(ssrc, on: flow(10, to: 3)) }
        // Takes the place of the second.
        add(42, on: flow(40))
        #expect(table.forgotten == 1 && table.states[1].key.flow == flow(40))
        #expect(table.place(ofStream: StreamKey(flow: flow(50), ssrc: 42)) == nil)
        #expect(table.place(ofStream: StreamKey(flow: flow(40), ssrc: 42)) == 1)
    }
}

import IQOSCore
import TestSupport
import Testing

@testable import IQOSScan

/// What a side sends alone is no fault where signalling says that it should.
@Suite("Directions that signalling explains")
struct SignalledDirectionTests {
    private typealias Hosts = SignalledHosts

    private static func codes(_ capture: TestCapture) throws -> [String] {
        try ScannedCapture(capture.pcap, name: "call.pcap").calls.flatMap(\.findings).map(\.code)
    }

    @Test(
        "one direction alone is what sendonly and recvonly ask for, and a fault without them",
        arguments: [
            ([], [], true), (["a=sendonly"], ["a=recvonly"], false), (["a=sendonly"], [], false),
            ([], ["a=recvonly"], false), (["a=sendrecv"], ["a=sendonly"], true), (["a=recvonly"], [], true),
        ] as [([String], [String], Bool)])
    func agreed(offer: [String], answer: [String], isFault: Bool) throws {
        var hosts = Hosts()
        (hosts.lines, hosts.answerLines, hosts.sentPort) = (offer, answer, 0)
        let findings = try ScannedCapture(hosts.capture().pcap, name: "call.pcap").calls.flatMap(\.findings)
        #expect(findings.map(\.code) == ["one-way-media"] && findings.map(\.severity) == [isFault ? .critical : .info])
    }

    @Test("a side that was put on hold later was not meant to be silent from the start")
    func hold() throws {
        var hosts = Hosts()
        hosts.sentPort = 0
        let capture = hosts.capture { capture in
            capture.append(
                datagram: Hosts.sip(
                    "INVITE sip:b@b.example SIP/2.0", 2, Hosts.sdp(Hosts.caller, 4000, ["a=sendonly"])),
                arrival: Hosts.at(8), on: TestCapture.Path(Hosts.caller, Hosts.callee, from: 5060, to: 5060))
        }
        #expect(try Self.codes(capture) == ["one-way-media"])
    }

    @Test(
        "minutes of missing numbers are an outage, and none that anybody missed where the call was on hold",
        arguments: [false, true])
    func outage(isHeld: Bool) throws {
        var hosts = Hosts()
        hosts.seconds = 1
        let capture = hosts.capture { capture in
            let media = TestCapture.Path(Hosts.caller, Hosts.callee, from: 4000, to: 6000)
            capture.frames.removeAll { $0.bytes.count > 200 && $0.arrival >= Hosts.at(1) }
            capture.append(SimulatedPacket.steady(6000, start: Hosts.at(1), lost: Set(500..<4250)), on: media, ssrc: 1)
            capture.append(SimulatedPacket.steady(6000, start: Hosts.at(1)), on: media.reversed, ssrc: 2)
            guard isHeld else { return }
            let signalling = TestCapture.Path(Hosts.caller, Hosts.callee, from: 5060, to: 5060)
            Hosts.reinvite(
                &capture, signalling, Hosts.sdp(Hosts.caller, 4000, ["a=inactive"]),
                Hosts.sdp(Hosts.callee, 6000, ["a=inactive"]), at: 10.5)
        }
        let findings = try ScannedCapture(capture.pcap, name: "call.pcap").streams.flatMap(\.findings)
        let finding = try #require(findings.first { $0.code == "outage" })
        #expect(
            finding.severity == (isHeld ? .info : .warning) && finding.evidence.contains { $0 == ("missing", 3750) })
        #expect(finding.message.contains(isHeld ? "on hold" : "while the sender went on"))
        #expect(Wording(.spanish)(sentence: finding.message) != finding.message)
    }

    /// Rings with sound of the callee's network for eleven seconds before it is answered.
    private static func early(callerStartsS: Double) -> TestCapture {
        var capture = TestCapture()
        let signalling = TestCapture.Path(Hosts.caller, Hosts.callee, from: 5060, to: 5060)
        capture.append(
            datagram: Hosts.sip("INVITE sip:b@b.example SIP/2.0", 1, Hosts.sdp(Hosts.caller, 4000)),
            arrival: Hosts.at(0), on: signalling)
        for (answer, time) in [("183 Session Progress", 0.5), ("200 OK", 12)] {
            capture.append(
                datagram: Hosts.sip("SIP/2.0 " + answer, 1, Hosts.sdp(Hosts.callee, 6000)), arrival: Hosts.at(time),
                on: signalling.reversed)
        }
        Hosts.media(from: Hosts.callee, 6000, to: Hosts.caller, 4000, ssrc: 2, for: 40, in: &capture)
        Hosts.media(
            from: Hosts.caller, 4000, to: Hosts.callee, 6000, ssrc: 1, startS: callerStartsS,
            for: 41 - Int(callerStartsS), in: &capture)
        capture.sort()
        return capture
    }

    @Test("sound before the answer is early media, and the other direction is not late for it")
    func earlyMedia() throws {
        #expect(try Self.codes(Self.early(callerStartsS: 12.1)) == [])
        let late = try ScannedCapture(Self.early(callerStartsS: 16).pcap, name: "call.pcap").calls.flatMap(\.findings)
        #expect(late.map(\.code) == ["late-media"] && late.first?.severity == .warning)
        #expect(late.first?.evidence.first.map { abs($0.value - 4) < 1e-6 } == true)
    }
}

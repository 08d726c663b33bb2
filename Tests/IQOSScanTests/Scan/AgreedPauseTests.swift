import IQOSCore
import TestSupport
import Testing

@testable import IQOSScan

@Suite("Pauses that both sides agreed on")
struct AgreedPauseTests {
    private typealias Hosts = SignalledHosts

    private static let sendonly = "a=sendonly"
    private static let recvonly = "a=recvonly"

    /// A call whose callee sends nothing for 12 s, counts on, and loses more packets where asked.
    private static func paused(
        lost: Set<Int> = [], _ signalling: (inout TestCapture, TestCapture.Path) -> Void
    ) throws -> ScannedCapture {
        var hosts = Hosts()
        (hosts.sentPort, hosts.seconds) = (0, 40)
        let capture = hosts.capture { capture in
            let path = TestCapture.Path(Hosts.callee, Hosts.caller, from: 6000, to: 4000)
            capture.append(
                SimulatedPacket.steady(2000, start: Hosts.at(1), lost: Set(500..<1100).union(lost)), on: path, ssrc: 2)
            signalling(&capture, TestCapture.Path(Hosts.caller, Hosts.callee, from: 5060, to: 5060))
        }
        return try ScannedCapture(capture.pcap, name: "call.pcap")
    }

    private func codes(_ scanned: ScannedCapture) throws -> [String: FindingReport] {
        let held = try #require(scanned.streams.first { $0.ssrc == 2 })
        #expect(held.packets.lost >= 600)
        return Dictionary(held.findings.map { ($0.code, $0) }) { first, _ in first }
    }

    @Test("with nothing said, twelve seconds without packets are a loss")
    func unexplained() throws {
        let findings = try codes(Self.paused { _, _ in })
        #expect(findings["burst-loss"]?.severity == .critical)
        #expect(findings["gap-with-pause"]?.message.contains("lost on hold or") == true)
    }

    @Test("on hold nobody missed them, whichever side says so")
    func hold() throws {
        for (offer, answer) in [(Self.sendonly, Self.recvonly), (Self.sendonly, ""), ("", Self.recvonly)] {
            let findings = try codes(
                Self.paused { capture, path in
                    Hosts.reinvite(
                        &capture, path, Hosts.sdp(Hosts.caller, 4000, [offer].filter { !$0.isEmpty }),
                        Hosts.sdp(Hosts.callee, 6000, [answer].filter { !$0.isEmpty }))
                })
            #expect(findings["burst-loss"] == nil && findings["random-loss"] == nil)
            let gap = try #require(findings["gap-with-pause"])
            #expect(
                gap.message
                    == "The packet numbers ran on by 600 across 12 seconds in which the call was on hold: loss counts "
                    + "them, but nobody missed any.")
            #expect(Wording(.spanish)(sentence: gap.message).hasPrefix("Los números de paquete avanzaron 600"))
        }
    }

    @Test("what nobody missed makes no score and no bad call")
    func unscored() throws {
        let scanned = try Self.paused { capture, path in
            Hosts.reinvite(
                &capture, path, Hosts.sdp(Hosts.caller, 4000, [Self.sendonly]),
                Hosts.sdp(Hosts.callee, 6000, [Self.recvonly]))
        }
        let held = try #require(scanned.streams.first { $0.ssrc == 2 })
        #expect(held.quality.mosLQ == nil && held.intervals.allSatisfy { $0.mosLQ == nil })
        #expect(held.quality.reason == "packet numbers ran on while nothing was to be sent")
        let rank = QualityRank(index: 0, streams: scanned.streams)
        #expect(rank.missingPercent < 1 && rank.mosLQ ?? 0 > 4)
        let unexplained = try Self.paused { _, _ in }
        #expect(try #require(unexplained.streams.first { $0.ssrc == 2 }).quality.mosLQ != nil)
    }

    @Test("two holds in a call explain what is missing in both")
    func twoHolds() throws {
        let scanned = try Self.paused(lost: Set(1400..<1800)) { capture, path in
            for (start, end, number) in [(10.5, 23.5, 2), (28.5, 37.5, 4)] {
                Hosts.reinvite(
                    &capture, path, Hosts.sdp(Hosts.caller, 4000, [Self.sendonly]),
                    Hosts.sdp(Hosts.callee, 6000, [Self.recvonly]), at: start, number: number)
                Hosts.reinvite(
                    &capture, path, Hosts.sdp(Hosts.caller, 4000), Hosts.sdp(Hosts.callee, 6000), at: end,
                    number: number + 1)
            }
        }
        let findings = try codes(scanned)
        #expect(findings["burst-loss"] == nil && findings["random-loss"] == nil)
        let message = try #require(findings["gap-with-pause"]?.message)
        #expect(
            message
                == "The packet numbers ran on by 1,000 across 2 pauses, 20 seconds in all, in which the call was on hold or "
                + "carried fax: loss counts them, but nobody missed any.")
        #expect(Wording(.spanish)(sentence: message).contains("2 pausas, 20 segundos en total"))
        #expect(scanned.streams.first { $0.ssrc == 2 }?.quality.mosLQ == nil)
    }

    @Test("the direction that a hold lets go on, and a hold that has ended, explain nothing")
    func otherHold() throws {
        let musicOnHold = try codes(
            Self.paused { capture, path in
                Hosts.reinvite(
                    &capture, path, Hosts.sdp(Hosts.caller, 4000, [Self.recvonly]),
                    Hosts.sdp(Hosts.callee, 6000, [Self.sendonly]))
            })
        #expect(musicOnHold["burst-loss"]?.severity == .critical)
        let ended = try codes(
            Self.paused { capture, path in
                Hosts.reinvite(
                    &capture, path, Hosts.sdp(Hosts.caller, 4000, [Self.sendonly]),
                    Hosts.sdp(Hosts.callee, 6000, [Self.recvonly]), at: 3)
                Hosts.reinvite(
                    &capture, path, Hosts.sdp(Hosts.caller, 4000), Hosts.sdp(Hosts.callee, 6000), at: 6, number: 3)
            })
        #expect(ended["burst-loss"]?.severity == .critical)
    }

    @Test("losses outside the hold are judged by themselves")
    func lossBeside() throws {
        let findings = try codes(
            Self.paused(lost: Set(1500..<1510)) { capture, path in
                Hosts.reinvite(
                    &capture, path, Hosts.sdp(Hosts.caller, 4000, [Self.sendonly]),
                    Hosts.sdp(Hosts.callee, 6000, [Self.recvonly]))
            })
        let burst = try #require(findings["burst-loss"])
        #expect(burst.severity == .warning && burst.evidence.contains { $0 == ("lost", 10) })
        #expect(burst.evidence.contains { $0 == ("longest_run", 10) })
        #expect(burst.startS.map { $0 > 30 } == true)
    }

    @Test("fax that both sides agreed on is told, and its time is no loss; fax that was refused is neither")
    func fax() throws {
        let agreed = try Self.paused { capture, path in
            Hosts.reinvite(&capture, path, Hosts.image(Hosts.caller, 4000), Hosts.image(Hosts.callee, 6000))
        }
        let findings = try codes(agreed)
        #expect(findings["burst-loss"] == nil)
        #expect(findings["gap-with-pause"]?.message.contains("carried fax (T.38)") == true)
        let call = try #require(agreed.calls.first)
        let fax = try #require(call.findings.first { $0.code == "fax" })
        #expect(fax.severity == .info && abs((fax.startS ?? 0) - 10.2) < 1e-6)
        #expect(Wording(.spanish)(sentence: fax.message).hasPrefix("Ambos extremos acordaron fax"))
        #expect(call.signalling?.media == ["audio", "image"])

        let refused = try Self.paused { capture, path in
            Hosts.reinvite(
                &capture, path, Hosts.image(Hosts.caller, 4000), "", status: "488 Not Acceptable Here")
        }
        #expect(try codes(refused)["burst-loss"]?.severity == .critical)
        #expect(!refused.calls.flatMap(\.findings).contains { $0.code == "fax" })
    }

    @Test("an address of zeros is hold, as it was before there were directions")
    func oldHold() throws {
        let findings = try codes(
            Self.paused { capture, path in
                Hosts.reinvite(&capture, path, Hosts.sdp(0, 4000), Hosts.sdp(Hosts.callee, 6000))
            })
        #expect(findings["gap-with-pause"]?.message.contains("was on hold") == true)
    }

    @Test("one direction that was agreed on is no fault, one that was not is")
    func oneWay() throws {
        for (line, severity) in [("a=recvonly", FindingReport.Severity.info), ("a=sendrecv", .critical)] {
            var hosts = Hosts()
            hosts.lines = [line]
            var capture = hosts.capture()
            // Only the callee sends.
            capture.frames.removeAll { $0.bytes[26...29].elementsEqual([203, 0, 113, 1]) && $0.bytes.count == 214 }
            let scanned = try ScannedCapture(capture.pcap, name: "call.pcap")
            #expect(scanned.streams.count == 1)
            let finding = try #require(scanned.calls.flatMap(\.findings).first { $0.code == "one-way-media" })
            #expect(finding.severity == severity)
            #expect(finding.message.hasSuffix("as the two sides had agreed.") == (severity == .info))
            #expect(!Wording(.spanish)(sentence: finding.message).hasPrefix("Sound"))
        }
    }

    @Test("a direction that stops as it is put on hold does not end early")
    func earlyEnd() throws {
        for isHeld in [true, false] {
            var hosts = Hosts()
            (hosts.sentPort, hosts.seconds) = (0, 40)
            let capture = hosts.capture { capture in
                Hosts.media(from: Hosts.callee, 6000, to: Hosts.caller, 4000, ssrc: 2, for: 20, in: &capture)
                let path = TestCapture.Path(Hosts.caller, Hosts.callee, from: 5060, to: 5060)
                Hosts.reinvite(
                    &capture, path, Hosts.sdp(Hosts.caller, 4000, isHeld ? [Self.sendonly] : []),
                    Hosts.sdp(Hosts.callee, 6000, isHeld ? [Self.recvonly] : []), at: 20.5)
            }
            let scanned = try ScannedCapture(capture.pcap, name: "call.pcap")
            let codes = scanned.calls.flatMap(\.findings).map(\.code)
            #expect(codes.contains("early-end") == !isHeld)
        }
    }

    @Test("a sender that holds its clock on hold lacks no sound, one that does so unasked does")
    func standingClock() throws {
        for isHeld in [true, false] {
            var hosts = Hosts()
            (hosts.sentPort, hosts.seconds) = (0, 40)
            let capture = hosts.capture { capture in
                capture.append(
                    SimulatedPacket.steady(1400, start: Hosts.at(1)) { $0 < 500 ? 0 : 12_000_000_000 },
                    on: TestCapture.Path(Hosts.callee, Hosts.caller, from: 6000, to: 4000), ssrc: 2)
                Hosts.reinvite(
                    &capture, TestCapture.Path(Hosts.caller, Hosts.callee, from: 5060, to: 5060),
                    Hosts.sdp(Hosts.caller, 4000, isHeld ? [Self.sendonly] : []),
                    Hosts.sdp(Hosts.callee, 6000, isHeld ? [Self.recvonly] : []))
            }
            let scanned = try ScannedCapture(capture.pcap, name: "call.pcap")
            let stream = try #require(scanned.streams.first { $0.ssrc == 2 })
            let finding = try #require(stream.findings.first { $0.code == "sender-gaps" })
            #expect(finding.severity == (isHeld ? .info : .critical))
            #expect(finding.message.hasSuffix("nobody missed any sound.") == isHeld)
            #expect(Wording(.spanish)(sentence: finding.message).hasPrefix("El flujo"))
        }
    }
}

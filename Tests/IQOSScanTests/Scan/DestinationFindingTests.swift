import IQOSCore
import TestSupport
import Testing

@testable import IQOSScan

@Suite("Media that goes past its receiver")
struct DestinationFindingTests {
    private typealias Hosts = SignalledHosts

    /// A caller behind a NAT that gives its inner address away.
    private static let behindNAT: SignalledHosts = {
        var hosts = Hosts()
        (hosts.announcedHost, hosts.sentTo, hosts.callerPort) = (Hosts.inside, Hosts.inside, 31_000)
        return hosts
    }()

    private static let astray: SignalledHosts = {
        var hosts = Hosts()
        (hosts.sentTo, hosts.sentPort) = (Hosts.stranger, 4444)
        return hosts
    }()

    private func finding(_ hosts: SignalledHosts, _ more: (inout TestCapture) -> Void = { _ in }) throws
        -> FindingReport?
    {
        let scanned = try ScannedCapture(hosts.capture(more).pcap, name: "call.pcap")
        return scanned.calls.flatMap(\.findings).first { $0.code == "wrong-destination" }
    }

    @Test("a private address announced from behind a NAT is told with where the side really is")
    func privateAddress() throws {
        let finding = try #require(try finding(Self.behindNAT))
        #expect(finding.severity == .critical && finding.evidence.contains { $0 == ("private", 1) })
        #expect(
            finding.message
                == "One side announced the private address 192.168.1.5:4000 for its media, but its own comes from "
                + "203.0.113.1: it is behind a NAT, and what was sent there for 10 seconds cannot have reached it.")
        #expect(Wording(.spanish)(sentence: finding.message).hasPrefix("Un extremo anunció la dirección privada 192"))
    }

    @Test("media sent where nobody asked for it is told, a wrong port as a wrong host")
    func astray() throws {
        let finding = try #require(try finding(Self.astray))
        #expect(finding.severity == .critical && finding.evidence.contains { $0 == ("packets", 500) })
        #expect(
            finding.message
                == "One side announced 203.0.113.1:4000 for its media, but the other sent it to 192.0.2.9:4444 for 10 seconds, "
                + "where nobody asked for it and nothing came back.")
        #expect(Wording(.spanish)(sentence: finding.message).hasPrefix("Un extremo anunció 203.0.113.1:4000"))
        var port = Hosts()
        port.sentPort = 4100
        #expect(try self.finding(port) != nil)
    }

    @Test("before it was accepted a call's early media is a warning, and three seconds of it are needed")
    func bounds() throws {
        var early = Self.astray
        early.answer = "183 Session Progress"
        #expect(try finding(early)?.severity == .warning)
        var short = Self.astray
        short.seconds = 3
        #expect(try finding(short) == nil)
        short.seconds = 4
        #expect(try finding(short) != nil)
    }

    @Test("what was announced and gets it, in early media too, is none")
    func reached() throws {
        #expect(try finding(Hosts()) == nil)
        var early = Hosts()
        early.answer = "183 Session Progress"
        #expect(try finding(early) == nil)
        // RTP on the port that RTCP would have.
        var next = Hosts()
        next.sentPort = 4001
        #expect(try finding(next) == nil)
    }

    @Test("a relay that answers where media comes from heals a private address")
    func latched() throws {
        var hosts = Self.behindNAT
        (hosts.sentTo, hosts.sentPort) = (Hosts.caller, 31_000)
        #expect(try finding(hosts) == nil)
        // From the second second on only.
        let changed = Self.behindNAT
        let late = { (capture: inout TestCapture) in
            Hosts.media(
                from: Hosts.callee, 6000, to: Hosts.caller, 31_000, ssrc: 2, startS: 11, for: 10, firstSequence: 600,
                in: &capture)
        }
        #expect(try finding(changed, late) == nil)
    }

    @Test("a private address that signals itself, or whose sender is private too, is in the same network")
    func sameNetwork() throws {
        var inside = Self.behindNAT
        inside.callerHost = Hosts.inside
        #expect(try finding(inside) == nil)
        // Through a public proxy, and its media answered from another port.
        var proxied = Self.behindNAT
        proxied.sentPort = 0
        let fromInside = { (capture: inout TestCapture) in
            Hosts.media(from: 0x0A00_0001, 6000, to: Hosts.inside, 4000, ssrc: 2, for: 10, in: &capture)
        }
        #expect(try finding(proxied, fromInside) == nil)
    }

    @Test("candidates of ICE and STUN on the way speak against it")
    func ice() throws {
        var hosts = Self.astray
        hosts.lines = ["a=candidate:1 1 UDP 2130706431 192.168.1.5 4000 typ host"]
        #expect(try finding(hosts) == nil)
        let check = { (capture: inout TestCapture) in
            capture.append(
                datagram: bytes("0001 0000 2112a442 000102030405060708090a0b"), arrival: Hosts.at(1.5),
                on: TestCapture.Path(Hosts.stranger, Hosts.callee, from: 4444, to: 6000))
        }
        #expect(try finding(Self.astray, check) == nil)
    }

    @Test("a port that an INVITE within the call moves belongs to the side before and after")
    func moved() throws {
        var hosts = Hosts()
        hosts.sentPort = 0
        let moved = { (capture: inout TestCapture) in
            let signalling = TestCapture.Path(Hosts.caller, Hosts.callee, from: 5060, to: 5060)
            capture.append(
                datagram: Hosts.sip("INVITE sip:b@b.example SIP/2.0", 2, Hosts.sdp(Hosts.stranger, 4444)),
                arrival: Hosts.at(3), on: signalling)
            capture.append(
                datagram: Hosts.sip("SIP/2.0 200 OK", 2, Hosts.sdp(Hosts.callee, 6000)), arrival: Hosts.at(3.1),
                on: signalling.reversed)
            Hosts.media(from: Hosts.callee, 6000, to: Hosts.stranger, 4444, ssrc: 2, startS: 3.2, for: 7, in: &capture)
        }
        #expect(try finding(hosts, moved) == nil)
    }

    @Test("an answer from there, a relay's own address and the host that signals speak against it")
    func relays() throws {
        let answered = { (capture: inout TestCapture) in
            Hosts.media(from: Hosts.stranger, 4444, to: Hosts.callee, 6000, ssrc: 3, for: 10, in: &capture)
        }
        #expect(try finding(Self.astray, answered) == nil)
        // The media of the announced relay, sent on from another port of it.
        var relayed = Hosts()
        (relayed.announcedHost, relayed.sentTo, relayed.sentPort) = (Hosts.callee, Hosts.stranger, 4444)
        #expect(try finding(relayed) == nil)
        // Announced is what STUN told, captured is behind the NAT.
        var mapped = Hosts()
        (mapped.announcedHost, mapped.callerHost, mapped.sentTo) = (Hosts.caller, Hosts.inside, Hosts.inside)
        (mapped.callerPort, mapped.sentPort) = (4002, 4000)
        #expect(try finding(mapped) == nil)
    }

    @Test("with one direction captured nobody knows what was answered")
    func oneDirection() throws {
        var capture = Self.astray.capture()
        capture.frames.removeAll { $0.bytes[26...29].elementsEqual([203, 0, 113, 1]) && $0.bytes.count == 214 }
        let scanned = try ScannedCapture(capture.pcap, name: "call.pcap")
        #expect(scanned.streams.count == 1)
        #expect(!scanned.calls.flatMap(\.findings).contains { $0.code == "wrong-destination" })
    }
}

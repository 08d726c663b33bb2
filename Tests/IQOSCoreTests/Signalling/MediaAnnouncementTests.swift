import TestSupport
import Testing

@testable import IQOSCore

@Suite("Media announcement")
struct MediaAnnouncementTests {
    /// Any message: what is announced takes its time and frame from it.
    private static var message: SignallingMessage {
        get throws {
            let flow = Flow(source: host(1), destination: host(2), sourcePort: 5060, destinationPort: 5060)
            let invite = try #require(CallScript().request("INVITE", 1))
            return SignallingMessage(invite, flow: flow, arrival: 0, file: 0, frame: 1)
        }
    }

    private static func announcements(_ text: String) throws -> [MediaAnnouncement] {
        try sdp(text).announcements(in: message, call: 0, side: .caller)
    }

    @Test("rejected media, media on hold by 0.0.0.0 and host names announce nothing")
    func nothing() throws {
        #expect(try Self.announcements("c=IN IP4 10.0.0.1\nm=audio 0 RTP/AVP 0\n").isEmpty)
        #expect(try Self.announcements("c=IN IP4 0.0.0.0\nm=audio 4000 RTP/AVP 0\n").isEmpty)
        #expect(try Self.announcements("c=IN IP4 host.example\nm=audio 4000 RTP/AVP 0\n").isEmpty)
    }

    @Test("bundled sections announce one port with the payload types of all (RFC 9143)")
    func bundle() throws {
        let list = try Self.announcements(
            """
            a=group:BUNDLE 0 1
            c=IN IP4 10.0.0.1
            m=audio 4000 UDP/TLS/RTP/SAVPF 111
            a=rtcp-mux
            a=rtpmap:111 opus/48000/2
            m=video 0 UDP/TLS/RTP/SAVPF 96
            a=bundle-only
            a=rtpmap:96 VP8/90000

            """)
        #expect(list.map(\.endpoint.port) == [4000])
        #expect(list.first?.format(ofPayloadType: 96)?.name == "VP8")
        #expect(list.first?.format(ofPayloadType: 96)?.kind == .video)
        #expect(list.first?.format(ofPayloadType: 111)?.kind == .audio)
    }

    @Test("candidates, port pairs and the RTCP port are announced in their roles")
    func roles() throws {
        let list = try Self.announcements(
            """
            c=IN IP4 10.0.0.1
            m=audio 4000/2 RTP/AVP 0
            a=rtcp:4100
            a=candidate:1 1 UDP 1 10.0.0.7 5000 typ host
            a=candidate:1 2 UDP 1 10.0.0.7 5001 typ host

            """)
        #expect(list.map(\.endpoint.port) == [4000, 4002, 5000, 5001, 4100])
        #expect(list.map(\.role) == [.media, .media, .candidate, .rtcp, .rtcp])
    }

    @Test("the port after RTP's is RTCP's, unless the description says otherwise or it has an owner")
    func nextPort() throws {
        var tracked = TrackedCall()
        let script = CallScript()
        tracked.send(script.request("INVITE", 1, hasToTag: false, body: CallScript.audio(1, 4000)), at: 0)
        tracked.send(
            script.response("200 OK", to: "INVITE", 1, body: CallScript.audio(2, 5000, "0", ["rtcp-mux"])), from: 2,
            to: 1, at: 0)
        #expect(tracked.announcement(1, 4001, at: 1)?.role == .rtcp)
        #expect(tracked.announcement(2, 5001, at: 1) == nil)
        var other = script
        other.callID = "odd"
        tracked.send(other.request("INVITE", 1, hasToTag: false, body: CallScript.audio(1, 4001)), at: 2)
        #expect(tracked.announcement(1, 4001, at: 3)?.role == .media)
    }

    @Test("what a call repeats is kept once, and format lists beyond the limit are counted")
    func repetition() throws {
        var limits = SignallingLimits()
        limits.formatLists = 1
        var tracked = TrackedCall(limits)
        let script = CallScript()
        for number in 1...5 {
            tracked.send(
                script.request("UPDATE", number, branch: "\(number)", body: CallScript.audio(1, 4000)),
                at: Int64(number))
        }
        #expect(tracked.tracker.calls.first?.announcements.count == 1)
        tracked.send(script.request("UPDATE", 6, branch: "6", body: CallScript.audio(1, 4000, "8")), at: 6)
        #expect(tracked.tracker.calls.first?.announcements.count == 2)
        #expect(tracked.tracker.counters.formatListsRefused == 1)
        #expect(tracked.announcement(1, 4000, at: 7)?.formats.isEmpty == true)
    }

    @Test("calls that all name one address and port know their own announcements, evicted or not")
    func shared() {
        var limits = SignallingLimits()
        limits.calls = 100
        var tracked = TrackedCall(limits)
        var script = CallScript()
        for number in 0..<250 {
            script.callID = "\(number)"
            let (format, arrival) = (number % 2 == 0 ? "0" : "8", Int64(number / 4))
            tracked.send(
                script.request("INVITE", 1, hasToTag: false, body: CallScript.audio(1, 4000, format)), at: arrival)
            tracked.send(
                script.response("183 Progress", to: "INVITE", 1, body: CallScript.audio(2, 4000)), from: 2, to: 1,
                at: arrival)
        }
        let tracker = tracked.tracker
        #expect(tracker.counters.callsEvicted == 150)
        for place in tracker.calls.indices {
            let asked = tracker.announced(inCall: place, by: .caller)
            let isEven = tracker.calls[place].callID.last.map { "02468".contains($0) }
            #expect(asked.map(\.call) == [place] && asked.first?.formats.first?.payloadType == (isEven == true ? 0 : 8))
            #expect(tracker.announced(inCall: place, by: .callee).map(\.endpoint.address) == [host(2)])
        }
        #expect(tracked.announcement(1, 4000, at: 62).map { tracker.calls[$0.call].callID } == "249")
        #expect(tracked.announcement(1, 4000, at: -10 * second) == nil)
    }

    @Test("what a call announced is found as quickly where thousands of calls name the same address and port")
    func manyShared() {
        let trackers = [2000, 8000].map { count in
            var tracked = TrackedCall()
            var script = CallScript()
            for number in 0..<count {
                script.callID = "\(number)"
                tracked.send(
                    script.request("INVITE", 1, hasToTag: false, body: CallScript.audio(1, 4000)), at: Int64(number))
            }
            return tracked.tracker
        }
        let times = growth(
            of: { count in
                let tracker = trackers[count == 2000 ? 0 : 1]
                let own = tracker.calls.indices.count { tracker.announced(inCall: $0, by: .caller).count == 1 }
                #expect(own == count)
            }, from: 2000)
        #expect(times < 8)
    }
}

import Testing

@testable import IQOSCore

@Suite("Signalling tracker")
struct SignallingTrackerTests {
    private let script = CallScript()

    /// INVITE, 180, 200, ACK at 1, 2, 3, 4 s and BYE at 60 s.
    private func plainCall(_ script: CallScript, at start: Int64 = 0, _ tracked: inout TrackedCall, port: Int = 4000) {
        tracked.send(
            script.request(
                "INVITE", 1, hasToTag: false, body: CallScript.audio(1, port, "0 96", ["rtpmap:96 opus/48000/2"])),
            at: start + 1 * second)
        tracked.send(script.response("180 Ringing", to: "INVITE", 1), from: 2, to: 1, at: start + 2 * second)
        tracked.send(
            script.response(
                "200 OK", to: "INVITE", 1, body: CallScript.audio(2, port + 1000, "96", ["rtpmap:96 opus/48000/2"])),
            from: 2, to: 1, at: start + 3 * second)
        tracked.send(script.request("ACK", 1, branch: "z9hG4bK2"), at: start + 4 * second)
        tracked.send(script.request("BYE", 2, branch: "z9hG4bK3"), at: start + 60 * second)
    }

    @Test("a call has its parties, times, status and ladder")
    func call() throws {
        var tracked = TrackedCall()
        plainCall(script, &tracked)
        let call = try #require(tracked.tracker.calls.first)
        #expect(tracked.tracker.calls.count == 1)
        #expect(call.callID == script.callID)
        #expect(call.from.description == "\"Alice\" <sip:alice@10.0.0.1>")
        #expect(call.to.description == "sip:bob@10.0.0.2")
        #expect(call.isCallerKnown && call.status == 200)
        #expect(call.invited == second && call.ringing == 2 * second && call.answered == 3 * second)
        #expect(call.ended == 60 * second && call.endedBy == .caller)
        #expect(call.earlyMedia == nil)
        #expect(call.messages.map(\.summary) == ["INVITE", "180 Ringing", "200 OK (INVITE)", "ACK", "BYE"])
        #expect(call.messages.map(\.frame) == [1, 2, 3, 4, 5])
    }

    @Test("the receiver's description names the side and the payload type")
    func media() throws {
        var tracked = TrackedCall()
        plainCall(script, &tracked)
        let flow = Flow(source: host(1), destination: host(2), sourcePort: 4000, destinationPort: 5000)
        let fromCaller = try #require(tracked.tracker.media(of: flow, at: 10 * second))
        #expect(fromCaller.sendingSide == .caller && fromCaller.call == 0)
        #expect(fromCaller.format(ofPayloadType: 96)?.name == "opus")
        #expect(
            fromCaller.format(ofPayloadType: 0)?.name == "PCMU", "by the sender's list, where the receiver has none")
        #expect(fromCaller.format(ofPayloadType: 97) == nil)
        #expect(tracked.tracker.media(of: flow.reversed, at: 10 * second)?.sendingSide == .callee)
        // Behind a NAT only one end is where its description says.
        let translated = Flow(source: host(2), destination: host(99), sourcePort: 5000, destinationPort: 777)
        #expect(tracked.tracker.media(of: translated, at: 10 * second)?.sendingSide == .callee)
        let unknown = Flow(source: host(3), destination: host(4), sourcePort: 4000, destinationPort: 5000)
        #expect(tracked.tracker.media(of: unknown, at: 10 * second) == nil)
    }

    @Test("a port announced again belongs to the later call from then on")
    func portReuse() {
        var tracked = TrackedCall()
        var other = script
        other.callID = "second"
        plainCall(script, &tracked)
        plainCall(other, at: 100 * second, &tracked)
        #expect(tracked.announcement(1, 4000, at: 30 * second)?.call == 0)
        #expect(tracked.announcement(1, 4000, at: 64 * second)?.call == 0, "media runs on for a moment after BYE")
        #expect(tracked.announcement(1, 4000, at: 80 * second) == nil)
        #expect(tracked.announcement(1, 4000, at: 110 * second)?.call == 1)
        #expect(tracked.announcement(2, 5000, at: 30 * second)?.call == 0)
        #expect(tracked.announcement(2, 5000, at: 110 * second)?.call == 1)
    }

    @Test("media that overtakes its answer belongs to the call being set up, even where the last one had no end")
    func earlyStream() {
        var tracked = TrackedCall()
        var other = script
        other.callID = "second"
        tracked.send(script.response("200 OK", to: "INVITE", 1, body: CallScript.audio(2, 5000)), from: 2, to: 1, at: 0)
        plainCall(other, at: 100 * second, &tracked)
        // Its INVITE came at 101 s, its answer comes at 103 s.
        #expect(tracked.announcement(2, 5000, at: 100 * second)?.call == 0)
        #expect(tracked.announcement(2, 5000, at: 102 * second)?.call == 1)
        #expect(tracked.announcement(1, 4000, at: 97 * second)?.call == 1)
        #expect(tracked.announcement(1, 4000, at: 95 * second) == nil)
    }

    @Test("retransmissions are counted and shown once")
    func retransmissions() {
        var tracked = TrackedCall()
        for time in 0..<5 { tracked.send(script.request("INVITE", 1, hasToTag: false), at: Int64(time) * second) }
        tracked.send(
            script.request("INVITE", 1, branch: "z9hG4bKnext-hop", hasToTag: false), from: 2, to: 3, at: 6 * second)
        #expect(tracked.tracker.calls.first?.messages.map(\.retransmissions) == [4, 0])
        #expect(tracked.tracker.calls.first?.retransmissions == 4)
        #expect(tracked.tracker.counters.retransmissions == 4)
    }

    @Test("the status of a challenged call is that of its second INVITE")
    func challenge() {
        var tracked = TrackedCall()
        tracked.send(script.request("INVITE", 1, hasToTag: false), at: 0)
        tracked.send(script.response("407 Proxy Authentication Required", to: "INVITE", 1), from: 2, to: 1, at: 1)
        #expect(tracked.tracker.calls.first?.status == 407)
        tracked.send(script.request("INVITE", 2, branch: "b2", hasToTag: false), at: 2)
        #expect(tracked.tracker.calls.first?.status == nil)
        tracked.send(script.response("486 Busy Here", to: "INVITE", 2, branch: "b2"), from: 2, to: 1, at: 3)
        #expect(tracked.tracker.calls.first?.status == 486)
        #expect(tracked.tracker.calls.first?.answered == nil)
    }

    @Test("a refused re-INVITE changes no status, and its asker may be the callee")
    func reinvite() {
        var tracked = TrackedCall()
        plainCall(script, &tracked)
        tracked.send(
            script.request(
                "INVITE", 9, branch: "r", fromCallee: true, body: CallScript.audio(2, 6000, "0", ["sendonly"])),
            from: 2, to: 1, at: 30 * second)
        tracked.send(
            script.response("488 Not Acceptable Here", to: "INVITE", 9, branch: "r", toCallee: true), at: 31 * second)
        let call = tracked.tracker.calls.first
        #expect(call?.status == 200 && call?.reinvites == 1)
        #expect(tracked.announcement(2, 6000, at: 32 * second)?.side == .callee)
        #expect(tracked.announcement(2, 6000, at: 32 * second)?.direction == .sendOnly)
    }

    @Test("of forks, the one that answers decides, and early media is told")
    func forking() {
        var tracked = TrackedCall()
        tracked.send(script.request("INVITE", 1, hasToTag: false, body: CallScript.audio(1, 4000)), at: 0)
        tracked.send(
            script.response("183 Session Progress", to: "INVITE", 1, tag: "one", body: CallScript.audio(3, 5000)),
            from: 2, to: 1, at: 1 * second)
        tracked.send(script.response("180 Ringing", to: "INVITE", 1, tag: "two"), from: 2, to: 1, at: 2 * second)
        tracked.send(
            script.response("480 Temporarily Unavailable", to: "INVITE", 1, tag: "one"), from: 3, to: 2, at: 3 * second)
        tracked.send(
            script.response("200 OK", to: "INVITE", 1, tag: "two", body: CallScript.audio(4, 5000)), from: 2, to: 1,
            at: 4 * second)
        let call = tracked.tracker.calls.first
        #expect(call?.forks.map(\.tag) == ["one", "two"])
        #expect(call?.forks.map(\.status) == [480, 200])
        #expect(call?.status == 200 && call?.earlyMedia == second && call?.ended == nil)
        #expect(tracked.announcement(3, 5000, at: 2 * second)?.side == .callee)
        #expect(tracked.announcement(4, 5000, at: 5 * second)?.side == .callee)
    }

    @Test("a cancelled call has the status of its INVITE, not of the CANCEL")
    func cancel() {
        var tracked = TrackedCall()
        tracked.send(script.request("INVITE", 1, hasToTag: false), at: 0)
        tracked.send(script.request("CANCEL", 1, hasToTag: false), at: second)
        tracked.send(script.response("200 OK", to: "CANCEL", 1), from: 2, to: 1, at: 2 * second)
        tracked.send(script.response("487 Request Terminated", to: "INVITE", 1), from: 2, to: 1, at: 3 * second)
        let call = tracked.tracker.calls.first
        #expect(call?.status == 487 && call?.cancelled == second && call?.answered == nil)
    }

    @Test("a capture that starts within a call does not claim to know its caller")
    func middle() {
        var tracked = TrackedCall()
        tracked.send(script.request("BYE", 5, fromCallee: true), from: 2, to: 1, at: 0)
        #expect(tracked.tracker.calls.first?.isCallerKnown == false)
        #expect(tracked.tracker.calls.first?.status == nil)
    }

    @Test("a Call-ID used again after its call ended is another call")
    func callIDReuse() {
        var tracked = TrackedCall()
        plainCall(script, &tracked)
        var again = script
        again.callerTag = "other"
        plainCall(again, at: 100 * second, &tracked)
        #expect(tracked.tracker.calls.count == 2)
        #expect(tracked.announcement(1, 4000, at: 110 * second)?.call == 1)
    }

    @Test("registrations and the like make no calls")
    func unrelated() {
        var tracked = TrackedCall()
        for method in ["REGISTER", "OPTIONS", "SUBSCRIBE", "MESSAGE"] {
            tracked.send(script.request(method, 1, hasToTag: false), at: 0)
        }
        tracked.send(sipMessage(wire("INVITE sip:b SIP/2.0\nCSeq: 1 INVITE\n\n")), at: 0)
        #expect(tracked.tracker.calls.isEmpty)
        #expect(tracked.tracker.counters.unrelated == 4)
        #expect(tracked.tracker.counters.withoutCallID == 1)
    }

    @Test("a flood of calls evicts the unanswered ones and keeps the real call")
    func flood() {
        var limits = SignallingLimits()
        limits.calls = 50
        limits.messages = 400
        limits.announcements = 100
        var tracked = TrackedCall(limits)
        plainCall(script, &tracked)
        var attack = script
        for number in 0..<5000 {
            attack.callID = "flood-\(number)"
            tracked.send(
                attack.request("INVITE", 1, hasToTag: false, body: CallScript.audio(7, 1000 + number)),
                at: 10 * second + Int64(number))
        }
        let tracker = tracked.tracker
        #expect(tracker.calls.count == 50)
        #expect(tracker.counters.callsEvicted == 4951)
        #expect(tracker.calls.contains { $0.callID == script.callID })
        #expect(tracked.announcement(1, 4000, at: 20 * second)?.call == 0)
        #expect(tracked.announcement(7, 1000, at: 20 * second) == nil)
        #expect(tracker.counters.announcementsRefused == 0)
    }

    @Test("messages beyond the limit of a call are only counted")
    func messageLimit() {
        var limits = SignallingLimits()
        limits.messagesPerCall = 3
        var tracked = TrackedCall(limits)
        for number in 1...10 { tracked.send(script.request("INFO", number), at: Int64(number)) }
        #expect(tracked.tracker.calls.isEmpty)
        for number in 1...10 { tracked.send(script.request("UPDATE", number), at: Int64(number)) }
        #expect(tracked.tracker.calls.first?.messages.count == 3)
        #expect(tracked.tracker.calls.first?.messagesNotKept == 7)
        #expect(tracked.tracker.counters.messagesNotKept == 7)
        #expect(tracked.tracker.calls.first?.updates == 10)
    }
}

import TestSupport
import Testing

@testable import IQOSCore

@Suite("Calls")
struct CallAssemblyTests {
    private static let second: Int64 = 1_000_000_000

    /// A member from host `from` to host `to`, times in seconds.
    private static func member(
        _ from: UInt32, _ fromPort: UInt16, _ to: UInt32, _ toPort: UInt16, _ start: Int64, _ end: Int64,
        type: UInt8 = 0
    ) -> CallMember {
        let flow = Flow(
            source: Address(ipv4: from), destination: Address(ipv4: to), sourcePort: fromPort, destinationPort: toPort)
        return CallMember(flow: flow, start: start * second, end: end * second, mainType: type)
    }

    private static func calls(_ members: [CallMember]) -> [[[Int]]] {
        CallAssembly.calls(of: members).map { [$0.forward, $0.backward] }
    }

    @Test("two streams on one pair of addresses and ports answer each other")
    func reversePairing() {
        #expect(Self.calls([Self.member(9, 10, 1, 20, 0, 60), Self.member(1, 20, 9, 10, 1, 60)]) == [[[0], [1]]])
    }

    @Test("a lone stream is a call of its own")
    func lone() {
        #expect(Self.calls([Self.member(1, 10, 2, 20, 0, 60)]) == [[[0], []]])
        #expect(Self.calls([]).isEmpty)
    }

    @Test("a change of SSRC stays in the call")
    func ssrcChange() {
        let members = [
            Self.member(1, 10, 2, 20, 0, 30), Self.member(2, 20, 1, 10, 0, 90), Self.member(1, 10, 2, 20, 31, 60),
            Self.member(1, 10, 2, 20, 61, 90),
        ]
        #expect(Self.calls(members) == [[[0, 2, 3], [1]]])
    }

    @Test("30 s of silence in both directions end a call on its ports, 30 s in one do not")
    func portReuse() {
        let reused = [
            Self.member(1, 10, 2, 20, 0, 60), Self.member(2, 20, 1, 10, 0, 55), Self.member(1, 10, 2, 20, 91, 120),
            Self.member(2, 20, 1, 10, 92, 120),
        ]
        #expect(Self.calls(reused) == [[[0], [1]], [[2], [3]]])
        let held = [
            Self.member(1, 10, 2, 20, 0, 20), Self.member(2, 20, 1, 10, 0, 100), Self.member(1, 10, 2, 20, 90, 100),
        ]
        #expect(Self.calls(held) == [[[0, 2], [1]]])
        let justInTime = [Self.member(1, 10, 2, 20, 0, 60), Self.member(1, 10, 2, 20, 90, 120)]
        #expect(Self.calls(justInTime) == [[[0, 1], []]])
    }

    @Test("a clock that is set back by an hour leaves a call what it is")
    func clockSetBack() {
        let outcome = TestCapture.scanned { capture in
            for (start, number, timestamp) in [(4000.0, 100, 1000), (400.0, 150, 9000)] {
                capture.media(1, 4000, 2, 5000, ssrc: 1, at: start, firstSequence: number, firstTimestamp: timestamp)
                capture.media(
                    2, 5000, 1, 4000, ssrc: 2, at: start + 0.01, firstSequence: number, firstTimestamp: timestamp)
            }
        }
        #expect(outcome.calls.map(\.streams) == [[1, 2]])
        #expect(outcome.streams.map(\.reverseStream) == [2, 1])
    }

    @Test("calls on other ports of the same hosts stay apart")
    func parallelCalls() {
        let members = [
            Self.member(1, 10, 2, 20, 0, 60), Self.member(1, 12, 2, 22, 0, 60), Self.member(2, 22, 1, 12, 0, 60),
            Self.member(2, 20, 1, 10, 0, 60),
        ]
        #expect(Self.calls(members) == [[[0], [3]], [[1], [2]]])
    }

    /// A member with an SSRC, numbers and timestamps of an 8 kHz clock by its times.
    private static func numbered(_ from: UInt32, _ to: UInt32, _ start: Int64, _ end: Int64, ssrc: UInt32) -> CallMember
    {
        var member = member(from, 10, to, 20, start, end)
        (member.ssrc, member.clockRateHz) = (ssrc, 8000)
        (member.firstSequence, member.lastSequence) = (UInt16(start * 50), UInt16(end * 50 - 1))
        (member.firstTimestamp, member.lastTimestamp) = (UInt32(start * 8000), UInt32(end * 8000 - 160))
        return member
    }

    @Test("a call that ICE moves to other addresses at both ends is one, if numbers and clock go on")
    func moved() {
        let members = [
            Self.numbered(1, 2, 0, 30, ssrc: 5), Self.numbered(2, 1, 0, 30, ssrc: 6),
            Self.numbered(3, 4, 30, 60, ssrc: 5),
            Self.numbered(4, 3, 30, 60, ssrc: 6),
        ]
        #expect(Self.calls(members).map { $0.map { $0.sorted() } } == [[[0, 2], [1, 3]]])
        var others = members
        others[2].firstTimestamp += 16_000
        others[3].firstSequence += 200
        #expect(Self.calls(others) == [[[0], [1]], [[2], [3]]])
    }

    @Test("one-way streams between two hosts from other ports are one call, in whatever order")
    func otherPorts() {
        #expect(Self.calls([Self.member(1, 10, 2, 20, 0, 60), Self.member(2, 22, 1, 12, 1, 59)]) == [[[0], [1]]])
        // The lower host answers: forward is still the direction of the first stream.
        #expect(Self.calls([Self.member(9, 10, 2, 20, 0, 60), Self.member(2, 22, 9, 12, 1, 59)]) == [[[0], [1]]])
    }

    @Test("of several answers from other ports the one that begins and ends with the call is it")
    func simultaneous() {
        let members = (0..<10).flatMap { number -> [CallMember] in
            let port = UInt16(number * 2)
            let (start, end) = (Int64(number), Int64(60 + number))
            return [
                Self.member(1, 100 + port, 2, 200 + port, start, end),
                Self.member(2, 300 + port, 1, 400 + port, start, end),
            ]
        }
        #expect(Self.calls(members) == (0..<10).map { [[$0 * 2], [$0 * 2 + 1]] })
    }

    @Test("many calls one after another from other ports are paired")
    func successive() {
        let members = (0..<30).flatMap { number -> [CallMember] in
            let port = UInt16(number * 2)
            let start = Int64(number * 100)
            return [
                Self.member(1, 100 + port, 2, 200 + port, start, start + 60),
                Self.member(2, 300 + port, 1, 400 + port, start + 2, start + 50),
            ]
        }
        #expect(Self.calls(members) == (0..<30).map { [[$0 * 2], [$0 * 2 + 1]] })
    }

    @Test("two streams that would answer as well as each other leave the call one-way")
    func ambiguous() {
        let members = [
            Self.member(1, 10, 2, 20, 0, 60), Self.member(2, 22, 1, 12, 0, 60), Self.member(2, 24, 1, 14, 0, 60),
        ]
        #expect(Self.calls(members) == [[[0], []], [[1], []], [[2], []]])
        let both = members + [Self.member(1, 16, 2, 26, 0, 60)]
        #expect(Self.calls(both).count == 4)
    }

    @Test("another payload type or another time is no answer")
    func noAnswer() {
        let types = [Self.member(1, 10, 2, 20, 0, 60), Self.member(2, 22, 1, 12, 0, 60, type: 8)]
        #expect(Self.calls(types).count == 2)
        let times = [Self.member(1, 10, 2, 20, 0, 60), Self.member(2, 22, 1, 12, 61, 90)]
        #expect(Self.calls(times).count == 2)
        let little = [Self.member(1, 10, 2, 20, 0, 60), Self.member(2, 22, 1, 12, 50, 90)]
        #expect(Self.calls(little).count == 2)
    }

    @Test("the reverse stream is the one that shares most time, and both agree where there are two")
    func reverse() {
        let members = [
            Self.member(1, 10, 2, 20, 0, 100), Self.member(2, 20, 1, 10, 0, 30), Self.member(2, 20, 1, 10, 31, 100),
        ]
        #expect(CallAssembly.answers(in: CallAssembly.calls(of: members), members) == [2, 0, 0])
        #expect(CallAssembly.answers(in: [CallLegs(forward: [0], backward: [])], [members[0]]) == [nil])
    }

    @Test("every stream is in exactly one call, and calls are in the order of their first streams", arguments: 0..<20)
    func partition(seed: Int) {
        var random = SeededRandom(seed)
        var start: Int64 = 0
        let members = (0..<60).map { _ in
            start += Int64(random.below(20))
            let (from, to) = (UInt32(random.below(4)), UInt32(random.below(4)))
            return Self.member(
                from, UInt16(random.below(3)), to, UInt16(random.below(3)), start, start + Int64(random.below(60)))
        }
        let calls = CallAssembly.calls(of: members)
        #expect(calls.flatMap(\.members).sorted() == Array(0..<60))
        let firsts = calls.compactMap(\.members.first)
        #expect(firsts == firsts.sorted())
        for call in calls {
            #expect(call.forward == call.forward.sorted() && call.backward == call.backward.sorted())
            #expect((call.forward.first ?? .max) < (call.backward.first ?? .max))
        }
    }

    @Test("streams without times are paired by their addresses")
    func noTimes() {
        let flow = Self.member(1, 10, 2, 20, 0, 0).flow
        let members = [flow, flow.reversed].map {
            CallMember(flow: $0, start: FrameRef.noArrival, end: FrameRef.noArrival, mainType: 0)
        }
        #expect(Self.calls(members) == [[[0], [1]]])
    }

    /// Streams of one call in the ways that unite calls: by signalling, going on from host to host, as legs of the first
    /// one, and by turns.
    private static func crowd(_ count: Int, _ way: Int) -> [CallMember] {
        (0..<count).map { place in
            var member = Self.member(UInt32(9 + place), 1000, 2, 20, Int64(place), Int64(place + 1))
            switch way {
            case 0: member.signalled = SignalledLeg(call: 0, side: .callee)
            case 1:
                member.ssrc = 7
                member.firstSequence = UInt16(truncatingIfNeeded: 4 * place)
                member.lastSequence = member.firstSequence &+ 3
            case 2:
                member.signalled = SignalledLeg(call: place, side: .caller)
                member.otherLegs = place == 0 ? Array(1..<min(count, 2000)) : []
            default: member.turnsWith = 0
            }
            return member
        }
    }

    @Test("four times as many streams of one call take about four times as long", arguments: 0..<4)
    func inProportion(way: Int) {
        #expect(CallAssembly.calls(of: Self.crowd(200, way)).map(\.members) == [Array(0..<200)])
        let assemble = { (count: Int) in _ = CallAssembly.calls(of: Self.crowd(count, way)) }
        assemble(1000)
        #expect(growth(of: assemble, from: 2000) < 9)
    }
}

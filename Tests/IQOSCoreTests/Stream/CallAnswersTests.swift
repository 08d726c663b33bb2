import TestSupport
import Testing

@testable import IQOSCore

@Suite("Answers in large calls")
struct CallAnswersTests {
    /// Streams of one direction: a few ports and types, in order of time, some at the same one, one as long as the call.
    private static func streams(_ count: Int, from: UInt32, to: UInt32, _ random: inout SeededRandom) -> [CallMember] {
        var start: Int64 = 0
        return (0..<count).map { index in
            start += Int64(random.below(3))
            let flow = Flow(
                source: Address(ipv4: from), destination: Address(ipv4: to),
                sourcePort: UInt16(random.below(3)), destinationPort: UInt16(random.below(2)))
            let length = index == 5 ? 400 : Int64(random.below(random.below(9) == 0 ? 60 : 4))
            let type = random.below(4)
            return CallMember(
                flow: flow, start: start, end: start + length, mainType: type == 3 ? nil : UInt8(type),
                media: type == 3 ? .keys : type == 2 ? .video : .sound)
        }
    }

    @Test("the tree finds what looking at every stream finds", arguments: 0..<20)
    func model(seed: Int) {
        var random = SeededRandom(seed)
        let counts = (40 + random.below(60), 40 + random.below(60))
        let streams =
            Self.streams(counts.0, from: 1, to: 2, &random) + Self.streams(counts.1, from: 2, to: 1, &random)
        let (forward, backward) = (Array(0..<counts.0), Array(counts.0..<streams.count))
        let answers = CallAssembly.answers(in: [CallLegs(forward: forward, backward: backward)], streams)
        // The model is the definition, word for word.
        for place in forward {
            #expect(answers[place] == CallAssembly.answer(to: streams[place], among: backward, streams))
        }
        for place in backward {
            #expect(answers[place] == CallAssembly.answer(to: streams[place], among: forward, streams))
        }
    }

    @Test("sound is answered by sound, though video comes earlier and for longer")
    func media() {
        func member(_ from: UInt32, _ to: UInt32, _ port: UInt16, _ media: StreamMedia, end: Int64) -> CallMember {
            CallMember(
                flow: Flow(
                    source: Address(ipv4: from), destination: Address(ipv4: to), sourcePort: port, destinationPort: port
                ),
                start: 0, end: end, mainType: 96, media: media)
        }
        let streams = [
            member(1, 2, 10, .video, end: 9), member(1, 2, 12, .sound, end: 9), member(2, 1, 10, .video, end: 9),
            member(2, 1, 14, .sound, end: 4), member(2, 1, 12, .keys, end: 2),
        ]
        let calls = [CallLegs(forward: [0, 1], backward: [2, 3])]
        #expect(CallAssembly.answers(in: calls, streams) == [2, 3, 0, 1, nil])
        // Where nothing of its kind answers, nothing does; keys show that somebody is there.
        let alone = CallAssembly.answers(in: [CallLegs(forward: [1], backward: [2])], streams)
        #expect(alone[1] == nil && alone[2] == nil)
        #expect(CallAssembly.answers(in: [CallLegs(forward: [1], backward: [2, 4])], streams)[1] == 4)
    }

    @Test("times from the ends of the scale overflow nothing")
    func extremes() {
        let tree = SpanTree([(.min, .min), (.min, .max), (.max, .max), (0, 5)])
        for span in [(start: Int64.min, end: Int64.max), (start: .max, end: .max), (start: .min, end: .min)] {
            #expect(tree.nearest(to: span)?.shared ?? -1 >= 0)
        }
        #expect(tree.nearest(to: (2, 4)).map { [$0.index, Int($0.shared)] } == [1, 2])
        #expect(SpanTree([]).nearest(to: (0, 1)) == nil)
    }

    @Test("a call of thousands of streams each way takes no square of time")
    func many() {
        let times = growth(
            of: { count in
                var random = SeededRandom(1)
                var streams = Self.streams(count, from: 1, to: 2, &random)
                streams += Self.streams(count, from: 2, to: 1, &random)
                let call = CallLegs(forward: Array(0..<count), backward: Array(count..<2 * count))
                #expect(CallAssembly.answers(in: [call], streams).allSatisfy { $0 != nil })
            }, from: 2000)
        #expect(times < 8)
    }
}

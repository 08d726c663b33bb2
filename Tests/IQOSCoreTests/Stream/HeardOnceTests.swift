import TestSupport
import Testing

@testable import IQOSCore

@Suite("A voice is heard once, as near to its listener as it was captured")
struct HeardOnceTests {
    /// A stream from host to host, ports made of both where none are given; times in s.
    private static func voice(
        _ from: Int, _ to: Int, _ start: Double = 0, _ end: Double = 60, medium: Int = 0, ports: (Int, Int)? = nil,
        isVideo: Bool = false, audibility: Int = 3
    ) -> HeardOnce.Voice {
        let host = { (number: Int) in Address(ipv4: 0x0A00_0000 | UInt32(number)) }
        let flow = Flow(
            source: host(from), destination: host(to), sourcePort: UInt16(ports?.0 ?? 100 * from + to),
            destinationPort: UInt16(ports?.1 ?? 100 * to + from))
        return HeardOnce.Voice(
            flow: flow, start: Int64(start * 1e9), end: Int64(end * 1e9), medium: medium, isVideo: isVideo,
            audibility: audibility)
    }

    /// What is heard of each stream, s: from, to; nothing for one that is never heard.
    private static func heard(_ voices: [HeardOnce.Voice], answers: [HeardOnce.Voice] = []) -> [[[Double]]] {
        // Each is a medium of its own but where two have a number.
        let named = voices.enumerated().map { index, voice in
            var voice = voice
            if voice.medium == 0 { voice.medium = 1000 + index }
            return voice
        }
        let rests = HeardOnce(named, others: answers.map(\.flow)).rests
        return zip(voices, rests).map { voice, rests in
            guard let rests else { return [] }
            var (parts, start): ([[Double]], Int64) = ([], voice.start)
            for rest in rests {
                if rest.lowerBound > start { parts.append([Double(start) / 1e9, Double(rest.lowerBound) / 1e9]) }
                start = rest.upperBound
            }
            if start < voice.end { parts.append([Double(start) / 1e9, Double(voice.end) / 1e9]) }
            return parts
        }
    }

    private static let whole = [[0.0, 60.0]]

    @Test("behind a relay, whatever it makes of a voice, from whatever address it sends")
    func relay() {
        for medium in [0, 7] {
            let answers = [Self.voice(2, 9), Self.voice(9, 1)]
            #expect(
                Self.heard([Self.voice(1, 9, medium: medium), Self.voice(9, 2, medium: medium)], answers: answers)
                    == [[], Self.whole])
            #expect(
                Self.heard([Self.voice(1, 9, medium: medium), Self.voice(9, 2, medium: medium)]) == [[], Self.whole])
            // The relay began first.
            #expect(Self.heard([Self.voice(9, 2), Self.voice(1, 9)], answers: answers) == [Self.whole, []])
            // Through two relays, and through one with an address on either side.
            #expect(
                Self.heard([Self.voice(1, 9), Self.voice(9, 8, medium: medium), Self.voice(8, 2, medium: medium)])
                    == [[], [], Self.whole])
            #expect(
                Self.heard(
                    [Self.voice(1, 9, medium: medium), Self.voice(8, 2, medium: medium)],
                    answers: [Self.voice(2, 8), Self.voice(9, 1)]) == [[], Self.whole])
            // Back to the same host, from and to other ports.
            let (to, back) = (
                Self.voice(1, 9, medium: medium, ports: (4000, 6000)),
                Self.voice(9, 1, medium: medium, ports: (6002, 5000))
            )
            #expect(
                Self.heard([to, back], answers: [Self.voice(1, 9, ports: (5000, 6002))]) == [[], Self.whole])
        }
    }

    @Test("where there is no relay all are heard, and of two points the first")
    func noRelay() {
        // Two sources, two listeners, a stream that begins anew, an answer on the wrong side.
        for other in [
            Self.voice(3, 9), Self.voice(1, 3), Self.voice(1, 9, 30, 90, ports: (7, 8)), Self.voice(9, 1),
            Self.voice(9, 1, ports: (7, 8)), Self.voice(9, 3, 61, 90), Self.voice(8, 3),
            Self.voice(9, 2, isVideo: true),
        ] {
            let heard = Self.heard([Self.voice(1, 9), other])
            #expect(heard == [Self.whole, [[Double(other.start) / 1e9, Double(other.end) / 1e9]]])
        }
        // Before and behind a NAT, of the sender and of the listener.
        for other in [Self.voice(8, 9, medium: 7), Self.voice(1, 8, medium: 7)] {
            #expect(
                Self.heard([Self.voice(1, 9, medium: 7), other], answers: [Self.voice(9, 1), Self.voice(9, 8)])
                    == [Self.whole, []])
        }
    }

    @Test("what comes to the relay stands in before and behind what it sends, from a second on")
    func standIn() {
        #expect(
            Self.heard([Self.voice(1, 9), Self.voice(9, 2, 10, 49.98)]) == [[[0, 10], [50, 60]], [[10, 49.98]]])
        #expect(
            Self.heard([Self.voice(1, 9), Self.voice(9, 2, 0.9, 59.5)]) == [[], [[0.9, 59.5]]])
        #expect(
            Self.heard([Self.voice(1, 9), Self.voice(9, 2, 0.5, 19.98), Self.voice(9, 3, 20.5, 49.98)])
                == [[[50, 60]], [[0.5, 19.98]], [[20.5, 49.98]]])
        // Music on hold, or a third party, behind the end of the voice.
        #expect(Self.heard([Self.voice(1, 9, 0, 17, medium: 7), Self.voice(9, 2, medium: 7)]) == [[], Self.whole])
    }

    @Test("of those that a relay sends to several, who speaks hears it, or who hears most")
    func forks() {
        let listeners = [Self.voice(1, 9), Self.voice(9, 3), Self.voice(9, 2)]
        #expect(Self.heard(listeners, answers: [Self.voice(2, 9)]) == [[], [], Self.whole])
        #expect(Self.heard(listeners) == [[], Self.whole, []])
        #expect(
            Self.heard([Self.voice(1, 9), Self.voice(9, 3, 0, 4.98), Self.voice(9, 2, 2, 60)])
                == [[], [[0, 2]], [[2, 60]]])
        // A recorder has the same media; two streams to one listener are two.
        #expect(
            Self.heard([Self.voice(9, 3, medium: 7), Self.voice(9, 2, medium: 7)], answers: [Self.voice(2, 9)])
                == [[], Self.whole])
        #expect(
            Self.heard([Self.voice(1, 9), Self.voice(9, 2), Self.voice(9, 2, ports: (7, 8))])
                == [[], Self.whole, Self.whole])
        // Early media of two callees who come to one caller through a relay.
        #expect(
            Self.heard([Self.voice(2, 9, 0, 5), Self.voice(3, 9, 1, 60), Self.voice(9, 1)]) == [[], [], Self.whole])
    }

    @Test("a stream without sound hides none that has some, nor does one whose key may be another's")
    func silent() {
        for audibility in 0...2 {
            #expect(
                Self.heard([Self.voice(1, 9), Self.voice(9, 2, audibility: audibility)]) == [Self.whole, []])
            #expect(
                Self.heard([Self.voice(1, 9, audibility: audibility), Self.voice(9, 2)]) == [[], Self.whole])
            #expect(
                Self.heard([Self.voice(1, 9, audibility: audibility), Self.voice(9, 2, audibility: audibility)])
                    == [[], Self.whole])
        }
        #expect(
            Self.heard([Self.voice(1, 9), Self.voice(9, 8, audibility: 0), Self.voice(8, 2)]) == [[], [], Self.whole])
    }

    @Test("whatever the streams of a direction are, at any time one of them is heard")
    func anyStreams() {
        var random = SeededRandom(5)
        for _ in 0..<3000 {
            let voices = (0..<2 + random.below(6)).map { _ in
                let start = 2 * Double(random.below(20))
                let end = start + 2 + 2 * Double(random.below(20))
                return Self.voice(
                    random.below(5), random.below(5), start, end,
                    medium: random.below(4), ports: (random.below(3), random.below(3)), audibility: random.below(3))
            }
            let answers = (0..<random.below(4)).map { _ in Self.voice(random.below(5), random.below(5)) }
            let heard = Self.heard(voices, answers: answers)
            for time in stride(from: 1.0, to: 80, by: 2) {
                let isThere = voices.contains { Double($0.start) / 1e9 < time && time < Double($0.end) / 1e9 }
                #expect(isThere == heard.joined().contains { $0[0] < time && time < $0[1] })
            }
        }
    }

    @Test("a relay that transcodes within one call: each direction has the stream its listener gets")
    func transcoded() {
        let script = CallScript()
        let outcome = TestCapture.scanned { capture in
            let pcma = ["rtpmap:8 PCMA/8000"]
            let offers: [(Double, Int, String)] = [
                (0, 1, CallScript.audio(1, 4000)), (0.01, 2, CallScript.audio(9, 6002, "8", pcma)),
            ]
            for (time, number, body) in offers {
                let text = script.text(
                    "INVITE sip:bob@10.0.0.2 SIP/2.0", "INVITE", 1, "z9hG4bK\(number)", nil, false, body)
                capture.sip(text, at: time)
            }
            let answers: [(Double, Int, String)] = [
                (0.5, 2, CallScript.audio(2, 5000, "8", pcma)), (0.51, 1, CallScript.audio(9, 6000)),
            ]
            for (time, number, body) in answers {
                let text = script.text(
                    "SIP/2.0 200 OK", "INVITE", 1, "z9hG4bK\(number)", script.calleeTag, false, body)
                capture.sip(text, at: time, fromCallee: true)
            }
            capture.media(2, 5000, 9, 6002, ssrc: 1, at: 1, count: 300, type: 8, payloadSeed: 1)
            capture.media(1, 4000, 9, 6000, ssrc: 2, at: 1.001, count: 300, payloadSeed: 2)
            capture.media(9, 6002, 2, 5000, ssrc: 3, at: 1.002, count: 300, type: 8, payloadSeed: 3)
            capture.media(9, 6000, 1, 4000, ssrc: 4, at: 1.003, count: 300, payloadSeed: 4)
        }
        #expect(outcome.calls.map(\.streams) == [[1, 2, 3, 4]])
        #expect(outcome.streams.allSatisfy { $0.sameMedia == nil })
        let channels = outcome.channels(ofCall: 0)
        #expect(channels.left == [2] && channels.right == [3], "the caller is left")
        #expect((0..<4).allSatisfy { outcome.rests(ofStream: $0).isEmpty })
    }

    @Test("on the clock of the call a stream rests while another is heard in its place")
    func resting() {
        let outcome = TestCapture.scanned { capture in
            capture.media(1, 4000, 9, 6000, ssrc: 7, at: 0, count: 300, payloadSeed: 1)
            capture.media(
                9, 6002, 2, 5000, ssrc: 7, at: 2.001, count: 100, firstSequence: 200, firstTimestamp: 17_000,
                payloadSeed: 2)
        }
        #expect(outcome.channels(ofCall: 0).left == [0, 1])
        #expect(outcome.rests(ofStream: 0) == [[2.001, 4.001]] && outcome.rests(ofStream: 1).isEmpty)
    }
}

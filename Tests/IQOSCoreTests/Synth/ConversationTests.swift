import Testing

@testable import IQOSCore

@Suite("Conversations")
struct ConversationTests {
    @Test("turns follow one another and begin anew until both tracks are full")
    func turns() {
        let turns = [(side: 0, sound: [Int16](repeating: 1, count: 100)), (1, [Int16](repeating: 2, count: 50))]
        let pause = Conversation.pauseSamples
        let tracks = Conversation.tracks(turns: turns, samples: 2 * pause + 200)
        #expect(tracks.map(\.count) == [2 * pause + 200, 2 * pause + 200])
        #expect(
            tracks[0].indices.filter { tracks[0][$0] != 0 } == Array(0..<100) + Array(2 * pause + 150..<2 * pause + 200)
        )
        #expect(tracks[1].indices.filter { tracks[1][$0] != 0 } == Array(pause + 100..<pause + 150))
    }

    @Test("nothing to say is silence")
    func silence() {
        #expect(Conversation.tracks(turns: [(0, [])], samples: 3) == [[0, 0, 0], [0, 0, 0]])
    }

    @Test("built-in voices talk in turns with pauses, and never clip", arguments: [1 as UInt64, 2, 3])
    func voices(seed: UInt64) {
        let tracks = Conversation.tracks(seed: seed, call: 0, samples: 8000 * 30)
        #expect(zip(tracks[0], tracks[1]).allSatisfy { $0 == 0 || $1 == 0 })
        for track in tracks {
            #expect((track.max() ?? 0) < 16384)
            let spurts = TalkSpurts(in: track, samplesPerPacket: 160).slots
            #expect(spurts.count >= 4)
            let active = Double(spurts.reduce(0) { $0 + $1.count }) / 1500
            #expect((0.2...0.7).contains(active))
        }
    }

    @Test("every call says something else")
    func calls() {
        let first = Conversation.tracks(seed: 1, call: 0, samples: 8000)
        #expect(first == Conversation.tracks(seed: 1, call: 0, samples: 8000))
        #expect(first != Conversation.tracks(seed: 1, call: 1, samples: 8000))
    }
}

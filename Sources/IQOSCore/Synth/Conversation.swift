/// Two people talking in turns, as one track of 8 kHz samples a side.
public enum Conversation {
    /// Silence between two turns, samples.
    public static let pauseSamples = 3200

    /// Lays the turns one after another, from the first again when all are done, until both tracks are full.
    ///
    /// - Parameters:
    ///   - turns: Who speaks (0 the caller, 1 the callee) and what; where all are empty the tracks are silent.
    ///   - samples: Length of both tracks.
    public static func tracks(turns: [(side: Int, sound: [Int16])], samples: Int) -> [[Int16]] {
        var next = 0
        let total = turns.reduce(0) { $0 + $1.sound.count }
        return tracks(samples: samples) {
            guard total > 0 else { return nil }
            defer { next = (next + 1) % turns.count }
            return turns[next]
        }
    }

    /// Built-in voices taking turns.
    public static func tracks(seed: UInt64, call: Int, samples: Int) -> [[Int16]] {
        var voices = [0, 1].map { SpeechSignal(seed: seed, call: call, side: $0) }
        var side = 1
        return tracks(samples: samples) {
            side = 1 - side
            return (side, voices[side].turn())
        }
    }

    private static func tracks(samples: Int, nextTurn: () -> (side: Int, sound: [Int16])?) -> [[Int16]] {
        var tracks = [[Int16]](repeating: [], count: 2)
        for side in 0...1 { tracks[side].reserveCapacity(samples) }
        while tracks[0].count < samples, let turn = nextTurn() {
            let length = turn.sound.count + pauseSamples
            for side in 0...1 {
                let sound = side == turn.side ? turn.sound : []
                tracks[side] += sound
                tracks[side] += [Int16](repeating: 0, count: length - sound.count)
            }
        }
        return tracks.map { fitted($0, samples: samples) }
    }

    /// `track` cut or filled with silence to this many samples.
    public static func fitted(_ track: [Int16], samples: Int) -> [Int16] {
        Array(track.prefix(samples)) + [Int16](repeating: 0, count: max(0, samples - track.count))
    }
}

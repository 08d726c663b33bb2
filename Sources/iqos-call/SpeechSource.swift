import IQOSCore

/// Where the sound of calls comes from; all at 8 kHz.
enum SpeechSource {
    /// Built-in voices that take turns, other ones in each call.
    case voices(seed: UInt64)
    /// Spoken turns, caller 0 and callee 1, over and over.
    case turns([(side: Int, sound: [Int16])])
    /// A sound a side, once; a side without one has a built-in voice.
    case sounds([[Int16]?], seed: UInt64)

    /// How long everything takes once, ms; `nil` where there is no end.
    var naturalDurationMs: Int? {
        switch self {
        case .voices: nil
        case .turns(let turns): turns.reduce(0) { $0 + $1.sound.count + Conversation.pauseSamples } / 8
        case .sounds(let sounds, _): sounds.compactMap { $0?.count }.max().map { $0 / 8 }
        }
    }

    /// Both sides of a call, by its index from 0.
    func tracks(call: Int, samples: Int) -> [[Int16]] {
        switch self {
        case .voices(let seed):
            return Conversation.tracks(seed: seed, call: call, samples: samples)
        case .turns(let turns):
            return Conversation.tracks(turns: turns, samples: samples)
        case .sounds(let sounds, let seed):
            let voices = Conversation.tracks(seed: seed, call: call, samples: samples)
            return zip(sounds, voices).map { sound, voice in
                sound.map { Conversation.fitted($0, samples: samples) } ?? voice
            }
        }
    }
}

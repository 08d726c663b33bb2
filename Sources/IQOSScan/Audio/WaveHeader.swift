/// Everything of a WAV file of 16-bit samples but the samples.
///
/// Written by ourselves because libsndfile knows no labels. They stand behind the samples: what was lost is known when
/// the sound has been written, and is not to be kept until then. Past 4 GB the file is RF64 (EBU Tech 3306), for
/// which room is left in every one.
///
///     head    RIFF/RF64  WAVE  JUNK/ds64  bext  fmt  data
///     tail    cue  LIST adtl: labl, ltxt
struct WaveHeader {
    /// Marked places at most; an Audacity file has them all.
    static let cueLimit = 65_536
    /// Content of the chunk with 64-bit sizes.
    private static let sizesLength = 28

    var channels: Int
    var sampleRateHz: Int
    var frames: Int
    var broadcast: BroadcastExtension?
    var labels: [SoundLabel] = []

    /// Bytes of the samples.
    var dataLength: Int { frames * channels * 2 }

    /// What stands before the samples; always as long, however many they are.
    var head: [UInt8] {
        let about = (broadcast.map { Self.chunk("bext", $0.bytes) } ?? []) + Self.chunk("fmt ", format)
        let length = 4 + 8 + Self.sizesLength + about.count + 8 + dataLength + tail.count
        let isLarge = length > Int(UInt32.max)
        let sizes = Self.number(length, 8) + Self.number(dataLength, 8) + Self.number(frames, 8) + Self.number(0, 4)
        let room = [UInt8](repeating: 0, count: Self.sizesLength)
        return Self.name(isLarge ? "RF64" : "RIFF") + Self.number(isLarge ? Int(UInt32.max) : length, 4)
            + Self.name("WAVE") + Self.chunk(isLarge ? "ds64" : "JUNK", isLarge ? sizes : room) + about
            + Self.name("data") + Self.number(isLarge ? Int(UInt32.max) : dataLength, 4)
    }

    /// What stands behind them.
    var tail: [UInt8] {
        let cues = labels.filter { $0.start <= UInt32.max }.prefix(Self.cueLimit)
        return cues.isEmpty ? [] : Self.chunk("cue ", Self.points(cues)) + Self.chunk("LIST", Self.texts(cues))
    }

    private var format: [UInt8] {
        let frame = channels * 2
        return Self.number(1, 2) + Self.number(channels, 2) + Self.number(sampleRateHz, 4)
            + Self.number(sampleRateHz * frame, 4) + Self.number(frame, 2) + Self.number(16, 2)
    }

    private static func points(_ cues: ArraySlice<SoundLabel>) -> [UInt8] {
        var bytes = number(cues.count, 4)
        for (index, cue) in cues.enumerated() {
            bytes += number(index + 1, 4) + number(cue.start, 4) + name("data") + number(0, 8) + number(cue.start, 4)
        }
        return bytes
    }

    private static func texts(_ cues: ArraySlice<SoundLabel>) -> [UInt8] {
        var bytes = name("adtl")
        for (index, cue) in cues.enumerated() {
            bytes += chunk("labl", number(index + 1, 4) + Array(cue.text.utf8) + [0])
        }
        for (index, cue) in cues.enumerated() where cue.end > cue.start {
            // Purpose "rgn ", then country, language, dialect and code page, all unsaid.
            let length = min(cue.end - cue.start, Int(UInt32.max))
            bytes += chunk("ltxt", number(index + 1, 4) + number(length, 4) + name("rgn ") + number(0, 8))
        }
        return bytes
    }

    static func name(_ text: String) -> [UInt8] { Array(text.utf8) }

    /// Little-endian.
    static func number(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        self.name(name) + number(content.count, 4) + content + (content.count % 2 == 1 ? [0] : [])
    }
}

/// Everything of a WAV file of 16-bit samples before the first of them.
///
/// Written by ourselves because libsndfile knows no labels, and refuses headers of more than 100 kB: an hour at 10 %
/// loss has 16,000 places to mark. Past 4 GB the file is RF64 (EBU Tech 3306).
///
///     RIFF/RF64  WAVE  [ds64]  bext  fmt  [cue  LIST adtl: labl, ltxt]  data
struct WaveHeader {
    /// Marked places at most; an Audacity file has them all.
    static let cueLimit = 65_536

    var channels: Int
    var sampleRateHz: Int
    var frames: Int
    var broadcast: BroadcastExtension?
    var labels: [SoundLabel] = []

    /// Bytes of the samples.
    var dataLength: Int { frames * channels * 2 }

    var bytes: [UInt8] {
        let cues = labels.filter { $0.start <= UInt32.max }.prefix(Self.cueLimit)
        var body: [UInt8] = []
        if let broadcast { body += Self.chunk("bext", broadcast.bytes) }
        body += Self.chunk("fmt ", format)
        if !cues.isEmpty {
            body += Self.chunk("cue ", Self.points(cues))
            body += Self.chunk("LIST", Self.texts(cues))
        }
        let isLarge = body.count + dataLength + 64 > Int(UInt32.max)
        if isLarge {
            let riffLength = 4 + 36 + body.count + 8 + dataLength
            let sizes = Self.number(riffLength, 8) + Self.number(dataLength, 8) + Self.number(frames, 8)
            body = Self.chunk("ds64", sizes + Self.number(0, 4)) + body
        }
        let length = isLarge ? Int(UInt32.max) : 4 + body.count + 8 + dataLength
        return Self.name(isLarge ? "RF64" : "RIFF") + Self.number(length, 4) + Self.name("WAVE") + body
            + Self.name("data") + Self.number(isLarge ? Int(UInt32.max) : dataLength, 4)
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

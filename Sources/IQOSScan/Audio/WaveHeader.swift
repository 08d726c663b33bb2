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

    let channels: Int
    var frames: Int
    var labels: [SoundLabel] = []
    /// The chunks between that and the samples, which never change.
    private let about: [UInt8]

    init(channels: Int, sampleRateHz: Int, frames: Int, broadcast: BroadcastExtension? = nil) {
        self.channels = channels
        self.frames = frames
        var about: [UInt8] = []
        if let broadcast { about.append(chunk: "bext", broadcast.bytes) }
        about.append(chunk: "fmt ", Self.format(channels: channels, sampleRateHz: sampleRateHz))
        self.about = about
    }

    /// Bytes of the samples.
    var dataLength: Int { frames * channels * 2 }

    /// Bytes of the head, however many samples there are.
    var headLength: Int { 12 + 8 + Self.sizesLength + about.count + 8 }

    /// What stands before the samples.
    var head: [UInt8] { head(before: tail) }

    /// - Parameter tail: What stands behind the samples.
    func head(before tail: [UInt8]) -> [UInt8] {
        let length = headLength - 8 + dataLength + tail.count
        let isLarge = length > Int(UInt32.max)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(headLength)
        bytes.append(name: isLarge ? "RF64" : "RIFF")
        bytes.append(isLarge ? Int(UInt32.max) : length, bytes: 4)
        bytes.append(name: "WAVE")
        bytes.append(name: isLarge ? "ds64" : "JUNK")
        bytes.append(Self.sizesLength, bytes: 4)
        for size in [length, dataLength, frames] { bytes.append(isLarge ? size : 0, bytes: 8) }
        bytes.append(0, bytes: 4)
        bytes += about
        bytes.append(name: "data")
        bytes.append(isLarge ? Int(UInt32.max) : dataLength, bytes: 4)
        return bytes
    }

    /// What stands behind them.
    var tail: [UInt8] {
        let cues = labels.filter { $0.start <= UInt32.max }.prefix(Self.cueLimit)
        var bytes: [UInt8] = []
        guard !cues.isEmpty else { return bytes }
        bytes.append(chunk: "cue ", Self.points(cues))
        bytes.append(chunk: "LIST", Self.texts(cues))
        return bytes
    }

    private static func format(channels: Int, sampleRateHz: Int) -> [UInt8] {
        let frame = channels * 2
        var bytes: [UInt8] = []
        bytes.append(1, bytes: 2)
        bytes.append(channels, bytes: 2)
        bytes.append(sampleRateHz, bytes: 4)
        bytes.append(sampleRateHz * frame, bytes: 4)
        bytes.append(frame, bytes: 2)
        bytes.append(16, bytes: 2)
        return bytes
    }

    private static func points(_ cues: ArraySlice<SoundLabel>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(cues.count, bytes: 4)
        for (index, cue) in cues.enumerated() {
            bytes.append(index + 1, bytes: 4)
            bytes.append(cue.start, bytes: 4)
            bytes.append(name: "data")
            bytes.append(0, bytes: 8)
            bytes.append(cue.start, bytes: 4)
        }
        return bytes
    }

    private static func texts(_ cues: ArraySlice<SoundLabel>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(name: "adtl")
        for (index, cue) in cues.enumerated() {
            var label: [UInt8] = []
            label.append(index + 1, bytes: 4)
            label += cue.text.utf8
            label.append(0)
            bytes.append(chunk: "labl", label)
        }
        for (index, cue) in cues.enumerated() where cue.end > cue.start {
            bytes.append(name: "ltxt")
            bytes.append(20, bytes: 4)
            bytes.append(index + 1, bytes: 4)
            bytes.append(min(cue.end - cue.start, Int(UInt32.max)), bytes: 4)
            // Purpose, then country, language, dialect and code page, all unsaid.
            bytes.append(name: "rgn ")
            bytes.append(0, bytes: 8)
        }
        return bytes
    }
}

extension [UInt8] {
    /// Appends a number, its lowest byte first.
    mutating func append(_ value: Int, bytes count: Int) {
        for place in 0..<count { append(UInt8(truncatingIfNeeded: value >> (8 * place))) }
    }

    /// Appends what a chunk is called, four letters.
    mutating func append(name: String) { self += name.utf8 }

    /// Appends a chunk, of an even length.
    mutating func append(chunk name: String, _ content: [UInt8]) {
        append(name: name)
        append(content.count, bytes: 4)
        self += content
        if content.count % 2 == 1 { append(0) }
    }
}

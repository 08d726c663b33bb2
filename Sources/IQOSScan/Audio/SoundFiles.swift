import IQOSCore

/// The files of one sound: one a format, and the labels beside them.
final class SoundFiles {
    /// Frames that are written together.
    static let blockFrames = 8192

    private let name: String
    private let place: AudioPlace
    private let start: Int64
    private let sampleRateHz: Int
    private var wave: WaveWriter?
    private var mp3: MP3File?
    /// Paths of those that the system took no further for their size: they are taken away, and all else goes on.
    private(set) var tooLarge: [String] = []
    private var files: [String: GrowingFile] = [:]
    /// In place of it, where processors have nothing else to do.
    private var mp3Aside: MP3Queue?

    /// - Parameters:
    ///   - start: Capture time of sample 0, ns since 1970 UTC.
    ///   - title: What the files say of themselves.
    init(
        _ name: String, at place: AudioPlace, channels: Int, sampleRateHz: Int, start: Int64, title: String
    ) throws {
        self.name = name
        self.place = place
        self.start = start
        self.sampleRateHz = sampleRateHz
        if place.formats.contains(.wav) {
            let header = WaveHeader(
                channels: channels, sampleRateHz: sampleRateHz, frames: 0,
                broadcast: BroadcastExtension(
                    title, start: start, sampleRateHz: sampleRateHz, channels: channels, captures: place.captures))
            wave = WaveWriter(header, into: try open("wav"))
        }
        if place.formats.contains(.mp3) {
            let hash = place.captures.first?.sha256.map { ", capture SHA-256 \($0)" } ?? ""
            let tags = MP3Tags(
                title: title, comment: "sample 0 captured at \(FigureText.rfc3339(start))\(hash)")
            let file = try MP3File(
                into: open("mp3"), path: "audio/\(name).mp3", channels: channels,
                sampleRateHz: sampleRateHz, tags: tags)
            if place.encodesAside { mp3Aside = MP3Queue(consume file) } else { mp3 = consume file }
        }
    }

    /// Writes frames of interleaved samples.
    func write(_ block: [Int16], frames: Int) throws {
        try unlessTooLarge("wav") { try wave?.write(block, frames: frames) }
        try unlessTooLarge("mp3") {
            try mp3?.write(block, frames: frames)
            try mp3Aside?.write(block, frames: frames)
        }
    }

    /// Leaves silence of any length.
    func skip(_ frames: Int) throws {
        wave?.skip(frames: frames)
        try unlessTooLarge("mp3") {
            try mp3?.writeSilence(frames: frames)
            try mp3Aside?.writeSilence(frames: frames)
        }
    }

    private func open(_ format: String) throws -> GrowingFile {
        let file = try GrowingFile("audio/\(name).\(format)", at: place)
        files[format] = file
        return file
    }

    private func unlessTooLarge(_ format: String, _ work: () throws -> Void) throws {
        do {
            try work()
        } catch let error as SoundFileError where error.reason == .tooLarge {
            if format == "wav" {
                wave = nil
            } else {
                mp3 = nil
                mp3Aside = nil
            }
            files[format]?.remove()
            tooLarge.append("audio/\(name).\(format)")
        }
    }

    /// Ends the files.
    ///
    /// - Returns: Their paths below the folder.
    func finish(frames: Int, labels: [SoundLabel]) throws -> [String] {
        let labels = labels.inOrder
        var paths = ["audio/\(name).txt"]
        // The label file begins with the capture time of sample 0.
        let head = SoundLabel(start: 0, end: 0, text: "start " + FigureText.rfc3339(start))
        let text = try GrowingFile(paths[0], at: place)
        try text.write(Array(([head] + labels).audacityText(sampleRateHz: sampleRateHz).utf8))
        try text.finish()
        try unlessTooLarge("wav") { try wave?.finish(frames: frames, labels: labels) }
        try unlessTooLarge("mp3") {
            try mp3?.finish()
            try mp3Aside?.finish()
        }
        if wave != nil { paths.append("audio/\(name).wav") }
        if mp3 != nil || mp3Aside != nil { paths.append("audio/\(name).mp3") }
        wave = nil
        mp3 = nil
        mp3Aside = nil
        return paths
    }
}

import IQOSCore

/// The sound files of what was captured of one stream: begun with its first sound, ended with the stream.
final class EvidenceFiles {
    private let place: AudioPlace
    private let plan: ListeningPlan
    private let summary: ScanSummary
    private var sound: SoundFiles?
    /// Samples that are written together; empty before the first.
    private var block: [Int16] = []
    /// First frame of the block that is being filled, how many it has so far, and whether it has any sound.
    private var start = 0
    private var filled = 0
    private var isOpen = false
    /// What is to be said of the stream, at its end.
    private(set) var outcome: StreamSound?
    /// What was found in it and has a place in time.
    private(set) var findings: [FindingReport] = []
    /// Those that could not be kept.
    private(set) var tooLarge: [String] = []
    /// Paths below the folder.
    private(set) var paths: [String] = []

    init(_ place: AudioPlace, _ plan: ListeningPlan, _ summary: ScanSummary) {
        self.place = place
        self.plan = plan
        self.summary = summary
    }

    /// Writes pieces, which come in order.
    func add(_ pieces: [SoundPiece], of voice: Voice) throws {
        for piece in pieces {
            if sound == nil {
                sound = try begin(voice)
                block = [Int16](repeating: 0, count: SoundFiles.blockFrames)
            }
            try moveOn(to: piece.position)
            try put(piece.samples, at: piece.position)
        }
    }

    /// Ends the files, if there was any sound.
    func finish(_ voice: Voice) throws {
        guard let sound else { return }
        let frames = voice.player.evidenceLength
        if isOpen { try writeBlock(min(SoundFiles.blockFrames, frames - start)) }
        let rest = frames - start
        if rest < SoundFiles.blockFrames { try writeBlock(rest) } else { try sound.skip(rest) }
        let outcome = StreamSound(voice.player, plan, in: summary)
        self.outcome = outcome
        findings = outcome.placedFindings(in: summary)
        let labels =
            SoundLabel.labels(of: voice.player.evidenceMarks, rate: 1)
            + SoundLabel.labels(of: summary.placed(findings, inEvidenceOf: voice.player))
        paths = try sound.finish(frames: frames, labels: labels)
        tooLarge = sound.tooLarge
        self.sound = nil
        block = []
    }

    private func begin(_ voice: Voice) throws -> SoundFiles {
        try SoundFiles(
            "stream-\(voice.player.place + 1)", at: place, channels: 1, sampleRateHz: voice.player.sampleRateHz,
            start: voice.player.evidenceStart, title: "stream \(voice.player.place + 1): " + voice.player.title)
    }

    /// Writes blocks, or leaves silence, until a position lies in the block that is being filled.
    private func moveOn(to position: Int) throws {
        if isOpen, position >= start + SoundFiles.blockFrames { try writeBlock(SoundFiles.blockFrames) }
        if !isOpen, position >= start + SoundFiles.blockFrames {
            try sound?.skip(position - start)
            start = position
        }
        isOpen = true
    }

    private func put(_ samples: [Int16], at position: Int) throws {
        var done = 0
        while done < samples.count {
            if position + done >= start + SoundFiles.blockFrames { try writeBlock(SoundFiles.blockFrames) }
            isOpen = true
            let place = position + done - start
            let count = min(samples.count - done, SoundFiles.blockFrames - place)
            fill(to: place)
            block.replace(at: place, by: samples.span.extracting(done..<done + count))
            filled = place + count
            done += count
        }
    }

    private func writeBlock(_ count: Int) throws {
        guard count > 0 else { return }
        fill(to: count)
        try sound?.write(block, frames: count)
        start += count
        filled = 0
        isOpen = false
    }

    /// Leaves silence in the block up to a frame.
    private func fill(to end: Int) {
        guard filled < end else { return }
        block.withUnsafeMutableBufferPointer { $0[filled..<end].update(repeating: 0) }
        filled = end
    }
}

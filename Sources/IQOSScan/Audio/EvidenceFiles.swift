import IQOSCore

/// The sound files of what was captured of one stream: begun with its first sound, ended with the stream.
final class EvidenceFiles {
    private let place: AudioPlace
    private let plan: ListeningPlan
    private let summary: ScanSummary
    private var sound: SoundFiles?
    private var block = Block()
    /// First frame of the block that is being filled, and whether it has any sound.
    private var start = 0
    private var isOpen = false
    /// What is to be said of the stream, at its end.
    private(set) var outcome: StreamSound?
    /// What was found in it and has a place in time.
    private(set) var findings: [FindingReport] = []
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
                block = .silent
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
        self.sound = nil
        block = Block()
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
            block.put(samples.span.extracting(done..<done + count), at: place)
            done += count
        }
    }

    private func writeBlock(_ count: Int) throws {
        guard count > 0 else { return }
        try sound?.write(block.samples, frames: count)
        block = .silent
        start += count
        isOpen = false
    }

    /// Samples that are written together, silent where none were put.
    private struct Block {
        var samples: [Int16] = []

        /// Silence.
        static var silent: Block { Block(samples: [Int16](repeating: 0, count: SoundFiles.blockFrames)) }

        mutating func put(_ fresh: Span<Int16>, at place: Int) {
            var all = samples.mutableSpan
            precondition(place >= 0 && fresh.count <= all.count - place)
            for index in fresh.indices { all[unchecked: place + index] = fresh[unchecked: index] }
        }
    }
}

import IQOSCore

/// Makes the sound of one call: the files of what was captured of each stream, and those of what was heard of all.
struct CallSound {
    /// What came of it.
    struct Written {
        /// Paths below the folder.
        var paths: [String] = []
        /// Those that the system took no further for their size.
        var tooLarge: [String] = []
        /// Of the call's file; empty without one.
        var peaks: [[UInt8]] = []
        var sounds: [StreamSound]
        var conversation: ConversationReport?
    }

    /// Streams from which on a call is a crowd: what was captured of each is written alone, so that encoders and buffers
    /// of all are not there at once.
    private static let crowd = 17

    private let call: Int
    private let place: AudioPlace
    private let plan: ListeningPlan
    private let store: PacketStore
    private let summary: ScanSummary
    /// Audible streams of the call, as indexes of the plan.
    private let streams: [Int]

    init(
        _ call: Int, streams: [Int], _ plan: ListeningPlan, _ store: PacketStore, _ summary: ScanSummary,
        to place: AudioPlace
    ) {
        self.call = call
        self.place = place
        self.plan = plan
        self.store = store
        self.summary = summary
        self.streams = streams.filter(plan.isAudible)
    }

    /// A stream of the call with the files of what was captured of it.
    private struct Part {
        var voice: Voice
        var evidence: EvidenceFiles?
    }

    /// - Parameter sounds: Sounds of the whole scan, which share the memory for outlines.
    func write(sounds: Int) throws -> Written {
        let channels = summary.channelReports(ofCall: call, plan)
        var channelOfPlace: [Int: Int] = [:]
        for (number, channel) in channels.enumerated() {
            for stream in channel.streams { channelOfPlace[stream - 1] = number }
        }
        let writes = !place.formats.isEmpty
        let silent = try silentStreams(channelOfPlace)
        var parts: [Int: Part] = [:]
        for stream in streams {
            let isHeard =
                writes && !silent.all.contains(stream) && channelOfPlace[plan.place(of: stream)] != nil
            let part = try part(stream, isHeard: isHeard, isWritten: writes && !silent.cut.contains(stream))
            parts[plan.place(of: stream)] = part
        }
        let heard = parts.values.filter(\.voice.keepsHeard)
        let rate = heard.map(\.voice.player.sampleRateHz).max() ?? 8000
        let readers = heard.map {
            TrackReader($0.voice, channel: channelOfPlace[$0.voice.player.place] ?? 0, fileRateHz: rate)
        }
        var files: SoundFiles?
        var peaks = SoundPeaks(channels: channels.count, sampleRateHz: rate, sounds: sounds)
        var mixer = Mixer(
            readers.sorted { $0.voice.player.place < $1.voice.player.place }, channels: channels.count,
            fileRateHz: rate)
        let frames = try mixer.forEachBlock(SoundFiles.blockFrames) { block, count in
            let open = try files ?? begin(channels, rate, readers[0].voice.player.heardStart)
            files = open
            if let block {
                peaks.add(block, frames: count)
                try open.write(block, frames: count)
            } else {
                peaks.skip(frames: count)
                try open.skip(count)
            }
        }
        for part in parts.values { try part.voice.playToEnd() }
        var written = Written(
            sounds: parts.values.map { $0.evidence?.outcome ?? StreamSound($0.voice.player, plan, in: summary) },
            conversation: summary.conversation(ofCall: call, parts.values.map(\.voice.player), plan))
        written.paths = parts.values.flatMap { $0.evidence?.paths ?? [] }
        written.tooLarge = parts.values.flatMap { $0.evidence?.tooLarge ?? [] }
        if let files {
            written.peaks = peaks.result
            written.paths += try files.finish(
                frames: frames, labels: labels(parts, channels, rate, frames: frames, written))
            written.tooLarge += files.tooLarge
        }
        return written
    }

    private func part(_ stream: Int, isHeard: Bool, isWritten: Bool) throws -> Part {
        let evidence = isWritten ? EvidenceFiles(place, plan, summary) : nil
        let isCrowd = streams.count >= Self.crowd
        let voice = { (evidence: EvidenceFiles?, isHeard: Bool) in
            Voice(
                stream, plan.player(of: stream), store, evidence: evidence, keepsHeard: isHeard,
                readsAhead: !isCrowd)
        }
        if isCrowd, evidence != nil { try voice(evidence, false).playToEnd() }
        return Part(voice: voice(isCrowd ? nil : evidence, isHeard), evidence: evidence)
    }

    /// Streams that are no sound though they might be, which only playing them tells: those mostly cut by the snap
    /// length, and all of which nothing is heard.
    private func silentStreams(_ channels: [Int: Int]) throws -> (cut: Set<Int>, all: Set<Int>) {
        let rates = Set(streams.filter { channels[plan.place(of: $0)] != nil }.map { plan.sampleRateHz(of: $0) })
        var (cut, all) = (Set<Int>(), Set<Int>())
        for stream in streams where rates.count > 1 || store.hasCuts(ofStream: stream) {
            let voice = Voice(stream, plan.player(of: stream), store, evidence: nil, keepsHeard: false)
            try voice.playToEnd()
            if voice.player.isMostlyCut { cut.insert(stream) }
            if voice.player.isMostlyCut || !voice.player.isHeard { all.insert(stream) }
        }
        return (cut, all)
    }

    private func begin(_ channels: [CallAudioReport.Channel], _ rate: Int, _ start: Int64) throws -> SoundFiles {
        let streams = channels.map { "\($0.position) \($0.streams.map(String.init).joined(separator: "+"))" }
        return try SoundFiles(
            "call-\(call + 1)", at: place, channels: channels.count, sampleRateHz: rate, start: start,
            title: "call \(call + 1): streams " + streams.joined(separator: ", "))
    }

    /// What the tracks say of themselves, and what was found in the call and in the streams of its channels.
    private func labels(
        _ parts: [Int: Part], _ channels: [CallAudioReport.Channel], _ rate: Int, frames: Int, _ written: Written
    ) -> [SoundLabel] {
        let start = parts.values.first?.voice.player.heardStart ?? 0
        let all = AudioSummary(
            written.sounds, written.conversation.map { [call: $0] } ?? [:], plan, of: summary)
        let placed = { (findings: [FindingReport]) in
            summary.placed(findings, from: start, frames: frames, sampleRateHz: rate)
        }
        var labels = SoundLabel.labels(of: placed(all.findings(ofCall: call)))
        for channel in channels {
            let prefix = channels.count == 2 ? channel.position + ": " : ""
            for part in channel.streams.compactMap({ parts[$0 - 1] }) {
                labels += SoundLabel.labels(of: placed(part.evidence?.findings ?? []), prefix: prefix)
                guard part.voice.keepsHeard, part.voice.player.isHeard else { continue }
                labels += SoundLabel.labels(
                    of: part.voice.player.heardMarks, rate: part.voice.player.heardRate(fileRateHz: rate),
                    prefix: prefix)
            }
        }
        return labels
    }
}

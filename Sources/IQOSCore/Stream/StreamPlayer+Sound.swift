/// What a player gives and takes outside of the core.
extension StreamPlayer {
    /// Place in the report.
    public var place: Int { plan.place }
    public var sampleRateHz: Int { plan.sampleRateHz }
    /// Capture time of sample 0 of the evidence, ns since 1970 UTC; 0 before its first packet.
    public var evidenceStart: Int64 { evidence.start }
    /// Capture time of sample 0 of what was heard, ns since 1970 UTC.
    public var heardStart: Int64 { plan.callStart }
    /// Where sound may be heard first: earlier, nothing is.
    public var heardEarliest: Int { heard.earliest }
    /// Packets were decrypted.
    public var isOpened: Bool { (cipher?.authenticated ?? 0) > 0 }
    /// Sound was captured, and more of it than was cut by the snap length.
    public var hasEvidence: Bool { !evidence.track.isEmpty && !isMostlyCut }
    /// Frames that were sent, without those in whose place another stream is heard.
    var framesHeard: Int {
        measures.frames.sent - Int(Double(heard.samplesResting) / Double(plan.sampleRateHz) / FrameLevels.frameS)
    }
    public var evidenceLength: Int { evidence.track.end }
    public var heardLength: Int { heard.track.end }
    /// Whether there is any sound so far.
    public var isHeard: Bool { !heard.track.isEmpty && !isLeftOut }
    public var evidenceMarks: [TrackMark] { evidence.track.marks }
    public var heardMarks: [TrackMark] { heard.track.marks }

    /// Samples of the heard track that are one sample of a file: above 1 the sender's clock is fast.
    public func heardRate(fileRateHz: Int) -> Double {
        plan.line.rate * Double(plan.sampleRateHz) / Double(fileRateHz)
    }

    /// Samples of a file that the heard track fills.
    public func heardLength(fileRateHz: Int) -> Int {
        Self.frames(heardLength, rate: heardRate(fileRateHz: fileRateHz))
    }

    /// Frames of a file that samples of a track fill.
    static func frames(_ samples: Int, rate: Double) -> Int {
        rate == 1 ? samples : Int((Double(samples) / rate).rounded(.up))
    }

    /// Who sent the stream to whom, for people.
    public var title: String {
        let key = plan.key
        return "\(key.flow.source) port \(key.flow.sourcePort) to \(key.flow.destination) port "
            + "\(key.flow.destinationPort), SSRC \(key.ssrc.ssrcText)"
    }

    /// Takes the packets of a run that a `PacketSorter` made.
    public mutating func ingest(run: RawSpan) {
        var offset = 0
        while let head = PacketSorter.head(in: run, at: offset) {
            let start = offset + MemoryLayout<PacketSorter.Head>.size
            let range = start..<start + Int(head.byteCount)
            guard range.upperBound <= run.byteCount else { return }
            let payload = start + Int(head.payloadOffset)..<start + Int(head.payloadOffset + head.payloadCount)
            let ahead = run.extracting(range.upperBound..<run.byteCount)
            if !sealed.isEmpty { sealed.follow(head.packet) }
            if isSealed {
                ingest(sealed: head.packet, run, range, isWhole: head.isWhole, payload: payload, ahead: ahead)
            } else if !sealed.isEmpty, isSealedNow(head.packet) {
                ingest(head.packet.sealed, run, payload: 0..<0, ahead: ahead)
            } else {
                ingest(head.packet, run, payload: plan.media(in: payload, of: head.packet), ahead: ahead)
            }
            offset = range.upperBound
        }
    }

    /// Nothing of it is heard: it lies behind more silence than is written.
    public mutating func leaveOutHeard() { isLeftOut = true }

    /// Hands over the sound that was captured and will not change any more.
    public mutating func takeEvidence() -> [SoundPiece] { evidence.takeReady() }

    /// Hands over the sound that was heard and will not change any more.
    public mutating func takeHeard() -> [SoundPiece] { heard.takeReady() }
}

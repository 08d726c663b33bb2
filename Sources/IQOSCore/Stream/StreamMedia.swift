/// What a stream holds, as far as calls ask: the other direction of sound is neither video nor keys.
enum StreamMedia: BitwiseCopyable, Sendable, CaseIterable {
    case sound
    /// Of the 90 kHz clock of video, or a static type of it.
    case video
    /// Keys, and no sound between them.
    case keys
    /// Nothing but keep-alives.
    case nothing

    init(_ census: borrowing PayloadTypeCensus, clockRateHz: Int32) {
        if census.entries.allSatisfy(\.isKeepAlive) {
            self = .nothing
        } else if let type = census.mainType {
            let isVideo = CodecTable.profile(ofStaticPayloadType: type)?.isVideo ?? (clockRateHz == 90_000)
            self = isVideo ? .video : .sound
        } else {
            // Comfort noise is what sound pauses with.
            self = census.entries.contains { census.isComfortNoise($0.number) } ? .sound : .keys
        }
    }

    /// Whether a stream of the other direction may answer one of these.
    @inline(__always) func isAnswered(by other: StreamMedia) -> Bool {
        switch (self, other) {
        case (.sound, .video), (.video, .sound), (.video, .keys), (.keys, .video): false
        default: true
        }
    }
}

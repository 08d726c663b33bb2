/// How far a stream has come when something else happens: its counts up to the last packet.
struct StreamProgress: BitwiseCopyable, Sendable, Equatable {
    /// Over all segments.
    var expected: Int
    var unique: Int
    /// Copies that the network made; those of a mirror port left out.
    var duplicates: Int
    /// Nothing came for some packets' time: numbers may have been used since that did not pass.
    var isStill = false

    static func - (later: StreamProgress, earlier: StreamProgress) -> StreamProgress {
        StreamProgress(
            expected: later.expected - earlier.expected, unique: later.unique - earlier.unique,
            duplicates: later.duplicates - earlier.duplicates)
    }
}

extension StreamProgress {
    /// - Parameters:
    ///   - sequence: Of the open segment.
    ///   - captureDuplicates: Copies that the capture made.
    ///   - waiting: Packets behind all these whose clock is not known yet: they have passed, too.
    init(_ closed: StreamSegments, _ sequence: SequenceTracker, captureDuplicates: Int, waiting: [PacketEvent]) {
        var (segments, sequence, captureDuplicates) = (closed, sequence, captureDuplicates)
        for packet in waiting {
            switch sequence.classify(packet.sequenceNumber, timestamp: packet.timestamp) {
            case .duplicate:
                captureDuplicates += packet.copyKind == .capture ? 1 : 0
            case .restart:
                segments.close(sequence)
                sequence.openSegment()
                _ = sequence.classify(packet.sequenceNumber, timestamp: packet.timestamp)
            case .advanced, .reordered, .held, .stray: break
            }
        }
        expected = segments.expected + sequence.expected
        unique = segments.unique + sequence.unique
        duplicates = sequence.duplicates - captureDuplicates
    }
}

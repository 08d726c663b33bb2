/// How far a stream has come when something else happens: its counts up to the last packet.
struct StreamProgress: BitwiseCopyable, Sendable, Equatable {
    /// Over all segments.
    var expected: Int
    var unique: Int
    /// Copies that the network made; those of a mirror port left out.
    var duplicates: Int

    static func - (later: StreamProgress, earlier: StreamProgress) -> StreamProgress {
        StreamProgress(
            expected: later.expected - earlier.expected, unique: later.unique - earlier.unique,
            duplicates: later.duplicates - earlier.duplicates)
    }
}

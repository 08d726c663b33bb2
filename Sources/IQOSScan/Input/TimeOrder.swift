import IQOSCore

/// Whether the frames of a capture come in the order of their times.
struct TimeOrder {
    /// A frame at most this much older than the latest one is put in its place; one that is older still is a step of the
    /// clock and stays where it is. ns.
    static let window: Int64 = 2_000_000_000

    private var latest = Int64.min

    /// Looks at the next frames of the file.
    ///
    /// - Returns: Whether one of them belongs before a frame that came ahead of it.
    /// - Complexity: O(1) a frame.
    mutating func goesBack(in frames: Span<FrameRef>) -> Bool {
        var latest = self.latest
        var goesBack = false
        for index in frames.indices {
            let arrival = frames[index].arrival
            guard arrival < latest else {
                latest = arrival
                continue
            }
            guard arrival != FrameRef.noArrival else { continue }
            if latest - arrival <= Self.window { goesBack = true } else { latest = arrival }
        }
        self.latest = latest
        return goesBack
    }
}

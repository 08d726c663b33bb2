import IQOSCore

/// Pieces of sound on their way from who plays them to who mixes them.
///
/// Two directions of a call hardly ever have pieces that end together, so the queue is hardly ever empty: what was taken
/// away is let go before that.
struct PieceQueue {
    private var pieces: [SoundPiece] = []
    private var next = 0

    /// The next piece; `nil` where all were taken away.
    var first: SoundPiece? { next < pieces.count ? pieces[next] : nil }

    /// Pieces in memory: those to come, and no more than as many that were taken away.
    var kept: Int { pieces.count }

    mutating func append(_ fresh: [SoundPiece]) { pieces += fresh }

    /// Takes the next piece away.
    ///
    /// - Complexity: O(1) on average.
    mutating func dropFirst() {
        next += 1
        guard 2 * next >= pieces.count else { return }
        pieces.removeFirst(next)
        next = 0
    }
}

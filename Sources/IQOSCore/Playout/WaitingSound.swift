/// Sound of a stream that lies ahead of places that are free: it waits, in order, until they are filled or closed.
struct WaitingSound: Sendable {
    /// A free place is closed where newer sound begins so much farther on, seconds: twice what a timestamp may jump and
    /// be followed.
    static let longestS = 1
    /// Pieces that wait at most; the first of more closes what is before it.
    static let most = 512

    /// Samples in one piece.
    struct Piece: Sendable {
        var position: Int
        /// When the first sample was captured, ns since 1970 UTC.
        var time: Int64
        var samples: [Int16]
        /// Least magnitude that the codec has no more than two louder values than.
        var fullScale: Int32
        /// What G.711 has of it in the packet, by the law of its payload type; empty for others.
        var payload: [UInt8] = []
        var law = G711.muLaw
        /// It was decoded by that.
        var isDecoded = true
        /// Packets are missing before it.
        var isBehindLoss = false

        var end: Int { position + samples.count }
    }

    private var pieces: [Piece] = []

    var isEmpty: Bool { pieces.isEmpty }
    var start: (position: Int, time: Int64)? { pieces.first.map { ($0.position, $0.time) } }

    /// What of some positions no sound has, in order.
    func free(in range: Range<Int>) -> [Range<Int>] {
        var (free, start): ([Range<Int>], Int) = ([], range.lowerBound)
        // Most come behind all others.
        let before = pieces.lastIndex { $0.end <= start } ?? -1
        for piece in pieces[(before + 1)...] {
            guard piece.position < range.upperBound else { break }
            if piece.position > start { free.append(start..<piece.position) }
            start = max(start, piece.end)
        }
        if start < range.upperBound { free.append(start..<range.upperBound) }
        return free
    }

    /// Adds a piece in a place that is free.
    mutating func insert(_ piece: Piece) {
        pieces.insert(piece, at: 1 + (pieces.lastIndex { $0.position < piece.position } ?? -1))
    }

    /// Takes the pieces before which nothing can come any more.
    ///
    /// - Parameters:
    ///   - end: Everything before it is taken.
    ///   - openFrom: The first position that is still open.
    mutating func take(behind end: Int, openFrom: Int) -> [Piece] {
        var (count, end) = (0, max(end, openFrom))
        while count < pieces.count, pieces[count].position <= end || pieces.count - count > Self.most {
            end = max(end, pieces[count].end)
            count += 1
        }
        defer { pieces.removeFirst(count) }
        return Array(pieces.prefix(count))
    }

    /// Puts sample 0 so much earlier.
    mutating func shift(by count: Int) {
        for index in pieces.indices { pieces[index].position += count }
    }
}

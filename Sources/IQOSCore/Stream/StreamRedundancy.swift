/// What a player keeps of a stream whose packets carry older ones once more (RFC 2198).
struct StreamRedundancy: Sendable {
    /// How much longer than it took the packet that is taken might have taken and been heard, ns; below 0 if it is late.
    private(set) var spare: Int64 = 0
    /// Packets that are missing and that later ones have, and those of them that were heard.
    private(set) var missingFound = 0
    private(set) var missingHeard = 0
    /// Of each format, for what is heard: what was captured is decoded without copies.
    var decoders: [PayloadDecoder?] = []
    private var copies = RedundantCopies()
    /// Of the newest packet that had its turn; `nil` before the first of a segment.
    private var timestamp: UInt32?

    /// Begins a segment.
    mutating func open() {
        copies.removeAll()
        timestamp = nil
    }

    /// Notes what the jitter buffer left of the packet that is taken.
    mutating func note(spare: Int64) {
        self.spare = spare
    }

    /// Whether a packet with that timestamp has still to have its turn.
    func isAwaited(_ timestamp: UInt32) -> Bool {
        self.timestamp.map { Int32(bitPattern: timestamp &- $0) > 0 } ?? false
    }

    mutating func keep(_ copy: RedundantCopies.Copy) {
        copies.keep(copy)
    }

    /// Copies of packets between the one that had its turn last and one with that timestamp, in order, and the timestamp of
    /// the last.
    mutating func takeCopies(before next: UInt32) -> (copies: [RedundantCopies.Copy], since: UInt32) {
        guard let timestamp, !copies.isEmpty else { return ([], 0) }
        return (copies.take(after: timestamp, before: next), timestamp)
    }

    mutating func takeCopy(at timestamp: UInt32) -> RedundantCopies.Copy? { copies.take(at: timestamp) }

    mutating func count(heard: Bool) {
        missingFound += 1
        if heard { missingHeard += 1 }
    }

    /// Notes that a packet has had its turn.
    mutating func pass(_ timestamp: UInt32) {
        let ticks = self.timestamp.map { Int32(bitPattern: timestamp &- $0) } ?? 1
        // Events stand still, by more than a copy can be behind timestamps have begun anew.
        if ticks > 0 || ticks < -0x8000 { self.timestamp = timestamp }
        if !copies.isEmpty { copies.forget(through: timestamp) }
    }
}

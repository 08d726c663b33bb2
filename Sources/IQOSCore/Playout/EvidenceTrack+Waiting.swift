/// Places behind the newest sound.
extension EvidenceTrack {
    /// The samples of the packet to be placed that do not go to its place.
    ///
    /// - Parameter shared: Samples that may lie over others.
    @inline(__always) mutating func find(_ samples: Int, sharing shared: Int) -> Int? {
        guard isSettled, waiting.isEmpty, position <= end, end == track.end else {
            return findFree(samples, sharing: shared)
        }
        let covered = end - position
        end = max(end, position + samples)
        if covered > shared, samples > 0 { overlapped += 1 }
        return covered < samples ? covered : nil
    }

    /// The same where sound waits, or will.
    @inline(never) mutating func findFree(_ samples: Int, sharing shared: Int) -> Int? {
        openFrom = max(openFrom, max(end, position) - WaitingSound.longestS * sampleRateHz)
        end = max(end, position + samples)
        let first = max(position, openFrom, isSettled ? track.end : .min)
        free = waiting.free(in: first..<max(first, position + samples))
        if samples - free.reduce(0, { $0 + $1.count }) > shared, samples > 0 { overlapped += 1 }
        return free.first.map { $0.lowerBound - position }
    }

    /// Whether the packet that was placed last has to wait.
    @inline(__always) var waits: Bool { !free.isEmpty }

    /// Keeps what has a free place of the packet that was placed last.
    ///
    /// - Parameters:
    ///   - samples: All of its samples.
    ///   - packet: Whatever else is to be known of it; `payload` has a byte to a sample, or none.
    mutating func wait(_ samples: Span<Int16>, _ packet: WaitingSound.Piece) {
        for part in free {
            let range = part.lowerBound - position..<part.upperBound - position
            var piece = packet
            piece.position = part.lowerBound
            piece.isBehindLoss = isBehindLoss && range.lowerBound == 0
            let samplesLater = range.lowerBound - lastDelay
            piece.time = previousArrival &+ Int64(samplesLater) * 1_000_000_000 / Int64(sampleRateHz)
            piece.samples = range.map { samples[$0] }
            if !packet.payload.isEmpty {
                piece.payload = Array(packet.payload[range.clamped(to: packet.payload.indices)])
            }
            waiting.insert(piece)
        }
        free = []
    }

    /// The sound that no other will come before any more, in order.
    ///
    /// - Parameter isLast: No packet will follow.
    mutating func takeSettled(isLast: Bool = false) -> [WaitingSound.Piece] {
        guard let first = waiting.start, isLast || isSettled || first.position <= openFrom else { return [] }
        if !isSettled {
            isSettled = true
            if first.position < 0 { begin(at: first.time, samplesEarlier: -first.position) }
        }
        return waiting.take(behind: track.end, openFrom: isLast ? .max : openFrom)
    }

    /// Puts a piece in its place.
    mutating func append(_ piece: WaitingSound.Piece) {
        track.skip(to: piece.position, isLost: piece.isBehindLoss)
        track.append(piece.samples.span)
    }

    /// Puts sample 0 where the first sound is, which lies before the packet that came first.
    private mutating func begin(at time: Int64, samplesEarlier count: Int) {
        start = time
        (position, end, run.position) = (position + count, end + count, run.position + count)
        if openFrom != .min { openFrom += count }
        if silenceEnd > 0 { silenceEnd += count }
        waiting.shift(by: count)
        track.shiftMarks(by: count)
        anchors.shift(by: count)
    }
}

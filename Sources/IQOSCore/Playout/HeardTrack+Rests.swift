/// A stream in whose place another one is heard for some time.
extension HeardTrack {
    /// Where the stream rests at a position; `nil` where it is heard.
    func rest(at position: Int) -> Range<Int>? { rests.first { $0.contains(position) } }

    /// Plays of a packet what lies outside of the rests.
    @inline(never) mutating func playAwake(at position: Int, _ samples: Span<Int16>, _ delay: Int) {
        var start = position
        let end = position + samples.count
        while start < end {
            passRest(before: start)
            if let rest = rest(at: start) {
                samplesResting += min(end, rest.upperBound) - start
                start = min(end, rest.upperBound)
                forgetMissing()
                restarts = false
            } else {
                let stop = min(end, rests.first { $0.lowerBound > start }?.lowerBound ?? end)
                join(samples.extracting(start - position..<stop - position), at: start, delay: delay)
                start = stop
            }
        }
    }

    /// Ends what lasts where a rest begins before a position: noise, and what is missing.
    mutating func passRest(before position: Int) {
        guard !rests.isEmpty else { return }
        let last = max(track.end, noise?.start ?? .min)
        guard let rest = rests.first(where: { $0.upperBound > last && $0.lowerBound < position }) else { return }
        fillNoise(upTo: rest.lowerBound)
        forgetMissing()
    }
}

/// Finds streams that are one, seen at several points of its way: before and behind a session border controller or NAT.
enum SameMedia {
    /// No network keeps a packet between two points for longer, ns.
    static let longestDelay: Int64 = 500_000_000
    /// Nor does a relay that writes headers anew, ns: the same prompt may well be played somewhere else by then.
    static let longestRelayDelay: Int64 = 50_000_000
    /// Who sends to two at once from ports of its own is done in less, ns.
    static let longestForkDelay: Int64 = 5_000_000
    /// Later streams with the same SSRC or hash that one is compared with.
    private static let neighbours = 8

    /// That a stream is another one at a later point.
    struct Copy: Sendable, Equatable {
        /// The stream at the first point.
        var original: Int
        /// ns; `nil` where no packet could be told at both points.
        var delay: Int64?
        var likeness: MediaSighting.Likeness
    }

    /// - Parameters:
    ///   - count: At most 2^24.
    ///   - numbers: Settles what counts leave open: whether numbers of both came at both points.
    ///   - sighting: Of a place, 0 ..< `count`, in order of first packets.
    /// - Returns: By place; the first points, and all streams that were seen once, are missing.
    /// - Complexity: O(n log n).
    static func copies(
        _ count: Int, _ numbers: KnownNumbers? = nil, _ sighting: (Int) -> MediaSighting
    ) -> [Int: Copy] {
        // By SSRC, or by hash and a bit that tells it from one.
        var keys: [PlacedKey] = []
        keys.reserveCapacity(count * (1 + PayloadSketch.capacity))
        var extents: [ClosedRange<Int64>] = []
        extents.reserveCapacity(count)
        for place in 0..<count {
            let seen = sighting(place)
            extents.append(seen.extent)
            guard seen.firstArrival != FrameRef.noArrival else { continue }
            keys.append(PlacedKey(UInt64(seen.ssrc), place: place))
            for index in seen.sketch.indices {
                keys.append(PlacedKey(1 << 32 | UInt64(seen.sketch[index].hash), place: place))
            }
        }
        keys = PlacedKey.recurring(keys)
        keys.sort()
        let echoes = echoes(keys, sighting)
        var copies: [Int: Copy] = [:]
        for (index, key) in keys.enumerated() {
            for next in index + 1..<min(index + 1 + neighbours, keys.count) {
                guard keys[next].value == key.value else { break }
                let (early, late) = (key.place, keys[next].place)
                // The same prompt is played again and again: most that share a hash are told by their times alone.
                guard mayMeet(extents[early], extents[late]), copies[late] == nil, !echoes.contains(late),
                    !echoes.contains(early)
                else { continue }
                note(early, late, numbers, sighting, &copies)
            }
        }
        return copies
    }

    /// Places of streams that send back what comes on the same addresses and ports: the sound of their own call, whoever
    /// else has the same.
    private static func echoes(_ keys: [PlacedKey], _ sighting: (Int) -> MediaSighting) -> Set<Int> {
        var echoes: Set<Int> = []
        for (index, key) in keys.enumerated() where key.value < 1 << 32 {
            for next in index + 1..<min(index + 1 + neighbours, keys.count) {
                guard keys[next].value == key.value else { break }
                if sighting(key.place).flow == sighting(keys[next].place).flow.reversed {
                    echoes.insert(keys[next].place)
                }
            }
        }
        return echoes
    }

    /// Whether packets at the one time may be at another point at the other, as far as the network keeps them.
    private static func mayMeet(_ early: ClosedRange<Int64>, _ late: ClosedRange<Int64>) -> Bool {
        late.lowerBound &- early.upperBound <= longestDelay && early.lowerBound &- late.upperBound <= longestDelay
    }

    private static func note(
        _ early: Int, _ late: Int, _ numbers: KnownNumbers?, _ sighting: (Int) -> MediaSighting,
        _ copies: inout [Int: Copy]
    ) {
        guard early != late, let match = sighting(early).match(sighting(late)) else { return }
        if match.isDoubtful,
            numbers?.share(sighting(early), sighting(late), places: (early, late)) != true
        {
            return
        }
        // Clocks of two interfaces differ: only the order of the first packets says which point was first.
        guard let known = copies[early] else {
            copies[late] = Copy(original: early, delay: match.delay, likeness: match.likeness)
            return
        }
        guard known.original != late else { return }
        let delay = known.delay.flatMap { whole in match.delay.map { whole + $0 } }
        copies[late] = Copy(original: known.original, delay: delay, likeness: match.likeness)
    }
}

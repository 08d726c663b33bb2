/// Finds streams that are one, seen at several points of its way: before and behind a session border controller or NAT.
enum SameMedia {
    /// No network keeps a packet between two points for longer, ns.
    static let longestDelay: Int64 = 500_000_000
    /// Nor does a relay that writes headers anew, ns: the same prompt may well be played somewhere else by then.
    static let longestRelayDelay: Int64 = 50_000_000
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
    ///   - sighting: Of a place, 0 ..< `count`, in order of first packets.
    /// - Returns: By place; the first points, and all streams that were seen once, are missing.
    /// - Complexity: O(n log n).
    static func copies(_ count: Int, _ sighting: (Int) -> MediaSighting) -> [Int: Copy] {
        // SSRC or hash, a bit that tells which, and the place, in one number: millions of them are sorted.
        var keys: [UInt64] = []
        keys.reserveCapacity(count * (1 + PayloadSketch.capacity))
        var extents: [ClosedRange<Int64>] = []
        extents.reserveCapacity(count)
        for place in 0..<count {
            let seen = sighting(place)
            extents.append(seen.extent)
            guard seen.firstArrival != FrameRef.noArrival else { continue }
            keys.append(key(UInt64(seen.ssrc), ofPlace: place))
            for index in seen.sketch.indices {
                keys.append(key(1 << 32 | UInt64(seen.sketch[index].hash), ofPlace: place))
            }
        }
        keys = occurringAgain(keys)
        keys.sort()
        var copies: [Int: Copy] = [:]
        for (index, key) in keys.enumerated() {
            for next in index + 1..<min(index + 1 + neighbours, keys.count) {
                guard keys[next] >> 24 == key >> 24 else { break }
                let (early, late) = (self.place(ofKey: key), self.place(ofKey: keys[next]))
                // The same prompt is played again and again: most that share a hash are told by their times alone.
                guard mayMeet(extents[early], extents[late]), copies[late] == nil else { continue }
                note(early, late, sighting, &copies)
            }
        }
        return copies
    }

    /// What a stream is to be found by, in 40 bits, and its place below.
    static func key(_ value: UInt64, ofPlace place: Int) -> UInt64 { value << 24 | UInt64(place) }

    static func place(ofKey key: UInt64) -> Int { Int(key & 0xFF_FFFF) }

    /// Keys whose values others have too, and a few more: most streams share nothing, and need not be sorted.
    static func occurringAgain(_ keys: [UInt64]) -> [UInt64] {
        guard keys.count > neighbours else { return keys }
        // Four places a key, each with a bit for seen and one for seen again.
        let bits = UInt64(keys.count * 4).leadingZeroBitCount
        var seen = [UInt8](repeating: 0, count: 1 << (64 - bits))
        func place(_ key: UInt64) -> Int {
            Int(truncatingIfNeeded: (key >> 24 &* 0x9E37_79B9_7F4A_7C15) >> UInt64(bits))
        }
        for key in keys { seen[place(key)] = seen[place(key)] == 0 ? 1 : 3 }
        return keys.filter { seen[place($0)] == 3 }
    }

    /// Whether packets at the one time may be at another point at the other, as far as the network keeps them.
    private static func mayMeet(_ early: ClosedRange<Int64>, _ late: ClosedRange<Int64>) -> Bool {
        late.lowerBound &- early.upperBound <= longestDelay && early.lowerBound &- late.upperBound <= longestDelay
    }

    private static func note(
        _ early: Int, _ late: Int, _ sighting: (Int) -> MediaSighting, _ copies: inout [Int: Copy]
    ) {
        guard early != late, let match = sighting(early).match(sighting(late)) else { return }
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

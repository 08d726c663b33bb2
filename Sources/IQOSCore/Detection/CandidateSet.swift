/// The eight candidates of one set, newest first: a tag and a place for each.
///
/// A new one pushes out the oldest, which is always the last: whose turn it is need not be kept.
struct CandidateSet: BitwiseCopyable {
    static let ways = 8
    /// Bit of a tag that says that there may be later packets than the first.
    private static let laterBit: UInt16 = 2

    /// 0 is a free place.
    private var tags = SIMD8<UInt16>()
    private var places = SIMD8<UInt16>()

    /// What a hash leaves in a set, never 0: bits that do not say which set.
    @inline(__always) static func tag(_ hash: UInt64) -> UInt16 {
        UInt16(truncatingIfNeeded: hash &>> 40) | laterBit | 1
    }

    /// Whether a candidate has this tag; all are compared at once.
    @inline(__always) func contains(_ tag: UInt16) -> Bool {
        let equal: SIMDMask<SIMD8<Int16>> = (tags | SIMD8(repeating: Self.laterBit)) .== SIMD8(repeating: tag)
        return any(equal)
    }

    /// Place of the first candidate with this tag for which `matches` holds.
    func place(_ tag: UInt16, where matches: (Int) -> Bool) -> Int? {
        for way in 0..<Self.ways where tags[way] | Self.laterBit == tag {
            let place = Int(places[way])
            if matches(place) { return place }
        }
        return nil
    }

    /// Of the one that leaves next; any place where that is free.
    @inline(__always) var oldestPlace: UInt16 { places[Self.ways - 1] }
    /// Nothing has to leave for a new one.
    @inline(__always) var hasRoom: Bool { tags[Self.ways - 1] == 0 }
    @inline(__always) var oldestHasLater: Bool { tags[Self.ways - 1] & Self.laterBit != 0 }

    @inline(__always) mutating func push(_ tag: UInt16, _ place: UInt16) {
        tags = Self.pushed(tag & ~Self.laterBit, before: tags)
        places = Self.pushed(place, before: places)
    }

    /// Notes that the candidate at a place has later packets.
    mutating func noteLater(_ place: Int) {
        if let way = way(place) { tags[way] |= Self.laterBit }
    }

    mutating func free(_ place: Int) {
        if let way = way(place) { tags[way] = 0 }
    }

    private func way(_ place: Int) -> Int? {
        (0..<Self.ways).first { tags[$0] != 0 && Int(places[$0]) == place }
    }

    @inline(__always) private static func pushed(_ first: UInt16, before rest: SIMD8<UInt16>) -> SIMD8<UInt16> {
        SIMD8(first, rest[0], rest[1], rest[2], rest[3], rest[4], rest[5], rest[6])
    }
}

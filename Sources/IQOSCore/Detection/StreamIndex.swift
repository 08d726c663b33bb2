/// An open-addressing table from the hash of a stream key to the stream's place in an array.
///
/// One `UInt32` a slot: the upper bits of the hash as a tag, and the place plus one. It is found by other bits of the hash
/// than the tag holds. It never forgets, so the seed of its hash cannot show in a result.
struct StreamIndex: ~Copyable {
    /// Enough for `StreamScanner.streamLimit`.
    private static let placeBits = UInt32(22)
    private static let placeMask = UInt32(1) << placeBits - 1

    private var slots: [UInt32]
    private var mask: Int
    private var count = 0

    init() {
        slots = [UInt32](repeating: 0, count: 1024)
        mask = 1023
    }

    /// What a slot has above the place.
    @inline(__always) private static func tag(_ hash: UInt64) -> UInt32 {
        UInt32(truncatingIfNeeded: hash >> 32) & ~placeMask
    }

    /// The first place stored under `hash` for which `matches` holds; `nil` where there is none.
    ///
    /// - Complexity: O(1) expected: at most a quarter of the slots is taken.
    @inline(__always)
    func find(_ hash: UInt64, where matches: (Int) -> Bool) -> Int? {
        var position = Int(truncatingIfNeeded: hash) & mask
        while true {
            let slot = slots[position]
            if slot == 0 { return nil }
            if (slot ^ Self.tag(hash)) <= Self.placeMask {
                let place = Int(slot & Self.placeMask) - 1
                if matches(place) { return place }
            }
            position = (position + 1) & mask
        }
    }

    /// The first place whose tag fits a hash, plus one; 0 where there is none. Now and then it is another hash's.
    @inline(__always)
    func firstFit(_ hash: UInt64) -> UInt32 {
        let slots = slots.span
        var position = Int(truncatingIfNeeded: hash) & mask
        while true {
            // Safe: there is one slot more than `mask`.
            let slot = slots[unchecked: position]
            if slot == 0 || (slot ^ Self.tag(hash)) <= Self.placeMask { return slot & Self.placeMask }
            position = (position &+ 1) & mask
        }
    }

    /// Stores `place`; `hashes` gives the hash of every place stored before, for when the table grows.
    ///
    /// - Precondition: `place` is below `StreamScanner.streamLimit`.
    mutating func insert(_ hash: UInt64, place: Int, hashes: (Int) -> UInt64) {
        precondition(place < Int(Self.placeMask))
        if (count + 1) * 4 > slots.count {
            mask = slots.count * 2 - 1
            slots = [UInt32](repeating: 0, count: slots.count * 2)
            for earlier in 0..<count { put(hashes(earlier), place: earlier) }
        }
        put(hash, place: place)
        count += 1
    }

    private mutating func put(_ hash: UInt64, place: Int) {
        var position = Int(truncatingIfNeeded: hash) & mask
        while slots[position] != 0 { position = (position + 1) & mask }
        slots[position] = Self.tag(hash) | UInt32(place + 1)
    }
}

/// An open-addressing table from the hash of a stream key to the stream's place in an array.
///
/// One `UInt64` a slot: 32 bits of the hash as a tag, and the place plus one. It is found by other bits of the hash
/// than the tag holds. It never forgets, so the seed of its hash cannot show in a result.
struct StreamIndex: ~Copyable {
    private var slots: [UInt64]
    private var mask: Int
    private var count = 0

    init() {
        slots = [UInt64](repeating: 0, count: 1024)
        mask = 1023
    }

    /// The first place stored under `hash` for which `matches` holds; `nil` where there is none.
    ///
    /// - Complexity: O(1) expected: at most half of the slots are taken.
    @inline(__always)
    func find(_ hash: UInt64, where matches: (Int) -> Bool) -> Int? {
        var position = Int(truncatingIfNeeded: hash) & mask
        while true {
            let slot = slots[position]
            if slot == 0 { return nil }
            if slot >> 32 == hash >> 32 {
                let place = Int(slot & 0xFFFF_FFFF) - 1
                if matches(place) { return place }
            }
            position = (position + 1) & mask
        }
    }

    /// Stores `place`; `hashes` gives the hash of every place stored before, for when the table grows.
    mutating func insert(_ hash: UInt64, place: Int, hashes: (Int) -> UInt64) {
        if (count + 1) * 2 > slots.count {
            mask = slots.count * 2 - 1
            slots = [UInt64](repeating: 0, count: slots.count * 2)
            for earlier in 0..<count { put(hashes(earlier), place: earlier) }
        }
        put(hash, place: place)
        count += 1
    }

    private mutating func put(_ hash: UInt64, place: Int) {
        var position = Int(truncatingIfNeeded: hash) & mask
        while slots[position] != 0 { position = (position + 1) & mask }
        slots[position] = (hash & ~0xFFFF_FFFF) | UInt64(place + 1)
    }
}

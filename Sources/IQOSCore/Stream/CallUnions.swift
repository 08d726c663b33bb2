/// What is in either direction of calls that others are put into: a stream of theirs goes to the direction that has its
/// like.
struct KnownDirections<Key: Hashable> {
    private var known: [Int: (forward: Set<Key>, backward: Set<Key>)] = [:]
    private let key: (Int) -> Key

    /// - Parameter key: What is alike in streams of one direction, by their places.
    init(of key: @escaping (Int) -> Key) {
        self.key = key
    }

    /// Puts a call into another, and leaves an empty one where it was.
    ///
    /// - Complexity: O(n) of the guest; of the home, too, where it is the first.
    mutating func move(_ guest: Int, to home: Int, of calls: inout [CallLegs], namesFirst: Bool = false) {
        var other = CallLegs.none
        swap(&other, &calls[guest])
        // Taken out, so that the sets are changed where they are.
        var sides =
            known.removeValue(forKey: home)
            ?? (Set(calls[home].forward.map(key)), Set(calls[home].backward.map(key)))
        let isTurned = calls[home].absorb(other, namesFirst: namesFirst) { sides.forward.contains(key($0)) }
        // What is like the forward direction is there already.
        for places in [other.forward, other.backward] {
            for place in places where !sides.forward.contains(key(place)) { sides.backward.insert(key(place)) }
        }
        known[home] = isTurned ? (sides.backward, sides.forward) : sides
    }
}

/// In which call each stream is, and in which direction of it, while calls become part of others.
struct PlacesInCalls {
    /// The call of each stream at the beginning, and whether it was in its forward direction.
    private var callOf: [Int]
    private var wasForward: [Bool]
    /// What each call is part of; itself where it is part of none.
    private var homes: [Int]
    /// Whether the forward direction of a call at the beginning is the backward one of what it is part of; of one that is
    /// part of none, its own backward one now.
    private var isTurned: [Bool]

    init(_ calls: [CallLegs], streamCount: Int) {
        callOf = [Int](repeating: 0, count: streamCount)
        wasForward = [Bool](repeating: true, count: streamCount)
        homes = Array(calls.indices)
        isTurned = [Bool](repeating: false, count: calls.count)
        for (index, call) in calls.enumerated() {
            for place in call.forward { callOf[place] = index }
            for place in call.backward { (callOf[place], wasForward[place]) = (index, false) }
        }
    }

    /// - Complexity: O(log n) of the calls, over all questions.
    subscript(place: Int) -> (call: Int, isForward: Bool) {
        mutating get {
            var call = callOf[place]
            var isForward = wasForward[place]
            while homes[call] != call {
                let home = homes[call]
                if homes[home] != home {
                    isTurned[call] = isTurned[call] != isTurned[home]
                    homes[call] = homes[home]
                }
                if isTurned[call] { isForward.toggle() }
                call = homes[call]
            }
            return (call, isForward != isTurned[call])
        }
    }

    /// Makes a call part of another.
    ///
    /// - Parameter isTurned: Its forward direction is the other's backward one, as both are now.
    mutating func move(_ guest: Int, to home: Int, isTurned: Bool) {
        homes[guest] = home
        self.isTurned[guest] = (self.isTurned[guest] != isTurned) != self.isTurned[home]
    }

    /// The forward direction of a call that is part of none is its backward one now.
    mutating func turn(_ call: Int) { isTurned[call].toggle() }
}

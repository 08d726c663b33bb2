/// TCP connections in which frames are looked for, a fixed number of them: a newcomer takes the place of the oldest.
///
/// Nearly every connection of a capture that begins in the middle comes and goes here: entries stand in a ring, are
/// found by chains of their places, and are changed where they are.
struct TCPSearches: Sendable {
    /// Connections that are looked through at once.
    static let limit = 256
    private static let chains = 512
    /// Ends a chain.
    private static let none: Int16 = -1

    private var keys: [UInt64] = []
    private var connections: [TCPConnection?] = []
    /// The next place in the chain of each.
    private var followers: [Int16] = []
    /// First place of each chain.
    private var heads = [Int16](repeating: none, count: chains)
    /// Place of the next newcomer.
    private var oldest = 0

    /// Those that are there, in no order that means anything.
    var all: [TCPConnection] { connections.compactMap(\.self) }

    /// Where the connection of a flow lies; `nil` where it is not looked through.
    ///
    /// - Parameter key: The flow's hash, which others may have, too.
    func place(of key: UInt64, _ flow: Flow) -> Int? {
        var place = heads[Self.chain(key)]
        while place != Self.none, keys[Int(place)] != key || connections[Int(place)]?.segment.flow != flow {
            place = followers[Int(place)]
        }
        return place == Self.none ? nil : Int(place)
    }

    func framing(at place: Int) -> StreamFraming? { connections[place]?.framing }
    func isForeign(at place: Int) -> Bool { connections[place]?.isForeign ?? false }

    /// Looks through the next segment of a connection (`TCPConnection.look`).
    mutating func look(
        at place: Int, _ segment: TCPSegment, in bytes: RawSpan, at frame: CapturePlace, isLast: Bool
    ) -> [FramedPacket] {
        connections[place]?.look(segment, in: bytes, at: frame, isLast: isLast) ?? []
    }

    /// Adds a connection whose flow is not there.
    ///
    /// - Returns: Whether another had to leave for it.
    mutating func add(_ connection: consuming TCPConnection, key: UInt64) -> Bool {
        var hasPushed = false
        let place = oldest
        oldest = (oldest + 1) % Self.limit
        if place == keys.count {
            keys.append(key)
            connections.append(consume connection)
            followers.append(Self.none)
        } else {
            // Written over where it stands: who leaves is not asked for, and is a large value to be handed around.
            hasPushed = connections[place] != nil
            if hasPushed { unlink(place) }
            keys[place] = key
            connections[place] = consume connection
        }
        let chain = Self.chain(key)
        followers[place] = heads[chain]
        heads[chain] = Int16(place)
        return hasPushed
    }

    /// Takes a connection out; a place that is free stays as it is.
    @discardableResult mutating func remove(at place: Int) -> TCPConnection? {
        guard let connection = connections[place].take() else { return nil }
        unlink(place)
        return connection
    }

    /// Takes a place out of the chain that finds it.
    private mutating func unlink(_ place: Int) {
        let chain = Self.chain(keys[place])
        let next = followers[place]
        var before = heads[chain]
        guard before != Int16(place) else {
            heads[chain] = next
            return
        }
        while before != Self.none, followers[Int(before)] != Int16(place) { before = followers[Int(before)] }
        if before != Self.none { followers[Int(before)] = next }
    }

    private static func chain(_ key: UInt64) -> Int { Int(truncatingIfNeeded: key >> 32) & (chains - 1) }
}

/// What later packets have of packets that are waited for, until these are given up (RFC 2198).
struct RedundantCopies: Sendable {
    struct Copy: Sendable {
        /// Of the packet that it is a copy of.
        var timestamp: UInt32
        var payloadType: UInt8
        /// Where the jitter buffer plays it: late if the packet that brought it came too late for it.
        var place: HeardPlace
        /// Not empty.
        var payload: [UInt8]
    }

    /// Twice the numbers that are waited for, and more.
    private static let limit = 256

    /// By timestamp, one for each.
    private var copies: [Copy] = []

    var isEmpty: Bool { copies.isEmpty }

    mutating func removeAll() {
        copies.removeAll()
    }

    /// Keeps a copy unless there is one: that came earlier.
    mutating func keep(_ copy: Copy) {
        guard copies.count < Self.limit else { return }
        let before = copies.lastIndex { Int32(bitPattern: $0.timestamp &- copy.timestamp) <= 0 }
        if let before, copies[before].timestamp == copy.timestamp { return }
        copies.insert(copy, at: before.map { $0 + 1 } ?? 0)
    }

    /// Takes those between two timestamps, in order.
    mutating func take(after first: UInt32, before last: UInt32) -> [Copy] {
        let isBetween = { (copy: Copy) in
            Int32(bitPattern: copy.timestamp &- first) > 0 && Int32(bitPattern: last &- copy.timestamp) > 0
        }
        defer { copies.removeAll(where: isBetween) }
        return copies.filter(isBetween)
    }

    /// Takes that of a packet.
    mutating func take(at timestamp: UInt32) -> Copy? {
        copies.firstIndex { $0.timestamp == timestamp }.map { copies.remove(at: $0) }
    }

    /// Forgets those of a packet and of earlier ones.
    mutating func forget(through timestamp: UInt32) {
        copies.removeAll { Int32(bitPattern: $0.timestamp &- timestamp) <= 0 }
    }
}

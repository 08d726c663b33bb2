/// A fragment of an IP packet, as a place in a batch's bytes.
struct Fragment: Sendable {
    /// What makes fragments belong together (RFC 791 §3.2, RFC 8200 §4.5).
    struct Key: BitwiseCopyable, Hashable, Sendable {
        var source: Address
        var destination: Address
        var identification: UInt32
        var protocolNumber: UInt8
    }

    var key: Key
    /// Of the first payload byte within the packet's payload, bytes.
    var start: Int
    /// Payload bytes, all captured: offsets into the batch's bytes.
    var payload: Range<Int>
    var isLast: Bool
    /// Of the IP header that all fragments repeat, bytes.
    var headerLength: Int
    var dscp: UInt8
    var encapsulation: Encapsulation
}

/// Puts IP fragments together within fixed bounds.
///
/// Where fragments overlap the bytes that came first stay. A packet that is not complete after 30 s of capture time
/// is given up; when there is no room the oldest is. Fragments that come twice, as from a mirror port, make two packets,
/// whether the second ones come behind the packet or each behind its first.
struct FragmentTable: Sendable {
    /// Packets that are open at once.
    static let packetLimit = 4096
    /// Bytes of all open packets.
    static let byteLimit = 16 << 20
    /// Fragments of one packet: more are an attack.
    static let fragmentLimit = 256
    private static let timeout: Int64 = 30_000_000_000
    /// Time in which a second packet is complete, ns: copies come within milliseconds.
    private static let timeOfSecond: Int64 = 1_000_000_000

    private struct Packet {
        var bytes: [UInt8] = []
        /// Ranges that have come, sorted and apart from each other.
        var filled: [Range<Int>] = []
        /// Of these those that came once more with the same bytes.
        var repeated: [Range<Int>] = []
        var fragments = 0
        /// Length of the whole payload, once the last fragment has come.
        var length: Int?
        var begun: Int64
        /// Of its entry in `order`: a key is used again.
        var number: Int

        /// One with its key had just been completed.
        var followsWhole: Bool
        /// It is a second one, begun by fragments that came twice before the first was whole; it has all bytes of that.
        var isSecond = false

        /// Pieces of a copy, whose beginning went into the packet itself, lack nothing.
        var isCopy: Bool { isSecond || followsWhole && filled.first?.lowerBound != 0 }
    }

    /// A packet in the order in which packets began.
    private struct Beginning: BitwiseCopyable {
        var key: Fragment.Key
        var number: Int
    }

    /// Entries of `order` from which on those of packets that are gone are taken out.
    private static let orderLimit = 2 * packetLimit

    private var packets: [Fragment.Key: Packet] = [:]
    /// Some of the packets are gone by now, as are all before `oldest`.
    private var order: [Beginning] = []
    private var oldest = 0
    private var begun = 0
    private var heldBytes = 0
    /// Keys of packets that were completed, up to `packetLimit`, then anew.
    private var completed: Set<Fragment.Key> = []
    /// Packets that were never completed, other than copies.
    private(set) var abandoned = 0
    /// The same of those that are open: at the end of a capture they lack fragments.
    var lackingFragments: Int { packets.values.count { !$0.isCopy } }
    /// Entries that are kept of the order.
    var orderCount: Int { order.count }

    /// Adds a fragment.
    ///
    /// - Parameter arrival: ns; orders and ages the packets.
    /// - Returns: The payload of the packet it completes, from the transport header on.
    mutating func add(_ fragment: Fragment, in bytes: RawSpan, arrival: Int64) -> [UInt8]? {
        expire(before: arrival &- Self.timeout)
        let end = fragment.start + fragment.payload.count
        guard end <= 65_535, !fragment.payload.isEmpty else { return nil }
        if let second = packets[fragment.key], second.isSecond,
            arrival &- second.begun > Self.timeOfSecond || !has(fragment, in: bytes, second.bytes)
        {
            // The number is used again, and the second packet was never whole.
            packets[fragment.key] = nil
            heldBytes -= second.bytes.count
        }
        if packets[fragment.key] == nil { open(fragment.key, arrival: arrival) }
        guard var packet = packets[fragment.key] else { return nil }
        // Out of the table while it is changed: its bytes are then changed in place.
        packets[fragment.key] = nil
        heldBytes -= packet.bytes.count
        packet.fragments += 1
        guard packet.fragments <= Self.fragmentLimit, end <= packet.length ?? 65_535 else {
            if !packet.isCopy { abandoned += 1 }
            return nil
        }
        if fragment.isLast { packet.length = max(end, packet.filled.last?.upperBound ?? 0) }
        if packet.bytes.count < end {
            packet.bytes.append(contentsOf: repeatElement(0, count: end - packet.bytes.count))
        }
        if packet.filled.contains(where: { $0.lowerBound <= fragment.start && $0.upperBound >= end }),
            has(fragment, in: bytes, packet.bytes)
        {
            packet.repeated = Self.merged(packet.repeated, with: fragment.start..<end)
        }
        fill(&packet, fragment, in: bytes)
        if let length = packet.length, packet.filled == [0..<length] {
            if completed.count >= Self.packetLimit { completed.removeAll(keepingCapacity: true) }
            completed.insert(fragment.key)
            if !packet.repeated.isEmpty { openSecond(of: packet, fragment.key, arrival: arrival) }
            // Of a second packet all bytes are there from the beginning on, whatever its last fragment says.
            return packet.bytes.count == length ? packet.bytes : Array(packet.bytes.prefix(length))
        }
        heldBytes += packet.bytes.count
        packets[fragment.key] = packet
        while heldBytes > Self.byteLimit, dropOldest() {}
        return nil
    }

    /// Copies the bytes that have not come yet.
    private mutating func fill(_ packet: inout Packet, _ fragment: Fragment, in bytes: RawSpan) {
        let range = fragment.start..<fragment.start + fragment.payload.count
        var next = range.lowerBound
        for earlier in packet.filled
        where earlier.lowerBound <= range.upperBound && earlier.upperBound >= range.lowerBound {
            copy(next..<max(next, min(earlier.lowerBound, range.upperBound)), fragment, bytes, to: &packet.bytes)
            next = max(next, earlier.upperBound)
        }
        copy(next..<max(next, range.upperBound), fragment, bytes, to: &packet.bytes)
        packet.filled = Self.merged(packet.filled, with: range)
    }

    /// Ranges with another one, sorted and apart from each other.
    private static func merged(_ ranges: [Range<Int>], with range: Range<Int>) -> [Range<Int>] {
        let touching = ranges.filter { $0.upperBound >= range.lowerBound && $0.lowerBound <= range.upperBound }
        let lower = min(range.lowerBound, touching.first?.lowerBound ?? range.lowerBound)
        let upper = max(range.upperBound, touching.last?.upperBound ?? range.upperBound)
        return ranges.filter { $0.upperBound < lower } + [lower..<upper] + ranges.filter { $0.lowerBound > upper }
    }

    /// Whether the payload of a packet has the bytes of a fragment in its place.
    private func has(_ fragment: Fragment, in bytes: RawSpan, _ whole: [UInt8]) -> Bool {
        guard fragment.start + fragment.payload.count <= whole.count else { return false }
        for place in 0..<fragment.payload.count
        where bytes.byte(at: fragment.payload.lowerBound + place) != whole[fragment.start + place] { return false }
        return true
    }

    private func copy(_ range: Range<Int>, _ fragment: Fragment, _ bytes: RawSpan, to target: inout [UInt8]) {
        for position in range {
            target[position] = bytes.byte(at: fragment.payload.lowerBound + position - fragment.start) ?? 0
        }
    }

    private mutating func open(_ key: Fragment.Key, arrival: Int64) {
        while packets.count >= Self.packetLimit, dropOldest() {}
        if order.count >= Self.orderLimit {
            order = order[oldest...].filter { packets[$0.key]?.number == $0.number }
            oldest = 0
        }
        begun += 1
        packets[key] = Packet(begun: arrival, number: begun, followsWhole: completed.contains(key))
        order.append(Beginning(key: key, number: begun))
    }

    /// Begins the second packet of one that is whole, with the fragments that came twice.
    private mutating func openSecond(of first: Packet, _ key: Fragment.Key, arrival: Int64) {
        open(key, arrival: arrival)
        packets[key]?.isSecond = true
        packets[key]?.bytes = first.bytes
        packets[key]?.filled = first.repeated
        packets[key]?.length = first.length
        heldBytes += first.bytes.count
    }

    private mutating func expire(before limit: Int64) {
        while let packet = oldestPacket, packet.begun < limit { dropOldest() }
    }

    /// The packet that began first; passes over those that are gone.
    private var oldestPacket: Packet? {
        mutating get {
            while oldest < order.count {
                if let packet = packets[order[oldest].key], packet.number == order[oldest].number { return packet }
                oldest += 1
            }
            return nil
        }
    }

    /// Gives up the packet that began first; `false` where there is none.
    @discardableResult private mutating func dropOldest() -> Bool {
        guard let packet = oldestPacket else { return false }
        packets[order[oldest].key] = nil
        oldest += 1
        heldBytes -= packet.bytes.count
        if !packet.isCopy { abandoned += 1 }
        return true
    }
}

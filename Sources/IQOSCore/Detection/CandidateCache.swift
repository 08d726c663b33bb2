/// Flows that may become streams: a fixed set-associative cache that remembers their first packets.
///
/// 65,536 entries in sets of eight, found by a hash with a fixed key, so that what is evicted depends on the input
/// alone. The first packet stands in the entry, later ones in a chain; a candidate that has not behaved like RTP after
/// `historyLimit` packets starts its history anew.
struct CandidateCache: ~Copyable {
    private static let sets = 8192
    private static let ways = 8
    /// Packets of one candidate that are kept.
    static let historyLimit = 32
    /// Packets of all candidates beyond their first.
    private static let chainLimit = 65_536

    private struct Entry: BitwiseCopyable {
        var ssrc: UInt32 = 0
        /// Last link of the chain, -1 for none.
        var chainEnd: Int32 = -1
        /// First link of the chain, -1 for none.
        var chainStart: Int32 = -1
        var packets: UInt32 = 0
        var first: PacketEvent
        /// Half of a second hash: an address that collides with another is no candidate of it.
        var check: UInt32 = 0
    }

    private struct Link: BitwiseCopyable {
        var packet: PacketEvent
        var next: Int32
    }

    /// Tags of one set lie side by side: a miss touches one cache line.
    private var tags = [UInt64](repeating: 0, count: sets * ways)
    private var entries: [Entry]
    private var nextVictim = [UInt8](repeating: 0, count: sets)
    private var links: [Link] = []
    private var freeLink: Int32 = -1
    private var chainVictim = 0
    /// Candidates that had to leave for others.
    private(set) var evicted = 0
    /// Packets of candidates that were not kept, for want of room or because the history began anew.
    private(set) var packetsForgotten = 0
    private let hash = StreamHash(seed: 0x243F_6A88_85A3_08D3)
    private let sensitivity: Sensitivity

    init(sensitivity: Sensitivity) {
        self.sensitivity = sensitivity
        let nothing = PacketEvent(arrival: 0, sequenceNumber: 0, timestamp: 0)
        entries = [Entry](repeating: Entry(first: nothing), count: Self.sets * Self.ways)
    }

    /// Adds a packet of no known stream.
    ///
    /// - Returns: All packets of the candidate in order of arrival, once they behave like RTP; `nil` before.
    /// - Complexity: O(1) for a first packet, O(`historyLimit`) for a later one.
    mutating func add(_ packet: PacketEvent, key: StreamKey) -> [PacketEvent]? {
        let hash = hash(key)
        let set = Int(truncatingIfNeeded: hash) & (Self.sets - 1)
        // 0 marks a free place.
        let tag = hash | 1
        let start = set * Self.ways
        for place in start..<start + Self.ways where tags[place] == tag {
            let check = Self.check(key)
            guard entries[place].ssrc == key.ssrc, entries[place].check == check else { continue }
            return extend(place, by: packet)
        }
        let place = start + Int(nextVictim[set])
        nextVictim[set] = (nextVictim[set] + 1) & UInt8(Self.ways - 1)
        if tags[place] != 0 {
            evicted += 1
            release(place)
        }
        tags[place] = tag
        entries[place] = Entry(ssrc: key.ssrc, packets: 1, first: packet, check: Self.check(key))
        return nil
    }

    private static func check(_ key: StreamKey) -> UInt32 {
        let ports = UInt64(key.flow.sourcePort) << 16 | UInt64(key.flow.destinationPort)
        var mixed = (key.flow.source.low &* 0x9FB2_1C65_1E98_DF25) ^ key.flow.destination.low ^ ports << 24
        mixed ^= key.flow.source.high &* 0xC2B2_AE3D_27D4_EB4F ^ key.flow.destination.high
        mixed &*= 0x9FB2_1C65_1E98_DF25
        return UInt32(truncatingIfNeeded: mixed >> 32)
    }

    private mutating func extend(_ place: Int, by packet: PacketEvent) -> [PacketEvent]? {
        append(packet, to: place)
        guard entries[place].packets >= 3 else { return nil }
        let history = history(of: place)
        var evidence = SequenceEvidence()
        for earlier in history { evidence.add(earlier) }
        if evidence.isRTP(sensitivity) {
            release(place)
            tags[place] = 0
            return history
        }
        if history.count >= Self.historyLimit {
            packetsForgotten += history.count - 1
            release(place)
            entries[place].first = packet
            entries[place].packets = 1
        }
        return nil
    }

    private func history(of place: Int) -> [PacketEvent] {
        var history = [entries[place].first]
        var link = entries[place].chainStart
        while link >= 0 {
            history.append(links[Int(link)].packet)
            link = links[Int(link)].next
        }
        return history
    }

    /// Chains a packet to an entry.
    private mutating func append(_ packet: PacketEvent, to place: Int) {
        if freeLink < 0, links.count >= Self.chainLimit { evictChain(butNotOf: place) }
        let link: Int32
        if freeLink >= 0 {
            link = freeLink
            freeLink = links[Int(link)].next
            links[Int(link)] = Link(packet: packet, next: -1)
        } else {
            link = Int32(links.count)
            links.append(Link(packet: packet, next: -1))
        }
        if entries[place].chainEnd >= 0 {
            links[Int(entries[place].chainEnd)].next = link
        } else {
            entries[place].chainStart = link
        }
        entries[place].chainEnd = link
        entries[place].packets += 1
    }

    /// Makes room by giving up the next candidate in turn that has a chain: all links are taken, so there is one.
    private mutating func evictChain(butNotOf place: Int) {
        repeat {
            chainVictim = (chainVictim + 1) % entries.count
        } while chainVictim == place || entries[chainVictim].chainEnd < 0
        packetsForgotten += Int(entries[chainVictim].packets)
        evicted += 1
        release(chainVictim)
        tags[chainVictim] = 0
    }

    private mutating func release(_ place: Int) {
        if entries[place].chainEnd >= 0 {
            links[Int(entries[place].chainEnd)].next = freeLink
            freeLink = entries[place].chainStart
        }
        entries[place].chainStart = -1
        entries[place].chainEnd = -1
    }
}

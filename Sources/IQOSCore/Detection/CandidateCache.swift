/// Flows that may become streams: a fixed set-associative cache that remembers their first packets.
///
/// 65,536 entries in sets of eight, found by a hash with a fixed key, so that what is evicted depends on the input
/// alone. The first packet stands in the entry, later ones in a chain; a candidate that has not behaved like RTP after
/// `historyLimit` packets starts its history anew.
struct CandidateCache: ~Copyable {
    private static let sets = 8192
    /// Packets of one candidate that are kept.
    static let historyLimit = 32
    /// Packets of all candidates beyond their first.
    private static let chainLimit = 65_536

    /// One candidate, 64 bytes: a cache line.
    struct Entry: BitwiseCopyable {
        fileprivate var first: PacketEvent
        fileprivate var name: Name
        fileprivate var later = ChainPool<PacketEvent>.Chain()
        fileprivate var packets: UInt32 = 1
        /// Its set and the way in it.
        fileprivate var home: UInt32
    }

    /// What tells candidates apart: two hashes that share nothing, and the SSRC.
    struct Name: BitwiseCopyable, Equatable {
        fileprivate var hash: UInt64
        fileprivate var ssrc: UInt32
        fileprivate var check: UInt32

        @inline(__always) init(_ key: StreamKey) {
            hash = StreamHash(seed: 0x243F_6A88_85A3_08D3)(key)
            ssrc = key.ssrc
            let ports = UInt64(key.flow.sourcePort) << 16 | UInt64(key.flow.destinationPort)
            var mixed = (key.flow.source.low &* 0x9FB2_1C65_1E98_DF25) ^ key.flow.destination.low ^ ports << 24
            mixed ^= key.flow.source.high &* 0xC2B2_AE3D_27D4_EB4F ^ key.flow.destination.high
            mixed &*= 0x9FB2_1C65_1E98_DF25
            check = UInt32(truncatingIfNeeded: mixed >> 32)
        }

        @inline(__always) fileprivate var set: Int { Int(truncatingIfNeeded: hash) & (CandidateCache.sets - 1) }
        /// 16 bits that say nothing about the set; 0 is a free place.
        @inline(__always) fileprivate var tag: UInt16 { UInt16(truncatingIfNeeded: hash >> 40) | 1 }
    }

    /// 16 bytes a set: a miss looks at nothing else.
    private var tags = Table(repeating: TagSet(), count: sets)
    /// Places of a set's entries, where its tags are not 0.
    private var places = Table<TagSet>(unwritten: sets)
    /// Taken one after another, not as the hash scatters them: few candidates touch little memory. Those from `used` on
    /// were not written.
    private var entries = Table<Entry>(unwritten: sets * TagSet.ways)
    private var used = 0
    private var freed: [UInt16] = []
    /// Of a set the way that leaves next; above it a bit for each way whose entry may have later packets. Who leaves without
    /// any is written over unread: to wait for its line of memory takes longer than all the rest.
    private var turns = Table(repeating: UInt16(0), count: sets)
    private var history = ChainPool<PacketEvent>(limit: chainLimit)
    private var chainVictim = 0
    /// Candidates that had to leave for others.
    private(set) var evicted = 0
    /// Packets of candidates that were not kept, for want of room or because the history began anew.
    private(set) var packetsForgotten = 0
    private let sensitivity: Sensitivity

    init(sensitivity: Sensitivity) {
        self.sensitivity = sensitivity
    }

    /// Adds a packet of no known stream.
    ///
    /// - Returns: All packets of the candidate in order of arrival, once they behave like RTP; `nil` before.
    /// - Complexity: O(1) for a first packet, O(`historyLimit`) for a later one.
    @inline(__always) mutating func add(_ packet: PacketEvent, key: StreamKey) -> [PacketEvent]? {
        let name = Name(key)
        let set = name.set
        let known = tags[set]
        if known.contains(name.tag) {
            for way in 0..<TagSet.ways where known[way] == name.tag {
                let place = Int(places[set][way])
                if entries[place].name == name { return extend(place, by: packet) }
            }
        }
        let turn = turns[set]
        let way = Int(turn) % TagSet.ways
        let hasLater = turn & Self.laterBit(way) != 0
        turns[set] = turn & ~Self.laterBit(way) & ~UInt16(TagSet.ways - 1) | UInt16((way + 1) % TagSet.ways)
        let place = known[way] == 0 ? freePlace(in: set, way) : evict(set, way, hasLater: hasLater)
        tags[set][way] = name.tag
        entries[place] = Entry(first: packet, name: name, home: UInt32(set * TagSet.ways + way))
        return nil
    }

    /// Gives back all memory; only the counters are of use from here on.
    mutating func forget() {
        entries = Table(unwritten: 0)
        history = ChainPool(limit: 0)
    }

    @inline(__always) private static func laterBit(_ way: Int) -> UInt16 { 0x100 &<< UInt16(way) }

    /// - Returns: Place of the entry, which is free.
    @inline(__always) private mutating func evict(_ set: Int, _ way: Int, hasLater: Bool) -> Int {
        let place = Int(places[set][way])
        evicted += 1
        if hasLater { history.release(&entries[place].later) }
        return place
    }

    private mutating func freePlace(in set: Int, _ way: Int) -> Int {
        let place = freed.popLast().map(Int.init) ?? used
        if place == used { used += 1 }
        places[set][way] = UInt16(truncatingIfNeeded: place)
        return place
    }

    @inline(never) private mutating func extend(_ place: Int, by packet: PacketEvent) -> [PacketEvent]? {
        append(packet, to: place)
        guard entries[place].packets >= 3 else { return nil }
        var packets = [entries[place].first]
        packets.reserveCapacity(Int(entries[place].packets))
        history.copy(entries[place].later, to: &packets)
        var evidence = SequenceEvidence()
        for packet in packets { evidence.add(packet) }
        if evidence.isRTP(sensitivity), !Fingerprint.isForeign(packets, ssrc: entries[place].name.ssrc) {
            free(place)
            return packets
        }
        if packets.count >= Self.historyLimit {
            packetsForgotten += packets.count - 1
            history.release(&entries[place].later)
            entries[place].first = packet
            entries[place].packets = 1
        }
        return nil
    }

    private mutating func free(_ place: Int) {
        history.release(&entries[place].later)
        let home = Int(entries[place].home)
        tags[home / TagSet.ways][home % TagSet.ways] = 0
        freed.append(UInt16(truncatingIfNeeded: place))
    }

    private mutating func append(_ packet: PacketEvent, to place: Int) {
        if history.isFull { evictChain(butNotOf: place) }
        history.append(packet, to: &entries[place].later)
        entries[place].packets += 1
        let home = Int(entries[place].home)
        turns[home / TagSet.ways] |= Self.laterBit(home % TagSet.ways)
    }

    /// Makes room by giving up the next candidate in turn that has a chain: all links are taken, so there is one.
    private mutating func evictChain(butNotOf place: Int) {
        repeat {
            chainVictim = (chainVictim + 1) % used
        } while chainVictim == place || entries[chainVictim].later.isEmpty
        packetsForgotten += Int(entries[chainVictim].packets)
        evicted += 1
        free(chainVictim)
    }
}

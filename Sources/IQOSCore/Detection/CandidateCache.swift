/// Flows that may become streams: a fixed set-associative cache that remembers their first packets.
///
/// 65,536 entries in sets of eight, found by a hash with a fixed key, so that what is evicted depends on the input
/// alone. The first packet stands in the entry, later ones in a chain; a candidate that has not behaved like RTP after
/// `historyLimit` packets starts its history anew.
struct CandidateCache: ~Copyable {
    private static let setCount = 8192
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

        @inline(__always) fileprivate var set: Int { Int(truncatingIfNeeded: hash) & (CandidateCache.setCount - 1) }
        @inline(__always) fileprivate var tag: UInt16 { CandidateSet.tag(hash) }
    }

    /// 32 bytes a set: a miss reads nothing else. Who leaves without later packets is written over unread: to wait for
    /// its line of memory takes longer than all the rest.
    private var sets = Table(repeating: CandidateSet(), count: setCount)
    /// Taken one after another, not as the hash scatters them: few candidates touch little memory. Those from `used` on
    /// were not written.
    private var entries = Table<Entry>(unwritten: setCount * CandidateSet.ways)
    private var used = 0
    private var freed: [UInt16] = []
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
    mutating func add(_ packet: PacketEvent, key: StreamKey) -> [PacketEvent]? {
        let name = Name(key)
        if addFirst(packet, name) { return nil }
        let place = sets[name.set].place(name.tag) { entries[$0].name == name }
        guard let place else {
            put(packet, name)
            return nil
        }
        return extend(place, by: packet)
    }

    /// Adds the first packet of a candidate; `false`, with nothing done, where it may be a later one.
    ///
    /// - Complexity: O(1).
    @inline(__always) mutating func addFirst(_ packet: PacketEvent, _ name: Name) -> Bool {
        guard !sets[name.set].contains(name.tag) else { return false }
        put(packet, name)
        return true
    }

    /// Where a new candidate would be kept, if nothing changes until then.
    @inline(__always) func place(_ name: Name) -> UInt16 { sets[name.set].oldestPlace }

    /// Asks for the memory of a place, soon to be written.
    ///
    /// - Returns: Nothing that means anything, to be stored: else there is no reading.
    @inline(__always) func touch(_ place: UInt16) -> UInt64 { entries[Int(place)].name.hash }

    /// Gives back all memory; only the counters are of use from here on.
    mutating func forget() {
        entries = Table(unwritten: 0)
        history = ChainPool(limit: 0)
    }

    /// Keeps the first packet of a candidate, in the place of the oldest of its set where that is full.
    @inline(__always) private mutating func put(_ packet: PacketEvent, _ name: Name) {
        let set = sets[name.set]
        var place = set.oldestPlace
        if set.hasRoom {
            place = freePlace()
        } else {
            evicted += 1
            if set.oldestHasLater { history.release(&entries[Int(place)].later) }
        }
        sets[name.set].push(name.tag, place)
        entries[Int(place)] = Entry(first: packet, name: name)
    }

    private mutating func freePlace() -> UInt16 {
        if let place = freed.popLast() { return place }
        used += 1
        return UInt16(truncatingIfNeeded: used - 1)
    }

    @inline(never) private mutating func extend(_ place: Int, by packet: PacketEvent) -> [PacketEvent]? {
        append(packet, to: place)
        guard entries[place].packets >= 3 else { return nil }
        var packets = [entries[place].first]
        packets.reserveCapacity(Int(entries[place].packets))
        history.copy(entries[place].later, to: &packets)
        var evidence = SequenceEvidence()
        for packet in packets { evidence.add(packet) }
        // Whether something tells of them is asked at the end.
        let isRTP = evidence.isRTP(sensitivity, .told) && !evidence.timestamps.isNone
        if isRTP, !Fingerprint.isForeign(packets, ssrc: entries[place].name.ssrc) {
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
        sets[entries[place].name.set].free(place)
        freed.append(UInt16(truncatingIfNeeded: place))
    }

    private mutating func append(_ packet: PacketEvent, to place: Int) {
        if history.isFull { evictChain(butNotOf: place) }
        history.append(packet, to: &entries[place].later)
        entries[place].packets += 1
        sets[entries[place].name.set].noteLater(place)
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

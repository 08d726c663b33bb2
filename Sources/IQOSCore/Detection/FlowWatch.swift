/// Flows that are neither RTP nor anything known: a fixed set-associative cache that remembers their first datagrams.
///
/// A flow is looked through from its eighth datagram on and let go after `historyLimit` of them; it is watched again
/// from its 64th, 128th, 256th ... on, for media may begin long after a flow does, and when a datagram begins as none
/// before it did. The hash has a fixed key, so that what is evicted depends on the input alone.
struct FlowWatch: ~Copyable {
    private static let sets = 1024
    /// Datagrams of one flow that are kept.
    static let historyLimit = 32
    /// Datagrams of all flows that are kept.
    private static let headLimit = 16_384
    /// Time in which media shows what it is, ns: eight packets of the slowest sender that anybody listens to.
    private static let showingTime: Int64 = 2_000_000_000

    struct Entry: BitwiseCopyable {
        fileprivate var hash: UInt64
        /// Arrival of the datagram with which it was opened last, ns.
        fileprivate var opened: Int64
        fileprivate var heads = ChainPool<DatagramHead>.Chain()
        /// Datagrams so far, and of these the kept ones.
        fileprivate var datagrams: UInt32 = 0
        fileprivate var kept: Int32 = 0
        fileprivate var isOpen = true
        /// How its datagrams begin.
        fileprivate var kinds = Kinds()
        /// All of them so far begin as RTP does.
        fileprivate var isLikeRTP = true
    }

    /// What datagrams of a flow have in the places where protocols tell what is in them: the first byte and the ninth.
    struct Kinds: BitwiseCopyable {
        /// Values of a byte that are told apart; of more it is no kind, but anything.
        private static let limit = 8
        /// A bit for each value of the lowest six bits.
        private var first: UInt64 = 0
        private var ninth: UInt64 = 0

        /// - Returns: Whether either was not seen before, and few were.
        @inline(__always) mutating func add(_ bytes: RawSpan, at offset: Int) -> Bool {
            // Not short-circuited: both are noted.
            let isNew = (Self.add(bytes.byte(at: offset), to: &first), Self.add(bytes.byte(at: offset + 8), to: &ninth))
            return isNew.0 || isNew.1
        }

        @inline(__always) private static func add(_ byte: UInt8?, to seen: inout UInt64) -> Bool {
            let bit: UInt64 = 1 << UInt64((byte ?? 0) & 63)
            guard seen & bit == 0 else { return false }
            seen |= bit
            return seen.nonzeroBitCount <= limit
        }
    }

    private var tags = Table(repeating: TagSet(), count: sets)
    /// Those whose tag is 0 were not written.
    private var entries = Table<Entry>(unwritten: sets * TagSet.ways)
    /// Of the datagrams that are kept; written with the eighth of them.
    private var tallies = Table<HeaderTally>(unwritten: sets * TagSet.ways)
    private var nextVictim = Table(repeating: UInt8(0), count: sets)
    private var history = ChainPool<DatagramHead>(limit: headLimit)
    private var chainVictim = 0
    /// Flows that had to leave for others before they were looked through.
    private(set) var evicted = 0
    /// Of these those that left within `showingTime`: media would not have shown by then.
    private(set) var unseen = 0

    /// Adds a datagram of a flow that is not known to be anything.
    ///
    /// - Parameter isLikeRTP: It begins as RTP does, and is a packet of a candidate too.
    /// - Returns: The header before RTP, once it shows, and the datagrams that have it, in order of arrival.
    /// - Complexity: O(1); O(`historyLimit`) at every eighth datagram that is kept, where any offset is worth it.
    mutating func add(
        _ datagram: Datagram, _ frame: FrameRef, in bytes: RawSpan, file: Int, isLikeRTP: Bool
    ) -> (header: VendorHeader, heads: [DatagramHead])? {
        let hash = Self.hash(of: datagram.flow)
        let place = known(hash) ?? open(hash, frame.arrival)
        if !isLikeRTP { entries[place].isLikeRTP = false }
        entries[place].datagrams &+= 1
        let number = entries[place].datagrams
        let isNewKind = entries[place].kinds.add(bytes, at: datagram.payloadOffset)
        if isNewKind || number >= 64 && number & (number - 1) == 0 {
            if !entries[place].isOpen { entries[place].opened = frame.arrival }
            entries[place].isOpen = true
        }
        guard entries[place].isOpen else { return nil }
        append(DatagramHead(datagram, frame, in: bytes, file: file), to: place, frame.arrival)
        let kept = Int(entries[place].kept)
        guard kept >= VendorHeader.packetsNeeded, kept % VendorHeader.packetsNeeded == 0 else { return nil }
        let offsets = tallies[place].offsets
        var heads: [DatagramHead] = []
        if offsets != 0 {
            heads.reserveCapacity(kept)
            history.copy(entries[place].heads, to: &heads)
        }
        guard offsets != 0, let found = VendorHeader.found(in: heads, offsets: offsets) else {
            if kept >= Self.historyLimit {
                release(place)
                entries[place].isOpen = false
            }
            return nil
        }
        // The others may have another header.
        release(place)
        let taken = Set(found.places)
        for (index, head) in heads.enumerated() where !taken.contains(index) { append(head, to: place, frame.arrival) }
        return (found.header, found.places.map { heads[$0] })
    }

    /// Forgets a flow whose datagrams turned out to be packets of a stream.
    mutating func forgetPackets(of flow: Flow) {
        guard let place = known(Self.hash(of: flow)), entries[place].isLikeRTP else { return }
        release(place)
        tags[place / TagSet.ways][place % TagSet.ways] = 0
    }

    @inline(__always) private static func hash(of flow: Flow) -> UInt64 {
        StreamHash.known(StreamKey(flow: flow, ssrc: 0))
    }

    private static func set(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash) & (sets - 1) }
    private static func tag(_ hash: UInt64) -> UInt16 { UInt16(truncatingIfNeeded: hash >> 40) | 1 }

    /// The entry of a flow; `nil` where it is not watched.
    private func known(_ hash: UInt64) -> Int? {
        let (set, tag) = (Self.set(hash), Self.tag(hash))
        let places = tags[set]
        guard places.contains(tag) else { return nil }
        for way in 0..<TagSet.ways where places[way] == tag {
            let place = set * TagSet.ways + way
            if entries[place].hash == hash { return place }
        }
        return nil
    }

    /// A new entry for a flow, in the place of another where the set is full.
    private mutating func open(_ hash: UInt64, _ arrival: Int64) -> Int {
        let set = Self.set(hash)
        let way = Int(nextVictim[set])
        nextVictim[set] = UInt8(truncatingIfNeeded: way + 1) % UInt8(TagSet.ways)
        let place = set * TagSet.ways + way
        if tags[set][way] != 0 {
            if entries[place].kept > 0 { countEviction(of: place, arrival) }
            release(place)
        }
        tags[set][way] = Self.tag(hash)
        entries[place] = Entry(hash: hash, opened: arrival)
        return place
    }

    private mutating func countEviction(of place: Int, _ arrival: Int64) {
        evicted += 1
        // Time that runs back, or is unknown, is no time to show in.
        if arrival &- entries[place].opened < Self.showingTime { unseen += 1 }
    }

    private mutating func append(_ head: DatagramHead, to place: Int, _ arrival: Int64) {
        if history.isFull { evictChain(butNotOf: place, arrival) }
        history.append(head, to: &entries[place].heads)
        entries[place].kept += 1
        let kept = Int(entries[place].kept)
        guard kept >= VendorHeader.packetsNeeded else { return }
        guard kept == VendorHeader.packetsNeeded else { return tallies[place].add(head) }
        // Most flows do not come as far: those that do are counted at once.
        var heads: [DatagramHead] = []
        history.copy(entries[place].heads, to: &heads)
        var tally = HeaderTally()
        for head in heads { tally.add(head) }
        tallies[place] = tally
    }

    /// Makes room by giving up what the next flow in turn has kept: all links are taken, so there is one.
    private mutating func evictChain(butNotOf place: Int, _ arrival: Int64) {
        repeat {
            chainVictim = (chainVictim + 1) % entries.count
        } while chainVictim == place || !hasChain(chainVictim)
        countEviction(of: chainVictim, arrival)
        release(chainVictim)
    }

    private func hasChain(_ place: Int) -> Bool {
        tags[place / TagSet.ways][place % TagSet.ways] != 0 && entries[place].kept > 0
    }

    private mutating func release(_ place: Int) {
        history.release(&entries[place].heads)
        entries[place].kept = 0
    }
}

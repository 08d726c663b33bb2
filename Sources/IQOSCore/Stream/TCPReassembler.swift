/// Puts the bytes of TCP connections that may carry RTP or signalling into order, within fixed bounds.
///
/// A connection is followed from the first segment that begins like a known framing. Where it begins with fewer bytes
/// than tell that, and where its beginning was not captured, so that it may be in the middle of a frame, its first
/// segments are kept until frames show in them.
struct TCPReassembler: Sendable {
    /// Connections, one direction each, that are followed at once.
    static let connectionLimit = 4096
    /// Segments of a connection that are looked through, large ones counted as `largeLook`.
    static let looksLimit: UInt8 = 32
    private static let largeLook: UInt8 = 4
    private static let largeSegment = 512
    /// Bytes that wait over all connections.
    static let totalLimit = 16 << 20
    /// Classes of connections whose segments are counted.
    private static let classes = 16_384
    /// Instead of a number of segments: a connection of the class began.
    private static let begun = UInt8.max

    /// By the whole of their addresses and ports: flows of one hash are easily made, and what comes on one must not get
    /// into what another carries.
    private var connections: [Flow: TCPConnection] = [:]
    /// Connections in which frames are looked for.
    private var searches = TCPSearches()
    /// Segments of each class of keys that were looked through; `begun` once one began a connection.
    private var looks = [UInt8](repeating: 0, count: classes)
    /// Sequence number of the first byte of the connection of each class that began last.
    private var beginnings = [UInt32](repeating: 0, count: classes)
    /// A bit for each of 65,536 classes of keys: set once one of them was followed. Nearly every segment is of a
    /// connection that never was, and asks no more than this.
    private var followed = [UInt64](repeating: 0, count: 1024)
    private let hash = StreamHash.known
    private var totalBytes = 0
    /// Connections given up for want of room.
    private(set) var connectionsDropped = 0
    /// Connections that had to leave for others before they were looked through.
    private(set) var searchesDropped = 0
    /// Gaps whose bytes the receiver has acknowledged: the capture lost them. And their bytes.
    private(set) var unseenGaps = 0
    private(set) var unseenBytes = 0
    /// Times a gap was given up and synchronisation began anew.
    private(set) var gaps = 0

    /// Whether adding a segment may do anything: it is of a connection that is followed, or may be one to follow. That a
    /// connection begins is noted at once, where that is all there is to do.
    @inline(__always) mutating func concerns(_ segment: PlainSegment, in bytes: RawSpan) -> Bool {
        let kind = StreamKey.kind(wrapper: .rfc4571)
        let key = hash(addresses: segment.addresses, ports: segment.ports, ssrc: 0, kind: kind)
        if mayBeFollowed(key) { return segment.payloadLength > 0 || segment.isAcknowledging || segment.isEdge }
        if segment.isAcknowledging, !connections.isEmpty {
            let (addresses, ports) = (segment.addresses, segment.ports)
            let reversed = hash(
                addresses: addresses << 32 | addresses >> 32, ports: ports << 16 | ports >> 16, ssrc: 0, kind: kind)
            if mayBeFollowed(reversed) { return true }
        }
        let place = Self.place(key)
        if looks[place] < Self.looksLimit, segment.payloadLength > 0 || segment.isEdge { return true }
        if segment.isSyn { noteBeginning(of: place, at: segment.sequenceNumber) }
        guard segment.payloadLength > 0 else { return false }
        if StreamFraming(startingWith: bytes, at: segment.payloadOffset, length: segment.payloadLength) != nil {
            return true
        }
        return isUntold(place, segment.sequenceNumber, in: bytes, at: segment.payloadOffset, segment.payloadLength)
    }

    /// Adds a segment that was captured there.
    ///
    /// - Returns: The packets it completes, in order.
    mutating func add(_ segment: TCPSegment, in bytes: RawSpan, at place: CapturePlace) -> [FramedPacket] {
        if let acknowledged = segment.acknowledged, !connections.isEmpty {
            noteAcknowledged(acknowledged, by: segment.flow, arrival: place.arrival)
        }
        let key = key(of: segment.flow)
        if segment.isSyn {
            // The ports may be those of an earlier connection.
            noteBeginning(of: Self.place(key), at: segment.sequenceNumber)
            if let searched = searches.place(of: key, segment.flow) { searches.remove(at: searched) }
        }
        guard segment.payloadLength > 0 else {
            if segment.isSyn || segment.isFinOrReset, mayBeFollowed(key) { forget(segment.flow) }
            return []
        }
        guard var connection = take(key, segment, in: bytes, at: place) else {
            return search(key, segment, in: bytes, at: place)
        }
        let gapsBefore = connection.gaps
        let packets = connection.take(segment, in: bytes, at: place)
        gaps += connection.gaps - gapsBefore
        keep(connection, key)
        return packets
    }

    /// Ends all connections: what is missing will not come any more.
    ///
    /// - Returns: The packets of each, with what is known of its segments.
    mutating func finish() -> [(segment: TCPSegment, packets: [FramedPacket])] {
        var found: [(segment: TCPSegment, packets: [FramedPacket])] = []
        let all = Array(connections.values) + searches.all
        for place in all.indices.sorted(by: { precedes(all[$0].segment.flow, all[$1].segment.flow) }) {
            var connection = all[place]
            let gapsBefore = connection.gaps
            let packets = connection.finish()
            gaps += connection.gaps - gapsBefore
            if !packets.isEmpty { found.append((connection.segment, packets)) }
        }
        connections = [:]
        searches = TCPSearches()
        totalBytes = 0
        return found
    }

    private func key(of flow: Flow) -> UInt64 { hash(StreamKey(flow: flow, ssrc: 0, wrapper: .rfc4571)) }

    /// Whether a flow is before another in an order that the input alone gives.
    private func precedes(_ left: Flow, _ right: Flow) -> Bool {
        let keys = (key(of: left), key(of: right))
        return keys.0 == keys.1 ? Flow.precedes(left, right) : keys.0 < keys.1
    }

    private static func place(_ key: UInt64) -> Int { Int(truncatingIfNeeded: key >> 22) & (classes - 1) }

    @inline(__always) private mutating func noteBeginning(of place: Int, at synchronised: UInt32) {
        looks[place] = Self.begun
        beginnings[place] = synchronised &+ 1
    }

    /// Whether a connection begins with a segment that is too short to tell what it is.
    @inline(__always)
    private func isUntold(
        _ place: Int, _ sequenceNumber: UInt32, in bytes: RawSpan, at offset: Int, _ length: Int
    ) -> Bool {
        looks[place] == Self.begun && beginnings[place] == sequenceNumber
            && StreamFraming.mayBegin(bytes, at: offset, length: length)
    }

    /// Follows a connection on, unless it was none or there is no room.
    private mutating func keep(_ connection: TCPConnection, _ key: UInt64) {
        guard !connection.isForeign else { return }
        guard connection.openBytes <= TCPConnection.heldLimit, totalBytes + connection.size <= Self.totalLimit else {
            connectionsDropped += 1
            return
        }
        totalBytes += connection.size
        connections[connection.segment.flow] = connection
        followed[Int(key >> 6 & 1023)] |= 1 << (key & 63)
    }

    /// Compares what a receiver says it has with what the capture has of a connection that is followed.
    private mutating func noteAcknowledged(_ acknowledged: UInt32, by flow: Flow, arrival: Int64) {
        let flow = flow.reversed
        guard mayBeFollowed(key(of: flow)),
            let unseen = connections[flow]?.noteAcknowledged(acknowledged, arrival: arrival), unseen > 0
        else { return }
        unseenGaps += 1
        unseenBytes += unseen
    }

    /// The connection of a segment, out of the table; `nil` where it is none that is followed.
    private mutating func take(
        _ key: UInt64, _ segment: TCPSegment, in bytes: RawSpan, at place: CapturePlace
    ) -> TCPConnection? {
        if mayBeFollowed(key), let known = connections.removeValue(forKey: segment.flow) {
            totalBytes -= known.size
            return known
        }
        // Frames that are looked for tell more than one that a segment may begin with by chance.
        guard searches.place(of: key, segment.flow) == nil,
            let framing = StreamFraming(
                startingWith: bytes, at: segment.payloadOffset, length: segment.capturedLength)
        else { return nil }
        if connections.count >= Self.connectionLimit { dropIdle() }
        return TCPConnection(segment, framing: framing, at: place)
    }

    /// Looks for frames in the first segments of a connection whose beginning was not captured, or does not tell yet.
    private mutating func search(
        _ key: UInt64, _ segment: TCPSegment, in bytes: RawSpan, at frame: CapturePlace
    ) -> [FramedPacket] {
        let place = Self.place(key)
        let isFirst =
            segment.capturedLength == segment.payloadLength
            && isUntold(place, segment.sequenceNumber, in: bytes, at: segment.payloadOffset, segment.capturedLength)
        if isFirst { looks[place] = 0 }
        guard looks[place] < Self.looksLimit else { return [] }
        looks[place] += segment.capturedLength < Self.largeSegment ? 1 : Self.largeLook
        let isLast = looks[place] >= Self.looksLimit
        if let known = searches.place(of: key, segment.flow) {
            let packets = searches.look(at: known, segment, in: bytes, at: frame, isLast: isLast)
            if searches.framing(at: known) != nil {
                if let connection = searches.remove(at: known) { keep(connection, key) }
            } else if isLast || searches.isForeign(at: known) {
                searches.remove(at: known)
            }
            return packets
        }
        var connection = TCPConnection(segment, framing: nil, at: frame, isFirst: isFirst)
        let packets = connection.look(segment, in: bytes, at: frame, isLast: isLast)
        guard connection.framing == nil else {
            keep(connection, key)
            return packets
        }
        // Handed over: it is large, and nearly every connection of a capture comes by here.
        if !isLast, !connection.isForeign, searches.add(consume connection, key: key) { searchesDropped += 1 }
        return packets
    }

    private func mayBeFollowed(_ key: UInt64) -> Bool {
        followed[Int(key >> 6 & 1023)] >> (key & 63) & 1 != 0
    }

    private mutating func forget(_ flow: Flow) {
        guard let known = connections.removeValue(forKey: flow) else { return }
        totalBytes -= known.size
    }

    /// Makes room by giving up half of the connections: those without a frame first, then the longest idle.
    private mutating func dropIdle() {
        let order = connections.map { (flow: $0.key, use: ($0.value.frames == 0 ? 0 : 1, $0.value.lastPlace.arrival)) }
            .sorted { $0.use == $1.use ? precedes($0.flow, $1.flow) : $0.use < $1.use }
        for entry in order.prefix(connections.count / 2) {
            forget(entry.flow)
            connectionsDropped += 1
        }
    }
}

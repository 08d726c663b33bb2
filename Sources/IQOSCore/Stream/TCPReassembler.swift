/// A packet, or a message of signalling, out of a TCP connection.
struct FramedPacket: Sendable, Equatable {
    var bytes: [UInt8]
    var wrapper: Wrapper
    /// `nil` for a packet.
    var signalling: SignallingProtocol?
    /// Bytes with the framing around it.
    var framedLength: Int
}

/// Puts the bytes of TCP connections that may carry RTP or signalling into order, within fixed bounds.
///
/// A connection is followed from the first segment that begins like a known framing, which may be in its middle.
/// Bytes that were lost are waited for until `heldLimit` of later ones have come; then the connection is left until
/// a segment begins with a frame again.
struct TCPReassembler: Sendable {
    /// Connections, one direction each, that are followed at once.
    static let connectionLimit = 4096
    /// Bytes that wait for a gap or for the rest of a frame, one connection.
    static let heldLimit = 256 << 10
    /// What is acknowledged and not there after this time was not captured; before, it may come late. ns.
    private static let unseenPatience: Int64 = 200_000_000
    /// Bytes that wait over all connections.
    static let totalLimit = 16 << 20

    /// Frames in a row after which a connection is worth looking for the next one.
    private static let framesOfTrust = 4

    private struct Connection {
        var framing: StreamFraming
        /// Next sequence number to come.
        var next: UInt32
        /// Bytes in order, from the beginning of a frame that is not complete.
        var bytes: [UInt8] = []
        /// Segments beyond a gap, by sequence number.
        var held: [(sequence: UInt32, bytes: [UInt8])] = []
        var heldBytes = 0
        /// What is missing of the frame that `bytes` begin with.
        var awaited = StreamFraming.Awaited.more
        /// Bytes in which the end of its header was looked for.
        var searched = 0
        /// The next bytes begin where a frame does or goes on.
        var isSynchronised = true
        /// Synchronisation was lost before enough frames had come: by chance it began like one.
        var isForeign = false
        /// Frames that were complete; a connection without any is the first to go.
        var frames = 0
        var lastArrival: Int64
        /// Since when the receiver is known to have what the capture lacks before `next`; that is `unseenFrom`.
        var unseenSince: Int64?
        var unseenFrom: UInt32 = 0
        var isUnseenCounted = false
    }

    /// By a hash with a fixed key, so that the result depends on the input alone.
    private var connections: [UInt64: Connection] = [:]
    /// A bit for each of 65,536 classes of keys: set once one of them was followed. Nearly every segment is of a
    /// connection that never was, and asks no more than this.
    private var followed = [UInt64](repeating: 0, count: 1024)
    private let hash = StreamHash(seed: 0x1319_8A2E_0370_7344)
    private var totalBytes = 0
    /// Connections given up for want of room.
    private(set) var connectionsDropped = 0
    /// Gaps whose bytes the receiver has acknowledged: the capture lost them. And their bytes.
    private(set) var unseenGaps = 0
    private(set) var unseenBytes = 0
    /// Times a gap was given up and synchronisation began anew.
    private(set) var gaps = 0

    /// Whether adding a segment may do anything: it is of a connection that is followed, or begins like one to follow.
    @inline(__always) func concerns(_ segment: PlainSegment, in bytes: RawSpan) -> Bool {
        let kind = StreamKey.kind(wrapper: .rfc4571)
        let key = hash(addresses: segment.addresses, ports: segment.ports, ssrc: 0, kind: kind)
        if mayBeFollowed(key) { return segment.payloadLength > 0 || segment.isAcknowledging || segment.isEdge }
        if segment.isAcknowledging, !connections.isEmpty {
            let (addresses, ports) = (segment.addresses, segment.ports)
            let reversed = hash(
                addresses: addresses << 32 | addresses >> 32, ports: ports << 16 | ports >> 16, ssrc: 0, kind: kind)
            if mayBeFollowed(reversed) { return true }
        }
        return StreamFraming(startingWith: bytes, at: segment.payloadOffset, length: segment.payloadLength) != nil
    }

    /// Adds a segment.
    ///
    /// - Returns: The packets it completes, in order.
    mutating func add(_ segment: TCPSegment, in bytes: RawSpan, arrival: Int64) -> [FramedPacket] {
        if let acknowledged = segment.acknowledged, !connections.isEmpty {
            noteAcknowledged(acknowledged, by: segment.flow, arrival: arrival)
        }
        let key = hash(StreamKey(flow: segment.flow, ssrc: 0, wrapper: .rfc4571))
        guard segment.payloadLength > 0 else {
            if segment.isSyn || segment.isFinOrReset, mayBeFollowed(key) { forget(key) }
            return []
        }
        guard var connection = take(key, segment, in: bytes, arrival: arrival) else { return [] }
        connection.lastArrival = arrival
        deliver(segment, in: bytes, to: &connection)
        let packets = handOut(&connection)
        guard !connection.isForeign else { return packets }
        let size = connection.bytes.count + connection.heldBytes
        guard connection.bytes.count <= Self.heldLimit, totalBytes + size <= Self.totalLimit else {
            connectionsDropped += 1
            return packets
        }
        totalBytes += size
        connections[key] = connection
        followed[Int(key >> 6 & 1023)] |= 1 << (key & 63)
        return packets
    }

    /// Compares what a receiver says it has with what the capture has of a connection that is followed.
    private mutating func noteAcknowledged(_ acknowledged: UInt32, by flow: Flow, arrival: Int64) {
        let key = hash(StreamKey(flow: flow.reversed, ssrc: 0, wrapper: .rfc4571))
        guard mayBeFollowed(key) else { return }
        // One that began like a framing by chance may have been followed from a segment that came late.
        guard let connection = connections[key], connection.frames >= Self.framesOfTrust,
            let beyond = connection.held.first?.sequence,
            Int32(bitPattern: acknowledged &- beyond) >= 0
        else { return }
        guard let since = connection.unseenSince, connection.unseenFrom == connection.next else {
            connections[key]?.unseenSince = arrival
            connections[key]?.unseenFrom = connection.next
            connections[key]?.isUnseenCounted = false
            return
        }
        guard !connection.isUnseenCounted, arrival &- since >= Self.unseenPatience else { return }
        connections[key]?.isUnseenCounted = true
        unseenGaps += 1
        unseenBytes += Int(beyond &- connection.next)
    }

    /// The connection of a segment, out of the table; `nil` where it is none that is followed.
    private mutating func take(_ key: UInt64, _ segment: TCPSegment, in bytes: RawSpan, arrival: Int64) -> Connection? {
        if mayBeFollowed(key), let known = connections.removeValue(forKey: key) {
            totalBytes -= known.bytes.count + known.heldBytes
            return known
        }
        guard
            let framing = StreamFraming(
                startingWith: bytes, at: segment.payloadOffset, length: segment.capturedLength)
        else { return nil }
        if connections.count >= Self.connectionLimit { dropIdle() }
        return Connection(framing: framing, next: segment.sequenceNumber, lastArrival: arrival)
    }

    private func mayBeFollowed(_ key: UInt64) -> Bool {
        followed[Int(key >> 6 & 1023)] >> (key & 63) & 1 != 0
    }

    /// Appends what is next in order; keeps what is beyond a gap.
    private mutating func deliver(_ segment: TCPSegment, in bytes: RawSpan, to connection: inout Connection) {
        let ahead = Int(Int32(bitPattern: segment.sequenceNumber &- connection.next))
        let start = segment.payloadOffset
        let end = start + segment.capturedLength
        if ahead > 0 {
            hold(Self.copy(bytes, start..<end), at: segment.sequenceNumber, in: &connection)
            if connection.heldBytes > Self.heldLimit { giveUpGap(&connection) }
            return
        }
        // Bytes that came before are a retransmission: what was read first stays.
        guard -ahead < segment.payloadLength else { return }
        append(bytes, start - ahead..<max(start - ahead, end), to: &connection)
        connection.next = segment.sequenceNumber &+ UInt32(truncatingIfNeeded: segment.payloadLength)
        // The snap length cut it: where the next frame begins cannot be told.
        if segment.capturedLength < segment.payloadLength { loseSynchronisation(&connection) }
        releaseHeld(&connection)
    }

    /// Appends bytes in order, or looks whether a frame begins with them.
    private func append(_ bytes: RawSpan, _ range: Range<Int>, to connection: inout Connection) {
        if !connection.isSynchronised {
            let framing = StreamFraming(startingWith: bytes, at: range.lowerBound, length: range.count)
            guard framing == connection.framing else { return }
            connection.isSynchronised = true
        }
        connection.bytes.append(contentsOf: Self.copy(bytes, range))
    }

    private mutating func hold(_ bytes: [UInt8], at sequence: UInt32, in connection: inout Connection) {
        let next = connection.next
        let place =
            connection.held.lastIndex { $0.sequence &- next <= sequence &- next }.map { $0 + 1 } ?? 0
        connection.held.insert((sequence, bytes), at: place)
        connection.heldBytes += bytes.count
    }

    /// Appends the held segments that are in order now.
    private func releaseHeld(_ connection: inout Connection) {
        while let first = connection.held.first {
            let ahead = Int(Int32(bitPattern: first.sequence &- connection.next))
            guard ahead <= 0 else { return }
            connection.held.removeFirst()
            connection.heldBytes -= first.bytes.count
            guard -ahead < first.bytes.count else { continue }
            append(first.bytes.span.bytes, -ahead..<first.bytes.count, to: &connection)
            connection.next = first.sequence &+ UInt32(truncatingIfNeeded: first.bytes.count)
        }
    }

    /// Goes on behind a gap.
    private mutating func giveUpGap(_ connection: inout Connection) {
        loseSynchronisation(&connection)
        if let first = connection.held.first { connection.next = first.sequence }
        releaseHeld(&connection)
    }

    /// The complete frames at the beginning of the bytes.
    private mutating func handOut(_ connection: inout Connection) -> [FramedPacket] {
        guard Self.isWorthScanning(&connection) else { return [] }
        let (packets, end, awaited) = Self.scan(connection.bytes, connection.framing)
        connection.frames += packets.count
        if let end {
            connection.bytes.removeFirst(end)
            connection.awaited = awaited
            connection.searched = 0
        } else {
            loseSynchronisation(&connection)
        }
        return packets
    }

    /// Whether what is missing of a frame may have come: one that comes byte by byte must not cost its square.
    private static func isWorthScanning(_ connection: inout Connection) -> Bool {
        switch connection.awaited {
        case .more: return true
        case .bytes(let count): return connection.bytes.count >= count
        case .blankLine:
            let start = max(0, connection.searched - 3)
            connection.searched = connection.bytes.count
            if connection.bytes.count >= SIPMessage.headerLimit { return true }
            var isBlank = false
            for byte in connection.bytes[start...] where byte != 0x0D {
                if byte == 0x0A, isBlank { return true }
                isBlank = byte == 0x0A
            }
            return false
        }
    }

    /// - Returns: Packets, the beginning of the first frame that is not complete, and what it lacks; no beginning where
    ///   what follows is no frame.
    private static func scan(
        _ bytes: [UInt8], _ framing: StreamFraming
    ) -> (packets: [FramedPacket], end: Int?, awaited: StreamFraming.Awaited) {
        let span = bytes.span.bytes
        var offset = 0
        var packets: [FramedPacket] = []
        while offset < span.byteCount {
            switch framing.unit(in: span, at: offset) {
            case .packet(let start, let length, let total):
                packets.append(
                    FramedPacket(
                        bytes: Array(bytes[start..<start + length]), wrapper: framing.wrapper, framedLength: total))
                offset += total
            case .message(let kind, let length):
                packets.append(
                    FramedPacket(
                        bytes: Array(bytes[offset..<offset + length]), wrapper: .none, signalling: kind,
                        framedLength: length))
                offset += length
            case .other(let total): offset += total
            case .incomplete(let awaited): return (packets, offset, awaited)
            case .invalid: return (packets, nil, .more)
            }
        }
        return (packets, offset, .more)
    }

    /// Leaves the connection until a segment begins with a frame again.
    private mutating func loseSynchronisation(_ connection: inout Connection) {
        guard connection.frames >= Self.framesOfTrust else {
            connection.isForeign = true
            return
        }
        gaps += 1
        connection.isSynchronised = false
        connection.awaited = .more
        connection.bytes.removeAll(keepingCapacity: true)
    }

    private mutating func forget(_ key: UInt64) {
        guard let known = connections.removeValue(forKey: key) else { return }
        totalBytes -= known.bytes.count + known.heldBytes
    }

    /// Makes room by giving up half of the connections: those without a frame first, then the longest idle.
    private mutating func dropIdle() {
        let order = connections.map { (key: $0.key, frames: $0.value.frames, arrival: $0.value.lastArrival) }
            .sorted { ($0.frames == 0 ? 0 : 1, $0.arrival, $0.key) < ($1.frames == 0 ? 0 : 1, $1.arrival, $1.key) }
        for entry in order.prefix(connections.count / 2) {
            forget(entry.key)
            connectionsDropped += 1
        }
    }

    private static func copy(_ bytes: RawSpan, _ range: Range<Int>) -> [UInt8] {
        // Safe: the buffer is only read inside the closure, within the range it has.
        bytes.withUnsafeBytes { Array($0[range.clamped(to: 0..<$0.count)]) }
    }
}

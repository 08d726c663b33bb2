/// Puts the bytes of TCP connections that may carry RTP into order, within fixed bounds.
///
/// A connection is followed from the first segment that begins like a known framing, which may be in its middle.
/// Bytes that were lost are waited for until `heldLimit` of later ones have come; then the connection is left until
/// a segment begins with a frame again.
struct TCPReassembler: Sendable {
    /// Connections, one direction each, that are followed at once.
    static let connectionLimit = 4096
    /// Bytes that wait for a gap or for the rest of a frame, one connection.
    static let heldLimit = 256 << 10
    /// Bytes that wait over all connections.
    static let totalLimit = 16 << 20

    private struct Connection {
        var framing: StreamFraming
        /// Next sequence number to come.
        var next: UInt32
        /// Bytes in order, from the beginning of a frame that is not complete.
        var bytes: [UInt8] = []
        /// Segments beyond a gap, by sequence number.
        var held: [(sequence: UInt32, bytes: [UInt8])] = []
        var heldBytes = 0
        /// The next bytes begin where a frame does or goes on.
        var isSynchronised = true
        /// Frames that were complete; a connection without any is the first to go.
        var frames = 0
        var lastArrival: Int64
    }

    private var connections: [Flow: Connection] = [:]
    private var totalBytes = 0
    /// Connections given up for want of room.
    private(set) var connectionsDropped = 0
    /// Times a gap was given up and synchronisation began anew.
    private(set) var gaps = 0

    /// Adds a segment and hands out the packets it completes.
    ///
    /// - Parameter unit: Called for each packet with the bytes it lies in, its offset, its length and its framing.
    mutating func add(
        _ segment: TCPSegment, in bytes: RawSpan, arrival: Int64,
        unit: (_ bytes: RawSpan, _ offset: Int, _ length: Int, _ framing: StreamFraming) -> Void
    ) {
        guard segment.payloadLength > 0 else {
            if segment.isSyn || segment.isFinOrReset { forget(segment.flow) }
            return
        }
        guard var connection = take(segment, in: bytes, arrival: arrival) else { return }
        connection.lastArrival = arrival
        deliver(segment, in: bytes, to: &connection)
        handOut(&connection, unit)
        let size = connection.bytes.count + connection.heldBytes
        guard connection.bytes.count <= Self.heldLimit, totalBytes + size <= Self.totalLimit else {
            connectionsDropped += 1
            return
        }
        totalBytes += size
        connections[segment.flow] = connection
    }

    /// The connection of a segment, out of the table; `nil` where it is none that is followed.
    private mutating func take(_ segment: TCPSegment, in bytes: RawSpan, arrival: Int64) -> Connection? {
        if let known = connections.removeValue(forKey: segment.flow) {
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

    /// Hands out the complete frames at the beginning of the bytes.
    private mutating func handOut(
        _ connection: inout Connection, _ unit: (RawSpan, Int, Int, StreamFraming) -> Void
    ) {
        let (frames, end) = Self.scan(connection.bytes.span.bytes, connection.framing, unit)
        connection.frames += frames
        if let end {
            connection.bytes.removeFirst(end)
        } else {
            loseSynchronisation(&connection)
        }
    }

    /// - Returns: Packets handed out, and the beginning of the first frame that is not complete; `nil` where what
    ///   follows is no frame.
    private static func scan(
        _ bytes: RawSpan, _ framing: StreamFraming, _ unit: (RawSpan, Int, Int, StreamFraming) -> Void
    ) -> (frames: Int, end: Int?) {
        var offset = 0
        var frames = 0
        while offset < bytes.byteCount {
            switch framing.unit(in: bytes, at: offset) {
            case .packet(let start, let length, let total):
                unit(bytes, start, length, framing)
                frames += 1
                offset += total
            case .other(let total): offset += total
            case .incomplete: return (frames, offset)
            case .invalid: return (frames, nil)
            }
        }
        return (frames, offset)
    }

    /// Leaves the connection until a segment begins with a frame again.
    private mutating func loseSynchronisation(_ connection: inout Connection) {
        gaps += 1
        connection.isSynchronised = false
        connection.bytes.removeAll(keepingCapacity: true)
    }

    private mutating func forget(_ flow: Flow) {
        guard let known = connections.removeValue(forKey: flow) else { return }
        totalBytes -= known.bytes.count + known.heldBytes
    }

    /// Makes room by giving up half of the connections: those without a frame first, then the longest idle.
    private mutating func dropIdle() {
        let order = connections.map { (flow: $0.key, frames: $0.value.frames, arrival: $0.value.lastArrival) }
            .sorted { ($0.frames == 0 ? 0 : 1, $0.arrival) < ($1.frames == 0 ? 0 : 1, $1.arrival) }
        for entry in order.prefix(connections.count / 2) {
            forget(entry.flow)
            connectionsDropped += 1
        }
    }

    private static func copy(_ bytes: RawSpan, _ range: Range<Int>) -> [UInt8] {
        range.compactMap { bytes.byte(at: $0) }
    }
}

/// Packets of a stream as nearly all of them are: each the next number, one timestamp step on, otherwise like the last.
///
/// They are kept in few bytes until there are enough of them, for metrics take a run at once: what one packet after
/// another would make them do is known beforehand. What differs from packet to packet lies in `Times`.
struct SteadyRun: BitwiseCopyable, Sendable {
    /// Packets of a run at most.
    static let limit = 32

    /// What each packet of a run has of its own, by its place in the run: eight bytes a packet.
    struct Times: BitwiseCopyable, Sendable {
        /// Arrival of the packet that the run follows on, ns.
        private var start: Int64
        /// Arrival after `start` in the upper 48 bits, ns; bytes of the IP packet in the lower 16.
        private var packets: InlineArray<32, Int64>

        init(after arrival: Int64) {
            start = arrival
            packets = .init(repeating: 0)
        }

        // What only reads is mutating too: else all packets would be copied first.

        /// Arrival of a packet, ns; never `FrameRef.noArrival`.
        @inline(__always) mutating func arrival(_ place: Int) -> Int64 { start &+ packets[place] >> 16 }

        /// Bytes of its IP packet.
        @inline(__always) mutating func ipLength(_ place: Int) -> UInt16 { UInt16(truncatingIfNeeded: packets[place]) }

        /// - Returns: `false` where the arrival is none, or more than 39 hours from the one that the run follows on.
        @inline(__always) mutating func put(arrival: Int64, ipLength: UInt16, at place: Int) -> Bool {
            let packet = (arrival &- start) << 16 | Int64(ipLength)
            guard packet >> 16 == arrival &- start else { return false }
            packets[place] = packet
            return true
        }

        /// Asks for the memory of all packets, eight of which share a line of it: see `StreamStore.touch`.
        @inline(__always) mutating func touch() -> UInt8 {
            UInt8(truncatingIfNeeded: packets[7] | packets[15] | packets[23] | packets[31])
        }

        /// Begins anew behind a packet that arrived then, ns.
        @inline(__always) mutating func begin(after arrival: Int64) { start = arrival }
    }

    /// First eight bytes that the header of the next packet has to have.
    private(set) var next: UInt64
    /// Timestamp step, clock-rate units.
    let step: Int32
    /// Of the last packet; of the one that the run follows on while it is empty.
    private var frame: UInt32
    /// File and code point that all packets have, as `context` puts them together; 0 where the run takes none.
    private let context: UInt32
    private var payloadLength: UInt16
    private var length: UInt8 = 0
    /// Of the packet that the run follows on: a run stays within a file, and a file has one snap length.
    private let isCut: Bool

    /// An empty run that follows on `packet`.
    ///
    /// - Parameter step: `nil` where no packet may follow: the run takes none. Nor does one behind a packet without a time.
    init(after packet: PacketEvent, step: Int32?) {
        self.step = step ?? 0
        context = step == nil || !packet.hasArrival ? 0 : Self.context(file: packet.file, dscp: packet.dscp)
        frame = packet.frame
        payloadLength = packet.payloadLength
        isCut = packet.isCut
        next = Self.head(
            type: packet.payloadType, sequenceNumber: packet.sequenceNumber &+ 1,
            timestamp: packet.timestamp &+ UInt32(bitPattern: self.step))
    }

    /// Packets, 0 ... `limit`; the compiler is told so, which spares checks.
    @inline(__always) var count: Int { min(Int(length), Self.limit) }
    /// Whether a sequence number is below the next one.
    func isBehind(_ number: UInt16) -> Bool { Int16(bitPattern: number &- nextSequenceNumber) < 0 }

    /// Whether a packet is what comes next, and there is room for it.
    ///
    /// - Parameter head: The first eight bytes of its header.
    @inline(__always) func awaits(_ head: UInt64) -> Bool {
        count < Self.limit && head == next
    }

    /// Whether a packet would be taken if there were room.
    ///
    /// - Parameter head: The first eight bytes of its header.
    @inline(__always) func isFull(before head: UInt64) -> Bool {
        count == Self.limit && head == next
    }

    /// The same for a packet that was read whole.
    func isFull(before packet: PacketEvent) -> Bool {
        isFull(
            before: Self.head(
                type: packet.payloadType, sequenceNumber: packet.sequenceNumber, timestamp: packet.timestamp))
    }

    /// The last packet, but for what no metric asks of it in a run; `nil` while the run is empty.
    func last(_ times: inout Times) -> PacketEvent? {
        guard length > 0 else { return nil }
        let last = PacketEvent(
            arrival: times.arrival(count - 1), sequenceNumber: nextSequenceNumber &- 1,
            timestamp: UInt32(truncatingIfNeeded: next) &- UInt32(bitPattern: step),
            payloadType: UInt8(truncatingIfNeeded: next >> 48 & 0x7F), payloadLength: payloadLength,
            ipLength: times.ipLength(count - 1), frame: frame, file: UInt16(truncatingIfNeeded: context >> 16),
            dscp: UInt8(truncatingIfNeeded: context >> 8))
        return isCut ? last.cut : last
    }

    /// Arrival of the first of those packets at its end that are all as long as the last; of a run that is not empty.
    @inline(never) func startOfLength(_ times: inout Times) -> Int64 {
        var place = max(0, count - 1)
        let length = times.ipLength(place)
        while place > 0, times.ipLength(place - 1) == length { place -= 1 }
        return times.arrival(place)
    }

    /// Takes the next packet of the stream, if it follows on the last one and there is room.
    ///
    /// - Parameters:
    ///   - head: The first eight bytes of its header, behind which there is neither list nor extension.
    ///   - context: What the function of that name makes of its file and its code point.
    ///   - payloadLength: Not 4: such a payload may be an event; nor below 2: that may be a keep-alive. Nor may the sequence
    ///     number be the datagram's length, for it is perhaps no number then.
    @inline(__always)
    mutating func take(
        _ head: UInt64, context: UInt32, arrival: Int64, frame: UInt32, ipLength: UInt16, payloadLength: UInt16,
        _ times: inout Times
    ) -> Bool {
        guard head == next, context == self.context, count < Self.limit,
            times.put(arrival: arrival, ipLength: ipLength, at: count)
        else { return false }
        length &+= 1
        self.frame = frame
        self.payloadLength = payloadLength
        next = Self.following(head, step: step)
        return true
    }

    /// The same for a packet that was read whole.
    mutating func take(_ packet: PacketEvent, _ times: inout Times) -> Bool {
        guard !packet.isMarker, !packet.numberIsLength, packet.payloadLength > 1, packet.payloadLength != 4 else {
            return false
        }
        return take(
            Self.head(
                type: packet.payloadType, sequenceNumber: packet.sequenceNumber, timestamp: packet.timestamp),
            context: Self.context(file: packet.file, dscp: packet.dscp), arrival: packet.arrival, frame: packet.frame,
            ipLength: packet.ipLength, payloadLength: packet.payloadLength, &times)
    }

    /// Forgets the packets, which have been measured; the run goes on behind them.
    mutating func empty(_ times: inout Times) {
        if count > 0 { times.begin(after: times.arrival(count - 1)) }
        length = 0
    }

    /// File and code point in one number, never 0.
    @inline(__always) static func context(file: UInt16, dscp: UInt8) -> UInt32 {
        UInt32(file) << 16 | UInt32(dscp) << 8 | 1
    }

    private var nextSequenceNumber: UInt16 { UInt16(truncatingIfNeeded: next >> 32) }

    /// The first eight bytes of a header with nothing but the fixed part, and no marker.
    @inline(__always)
    private static func head(type: UInt8, sequenceNumber: UInt16, timestamp: UInt32) -> UInt64 {
        0x80 << 56 | UInt64(type) << 48 | UInt64(sequenceNumber) << 32 | UInt64(timestamp)
    }

    /// The same, one number and one step on.
    @inline(__always) private static func following(_ head: UInt64, step: Int32) -> UInt64 {
        let upper = head >> 32
        // Numbers wrap without carrying into the payload type.
        let counted = upper & 0xFFFF == 0xFFFF ? upper &- 0xFFFF : upper &+ 1
        return counted << 32 | UInt64(UInt32(truncatingIfNeeded: head) &+ UInt32(bitPattern: step))
    }
}

/// What metrics ask of a run's arrivals and lengths as a whole.
struct RunExtent: BitwiseCopyable, Sendable {
    /// Arrivals of the first and last packet in order, and the earliest and latest of all, ns.
    let first: Int64
    let last: Int64
    let earliest: Int64
    let latest: Int64
    /// Least and largest time between neighbours, ns; of a single packet `Int64.max` and `Int64.min`.
    let shortestGap: Int64
    let longestGap: Int64
    /// Bytes of all IP packets.
    let ipBytes: Int

    /// - Parameters:
    ///   - count: Packets in `times`, 1 ... `SteadyRun.limit`.
    ///   - body: Told the time between each two neighbours, in order.
    @inline(__always)
    init(_ times: inout SteadyRun.Times, count: Int, forEachGap body: (Int64) -> Void) {
        var (earliest, latest) = (times.arrival(0), times.arrival(0))
        var (shortestGap, longestGap) = (Int64.max, Int64.min)
        var ipBytes = Int(times.ipLength(0))
        var before = earliest
        for index in 1..<max(1, count) {
            let arrival = times.arrival(index)
            let gap = arrival &- before
            before = arrival
            body(gap)
            shortestGap = min(shortestGap, gap)
            longestGap = max(longestGap, gap)
            earliest = min(earliest, arrival)
            latest = max(latest, arrival)
            ipBytes &+= Int(times.ipLength(index))
        }
        first = times.arrival(0)
        last = times.arrival(max(1, count) - 1)
        (self.earliest, self.latest) = (earliest, latest)
        (self.shortestGap, self.longestGap) = (shortestGap, longestGap)
        self.ipBytes = ipBytes
    }
}

/// Packets of a stream as nearly all of them are: each the next number, one timestamp step on, otherwise like the last.
///
/// They are kept in few bytes until there are enough of them, for metrics take a run at once: what one packet after
/// another would make them do is known beforehand. What differs from packet to packet lies in `Times`.
struct SteadyRun: BitwiseCopyable, Sendable {
    /// Packets of a run at most.
    static let limit = 32

    /// What each packet of a run has of its own, by its place in the run.
    struct Times: BitwiseCopyable, Sendable {
        /// Arrivals, ns; never `FrameRef.noArrival`.
        var arrivals: InlineArray<32, Int64>
        /// Bytes of the IP packets.
        var ipLengths: InlineArray<32, UInt16>

        init() {
            arrivals = .init(repeating: 0)
            ipLengths = .init(repeating: 0)
        }
    }

    /// Payload type, sequence number and timestamp that the next packet has to have, as `head` puts them together.
    private(set) var next: UInt64
    /// Timestamp step, clock-rate units.
    let step: Int32
    /// Of the last packet; of the one that the run follows on while it is empty.
    private var frame: UInt32
    private var payloadLength: UInt16
    private let file: UInt16
    private let dscp: UInt8
    /// Of the packet that the run follows on: a run stays within a file, and a file has one snap length.
    private let isCut: Bool
    private var length: UInt8 = 0
    private var isOpen: Bool

    /// An empty run that follows on `packet`.
    ///
    /// - Parameter step: `nil` where no packet may follow: the run takes none.
    init(after packet: PacketEvent, step: Int32?) {
        self.step = step ?? 0
        isOpen = step != nil
        frame = packet.frame
        payloadLength = packet.payloadLength
        file = packet.file
        dscp = packet.dscp
        isCut = packet.isCut
        next = Self.head(
            type: packet.payloadType, sequenceNumber: packet.sequenceNumber &+ 1,
            timestamp: packet.timestamp &+ UInt32(bitPattern: self.step))
    }

    var count: Int { Int(length) }
    /// Whether a sequence number is below the next one.
    func isBehind(_ number: UInt16) -> Bool { Int16(bitPattern: number &- nextSequenceNumber) < 0 }
    var firstSequenceNumber: UInt16 { nextSequenceNumber &- UInt16(length) }

    /// Whether a packet would be taken if there were room.
    ///
    /// - Parameter head: Its first eight bytes: version 2, no padding, extension, source list or marker.
    @inline(__always) func isFull(before head: UInt64) -> Bool {
        count == Self.limit && head & 0x7F_FFFF_FFFF_FFFF == next
    }

    /// The last packet, but for what no metric asks of it in a run; `nil` while the run is empty.
    func last(_ times: inout Times) -> PacketEvent? {
        guard length > 0 else { return nil }
        let last = PacketEvent(
            arrival: times.arrivals[count - 1], sequenceNumber: nextSequenceNumber &- 1,
            timestamp: UInt32(truncatingIfNeeded: next) &- UInt32(bitPattern: step),
            payloadType: UInt8(truncatingIfNeeded: next >> 48 & 0x7F), payloadLength: payloadLength,
            ipLength: times.ipLengths[count - 1], frame: frame, file: file, dscp: dscp)
        return isCut ? last.cut : last
    }

    /// Takes the next packet of the stream, if it follows on the last one and there is room.
    ///
    /// - Parameters:
    ///   - header: Without marker, its payload's limits known.
    ///   - datagramLength: Bytes from the header on, as sent. Where the sequence number equals it, it may be no number,
    ///     and four bytes of payload may be an event: the run takes neither.
    @inline(__always)
    mutating func take(
        _ header: RTPHeader, arrival: Int64, frame: UInt32, file: UInt16, dscp: UInt8, ipLength: UInt16,
        datagramLength: Int, _ times: inout Times
    ) -> Bool {
        guard datagramLength != Int(header.sequenceNumber) else { return false }
        return take(
            Self.head(
                type: header.payloadType, sequenceNumber: header.sequenceNumber, timestamp: header.timestamp),
            arrival: arrival, frame: frame, file: file, dscp: dscp, ipLength: ipLength,
            payloadLength: UInt16(truncatingIfNeeded: header.payloadLength), &times)
    }

    /// The same for a packet whose header is nothing but the fixed part.
    ///
    /// - Parameter head: Its first eight bytes: version 2, no padding, extension, source list or marker.
    @inline(__always)
    mutating func take(
        head: UInt64, arrival: Int64, frame: UInt32, file: UInt16, dscp: UInt8, ipLength: UInt16,
        datagramLength: Int, _ times: inout Times
    ) -> Bool {
        guard datagramLength != Int(head >> 32 & 0xFFFF) else { return false }
        return take(
            head & 0x7F_FFFF_FFFF_FFFF, arrival: arrival, frame: frame, file: file, dscp: dscp, ipLength: ipLength,
            payloadLength: UInt16(truncatingIfNeeded: datagramLength &- RTPHeader.fixedLength), &times)
    }

    /// The same for a packet that was read already.
    mutating func take(_ packet: PacketEvent, _ times: inout Times) -> Bool {
        guard !packet.isMarker, !packet.numberIsLength else { return false }
        let head = Self.head(
            type: packet.payloadType, sequenceNumber: packet.sequenceNumber, timestamp: packet.timestamp)
        return take(
            head, arrival: packet.arrival, frame: packet.frame, file: packet.file, dscp: packet.dscp,
            ipLength: packet.ipLength, payloadLength: packet.payloadLength, &times)
    }

    @inline(__always)
    private mutating func take(
        _ head: UInt64, arrival: Int64, frame: UInt32, file: UInt16, dscp: UInt8, ipLength: UInt16,
        payloadLength: UInt16, _ times: inout Times
    ) -> Bool {
        guard head == next, isOpen, count < Self.limit, dscp == self.dscp, file == self.file, payloadLength != 4,
            arrival != FrameRef.noArrival
        else { return false }
        times.arrivals[count] = arrival
        times.ipLengths[count] = ipLength
        length &+= 1
        self.frame = frame
        self.payloadLength = payloadLength
        next = Self.head(
            type: UInt8(truncatingIfNeeded: head >> 48), sequenceNumber: nextSequenceNumber &+ 1,
            timestamp: UInt32(truncatingIfNeeded: head) &+ UInt32(bitPattern: step))
        return true
    }

    /// Forgets the packets, which have been measured; the run goes on behind them.
    mutating func empty() {
        length = 0
    }

    private var nextSequenceNumber: UInt16 { UInt16(truncatingIfNeeded: next >> 32) }

    @inline(__always)
    private static func head(type: UInt8, sequenceNumber: UInt16, timestamp: UInt32) -> UInt64 {
        UInt64(type) << 48 | UInt64(sequenceNumber) << 32 | UInt64(timestamp)
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
        var (earliest, latest) = (times.arrivals[0], times.arrivals[0])
        var (shortestGap, longestGap) = (Int64.max, Int64.min)
        var ipBytes = Int(times.ipLengths[0])
        var before = earliest
        for index in 1..<max(1, count) {
            let arrival = times.arrivals[index]
            let gap = arrival &- before
            before = arrival
            body(gap)
            shortestGap = min(shortestGap, gap)
            longestGap = max(longestGap, gap)
            earliest = min(earliest, arrival)
            latest = max(latest, arrival)
            ipBytes &+= Int(times.ipLengths[index])
        }
        first = times.arrivals[0]
        last = times.arrivals[max(1, count) - 1]
        (self.earliest, self.latest) = (earliest, latest)
        (self.shortestGap, self.longestGap) = (shortestGap, longestGap)
        self.ipBytes = ipBytes
    }
}

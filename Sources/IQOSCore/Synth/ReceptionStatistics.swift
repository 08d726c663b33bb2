/// What a receiver tells about a stream in its RTCP reports (RFC 3550 A.3 and A.8).
struct ReceptionStatistics: Sendable {
    private var base: Int
    private var highest: Int
    private var received = 0
    private var expectedBefore = 0
    private var receivedBefore = 0
    private var transit: UInt32?
    /// Sixteen times the jitter, RTP ticks: the integer form of A.8.
    private var scaledJitter: UInt32 = 0

    /// - Parameter sequence: Extended sequence number of the packet that came first.
    init(firstSequence sequence: Int) {
        base = sequence
        highest = sequence
    }

    /// Counts a packet, copies too (RFC 3550 A.3).
    ///
    /// - Parameter arrival: At the receiver, ns since 1970 UTC.
    mutating func add(_ packet: SentPacket, arrival: Int64) {
        received += 1
        base = min(base, packet.sequence)
        highest = max(highest, packet.sequence)
        let arrivalTicks = UInt32(truncatingIfNeeded: arrival / RTPClock.nanosecondsPerTick)
        let newTransit = arrivalTicks &- packet.timestamp
        if let transit {
            let difference = Int32(bitPattern: newTransit &- transit).magnitude
            scaledJitter = scaledJitter &+ difference &- (scaledJitter &+ 8) >> 4
        }
        transit = newTransit
    }

    /// The report block, and the start of the next reporting interval.
    ///
    ///     |                 SSRC of the stream                            |
    ///     | fraction lost |       cumulative number of packets lost       |
    ///     |           extended highest sequence number received           |
    ///     |                      interarrival jitter                      |
    ///     |                         last SR (LSR)                         |
    ///     |                   delay since last SR (DLSR)                  |
    mutating func block(ssrc: UInt32, lastReport: UInt32, delay: UInt32) -> [UInt8] {
        let expected = highest - base + 1
        let expectedInInterval = expected - expectedBefore
        let lostInInterval = expectedInInterval - (received - receivedBefore)
        expectedBefore = expected
        receivedBefore = received
        let fraction = lostInInterval <= 0 ? 0 : min(255, lostInInterval * 256 / expectedInInterval)
        let lost = max(-0x80_0000, min(0x7F_FFFF, expected - received))

        var bytes: [UInt8] = []
        bytes.appendBigEndian(ssrc)
        bytes.appendBigEndian(UInt32(fraction) << 24 | UInt32(truncatingIfNeeded: lost) & 0xFF_FFFF)
        bytes.appendBigEndian(UInt32(truncatingIfNeeded: highest))
        bytes.appendBigEndian(scaledJitter >> 4)
        bytes.appendBigEndian(lastReport)
        bytes.appendBigEndian(delay)
        return bytes
    }
}

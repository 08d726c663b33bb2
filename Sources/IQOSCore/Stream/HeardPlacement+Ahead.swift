/// What of a stream comes behind a packet that is being judged.
extension HeardPlacement {
    /// Packets and time that are looked at.
    private static let packetsAhead = 512
    private static let nanosecondsAhead: Int64 = 10_000_000_000
    /// Packets within so many ms of the fastest before a pause by which that is no queue: those empty.
    private static let levelPackets = 10
    private static let levelMs = 5.0

    /// How much longer than the fastest of the packets that follow a packet took, ms.
    ///
    /// - Parameters:
    ///   - ahead: Those that lie together with it in the temporary file, in order of capture.
    ///   - rate: Sender's seconds in a second of the capture's.
    ///   - fastestMs: How much longer than the packet the fastest since the last restart took.
    /// - Returns: 0 where none was faster, or none follows.
    /// - Complexity: O(`packetsAhead`); asked for only where a packet does not lie where it should.
    @inline(never) static func heldMs(
        _ packet: PacketEvent, ahead: RawSpan, clockRateHz: Int32, rate: Double, fastestMs: Double
    ) -> Double {
        let msPerTick = 1000 / Double(clockRateHz)
        var previous = packet
        var (offset, transitMs, leastMs) = (0, 0.0, 0.0)
        var usualStep: Int32 = 0
        var level = 0
        for _ in 0..<packetsAhead {
            guard let head = PacketSorter.head(in: ahead, at: offset),
                head.packet.arrival &- packet.arrival < nanosecondsAhead
            else { break }
            offset += MemoryLayout<PacketSorter.Head>.size + Int(head.byteCount)
            let next = head.packet
            guard next.payloadType == packet.payloadType, next.hasArrival, !next.isOpaque else { continue }
            let ticks = Int32(bitPattern: next.timestamp &- previous.timestamp)
            let arrivalMs = Double(next.arrival &- previous.arrival) * 1e-6
            let differenceMs = arrivalMs * rate - Double(ticks) * msPerTick
            // Behind a clock that stood still or a timestamp that jumped, nothing can be compared.
            guard abs(differenceMs) < TransitTracker.restartThresholdMs else { break }
            let numbers = Int64(Int16(bitPattern: next.sequenceNumber &- previous.sequenceNumber))
            let silence = Int64(ticks) - numbers * Int64(usualStep)
            let isPause = next.isMarker || numbers > 0 && usualStep > 0 && silence > Int64(usualStep) / 2
            // Nor behind a pause that the sender has counted too long, be it only against what is heard since.
            let lead = TransitTracker.longestLeadMs + TransitTracker.clockShare * arrivalMs
            let fastestMs = level >= levelPackets ? leastMs : min(leastMs, fastestMs)
            guard !isPause || transitMs + differenceMs >= fastestMs - lead else { break }
            if numbers == 1 { usualStep = ticks }
            transitMs += differenceMs
            if transitMs < leastMs - levelMs { level = 0 }
            leastMs = min(leastMs, transitMs)
            if transitMs < leastMs + levelMs { level += 1 }
            previous = next
        }
        return -leastMs
    }
}

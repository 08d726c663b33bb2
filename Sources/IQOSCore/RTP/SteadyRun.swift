/// Packets of a stream as nearly all of them are: each the next number, one timestamp step on, otherwise like the last.
///
/// Metrics take a run at once: what one packet after another would make them do is known beforehand.
struct SteadyRun: Sendable {
    /// Packets of a run at most.
    static let limit = 16

    /// Where its packets lie among those it was found in.
    var packets: Range<Int>
    /// Timestamp step, clock-rate units.
    var step: Int32
    /// Arrivals, ns; never `FrameRef.noArrival`.
    var earliest: Int64
    var latest: Int64
    /// Least and largest time between neighbours, ns; of a single packet `Int64.max` and `Int64.min`.
    var shortestGap = Int64.max
    var longestGap = Int64.min
    /// Bytes of all their IP packets.
    var ipBytes: Int

    /// The run that begins with the packet at `start`; `nil` where that does not follow on `last`.
    ///
    /// - Parameter step: Timestamp step that makes a run.
    /// - Complexity: O(its packets).
    @inline(__always) init?(in all: Span<PacketEvent>, from start: Int, after last: PacketEvent, step: Int32) {
        let head = all[start]
        guard Self.follows(head, last, step) else { return nil }
        self.step = step
        earliest = head.arrival
        latest = head.arrival
        ipBytes = Int(head.ipLength)
        var previous = head
        var end = start + 1
        while end < min(all.count, start &+ Self.limit) {
            let packet = all[end]
            guard Self.follows(packet, previous, step) else { break }
            let gap = packet.arrival &- previous.arrival
            shortestGap = min(shortestGap, gap)
            longestGap = max(longestGap, gap)
            earliest = min(earliest, packet.arrival)
            latest = max(latest, packet.arrival)
            ipBytes &+= Int(packet.ipLength)
            previous = packet
            end += 1
        }
        packets = start..<end
    }

    var count: Int { packets.count }

    @inline(__always)
    private static func follows(_ packet: PacketEvent, _ previous: PacketEvent, _ step: Int32) -> Bool {
        packet.sequenceNumber == previous.sequenceNumber &+ 1
            && packet.timestamp == previous.timestamp &+ UInt32(bitPattern: step)
            && packet.markerAndType == previous.markerAndType && !packet.isMarker && packet.dscp == previous.dscp
            && packet.hasArrival && !packet.numberIsLength && !packet.isEventShaped
    }
}

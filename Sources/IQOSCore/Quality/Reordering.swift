/// How far packets came behind later ones, in packets and in time (RFC 4737 §4.2).
///
/// The extent of a packet is the number of places, in order of arrival, from the first packet with a higher number to
/// itself. That first one is the packet that left its number open: each gap keeps it until nothing can fill the gap.
struct Reordering: Sendable {
    /// Numbers that were left out, and the packet that did so.
    private struct Gap: BitwiseCopyable {
        var lowest: Int
        var highest: Int
        /// Its place among the segment's unique packets in order of arrival, from 1.
        var place: Int
        /// ns, or `FrameRef.noArrival`.
        var arrival: Int64
    }

    /// Room for all gaps that can still be filled, for each has a packet behind it.
    private static let gapLimit = SequenceTracker.misorder

    /// Ascending. A number in none of them came before all of the segment.
    private var gaps: [Gap] = []
    var gapCount: Int { gaps.count }
    private(set) var count = 0
    private(set) var largestExtent = 0
    private var extents = 0
    private var timed = 0
    private var largestMs = -Double.infinity
    private var sumMs = 0.0

    /// Notes numbers that a packet left out.
    mutating func leave(_ numbers: ClosedRange<Int>, place: Int, arrival: Int64) {
        if gaps.count >= Self.gapLimit {
            gaps.removeAll { $0.highest < numbers.upperBound - SequenceTracker.misorder }
        }
        gaps.append(Gap(lowest: numbers.lowerBound, highest: numbers.upperBound, place: place, arrival: arrival))
    }

    /// Adds a packet out of order.
    ///
    /// - Parameters:
    ///   - number: Its extended sequence number.
    ///   - place: Its own place among the segment's unique packets.
    ///   - arrival: ns, or `FrameRef.noArrival`.
    ///   - start: Arrival of the segment's first packet.
    mutating func add(_ number: Int, place: Int, arrival: Int64, segmentStart start: Int64) {
        let gap = gaps.last { $0.lowest <= number && number <= $0.highest }
        let extent = place - (gap?.place ?? 1)
        count += 1
        extents += extent
        largestExtent = max(largestExtent, extent)
        let opened = gap?.arrival ?? start
        guard arrival != FrameRef.noArrival, opened != FrameRef.noArrival else { return }
        let milliseconds = Double(arrival &- opened) * 1e-6
        timed += 1
        sumMs += milliseconds
        largestMs = max(largestMs, milliseconds)
    }

    /// Forgets the gaps of a segment that has ended.
    mutating func cut() {
        gaps = []
    }

    /// Packets; 0 without one out of order.
    var meanExtent: Double { count == 0 ? 0 : Double(extents) / Double(count) }

    /// Mean and largest time behind, ms; `nil` where nothing came out of order with a time.
    var behindMs: (mean: Double, max: Double)? {
        timed == 0 ? nil : (sumMs / Double(timed), largestMs)
    }
}

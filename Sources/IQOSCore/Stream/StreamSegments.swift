/// The segments of a stream: the closed ones, told one by one as far as there is room, and summed up (REPORT: Segment).
struct StreamSegments: Sendable {
    /// Segments that are told one by one; more are counted in the sums only.
    static let limit = 1000

    /// A closed segment.
    struct Segment: BitwiseCopyable, Sendable {
        /// Extended sequence numbers.
        var lowest: Int
        var highest: Int
        /// Packets with distinct numbers.
        var packets: Int
        /// Arrival of the packet that opened it, ns.
        var start: Int64
    }

    /// In order of time.
    private(set) var closed: [Segment] = []
    /// Distinct numbers that came, and numbers between lowest and highest, of all closed ones.
    private(set) var unique = 0
    private(set) var expected = 0
    var lost: Int { expected - unique }
    /// Arrival of the packet that opened the last one, ns.
    private(set) var start: Int64 = 0

    mutating func open(at arrival: Int64) { start = arrival }

    /// Closes the open one; `sequence` is what came of it.
    mutating func close(_ sequence: SequenceTracker) {
        unique += sequence.unique
        expected += sequence.expected
        guard closed.count < Self.limit else { return }
        closed.append(
            Segment(lowest: sequence.lowest, highest: sequence.highest, packets: sequence.unique, start: start))
    }
}

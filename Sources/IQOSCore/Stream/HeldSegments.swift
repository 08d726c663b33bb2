/// Segments of a TCP connection beyond a gap, by sequence number.
struct HeldSegments: Sendable {
    struct Segment: Sendable {
        var sequence: UInt32
        var bytes: [UInt8]
        /// Bytes behind them that the snap length cut.
        var missing: Int
        var place: CapturePlace

        /// Bytes as sent.
        var sentLength: Int { bytes.count + missing }
    }

    /// What a segment costs beside its bytes.
    private static let overhead = 64

    private var segments: [Segment] = []
    /// Bytes in memory.
    private(set) var size = 0

    var isEmpty: Bool { segments.isEmpty }
    /// The next one.
    var first: Segment? { segments.first }

    /// Adds a segment, behind those of the same number.
    ///
    /// - Parameter next: The sequence number that all are counted from.
    mutating func insert(_ segment: Segment, next: UInt32) {
        let place =
            segments.lastIndex { $0.sequence &- next <= segment.sequence &- next }.map { $0 + 1 } ?? 0
        segments.insert(segment, at: place)
        size += segment.bytes.count + Self.overhead
    }

    mutating func removeFirst() {
        size -= segments.removeFirst().bytes.count + Self.overhead
    }
}

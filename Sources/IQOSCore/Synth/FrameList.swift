/// Frames of a capture with their capture times, in one block of bytes.
public struct FrameList: Sendable {
    /// The RTP packet that a frame carries.
    struct Origin: Sendable, Equatable {
        /// Index of the stream in order of creation.
        var stream: Int
        /// Index among the packets that the stream sent.
        var packet: Int
    }

    struct Entry: Sendable {
        /// Capture time, ns since 1970 UTC.
        var arrival: Int64
        /// Place in the order of creation, which decides among equal times.
        var order: Int
        var bytes: Range<Int>
        /// `nil` for everything but RTP.
        var origin: Origin?
    }

    private(set) var entries: [Entry] = []
    private(set) var bytes: [UInt8] = []

    init() {}

    public var count: Int { entries.count }

    mutating func append(_ frame: [UInt8], arrival: Int64, origin: Origin? = nil) {
        let start = bytes.count
        bytes += frame
        let place = start..<bytes.count
        entries.append(Entry(arrival: arrival, order: entries.count, bytes: place, origin: origin))
    }

    /// Adds a second sighting of every frame, `delay` ns after the first.
    mutating func doubleEach(after delay: Int64) {
        for entry in entries {
            let order = entries.count
            entries.append(
                Entry(arrival: entry.arrival + delay, order: order, bytes: entry.bytes, origin: entry.origin))
        }
    }

    /// Puts the frames in order of capture, with times cut to what the file can say.
    ///
    /// - Parameter unit: Time unit of the file, ns.
    mutating func finish(unit: Int64) {
        for index in entries.indices {
            entries[index].arrival -= entries[index].arrival % unit
        }
        entries.sort { ($0.arrival, $0.order) < ($1.arrival, $1.order) }
    }
}

/// Sorts the packets of many streams by stream while they come, so that each can be played alone afterwards.
///
/// What has come is kept in the order of its coming until there is enough of it, and is then put into runs, one for each
/// stream, which whoever drives the pass appends to a file. The runs of a stream form a chain backwards: memory holds a
/// number a stream, and a buffer, however long the capture is.
///
///     run     +------------------------------+-------------------------+----------
///             | offset of the one before (8) | bytes of its packets(8) | packets
///             +------------------------------+-------------------------+----------
///     packet  +--------+--------------------------------+-------------------------------+
///             | Head   | what was captured, from its RTP header on where it is sealed,  |
///             |        | else of its payload                                            |
///             +--------+----------------------------------------------------------------+
///
/// Numbers are in native byte order.
public struct PacketSorter: Sendable {
    /// Packets of one stream that lie together.
    public struct Run: BitwiseCopyable, Sendable {
        /// Where it begins among all that was appended, -1 for none.
        public var offset = -1
        /// Bytes of its packets.
        public var count = 0

        /// Bytes before them: the run of the stream before this one.
        public static let headerBytes = 16

        public init() {}

        /// The run that a header tells of; at least `headerBytes` of them.
        public init(header: RawSpan) {
            offset = Int(header.unsafeLoadUnaligned(as: Int64.self))
            count = Int(header.unsafeLoadUnaligned(fromByteOffset: 8, as: Int64.self))
        }
    }
    /// Bytes that are collected before they are sorted.
    private static let limit = 4 << 20

    /// What stands before the bytes of a packet.
    struct Head: BitwiseCopyable {
        var packet: PacketEvent
        var stream: Int32
        var byteCount: Int32
        /// Where in the bytes its payload begins, and how many of its bytes were captured.
        var payloadOffset: Int32
        var payloadCount: Int32
        /// Everything that was sent was captured.
        var isWhole: Bool
    }

    /// The last run of each stream.
    public private(set) var lastRuns: [Run]
    /// Streams of which a packet was cut by the snap length.
    public private(set) var hasCuts: [Bool]
    /// Sorted runs, to be appended to the file.
    public private(set) var runs: [UInt8] = []
    private var written = 0
    private var collected: [UInt8] = []
    /// Bytes of each stream among those collected, later where its next packet goes.
    private var sizes: [Int32]
    /// Streams that have some, in the order in which they came.
    private var present: [Int32] = []

    init(streams: Int) {
        lastRuns = [Run](repeating: Run(), count: streams)
        hasCuts = [Bool](repeating: false, count: streams)
        sizes = [Int32](repeating: 0, count: streams)
    }

    /// Whether there is enough to be sorted.
    public var isFull: Bool { collected.count >= Self.limit }

    /// Takes the next packet of a stream.
    ///
    /// - Parameters:
    ///   - range: What is to be kept of it, offsets into `bytes`.
    ///   - payload: The captured part of its payload, inside of `range`.
    ///   - isWhole: Everything that was sent was captured.
    mutating func add(
        _ packet: PacketEvent, ofStream stream: Int, _ bytes: RawSpan, _ range: Range<Int>, payload: Range<Int>,
        isWhole: Bool
    ) {
        if packet.isCut { hasCuts[stream] = true }
        let head = Head(
            packet: packet, stream: Int32(truncatingIfNeeded: stream),
            byteCount: Int32(truncatingIfNeeded: range.count),
            payloadOffset: Int32(truncatingIfNeeded: payload.lowerBound - range.lowerBound),
            payloadCount: Int32(truncatingIfNeeded: payload.count), isWhole: isWhole)
        if sizes[stream] == 0 { present.append(head.stream) }
        sizes[stream] += Int32(truncatingIfNeeded: MemoryLayout<Head>.size + range.count)
        // The buffers live only inside the closures; the range is that of a packet in these bytes.
        withUnsafeBytes(of: head) { collected.append(contentsOf: $0) }
        bytes.extracting(range).withUnsafeBytes { collected.append(contentsOf: $0) }
    }

    /// Puts what was collected into `runs`, which the caller appends to the file and then gives back by `runsWereWritten`.
    public mutating func sort() {
        let length = collected.count + present.count * Run.headerBytes
        if runs.count > length { runs.removeLast(runs.count - length) }
        if runs.count < length { runs.append(contentsOf: repeatElement(0, count: length - runs.count)) }
        var place = 0
        for stream in present {
            let size = Int(sizes[Int(stream)])
            Self.put(lastRuns[Int(stream)], at: place, in: &runs)
            lastRuns[Int(stream)].offset = written + place
            lastRuns[Int(stream)].count = size
            sizes[Int(stream)] = Int32(truncatingIfNeeded: place + Run.headerBytes)
            place += Run.headerBytes + size
        }
        Self.distribute(collected, into: &runs, places: &sizes)
        for stream in present { sizes[Int(stream)] = 0 }
        present.removeAll(keepingCapacity: true)
        collected.removeAll(keepingCapacity: true)
    }

    /// Forgets the runs, which the caller has appended to the file.
    public mutating func runsWereWritten() {
        written += runs.count
        runs.removeAll(keepingCapacity: true)
    }

    private static func put(_ before: Run, at place: Int, in runs: inout [UInt8]) {
        // Safe: there is room for the header at the place, and the buffers live only inside the closures.
        withUnsafeBytes(of: (Int64(before.offset), Int64(before.count))) { bytes in
            runs.withUnsafeMutableBytes { $0[place..<place + Run.headerBytes].copyBytes(from: bytes) }
        }
    }

    /// Copies each packet behind the one of its stream before.
    ///
    /// - Parameter places: Where the next packet of each stream goes.
    private static func distribute(_ packets: [UInt8], into runs: inout [UInt8], places: inout [Int32]) {
        let source = packets.span.bytes
        // Safe: the runs are as long as the packets and their headers together; the buffers live only inside.
        runs.withUnsafeMutableBytes { target in
            var offset = 0
            while let head = head(in: source, at: offset) {
                let length = MemoryLayout<Head>.size + Int(head.byteCount)
                let place = Int(places[Int(head.stream)])
                source.extracting(offset..<offset + length).withUnsafeBytes {
                    target[place..<place + length].copyBytes(from: $0)
                }
                places[Int(head.stream)] += Int32(truncatingIfNeeded: length)
                offset += length
            }
        }
    }

    /// The head of the packet at an offset; `nil` behind the last.
    static func head(in bytes: RawSpan, at offset: Int) -> Head? {
        guard offset + MemoryLayout<Head>.size <= bytes.byteCount else { return nil }
        // Safe: the bytes are there, and were written from a head.
        return bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: Head.self)
    }
}

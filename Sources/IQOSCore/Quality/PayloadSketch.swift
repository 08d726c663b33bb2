/// A few packets of a stream that another capture point would choose, too, whatever it rewrites in their headers.
///
/// Of the first `packetsSampled` packets those four with the smallest hashes of their payloads (a bottom-k sketch): two
/// points that saw nearly the same packets keep nearly the same four.
struct PayloadSketch: BitwiseCopyable, Sendable {
    static let packetsSampled = 16
    static let capacity = 4
    /// Payload bytes that are hashed at most, and at least.
    private static let bytesHashed = 64
    private static let bytesNeeded = 16

    struct Entry: BitwiseCopyable, Sendable {
        /// ns since 1970 UTC.
        var arrival: Int64
        var hash: UInt32
        var timestamp: UInt32
        var sequenceNumber: UInt16
    }

    private var slots = InlineArray<4, Entry>(
        repeating: Entry(arrival: 0, hash: .max, timestamp: 0, sequenceNumber: 0))
    private var count: UInt8 = 0
    /// A payload came again: a tone is alike wherever it is made.
    private(set) var isPeriodic = false

    /// In order of their hashes.
    var entries: [Entry] { indices.map { slots[$0] } }

    /// Of `entries`, without making the list.
    var indices: Range<Int> { 0..<Int(count) }
    subscript(index: Int) -> Entry { slots[index] }

    /// The entry with a hash.
    func entry(withHash hash: UInt32) -> Entry? {
        for index in indices where slots[index].hash == hash { return slots[index] }
        return nil
    }

    /// Considers a packet; payloads that are short or repeat themselves (silence) say nothing.
    ///
    /// - Parameter length: Payload bytes that were captured.
    mutating func add(_ packet: PacketEvent, _ bytes: RawSpan, offset: Int, length: Int) {
        guard packet.hasArrival, let whole = Self.hash(bytes, offset: offset, length: length) else { return }
        let hash = UInt32(truncatingIfNeeded: whole >> 32)
        let entry = Entry(
            arrival: packet.arrival, hash: hash, timestamp: packet.timestamp, sequenceNumber: packet.sequenceNumber)
        var place = 0
        while place < count, slots[place].hash < hash { place += 1 }
        guard place < Self.capacity else { return }
        guard place == count || slots[place].hash != hash else {
            isPeriodic = isPeriodic || slots[place].sequenceNumber != packet.sequenceNumber
            return
        }
        if count < Self.capacity { count += 1 }
        var last = Int(count) - 1
        while last > place {
            slots[last] = slots[last - 1]
            last -= 1
        }
        slots[place] = entry
    }

    /// Multiply and fold over words of eight bytes; `nil` where all of them are alike.
    static func hash(_ bytes: RawSpan, offset: Int, length: Int) -> UInt64? {
        guard length >= bytesNeeded, offset >= 0, offset <= bytes.byteCount - length else { return nil }
        // Safe, as the others are: the payload was just found to be there.
        let first = bytes.bigEndian64(uncheckedAt: offset)
        var hash = UInt64(length)
        var isVaried = false
        for place in 0..<min(length, bytesHashed) / 8 {
            let word = bytes.bigEndian64(uncheckedAt: offset &+ 8 &* place)
            isVaried = isVaried || word != first
            let product = (hash ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
            hash = product.high ^ product.low
        }
        return isVaried ? hash : nil
    }
}

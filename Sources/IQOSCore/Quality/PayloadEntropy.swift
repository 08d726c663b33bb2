/// Entropy of payload bytes, to tell ciphertext from companded speech (metrics: SRTP).
///
/// 32 bytes from the middle of each of the first 16 packets are enough: uniform bytes then measure 7.9 to 8.0 bits,
/// G.711 speech below 7.5.
///
/// Safe to send: the sample belongs to it alone.
struct PayloadEntropy: ~Copyable, @unchecked Sendable {
    static let packetsSampled = 16
    static let bytesPerPacket = 32

    private static let bytesSampled = packetsSampled * bytesPerPacket
    private static let bytesNeeded = 256
    /// Two pairs more than the sample takes: memory of that size is what lists of a stream ask for next, and they are
    /// given this one again, which is near.
    private static let room = bytesSampled / 16 + 2

    /// The first `bytes` of the sample, sixteen at a time, in room for all of it: what it counts is asked for once, at its
    /// end. An array would have to be read before it is written, and is in far memory by the next packet of its stream.
    private var sample: UnsafeMutablePointer<SIMD2<UInt64>>?
    private(set) var bytes = 0
    /// Bits a byte, 0 ... 8, with the bias of small samples removed (Miller and Madow); `nil` below 256 bytes and
    /// before the end of the sample.
    private(set) var bitsPerByte: Double?

    init() {}

    deinit { sample?.deallocate() }

    /// Bytes are still counted.
    var isOpen: Bool { bytes < Self.bytesSampled }

    /// Counts bytes of one payload; shorter ones than the sample say nothing.
    mutating func add(_ payload: RawSpan, offset: Int, length: Int) {
        guard isOpen else { return }
        let start = offset + (length - Self.bytesPerPacket) / 2
        guard length >= Self.bytesPerPacket, start >= 0, start <= payload.byteCount - Self.bytesPerPacket else {
            return
        }
        let room = sample ?? .allocate(capacity: Self.room)
        sample = room
        for place in stride(from: 0, to: Self.bytesPerPacket, by: 16) {
            // Safe: an open sample has room for another packet, and all bytes of that were found to be there.
            (room + (bytes + place) / 16).initialize(to: payload.twoWords(uncheckedAt: start &+ place))
        }
        bytes += Self.bytesPerPacket
        if !isOpen { finish() }
    }

    /// Ends the sample: it becomes a figure and is forgotten.
    mutating func finish() {
        guard let room = sample else { return }
        if bytes >= Self.bytesNeeded {
            // Safe: as many were written.
            bitsPerByte = Self.bitsPerByte(of: UnsafeBufferPointer(start: room, count: bytes / 16).span)
        }
        room.deallocate()
        sample = nil
        // There is no room for more.
        bytes = Self.bytesSampled
    }

    private static func bitsPerByte(of sample: Span<SIMD2<UInt64>>) -> Double {
        var counts = InlineArray<256, UInt16>(repeating: 0)
        for index in sample.indices {
            let pair = sample[index]
            for shift in stride(from: UInt64(0), to: 64, by: 8) {
                counts[Int(truncatingIfNeeded: pair.x &>> shift & 255)] &+= 1
                counts[Int(truncatingIfNeeded: pair.y &>> shift & 255)] &+= 1
            }
        }
        let (occupied, weighted) = sums(of: counts.span)
        let total = Double(sample.count * 16)
        let plain = Math.log(total) - weighted / total
        return max(0, min(8, (plain + Double(occupied - 1) / (2 * total)) / Math.log(2)))
    }

    /// Values that occur, and the sum of c · ln c.
    ///
    /// Without a branch on values that did not occur: which ones is as good as random.
    private static func sums(of counts: Span<UInt16>) -> (occupied: Int, weighted: Double) {
        let weights = weights.span
        var sum: UInt64 = 0
        // Safe: no value occurs more often than the sample has bytes.
        for value in counts.indices { sum &+= weights[unchecked: Int(counts[value])] }
        return (Int(sum >> occupiedShift), Double(sum & (1 << occupiedShift - 1)) / unit)
    }

    /// c ln c for every count, in steps of 2^-32, and above it the 1 value that has such a count: all sums in one number.
    private static let weights: [UInt64] = (0...bytesSampled).map { count in
        count == 0 ? 0 : 1 << occupiedShift | UInt64((Double(count) * Math.log(Double(count)) * unit).rounded())
    }
    private static let occupiedShift: UInt64 = 48
    private static let unit = Double(1 << 32)
}

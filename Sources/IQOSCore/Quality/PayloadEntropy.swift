/// Entropy of payload bytes, to tell ciphertext from companded speech (metrics: SRTP).
///
/// 32 bytes from the middle of each of the first 16 packets are enough: uniform bytes then measure 7.9 to 8.0 bits,
/// G.711 speech below 7.5.
struct PayloadEntropy: Sendable {
    static let packetsSampled = 16
    static let bytesPerPacket = 32

    private static let wordsPerPacket = bytesPerPacket / 8

    /// The sample: what it counts is asked for once, at its end.
    private var words: [UInt64] = []
    private(set) var bytes = 0
    /// Bits a byte, 0 ... 8, with the bias of small samples removed (Miller and Madow); `nil` below 256 bytes and
    /// before `finish`.
    private(set) var bitsPerByte: Double?

    /// Bytes are still counted.
    var isOpen: Bool { bytes < Self.packetsSampled * Self.bytesPerPacket }

    /// Counts bytes of one payload; shorter ones than the sample say nothing.
    mutating func add(_ payload: RawSpan, offset: Int, length: Int) {
        guard isOpen else { return }
        let start = offset + (length - Self.bytesPerPacket) / 2
        guard length >= Self.bytesPerPacket, start >= 0, start <= payload.byteCount - Self.bytesPerPacket else {
            return
        }
        if words.isEmpty { words.reserveCapacity(Self.packetsSampled * Self.wordsPerPacket) }
        for place in 0..<Self.wordsPerPacket {
            // Safe: all bytes of the sample were found to be there.
            words.append(payload.bigEndian64(uncheckedAt: start &+ 8 &* place))
        }
        bytes += Self.bytesPerPacket
        if !isOpen { finish() }
    }

    /// Ends the sample: it becomes a figure and is forgotten.
    mutating func finish() {
        guard bytes >= 256, !words.isEmpty else { return }
        var counts = InlineArray<256, UInt16>(repeating: 0)
        for word in words {
            for shift in stride(from: UInt64(0), to: 64, by: 8) {
                counts[Int(truncatingIfNeeded: word &>> shift & 255)] &+= 1
            }
        }
        let (total, occupied, weighted) = Self.sums(of: counts.span)
        let plain = Math.log(Double(total)) - weighted / Double(total)
        bitsPerByte = min(8, (plain + Double(occupied - 1) / Double(2 * total)) / Math.log(2))
        words = []
    }

    /// Bytes, values that occur, and the sum of c · ln c.
    ///
    /// Without a branch on values that did not occur: which ones is as good as random.
    private static func sums(of counts: Span<UInt16>) -> (total: Int, occupied: Int, weighted: Double) {
        let weights = weights.span
        var (total, occupied) = (0, 0)
        // Four sums, for one would have to wait for itself at every value.
        var weighted = SIMD4<Double>.zero
        for value in stride(from: 0, to: 256, by: 4) {
            for lane in 0..<4 {
                // An idle line has more of one value, but is far from random either way.
                let count = Int(min(255, counts[value &+ lane]))
                total &+= count
                occupied &+= count == 0 ? 0 : 1
                weighted[lane] += weights[count]
            }
        }
        return (total, occupied, weighted.sum())
    }

    /// n ln n for every count.
    private static let weights = (0..<256).map { $0 == 0 ? 0 : Double($0) * Math.log(Double($0)) }
}

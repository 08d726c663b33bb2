/// Entropy of payload bytes, to tell ciphertext from companded speech (metrics: SRTP).
///
/// 16 bytes from the middle of each of the first 32 packets are enough: uniform bytes then measure 7.9 to 8.0 bits,
/// G.711 speech below 7.5.
struct PayloadEntropy: Sendable {
    static let packetsSampled = 32
    static let bytesPerPacket = 16

    private var counts: [UInt8] = []
    private(set) var bytes = 0
    /// Bits a byte, 0 ... 8, with the bias of small samples removed (Miller and Madow); `nil` below 256 bytes and
    /// before `finish`.
    private(set) var bitsPerByte: Double?

    /// Counts bytes of one payload; shorter ones than the sample say nothing.
    mutating func add(_ payload: RawSpan, offset: Int, length: Int) {
        let start = offset + (length - Self.bytesPerPacket) / 2
        guard length >= Self.bytesPerPacket, let head = payload.bigEndian64(at: start),
            let tail = payload.bigEndian64(at: start + 8)
        else { return }
        if counts.isEmpty { counts = [UInt8](repeating: 0, count: 256) }
        var counts = counts.mutableSpan
        for position in UInt64(0)..<8 {
            let shift = position &* 8
            // 32 packets of one byte value would overflow; an idle line is far from random either way.
            let first = Int(truncatingIfNeeded: head &>> shift & 255)
            if counts[first] < .max { counts[first] += 1 }
            let second = Int(truncatingIfNeeded: tail &>> shift & 255)
            if counts[second] < .max { counts[second] += 1 }
        }
        bytes += Self.bytesPerPacket
    }

    /// Ends the sample: the counts become a figure and are forgotten.
    mutating func finish() {
        guard bytes >= 256 else { return }
        var total = 0
        var occupied = 0
        var weighted = 0.0
        let weights = Self.weights
        for count in counts where count > 0 {
            total += Int(count)
            occupied += 1
            weighted += weights[Int(count)]
        }
        let plain = Math.log(Double(total)) - weighted / Double(total)
        bitsPerByte = min(8, (plain + Double(occupied - 1) / Double(2 * total)) / Math.log(2))
        counts = []
    }

    /// n ln n for every value a counter can have.
    private static let weights = (0..<256).map { $0 == 0 ? 0 : Double($0) * Math.log(Double($0)) }
}

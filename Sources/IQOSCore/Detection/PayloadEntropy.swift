/// Entropy of payload bytes, to tell ciphertext from companded speech (metrics: SRTP).
///
/// 16 bytes from the middle of each of the first 50 packets are enough: uniform bytes then measure 7.9 to 8.0 bits,
/// G.711 speech below 7.5.
struct PayloadEntropy: Sendable {
    static let packetsSampled = 50
    static let bytesPerPacket = 16

    private var counts: [UInt8] = []
    private(set) var bytes = 0

    /// Counts bytes of one payload.
    mutating func add(_ payload: RawSpan, offset: Int, length: Int) {
        if counts.isEmpty { counts = [UInt8](repeating: 0, count: 256) }
        let start = offset + max(0, length - Self.bytesPerPacket) / 2
        for position in start..<start + min(length, Self.bytesPerPacket) {
            guard let byte = payload.byte(at: position) else { return }
            // 50 packets of one byte value would overflow; an idle line is far from random either way.
            if counts[Int(byte)] < .max { counts[Int(byte)] += 1 }
            bytes += 1
        }
    }

    /// Bits a byte, 0 ... 8, with the bias of small samples removed (Miller and Madow); `nil` below 256 bytes.
    var bitsPerByte: Double? {
        guard bytes >= 256 else { return nil }
        let total = Double(counts.reduce(0) { $0 + Int($1) })
        let occupied = counts.filter { $0 > 0 }
        let plain = -occupied.map { Double($0) / total * Math.log(Double($0) / total) }.reduce(0, +)
        return min(8, (plain + Double(occupied.count - 1) / (2 * total)) / Math.log(2))
    }
}

/// Whether payloads are linear samples of 16 bits in network order: sound is smooth from sample to sample.
struct LinearEvidence: BitwiseCopyable, Sendable {
    private var network = 0.0
    private var swapped = 0.0
    private(set) var packets = 0

    mutating func add(_ bytes: RawSpan, _ range: Range<Int>) {
        var (products, squares) = ((0.0, 0.0), (0.0, 0.0))
        var previous = (0.0, 0.0)
        for offset in stride(from: range.lowerBound, to: range.upperBound - 1, by: 2) {
            guard let word = bytes.bigEndian16(at: offset) else { return }
            let bits = UInt16(truncatingIfNeeded: word)
            let now = (Double(Int16(bitPattern: bits)), Double(Int16(bitPattern: bits.byteSwapped)))
            products.0 += now.0 * previous.0
            products.1 += now.1 * previous.1
            squares.0 += now.0 * now.0
            squares.1 += now.1 * now.1
            previous = now
        }
        guard squares.0 > 0, squares.1 > 0 else { return }
        network += products.0 / squares.0
        swapped += products.1 / squares.1
        packets += 1
    }

    /// Correlation of neighbouring samples, -1 ... 1, and that of the same bytes in the other order; `nil` for silence.
    var correlations: (network: Double, swapped: Double)? {
        packets == 0 ? nil : (network / Double(packets), swapped / Double(packets))
    }
}

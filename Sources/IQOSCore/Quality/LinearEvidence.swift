/// Whether payloads are linear samples of 16 bits in network order: sound is smooth from sample to sample.
struct LinearEvidence: BitwiseCopyable, Sendable {
    private var sums = NeighbourCorrelation()

    var packets: Int { sums.packets }

    mutating func add(_ bytes: RawSpan, _ range: Range<Int>) {
        var offset = range.lowerBound
        sums.add {
            guard offset + 2 <= range.upperBound, let word = bytes.bigEndian16(at: offset) else { return nil }
            offset += 2
            let bits = UInt16(truncatingIfNeeded: word)
            return (Double(Int16(bitPattern: bits)), Double(Int16(bitPattern: bits.byteSwapped)))
        }
    }

    /// Correlation of neighbouring samples, -1 ... 1, and that of the same bytes in the other order; `nil` for silence.
    var correlations: (network: Double, swapped: Double)? { sums.correlations }
}

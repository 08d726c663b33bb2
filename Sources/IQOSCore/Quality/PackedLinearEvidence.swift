/// Whether payloads are linear samples of 24 bits in network order, of one channel or of two by turns (RFC 3190 §4).
struct PackedLinearEvidence: BitwiseCopyable, Sendable {
    private var mono = NeighbourCorrelation()
    private var stereo = NeighbourCorrelation()

    mutating func add(_ bytes: RawSpan, _ range: Range<Int>) {
        guard range.count % 3 == 0 else { return }
        Self.add(bytes, range, step: 3, to: &mono)
        if range.count % 6 == 0 { Self.add(bytes, range, step: 6, to: &stereo) }
    }

    /// Correlation of neighbouring samples of the first channel, -1 ... 1, and that of the same bytes in the other order;
    /// `nil` for silence.
    ///
    /// - Parameter channels: 1 or 2.
    func correlations(channels: Int) -> (network: Double, swapped: Double)? {
        (channels == 1 ? mono : stereo).correlations
    }

    private static func add(_ bytes: RawSpan, _ range: Range<Int>, step: Int, to sums: inout NeighbourCorrelation) {
        var offset = range.lowerBound
        sums.add {
            guard offset + 3 <= range.upperBound, let first = bytes.byte(at: offset),
                let middle = bytes.byte(at: offset + 1), let last = bytes.byte(at: offset + 2)
            else { return nil }
            offset += step
            return (value(first, middle, last), value(last, middle, first))
        }
    }

    private static func value(_ high: UInt8, _ middle: UInt8, _ low: UInt8) -> Double {
        Double(Int32(bitPattern: UInt32(high) << 24 | UInt32(middle) << 16 | UInt32(low) << 8))
    }
}

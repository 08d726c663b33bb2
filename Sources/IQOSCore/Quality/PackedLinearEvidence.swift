/// Whether payloads are linear samples of 24 bits in network order, of one channel or of two by turns (RFC 3190 §4).
struct PackedLinearEvidence: BitwiseCopyable, Sendable {
    private struct Sums: BitwiseCopyable {
        var network = 0.0
        var swapped = 0.0
        var packets = 0
    }

    private var mono = Sums()
    private var stereo = Sums()

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
        let sums = channels == 1 ? mono : stereo
        return sums.packets == 0
            ? nil : (sums.network / Double(sums.packets), sums.swapped / Double(sums.packets))
    }

    private static func add(_ bytes: RawSpan, _ range: Range<Int>, step: Int, to sums: inout Sums) {
        var (products, squares) = ((0.0, 0.0), (0.0, 0.0))
        var previous = (0.0, 0.0)
        for offset in stride(from: range.lowerBound, to: range.upperBound - 2, by: step) {
            guard let first = bytes.byte(at: offset), let middle = bytes.byte(at: offset + 1),
                let last = bytes.byte(at: offset + 2)
            else { return }
            let now = (value(first, middle, last), value(last, middle, first))
            products.0 += now.0 * previous.0
            products.1 += now.1 * previous.1
            squares.0 += now.0 * now.0
            squares.1 += now.1 * now.1
            previous = now
        }
        guard squares.0 > 0, squares.1 > 0 else { return }
        sums.network += products.0 / squares.0
        sums.swapped += products.1 / squares.1
        sums.packets += 1
    }

    private static func value(_ high: UInt8, _ middle: UInt8, _ low: UInt8) -> Double {
        Double(Int32(bitPattern: UInt32(high) << 24 | UInt32(middle) << 16 | UInt32(low) << 8))
    }
}

/// Whether the bytes of G.711 were encoded by the other companding law than their payload type says.
///
/// Speech is smooth from sample to sample; the wrong law keeps the signs and mixes up the magnitudes, which takes away a
/// fifth to a third of the correlation between neighbours. It is taken under both laws, over the first seconds that are
/// loud enough under either; for noise it is near 0 under both.
public struct LawEvidence: BitwiseCopyable, Sendable {
    /// Samples looked at.
    static let samplesNeeded = 16_000
    /// Correlation that the other law has to be ahead by: speech has 0.14 to 0.22, noise less than 0.01.
    static let lead = 0.08
    /// Correlation that it has to have: less is no speech.
    static let least = 0.3
    /// Correlation that speaks for it against what is told. Tones that turn their sign from sample to sample come to 0.38
    /// under the wrong law; under the right one they are below 0.
    private static let leastOfOther = 0.4
    /// Mean square of a packet under both laws from which it says anything, of a full scale of 32768.
    private static let leastPower = 10_000.0

    private var products = (0.0, 0.0)
    private var squares = (0.0, 0.0)
    public private(set) var samples = 0

    public init() {}

    public var isComplete: Bool { samples >= Self.samplesNeeded }

    /// Whether a packet says anything, if it is as loud under the other law too.
    @inline(__always) static func isLoud(squares: Int64, samples: Int) -> Bool {
        Double(squares) > leastPower * Double(samples)
    }

    /// Adds the payload of a packet.
    public mutating func add(_ bytes: RawSpan, _ range: Range<Int>, law: G711) {
        guard !isComplete, range.count > 1 else { return }
        let (table, otherTable) = (law.table, law.other.table)
        let (told, other) = (table.span, otherTable.span)
        // Sums of products of 16 bits: whole numbers, as doubles would have them.
        var (product, square) = ((0, 0), (0, 0))
        var previous = (0, 0)
        for offset in range {
            guard let byte = bytes.byte(at: offset) else { break }
            // Safe: a byte is below 256.
            let now = (Int(told[unchecked: Int(byte)]), Int(other[unchecked: Int(byte)]))
            product.0 &+= now.0 &* previous.0
            product.1 &+= now.1 &* previous.1
            square.0 &+= now.0 &* now.0
            square.1 &+= now.1 &* now.1
            previous = now
        }
        guard Self.isLoud(squares: Int64(square.0), samples: range.count),
            Self.isLoud(squares: Int64(square.1), samples: range.count)
        else { return }
        // Each packet weighs the same, however loud the wrong law makes it.
        products.0 += Double(product.0) / Double(square.0)
        products.1 += Double(product.1) / Double(square.1)
        squares.0 += 1
        squares.1 += 1
        samples += range.count
    }

    /// Correlation of neighbouring samples under the law told and under the other; `nil` for too little sound.
    public var correlations: (told: Double, other: Double)? { correlations(ofSamples: Self.samplesNeeded / 4) }

    /// `nil` where there is too little sound.
    public var isMismatch: Bool? { isMismatch(ofSamples: Self.samplesNeeded / 4) }

    /// The same from as many samples on; `nil` where there are fewer.
    func isMismatch(ofSamples least: Int) -> Bool? {
        correlations(ofSamples: least).map {
            $0.told > 0 && $0.other - $0.told > Self.lead && $0.other > Self.leastOfOther
        }
    }

    private func correlations(ofSamples least: Int) -> (told: Double, other: Double)? {
        guard samples >= least else { return nil }
        return (products.0 / squares.0, products.1 / squares.1)
    }
}

/// How alike neighbouring linear samples are, read in network order and with their bytes swapped: sound is smooth from
/// sample to sample, and noise in the wrong order.
struct NeighbourCorrelation: BitwiseCopyable, Sendable {
    private var network = 0.0
    private var swapped = 0.0
    private(set) var packets = 0

    /// Adds a packet that is not silence.
    ///
    /// - Parameter samples: Gives each sample in both orders; `nil` behind the last.
    @inline(__always) mutating func add(_ samples: () -> (network: Double, swapped: Double)?) {
        var (products, squares) = ((0.0, 0.0), (0.0, 0.0))
        var previous = (0.0, 0.0)
        while let now = samples() {
            products.0 += now.network * previous.0
            products.1 += now.swapped * previous.1
            squares.0 += now.network * now.network
            squares.1 += now.swapped * now.swapped
            previous = now
        }
        guard squares.0 > 0, squares.1 > 0 else { return }
        network += products.0 / squares.0
        swapped += products.1 / squares.1
        packets += 1
    }

    /// -1 ... 1, in each order; `nil` for silence.
    var correlations: (network: Double, swapped: Double)? {
        packets == 0 ? nil : (network / Double(packets), swapped / Double(packets))
    }
}

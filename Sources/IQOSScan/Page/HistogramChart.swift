import IQOSCore

/// Packets by the time since the one before, as a drawing that needs no script.
struct HistogramChart {
    private static let width = 300.0
    private static let height = 96.0
    private static let left = 40.0
    private static let bottom = 18.0
    /// Bins of the analyzer: the last one takes all that is longer.
    private static let most = 64

    private let bins: [Int]
    /// Milliseconds of a bar.
    private let size: Int

    /// - Parameters:
    ///   - bins: Packets, one bin a millisecond; `nil` result where there are none.
    ///   - bars: Drawn at most: neighbouring bins are taken together.
    init?(_ bins: [Int], bars: Int) {
        guard bins.contains(where: { $0 > 0 }), bins.count <= Self.most else { return nil }
        self.bins = bins
        size = (max(bins.count, 1) + bars - 1) / bars
    }

    func svg(_ say: Wording) -> String {
        // Ten bins at least, and some room behind the last, so that a steady stream is not one bar at the edge.
        let shown = bins.count == Self.most ? Self.most : min(Self.most, max(10, bins.count * 5 / 4))
        let places = (shown + size - 1) / size * size
        let sums = stride(from: 0, to: bins.count, by: size).map { bins[$0..<min($0 + size, bins.count)].reduce(0, +) }
        let top = sums.max() ?? 1
        let floor = Self.height - Self.bottom
        // Whole units, so that all bars are alike.
        let step = Int(Self.width - Self.left) / (places / size)
        var bars = SVGPath()
        for (index, count) in sums.enumerated() where count > 0 {
            // Rare times are what one looks for: the root makes one packet of a thousand visible.
            let tall = max(1.5, (Double(count) / Double(top)).squareRoot() * (floor - 6))
            bars.column(
                x: Int(Self.left) + index * step + step / 2, y: Int(floor), height: Int(tall.rounded()))
        }
        let end = bins.count == Self.most ? "≥ \(Self.most - 1) ms" : "\(places) ms"
        return "<svg class=curve role=img aria-label=\"\(label(say))\"><use href=#bars-frame />"
            + "<text class=y x=36 y=14>\(say.count(top))</text>"
            + "<text class=y x=\(Int(Self.left) + step * (places / size)) y=92>\(end)</text>"
            + "<path class=columns stroke-width=\(SVGPath.tenths(max(1, Double(step) * 0.86))) d=\"\(bars.data)\"/></svg>"
    }

    private func label(_ say: Wording) -> String {
        let total = bins.reduce(0, +)
        guard let usual = bins.indices.max(by: { bins[$0] < bins[$1] }) else { return "" }
        let longest = bins.count - 1
        return say(
            longest == Self.most - 1 ? .histogramOpen : .histogramClosed, say.count(bins[usual]), say.count(total),
            String(usual), String(usual + 1), String(longest))
    }
}

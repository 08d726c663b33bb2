import IQOSCore

/// Quality over the time of a call as one small drawing: bars whose height and colour tell the mean MOS of each part,
/// of the worse direction.
struct QualityStrip {
    private static let columns = 40
    private static let height = 22

    /// Mean MOS-LQ over each part of the call, of the stream for which that is lowest; `nil` where nothing is rated.
    private(set) var scores: [Double?]

    /// `nil` where nothing is rated.
    ///
    /// - Parameters:
    ///   - startS: Start of the call, seconds from `capture.start`.
    ///   - durationS: Length of the call, > 0.
    init?(streams: [StreamReport], startS: Double, durationS: Double) {
        guard durationS > 0 else { return nil }
        let longest = streams.map(\.intervals.count).max() ?? 0
        guard longest > 0 else { return nil }
        let parts = min(longest, Self.columns)
        var scores = [Double?](repeating: nil, count: parts)
        for stream in streams {
            for (part, mos) in Self.means(stream, parts, startS: startS, durationS: durationS).enumerated() {
                guard let mos else { continue }
                scores[part] = min(scores[part] ?? mos, mos)
            }
        }
        guard scores.contains(where: { $0 != nil }) else { return nil }
        self.scores = scores
    }

    /// Mean MOS-LQ of a stream over each part, by the time that its intervals have in it.
    private static func means(_ stream: StreamReport, _ parts: Int, startS: Double, durationS: Double) -> [Double?] {
        var means = [(mos: Double, seconds: Double)](repeating: (0, 0), count: parts)
        let width = durationS / Double(parts)
        for interval in stream.intervals {
            guard let mos = interval.mosLQ else { continue }
            let (from, to) = (interval.startS - startS, interval.startS + interval.durationS - startS)
            guard from.isFinite, to.isFinite else { continue }
            let first = part(from, of: durationS, parts)
            for part in first...max(first, part(to, of: durationS, parts)) {
                // The intervals of both directions begin at different times: one that only reaches into a part says
                // nothing of it.
                let common = min(to, Double(part + 1) * width) - max(from, Double(part) * width)
                guard 2 * common > (1 - 1e-6) * min(width, to - from) else { continue }
                means[part].seconds += common
                means[part].mos += (mos - means[part].mos) * (common / means[part].seconds)
            }
        }
        return means.map { $0.seconds > 0 ? $0.mos : nil }
    }

    private static func part(_ seconds: Double, of durationS: Double, _ parts: Int) -> Int {
        min(Int(max(0, min(seconds / durationS, 1)) * Double(parts)), parts - 1)
    }

    /// Neighbours of one category are one shape, as high as each of them is good.
    func svg(_ say: Wording) -> String {
        var paths: [QualityBand: SVGPath] = [:]
        var before: QualityBand?
        for (index, mos) in scores.enumerated() {
            let band = mos.map { QualityBand(mosLQ: $0) }
            if let before, before != band { paths[before]?.line(x: index, y: Self.height) }
            before = band
            guard let mos, let band else { continue }
            // MOS 1 still shows a foot, 4.5 fills the height.
            let tall = max(min((mos - 1) / 3.5, 1), 0.12) * Double(Self.height)
            var path = paths[band] ?? SVGPath()
            if index == 0 || scores[index - 1].map({ QualityBand(mosLQ: $0) }) != band {
                path.move(x: index, y: Self.height)
            }
            path.line(x: index, y: Self.height - Int(tall.rounded()))
            path.line(x: index + 1, y: Self.height - Int(tall.rounded()))
            paths[band] = path
        }
        if let before { paths[before]?.line(x: scores.count, y: Self.height) }
        let marks = QualityBand.allCases.compactMap { band in
            paths[band].map { "<path class=q-\(band.rawValue) d=\"\($0.data)\"/>" }
        }
        return "<svg class=strip viewBox=\"0 0 \(scores.count) \(Self.height)\" preserveAspectRatio=none role=img "
            + "aria-label=\"\(label(say))\">" + marks.joined() + "</svg>"
    }

    private func label(_ say: Wording) -> String {
        guard let lowest = scores.compactMap(\.self).min() else { return say(.notRated) }
        let good = scores.count { QualityBand(mosLQ: $0) == .good }
        return say(.stripLabel, String(good), String(scores.count), FigureText.mos(lowest))
    }
}

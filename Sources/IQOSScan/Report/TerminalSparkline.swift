import IQOSCore

/// The quality of a stream over its time as one short row of blocks: the taller the better.
struct TerminalSparkline: Sendable {
    private static let blocks = Array("▁▂▃▄▅▆▇█")
    /// A part that nothing rates.
    private static let gap: Character = "·"

    /// MOS-LQ of each interval; `nil` where there is none.
    private let scores: [Double?]

    init(_ stream: StreamReport) {
        scores = stream.intervals.map(\.mosLQ)
    }

    /// Up to `width` blocks, each the mean of its part; empty where nothing is rated.
    private func means(_ width: Int) -> [Double?] {
        guard scores.contains(where: { $0 != nil }), width > 0 else { return [] }
        let parts = min(width, scores.count)
        return (0..<parts).map { part in
            let rated = scores[part * scores.count / parts..<(part + 1) * scores.count / parts].compactMap(\.self)
            return rated.isEmpty ? nil : rated.reduce(0, +) / Double(rated.count)
        }
    }

    /// As wide as it is asked for, filled up by blanks.
    func text(width: Int, colour: Bool) -> String {
        let parts = means(width)
        var text = ""
        var code: String?
        for mos in parts {
            let wanted = colour ? QualityBand(mosLQ: mos).terminalColour : nil
            if wanted != code {
                text += (code == nil ? "" : "\u{1B}[0m") + (wanted.map { "\u{1B}[\($0)m" } ?? "")
                code = wanted
            }
            text.append(mos.map(Self.block) ?? Self.gap)
        }
        if code != nil { text += "\u{1B}[0m" }
        return text + String(repeating: " ", count: width - parts.count)
    }

    /// MOS 1 is the lowest block, 4.5 and more the highest.
    private static func block(_ mos: Double) -> Character {
        guard mos.isFinite else { return gap }
        let share = max(0, min((mos - 1) / 3.5, 1))
        return blocks[min(Int(share * Double(blocks.count)), blocks.count - 1)]
    }
}

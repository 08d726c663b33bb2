/// Categories of listening quality in words (G.107 table B.1), the same on page and terminal.
enum QualityBand: String, CaseIterable, Sendable {
    case good, fair, poor, bad, unknown

    /// No score is higher.
    static let greatestMOS = 5.0

    /// - Parameter mosLQ: 1 ... 5; `nil` where there is no score.
    init(mosLQ: Double?) {
        guard let mosLQ = mosLQ.map(FigureText.stored) else {
            self = .unknown
            return
        }
        self = [.good, .fair, .poor].first { mosLQ >= $0.leastMOS } ?? .bad
    }

    /// The lowest score of the category; 1 where nothing is rated.
    var leastMOS: Double {
        switch self {
        case .good: 4.03
        case .fair: 3.60
        case .poor: 3.10
        case .bad, .unknown: 1
        }
    }

    /// What users say at this quality.
    var meaning: Phrase {
        switch self {
        case .good: .bandGood
        case .fair: .bandFair
        case .poor: .bandPoor
        case .bad: .bandBad
        case .unknown: .notRated
        }
    }
}

extension QualityBand {
    /// Code of a "select graphic rendition" sequence; `nil` for plain.
    var terminalColour: String? {
        switch self {
        case .good: "32"
        case .fair: "33"
        case .poor: "33;1"
        case .bad: "31;1"
        case .unknown: nil
        }
    }
}

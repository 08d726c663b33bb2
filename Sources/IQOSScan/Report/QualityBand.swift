/// Categories of listening quality in words (G.107 table B.1), the same on page and terminal.
enum QualityBand: String, CaseIterable, Sendable {
    case good, fair, poor, bad, unknown

    /// - Parameter mosLQ: 1 ... 5; `nil` where there is no score.
    init(mosLQ: Double?) {
        switch mosLQ {
        case .none: self = .unknown
        case .some(4.03...): self = .good
        case .some(3.60...): self = .fair
        case .some(3.10...): self = .poor
        case .some: self = .bad
        }
    }

    /// What users say at this quality.
    var meaning: String {
        switch self {
        case .good: "good: users are satisfied (MOS 4.03 and more)"
        case .fair: "fair: some users are dissatisfied (3.60 to 4.03)"
        case .poor: "poor: many users are dissatisfied (3.10 to 3.60)"
        case .bad: "bad: nearly all users are dissatisfied (below 3.10)"
        case .unknown: "not rated"
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

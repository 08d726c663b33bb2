/// The columns of the terminal table, from left to right.
enum TerminalColumn: CaseIterable, Sendable {
    case call, stream, source, destination, codec, length, mos, quality, lost, late, jitter, findings

    var title: Phrase {
        switch self {
        case .call: .columnCall
        case .stream: .columnStream
        case .source: .columnSource
        case .destination: .columnDestination
        case .codec: .columnCodec
        case .length: .columnLength
        case .mos: .mos
        case .quality: .columnQuality
        case .lost: .columnLost
        case .late: .columnLate
        case .jitter: .columnJitter
        case .findings: .columnFindings
        }
    }

    var isRightAligned: Bool {
        switch self {
        case .source, .destination, .codec, .quality, .findings: false
        default: true
        }
    }

    /// Whether it may be cut.
    var isText: Bool {
        switch self {
        case .source, .destination, .codec, .findings: true
        default: false
        }
    }
}

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

    /// Where the column is too narrow for its title.
    var shortTitle: Phrase { self == .destination ? .columnDestinationShort : title }

    /// An address and a port.
    var hasPort: Bool { self == .source || self == .destination }

    /// What tells one text of the column from another once it is cut: of an address both the network in front and the
    /// port or host at the end, of which the host is the last to go; of a code its beginning.
    func keptPart(_ width: Int) -> TerminalText.Part {
        hasPort ? (width > 15 ? .ends : .tail) : .head
    }
}

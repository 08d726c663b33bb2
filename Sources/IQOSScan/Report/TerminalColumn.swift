/// The columns of the terminal table, from left to right.
enum TerminalColumn: String, CaseIterable, Sendable {
    case call, stream, source, destination, codec, length
    case mos = "MOS"
    case lost, late, jitter, findings

    var isRightAligned: Bool {
        switch self {
        case .source, .destination, .codec, .findings: false
        default: true
        }
    }

    var isText: Bool { !isRightAligned }
}

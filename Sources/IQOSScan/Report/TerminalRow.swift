import IQOSCore

/// One line of the terminal table, cell by cell.
struct TerminalRow: Sendable {
    private var cells: [TerminalColumn: String] = [:]
    /// Addresses without their ports.
    private var hosts: [TerminalColumn: String] = [:]
    var band: QualityBand
    /// Rated, but too short to be judged by its score, which stands in brackets.
    let isShort: Bool
    var sparkline: TerminalSparkline

    init(_ stream: StreamReport, showsCall: Bool, callFindings: [FindingReport], _ say: Wording) {
        isShort = QualityRank(index: 0, streams: [stream]).isShort
        band = isShort ? .unknown : QualityBand(mosLQ: stream.quality.mosLQ)
        sparkline = TerminalSparkline(stream)
        let packets = stream.packets
        cells[.call] = showsCall ? String(stream.call) : ""
        cells[.stream] = String(stream.id)
        cells[.source] = TerminalText.plain(FigureText.endpoint(stream.source))
        cells[.destination] = TerminalText.plain(FigureText.endpoint(stream.destination))
        hosts[.source] = TerminalText.plain(stream.source.address)
        hosts[.destination] = TerminalText.plain(stream.destination.address)
        cells[.codec] = stream.codec.map(TerminalText.plain) ?? "?"
        cells[.length] = stream.durationS.map(say.length) ?? "-"
        cells[.mos] = stream.quality.mosLQ.map { isShort ? "(\(FigureText.mos($0)))" : FigureText.mos($0) } ?? "-"
        cells[.lost] = say.percent(packets.lostPercent)
        cells[.late] = packets.latePercent.map(say.percent) ?? "-"
        cells[.jitter] = stream.jitterMs.map { say.milliseconds($0.mean) } ?? "-"
        let findings = stream.findings + callFindings
        // The worst by name: the sentences above the table have them all.
        let worst = findings.min { $0.severity.rank > $1.severity.rank }
        let others = findings.count > 1 ? " +\(findings.count - 1)" : ""
        cells[.findings] = worst.map { TerminalText.plain($0.code) + others } ?? "-"
    }

    func text(in column: TerminalColumn, showsPorts: Bool) -> String {
        (showsPorts ? nil : hosts[column]) ?? cells[column] ?? ""
    }
}

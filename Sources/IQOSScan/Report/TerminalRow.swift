import IQOSCore

/// One line of the terminal table, cell by cell.
struct TerminalRow: Sendable {
    var cells: [TerminalColumn: String] = [:]
    var band: QualityBand

    init(_ stream: StreamReport, showsCall: Bool, callFindings: [FindingReport]) {
        band = QualityBand(mosLQ: stream.quality.mosLQ)
        let packets = stream.packets
        cells[.call] = showsCall ? String(stream.call) : ""
        cells[.stream] = String(stream.id)
        cells[.source] = TerminalTable.plain(FigureText.endpoint(stream.source))
        cells[.destination] = TerminalTable.plain(FigureText.endpoint(stream.destination))
        cells[.codec] = stream.codec.map(TerminalTable.plain) ?? "?"
        cells[.length] = stream.durationS.map(FigureText.length) ?? "-"
        cells[.mos] = stream.quality.mosLQ.map { FigureText.mos($0) } ?? "-"
        cells[.lost] = FigureText.percent(packets.lostPercent)
        cells[.late] = packets.latePercent.map(FigureText.percent) ?? "-"
        cells[.jitter] = stream.jitterMs.map { FigureText.milliseconds($0.mean) } ?? "-"
        let findings = stream.findings + callFindings
        // The worst by name: the sentences above the table have them all.
        let worst = findings.min { $0.severity.rank > $1.severity.rank }
        let others = findings.count > 1 ? " +\(findings.count - 1)" : ""
        cells[.findings] = worst.map { TerminalTable.plain($0.code) + others } ?? "-"
    }
}

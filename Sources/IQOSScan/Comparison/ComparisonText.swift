import IQOSCore

/// A comparison for people at a terminal.
public enum ComparisonText {
    /// Rows that are shown of each list.
    private static let limit = 50
    private static let say = Wording(.english)

    public static func write(_ result: Comparison.Result, to sink: inout ByteSink) throws(OutputError) {
        let lines =
            switch result {
            case .points(let points): lines(points)
            case .reports(let reports): lines(reports)
            }
        for line in lines {
            sink.append(text: line)
            sink.append("\n")
        }
        try sink.finish()
    }

    private static func lines(_ points: ComparedPoints) -> [String] {
        let report = points.report
        var lines = [
            "A \(name(points.a)): \(say.counted(points.a.streams, .stream))",
            "B \(name(points.b)): \(say.counted(points.b.streams, .stream)), "
                + "\(say.count(report.streams.count)) of them also in A",
            "",
        ]
        lines += clockLines(report.clock)
        if !report.streams.isEmpty {
            lines += [""] + table(heading, report.streams.prefix(limit).map(row))
            if report.streams.count > limit {
                lines.append("and \(say.count(report.streams.count - limit)) more streams: see --json")
            }
        }
        lines += unmatched("A", report.unmatchedA, other: "B") + unmatched("B", report.unmatchedB, other: "A")
        if report.packetsLeftOut > 0 {
            lines.append("\(say.count(report.packetsLeftOut)) packets were too many to compare.")
        }
        return lines
    }

    private static func clockLines(_ clock: PointClockReport) -> [String] {
        guard let offset = clock.offsetMs, let uncertainty = clock.uncertaintyMs else {
            let reason = clock.unknown.entries.first { $0.key == "offset_ms" }?.reason ?? ""
            return ["Clocks: offset unknown, \(reason)."]
        }
        guard clock.source != "told" else { return ["Clocks: one clock, as told."] }
        let way = offset < 0 ? "behind" : "ahead of"
        var line =
            "Clocks: B is \(fixed(abs(offset))) ms \(way) A, give or take \(fixed(uncertainty)) ms; "
            + "from point to point and back at least \(fixed(clock.roundTripMs ?? 0)) ms"
        if let drift = clock.driftPpm { line += "; B gains \(say.fixed(drift, decimals: 1)) ppm" }
        return [line + "."]
    }

    private static let heading = [
        "call", "stream", "in A", "in B", "way", "sent", "lost", "longest", "reordered", "variation p95", "delay p50",
    ]

    private static func row(_ stream: PairReport) -> [String] {
        let way = stream.order == .aFirst ? "A to B" : "B to A"
        return [
            "\(stream.a.call)", "\(stream.a.stream)", flow(stream.a.source, stream.a.destination),
            stream.a.source == stream.b.source && stream.a.destination == stream.b.destination
                ? "the same" : flow(stream.b.source, stream.b.destination),
            stream.orderEvidence == .assumed ? way + "?" : way, say.count(stream.packets.sent),
            "\(say.count(stream.packets.lost)) (\(stream.packets.lostPercent.map(say.percent) ?? FigureText.none))",
            say.count(stream.longestLoss), say.count(stream.packets.reordered),
            stream.delayVariationMs.map { say.milliseconds($0.p95) } ?? FigureText.none,
            stream.oneWayDelayMs.map { "\(fixed($0.p50)) ± \(fixed($0.uncertainty)) ms" } ?? FigureText.none,
        ]
    }

    private static func unmatched(_ name: String, _ streams: [UnmatchedReport], other: String) -> [String] {
        guard !streams.isEmpty else { return [] }
        var lines = ["", "Only in \(name):"]
        for stream in streams.prefix(limit) {
            let running = stream.otherWasRunning.map {
                $0 ? ", though \(other) was running" : ", \(other) was not running"
            }
            lines.append(
                "  stream \(stream.stream), \(flow(stream.source, stream.destination)), \(FigureText.ssrc(stream.ssrc)), "
                    + "\(say.counted(stream.packets, .packet))\(running ?? "")")
        }
        if streams.count > limit { lines.append("  and \(say.count(streams.count - limit)) more: see --json") }
        return lines
    }

    private static func lines(_ reports: ComparedReports) -> [String] {
        var lines = ["A \(TerminalText.plain(reports.a.name))", "B \(TerminalText.plain(reports.b.name))", ""]
        lines += table(["figure", "A", "B", "change"], reports.figures.map(row))
        let changed = reports.findings.filter { $0.a != $0.b }
        if !changed.isEmpty {
            lines += [""]
            lines += table(
                ["finding", "A", "B", "change"],
                changed.map { [$0.code, "\($0.a)", "\($0.b)", signed(Double($0.b - $0.a), decimals: 0)] })
        }
        if !reports.calls.isEmpty {
            lines += [""]
            lines += table(
                ["call in A", "in B", "the same by"] + (reports.calls.first?.figures.map(\.name) ?? []),
                reports.calls.prefix(limit).map { call in
                    ["\(call.a)", "\(call.b)", call.matchedBy]
                        + call.figures.map { "\(text($0.a)) > \(text($0.b))" }
                })
            if reports.calls.count > limit {
                lines.append("and \(say.count(reports.calls.count - limit)) more calls: see --json")
            }
        }
        lines.append("")
        lines.append(
            "\(say.counted(reports.calls.count, .call)) in both, \(say.count(reports.unmatchedA.count)) only in A, "
                + "\(say.count(reports.unmatchedB.count)) only in B.")
        return lines
    }

    private static func row(_ figure: ComparedReports.Figure) -> [String] {
        [
            figure.name, text(figure.a), text(figure.b),
            figure.change.map { signed($0, decimals: $0 == $0.rounded() ? 0 : 2) } ?? FigureText.none,
        ]
    }

    private static func text(_ value: Double?) -> String {
        value.map { say.fixed($0, decimals: $0 == $0.rounded() ? 0 : 2) } ?? FigureText.none
    }

    private static func signed(_ value: Double, decimals: Int) -> String {
        (value > 0 ? "+" : "") + say.fixed(value, decimals: decimals)
    }

    private static func fixed(_ value: Double) -> String { say.fixed(value, decimals: 1) }

    private static func name(_ capture: ComparedCapture) -> String {
        let files = capture.head.capture.files
        guard let first = files.first else { return "nothing" }
        let more = files.count > 1 ? " and \(say.count(files.count - 1)) more" : ""
        return TerminalText.plain(first.name) + more
    }

    private static func flow(_ source: EndpointReport, _ destination: EndpointReport) -> String {
        "\(FigureText.endpoint(source)) > \(FigureText.endpoint(destination))"
    }

    /// Columns as wide as their widest cell; what begins with a digit or sign stands on the right.
    private static func table(_ heading: [String], _ rows: [[String]]) -> [String] {
        let all = [heading] + rows
        let widths = heading.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        let isNumber = heading.indices.map { column in
            rows.allSatisfy { row in row[column].first.map { $0.isNumber || "+-—".contains($0) } ?? true }
        }
        return all.map { row in
            var line = heading.indices.map { column in
                let fill = String(repeating: " ", count: widths[column] - row[column].count)
                return isNumber[column] && !row[column].contains(">") ? fill + row[column] : row[column] + fill
            }.joined(separator: "  ")
            while line.hasSuffix(" ") { line.removeLast() }
            return line
        }
    }
}

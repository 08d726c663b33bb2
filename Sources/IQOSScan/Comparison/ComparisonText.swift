import IQOSCore

/// A comparison for people at a terminal.
public struct ComparisonText {
    /// Rows that are shown of each list.
    private static let limit = 50
    private let say: Wording

    public static func write(
        _ result: Comparison.Result, in language: Language = .english, to sink: inout ByteSink
    ) throws(OutputError) {
        let text = ComparisonText(say: Wording(language))
        let lines =
            switch result {
            case .points(let points): text.lines(points)
            case .reports(let reports): text.lines(reports)
            }
        for line in lines {
            sink.append(text: line)
            sink.append("\n")
        }
        try sink.finish()
    }

    private func lines(_ points: ComparedPoints) -> [String] {
        let report = points.report
        var lines = [
            "A \(name(points.a)): \(say.counted(points.a.streams, .stream))",
            "B \(name(points.b)): \(say.counted(points.b.streams, .stream)), "
                + say(.alsoInA, say.count(report.streams.count)),
            "",
        ]
        lines += clockLines(report.clock)
        if !report.streams.isEmpty {
            lines += [""] + Self.table(heading, report.streams.prefix(Self.limit).map(row))
            if report.streams.count > Self.limit {
                lines.append(say(.moreStreamsInJSON, say.count(report.streams.count - Self.limit)))
            }
        }
        lines += unmatched("A", report.unmatchedA, other: "B") + unmatched("B", report.unmatchedB, other: "A")
        if report.packetsLeftOut > 0 {
            lines.append(say(.packetsTooMany, say.count(report.packetsLeftOut)))
        }
        if report.streamsInCrowd > 0 {
            lines.append(say(.streamsInCrowd, say.count(report.streamsInCrowd)))
        }
        return lines
    }

    private func clockLines(_ clock: PointClockReport) -> [String] {
        guard let offset = clock.offsetMs, let uncertainty = clock.uncertaintyMs else {
            let reason = clock.unknown["offset_ms"] ?? ""
            return [say(.clocksUnknown, say(sentence: reason))]
        }
        guard clock.source != "told" else { return [say(.clocksTold)] }
        var line = say(
            offset < 0 ? .clockBehind : .clockAhead, fixed(abs(offset)), fixed(uncertainty),
            fixed(clock.roundTripMs ?? 0))
        if let drift = clock.driftPpm { line += say(.clockGains, say.fixed(drift, decimals: 1)) }
        return [line + "."]
    }

    private var heading: [String] {
        [
            Phrase.columnCall, .columnStream, .inA, .inB, .way, .sent, .lostBetween, .longest, .reordered,
            .variationBetween, .delayBetween,
        ].map { say($0) }
    }

    private func row(_ stream: PairReport) -> [String] {
        let way = stream.order == .aFirst ? say(.aToB) : say(.bToA)
        return [
            "\(stream.a.call)", "\(stream.a.stream)", flow(stream.a.source, stream.a.destination),
            stream.a.source == stream.b.source && stream.a.destination == stream.b.destination
                ? say(.theSame) : flow(stream.b.source, stream.b.destination),
            stream.orderEvidence == .assumed ? way + "?" : way, say.count(stream.packets.sent),
            "\(say.count(stream.packets.lost)) (\(stream.packets.lostPercent.map(say.percent) ?? FigureText.none))",
            say.count(stream.longestLoss), say.count(stream.packets.reordered),
            stream.delayVariationMs.map { say.milliseconds($0.p95) } ?? FigureText.none,
            stream.oneWayDelayMs.map { "\(fixed($0.p50)) ± \(fixed($0.uncertainty)) ms" } ?? FigureText.none,
        ]
    }

    private func unmatched(_ name: String, _ streams: [UnmatchedReport], other: String) -> [String] {
        guard !streams.isEmpty else { return [] }
        var lines = ["", say(.onlyIn, name)]
        for stream in streams.prefix(Self.limit) {
            let running = stream.otherWasRunning.map {
                say($0 ? .wasRunning : .wasNotRunning, other)
            }
            lines.append(
                "  \(say(.streamNumber)) \(stream.stream), \(flow(stream.source, stream.destination)), \(FigureText.ssrc(stream.ssrc)), "
                    + "\(say.counted(stream.packets, .packet))\(running ?? "")")
        }
        if streams.count > Self.limit { lines.append("  " + say(.moreInJSON, say.count(streams.count - Self.limit))) }
        return lines
    }

    private func lines(_ reports: ComparedReports) -> [String] {
        var lines = ["A \(TerminalText.plain(reports.a.name))", "B \(TerminalText.plain(reports.b.name))", ""]
        lines += Self.table([say(.figure), "A", "B", say(.change)], reports.figures.map(row))
        let changed = reports.findings.filter { $0.a != $0.b }
        if !changed.isEmpty {
            lines += [""]
            lines += Self.table(
                [say(.findingColumn), "A", "B", say(.change)],
                changed.map { [$0.code, "\($0.a)", "\($0.b)", signed(Double($0.b - $0.a), decimals: 0)] })
        }
        if !reports.calls.isEmpty {
            lines += [""]
            lines += Self.table(
                [say(.callInA), say(.inB), say(.theSameBy)] + (reports.calls.first?.figures.map(\.name) ?? []),
                reports.calls.prefix(Self.limit).map { call in
                    ["\(call.a)", "\(call.b)", call.matchedBy]
                        + call.figures.map { "\(text($0.a)) > \(text($0.b))" }
                })
            if reports.calls.count > Self.limit {
                lines.append(say(.moreCallsInJSON, say.count(reports.calls.count - Self.limit)))
            }
        }
        lines.append("")
        lines.append(
            say(
                .callsInBoth, say.counted(reports.calls.count, .call), say.count(reports.unmatchedA.count),
                say.count(reports.unmatchedB.count)))
        return lines
    }

    private func row(_ figure: ComparedReports.Figure) -> [String] {
        [
            figure.name, text(figure.a), text(figure.b),
            figure.change.map { signed($0, decimals: $0 == $0.rounded() ? 0 : 2) } ?? FigureText.none,
        ]
    }

    private func text(_ value: Double?) -> String {
        value.map { say.fixed($0, decimals: $0 == $0.rounded() ? 0 : 2) } ?? FigureText.none
    }

    private func signed(_ value: Double, decimals: Int) -> String {
        (value > 0 ? "+" : "") + say.fixed(value, decimals: decimals)
    }

    private func fixed(_ value: Double) -> String { say.fixed(value, decimals: 1) }

    private func name(_ capture: ComparedCapture) -> String {
        let files = capture.head.capture.files
        guard let first = files.first else { return say(.nothingIsThere) }
        let more = files.count > 1 ? " " + say(.andSoMany, say.count(files.count - 1)) : ""
        return TerminalText.plain(first.name) + more
    }

    private func flow(_ source: EndpointReport, _ destination: EndpointReport) -> String {
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

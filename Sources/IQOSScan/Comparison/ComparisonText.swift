import IQOSCore

/// A comparison for people at a terminal.
public struct ComparisonText {
    /// Rows that are shown of each list.
    private static let limit = 50
    private let say: Wording
    /// Columns of the terminal; `nil` where the reader is none.
    private let width: Int?

    public static func write(
        _ result: Comparison.Result, in language: Language = .english, width: Int? = nil, to sink: inout ByteSink
    ) throws(OutputError) {
        let text = ComparisonText(say: Wording(language), width: width)
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
        lines += clockLines(report.clock).flatMap(wrapped)
        if !report.streams.isEmpty {
            let shown = report.streams.prefix(Self.limit)
            lines +=
                [""]
                + fitted { showsPorts in
                    ComparisonTable(heading, shown.map { row($0, showsPorts) }, dropping: Self.leastWorth)
                }
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

    /// Columns that a narrow terminal costs, in this order: reordered, longest, sent, B's addresses, variation, way, A's
    /// addresses, delay.
    private static let leastWorth = [8, 7, 5, 3, 9, 4, 2, 10]

    private func row(_ stream: PairReport, _ showsPorts: Bool) -> [String] {
        let way = stream.order == .aFirst ? say(.aToB) : say(.bToA)
        return [
            "\(stream.a.call)", "\(stream.a.stream)", flow(stream.a.source, stream.a.destination, showsPorts),
            stream.a.source == stream.b.source && stream.a.destination == stream.b.destination
                ? say(.theSame) : flow(stream.b.source, stream.b.destination, showsPorts),
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
            let text =
                "\(say(.streamNumber)) \(stream.stream), \(flow(stream.source, stream.destination)), \(stream.ssrc.ssrcText), "
                + "\(say.counted(stream.packets, .packet))\(running ?? "")"
            for (index, line) in wrapped(text, less: 4).enumerated() {
                lines.append((index == 0 ? "  " : "    ") + line)
            }
        }
        if streams.count > Self.limit { lines.append("  " + say(.moreInJSON, say.count(streams.count - Self.limit))) }
        return lines
    }

    private func lines(_ reports: ComparedReports) -> [String] {
        var lines = ["A \(TerminalText.plain(reports.a.name))", "B \(TerminalText.plain(reports.b.name))", ""]
        lines += ComparisonTable([say(.figure), "A", "B", say(.change)], reports.figures.map(row)).lines
        let changed = reports.findings.filter { $0.a != $0.b }
        if !changed.isEmpty {
            lines += [""]
            lines +=
                ComparisonTable(
                    [say(.findingColumn), "A", "B", say(.change)],
                    changed.map { [$0.code, "\($0.a)", "\($0.b)", signed(Double($0.b - $0.a), decimals: 0)] }
                ).lines
        }
        if !reports.calls.isEmpty {
            let table = ComparisonTable(
                [say(.callInA), say(.inB), say(.theSameBy)] + (reports.calls.first?.figures.map(\.name) ?? []),
                reports.calls.prefix(Self.limit).map { call in
                    ["\(call.a)", "\(call.b)", call.matchedBy]
                        + call.figures.map { "\(text($0.a)) > \(text($0.b))" }
                }, dropping: Self.leastWorthOfCalls)
            lines += [""] + fitted { _ in table }
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

    /// How a call was found again, its length, jitter, late packets.
    private static let leastWorthOfCalls = [2, 3, 6, 5]

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

    private func flow(_ source: EndpointReport, _ destination: EndpointReport, _ showsPorts: Bool = true) -> String {
        showsPorts
            ? "\(FigureText.endpoint(source)) > \(FigureText.endpoint(destination))"
            : "\(source.address) > \(destination.address)"
    }

    /// Lines no longer than the terminal, where the reader is one.
    private func wrapped(_ text: String, less indent: Int) -> [String] {
        width.map { TerminalFindings.wrapped(text, to: max(30, $0) - indent) } ?? [text]
    }

    private func wrapped(_ text: String) -> [String] { wrapped(text, less: 0) }

    /// The table as it is where there is room for it, else without ports, then without what matters least.
    private func fitted(_ table: (_ showsPorts: Bool) -> ComparisonTable) -> [String] {
        let whole = table(true)
        guard let width, whole.width > width else { return whole.lines }
        return table(false).fitted(to: width).lines
    }
}

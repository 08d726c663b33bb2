import IQOSCore

/// report.html: one page that needs no network, written call by call.
///
/// Tables and drawings stand in `noscript` elements: a browser with scripts neither lays them out nor loads their sound,
/// and the script takes from there what its reader wants to see.
enum Page {
    /// What keeps a page over thousands of calls usable.
    struct Limits {
        /// Calls with a section of their own: beyond, the worst ones.
        var details = 10_000
        /// Rows of the table of all other calls.
        var rows = 20_000
    }

    /// Kinds of findings on the first screen.
    private static let leading = 3

    static func write(_ result: ScanResult, limits: Limits = Limits(), to sink: inout ByteSink) {
        let say = Wording(result.language)
        let templates = PageTemplates.of(result.language)
        var book = PageBook(say)
        let start = result.head.capture.start
        let summary = PageSummary(result) { book.add($0, streams: $1, captureStart: start) }
        sink.append(text: templates.head.render(head(result, summary)))
        sink.append(text: StreamChart.frame(say))
        sink.append("<noscript>\n")
        let detailed = writeTables(result, summary, limits, to: &sink)
        if !detailed.isEmpty { sink.append(text: "<h2>\(say(.eachCall))</h2>\n") }
        sink.append("</noscript>\n")
        let files = result.head.capture.files.map(\.name)
        var sound = result.embeddedSoundFolder.map(EmbeddedSound.init)
        let detail = PageDetail(detailed.lazy.flatMap { result.streams(of: result.call(at: $0)) })
        var names: Set<String> = []
        for index in detailed where sink.failure == nil {
            let call = result.call(at: index)
            let inside = sound?.write(call, result.streams(of: call), to: &sink) ?? []
            write(call, of: result, files: files, inside: inside, detail, &names, to: &sink)
        }
        sink.append(text: templates.foot.render(PageFoot.values(result, names: names)))
        sink.append("<script type=\"application/json\" id=\"words\">")
        sink.append(ScriptWord.json(say))
        sink.append("</script>\n<script type=\"application/json\" id=\"book\">")
        let isWhole = detailed.count == result.callCount
        let isConcealed = !result.head.options.contains {
            $0.key == "conceal" && $0.value == .text(ConcealmentMode.silence.rawValue)
        }
        sink.append(
            book.json(
                detailed: isWhole ? nil : detailed.map { result.call(at: $0).id },
                remark: isWhole ? nil : remark(result, limits),
                concealedMs: isConcealed ? ConcealmentMode.longestMs : 0))
        sink.append("</script>\n<script>")
        sink.append(text: PageScript.text(embedsSound: result.embeddedSoundFolder != nil))
        sink.append("</script>\n</body>\n</html>\n")
    }

    /// Figures of one call for those without scripts, and what the script draws.
    private static func write(
        _ call: CallReport, of result: ScanResult, files: [String], inside: Set<String>, _ detail: PageDetail,
        _ names: inout Set<String>, to sink: inout ByteSink
    ) {
        let say = Wording(result.language)
        let templates = PageTemplates.of(result.language)
        let streams = result.streams(of: call)
        let page = PageCall(call, streams: streams, captureStart: result.head.capture.start, say)
        let startS = page.startS
        sink.append(text: "<noscript id=\"call-static-\(call.id)\">\n")
        sink.append(text: templates.call.render(page.section(detail)))
        let pages = streams.map { PageStream($0, of: call, files: files, detail, say) }
        sink.append(text: FigureTable.html(pages.map { ($0.id, $0.groups) }, say))
        for page in pages {
            for group in page.groups { names.formUnion(group.names) }
            sink.append(text: templates.stream.render(page.values(startS: startS, durationS: call.durationS)))
        }
        sink.append(text: templates.callFoot)
        sink.append(text: "</noscript>\n<script type=\"application/json\" id=\"call-data-\(call.id)\">")
        sink.append(PageCallData(call, streams: streams, startS: startS, embedded: inside, detail, say).encoded())
        sink.append("</script>\n")
    }

    private static func remark(_ result: ScanResult, _ limits: Limits) -> String {
        let say = Wording(result.language)
        return say(.bookRemark, say.count(result.callCount), say.count(limits.details))
    }

    /// Writes the tables of calls and says which get a section.
    ///
    /// - Returns: Indices of calls; in order of time, or from the worst on where there are too many.
    private static func writeTables(
        _ result: ScanResult, _ summary: PageSummary, _ limits: Limits, to sink: inout ByteSink
    ) -> [Int] {
        guard result.callCount > 0 else { return [] }
        let say = Wording(result.language)
        guard result.callCount > limits.details else {
            let all = Array(0..<result.callCount)
            writeTable(say(.calls), anchor: "calls", remark: nil, all, hasDetails: true, result, to: &sink)
            return all
        }
        let worst = summary.ranks.sorted().prefix(limits.details).map(\.index)
        writeTable(
            say(.worstCalls, say.count(limits.details)), anchor: "calls",
            remark: say(.tableRemark, say.count(result.callCount), say.count(limits.details)),
            worst, hasDetails: true, result, to: &sink)
        let chosen = Set(worst)
        let others = (0..<result.callCount).filter { !chosen.contains($0) }
        let hidden = others.count - limits.rows
        writeTable(
            say(.otherCalls), anchor: "other-calls",
            remark: hidden > 0 ? say(.firstOfOthers, say.count(limits.rows), say.count(hidden)) : nil,
            Array(others.prefix(limits.rows)), hasDetails: false, result, to: &sink)
        return worst
    }

    private static func writeTable(
        _ title: String, anchor: String, remark: String?, _ indices: [Int], hasDetails: Bool,
        _ result: ScanResult, to sink: inout ByteSink
    ) {
        let say = Wording(result.language)
        let templates = PageTemplates.of(result.language)
        let head: PageValues = ["title": title, "anchor": anchor, "remark": remark ?? false as Any]
        sink.append(text: templates.tableHead.render(head))
        for index in indices where sink.failure == nil {
            let call = result.call(at: index)
            let page = PageCall(call, streams: result.streams(of: call), captureStart: result.head.capture.start, say)
            sink.append(text: templates.row.render(page.row(hasDetails: hasDetails)))
        }
        sink.append(text: PageTemplates.tableFoot)
    }

    private static func head(_ result: ScanResult, _ summary: PageSummary) -> PageValues {
        let files = result.head.capture.files
        let names = files.prefix(3).map(\.name).joined(separator: ", ")
        let say = Wording(result.language)
        let notices = result.head.warnings.map { say(sentence: $0.message) }
        let findings = summary.findingValues
        return [
            "policy": PageStyle.contentSecurityPolicy(
                result.language, embedsSound: result.embeddedSoundFolder != nil),
            "style": PageStyle.sheet(result.language),
            "generator": PageFoot.generator(result), "verdict": summary.verdict, "lead": summary.lead(result),
            "captures": files.count > 3 ? names + " " + say(.andMore, say.count(files.count - 3)) : names,
            "when": result.head.capture.start.map { FigureText.date($0) + " " + FigureText.timeOfDay($0) + " UTC" }
                ?? false as Any,
            "band": summary.band.rawValue, "share": summary.share, "tiles": summary.tiles(result),
            "hasNotices": !notices.isEmpty, "notices": notices, "findings": Array(findings.prefix(Self.leading)),
            "hasFindings": !findings.isEmpty, "hasMore": findings.count > Self.leading,
            "more": Array(findings.dropFirst(Self.leading)),
            "moreKinds": say(
                findings.count - Self.leading == 1 ? .oneMoreKind : .moreKinds, say.count(findings.count - Self.leading)
            ),
        ]
    }
}

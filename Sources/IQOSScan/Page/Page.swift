import Foundation
import IQOSCore
import Synchronization

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
    /// Sections that are held until they are written.
    private static let together = 64

    static func write(_ result: ScanResult, limits: Limits = Limits(), to sink: inout ByteSink) {
        let say = Wording(result.language)
        let templates = PageTemplates.of(result.language)
        var book = PageBook(say)
        var detail = PageDetail.Counts()
        let start = result.head.capture.start
        let isWhole = result.callCount <= limits.details
        var rows = ByteSink()
        let summary = PageSummary(result) { call, streams in
            book.add(call, streams: streams, captureStart: start)
            detail.add(streams)
            if isWhole { writeRow(call, streams, hasDetails: true, of: result, to: &rows) }
        }
        sink.append(text: templates.head.render(head(result, summary)))
        sink.append(text: StreamChart.frame(say))
        sink.append("<noscript>\n")
        let detailed = writeTables(result, summary, rows, limits, to: &sink)
        if !detailed.isEmpty { sink.append(text: "<h2>\(say(.eachCall))</h2>\n") }
        sink.append("</noscript>\n")
        let names = writeSections(detailed, of: result, PageDetail(detail), to: &sink)
        sink.append(text: templates.foot.render(PageFoot.values(result, names: names)))
        sink.append("<script type=\"application/json\" id=\"words\">")
        sink.append(ScriptWord.json(say))
        sink.append("</script>\n<script type=\"application/json\" id=\"book\">")
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

    /// Writes the sections of calls, some at a time, made side by side.
    ///
    /// - Returns: Names of all figures in them.
    private static func writeSections(
        _ indices: [Int], of result: ScanResult, _ detail: PageDetail, to sink: inout ByteSink
    ) -> Set<String> {
        var names: Set<String> = []
        var sound = result.embeddedSoundFolder.map(EmbeddedSound.init)
        var first = 0
        while first < indices.count, sink.failure == nil {
            let batch = indices[first..<min(first + together, indices.count)]
            first = batch.endIndex
            let inside = sound?.write(batch.lazy.map { result.call(at: $0) }, of: result, to: &sink) ?? []
            let sections = Mutex<[Int: PageSection]>([:])
            DispatchQueue.concurrentPerform(iterations: batch.count) { place in
                let section = PageSection(result.call(at: batch[batch.startIndex + place]), of: result, inside, detail)
                sections.withLock { $0[place] = section }
            }
            let made = sections.withLock { $0 }
            for place in 0..<batch.count {
                guard let section = made[place] else { continue }
                sink.append(section.bytes)
                names.formUnion(section.names)
            }
        }
        return names
    }

    private static func remark(_ result: ScanResult, _ limits: Limits) -> String {
        let say = Wording(result.language)
        return say(.bookRemark, say.count(result.callCount), say.count(limits.details))
    }

    /// Writes the tables of calls and says which get a section.
    ///
    /// - Parameter rows: Of all calls, where all of them have a section.
    /// - Returns: Indices of calls; in order of time, or from the worst on where there are too many.
    private static func writeTables(
        _ result: ScanResult, _ summary: PageSummary, _ rows: borrowing ByteSink, _ limits: Limits,
        to sink: inout ByteSink
    ) -> [Int] {
        guard result.callCount > 0 else { return [] }
        let say = Wording(result.language)
        guard result.callCount > limits.details else {
            writeTable(say(.calls), anchor: "calls", remark: nil, result, to: &sink) { $0.append(rows) }
            return Array(0..<result.callCount)
        }
        let worst = summary.ranks.sorted().prefix(limits.details).map(\.index)
        let chosen = Set(worst)
        let others = (0..<result.callCount).filter { !chosen.contains($0) }
        writeTable(
            say(.worstCalls, say.count(limits.details)), anchor: "calls",
            remark: say(.tableRemark, say.count(result.callCount), say.count(limits.details)), result, to: &sink
        ) { writeRows(worst, hasDetails: true, of: result, to: &$0) }
        let hidden = others.count - limits.rows
        writeTable(
            say(.otherCalls), anchor: "other-calls",
            remark: hidden > 0 ? say(.firstOfOthers, say.count(limits.rows), say.count(hidden)) : nil, result, to: &sink
        ) { writeRows(others.prefix(limits.rows), hasDetails: false, of: result, to: &$0) }
        return worst
    }

    private static func writeTable(
        _ title: String, anchor: String, remark: String?, _ result: ScanResult, to sink: inout ByteSink,
        rows: (inout ByteSink) -> Void
    ) {
        let head: PageValues = ["title": title, "anchor": anchor, "remark": remark ?? false as Any]
        sink.append(text: PageTemplates.of(result.language).tableHead.render(head))
        rows(&sink)
        sink.append(text: PageTemplates.tableFoot)
    }

    private static func writeRows(
        _ indices: some Sequence<Int>, hasDetails: Bool, of result: ScanResult, to sink: inout ByteSink
    ) {
        for index in indices where sink.failure == nil {
            let call = result.call(at: index)
            writeRow(call, result.streams(of: call), hasDetails: hasDetails, of: result, to: &sink)
        }
    }

    private static func writeRow(
        _ call: CallReport, _ streams: [StreamReport], hasDetails: Bool, of result: ScanResult, to sink: inout ByteSink
    ) {
        let page = PageCall(
            call, streams: streams, captureStart: result.head.capture.start, Wording(result.language))
        sink.append(text: PageTemplates.of(result.language).row.render(page.row(hasDetails: hasDetails)))
    }

    private static func head(_ result: ScanResult, _ summary: PageSummary) -> PageValues {
        let files = result.head.capture.files
        let names = files.prefix(3).map(\.name).joined(separator: ", ")
        let say = Wording(result.language)
        let notices = result.head.warnings.map { say(sentence: $0.message) }
        let findings = summary.findingValues
        return [
            "hasCalls": result.callCount > 0,
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

import IQOSCore

/// The part of the page about one call: its figures for those without scripts, and what the script draws.
struct PageSection: Sendable {
    let bytes: [UInt8]
    /// Of all figures in it, as the page has them.
    let names: Set<String>

    /// - Parameter inside: Paths of the sound files that are inside the page.
    init(_ call: CallReport, of result: ScanResult, _ inside: Set<String>, _ detail: PageDetail) {
        let say = Wording(result.language)
        let templates = PageTemplates.of(result.language)
        let streams = result.streams(of: call)
        let page = PageCall(call, streams: streams, captureStart: result.head.capture.start, say)
        let files = result.head.capture.files.map(\.name)
        let startS = page.startS
        var sink = ByteSink()
        sink.append(text: "<noscript id=\"call-static-\(call.id)\">\n")
        sink.append(text: templates.call.render(page.section(detail, inside)))
        // Whoever opens a call with thousands of streams wants an answer from the browser.
        let drawn = Array(streams.prefix(PageDetail.streamsOfCall))
        let pages = drawn.map { PageStream($0, of: call, files: files, detail, say) }
        sink.append(text: FigureTable.html(pages.map { ($0.id, $0.groups) }, say))
        for page in pages {
            sink.append(text: templates.stream.render(page.values(startS: startS, durationS: call.durationS, inside)))
        }
        sink.append(text: templates.callFoot)
        sink.append(text: "</noscript>\n<script type=\"application/json\" id=\"call-data-\(call.id)\">")
        sink.append(PageCallData(call, streams: drawn, startS: startS, embedded: inside, detail, say).encoded())
        sink.append("</script>\n")
        bytes = sink.bytes
        names = Set(pages.lazy.flatMap(\.groups).flatMap(\.names))
    }
}

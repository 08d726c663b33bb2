import Foundation
import IQOSCore
import Testing

@testable import IQOSScan

/// report.html, read by Python's html.parser.
@Suite("report.html", .enabled(if: !Python.isWaived))
struct PageTests {
    /// Prints tags, attributes, ids, unclosed or mismatched elements, the policy and the style's hash.
    private static let reader = """
        import base64, hashlib, html.parser, json, sys
        VOID = {"meta", "br", "link", "img", "input", "hr"}
        # HTML's implied end tags: what a start tag ends, and what its parent's end ends.
        CELLS = {"td", "th"}
        ENDS = {"td": CELLS, "th": CELLS, "tr": CELLS | {"tr"}, "tbody": CELLS | {"tr", "thead"}, "li": {"li"}}
        IMPLIED = CELLS | {"tr", "thead", "tbody", "li"}
        class Reader(html.parser.HTMLParser):
            def __init__(self):
                super().__init__(convert_charrefs=True)
                self.tags, self.attributes, self.ids, self.stack, self.errors = set(), set(), [], [], []
                self.policy, self.style, self.text, self.sources, self.scripts = "", "", "", [], []
            def handle_starttag(self, tag, attrs):
                self.tags.add(tag)
                while self.stack and self.stack[-1] in ENDS.get(tag, ()): self.stack.pop()
                for name, value in attrs:
                    self.attributes.add(name)
                    if name == "id": self.ids.append(value)
                    if name in ("src", "href"): self.sources.append(value)
                values = dict(attrs)
                if values.get("http-equiv") == "Content-Security-Policy": self.policy = values["content"]
                if tag not in VOID: self.stack.append(tag)
                if tag == "script": self.scripts.append([values.get("type"), values.get("id"), ""])
            def handle_startendtag(self, tag, attrs):
                self.tags.add(tag)
                for name, value in attrs: self.attributes.add(name)
            def handle_endtag(self, tag):
                while self.stack and self.stack[-1] != tag and self.stack[-1] in IMPLIED: self.stack.pop()
                if not self.stack or self.stack.pop() != tag: self.errors.append(tag)
            def handle_data(self, data):
                if self.stack and self.stack[-1] == "style": self.style += data
                elif self.stack and self.stack[-1] == "script": self.scripts[-1][2] += data
                else: self.text += data
        reader = Reader()
        reader.feed(open(sys.argv[1], encoding="utf-8", newline="").read())
        reader.close()
        digest = lambda text: base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        data = {id: json.loads(text) for type, id, text in reader.scripts if type == "application/json"}
        programs = [digest(text) for type, id, text in reader.scripts if type is None]
        print(json.dumps({"tags": sorted(reader.tags), "attributes": sorted(reader.attributes), "ids": reader.ids,
            "open": reader.stack, "errors": reader.errors, "policy": reader.policy, "hash": digest(reader.style), "text": reader.text,
            "programs": programs, "data": data, "scripts": len(reader.scripts),
            "sources": reader.sources}))
        """

    private static func read(_ result: ScanResult, limits: Page.Limits = Page.Limits()) throws -> [String: Any] {
        let scratch = try Scratch()
        var sink = ByteSink()
        Page.write(result, limits: limits, to: &sink)
        let path = try scratch.file("report.html", sink.bytes)
        return try #require(try Python.run(reader, [path]) as? [String: Any])
    }

    @Test("hostile texts make no element, no attribute and no template")
    func hostile() throws {
        let page = try Self.read(ReportFixture.result)
        let tags = try #require(page["tags"] as? [String])
        let expected = [
            "a", "article", "audio", "body", "dd", "details", "div", "dl", "dt", "footer", "h1", "h2", "h3", "h4", "h5",
            "g", "head",
            "header",
            "html", "li", "line", "main", "meta", "noscript", "p", "path", "rect", "script", "section", "small", "span",
            "style", "summary", "svg",
            "table", "tbody",
            "td", "text", "th", "thead", "title", "tr", "ul", "use",
        ]
        #expect(Set(tags).subtracting(expected).isEmpty)
        let attributes = try #require(page["attributes"] as? [String])
        #expect(!attributes.contains { $0.hasPrefix("on") || $0 == "style" || $0 == "y'" })
        #expect(page["errors"] as? [String] == [] && page["open"] as? [String] == [])
        let text = try #require(page["text"] as? String)
        #expect(text.contains("\"<script>alert(1)</script>\" <sip:mallory@example.org>"))
        #expect(text.contains("{{generator}} {{{style}}}"))
        // A value that is `false` only to be left out must not be printed.
        #expect(!text.contains("false"))
        #expect(!text.unicodeScalars.contains("\u{202E}") && !text.unicodeScalars.contains("\u{1B}"))
    }

    @Test("hostile texts reach the script as the same text in data, never as a program")
    func hostileData() throws {
        let page = try Self.read(ReportFixture.result)
        #expect((page["programs"] as? [String])?.count == 1)
        let data = try #require(page["data"] as? [String: Any])
        // The words, the book and one a call.
        #expect(data.count == ReportFixture.result.callCount + 2 && page["scripts"] as? Int == data.count + 1)
        let book = try #require(data["book"] as? [String: Any])
        let calls = try #require(book["calls"] as? [[Any]])
        #expect(calls.count == ReportFixture.result.callCount)
        let texts = calls.joined().compactMap { $0 as? String }
        #expect(texts.contains("\"<script>alert(1)</script>\" <sip:mallory@example.org>"))
        #expect(texts.allSatisfy { $0.unicodeScalars.count <= PageText.longest })
    }

    @Test("the policy allows this style sheet, this script, sound beside the page, and nothing else")
    func policy() throws {
        let page = try Self.read(ReportFixture.result)
        let policy = try #require(page["policy"] as? String)
        let hash = try #require(page["hash"] as? String)
        let program = try #require((page["programs"] as? [String])?.first)
        let inner = PageLibraries.innerStyleHash.map { " 'sha256-\($0)'" } ?? ""
        #expect(inner.isEmpty != PageLibraries.areThere)
        #expect(
            policy.hasPrefix(
                "default-src 'none'; style-src 'sha256-\(hash)'\(inner); script-src 'sha256-\(program)'; media-src "))
        #expect(!policy.contains("unsafe") && !policy.contains("http") && !policy.contains("connect-src"))
        let sources = try #require(page["sources"] as? [String])
        #expect(sources.allSatisfy { $0.hasPrefix("audio/") || $0.hasPrefix("#") })
        #expect(sources.contains("audio/call-1.wav") && sources.contains("audio/call-1.mp3"))
    }

    @Test("every link into the page leads to one element")
    func links() throws {
        let page = try Self.read(ReportFixture.result)
        let ids = try #require(page["ids"] as? [String])
        #expect(Set(ids).count == ids.count)
        for source in page["sources"] as? [String] ?? [] where source.hasPrefix("#") {
            #expect(ids.contains(String(source.dropFirst())), "\(source)")
        }
    }

    @Test("calls without a stream stand there with their messages, a hundred of them, and nothing where there is none")
    func silentCalls() throws {
        var result = ReportFixture.result
        var text = try #require(try Self.read(result)["text"] as? String)
        #expect(text.contains("SIP 486 Busy Here"))
        result.head.callsWithoutStream = [CallWithoutStream](repeating: result.head.callsWithoutStream[0], count: 103)
        text = try #require(try Self.read(result)["text"] as? String)
        #expect(text.matches(of: /SIP 486 Busy Here/).count == 100)
        #expect(text.contains("is in the capture. The first 100 are shown; there are 3 more."))
        result.head.callsWithoutStream = []
        let page = try Self.read(result)
        #expect((page["ids"] as? [String])?.contains("silent") == false)
        #expect((page["text"] as? String)?.contains("Calls without a stream") == false)
    }

    @Test("calls too short to judge are so everywhere: no colour, no strip, and none is called the lowest")
    func short() throws {
        var streams: [StreamReport] = []
        var calls: [CallReport] = []
        for start in [0.5, 3] {
            ReportFixture.addCall(&calls, &streams, seconds: 1, at: start, lossPercent: [0, 40], jitter: 1, late: 0)
        }
        let result = ScanResult(head: ReportFixture.result.head, streams: streams, calls: calls)
        let page = try Self.read(result)
        let text = try #require(page["text"] as? String)
        #expect(text.contains("Each is shorter than 2 seconds") && !text.contains("is the lowest"))
        let data = try #require(page["data"] as? [String: Any])
        let rows = try #require((data["book"] as? [String: Any])?["calls"] as? [[Any]])
        #expect(rows.allSatisfy { $0[11] is NSNull && $0[14] as? Int == 1 && $0[6] is Double }, "\(rows)")
        var sink = ByteSink()
        Page.write(result, to: &sink)
        let html = String(decoding: sink.bytes, as: UTF8.self)
        #expect(html.contains("class=\"mos unknown\" title=\"too short to judge\""))
        #expect(!html.contains("<svg class=strip"))
    }

    @Test("the verdict counts calls by their worst stream")
    func verdict() throws {
        let text = try #require(try Self.read(ReportFixture.result)["text"] as? String)
        #expect(text.contains("1 of 6 calls sounds bad."))
        #expect(text.contains("2 calls could not be rated."))
    }

    @Test("a call whose packets came through is not called good while it has a serious fault")
    func faultyVerdict() {
        var stream = StreamReport(
            source: EndpointReport(address: "10.0.0.1", port: 4000),
            destination: EndpointReport(address: "10.0.0.2", port: 4000))
        (stream.id, stream.call, stream.quality.mosLQ) = (1, 1, 4.4)
        var call = CallReport()
        (call.id, call.streams) = (1, [1])
        #expect(PageSummary(ScanResult(head: ScanReport(), streams: [stream], calls: [call])).band == .good)
        call.findings = [
            FindingReport(
                code: "one-way-speech", severity: .critical, message: "Only one side speaks.", startS: nil, endS: nil,
                frames: [], evidence: [])
        ]
        let summary = PageSummary(ScanResult(head: ScanReport(), streams: [stream], calls: [call]))
        #expect(summary.verdict == "The call has a serious fault.")
        #expect(summary.band == .poor)
    }

    @Test(
        "the verdict is a sentence whatever the number of calls",
        arguments: [
            ([4.4], "The call sounds good."), ([4.4, 4.3], "Both calls sound good."),
            ([4.4, 4.3, 3.8], "All 3 calls sound good or fair."), ([4.4, nil], "The one rated call sounds good."),
            ([nil, 3.8, 3.9], "Both rated calls sound good or fair."), ([4.4, 3.5, 3.4], "2 of 3 calls sound poor."),
            ([nil, nil], "None of the 2 calls could be rated."),
        ])
    func verdictInWords(scores: [Double?], words: String) {
        var streams: [StreamReport] = []
        var calls: [CallReport] = []
        for (index, score) in scores.enumerated() {
            var stream = StreamReport(
                source: EndpointReport(address: "10.0.0.1", port: 4000),
                destination: EndpointReport(address: "10.0.0.2", port: 4000))
            (stream.id, stream.call, stream.quality.mosLQ) = (index + 1, index + 1, score)
            streams.append(stream)
            var call = CallReport()
            (call.id, call.streams) = (index + 1, [index + 1])
            calls.append(call)
        }
        #expect(PageSummary(ScanResult(head: ScanReport(), streams: streams, calls: calls)).verdict == words)
    }

    @Test("what is not known shows a dash and its reason")
    func unknown() throws {
        let text = try #require(try Self.read(ReportFixture.result)["text"] as? String)
        #expect(text.contains("(payload looks random, which compressed sound does too)"))
        #expect(text.contains("Clock drift (call shorter than 120 s)"))
    }

    @Test("a capture without RTP says so")
    func empty() throws {
        var head = ScanReport()
        head.capture.files = [CaptureFileReport(name: "none.pcap")]
        head.capture.packets = 1234
        let text = try #require(try Self.read(ScanResult(head: head, streams: [], calls: []))["text"] as? String)
        #expect(text.contains("No call was found."))
        #expect(text.contains("None of the 1,234 packets"))
    }

    @Test("of many calls the worst have all figures and the others a row, and the page says so")
    func large() throws {
        let page = try Self.read(ReportFixture.large(calls: 30), limits: Page.Limits(details: 5, rows: 20))
        let ids = try #require(page["ids"] as? [String])
        #expect(ids.count { $0.hasPrefix("call-") && Int($0.dropFirst(5)) != nil } == 5)
        // The fixture gets worse from call to call.
        #expect(ids.contains("call-30") && ids.contains("call-26") && !ids.contains("call-25"))
        let text = try #require(page["text"] as? String)
        #expect(text.contains("The capture has 30 calls."))
        #expect(text.contains("The first 20 of them; 5 more are in calls.csv."))
    }

    @Test("a page of broken numbers is still written", arguments: [Double.nan, .infinity, -1e300, 1e300])
    func brokenNumbers(value: Double) throws {
        var stream = ReportFixture.result.stream(at: 0)
        var call = ReportFixture.result.call(at: 0)
        stream.durationS = value
        stream.jitterMs = JitterReport(mean: value, max: value, last: value)
        stream.quality.mosLQ = value
        for index in stream.intervals.indices {
            stream.intervals[index].startS = value
            stream.intervals[index].jitterMs = value
            stream.intervals[index].mosLQ = value
        }
        stream.markers = [MarkerReport(kind: .lost, startS: value, endS: value)]
        let head = ReportFixture.result.head
        for duration in [value, 74] {
            call.durationS = duration
            call.streams = [1]
            let page = try Self.read(ScanResult(head: head, streams: [stream], calls: [call]))
            #expect(page["errors"] as? [String] == [])
        }
    }
}

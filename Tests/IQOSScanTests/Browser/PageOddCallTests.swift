import IQOSCore
import TestSupport
import Testing

@testable import IQOSScan

/// Pages of calls whose names are hostile, and of calls with next to nothing to show.
@Suite("Odd calls in Chromium", .serialized, .enabled(if: Browser.isThere))
struct PageOddCallTests {
    /// A call of one stream with nothing around it.
    private static func result(_ change: (inout StreamReport, inout CallReport) -> Void) -> ScanResult {
        var stream = StreamReport(
            source: EndpointReport(address: "10.0.0.1", port: 4000),
            destination: EndpointReport(address: "10.0.0.2", port: 4000))
        (stream.id, stream.call) = (1, 1)
        var call = CallReport()
        (call.id, call.streams) = (1, [1])
        change(&stream, &call)
        return ScanResult(head: ReportFixture.result.head, streams: [stream], calls: [call])
    }

    enum Name: CaseIterable { case long, formula, overrides, markup }

    private static func text(_ name: Name) -> String {
        switch name {
        case .long: String(repeating: "<b onclick=alert(1)>&amp;", count: 2600)
        case .formula: "=cmd|' /C calc'!A0"
        case .overrides: "\u{202E}evil\u{2066}\u{200F}.exe\u{0}\u{1B}]0;x\u{7}"
        case .markup: "</script><img src=x onerror=alert(1)>{{verdict}}"
        }
    }

    @Test(
        "60 KB of text, formulas, marks and overrides as a name stay text in their place", arguments: Name.allCases)
    func names(kind: Name) throws {
        let name = Self.text(kind)
        let result = Self.result { stream, call in
            (stream.codec, call.codec) = (name, name)
            stream.quality.reason = name
            var signalling = SignallingReport()
            (signalling.from, signalling.to, signalling.callID) = (name, name, name)
            call.signalling = signalling
        }
        let scratch = try Scratch()
        let path = try scratch.file("report.html", try ReportFormat.html.bytes(result))
        let seen = try Browser.drive(Self.look, [path])
        #expect(seen["log"] as? [String] == [] && seen["foreign"] as? Int == 0)
        #expect(try #require(seen["wide"] as? [Int]).allSatisfy { $0 <= 0 })
        #expect(
            seen["view"] as? [String] == ["Call 1 —", "Call 1 —"]
                || seen["view"] as? [String] == ["Call 1 MOS —", "Call 1 MOS —"])
    }

    /// Opens the page and its first call at two widths.
    static let look = """
        result = {"log": [], "wide": [], "foreign": 0, "view": [], "text": ""}
        for width in [1280, 360]:
            driver = browse(sys.argv[1], width=width)
            result["wide"].append(driver.execute_script("return document.documentElement.scrollWidth - innerWidth"))
            result["text"] += driver.find_element("css selector", "main").text
            driver.execute_script("location.hash = 'call-1'")
            time.sleep(0.4)
            result["wide"].append(driver.execute_script("return document.documentElement.scrollWidth - innerWidth"))
            result["foreign"] += driver.execute_script("return document.querySelectorAll('img, b, iframe, [onclick], [onerror]').length")
            result["view"] += texts(driver, ".view h2")
            result["text"] += driver.find_element("css selector", "main").text
            result["log"] += [entry["message"] for entry in driver.get_log("browser")]
            driver.quit()
        print(json.dumps(result))
        """

    @Test("a call without sound, a stream of three packets and no stream at all say so and stay usable")
    func little() throws {
        let scratch = try Scratch()
        let three = Self.result { stream, call in
            (stream.packets.captured, stream.packets.unique, stream.packets.expected) = (3, 3, 3)
            stream.detection.verdict = .probable
            stream.quality.reason = "nothing to score"
            var audio = CallAudioReport()
            audio.reason = "no stream of the call could be decoded"
            call.audio = audio
        }
        let path = try scratch.file("three.html", try ReportFormat.html.bytes(three))
        let seen = try Browser.drive(Self.look, [path])
        #expect(seen["log"] as? [String] == [])
        #expect(try #require(seen["wide"] as? [Int]).allSatisfy { $0 <= 0 })
        let text = try #require(seen["text"] as? String)
        #expect(
            text.contains("no stream of the call could be decoded") && text.contains("The call could not be rated."))
        #expect(text.contains("probable by behaviour"))
        let none = try scratch.file(
            "none.html",
            try ReportFormat.html.bytes(ScanResult(head: ReportFixture.result.head, streams: [], calls: [])))
        let empty = try Browser.drive(Self.look, [none])
        #expect(empty["log"] as? [String] == [] && empty["view"] as? [String] == [])
        #expect((empty["text"] as? String)?.contains("No call was found.") == true)
    }
}

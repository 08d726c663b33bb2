import Foundation
import IQOSCore
import Testing

@testable import IQOSScan

/// report.html in a browser.
@Suite("report.html in Chromium", .serialized, .enabled(if: Browser.isThere))
struct PageBrowserTests {
    /// A scan of a sample with its sound; the page is `out/report.html`.
    private static func scan(_ sample: String, _ options: [String] = []) throws -> Command {
        let command = try Command()
        let outcome = try command.run([repositoryPath("SamplePcaps/\(sample).pcap"), "-q", "-o", "out"] + options)
        try #require(outcome.status == 0, "\(outcome.errors)")
        return command
    }

    @Test("it opens from disk without a message or a request, and a click on the loss lane plays from there")
    func plays() throws {
        let command = try Self.scan("six-calls")
        let seen = try Browser.drive(
            """
            driver = browse(sys.argv[1])
            driver.execute_script("location.hash = 'call-2'")
            time.sleep(0.4)
            # The loss lane of the first direction, two thirds along its axis; where nothing zooms, its drawing.
            lane = driver.find_element("css selector", ".of-loss .u-over, svg.chart")
            wide = lane.rect["width"]
            x = round(wide * 2 / 3)
            ActionChains(driver).move_to_element_with_offset(lane, x - round(wide / 2), 0).perform()
            x = round(wide / 2) + x - round(wide / 2)
            driver.execute_script("window.seeks = []; for (const a of document.querySelectorAll('audio')) "
                "a.addEventListener('seeking', () => window.seeks.push(a.currentTime))")
            ActionChains(driver).click().perform()
            time.sleep(0.6)
            playing = "[...document.querySelectorAll('audio')].find(a => !a.paused)"
            first = driver.execute_script(f"const a = {playing}; return a ? a.currentTime : null")
            time.sleep(0.3)
            later = driver.execute_script(f"const a = {playing}; return a ? a.currentTime : null")
            data = json.loads(driver.execute_script("return document.getElementById('call-data-2').textContent"))
            print(json.dumps({"want": data["length"] * x / wide, "seeks": driver.execute_script("return window.seeks"),
                "first": first, "later": later, "log": [entry["message"] for entry in driver.get_log("browser")],
                "requests": driver.execute_script("return performance.getEntriesByType('resource').map(e => e.name)"
                    ".filter(name => !name.startsWith('file:'))")}))
            driver.quit()
            """, [command.path + "/out/report.html"])
        #expect(seen["log"] as? [String] == [] && seen["requests"] as? [String] == [])
        let want = try #require(seen["want"] as? Double)
        let sought = try #require((seen["seeks"] as? [Double])?.first)
        #expect(abs(sought - want) < 0.05)
        let (first, later) = (try #require(seen["first"] as? Double), try #require(seen["later"] as? Double))
        #expect(first > want && later > first)
    }

    @Test("page, terminal and table show the same digits, also where they are rounded")
    func digits() throws {
        let command = try Command()
        let values = [5.645956, 5.65, 99.949999, 99.95, 0.05, 9.994999, 9.995, 0.004999, 12.345001, 1.005, 1234.5678]
        let template = ReportFixture.result
        var (streams, calls): ([StreamReport], [CallReport]) = ([], [])
        for (index, value) in values.enumerated() {
            var (stream, call) = (template.stream(at: 0), template.call(at: 0))
            (stream.id, stream.call) = (index + 1, index + 1)
            stream.jitterMs?.mean = value
            // Percent of a hundred million.
            let missing = Int((min(value, 99) * 1e6).rounded())
            (stream.packets.expected, stream.packets.lost, stream.packets.late) = (100_000_000, missing, missing)
            stream.quality.mosLQ = 1 + value.truncatingRemainder(dividingBy: 3.4)
            (stream.durationS, stream.reverseStream) = (10 + value * 1e5, nil)
            (call.id, call.streams, call.durationS, call.findings) = (index + 1, [index + 1], stream.durationS, [])
            streams.append(stream)
            calls.append(call)
        }
        let result = ScanResult(head: template.head, streams: streams, calls: calls)
        try command.write(Array(try ReportFormat.html.text(result).utf8), to: "report.html")
        let seen = try Browser.drive(
            """
            driver = browse(sys.argv[1], height=4000)
            row = "return [...document.querySelectorAll('.rows .row')].map(row => [Number(row.dataset.id), " \
                "...['length', 'mos', 'lost', 'late', 'jitter'].map(name => row.querySelector('.c-' + name).textContent)])"
            print(json.dumps({"rows": driver.execute_script(row)}))
            driver.quit()
            """, [command.path + "/report.html"])
        let rows = try #require(seen["rows"] as? [[Any]])
        #expect(rows.count == values.count)
        let say = Wording(.english)
        for row in rows {
            let stream = streams[try #require(row[0] as? Int) - 1]
            let shown = row.dropFirst().map { "\($0)" }
            let cells = TerminalRow(stream, showsCall: true, callFindings: [], say)
            let columns: [TerminalColumn] = [.length, .mos, .lost, .late, .jitter]
            #expect(shown == columns.map { cells.text(in: $0, showsPorts: true) })
        }
    }

    @Test("sound inside the page is heard, one direction alone too, when nothing lies beside it")
    func embedded() throws {
        let command = try Self.scan("six-calls", ["--embed-audio"])
        try FileManager.default.removeItem(atPath: command.path + "/out/audio")
        let seen = try Browser.drive(
            """
            driver = browse(sys.argv[1])
            driver.find_elements("css selector", ".rows .round")[0].click()
            time.sleep(0.8)
            state = "const a = [...document.querySelectorAll('audio')].find(a => a.src); return [a.currentTime, a.error === null]"
            both = driver.execute_script(state)
            sources = texts(driver, ".bar .choice button")
            driver.find_elements("css selector", ".bar .choice button")[1].click()
            time.sleep(0.5)
            print(json.dumps({"both": both, "sources": sources, "left": driver.execute_script(state),
                "log": [entry["message"] for entry in driver.get_log("browser")]}))
            driver.quit()
            """, [command.path + "/out/report.html"])
        #expect(seen["log"] as? [String] == [])
        #expect((seen["sources"] as? [String])?.prefix(3) == ["Both", "Left", "Right"])
        let both = try #require(seen["both"] as? [Any])
        let left = try #require(seen["left"] as? [Any])
        #expect(both[1] as? Bool == true && left[1] as? Bool == true)
        #expect(try #require(both[0] as? Double) > 0.2)
        // A page that is one file has no links to others, but where nothing in it can be played without scripts.
        let page = try String(contentsOfFile: command.path + "/out/report.html", encoding: .utf8)
        #expect(page.contains("<span class=filelinks>") && !page.contains("<span class=filelinks><a"))
        #expect(page.contains("<span class=files>") && !page.contains("<span class=files><a"))
    }

    @Test("2,000 calls open within 1.5 s, sort, filter, scroll to the last and answer to keys")
    func many() throws {
        let scratch = try Scratch()
        let path = try scratch.file("report.html", try ReportFormat.html.bytes(ReportFixture.large(calls: 2000)))
        let seen = try Browser.drive(
            """
            driver = browse(sys.argv[1])
            rows = "return document.querySelectorAll('.rows .row').length"
            result = {"seconds": driver.seconds, "rows": driver.execute_script(rows)}
            heads = driver.find_elements("css selector", ".headrow button")
            result["worst"] = float(min(texts(driver, ".rows .c-mos"), key=float))
            heads[5].click()
            result["best"] = float(max(texts(driver, ".rows .c-mos"), key=float))
            heads[0].click()
            result["ids"] = sorted(int(t) for t in texts(driver, ".rows .c-call"))[:3]
            driver.execute_script(
                "scrollTo({top: document.querySelector('.rows').getBoundingClientRect().bottom + scrollY - 500, behavior: 'instant'})")
            time.sleep(0.3)
            result["last"] = max(int(t) for t in texts(driver, ".rows .c-call") if t)
            result["drawn"] = driver.execute_script(rows)
            driver.execute_script("scrollTo({top: 0, behavior: 'instant'})")
            field = driver.find_element("css selector", ".filters input")
            field.send_keys("no such text")
            result["none"] = driver.execute_script(rows)
            field.clear()
            field.send_keys("stream 1999")
            time.sleep(0.2)
            result["of stream"] = texts(driver, ".rows .c-call")
            field.clear()
            field.send_keys("1999")
            time.sleep(0.2)
            result["count"] = texts(driver, ".count")[0]
            row = driver.find_element("css selector", ".rows .row")
            driver.execute_script("arguments[0].focus()", row)
            row.send_keys(Keys.ENTER)
            time.sleep(0.4)
            result["view"] = texts(driver, ".view h2")
            # The best call is as much there as the worst.
            driver.execute_script("location.hash = 'call-1'")
            time.sleep(0.4)
            result["best view"] = texts(driver, ".view h2") + [driver.execute_script(
                "return document.querySelectorAll('.view .figures td').length")]
            result["log"] = [entry["message"] for entry in driver.get_log("browser")]
            print(json.dumps(result))
            driver.quit()
            """, [path])
        #expect(seen["log"] as? [String] == [])
        #expect(try #require(seen["seconds"] as? Double) < 1.5)
        #expect(try #require(seen["rows"] as? Int) < 60 && (seen["drawn"] as? Int ?? 0) < 60)
        // The fixture gets worse from call to call, from 4.4 to 1.4.
        #expect(seen["worst"] as? Double == 1.4 && seen["best"] as? Double == 4.4)
        #expect(seen["ids"] as? [Int] == [1, 2, 3] && seen["last"] as? Int == 2000)
        #expect(seen["none"] as? Int == 0 && seen["of stream"] as? [String] == ["1000"])
        #expect((seen["view"] as? [String])?.first?.hasPrefix("Call 1999") == true)
        let best = try #require(seen["best view"] as? [Any])
        #expect((best.first as? String)?.hasPrefix("Call 1") == true && (best.last as? Int ?? 0) > 40)
    }

    @Test("hostile names run nothing, widen nothing and stay text, at 360 pixels too")
    func hostile() throws {
        let scratch = try Scratch()
        let path = try scratch.file("report.html", try ReportFormat.html.bytes(ReportFixture.result))
        let seen = try Browser.drive(
            """
            result = {"log": [], "wide": [], "marks": 0}
            for width in [1280, 360]:
                driver = browse(sys.argv[1], width=width)
                ids = driver.execute_script("return JSON.parse(document.getElementById('book').textContent).calls.map(c => c[0])")
                for id in [None] + ids:
                    if id: driver.execute_script(f"location.hash = 'call-{id}'")
                    time.sleep(0.25)
                    result["wide"].append(driver.execute_script("return document.documentElement.scrollWidth - innerWidth"))
                    result["marks"] += driver.execute_script("return document.querySelectorAll('img, iframe, object, [onerror], [onmouseover]').length")
                result["log"] += [entry["message"] for entry in driver.get_log("browser")]
                driver.quit()
            print(json.dumps(result))
            """, [path])
        #expect(seen["log"] as? [String] == [] && seen["marks"] as? Int == 0)
        #expect(try #require(seen["wide"] as? [Int]).allSatisfy { $0 <= 0 })
    }

    @Test("without scripts every table and a drawing a stream are there")
    func withoutScripts() throws {
        let scratch = try Scratch()
        let path = try scratch.file("report.html", try ReportFormat.html.bytes(ReportFixture.result))
        let seen = try Browser.drive(
            """
            driver = browse(sys.argv[1], scripts=False)
            print(json.dumps({"rows": len(driver.find_elements("css selector", "table.calls tbody tr")),
                "charts": len(driver.find_elements("css selector", "svg.chart")),
                "visible": driver.find_element("css selector", "table.calls").is_displayed()}))
            driver.quit()
            """, [path])
        #expect(seen["rows"] as? Int == ReportFixture.result.callCount)
        #expect(seen["visible"] as? Bool == true && (seen["charts"] as? Int ?? 0) > 0)
    }
}

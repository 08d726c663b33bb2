import Foundation
import IQOSCore
import Testing

@testable import IQOSScan

/// What lanes, ladder and print of report.html tell is what report.json says.
@Suite("Lanes, ladder and print in Chromium", .serialized, .enabled(if: Browser.isThere))
struct PageLanesTests {
    private static func scan(_ sample: String) throws -> Command {
        let command = try Command()
        let outcome = try command.run([repositoryPath("SamplePcaps/\(sample).pcap"), "-q", "-o", "out"])
        try #require(outcome.status == 0, "\(outcome.errors)")
        return command
    }

    private static func report(_ command: Command) throws -> [String: Any] {
        let data = try Data(contentsOf: URL(fileURLWithPath: command.path + "/out/report.json"))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    @Test("a lane tells the figures of the interval under the pointer", .enabled(if: PageLibraries.areThere))
    func lanes() throws {
        let command = try Self.scan("burst-loss")
        let seen = try Browser.drive(
            """
            driver = browse(sys.argv[1])
            driver.execute_script("location.hash = 'call-1'")
            time.sleep(0.5)
            lane = driver.find_element("css selector", ".of-loss .u-over")
            told = []
            for share in [0.2, 0.6, 0.95]:
                ActionChains(driver).move_to_element_with_offset(lane, round(lane.rect["width"] * (share - 0.5)), 0).perform()
                time.sleep(0.2)
                told.append(texts(driver, ".tip div")[1])
            print(json.dumps({"told": told, "log": [entry["message"] for entry in driver.get_log("browser")]}))
            driver.quit()
            """, [command.path + "/out/report.html"])
        #expect(seen["log"] as? [String] == [])
        let streams = try #require(try Self.report(command)["streams"] as? [[String: Any]])
        let intervals = try #require(streams[0]["intervals"] as? [[String: Any]])
        let told = try #require(seen["told"] as? [String])
        try #require(intervals.count == 3 && told.count == 3)
        for (interval, text) in zip(intervals, told) {
            let (packets, lost) = (
                try #require(interval["packets"] as? Double), try #require(interval["lost"] as? Double)
            )
            let share = Wording(.english).percent(100 * lost / (packets + lost))
            let mos = FigureText.mos(try #require(interval["mos_lq"] as? Double))
            #expect(text.hasPrefix("left: \(share) lost, 0.00 % late, jitter 0.0 ms, PDV "), "\(text)")
            #expect(text.hasSuffix(", MOS \(mos)"), "\(text)")
        }
    }

    @Test("a click on the sound plays from there, as one on any other lane", .enabled(if: PageLibraries.areThere))
    func soundLane() throws {
        let command = try Self.scan("burst-loss")
        let seen = try Browser.drive(
            """
            driver = browse(sys.argv[1])
            driver.execute_script("location.hash = 'call-1'")
            time.sleep(0.5)
            lane = driver.find_element("css selector", ".of-sound .u-over")
            ActionChains(driver).move_to_element_with_offset(lane, round(lane.rect["width"] * 0.1), 0).click().perform()
            time.sleep(0.6)
            told = texts(driver, ".tip div")
            state = driver.execute_script("const a = [...document.querySelectorAll('audio')].find(a => a.src); return a && a.currentTime")
            label = "return document.querySelector('.callhead .round').getAttribute('aria-label')"
            playing = driver.execute_script(label)
            driver.find_element("css selector", ".callhead .round").click()
            time.sleep(0.3)
            print(json.dumps({"told": told, "time": state, "playing": playing, "paused": driver.execute_script(label),
                "log": [entry["message"] for entry in driver.get_log("browser")]}))
            driver.quit()
            """, [command.path + "/out/report.html"])
        #expect(seen["log"] as? [String] == [])
        let call = try #require((try Self.report(command)["calls"] as? [[String: Any]])?.first)
        let place = try #require(call["duration_s"] as? Double) * 0.6
        let time = try #require(seen["time"] as? Double)
        #expect(time >= place - 0.1 && time < place + 2)
        #expect((seen["told"] as? [String])?.first?.hasPrefix("0:0") == true)
        #expect(seen["playing"] as? String == "Pause call 1" && seen["paused"] as? String == "Play call 1")
    }

    @Test("space plays a call that was opened, and pauses it")
    func space() throws {
        let command = try Self.scan("dtmf")
        let seen = try Browser.drive(
            """
            driver = browse(sys.argv[1])
            driver.execute_script("location.hash = 'call-1'")
            time.sleep(0.5)
            state = "const a = [...document.querySelectorAll('audio')].find(a => a.src); return a ? !a.paused : null"
            states = [driver.execute_script(state)]
            for focus in ["document.querySelector('.view h2').focus()", "document.activeElement.blur()", ""]:
                driver.execute_script(focus)
                ActionChains(driver).send_keys(" ").perform()
                time.sleep(0.4)
                states.append(driver.execute_script(state))
            print(json.dumps({"states": states, "top": driver.execute_script("return scrollY"),
                "log": [e["message"] for e in driver.get_log("browser")]}))
            driver.quit()
            """, [command.path + "/out/report.html"])
        #expect(seen["log"] as? [String] == [] && seen["top"] as? Int == 0)
        let states = try #require(seen["states"] as? [Any])
        #expect(states[0] is NSNull && states.dropFirst().compactMap { $0 as? Bool } == [true, false, true])
    }

    @Test("a call without a stream unfolds to its ladder, also on a page without any call")
    func silentCall() throws {
        let scratch = try Scratch()
        let path = try scratch.file(
            "report.html",
            try ReportFormat.html.bytes(ScanResult(head: ReportFixture.result.head, streams: [], calls: [])))
        let seen = try Browser.drive(
            """
            driver = browse(sys.argv[1])
            before = len(driver.find_elements("css selector", ".rungs"))
            driver.find_element("css selector", "#silent summary").click()
            time.sleep(0.3)
            print(json.dumps({"before": before, "rungs": len(driver.find_elements("css selector", "#silent .rung")),
                "stamps": [node.get_attribute("textContent") for node in driver.find_elements("css selector", "#silent .stamp")],
                "summary": driver.find_element("css selector", "#silent summary").text,
                "log": [entry["message"] for entry in driver.get_log("browser")]}))
            driver.quit()
            """, [path])
        #expect(seen["log"] as? [String] == [])
        #expect(seen["before"] as? Int == 0)
        #expect(seen["rungs"] as? Int == 3)
        #expect(seen["stamps"] as? [String] == ["0:00.00", "0:00.08", "0:00.34"])
        #expect((seen["summary"] as? String)?.contains("SIP 486 Busy Here") == true)
    }

    @Test("the ladder has a rung a message, in order of time, from its sender to its receiver")
    func ladder() throws {
        let command = try Self.scan("clean-sip")
        let seen = try Browser.drive(
            """
            driver = browse(sys.argv[1])
            driver.execute_script("location.hash = 'call-1'")
            time.sleep(0.5)
            print(json.dumps(driver.execute_script('''
                const number = (node, name) => Number(node.getAttribute(name));
                const parties = [...document.querySelectorAll(".rungs > .title")].map(text => [number(text, "x"), text.textContent]);
                const at = x => parties.reduce((a, b) => Math.abs(b[0] - x) < Math.abs(a[0] - x) ? b : a)[1];
                return {rungs: [...document.querySelectorAll(".rung")].map(rung => {
                  const arrow = rung.querySelector(".arrow"), tip = /^M([\\\\d.]+)/.exec(rung.querySelector(".tipof").getAttribute("d"))[1];
                  return [rung.querySelector("title").textContent, at(number(arrow, "x1")), at(Number(tip)), String(number(arrow, "y1"))];
                }), label: document.querySelector(".rungs").getAttribute("aria-label")};
                ''')))
            driver.quit()
            """, [command.path + "/out/report.html"])
        let calls = try #require(try Self.report(command)["calls"] as? [[String: Any]])
        let signalling = try #require(calls[0]["signalling"] as? [String: Any])
        let messages = try #require(signalling["messages"] as? [[String: Any]])
        let rungs = try #require(seen["rungs"] as? [[String]])
        try #require(messages.count > 4 && rungs.count == messages.count)
        for (message, rung) in zip(messages, rungs) {
            #expect(rung[0].hasSuffix(" " + (try #require(message["summary"] as? String))))
            #expect(rung[1] == message["source"] as? String && rung[2] == message["destination"] as? String)
        }
        // The INVITE comes before the media that the call's time counts from.
        #expect(rungs[0][0].hasPrefix("−0:01.") && !rungs[rungs.count - 1][0].hasPrefix("−"))
        let heights = rungs.compactMap { Double($0[3]) }
        #expect(zip(heights, heights.dropFirst()).allSatisfy { $0 < $1 })
        #expect((seen["label"] as? String)?.contains(rungs[0][1]) == true)
    }

    @Test("on paper: every call and every figure, no button, no player, nothing cut off at the side")
    func print() throws {
        let command = try Self.scan("six-calls")
        let seen = try Browser.drive(
            """
            import base64
            driver = browse(sys.argv[1], width=760)
            def paper():
                driver.execute_script("dispatchEvent(new Event('beforeprint'))")
                driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
                time.sleep(0.4)
                seen = driver.execute_script('''
                    const shown = [...document.querySelectorAll("input, select, audio, .bar, .tools button, .round, .inline")].filter(e => e.checkVisibility());
                    return {wide: document.documentElement.scrollWidth - innerWidth, tools: shown.map(e => e.className || e.tagName),
                        rows: [...document.querySelectorAll(".rows .row")].filter(e => e.checkVisibility()).length,
                        text: document.querySelector("main").innerText};''')
                pdf = base64.b64decode(driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": True})["data"])
                seen["pages"] = pdf.count(b"/Type /Page\\n") or pdf.count(b"/Type /Page ")
                driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
                return seen
            result = {"overview": paper()}
            driver.execute_script("location.hash = 'call-1'")
            time.sleep(0.5)
            result["call"] = paper()
            result["log"] = [entry["message"] for entry in driver.get_log("browser")]
            print(json.dumps(result))
            driver.quit()
            """, [command.path + "/out/report.html"])
        #expect(seen["log"] as? [String] == [])
        for part in ["overview", "call"] {
            let paper = try #require(seen[part] as? [String: Any])
            #expect(paper["tools"] as? [String] == [], "\(part)")
            #expect(try #require(paper["wide"] as? Int) <= 0, "\(part)")
            #expect(try #require(paper["pages"] as? Int) > 0)
        }
        let (overview, call) = (
            try #require(seen["overview"] as? [String: Any]), try #require(seen["call"] as? [String: Any])
        )
        #expect(overview["rows"] as? Int == 6)
        let text = try #require(call["text"] as? String)
        for figure in ["SSRC", "Jitter, mean / largest / last", "Why this is RTP", "Intervals", "MOS-LQ"] {
            #expect(text.contains(figure), "\(figure)")
        }
    }
}

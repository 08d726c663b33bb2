import Foundation
import IQOSCore
import Testing

@testable import IQOSScan

/// A call of report.html in a browser: its lanes, what plays, and what it makes of bad input.
@Suite("A call in Chromium", .serialized, .enabled(if: Browser.isThere))
struct PageCallTests {
    private static func scan(_ sample: String, _ options: [String] = []) throws -> Command {
        let command = try Command()
        let outcome = try command.run([repositoryPath("SamplePcaps/\(sample).pcap"), "-q", "-o", "out"] + options)
        try #require(outcome.status == 0, "\(outcome.errors)")
        return command
    }

    @Test("all lanes zoom as one, by drag and by key, and 0 shows all", .enabled(if: PageLibraries.areThere))
    func zoom() throws {
        let command = try Self.scan("burst-loss")
        let seen = try Browser.drive(
            """
            driver = browse(sys.argv[1])
            driver.execute_script("location.hash = 'call-1'")
            time.sleep(0.5)
            overs = driver.find_elements("css selector", ".lane .u-over")
            # Where the marks of the time axis stand tells the range; each lane draws its own grid of it.
            width = "return [...document.querySelectorAll('.of-sound .u-under > div')].map(box => box.shadowRoot ? "
            width += "box.shadowRoot.querySelector('.wrapper').getBoundingClientRect().width : 0)"
            before = driver.execute_script(width)
            lane = driver.find_element("css selector", ".of-jitter .u-over")
            wide = lane.rect["width"]
            ActionChains(driver).move_to_element_with_offset(lane, round(-wide / 4), 0).click_and_hold() \\
                .move_by_offset(round(wide / 4), 0).release().perform()
            time.sleep(0.5)
            after = driver.execute_script(width)
            seeks = driver.execute_script("return [...document.querySelectorAll('audio')].filter(a => a.src).length")
            view = driver.find_element("css selector", ".timeline")
            driver.execute_script("arguments[0].focus()", view)
            view.send_keys("0")
            time.sleep(0.3)
            whole = driver.execute_script(width)
            view.send_keys("+")
            time.sleep(0.3)
            closer = driver.execute_script(width)
            print(json.dumps({"lanes": len(overs), "before": before, "after": after, "whole": whole, "closer": closer,
                "seeks": seeks, "log": [entry["message"] for entry in driver.get_log("browser")]}))
            driver.quit()
            """, [command.path + "/out/report.html"])
        #expect(seen["log"] as? [String] == [])
        // Sound, loss, jitter and MOS of both directions, the axis and events.
        #expect(try #require(seen["lanes"] as? Int) >= 9)
        let waves = try ["before", "after", "whole", "closer"].map { try #require(seen[$0] as? [Double]) }
        try #require(waves.allSatisfy { $0.count == 2 && $0[0] == $0[1] && $0[0] > 0 })
        // A quarter of the call was drawn over.
        #expect(abs(waves[1][0] / waves[0][0] - 4) < 0.2)
        #expect(abs(waves[2][0] - waves[0][0]) < 2 && abs(waves[3][0] / waves[0][0] - 2) < 0.05)
        // A drag is no click.
        #expect(seen["seeks"] as? Int == 0)
    }

    @Test("the spectrogram of both directions is drawn where the sound is inside", .enabled(if: PageLibraries.areThere))
    func spectrogram() throws {
        let command = try Self.scan("clean-sip", ["--embed-audio"])
        let seen = try Browser.drive(
            """
            driver = browse(sys.argv[1])
            driver.execute_script("location.hash = 'call-1'")
            time.sleep(0.5)
            button = [b for b in driver.find_elements("css selector", ".tools button") if b.text == "Spectrogram"][0]
            button.click()
            time.sleep(2)
            colours = driver.execute_script('''
                return [...document.querySelectorAll(".of-spectrum canvas")].map(canvas => {
                    const {data} = canvas.getContext("2d").getImageData(60, 0, canvas.width - 80, canvas.height);
                    return new Set(Array.from({length: 4000}, (_, i) => {
                        const place = 4 * Math.floor(i / 4000 * data.length / 4);
                        return data.slice(place, place + 3).join();
                    })).size;
                })''')
            pressed = button.get_attribute("aria-pressed")
            button.click()
            shown = [e.is_displayed() for e in driver.find_elements("css selector", ".of-spectrum")]
            print(json.dumps({"colours": colours, "pressed": pressed, "shown": shown,
                "log": [entry["message"] for entry in driver.get_log("browser")]}))
            driver.quit()
            """, [command.path + "/out/report.html"])
        #expect(seen["log"] as? [String] == [] && seen["pressed"] as? String == "true")
        let colours = try #require(seen["colours"] as? [Int])
        #expect(colours.count == 2 && colours.allSatisfy { $0 > 40 })
        #expect(seen["shown"] as? [Bool] == [false, false])
    }

    @Test("left, right and both as heard, and each direction as captured, play on from the same moment")
    func sources() throws {
        let command = try Self.scan("clean-sip", ["--embed-audio"])
        let seen = try Browser.drive(
            """
            driver = browse(sys.argv[1])
            driver.execute_script("location.hash = 'call-1'")
            time.sleep(0.4)
            driver.find_element("css selector", ".view .round").click()
            time.sleep(0.5)
            head = "return document.querySelector('.bartime').textContent"
            result = {"sources": [], "moving": [], "times": []}
            for index in range(len(driver.find_elements("css selector", ".bar .choice button"))):
                button = driver.find_elements("css selector", ".bar .choice button")[index]
                button.click()
                time.sleep(0.5)
                playing = "const a = [...document.querySelectorAll('audio')].find(a => !a.paused); return a ? a.currentTime : -1"
                first = driver.execute_script(playing)
                time.sleep(0.25)
                result["moving"].append(driver.execute_script(playing) > first >= 0)
                result["sources"].append([driver.execute_script("return [...document.querySelectorAll('.bar .choice button')]"
                    ".find(b => b.getAttribute('aria-pressed') === 'true').textContent"),
                    driver.find_elements("css selector", ".bar .choice")[1 if index > 2 else 0].get_attribute("aria-label")])
                minutes, seconds = driver.execute_script(head).split(" / ")[0].split(":")
                result["times"].append(60 * int(minutes) + float(seconds))
            result["log"] = [entry["message"] for entry in driver.get_log("browser")]
            print(json.dumps(result))
            driver.quit()
            """, [command.path + "/out/report.html"])
        #expect(seen["log"] as? [String] == [])
        let sources = try #require(seen["sources"] as? [[String]])
        #expect(
            sources == [
                ["Both", "As heard"], ["Left", "As heard"], ["Right", "As heard"], ["Left", "As captured"],
                ["Right", "As captured"],
            ])
        #expect(seen["moving"] as? [Bool] == Array(repeating: true, count: 5))
        let times = try #require(seen["times"] as? [Double])
        #expect(zip(times, times.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test("N and P jump from wound to wound, a second before each, and the list plays there too")
    func places() throws {
        let command = try Self.scan("burst-loss")
        let seen = try Browser.drive(
            """
            driver = browse(sys.argv[1])
            driver.execute_script("location.hash = 'call-1'")
            time.sleep(0.4)
            stamps = texts(driver, ".where ol .stamp")
            whats = texts(driver, ".where ol .what")
            view = driver.find_element("css selector", ".timeline")
            driver.execute_script("arguments[0].focus(); window.seeks = []; for (const a of document.querySelectorAll('audio'))"
                " a.addEventListener('seeking', () => window.seeks.push(a.currentTime))", view)
            for key in ["n", "n", "p"]:
                view.send_keys(key)
                time.sleep(0.5)
            jumps = driver.execute_script("return window.seeks")
            driver.execute_script("window.seeks = []")
            driver.execute_script("arguments[0].click()", driver.find_elements("css selector", ".where ol button")[-1])
            time.sleep(0.4)
            print(json.dumps({"stamps": stamps, "whats": whats, "jumps": jumps, "last": driver.execute_script("return window.seeks"),
                "log": [entry["message"] for entry in driver.get_log("browser")]}))
            driver.quit()
            """, [command.path + "/out/report.html"])
        #expect(seen["log"] as? [String] == [])
        let stamps = try #require(seen["stamps"] as? [String]).compactMap { text in
            let parts = text.split(separator: ":").compactMap { Double($0) }
            return parts.count == 2 ? 60 * parts[0] + parts[1] : nil
        }
        let jumps = try #require(seen["jumps"] as? [Double])
        try #require(stamps.count > 2 && jumps.count == 3)
        // A run of nine is longer than what is concealed of it; of several at once it is not told.
        let whats = try #require(seen["whats"] as? [String])
        #expect(
            whats.contains("lost 180 ms, 60.0 ms concealed") && whats.contains("lost 180 ms in 3 pieces"), "\(whats)")
        #expect(jumps[0] < jumps[1])
        for jump in jumps { #expect(stamps.contains { abs(max(0, $0 - 1) - jump) < 0.11 }, "\(jump)") }
        let last = try #require((seen["last"] as? [Double])?.last)
        #expect(abs(last - max(0, stamps[stamps.count - 1] - 1)) < 0.11)
    }

    @Test("20,000 streams open, scroll to the last call and answer to the filter")
    func twentyThousand() throws {
        let scratch = try Scratch()
        let path = try scratch.file("report.html", try ReportFormat.html.bytes(ReportFixture.large(calls: 10_000)))
        let seen = try Browser.drive(
            """
            driver = browse(sys.argv[1])
            result = {"seconds": driver.seconds, "count": texts(driver, ".count")[0]}
            driver.execute_script(
                "scrollTo({top: document.querySelector('.rows').getBoundingClientRect().bottom + scrollY - 500, behavior: 'instant'})")
            time.sleep(0.4)
            result["drawn"] = driver.execute_script("return document.querySelectorAll('.rows .row').length")
            start = time.time()
            driver.find_element("css selector", ".filters input").send_keys("9999")
            result["filter"] = time.time() - start
            # The page scrolls up to what is left of it, and draws then.
            time.sleep(0.4)
            result["rows"] = texts(driver, ".rows .c-call")
            result["log"] = [entry["message"] for entry in driver.get_log("browser")]
            print(json.dumps(result))
            driver.quit()
            """, [path])
        #expect(seen["log"] as? [String] == [] && seen["count"] as? String == "10,000 calls")
        #expect(try #require(seen["seconds"] as? Double) < 10)
        #expect(try #require(seen["drawn"] as? Int) < 60 && (seen["filter"] as? Double ?? 9) < 3)
        #expect((seen["rows"] as? [String])?.contains("9999") == true)
    }

    @Test("in Spanish the page works the same, and its language is told")
    func spanish() throws {
        let command = try Self.scan("burst-loss", ["--lang", "es"])
        let seen = try Browser.drive(PageOddCallTests.look, [command.path + "/out/report.html"])
        #expect(seen["log"] as? [String] == [])
        #expect(try #require(seen["wide"] as? [Int]).allSatisfy { $0 <= 0 })
        let text = try #require(seen["text"] as? String)
        #expect(text.contains("Dónde escuchar") && text.contains("Los paquetes se pierden a ráfagas"))
        for english in ["Where to listen", "packets", "Codec\n", "Lost", "stream ", "Call "] {
            #expect(!text.contains(english), "\(english)")
        }
    }
}

import Foundation
import Testing

@testable import IQOSScan

/// report.html by the rules of axe-core: WCAG 2.1 A and AA, contrast among them.
@Suite("report.html for everyone", .serialized, .enabled(if: Browser.hasAxe))
struct PageAccessTests {
    @Test("axe-core finds no serious fault", arguments: ["light", "dark"], [1280, 360])
    func axe(scheme: String, width: Int) throws {
        let command = try Command()
        let outcome = try command.run([repositoryPath("SamplePcaps/six-calls.pcap"), "-q", "-o", "out"])
        try #require(outcome.status == 0, "\(outcome.errors)")
        let seen = try Browser.drive(
            """
            import pathlib, axe_core_python
            script = (pathlib.Path(axe_core_python.__file__).parent / "axe.min.js").read_text()
            driver = browse(sys.argv[1], width=int(sys.argv[3]), scheme=sys.argv[2])
            found, rules = [], 0
            for place in ["", "call-1"]:
                driver.execute_script("location.hash = arguments[0]", place)
                time.sleep(0.6)
                for part in driver.find_elements("css selector", "details"):
                    driver.execute_script("arguments[0].open = true", part)
                driver.execute_script(script)
                result = driver.execute_async_script(
                    "const done = arguments[0]; axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']}).then(done)")
                rules += len(result["passes"])
                found += [place + ": " + entry["id"] + " " + node["html"][:160] + " " + node["failureSummary"][:200]
                    for entry in result["violations"] if entry["impact"] in ("serious", "critical")
                    for node in entry["nodes"][:4]]
            print(json.dumps({"found": found, "rules": rules}))
            driver.quit()
            """, [command.path + "/out/report.html", scheme, String(width)])
        #expect(seen["found"] as? [String] == [])
        #expect(try #require(seen["rules"] as? Int) > 20)
    }

    @Test("each figure's definition comes to a pointer, a finger and the keyboard")
    func definitions() throws {
        let command = try Command()
        let outcome = try command.run([repositoryPath("SamplePcaps/random-loss.pcap"), "-q", "-o", "out"])
        try #require(outcome.status == 0, "\(outcome.errors)")
        let seen = try Browser.drive(
            """
            driver = browse(sys.argv[1], width=360)
            driver.execute_script("location.hash = 'call-1'")
            time.sleep(0.5)
            names = driver.find_elements("css selector", ".figures tbody th:first-child")
            terms = driver.find_elements("css selector", ".figures tbody th:first-child > button.explained")
            gloss = driver.find_element("css selector", ".gloss")
            state = lambda: [gloss.is_displayed(), gloss.text, driver.execute_script(
                "const box = document.querySelector('.gloss').getBoundingClientRect(); return box.left >= 0 && box.right <= innerWidth")]
            told = [state()]
            terms[3].send_keys(Keys.ENTER)
            told.append(state())
            expanded = terms[3].get_attribute("aria-expanded")
            terms[3].send_keys(Keys.ESCAPE)
            told.append(state() + [driver.execute_script("return location.hash")])
            driver.execute_script("arguments[0].click()", terms[12])
            told.append(state())
            driver.execute_script("arguments[0].click()", driver.find_element("css selector", ".view h2"))
            told.append(state())
            print(json.dumps({"names": len(names), "terms": len(terms), "expanded": expanded, "told": told,
                "titles": [term.get_attribute("title") for term in terms], "term": terms[3].text}))
            driver.quit()
            """, [command.path + "/out/report.html"])
        #expect(seen["names"] as? Int == seen["terms"] as? Int)
        #expect(try #require(seen["names"] as? Int) > 40)
        #expect(try #require(seen["titles"] as? [String]).allSatisfy { $0.count > 20 })
        let told = try #require(seen["told"] as? [[Any]])
        #expect(told.map { $0[0] as? Bool } == [false, true, false, true, false])
        let term = try #require(seen["term"] as? String)
        #expect((told[1][1] as? String)?.hasPrefix(term + "\n") == true && seen["expanded"] as? String == "true")
        // On a narrow screen all of it can be read, and Escape does not leave the call with it.
        #expect(told[1][2] as? Bool == true && told[3][2] as? Bool == true && told[2][3] as? String == "#call-1")
    }

    @Test(
        "on a narrow screen the names of a call stand beside its button, not a letter a line",
        arguments: ["wav", "mp3"])
    func narrowHead(audio: String) throws {
        let command = try Command()
        let outcome = try command.run([
            repositoryPath("SamplePcaps/clean-sip.pcap"), "-q", "-o", "out", "--audio", audio,
        ])
        try #require(outcome.status == 0, "\(outcome.errors)")
        let seen = try Browser.drive(
            """
            driver = browse(sys.argv[1], width=390)
            driver.execute_script("location.hash = 'call-1'")
            time.sleep(0.5)
            # Names as long as those of real calls, in which a line may break anywhere.
            driver.execute_script("document.querySelector('.view .callhead p').textContent = "
                "'sip:200.57.7.195:55061;user=phone → \\\"francisco@bestel.com\\\" <sip:francisco@bestel.com:55060>'")
            box = driver.find_element("css selector", ".view .callhead .grow").rect
            print(json.dumps({"width": box["width"], "height": box["height"],
                "beyond": driver.execute_script("return document.documentElement.scrollWidth - innerWidth")}))
            driver.quit()
            """, [command.path + "/out/report.html"])
        #expect(try #require(seen["width"] as? Double) >= 200 && #require(seen["height"] as? Double) < 300)
        // A scroll bar takes some of the window.
        #expect(try #require(seen["beyond"] as? Int) <= 0)
    }

    @Test("the first screen of a small laptop shows calls, and its findings lead to theirs")
    func firstScreen() throws {
        let command = try Command()
        let outcome = try command.run([repositoryPath("SamplePcaps/six-calls.pcap"), "-q", "-o", "out"])
        try #require(outcome.status == 0, "\(outcome.errors)")
        let seen = try Browser.drive(
            """
            driver = browse(sys.argv[1], width=1366, height=768)
            rows = driver.execute_script("return [...document.querySelectorAll('.rows .row')].filter(row => "
                "row.getBoundingClientRect().bottom <= innerHeight).length")
            items = driver.find_elements("css selector", ".overview .findings li")
            code = items[0].get_attribute("data-code")
            show = [item for item in items if item.find_elements("css selector", "button")]
            wanted = show[0].get_attribute("data-code") if show else None
            if show: driver.execute_script("arguments[0].click()", show[0].find_element("css selector", "button"))
            time.sleep(0.3)
            filtered = driver.find_element("css selector", "input[type=search]").get_attribute("value")
            count = driver.find_element("css selector", ".count").text
            driver.execute_script("arguments[0].click()", items[0].find_element("css selector", "a"))
            time.sleep(0.5)
            heading = driver.find_elements("css selector", ".view h2")
            print(json.dumps({"rows": rows, "wanted": wanted, "filtered": filtered, "count": count,
                "heading": heading[0].text if heading else None, "log": driver.get_log("browser")}))
            driver.quit()
            """, [command.path + "/out/report.html"])
        #expect(try #require(seen["rows"] as? Int) >= 2)
        #expect(try #require(seen["wanted"] as? String) == seen["filtered"] as? String)
        #expect((seen["count"] as? String)?.contains("of 6") == true, "\(seen)")
        #expect((seen["heading"] as? String)?.hasPrefix("Call ") == true)
        #expect((seen["log"] as? [Any])?.isEmpty == true)
    }
}

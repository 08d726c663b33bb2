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
}

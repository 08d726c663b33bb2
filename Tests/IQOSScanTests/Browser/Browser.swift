import Foundation
import Testing

/// Headless Chromium, driven by Selenium.
///
/// Debian has the browser in `chromium` and `chromium-driver`, PyPI has `selenium`. Where one is missing the tests are
/// skipped. `IQOS_BROWSER_PYTHON` names a Python that has selenium.
enum Browser {
    static let python = ProcessInfo.processInfo.environment["IQOS_BROWSER_PYTHON"] ?? "python3"

    static let isThere: Bool = {
        guard ["/usr/bin/chromium", "/usr/bin/chromedriver"].allSatisfy(FileManager.default.isExecutableFile) else {
            return false
        }
        return (try? run("import selenium; print('true')", [])) != nil
    }()

    /// PyPI has axe-core's script in `axe-core-python`.
    static let hasAxe = isThere && (try? run("import axe_core_python; print('true')", [])) != nil

    /// What every script begins with: `open(path)` gives a browser in which the page is loaded and the time it took.
    private static let preamble = """
        import json, sys, time
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service
        from selenium.webdriver.common.action_chains import ActionChains
        from selenium.webdriver.common.keys import Keys

        def browse(path, width=1280, height=900, scripts=True, scheme="light"):
            options = webdriver.ChromeOptions()
            options.binary_location = "/usr/bin/chromium"
            for flag in ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
                         "--autoplay-policy=no-user-gesture-required"]:
                options.add_argument(flag)
            options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
            if not scripts:
                options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
            driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
            driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})
            driver.execute_cdp_cmd("Emulation.setEmulatedMedia",
                {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
            start = time.time()
            driver.get("file://" + path)
            driver.seconds = time.time() - start
            return driver

        def texts(driver, selector):
            return driver.execute_script("return [...document.querySelectorAll(arguments[0])].map(e => e.textContent)", selector)

        """

    /// Runs a script that prints JSON.
    static func drive(_ script: String, _ arguments: [String]) throws -> [String: Any] {
        try #require(try run(preamble + script, arguments) as? [String: Any])
    }

    private static func run(_ script: String, _ arguments: [String]) throws -> Any {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [python, "-c", script] + arguments
        let output = Pipe()
        process.standardOutput = output
        if !script.hasPrefix(preamble) { process.standardError = FileHandle.nullDevice }
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "the browser's script failed; see the lines above")
        return try JSONSerialization.jsonObject(with: data, options: [.fragmentsAllowed])
    }
}

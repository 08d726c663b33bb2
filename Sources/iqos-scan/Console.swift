import Foundation
import IQOSCore
import IQOSScan

/// Standard error: progress on a terminal, diagnostics everywhere.
final class Console {
    private let isQuiet: Bool
    private let showsProgress: Bool
    private let started = ContinuousClock.now
    private var shown = ContinuousClock.now
    private var isLineOpen = false
    /// What is read at the moment, and since when.
    private var stage: (name: Scan.Progress.Stage, since: ContinuousClock.Instant)?

    init(isQuiet: Bool) {
        self.isQuiet = isQuiet
        showsProgress = !isQuiet && isatty(STDERR_FILENO) == 1
    }

    /// Says one line.
    func say(_ text: String) { Self.say(text) }

    static func say(_ text: String) {
        FileHandle.standardError.write(Data("iqos-scan: \(text)\n".utf8))
    }

    /// Says what the report warns of.
    func warn(_ head: ScanReport) {
        guard !isQuiet else { return }
        for warning in head.warnings { say(warning.message) }
    }

    /// Redraws the progress line, a few times a second and not in the first one.
    func show(_ progress: Scan.Progress) {
        let now = ContinuousClock.now
        if stage?.name != progress.stage { stage = (progress.stage, now) }
        guard showsProgress, now - started > .seconds(1), now - shown > .milliseconds(200) else { return }
        shown = now
        isLineOpen = true
        FileHandle.standardError.write(
            Data("\r\u{1B}[K\(line(progress, elapsed: now - (stage?.since ?? started)))".utf8))
    }

    /// Clears the progress line.
    func endProgress() {
        guard isLineOpen else { return }
        isLineOpen = false
        FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    }

    private func line(_ progress: Scan.Progress, elapsed: Duration) -> String {
        let what =
            switch progress.stage {
            case .measuring: "measuring"
            case .listening: "decoding"
            case .writing: "writing"
            }
        let megabytes = Double(progress.bytes) / 1e6
        var parts = ["\(what)", "\(progress.streams) streams"]
        if progress.stage != .writing { parts.insert("\(Int(megabytes)) MB", at: 1) }
        if let total = progress.totalBytes, total > 0, progress.stage != .writing {
            parts.append("\(min(100, 100 * progress.bytes / total)) %")
            let seconds = elapsed / .seconds(1)
            if seconds > 0.5, progress.bytes > 0 {
                let rate = Double(progress.bytes) / seconds
                let left = Int(Double(max(0, total - progress.bytes)) / rate)
                parts.append("\(Int(rate / 1e6)) MB/s, \(left / 60):\(left % 60 < 10 ? "0" : "")\(left % 60) left")
            }
        }
        return "iqos-scan: " + parts.joined(separator: ", ")
    }
}

/// What standard output is.
enum Terminal {
    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Colour is for terminals, unless the user wants none (no-color.org).
    static var isColourful: Bool {
        isTerminal && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
    }

    /// Columns.
    static var width: Int {
        var size = winsize()
        if isTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
        return ProcessInfo.processInfo.environment["COLUMNS"].flatMap(Int.init) ?? 120
    }
}

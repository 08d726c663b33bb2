import Foundation
import IQOSCore
import IQOSScan
import Synchronization

/// Standard error: progress on a terminal, diagnostics everywhere.
final class Console: Sendable {
    /// A stage that is over.
    private struct Pass {
        let name: Scan.Progress.Stage
        let elapsed: Duration
        let bytes: Int

        init(
            of stage: (name: Scan.Progress.Stage, since: ContinuousClock.Instant, bytes: Int),
            until end: ContinuousClock.Instant
        ) {
            (name, elapsed, bytes) = (stage.name, end - stage.since, stage.bytes)
        }
    }

    private struct State {
        var shown = ContinuousClock.now
        var isLineOpen = false
        /// What is read at the moment, and since when.
        var stage: (name: Scan.Progress.Stage, since: ContinuousClock.Instant, bytes: Int)?
        var passes: [Pass] = []
        /// Captures of many that were scanned in this run.
        var fresh = 0
    }

    private let isQuiet: Bool
    private let isVerbose: Bool
    private let phrases: ProgressPhrases
    private let showsProgress: Bool
    private let started = ContinuousClock.now
    private let state = Mutex(State())

    init(isQuiet: Bool, isVerbose: Bool, _ language: Language) {
        self.isQuiet = isQuiet
        self.isVerbose = isVerbose
        phrases = ProgressPhrases(language)
        showsProgress = !isQuiet && isatty(STDERR_FILENO) == 1
    }

    /// Says one line.
    func say(_ text: String) { Self.say(text) }

    /// Says why a run ends.
    func say(_ error: any ToldError) { Self.say(phrases.error(error)) }

    /// Says that a folder holds nothing to scan.
    func sayNothing(at path: String) { Self.say(phrases.nothing(at: path)) }

    /// Says what missed a gate.
    func sayMissed(_ miss: GateMiss) {
        guard !isQuiet else { return }
        say(phrases.missed(miss))
    }

    /// File names are in it as they are: no name may write to a terminal more than one line of letters.
    static func say(_ text: String) {
        StandardError.write("iqos-scan: \(text.printable)\n")
    }

    /// Says what the report warns of.
    func warn(_ head: ScanReport) {
        guard !isQuiet else { return }
        for warning in head.warnings { say(phrases.warning(warning.message)) }
    }

    /// Says what was read, how long it took and which limits were reached, where that is wanted.
    func detail(_ head: ScanReport) {
        guard isVerbose else { return }
        for file in head.capture.files { say(phrases.file(file)) }
        let now = ContinuousClock.now
        for pass in state.withLock({ $0.passes + [$0.stage.map { Pass(of: $0, until: now) }].compactMap(\.self) }) {
            let seconds = pass.elapsed / .seconds(1)
            let rate = pass.bytes > 0 && seconds > 0.001 ? "\(Int(Double(pass.bytes) / seconds / 1e6)) MB/s" : nil
            say(phrases.took(phrases.name(of: pass.name), seconds: ProgressLine.decimals(seconds), rate: rate))
        }
        for limit in head.limits where limit.value > 0 { say(phrases.limit(limit.key, limit.value)) }
    }

    /// Redraws the progress line, a few times a second and not in the first one.
    func show(_ progress: Scan.Progress) {
        state.withLock { state in
            let now = ContinuousClock.now
            if state.stage?.name != progress.stage {
                if let ended = state.stage { state.passes.append(Pass(of: ended, until: now)) }
                state.stage = (progress.stage, now, 0)
            }
            state.stage?.bytes = progress.bytes
            guard isDue(now, since: state.shown) else { return }
            redraw(ProgressLine(progress, elapsed: now - (state.stage?.since ?? started), phrases).text, now, &state)
        }
    }

    /// The same for many captures, each on its own: what is wrong with one is said at once.
    func show(_ progress: EachScan.Progress) {
        state.withLock { state in
            if progress.isFresh { state.fresh += 1 }
            if let failure = progress.failure, !isQuiet {
                clear(&state)
                say(phrases.warning(failure))
            } else if progress.isFresh, progress.failure == nil, !progress.entry.isComplete, !isQuiet {
                clear(&state)
                say(phrases.warning("\(progress.entry.file): incomplete; analysed up to there"))
            }
            if isVerbose, progress.failure == nil, !progress.entry.isNoCapture {
                clear(&state)
                let seconds = ProgressLine.decimals(progress.elapsed / .seconds(1))
                say(phrases.entry(progress, seconds: seconds))
            }
            let now = ContinuousClock.now
            guard isDue(now, since: state.shown) else { return }
            redraw(ProgressLine(progress, fresh: state.fresh, elapsed: now - started, phrases).text, now, &state)
        }
    }

    /// Clears the progress line.
    func endProgress() {
        state.withLock { clear(&$0) }
    }

    private func isDue(_ now: ContinuousClock.Instant, since shown: ContinuousClock.Instant) -> Bool {
        showsProgress && now - started > .seconds(1) && now - shown > .milliseconds(200)
    }

    private func redraw(_ line: String, _ now: ContinuousClock.Instant, _ state: inout State) {
        state.shown = now
        state.isLineOpen = true
        StandardError.write("\r\u{1B}[Kiqos-scan: \(line)")
    }

    private func clear(_ state: inout State) {
        guard state.isLineOpen else { return }
        state.isLineOpen = false
        StandardError.write("\r\u{1B}[K")
    }
}

/// What standard output is.
enum Terminal {
    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Colour is for terminals, unless the user wants none (no-color.org): an empty NO_COLOR says nothing.
    static var isColourful: Bool {
        isTerminal && ProcessInfo.processInfo.environment["NO_COLOR", default: ""].isEmpty
    }

    /// Columns.
    static var width: Int {
        var size = winsize()
        if isTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
        return ProcessInfo.processInfo.environment["COLUMNS"].flatMap(Int.init) ?? 120
    }
}

import Synchronization

/// The index of a run over many captures while it grows: what is done is in the files at once, so that a run that ends
/// early has lost nothing.
final class EachLedger: Sendable {
    private struct State {
        /// By place: what became of a capture, until then what an earlier run knew of it.
        var entries: [EachEntry?]
        var done = 0
        var written = ContinuousClock.now
        /// What writing took.
        var cost = Duration.zero
        var isClosed = false
    }

    /// Writing may take one part in this many of the time: of thousands of captures not each one rewrites the index.
    private static let share = 20

    private let index: EachIndex
    private let dialect: CSVDialect
    private let language: Language
    private let state: Mutex<State>

    /// - Parameter known: One for each capture of the run.
    init(_ index: EachIndex, known: [EachEntry?], dialect: CSVDialect, _ language: Language) {
        self.language = language
        self.index = index
        self.dialect = dialect
        state = Mutex(State(entries: known))
    }

    /// Notes what became of a capture; from any thread.
    ///
    /// - Returns: How many are done.
    func record(_ entry: EachEntry, at place: Int) -> Int {
        state.withLock { state in
            guard !state.isClosed else { return state.done }
            state.entries[place] = entry
            state.done += 1
            let now = ContinuousClock.now
            if now - state.written >= state.cost * Self.share {
                // What cannot be written now fails again at the end, and is told there.
                try? index.write(Self.listed(state.entries), dialect: dialect, language)
                state.written = ContinuousClock.now
                state.cost = state.written - now
            }
            return state.done
        }
    }

    /// Writes the index for the last time: whatever is recorded later is the failing of a run that is ended.
    ///
    /// - Returns: What it lists.
    @discardableResult
    func close() throws -> [EachEntry] {
        try state.withLock { state in
            let entries = Self.listed(state.entries)
            guard !state.isClosed else { return entries }
            state.isClosed = true
            try index.write(entries, dialect: dialect, language)
            return entries
        }
    }

    private static func listed(_ entries: [EachEntry?]) -> [EachEntry] {
        entries.compactMap(\.self).filter { !$0.isNoCapture }
    }
}

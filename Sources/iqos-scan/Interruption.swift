import Foundation
import Synchronization

/// Takes half-written folders away when a signal ends the run.
///
/// The signals that end a program wait for a thread of their own, so that removing files is no matter of what a signal
/// handler may do. What was ignored at the start, as under nohup, stays ignored.
final class Interruption: Sendable {
    private struct State {
        /// Folders that are being filled, by the number of their scan.
        var folders: [Int: String] = [:]
        /// What is to be done before they go.
        var farewell: (@Sendable () -> Void)?
        var isEnding = false
    }

    private let state = Mutex(State())

    /// - Note: Called before any other thread is made: threads inherit which signals they leave alone.
    init() {
        let waited = Self.endingSignals()
        guard !waited.isEmpty else { return }
        var set = Self.set(of: waited)
        pthread_sigmask(SIG_BLOCK, &set, nil)
        Thread.detachNewThread { [self] in
            var set = Self.set(of: waited)
            var number: Int32 = 0
            guard sigwait(&set, &number) == 0 else { return }
            remove()
            // The shell should see what ended the run.
            signal(number, SIG_DFL)
            pthread_sigmask(SIG_UNBLOCK, &set, nil)
            kill(getpid(), number)
        }
    }

    /// Notes the folder that is being filled; `nil` where there is nothing to remove any more.
    func note(_ path: String?) { note(path, 0) }

    /// The same for one of many scans.
    func note(_ path: String?, _ scan: Int) {
        let isEnding = state.withLock { state in
            state.folders[scan] = path ?? (state.isEnding ? state.folders[scan] : nil)
            return state.isEnding
        }
        // Whoever begins a folder, or would move one into its place, has come too late: the end is near.
        guard isEnding else { return }
        if let path { try? FileManager.default.removeItem(atPath: path) }
        sleep(60)
    }

    /// Sets what a signal does first.
    func prepare(_ farewell: @escaping @Sendable () -> Void) {
        state.withLock { $0.farewell = farewell }
    }

    private func remove() {
        let farewell = state.withLock { state in
            state.isEnding = true
            return state.farewell
        }
        farewell?()
        // Other threads may make a file while these are removed, or have made a folder that is not noted yet: that takes a
        // busy machine some milliseconds.
        for _ in 0..<25 {
            let paths = state.withLock { Array($0.folders.values) }.filter(FileManager.default.fileExists)
            for path in paths { try? FileManager.default.removeItem(atPath: path) }
            usleep(2000)
        }
    }

    private static func endingSignals() -> [Int32] {
        [SIGINT, SIGTERM, SIGHUP].filter { number in
            var action = sigaction()
            sigaction(number, nil, &action)
            // Handlers are addresses; SIG_IGN is the address 1 on every Linux.
            return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) != 1
        }
    }

    private static func set(of numbers: [Int32]) -> sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        for number in numbers { sigaddset(&set, number) }
        return set
    }
}

import Foundation
import Synchronization

/// Takes the half-written folder away when a signal ends the run.
///
/// The signals that end a program wait for a thread of their own, so that removing files is no matter of what a signal
/// handler may do. What was ignored at the start, as under nohup, stays ignored.
final class Interruption: Sendable {
    private let folder = Mutex<String?>(nil)

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
    func note(_ path: String?) {
        folder.withLock { $0 = path }
    }

    private func remove() {
        guard let path = folder.withLock({ $0 }) else { return }
        // Another thread may make a file while these are removed.
        for _ in 0..<10 where FileManager.default.fileExists(atPath: path) {
            try? FileManager.default.removeItem(atPath: path)
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

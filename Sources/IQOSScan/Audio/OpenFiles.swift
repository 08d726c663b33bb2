import Foundation
import Synchronization

/// Counts the files that are open, so that there are never too many, and makes one at a time.
final class OpenFiles: Sendable {
    /// Files that stay open between writes; further ones are opened anew for each.
    private static let limit = 200

    private let open = Mutex(0)
    /// The system lets no two threads make files in one folder, and waiting for it costs processor time: a lock that
    /// sleeps costs none.
    private let turn = NSLock()

    /// - Returns: Whether one more may stay open; whoever keeps it open gives it back.
    func take() -> Bool {
        open.withLock { count in
            guard count < Self.limit else { return false }
            count += 1
            return true
        }
    }

    func giveBack() {
        open.withLock { $0 -= 1 }
    }

    /// Makes an empty file.
    ///
    /// - Returns: Its descriptor, negative where it cannot be made.
    func make(_ path: String) -> Int32 {
        turn.withLock { Foundation.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600) }
    }
}

import Foundation
import Synchronization

/// Memory that all open captures may take together beyond their usual buffers, bytes.
///
/// A record as long as the longest one and the window of a zstd frame are for one capture to take; folders have
/// thousands.
final class MemoryBudget: Sendable {
    static let usualLimit = 1 << 30

    let limit: Int
    private let left: Atomic<Int>

    init(limit: Int = usualLimit) {
        self.limit = limit
        left = Atomic(limit)
    }

    fileprivate func take(_ bytes: Int) -> Bool {
        if left.subtract(bytes, ordering: .relaxed).newValue >= 0 { return true }
        give(bytes)
        return false
    }

    fileprivate func give(_ bytes: Int) {
        left.add(bytes, ordering: .relaxed)
    }
}

/// What one user of memory has of the budget; it goes back when the share goes.
struct MemoryShare: ~Copyable {
    /// `nil` for what is bounded otherwise.
    private let budget: MemoryBudget?
    private var taken = 0

    init(_ budget: MemoryBudget?) {
        self.budget = budget
    }

    deinit {
        if taken > 0 { budget?.give(taken) }
    }

    /// Takes or gives back what makes the share so large.
    ///
    /// - Throws: Where the budget has no more; the share is then as it was.
    mutating func resize(to bytes: Int) throws(InputFailure) {
        guard let budget, bytes != taken else { return }
        if bytes > taken {
            guard budget.take(bytes - taken) else { throw .memory(budget.limit) }
        } else {
            budget.give(taken - bytes)
        }
        taken = bytes
    }
}

extension UnsafeMutableRawBufferPointer {
    /// Memory for what a capture claims to hold: where the system has none left, that is the capture's end alone.
    ///
    /// - Parameter alignment: A power of two, at least 8.
    static func claimed(byteCount: Int, alignment: Int) throws(InputFailure) -> UnsafeMutableRawBufferPointer {
        var memory: UnsafeMutableRawPointer?
        guard posix_memalign(&memory, alignment, byteCount) == 0, let memory else { throw .memory(nil) }
        return UnsafeMutableRawBufferPointer(start: memory, count: byteCount)
    }

    /// Gives back what `claimed` gave.
    func giveBack() { free(baseAddress) }
}

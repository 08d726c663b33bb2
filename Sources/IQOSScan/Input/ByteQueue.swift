import Foundation

/// A bounded queue of byte chunks between one producing and one consuming thread.
///
/// Chunks go round: the producer fills a free one, the consumer gives it back. A full queue stops the producer, so that
/// memory stays at `depth` chunks.
///
/// `@unchecked Sendable`: the condition guards every stored property that changes, and a chunk is in one hand at a time.
final class ByteQueue: @unchecked Sendable {
    struct Chunk {
        fileprivate var storage: UnsafeMutableRawBufferPointer
        fileprivate(set) var count = 0

        /// Where the producer writes.
        var free: UnsafeMutableRawBufferPointer { storage }
        /// What the consumer reads.
        var filled: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: storage[..<count]) }
    }

    static let chunkSize = 256 << 10
    private static let depth = 4

    private let condition = NSCondition()
    private var free: [Chunk] = []
    private var filled: [Chunk] = []
    private var allocated: [UnsafeMutableRawBufferPointer] = []
    private var isClosed = false
    private var isCancelled = false

    deinit {
        for storage in allocated { storage.deallocate() }
    }

    /// Waits for a chunk to fill.
    ///
    /// - Returns: `nil` once the consumer wants no more.
    func takeFree() -> Chunk? {
        condition.lock()
        defer { condition.unlock() }
        if free.isEmpty, allocated.count < Self.depth, !isCancelled {
            let storage = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.chunkSize, alignment: 64)
            allocated.append(storage)
            return Chunk(storage: storage)
        }
        while free.isEmpty, !isCancelled { condition.wait() }
        return isCancelled ? nil : free.removeLast()
    }

    /// Hands `chunk` with its first `count` bytes to the consumer.
    func put(_ chunk: Chunk, count: Int) {
        var chunk = chunk
        chunk.count = count
        condition.lock()
        filled.append(chunk)
        condition.broadcast()
        condition.unlock()
    }

    /// Says that the producer puts no more.
    func close() {
        condition.lock()
        isClosed = true
        condition.broadcast()
        condition.unlock()
    }

    /// Waits for the next filled chunk.
    ///
    /// - Returns: `nil` after the last one of a closed queue, or once cancelled.
    func takeFilled() -> Chunk? {
        condition.lock()
        defer { condition.unlock() }
        while filled.isEmpty, !isClosed, !isCancelled { condition.wait() }
        return filled.isEmpty || isCancelled ? nil : filled.removeFirst()
    }

    func giveBack(_ chunk: Chunk) {
        condition.lock()
        free.append(chunk)
        condition.broadcast()
        condition.unlock()
    }

    /// Says that nobody consumes any more, or that what was put need not be.
    func cancel() {
        condition.lock()
        isCancelled = true
        condition.broadcast()
        condition.unlock()
    }
}

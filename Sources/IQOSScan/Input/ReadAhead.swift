import Foundation

/// Unpacks on a thread of its own, up to four chunks ahead of who reads.
final class ReadAhead {
    private let worker: Worker
    private var chunk: ByteQueue.Chunk?
    private var used = 0

    /// Takes over `bytes` until `stop()` returns.
    init(_ bytes: DecodedBytes) {
        worker = Worker(bytes)
    }

    deinit {
        worker.queue.cancel()
    }

    /// - Returns: Bytes put into `buffer`, 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputFailure) -> Int {
        if chunk == nil {
            chunk = worker.queue.takeFilled()
            used = 0
        }
        guard let current = chunk else {
            if let failure = worker.stop() { throw failure }
            return 0
        }
        let part = current.filled[used...].prefix(buffer.count)
        buffer.copyBytes(from: part)
        used += part.count
        if used == current.filled.count {
            worker.queue.giveBack(current)
            chunk = nil
        }
        return part.count
    }

    /// Ends the thread; afterwards the bytes belong to the caller again.
    func stop() {
        worker.queue.cancel()
        worker.stop()
    }

    /// The unpacking thread and how it ended.
    ///
    /// `@unchecked Sendable`: `bytes` and `failure` are the thread's until it signals, the reader's afterwards.
    private final class Worker: @unchecked Sendable {
        let queue = ByteQueue()
        private let bytes: DecodedBytes
        private let finished = DispatchSemaphore(value: 0)
        private var failure: InputFailure?

        init(_ bytes: DecodedBytes) {
            self.bytes = bytes
            Thread { [self] in
                do throws(InputFailure) {
                    while let chunk = queue.takeFree() {
                        let count = try self.bytes.read(into: chunk.free)
                        if count == 0 { break }
                        queue.put(chunk, count: count)
                    }
                } catch {
                    failure = error
                }
                queue.close()
                finished.signal()
            }.start()
        }

        /// Waits for the thread's end; may be called again.
        @discardableResult
        func stop() -> InputFailure? {
            finished.wait()
            finished.signal()
            return failure
        }
    }
}

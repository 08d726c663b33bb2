import Crypto
import Foundation
import IQOSCore

/// SHA-256 of bytes as they are read, on a thread of its own where that pays.
final class ContentHash {
    private var inline = SHA256()
    private let worker: Worker?

    /// - Parameter threaded: Whether the hash runs beside the reader; small inputs are not worth a thread.
    init(threaded: Bool) {
        worker = threaded ? Worker() : nil
    }

    deinit {
        worker?.queue.cancel()
    }

    func update(_ bytes: UnsafeRawBufferPointer) {
        guard let queue = worker?.queue else {
            inline.update(bufferPointer: bytes)
            return
        }
        var rest = bytes[...]
        while !rest.isEmpty, let chunk = queue.takeFree() {
            let part = rest.prefix(chunk.free.count)
            chunk.free.copyBytes(from: part)
            queue.put(chunk, count: part.count)
            rest = rest.dropFirst(part.count)
        }
    }

    /// The digest of everything so far, lower-case hexadecimal; to be called once, at the end.
    func finish() -> String {
        Hexadecimal.text(worker?.finish() ?? Array(inline.finalize()))
    }

    /// The hashing thread and what it has come to.
    ///
    /// `@unchecked Sendable`: `digest` is written before the semaphore is signalled and read after it.
    private final class Worker: @unchecked Sendable {
        let queue = ByteQueue()
        private let finished = DispatchSemaphore(value: 0)
        private var digest: [UInt8] = []

        init() {
            Thread { [self] in
                var hash = SHA256()
                while let chunk = queue.takeFilled() {
                    hash.update(bufferPointer: chunk.filled)
                    queue.giveBack(chunk)
                }
                digest = Array(hash.finalize())
                finished.signal()
            }.start()
        }

        func finish() -> [UInt8] {
            queue.close()
            finished.wait()
            return digest
        }
    }
}

import Foundation

/// Unpacked bytes of an input as a C file, for a library that reads nothing else.
///
/// A thread writes them into a socket whose other end is that file. A socket and not a pipe, because writing to a socket
/// that is closed can be told not to raise a signal.
final class FileFeed {
    private let worker: Worker
    private let file: UnsafeMutablePointer<FILE>

    /// Takes over `input` until `wait()` returns.
    init(_ input: CaptureBytes) throws(InputFailure) {
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0 else { throw .open(errno) }
        let target = FileDescriptor(owning: ends[1])
        guard let file = fdopen(ends[0], "r") else {
            Foundation.close(ends[0])
            throw .open(errno)
        }
        self.file = file
        worker = Worker(input, target)
        worker.start()
    }

    /// The file; whoever takes it closes it, and nothing ends before.
    func takeFile() -> UnsafeMutablePointer<FILE> { file }

    /// Waits for the thread's end, which the end of the input brings or the closing of the file.
    ///
    /// - Returns: Why the input ended early, if it did.
    @discardableResult
    func wait() -> InputFailure? { worker.wait() }

    /// `@unchecked Sendable`: `input`, `target` and `failure` are the thread's until it signals.
    private final class Worker: @unchecked Sendable {
        private let input: CaptureBytes
        private var target: FileDescriptor?
        private let finished = DispatchSemaphore(value: 0)
        private var failure: InputFailure?

        init(_ input: CaptureBytes, _ target: consuming FileDescriptor) {
            self.input = input
            self.target = consume target
        }

        func start() {
            Thread { [self] in
                do throws(InputFailure) {
                    try pump()
                } catch {
                    failure = error
                }
                // The reader sees the end only once this end is closed.
                target = nil
                finished.signal()
            }.start()
        }

        func wait() -> InputFailure? {
            finished.wait()
            finished.signal()
            return failure
        }

        private func pump() throws(InputFailure) {
            guard let number = target?.number else { return }
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 64)
            defer { buffer.deallocate() }
            while true {
                let count = try input.read(into: buffer)
                if count == 0 { return }
                var rest = UnsafeRawBufferPointer(rebasing: buffer[..<count])
                while !rest.isEmpty {
                    let sent = send(number, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
                    if sent < 0, errno == EINTR { continue }
                    // The reader has closed its end: it wants no more.
                    guard sent > 0 else { return }
                    rest = UnsafeRawBufferPointer(rebasing: rest[sent...])
                }
            }
        }
    }
}

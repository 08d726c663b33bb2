import Foundation

/// An open file descriptor, closed when it goes.
struct FileDescriptor: ~Copyable {
    let number: Int32

    /// Takes over `number`, which nobody else may close.
    init(owning number: Int32) {
        self.number = number
    }

    init(readingFrom path: String) throws(InputFailure) {
        let number = open(path, O_RDONLY | O_CLOEXEC)
        guard number >= 0 else { throw .open(errno) }
        self.number = number
    }

    /// A second descriptor of the same open file; both share one position.
    init(duplicating other: Int32) throws(InputFailure) {
        let number = fcntl(other, F_DUPFD_CLOEXEC, 0)
        guard number >= 0 else { throw .open(errno) }
        self.number = number
    }

    deinit {
        close(number)
    }

    /// - Returns: Bytes read; 0 at the end, also where the writer of a pipe has gone.
    borrowing func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputFailure) -> Int {
        while true {
            let count = Foundation.read(number, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            switch errno {
            case EINTR:
                continue
            case EAGAIN:
                // Somebody who shares the pipe made it non-blocking.
                var waiting = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
                poll(&waiting, 1, -1)
            default:
                throw .read(errno)
            }
        }
    }

    /// - Returns: `nil` where the file is not a regular one.
    borrowing func regularFileSize() -> Int? {
        var status = stat()
        guard fstat(number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(status.st_size)
    }

    /// Lets the process open as many files as it is allowed to ask for.
    static func raiseLimit() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}

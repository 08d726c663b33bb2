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

    var identity: FileIdentity {
        var status = stat()
        guard fstat(number, &status) == 0 else { return FileIdentity(device: 0, node: 0) }
        return FileIdentity(device: UInt64(status.st_dev), node: UInt64(status.st_ino))
    }

    /// Files that the process may have open at once.
    static var limit: Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 256 }
        return Int(clamping: limit.rlim_cur)
    }

    /// Lets the process open as many files as it is allowed to ask for.
    static func raiseLimit() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        guard limit.rlim_cur < limit.rlim_max else { return }
        let hard = limit.rlim_max
        // Darwin refuses its own hard limit where that is without end, and takes 10,240.
        for wanted in [hard, min(hard, 10_240)] where wanted > limit.rlim_cur {
            var raised = limit
            raised.rlim_cur = wanted
            if setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &raised) == 0 { return }
        }
    }
}

/// Which file it is, whatever it is called.
struct FileIdentity: Equatable {
    var device: UInt64
    var node: UInt64
}

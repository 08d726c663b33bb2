import Foundation

/// A temporary file without a name that keeps what can be read only once.
final class Spool {
    private let descriptor: FileDescriptor
    private let limit: Int
    /// Bytes that were written.
    private(set) var size = 0

    /// - Parameter limit: Most bytes it takes.
    init(folder: String, limit: Int) throws(InputFailure) {
        self.limit = limit
        var template = Array("\(folder)/iqos-scan-XXXXXX".utf8CString)
        let number = mkstemp(&template)
        guard number >= 0 else { throw .spool(errno) }
        unlink(template)
        _ = fcntl(number, F_SETFD, FD_CLOEXEC)
        descriptor = FileDescriptor(owning: number)
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(InputFailure) {
        guard bytes.count <= limit - size else { throw .spoolLimit(limit) }
        var rest = bytes
        while !rest.isEmpty {
            let count = Foundation.write(descriptor.number, rest.baseAddress, rest.count)
            guard count >= 0 else {
                if errno == EINTR { continue }
                throw .spool(errno)
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
        size += bytes.count
    }

    /// A descriptor at the start of what was written.
    func rewound() throws(InputFailure) -> FileDescriptor {
        guard lseek(descriptor.number, 0, SEEK_SET) == 0 else { throw .read(errno) }
        return try FileDescriptor(duplicating: descriptor.number)
    }

    /// Reads bytes that were written, wherever the end is.
    ///
    /// - Returns: `false` where they cannot be read.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) -> Bool {
        var done = 0
        while done < buffer.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
            let count = pread(descriptor.number, rest.baseAddress, rest.count, off_t(offset + done))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            done += count
        }
        return true
    }
}

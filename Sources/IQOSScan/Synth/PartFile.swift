import Foundation

/// A file that is written beside its place and moved there when it is whole; given up, it leaves nothing behind.
struct PartFile: ~Copyable {
    private let path: String
    private let partPath: String
    private let descriptor: Int32

    /// - Throws: `CallOutputError` where the folder takes no file, or where something else than a file is at `path`.
    init(for path: String) throws(CallOutputError) {
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            throw CallOutputError(path: path, message: "it is there and no regular file")
        }
        let partPath = "\(path).\(ProcessInfo.processInfo.processIdentifier).part"
        let descriptor = open(partPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw CallOutputError(path: path, errno: errno) }
        self.path = path
        self.partPath = partPath
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
        // After `move` there is no such file any more, which is what is wanted.
        unlink(partPath)
    }

    func write(_ bytes: [UInt8]) throws(CallOutputError) {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                guard errno == EINTR else { throw CallOutputError(path: path, errno: errno) }
            } else {
                written += count
            }
        }
    }

    /// Waits until the bytes are on the disk.
    func flush() throws(CallOutputError) {
        guard fsync(descriptor) == 0 else { throw CallOutputError(path: path, errno: errno) }
    }

    /// Puts the file in its place, over what was there.
    func move() throws(CallOutputError) {
        guard rename(partPath, path) == 0 else { throw CallOutputError(path: path, errno: errno) }
    }
}

/// Why a file could not be written.
public struct CallOutputError: Error, Sendable, Equatable, CustomStringConvertible {
    public var path: String
    public var message: String
    public var advice: String

    init(
        path: String, message: String, advice: String = "check the folder, its permissions and the free space"
    ) {
        self.path = path
        self.message = message
        self.advice = advice
    }

    init(path: String, errno: Int32) {
        self.init(path: path, message: String(cString: strerror(errno)))
    }

    public var description: String {
        "\(path): cannot be written (\(message)); \(advice)"
    }
}

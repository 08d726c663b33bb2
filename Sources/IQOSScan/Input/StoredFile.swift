import Foundation
import Synchronization

/// Bytes read so far, counted by the thread that reads and shown by the one that reports progress.
final class ByteCounter: Sendable {
    private let total = Atomic(0)

    var value: Int { total.load(ordering: .relaxed) }

    func add(_ count: Int) {
        total.add(count, ordering: .relaxed)
    }
}

/// An input as it is stored: read once from start to end, hashed, counted and spooled on the way.
final class StoredFile {
    /// What happens to the bytes beside being read.
    struct Duties {
        var hash: ContentHash?
        var spool: Spool?
        var counter: ByteCounter?
    }

    /// `nil` between reads of a file that does not stay open.
    private var descriptor: FileDescriptor?
    /// Where to open it again, and which file that must be.
    private let reopening: (path: String, identity: FileIdentity)?
    private let duties: Duties
    /// Bytes; `nil` where it is no regular file and so can be read only once.
    let size: Int?
    private(set) var bytesRead = 0

    init(_ descriptor: consuming FileDescriptor, duties: Duties = Duties()) {
        size = descriptor.regularFileSize()
        self.descriptor = consume descriptor
        self.duties = duties
        reopening = nil
    }

    /// - Parameter staysOpen: Otherwise a regular file is opened for each read: a process may have so many open only.
    init(at path: String, staysOpen: Bool, duties: Duties) throws(InputFailure) {
        let descriptor = try FileDescriptor(readingFrom: path)
        self.duties = duties
        size = descriptor.regularFileSize()
        if staysOpen || size == nil {
            reopening = nil
            self.descriptor = consume descriptor
        } else {
            reopening = (path, descriptor.identity)
            self.descriptor = nil
        }
    }

    /// - Returns: Bytes read, 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputFailure) -> Int {
        let count = try readStored(into: buffer)
        let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
        bytesRead += count
        duties.counter?.add(count)
        duties.hash?.update(bytes)
        try duties.spool?.write(bytes)
        return count
    }

    private func readStored(into buffer: UnsafeMutableRawBufferPointer) throws(InputFailure) -> Int {
        guard let reopening else { return try descriptor?.read(into: buffer) ?? 0 }
        let descriptor = try FileDescriptor(readingFrom: reopening.path)
        guard descriptor.identity == reopening.identity else { throw .read(ESTALE) }
        guard lseek(descriptor.number, off_t(bytesRead), SEEK_SET) >= 0 else { throw .read(errno) }
        return try descriptor.read(into: buffer)
    }

    /// The hash of the whole input and its size, also where the frames ended before it does.
    ///
    /// - Returns: No hash where none was asked for or the rest cannot be read.
    func finish() -> (sha256: String?, size: Int) {
        // Without a hash only a pipe needs to be read on, for its size.
        guard duties.hash != nil || size == nil else { return (nil, size ?? bytesRead) }
        let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 64)
        defer { scratch.deallocate() }
        do throws(InputFailure) {
            while try read(into: scratch) > 0 {}
        } catch {
            return (nil, size ?? bytesRead)
        }
        return (duties.hash?.finish(), bytesRead)
    }
}

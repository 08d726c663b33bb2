import Foundation
import IQOSCore

/// The records of closed intervals and markers: the newest in memory, the rest in a temporary file.
///
/// Written by one thread while the scan runs and only read afterwards, from any thread: hence `@unchecked Sendable`.
final class LogStore: @unchecked Sendable {
    /// Records that are kept in memory before they are moved.
    private static let memoryLimit = 65_536
    private static let stride = MemoryLayout<LogRecord>.stride

    private let folder: String
    private var spool: Spool?
    private var moved = 0
    private var recent: [LogRecord] = []
    private let lock = NSLock()
    private var failed = false

    init(folder: String) {
        self.folder = folder
    }

    /// Whether a record could not be read back.
    var hasFailed: Bool { lock.withLock { failed } }

    /// Moves the scanner's newest records to the file, once there are enough of them.
    func collect(from scanner: inout StreamScanner) throws(InputError) {
        guard scanner.log.recent.count >= Self.memoryLimit else { return }
        do throws(InputFailure) {
            if spool == nil { spool = try Spool(folder: folder, limit: .max) }
            try spool?.write(scanner.log.recent)
        } catch {
            throw error.error(path: folder)
        }
        scanner.logWasMoved()
        moved = scanner.log.moved
    }

    /// Keeps what the finished scanner still holds.
    func finish(_ scanner: borrowing StreamScanner) {
        recent = scanner.log.recent
    }

    /// The record of a number; one that ends its chain where the file cannot be read.
    func record(_ number: Int) -> LogRecord? {
        guard number < moved else { return recent.indices.contains(number - moved) ? recent[number - moved] : nil }
        return withUnsafeTemporaryAllocation(of: LogRecord.self, capacity: 1) { place in
            guard spool?.read(into: UnsafeMutableRawBufferPointer(place), at: number * Self.stride) ?? false else {
                lock.withLock { failed = true }
                return nil
            }
            // Every bit pattern that was written is a record that was read from memory.
            return place[0]
        }
    }
}

extension Spool {
    /// Writes the bytes of values that hold no references.
    func write<Value: BitwiseCopyable>(_ values: [Value]) throws(InputFailure) {
        try values.span.bytes.withUnsafeBytes { (bytes) throws(InputFailure) in try write(bytes) }
    }
}

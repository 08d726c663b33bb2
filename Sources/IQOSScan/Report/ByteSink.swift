import Foundation

/// Bytes on their way to a file, a pipe or memory, through one buffer.
///
/// A write that fails is remembered and later bytes are dropped, so that callers ask once, in `finish()`, and not per byte.
public struct ByteSink: ~Copyable {
    private static let bufferSize = 64 << 10

    private var buffer: [UInt8] = []
    /// Where full buffers go; `nil` keeps everything in memory. The descriptor stays the caller's to close.
    private let descriptor: Int32?
    /// What messages call the file.
    private let name: String
    public private(set) var failure: OutputError?

    /// - Parameters:
    ///   - descriptor: Open for writing; not closed here.
    ///   - name: What messages call it, a path or `standard output`.
    public init(descriptor: Int32, name: String) {
        self.descriptor = descriptor
        self.name = name
        buffer.reserveCapacity(Self.bufferSize + 4096)
    }

    /// A sink that collects in memory; `bytes` has them all.
    public init() {
        descriptor = nil
        name = "memory"
    }

    /// What was appended and not written out: everything, for a sink in memory.
    public var bytes: [UInt8] { buffer }

    public mutating func append(_ byte: UInt8) {
        buffer.append(byte)
        if buffer.count >= Self.bufferSize { flush() }
    }

    public mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { buffer.append(contentsOf: $0) }
        if buffer.count >= Self.bufferSize { flush() }
    }

    public mutating func append(text: String) {
        buffer.append(contentsOf: text.utf8)
        if buffer.count >= Self.bufferSize { flush() }
    }

    /// Appends a whole number in decimal digits.
    public mutating func append(integer: Int) {
        if integer < 0 { buffer.append(UInt8(ascii: "-")) }
        append(digits: UInt64(integer.magnitude), atLeast: 1)
    }

    /// Appends digits, with zeros in front up to `width`.
    mutating func append(digits value: UInt64, atLeast width: Int) {
        let start = buffer.count
        var rest = value
        repeat {
            buffer.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        while buffer.count - start < width { buffer.append(UInt8(ascii: "0")) }
        // The digits came lowest first.
        var (low, high) = (start, buffer.count - 1)
        while low < high {
            buffer.swapAt(low, high)
            low += 1
            high -= 1
        }
        if buffer.count >= Self.bufferSize { flush() }
    }

    /// Writes what is left.
    ///
    /// - Throws: The first write that failed, whenever that was.
    public mutating func finish() throws(OutputError) {
        flush()
        if let failure { throw failure }
    }

    private mutating func flush() {
        guard let descriptor else { return }
        defer { buffer.removeAll(keepingCapacity: true) }
        guard failure == nil else { return }
        let code = buffer.withUnsafeBytes { bytes in
            var offset = 0
            while offset < bytes.count {
                let written = write(descriptor, bytes.baseAddress.map { $0 + offset }, bytes.count - offset)
                if written > 0 {
                    offset += written
                } else if written == 0 || errno != EINTR {
                    return written == 0 ? EIO : errno
                }
            }
            return 0
        }
        if code != 0 { failure = OutputError(path: name, reason: code == EPIPE ? .closedPipe : .write(code)) }
    }
}

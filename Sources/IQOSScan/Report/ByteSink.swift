import Foundation

/// Bytes on their way to a file, a pipe or memory, through one buffer.
///
/// A write that fails is remembered and later bytes are dropped, so that callers ask once, in `finish()`, and not per byte.
/// The buffer is memory of our own because a report makes a thousand small appends a stream: through an array they take six
/// times as long.
public struct ByteSink: ~Copyable {
    private static let initialCapacity = 64 << 10

    /// Owned: allocated in `init` or `makeRoom`, freed in `deinit`. Bytes up to `next` are initialized.
    private var buffer: UnsafeMutablePointer<UInt8>
    /// Behind what was appended, and behind the buffer.
    private var next: UnsafeMutablePointer<UInt8>
    private var limit: UnsafeMutablePointer<UInt8>
    /// Where full buffers go; `nil` keeps everything in memory. The descriptor stays the caller's to close.
    private let descriptor: Int32?
    /// What messages call the file.
    private let name: String
    public private(set) var failure: OutputError?

    /// - Parameters:
    ///   - descriptor: Open for writing; not closed here.
    ///   - name: What messages call it, a path or `standard output`.
    public init(descriptor: Int32, name: String) {
        buffer = .allocate(capacity: Self.initialCapacity)
        (next, limit) = (buffer, buffer + Self.initialCapacity)
        self.descriptor = descriptor
        self.name = name
    }

    /// A sink that collects in memory; `bytes` has them all.
    public init() {
        buffer = .allocate(capacity: Self.initialCapacity)
        (next, limit) = (buffer, buffer + Self.initialCapacity)
        descriptor = nil
        name = "memory"
    }

    deinit {
        buffer.deallocate()
    }

    /// What was appended and not written out: everything, for a sink in memory.
    public var bytes: [UInt8] { Array(UnsafeBufferPointer(start: buffer, count: count)) }

    @inline(__always)
    public mutating func append(_ byte: UInt8) {
        end(at: room(for: 1).put(byte))
    }

    public mutating func append(_ text: StaticString) {
        guard text.hasPointerRepresentation else {
            // A single character outside a literal; none of ours is, but the type allows it.
            return append(text: text.description)
        }
        append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Lends the place behind what was appended, with room for as many bytes.
    ///
    /// - Returns: Where they go, until the next call; `end` has to be told how far they went.
    @inline(__always) mutating func room(for length: Int) -> UnsafeMutablePointer<UInt8> {
        if limit - next < length { flushOrGrow(for: length) }
        return next
    }

    /// Takes what was put down in the room that was lent, up to a place in it.
    @inline(__always) mutating func end(at place: UnsafeMutablePointer<UInt8>) {
        next = place
    }

    /// Takes back bytes that were put down last, in one step.
    mutating func takeBack(_ count: Int) {
        next -= count
    }

    /// Appends a text in quotes where it needs no escapes.
    ///
    /// - Returns: `false`, with nothing appended, where it does.
    @inline(__always) mutating func append(quoted bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let place = room(for: bytes.count &+ 2).put(UInt8(ascii: "\""))
        if let start = bytes.baseAddress {
            // The room made above holds the text and its quotes.
            guard ShortBytes.copyPlain(start, to: place, count: bytes.count) else { return false }
        }
        end(at: (place + bytes.count).put(UInt8(ascii: "\"")))
        return true
    }

    public mutating func append(text: String) {
        var contiguous = text
        contiguous.withUTF8 { append($0) }
    }

    public mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        let place = room(for: bytes.count)
        // There is as much room, and the caller's bytes are never in our buffer.
        ShortBytes.copy(start, to: place, count: bytes.count)
        end(at: place + bytes.count)
    }

    /// Appends what another sink holds in memory.
    mutating func append(_ other: borrowing ByteSink) {
        // The other buffer is its own, and lives as long as it does.
        append(UnsafeBufferPointer(start: other.buffer, count: other.count))
    }

    mutating func append(_ bytes: [UInt8]) {
        // The bytes live only inside the closure, and are copied.
        bytes.withUnsafeBufferPointer { append($0) }
    }

    /// Appends a whole number in decimal digits.
    public mutating func append(integer: Int) {
        end(at: DecimalDigits.put(integer, at: room(for: DecimalDigits.longestInteger)))
    }

    /// Appends a real number rounded to 6 decimals: no exponent, at least one decimal, never `-0.0`.
    ///
    /// - Returns: `false`, with nothing appended, for a number that is not finite or has more than 18 digits.
    mutating func append(decimal: Double) -> Bool {
        guard DecimalDigits.canPut(decimal) else { return false }
        end(at: DecimalDigits.put(decimal, at: room(for: DecimalDigits.longestDecimal)))
        return true
    }

    /// Writes what is left.
    ///
    /// - Throws: The first write that failed, whenever that was.
    public mutating func finish() throws(OutputError) {
        flush()
        if let failure { throw failure }
    }

    /// Bytes that were appended and not written out.
    private var count: Int { next - buffer }

    @inline(never)
    private mutating func flushOrGrow(for length: Int) {
        flush()
        guard limit - next < length else { return }
        let larger = max((limit - buffer) * 2, count + length)
        let replacement = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        // Both hold at least `count` bytes and are different allocations.
        replacement.update(from: buffer, count: count)
        (next, limit) = (replacement + count, replacement + larger)
        buffer.deallocate()
        buffer = replacement
    }

    private mutating func flush() {
        guard let descriptor else { return }
        defer { next = buffer }
        var offset = 0
        while failure == nil, offset < count {
            let written = write(descriptor, buffer + offset, count - offset)
            if written > 0 {
                offset += written
            } else if written == 0 || errno != EINTR {
                let code = written == 0 ? EIO : errno
                failure = OutputError(path: name, reason: code == EPIPE ? .closedPipe : .write(code))
            }
        }
    }
}

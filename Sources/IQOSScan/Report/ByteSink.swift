import Foundation

/// Bytes on their way to a file, a pipe or memory, through one buffer.
///
/// A write that fails is remembered and later bytes are dropped, so that callers ask once, in `finish()`, and not per byte.
/// The buffer is memory of our own because a report makes a thousand small appends a stream: through an array they take six
/// times as long.
public struct ByteSink: ~Copyable {
    private static let initialCapacity = 64 << 10

    /// Owned: allocated in `init` or `makeRoom`, freed in `deinit`. Bytes `0 ..< count` are initialized.
    private var buffer: UnsafeMutablePointer<UInt8>
    private var capacity = ByteSink.initialCapacity
    private var count = 0
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
        self.descriptor = descriptor
        self.name = name
    }

    /// A sink that collects in memory; `bytes` has them all.
    public init() {
        buffer = .allocate(capacity: Self.initialCapacity)
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
        makeRoom(for: 1)
        // `makeRoom` left at least one byte of capacity behind `count`.
        buffer[count] = byte
        count += 1
    }

    public mutating func append(_ text: StaticString) {
        guard text.hasPointerRepresentation else {
            // A single character outside a literal; none of ours is, but the type allows it.
            return append(text: text.description)
        }
        append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends `"key": `, the most frequent of all pieces, in one step.
    mutating func append(key: StaticString) {
        let length = key.utf8CodeUnitCount
        let start = key.utf8Start
        makeRoom(for: length &+ 4)
        // The room made above holds the key and four bytes; keys are literals of two characters and more, hence pointers.
        let place = buffer + count
        place[0] = UInt8(ascii: "\"")
        for index in 0..<length { place[index &+ 1] = start[index] }
        place[length &+ 1] = UInt8(ascii: "\"")
        place[length &+ 2] = UInt8(ascii: ":")
        place[length &+ 3] = UInt8(ascii: " ")
        count &+= length &+ 4
    }

    /// Appends a line end and as many blanks.
    mutating func append(lineEndAndBlanks blanks: Int) {
        makeRoom(for: blanks + 1)
        buffer[count] = UInt8(ascii: "\n")
        // The room made above holds them.
        (buffer + count + 1).update(repeating: UInt8(ascii: " "), count: blanks)
        count += blanks + 1
    }

    public mutating func append(text: String) {
        var contiguous = text
        contiguous.withUTF8 { append($0) }
    }

    public mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        makeRoom(for: bytes.count)
        // `makeRoom` left at least this capacity behind `count`, and the caller's bytes are never in our buffer.
        (buffer + count).update(from: start, count: bytes.count)
        count += bytes.count
    }

    /// Appends a whole number in decimal digits.
    public mutating func append(integer: Int) {
        if integer < 0 { append(UInt8(ascii: "-")) }
        append(digits: UInt64(integer.magnitude), atLeast: 1)
    }

    /// Appends digits, with zeros in front up to `width`, which is at most 20.
    mutating func append(digits value: UInt64, atLeast width: Int) {
        if value < 10, width <= 1 { return append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value)) }
        var length = 1
        var limit: UInt64 = 10
        // 20 digits hold every value; past 10^19 the limit itself would overflow.
        while value >= limit {
            length += 1
            if length == 20 { break }
            limit &*= 10
        }
        length = max(length, width)
        makeRoom(for: length)
        var rest = value
        var place = count + length
        while place > count {
            place -= 1
            // `place` runs down to `count`, inside the room made above.
            buffer[place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        count += length
    }

    /// Writes what is left.
    ///
    /// - Throws: The first write that failed, whenever that was.
    public mutating func finish() throws(OutputError) {
        flush()
        if let failure { throw failure }
    }

    /// Sees to `length` bytes of capacity behind `count`.
    @inline(__always)
    private mutating func makeRoom(for length: Int) {
        if capacity &- count < length { flushOrGrow(for: length) }
    }

    @inline(never)
    private mutating func flushOrGrow(for length: Int) {
        flush()
        guard capacity - count < length else { return }
        let larger = max(capacity * 2, count + length)
        let replacement = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        // Both hold at least `count` bytes and are different allocations.
        replacement.update(from: buffer, count: count)
        buffer.deallocate()
        buffer = replacement
        capacity = larger
    }

    private mutating func flush() {
        guard let descriptor else { return }
        defer { count = 0 }
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

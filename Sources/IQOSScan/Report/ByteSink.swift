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

    /// Appends `"key": `, the most frequent of all pieces, in one step, behind `, ` where another member stands before it.
    ///
    /// Inlined: the length and the bytes of a literal are then known, and the copy is a few stores.
    @inline(__always) mutating func append(key: StaticString, isFirst: Bool = true) {
        let length = key.utf8CodeUnitCount
        makeRoom(for: length &+ 6)
        // The room made above holds the key and six bytes; keys are literals of two characters and more, hence pointers.
        var place = buffer + count
        if !isFirst {
            place[0] = UInt8(ascii: ",")
            place[1] = UInt8(ascii: " ")
            place += 2
        }
        place[0] = UInt8(ascii: "\"")
        ShortBytes.copy(key.utf8Start, to: place + 1, count: length)
        place[length &+ 1] = UInt8(ascii: "\"")
        place[length &+ 2] = UInt8(ascii: ":")
        place[length &+ 3] = UInt8(ascii: " ")
        count &+= length &+ (isFirst ? 4 : 6)
    }

    /// Appends a text in quotes where it needs no escapes.
    ///
    /// - Returns: `false`, with nothing appended, where it does.
    @inline(__always) mutating func append(quoted bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        makeRoom(for: bytes.count &+ 2)
        // The room made above holds the text and its quotes.
        let place = buffer + count
        place[0] = UInt8(ascii: "\"")
        if let start = bytes.baseAddress {
            guard ShortBytes.copyPlain(start, to: place + 1, count: bytes.count) else { return false }
        }
        place[bytes.count &+ 1] = UInt8(ascii: "\"")
        count &+= bytes.count &+ 2
        return true
    }

    /// Appends a line end and as many blanks.
    @inline(__always) mutating func append(lineEndAndBlanks blanks: Int) {
        makeRoom(for: max(blanks, 16) &+ 1)
        buffer[count] = UInt8(ascii: "\n")
        // The room made above holds them, and sixteen where fewer are wanted.
        if blanks <= 16 {
            UnsafeMutableRawPointer(buffer + count + 1).storeBytes(
                of: SIMD16<UInt8>(repeating: UInt8(ascii: " ")), as: SIMD16<UInt8>.self)
        } else {
            (buffer + count + 1).update(repeating: UInt8(ascii: " "), count: blanks)
        }
        count &+= blanks &+ 1
    }

    public mutating func append(text: String) {
        var contiguous = text
        contiguous.withUTF8 { append($0) }
    }

    public mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        makeRoom(for: bytes.count)
        // `makeRoom` left at least this capacity behind `count`, and the caller's bytes are never in our buffer.
        ShortBytes.copy(start, to: buffer + count, count: bytes.count)
        count += bytes.count
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
        makeRoom(for: 21)
        // The room made above holds a sign and twenty digits.
        if integer < 0 {
            buffer[count] = UInt8(ascii: "-")
            count &+= 1
        }
        count &+= DecimalDigits.write(UInt64(integer.magnitude), to: buffer + count)
    }

    /// Appends a whole number, a point and the millionths behind it without zeros at the end, one digit at least.
    ///
    /// - Parameter millionths: 0 ..< 1,000,000.
    @inline(__always) mutating func append(whole: UInt64, millionths: UInt64, isNegative: Bool) {
        makeRoom(for: 28)
        // The room made above holds a sign, twenty digits, the point and six more.
        if isNegative {
            buffer[count] = UInt8(ascii: "-")
            count &+= 1
        }
        count &+= DecimalDigits.write(whole, to: buffer + count)
        buffer[count] = UInt8(ascii: ".")
        count &+= 1
        guard millionths > 0 else {
            buffer[count] = UInt8(ascii: "0")
            count &+= 1
            return
        }
        let place = buffer + count
        DecimalDigits.write(millionths, to: place, length: 6)
        var length = 6
        while place[length &- 1] == UInt8(ascii: "0") { length &-= 1 }
        count &+= length
    }

    /// Appends the last `width` digits, which is at most 20, with zeros in front.
    @inline(__always) mutating func append(padded value: Int, width: Int) {
        makeRoom(for: width)
        // The room made above holds them.
        DecimalDigits.write(UInt64(value.magnitude), to: buffer + count, length: width)
        count &+= width
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

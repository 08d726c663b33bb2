/// A sentence of a report, put together in one piece of memory from literals, numbers and texts.
///
/// A `String` is measured, grown and checked at each of its pieces: a stream's evidence took three times as long. Where
/// the pieces depend on the case they are appended one after another.
struct Sentence: ExpressibleByStringInterpolation {
    private var bytes: Bytes

    var text: String { bytes.text }

    init(stringLiteral literal: StaticString) {
        bytes = Bytes()
        bytes.append(literal)
    }

    init(stringInterpolation pieces: StringInterpolation) {
        bytes = pieces.bytes
    }

    mutating func append(_ piece: Sentence) {
        bytes.append(piece.bytes)
    }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate private(set) var bytes = Bytes()

        init(literalCapacity: Int, interpolationCount: Int) {}

        mutating func appendLiteral(_ literal: StaticString) { bytes.append(literal) }

        mutating func appendInterpolation(_ text: String) { bytes.append(text) }

        mutating func appendInterpolation(_ value: Double) {
            // Nearly all are whole, and below this limit have no exponent; 0 may be negative.
            guard value > 0, value < 1e15, value == value.rounded(.towardZero) else {
                return bytes.append(value.description)
            }
            bytes.append(digits: UInt64(value), isNegative: false)
            bytes.append(".0")
        }

        mutating func appendInterpolation(_ number: some FixedWidthInteger) {
            bytes.append(digits: UInt64(number.magnitude), isNegative: number < 0)
        }
    }

    /// UTF-8, without an object of its own as long as a sentence usually is.
    fileprivate struct Bytes {
        private static let usual = 160

        private var head = InlineArray<160, UInt8>(repeating: 0)
        private var count = 0
        /// All of it, once it is longer than `head`.
        private var long: [UInt8] = []

        var text: String {
            guard long.isEmpty else { return String(decoding: long, as: UTF8.self) }
            return head.span.extracting(first: count).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        }

        mutating func append(_ literal: StaticString) {
            guard literal.hasPointerRepresentation else { return append(literal.description) }
            // Safe: a literal's bytes are there as long as the program runs.
            append(UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
        }

        mutating func append(_ text: String) {
            let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { append($0) }
            guard isDone == nil else { return }
            for byte in text.utf8 { append(byte) }
        }

        mutating func append(_ other: Bytes) {
            guard other.long.isEmpty else { return other.long.withUnsafeBufferPointer { append($0) } }
            other.head.span.extracting(first: other.count).withUnsafeBufferPointer { append($0) }
        }

        mutating func append(digits number: UInt64, isNegative: Bool) {
            if isNegative { append(UInt8(ascii: "-")) }
            var (length, limit): (Int, UInt64) = (1, 10)
            // 20 digits hold every number; the limit behind them is none.
            while length < 20, number >= limit {
                length += 1
                limit &*= 10
            }
            var (rest, place) = (number, count + length)
            guard long.isEmpty, place <= Self.usual else {
                lengthen()
                return long.append(contentsOf: number.description.utf8)
            }
            count = place
            var free = head.mutableSpan
            repeat {
                place -= 1
                free[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            } while rest > 0
        }

        private mutating func append(_ byte: UInt8) {
            if long.isEmpty, count < Self.usual {
                head[count] = byte
                count += 1
            } else {
                lengthen()
                long.append(byte)
            }
        }

        private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
            guard long.isEmpty, bytes.count <= Self.usual - count else {
                lengthen()
                return long.append(contentsOf: bytes)
            }
            let start = count
            var free = head.mutableSpan
            // The room left in `head` holds them, as was asked above.
            free.withUnsafeMutableBufferPointer { free in
                guard let target = free.baseAddress, let source = bytes.baseAddress else { return }
                (target + start).update(from: source, count: bytes.count)
            }
            count += bytes.count
        }

        private mutating func lengthen() {
            guard long.isEmpty else { return }
            long.reserveCapacity(2 * Self.usual)
            for index in 0..<count { long.append(head[index]) }
        }
    }
}

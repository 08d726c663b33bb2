/// A sentence of a report, put together in one piece of memory from literals, numbers and texts.
///
/// A `String` is measured, grown and checked at each of its pieces: a stream's evidence took three times as long.
struct Sentence: ExpressibleByStringInterpolation {
    let text: String

    init(stringLiteral literal: StaticString) {
        text = literal.description
    }

    init(stringInterpolation pieces: StringInterpolation) {
        text = String(decoding: pieces.bytes, as: UTF8.self)
    }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate private(set) var bytes: [UInt8] = []

        init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity + 20 * interpolationCount)
        }

        mutating func appendLiteral(_ literal: StaticString) {
            guard literal.hasPointerRepresentation else { return appendInterpolation(literal.description) }
            // Safe: a literal's bytes are there as long as the program runs.
            bytes.append(contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
        }

        mutating func appendInterpolation(_ text: String) {
            bytes.append(contentsOf: text.utf8)
        }

        mutating func appendInterpolation(_ value: Double) {
            appendInterpolation(value.description)
        }

        mutating func appendInterpolation(_ number: some FixedWidthInteger) {
            if number < 0 { bytes.append(UInt8(ascii: "-")) }
            var rest = UInt64(number.magnitude)
            var digits = InlineArray<20, UInt8>(repeating: UInt8(ascii: "0"))
            var start = digits.count
            repeat {
                start -= 1
                digits[start] += UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            } while rest > 0
            for index in start..<digits.count { bytes.append(digits[index]) }
        }
    }
}

/// Reads bits of a range from the highest of each byte on.
struct BitReader {
    private var position: Int
    private let end: Int

    init(_ range: Range<Int>) {
        position = range.lowerBound * 8
        end = range.upperBound * 8
    }

    var bitsLeft: Int { end - position }

    mutating func skip(_ count: Int) -> Bool {
        position += count
        return position <= end
    }

    /// - Parameter count: 1 ... 16.
    mutating func read(_ count: Int, of bytes: RawSpan) -> Int? {
        guard position + count <= end else { return nil }
        var value = 0
        for bit in position..<position + count {
            value = value << 1 | Int((bytes.byte(at: bit >> 3) ?? 0) >> UInt8(7 - bit & 7) & 1)
        }
        position += count
        return value
    }
}

/// Finds a value by its rank among up to 256, without an array and without putting all of them in order.
///
/// A count over 64 classes tells the class that the value lies in, and so on with those of that class until few are left
/// to be sorted: comparing values that are in no order costs a mistaken guess of the processor every other time.
enum ExactValues {
    private static let limit = 256
    /// As many as are put in order one by one.
    private static let few = 8

    /// The value that would stand at `rank` if all were sorted.
    ///
    /// - Parameters:
    ///   - rank: 0 ..< the number of values, which are 1 ... 256.
    ///   - least: None of them is less.
    ///   - greatest: None of them is greater.
    static func value(atRank rank: Int, of values: Span<Float>, from least: Float, to greatest: Float) -> Float {
        guard values.count > few, least < greatest else { return value(atRank: rank, ofFew: values) }
        var classes = InlineArray<256, UInt8>(repeating: 0)
        classify(values, from: least, to: greatest, into: classes.mutableSpan)
        let known = classes.span.extracting(first: values.count)
        var counts = InlineArray<64, Int32>(repeating: 0)
        for index in known.indices { counts[Int(known[index] & 63)] &+= 1 }
        var (middle, rest) = (0, rank)
        while rest >= Int(counts[middle]) {
            rest -= Int(counts[middle])
            middle += 1
        }
        var members = InlineArray<256, Float>(repeating: 0)
        var (count, low, high) = (0, Float.infinity, -Float.infinity)
        for index in known.indices where Int(known[index]) == middle {
            let value = values[index]
            members[count] = value
            count += 1
            (low, high) = (min(low, value), max(high, value))
        }
        return value(atRank: rest, of: members.span.extracting(first: count), from: low, to: high)
    }

    /// Tells the 64th part of their range that values lie in, without a branch: several are told at once.
    private static func classify(
        _ values: Span<Float>, from least: Float, to greatest: Float, into classes: consuming MutableSpan<UInt8>
    ) {
        precondition(values.count <= classes.count)
        let scale = 63 / (greatest - least)
        for index in values.indices {
            // From 64 to 128 the six bits behind the exponent count ones.
            classes[index] = UInt8(truncatingIfNeeded: ((values[index] - least) * scale + 64).bitPattern >> 17 & 63)
        }
    }

    /// Few, or any number of equal ones.
    private static func value(atRank rank: Int, ofFew values: Span<Float>) -> Float {
        guard values.count <= few else { return values[rank] }
        var sorted = InlineArray<8, Float>(repeating: 0)
        for index in values.indices {
            let value = values[index]
            var place = index
            while place > 0, sorted[place - 1] > value {
                sorted[place] = sorted[place - 1]
                place -= 1
            }
            sorted[place] = value
        }
        return sorted[rank]
    }
}

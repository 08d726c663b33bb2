/// Finds values by their rank among up to 256, without an array and without putting all of them in order.
///
/// A count over 64 classes tells the class that a value lies in, and so on with those of that class until few are left
/// to be sorted: comparing values that are in no order costs a mistaken guess of the processor every other time.
struct ExactValues: BitwiseCopyable {
    /// As many as are put in order one by one.
    private static let few = 16

    /// Of each value, 0 ..< 64.
    private var classes = InlineArray<256, UInt8>(repeating: 0)
    private var counts = InlineArray<64, Int32>(repeating: 0)
    /// The class that the last rank asked for lies in, and how many values lie in lower ones.
    private var reached = 0
    private var below = 0
    /// Few, or any number of equal ones: they have no classes.
    private let areFew: Bool

    /// - Parameters:
    ///   - values: 1 ... 256.
    ///   - least: None of them is less.
    ///   - greatest: None of them is greater.
    init(_ values: Span<Float>, from least: Float, to greatest: Float) {
        areFew = values.count <= Self.few || least >= greatest
        guard !areFew else { return }
        Self.classify(values, from: least, to: greatest, into: classes.mutableSpan)
        let classes = classes.span.extracting(first: values.count)
        var counts = counts.mutableSpan
        for index in classes.indices { counts[Int(classes[index] & 63)] &+= 1 }
    }

    /// The value that would stand at a rank if all were sorted.
    ///
    /// - Parameters:
    ///   - rank: 0 ..< the number of values, and not below one that was asked for before.
    ///   - values: As at first.
    mutating func value(atRank rank: Int, of values: Span<Float>) -> Float {
        guard !areFew else { return Self.value(atRank: rank, ofFew: values) }
        let counts = counts.span
        while rank - below >= Int(counts[reached]) {
            below += Int(counts[reached])
            reached += 1
        }
        let (own, classes) = (Int(counts[reached]), classes.span.extracting(first: values.count))
        guard own > Self.few else {
            var few = Few()
            for index in classes.indices where Int(classes[index]) == reached { few.insert(values[index]) }
            return few.sorted[rank - below]
        }
        var members = InlineArray<256, Float>(repeating: 0)
        var (count, low, high) = (0, Float.infinity, -Float.infinity)
        for index in classes.indices where Int(classes[index]) == reached {
            let value = values[index]
            members[count] = value
            count += 1
            (low, high) = (min(low, value), max(high, value))
        }
        return Self.value(atRank: rank - below, of: members.span.extracting(first: count), from: low, to: high)
    }

    /// The one value at a rank.
    static func value(atRank rank: Int, of values: Span<Float>, from least: Float, to greatest: Float) -> Float {
        if values.count <= few { return value(atRank: rank, ofFew: values) }
        var exact = ExactValues(values, from: least, to: greatest)
        return exact.value(atRank: rank, of: values)
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
        var few = Few()
        for index in values.indices { few.insert(values[index]) }
        return few.sorted[rank]
    }

    /// Values that are put in order one by one.
    private struct Few: BitwiseCopyable {
        var sorted = InlineArray<16, Float>(repeating: 0)
        private var count = 0

        @inline(__always) mutating func insert(_ value: Float) {
            var place = count
            while place > 0, sorted[place - 1] > value {
                sorted[place] = sorted[place - 1]
                place -= 1
            }
            sorted[place] = value
            count += 1
        }
    }
}

/// Puts up to 256 values in order without an array.
enum ExactValues {
    /// Values up to which putting each in its place is faster.
    private static let inserted = 64

    /// Values by their bits: few are put in their places, more are dealt out byte by byte.
    static func sort(_ bits: Span<UInt32>, into sorted: inout InlineArray<256, Float>) {
        guard bits.count > inserted else {
            for index in bits.indices { insert(Float(bitPattern: bits[index]), in: &sorted, count: index) }
            return
        }
        // Bits of numbers are in the order of the numbers once those of negative ones are turned over.
        let sign: UInt32 = 1 << 31
        var keys = InlineArray<256, UInt32>(repeating: 0)
        var dealt = InlineArray<256, UInt32>(repeating: 0)
        var turned = keys.mutableSpan
        for index in bits.indices { turned[index] = bits[index] & sign == 0 ? bits[index] ^ sign : ~bits[index] }
        for shift: UInt32 in stride(from: 0, to: 32, by: 16) {
            deal(keys.span.extracting(first: bits.count), into: dealt.mutableSpan, by: shift)
            deal(dealt.span.extracting(first: bits.count), into: keys.mutableSpan, by: shift + 8)
        }
        let ordered = keys.span
        for index in bits.indices {
            sorted[index] = Float(bitPattern: ordered[index] & sign == 0 ? ~ordered[index] : ordered[index] ^ sign)
        }
    }

    /// Orders keys by one of their bytes and leaves those that share it in the order they have.
    private static func deal(_ keys: Span<UInt32>, into dealt: consuming MutableSpan<UInt32>, by shift: UInt32) {
        var ends = InlineArray<256, Int32>(repeating: 0)
        var places = ends.mutableSpan
        for index in keys.indices { places[Int(keys[index] &>> shift & 255)] &+= 1 }
        var end: Int32 = 0
        for byte in places.indices {
            end &+= places[byte]
            places[byte] = end
        }
        for index in keys.indices.reversed() {
            let byte = Int(keys[index] &>> shift & 255)
            places[byte] &-= 1
            dealt[Int(places[byte])] = keys[index]
        }
    }

    /// Puts a value where it belongs among the first `count`, which are in order.
    @inline(__always)
    static func insert(_ value: Float, in sorted: inout InlineArray<256, Float>, count: Int) {
        var place = count
        while place > 0, sorted[place - 1] > value {
            sorted[place] = sorted[place - 1]
            place -= 1
        }
        sorted[place] = value
    }
}

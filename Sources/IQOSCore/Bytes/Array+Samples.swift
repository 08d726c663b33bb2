extension [Int16] {
    /// Puts samples over those from a place on, all at once: a loop over elements takes ten times as long.
    ///
    /// - Parameter place: Of the first, so that all have room.
    @inlinable public mutating func replace(at place: Int, by samples: Span<Int16>) {
        precondition(place >= 0 && samples.count <= count - place)
        let count = samples.count
        // Safe: both buffers live only inside the closures, and hold as many as was just asked for.
        withUnsafeMutableBufferPointer { target in
            samples.withUnsafeBufferPointer { source in
                _ = UnsafeMutableBufferPointer(rebasing: target[place..<place + count]).update(fromContentsOf: source)
            }
        }
    }
}

extension Span<Int16> {
    /// Eight samples from a place on, which the caller knows to be there, in 32 bits each.
    @inline(__always) func eight(at place: Int) -> SIMD8<Int32> {
        SIMD8(truncatingIfNeeded: bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: 2 &* place, as: SIMD8<Int16>.self))
    }
}

extension Span<Int16> {
    /// The same eight as they are.
    @inline(__always) func narrowEight(at place: Int) -> SIMD8<Int16> {
        bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: 2 &* place, as: SIMD8<Int16>.self)
    }
}

extension SIMD8<Int16> {
    /// What they are without their signs; the least number stays what it is.
    @inlinable @inline(__always) public var magnitudes: Self {
        let sign = self &>> 15
        return (self ^ sign) &- sign
    }

    /// Whether no magnitude of them, or of those they were put together from bit by bit, reaches 16,384.
    @inline(__always) var areBelow16384: Bool {
        let halves = unsafeBitCast(self, to: SIMD2<UInt64>.self)
        return (halves[0] | halves[1]) & 0xC000_C000_C000_C000 == 0
    }

    /// The larger of two each; none is below 0.
    ///
    /// - Note: By arithmetic: a comparison would be done one by one.
    @inlinable @inline(__always) public func larger(_ other: Self) -> Self {
        let more = other &- self
        return self &+ (more & ~(more &>> 15))
    }

    /// The largest of eight numbers, and of eight others; none is below 0.
    @inline(__always) static func largest(_ one: Self, _ other: Self) -> (Int16, Int16) {
        let four = Self(lowHalf: one.lowHalf, highHalf: other.lowHalf).larger(
            Self(lowHalf: one.highHalf, highHalf: other.highHalf))
        let pairs = unsafeBitCast(four, to: SIMD4<Int32>.self)
        let two = four.larger(unsafeBitCast(SIMD4(pairs[1], pairs[0], pairs[3], pairs[2]), to: Self.self))
        let single = two.larger(unsafeBitCast(unsafeBitCast(two, to: SIMD4<UInt32>.self) &>> 16, to: Self.self))
        return (single[0], single[4])
    }

    /// The largest number at even places, and the one at odd places; none is below 0.
    @inlinable @inline(__always) public var largestPair: (UInt16, UInt16) {
        let pairs = unsafeBitCast(self, to: SIMD4<Int32>.self)
        let four = larger(unsafeBitCast(SIMD4(pairs[2], pairs[3], pairs[0], pairs[1]), to: Self.self))
        let other = unsafeBitCast(four, to: SIMD4<Int32>.self)
        let two = four.larger(unsafeBitCast(SIMD4(other[1], other[0], other[3], other[2]), to: Self.self))
        return (UInt16(bitPattern: two[0]), UInt16(bitPattern: two[1]))
    }

    /// Sums of neighbours, in 32 bits.
    @inline(__always) var neighbours: SIMD4<Int32> {
        let wide = unsafeBitCast(self, to: SIMD4<Int32>.self)
        return ((wide &<< 16) &>> 16) &+ (wide &>> 16)
    }

    /// Sums of the squares of neighbours, in 32 bits.
    @inline(__always) var squares: SIMD4<Int32> {
        let wide = SIMD8<Int32>(truncatingIfNeeded: self)
        return (wide &* wide).pairs
    }
}

extension SIMD4<Int32> {
    /// The sums of four times four numbers.
    @inline(__always) static func sums(_ one: Self, _ two: Self, _ three: Self, _ four: Self) -> Self {
        let halves = (SIMD8(lowHalf: one, highHalf: two).pairs, SIMD8(lowHalf: three, highHalf: four).pairs)
        return SIMD8(lowHalf: halves.0, highHalf: halves.1).pairs
    }
}

extension SIMD8<Int32> {
    /// Sums of neighbours: of products of samples they are one instruction with the products.
    @inline(__always) var pairs: SIMD4<Int32> { evenHalf &+ oddHalf }
}

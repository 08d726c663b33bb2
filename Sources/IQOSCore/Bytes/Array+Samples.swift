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

extension SIMD8<Int32> {
    /// Sums of neighbours: of products of samples they are one instruction with the products.
    @inline(__always) var pairs: SIMD4<Int32> { evenHalf &+ oddHalf }
}

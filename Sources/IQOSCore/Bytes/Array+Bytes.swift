extension [UInt8] {
    /// A copy of a range of bytes, as far as they are there.
    init(_ bytes: RawSpan, _ range: Range<Int>) {
        self = []
        append(bytes, range)
    }

    /// Appends a range of bytes, as far as they are there.
    mutating func append(_ bytes: RawSpan, _ range: Range<Int>) {
        // Safe: the buffer is only read inside the closure, within the range it has.
        bytes.withUnsafeBytes {
            append(contentsOf: UnsafeRawBufferPointer(rebasing: $0[range.clamped(to: 0..<$0.count)]))
        }
    }
}

extension RawSpan {
    /// The byte at `offset`; `nil` outside the span.
    @inlinable public func byte(at offset: Int) -> UInt8? {
        // One unsigned comparison covers negative offsets too.
        guard UInt(bitPattern: offset) < UInt(bitPattern: byteCount) else { return nil }
        return unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
    }

    /// The 16 bits at `offset` in network byte order; `nil` unless both bytes are inside the span.
    @inlinable public func bigEndian16(at offset: Int) -> UInt16? {
        guard offset >= 0, offset <= byteCount &- 2 else { return nil }
        return UInt16(bigEndian: unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt16.self))
    }

    /// The 32 bits at `offset` in network byte order; `nil` unless all four bytes are inside the span.
    @inlinable public func bigEndian32(at offset: Int) -> UInt32? {
        guard offset >= 0, offset <= byteCount &- 4 else { return nil }
        return UInt32(bigEndian: unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt32.self))
    }

    /// The 64 bits at `offset` in network byte order; `nil` unless all eight bytes are inside the span.
    @inlinable public func bigEndian64(at offset: Int) -> UInt64? {
        guard offset >= 0, offset <= byteCount &- 8 else { return nil }
        return UInt64(bigEndian: unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self))
    }

    /// The 16 bits at `offset` in the byte order of the capture file; `nil` unless both bytes are inside the span.
    @inlinable public func integer16(at offset: Int, bigEndian: Bool) -> UInt16? {
        guard let value = bigEndian16(at: offset) else { return nil }
        return bigEndian ? value : value.byteSwapped
    }

    /// The 32 bits at `offset` in the byte order of the capture file; `nil` unless all four bytes are inside the span.
    @inlinable public func integer32(at offset: Int, bigEndian: Bool) -> UInt32? {
        guard let value = bigEndian32(at: offset) else { return nil }
        return bigEndian ? value : value.byteSwapped
    }

    /// The 64 bits at `offset` in the byte order of the capture file; `nil` unless all eight bytes are inside the span.
    @inlinable public func integer64(at offset: Int, bigEndian: Bool) -> UInt64? {
        guard let value = bigEndian64(at: offset) else { return nil }
        return bigEndian ? value : value.byteSwapped
    }

    /// The 32 bits at `offset` in network byte order, read without a check.
    ///
    /// Only behind a check of the length that covers them, and with a comment that names it.
    @inline(__always) func bigEndian32(uncheckedAt offset: Int) -> UInt32 {
        UInt32(bigEndian: unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt32.self))
    }

    /// The 64 bits at `offset` in network byte order; rules as for 32 bits.
    @inline(__always) func bigEndian64(uncheckedAt offset: Int) -> UInt64 {
        UInt64(bigEndian: unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self))
    }

    /// Sixteen bytes from `offset` on, the first in the lowest of the first word; rules as for 32 bits.
    @inline(__always) func twoWords(uncheckedAt offset: Int) -> SIMD2<UInt64> {
        SIMD2(
            UInt64(littleEndian: unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self)),
            UInt64(littleEndian: unsafeLoadUnaligned(fromUncheckedByteOffset: offset &+ 8, as: UInt64.self)))
    }
}

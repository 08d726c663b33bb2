/// A place in a buffer: what is put there, and the place behind it. Whoever puts has seen to the room.
extension UnsafeMutablePointer<UInt8> {
    @inline(__always) func put(_ byte: UInt8) -> Self {
        self[0] = byte
        return self + 1
    }

    /// Puts the bytes of a word, the lowest first.
    @inline(__always) func put(_ word: some FixedWidthInteger & BitwiseCopyable) -> Self {
        UnsafeMutableRawPointer(self).storeBytes(of: word.littleEndian, as: type(of: word))
        return self + word.bitWidth / 8
    }

    /// Puts a text of the program, of two characters or more.
    @inline(__always) func put(_ text: StaticString) -> Self {
        // Such literals are pointers, not single characters.
        ShortBytes.copy(text.utf8Start, to: self, count: text.utf8CodeUnitCount)
        return self + text.utf8CodeUnitCount
    }

    /// Puts sixteen bytes, of which so many count.
    @inline(__always) func put(_ bytes: SIMD16<UInt8>, count: Int) -> Self {
        UnsafeMutableRawPointer(self).storeBytes(of: bytes, as: SIMD16<UInt8>.self)
        return self + count
    }
}

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

    /// Puts a line end and as many blanks; there is room for sixteen where fewer are wanted.
    @inline(__always) func put(lineEndAndBlanks blanks: Int) -> Self {
        let start = put(UInt8(ascii: "\n"))
        if blanks <= 16 {
            UnsafeMutableRawPointer(start).storeBytes(
                of: SIMD16<UInt8>(repeating: UInt8(ascii: " ")), as: SIMD16<UInt8>.self)
        } else {
            start.update(repeating: UInt8(ascii: " "), count: blanks)
        }
        return start + blanks
    }
}

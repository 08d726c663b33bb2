/// What a report does with the few bytes of a key or a word a thousand times a stream, eight of them at a time.
enum ShortBytes {
    private typealias Word = UInt64
    private typealias Pair = SIMD2<UInt64>

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let tops: UInt64 = 0x8080_8080_8080_8080

    /// Copies bytes to where as many are free; the C library's function costs more than to copy the words of a key.
    @inline(__always)
    static func copy(_ source: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>, count: Int) {
        guard count <= 64 else { return target.update(from: source, count: count) }
        let (from, to) = (UnsafeRawPointer(source), UnsafeMutableRawPointer(target))
        if count >= 16 {
            // Pieces from the start and from the end, which meet or overlap.
            copy(Pair.self, from, to, at: 0)
            if count > 32 {
                copy(Pair.self, from, to, at: 16)
                copy(Pair.self, from, to, at: count &- 32)
            }
            copy(Pair.self, from, to, at: count &- 16)
        } else if count >= 8 {
            copy(Word.self, from, to, at: 0)
            copy(Word.self, from, to, at: count &- 8)
        } else {
            copyFew(source, to: target, count: count)
        }
    }

    /// Copies bytes to where as many are free, and tells whether each is visible ASCII that stands for itself in JSON,
    /// which almost every text consists of.
    @inline(__always)
    static func copyPlain(_ source: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>, count: Int) -> Bool {
        let (from, to) = (UnsafeRawPointer(source), UnsafeMutableRawPointer(target))
        if count >= 16 {
            var special = Pair.zero
            var offset = 0
            while offset &+ 16 < count {
                special |= specials(in: copy(Pair.self, from, to, at: offset))
                offset &+= 16
            }
            // The last sixteen, of which some may have been copied before.
            special |= specials(in: copy(Pair.self, from, to, at: count &- 16))
            return special[0] | special[1] == 0
        }
        guard count >= 8 else { return specials(in: copyFew(source, to: target, count: count)) == 0 }
        let (first, last) = (copy(Word.self, from, to, at: 0), copy(Word.self, from, to, at: count &- 8))
        return specials(in: first) | specials(in: last) == 0
    }

    /// Whether as many bytes are the same at both places.
    static func areEqual(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, count: Int) -> Bool {
        left == right || (0..<count).allSatisfy { left[$0] == right[$0] }
    }

    @inline(__always) @discardableResult
    private static func copy<Piece: BitwiseCopyable>(
        _ type: Piece.Type, _ source: UnsafeRawPointer, _ target: UnsafeMutableRawPointer, at offset: Int
    ) -> Piece {
        let piece = source.loadUnaligned(fromByteOffset: offset, as: type)
        target.storeBytes(of: piece, toByteOffset: offset, as: type)
        return piece
    }

    /// Copies fewer than eight bytes, of which some may be copied twice.
    ///
    /// - Returns: All of them, in any order, some twice and blanks beside them.
    @inline(__always) @discardableResult
    private static func copyFew(
        _ source: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>, count: Int
    ) -> Word {
        if count >= 4 {
            let (from, to) = (UnsafeRawPointer(source), UnsafeMutableRawPointer(target))
            let first = from.loadUnaligned(as: UInt32.self)
            let last = from.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
            to.storeBytes(of: first, as: UInt32.self)
            to.storeBytes(of: last, toByteOffset: count &- 4, as: UInt32.self)
            return Word(first) << 32 | Word(last)
        }
        guard count > 0 else { return ones &* 0x20 }
        let (first, middle, last) = (source[0], source[count / 2], source[count &- 1])
        (target[0], target[count / 2], target[count &- 1]) = (first, middle, last)
        return ones << 24 &* 0x20 | Word(first) << 16 | Word(middle) << 8 | Word(last)
    }

    /// Not 0 where one of eight bytes is not plain: below 0x20, above 0x7E, a quote or a backslash.
    @inline(__always) private static func specials(in word: Word) -> Word {
        // A byte without its top bit borrows from it when something larger is taken off.
        let isControl = (word &- ones &* 0x20) & ~word
        return (isControl | zeros(word ^ ones &* 0x22) | zeros(word ^ ones &* 0x5C) | zeros(word ^ ones &* 0x7F) | word)
            & tops
    }

    /// The top bit of the lowest byte that is 0 at least, and none where no byte is.
    @inline(__always) private static func zeros(_ word: Word) -> Word {
        (word &- ones) & ~word
    }

    /// The same of sixteen bytes.
    @inline(__always) private static func specials(in pair: Pair) -> Pair {
        let isControl = (pair &- ones &* 0x20) & ~pair
        return (isControl | zeros(pair ^ ones &* 0x22) | zeros(pair ^ ones &* 0x5C) | zeros(pair ^ ones &* 0x7F) | pair)
            & tops
    }

    @inline(__always) private static func zeros(_ pair: Pair) -> Pair {
        (pair &- ones) & ~pair
    }
}

/// A first look at a payload of G.711: whether its bytes may be of the other companding law.
///
/// Both laws order their code words by loudness, but for the bits that each turns around. Read by the wrong one the order
/// is scrambled, and neighbouring samples of speech lie 2 to 20 times as far apart in it; some tones do that, too, which
/// is why `LawEvidence` has to tell. It costs a few nanoseconds where the law is right.
enum LawVariation {
    /// Samples of payloads that look like this from which their correlation is taken.
    static let samplesNeeded = 1280
    private static let bytesNeeded = 32

    /// What a payload looks like.
    enum Look {
        /// Either law's, as silence and noise do.
        case either
        case told, other
    }

    /// Whether 32 bytes from the middle of a payload lie further apart under the law told than under the other.
    static func look(at payload: RawSpan, offset: Int, length: Int, told law: G711) -> Look {
        let start = offset + (length - bytesNeeded) / 2
        guard length >= bytesNeeded, start >= 0, start <= payload.byteCount - bytesNeeded else { return .either }
        // Two neighbours are compared twice, for the 31 pairs to make two vectors.
        let (first, last) = (Pairs(payload, at: start), Pairs(payload, at: start + 15))
        let muLaw = sum(first.distances(turned: 0x7F) &+ last.distances(turned: 0x7F))
        let aLaw = sum(first.distances(turned: 0x55) &+ last.distances(turned: 0x55))
        let (told, other) = law == .muLaw ? (muLaw, aLaw) : (aLaw, muLaw)
        return told * 4 > other * 5 ? .other : other * 4 > told * 5 ? .told : .either
    }

    /// Sixteen neighbours each of a payload.
    private struct Pairs {
        var earlier: SIMD16<UInt8>
        var later: SIMD16<UInt8>

        @inline(__always) init(_ payload: RawSpan, at place: Int) {
            // Safe: the caller found the bytes to be there; any two words are sixteen bytes.
            earlier = unsafeBitCast(payload.twoWords(uncheckedAt: place), to: SIMD16<UInt8>.self)
            later = unsafeBitCast(payload.twoWords(uncheckedAt: place &+ 1), to: SIMD16<UInt8>.self)
        }

        /// Half the distances of code words in a law's order, 0 ... 126: two of them fit into a byte.
        @inline(__always) func distances(turned: UInt8) -> SIMD16<UInt8> {
            let difference = LawVariation.rank(earlier, turned) &- LawVariation.rank(later, turned)
            let sign = difference &>> 7
            return SIMD16<UInt8>(truncatingIfNeeded: (difference ^ sign) &- sign)
        }
    }

    /// Four sums of 16 bits in each half, then all of them: adding up lanes one by one costs as much as the rest.
    @inline(__always) private static func sum(_ bytes: SIMD16<UInt8>) -> Int {
        // Safe: any sixteen bytes are two words.
        let words = unsafeBitCast(bytes, to: SIMD2<UInt64>.self)
        let pairs = (words & 0x00FF_00FF_00FF_00FF) &+ (words &>> 8 & 0x00FF_00FF_00FF_00FF)
        return Int(((pairs[0] &+ pairs[1]) &* 0x0001_0001_0001_0001) >> 48)
    }

    /// Half the place of code words in order of their values, -63 ... 63.
    @inline(__always) private static func rank(_ codes: SIMD16<UInt8>, _ turned: UInt8) -> SIMD16<Int8> {
        let magnitude = SIMD16<Int8>(truncatingIfNeeded: ((codes ^ turned) & 0x7F) &>> 1)
        let isPositive = SIMD16<Int8>(truncatingIfNeeded: codes) &>> 7
        return (magnitude ^ isPositive) &- isPositive
    }
}

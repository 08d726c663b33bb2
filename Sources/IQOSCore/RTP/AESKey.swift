/// A key of the Advanced Encryption Standard that encrypts blocks (FIPS 197), of 128, 192 or 256 bits.
///
/// For counter mode, which only encrypts. Its tables are looked up by secret bytes, which takes time that tells of them to
/// whoever measures on the same machine: it is for keys that its user owns.
struct AESKey: Sendable {
    /// Round keys, a column a word.
    private let words: [UInt32]

    /// - Returns: `nil` for a key that is not 16, 24 or 32 bytes long.
    init?(_ key: [UInt8]) {
        guard [16, 24, 32].contains(key.count) else { return nil }
        let length = key.count / 4
        var words = (0..<length).map { index in (0..<4).reduce(0) { $0 << 8 | UInt32(key[4 * index + $1]) } }
        // FIPS 197 §5.2; the rounds are six more than the key has words.
        var factor: UInt8 = 1
        for index in length..<4 * (length + 7) {
            var word = words[index - 1]
            if index % length == 0 {
                word = Self.substituted(word << 8 | word >> 24) ^ UInt32(factor) << 24
                factor = Self.doubled(factor)
            } else if length > 6, index % length == 4 {
                word = Self.substituted(word)
            }
            words.append(words[index - length] ^ word)
        }
        self.words = words
    }

    /// A block encrypted, four columns of four bytes, the first byte of each the highest (FIPS 197 §5.1).
    func encrypted(_ block: SIMD4<UInt32>) -> SIMD4<UInt32> {
        let last = words.count - 4
        var state = block ^ SIMD4(words[0], words[1], words[2], words[3])
        for round in stride(from: 4, to: last, by: 4) {
            // ShiftRows: each row comes from a column further on.
            var next = SIMD4<UInt32>()
            for column in 0..<4 {
                next[column] =
                    Self.mixed(state[column], 24) ^ Self.turned(Self.mixed(state[(column + 1) & 3], 16), 8)
                    ^ Self.turned(Self.mixed(state[(column + 2) & 3], 8), 16)
                    ^ Self.turned(Self.mixed(state[(column + 3) & 3], 0), 24) ^ words[round + column]
            }
            state = next
        }
        var result = SIMD4<UInt32>()
        for column in 0..<4 {
            let shifted =
                state[column] & 0xFF00_0000 | state[(column + 1) & 3] & 0xFF_0000 | state[(column + 2) & 3] & 0xFF00
                | state[(column + 3) & 3] & 0xFF
            result[column] = Self.substituted(shifted) ^ words[last + column]
        }
        return result
    }

    /// What a byte of a state adds to its column (SubBytes and MixColumns).
    @inline(__always) private static func mixed(_ word: UInt32, _ shift: UInt32) -> UInt32 {
        columns[Int(word >> shift & 255)]
    }

    @inline(__always) private static func turned(_ word: UInt32, _ bits: UInt32) -> UInt32 {
        word >> bits | word << (32 - bits)
    }

    private static func substituted(_ word: UInt32) -> UInt32 {
        UInt32(box[Int(word >> 24)]) << 24 | UInt32(box[Int(word >> 16 & 255)]) << 16
            | UInt32(box[Int(word >> 8 & 255)]) << 8 | UInt32(box[Int(word & 255)])
    }

    /// Times x in the field of FIPS 197 §4.2.
    private static func doubled(_ byte: UInt8) -> UInt8 { byte << 1 ^ (byte & 0x80 == 0 ? 0 : 0x1B) }

    /// The inverse in the field, and the affine map behind it (FIPS 197 §5.1.1): 3 generates all that have one.
    private static let box: [UInt8] = {
        var box = [UInt8](repeating: 0x63, count: 256)
        var (power, inverse): (UInt8, UInt8) = (1, 1)
        for _ in 0..<255 {
            power ^= doubled(power)
            // Division by 3.
            inverse ^= inverse << 1
            inverse ^= inverse << 2
            inverse ^= inverse << 4
            if inverse & 0x80 != 0 { inverse ^= 0x09 }
            let turned = (1...4).reduce(inverse) { $0 ^ (inverse << $1 | inverse >> (8 - $1)) }
            box[Int(power)] = turned ^ 0x63
        }
        return box
    }()

    /// Of each byte its substitute times 2, 1, 1 and 3 (FIPS 197 §5.1.3).
    private static let columns: [UInt32] = box.map { byte in
        let twice = doubled(byte)
        return UInt32(twice) << 24 | UInt32(byte) << 16 | UInt32(byte) << 8 | UInt32(twice ^ byte)
    }
}

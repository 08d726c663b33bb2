import IQOSCore

/// Keys of tests, and their texts.
public enum TestKeys {
    /// A secret of the suite's length, different for each seed.
    public static func secret(_ suite: SRTPSuite, seed: Int = 1) -> [UInt8] {
        var random = SeededRandom(seed)
        return random.bytes(suite.keyLength)
    }

    /// RFC 4648 §4, bit by bit.
    public static func base64(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        let bits = bytes.flatMap { byte in (0..<8).map { byte >> (7 - $0) & 1 } }
        let digits = stride(from: 0, to: bits.count, by: 6).map { start in
            alphabet[(0..<6).reduce(0) { $0 * 2 + Int(start + $1 < bits.count ? bits[start + $1] : 0) }]
        }
        return String(digits) + String(repeating: "=", count: (3 - bytes.count % 3) % 3)
    }

    /// Of hexadecimal digits in pairs.
    public static func bytes(_ hexadecimal: String) -> [UInt8] {
        let digits = hexadecimal.compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    public static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}

/// What a stream of SRTP is encrypted and authenticated with, derived from its master key and salt (RFC 3711 §4.3).
///
/// For counter mode without a key derivation rate, with keys of any length that AES has (RFC 6188).
public struct SRTPSessionKeys: Sendable {
    /// Bytes of the master salt, and of the key of HMAC-SHA1.
    static let saltLength = 14
    private static let authenticationLength = 20

    public let encryption: [UInt8]
    public let salt: [UInt8]
    public let authentication: [UInt8]
    private let cipher: AESKey

    /// Which key the derivation encrypts with.
    public enum Derivation: Sendable, CaseIterable {
        /// The master key as it is (RFC 6188 §3).
        case standard
        /// Key and salt, zeros behind them, as if the key had 256 bits: what libsrtp makes of one of 192.
        case padded
    }

    /// - Parameters:
    ///   - secret: Master key and its salt of 14 bytes.
    /// - Returns: `nil` for a key that AES does not have.
    public init?(_ secret: [UInt8], _ derivation: Derivation = .standard) {
        let length = secret.count - Self.saltLength
        guard length >= 16 else { return nil }
        let padding = derivation == .padded ? [UInt8](repeating: 0, count: max(0, 32 - length)) : []
        let padded = secret + padding
        guard let key = AESKey(Array(padded[..<(length + padding.count)])) else { return nil }
        let salt = Array(padded[(length + padding.count)...])
        // RFC 3711 §4.3.2: labels of encryption, authentication and salt.
        func derived(_ label: UInt8, _ count: Int) -> [UInt8] {
            var start = salt + [0, 0]
            start[7] ^= label
            return Self.keyStream(key, from: start, count: count)
        }
        encryption = derived(0, length)
        authentication = derived(1, Self.authenticationLength)
        self.salt = derived(2, Self.saltLength)
        guard let cipher = AESKey(encryption) else { return nil }
        self.cipher = cipher
    }

    /// Encrypts the bytes of a packet in place, or decrypts them (RFC 3711 §4.1.1).
    ///
    /// - Parameters:
    ///   - range: Its payload.
    ///   - index: Roll-overs and sequence number, 48 bits.
    public func apply(to packet: inout [UInt8], _ range: Range<Int>, ssrc: UInt32, index: UInt64) {
        var start = salt + [0, 0]
        for place in 0..<4 { start[4 + place] ^= UInt8(truncatingIfNeeded: ssrc >> (24 - 8 * UInt32(place))) }
        for place in 0..<6 { start[8 + place] ^= UInt8(truncatingIfNeeded: index >> (40 - 8 * UInt64(place))) }
        let stream = Self.keyStream(cipher, from: start, count: range.count)
        for place in range.indices { packet[place] ^= stream[place - range.lowerBound] }
    }

    /// Bytes of counter mode; the counter is the last two of the block.
    private static func keyStream(_ key: AESKey, from start: [UInt8], count: Int) -> [UInt8] {
        let bytes = start.span.bytes
        var block = SIMD4<UInt32>()
        for column in 0..<4 { block[column] = bytes.bigEndian32(at: 4 * column) ?? 0 }
        let last = block[3]
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            for place in stride(from: 0, to: count, by: 16) {
                block[3] = last ^ UInt32(truncatingIfNeeded: place >> 4 & 0xFFFF)
                let stream = key.encrypted(block)
                for index in 0..<min(16, count - place) {
                    let byte = UInt8(truncatingIfNeeded: stream[index >> 2] >> (24 - 8 * UInt32(index & 3)))
                    // Safe: less than `count`, which the buffer has room for.
                    buffer.initializeElement(at: place + index, to: byte)
                }
            }
            initialized = count
        }
    }
}

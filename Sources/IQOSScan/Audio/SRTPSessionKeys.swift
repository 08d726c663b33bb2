import Crypto
import CryptoExtras
import Foundation
import IQOSCore

/// What a stream of SRTP is encrypted and authenticated with, derived from its master key and salt (RFC 3711 §4.3).
///
/// For counter mode without a key derivation rate, with keys of any length that AES has (RFC 6188).
struct SRTPSessionKeys: Sendable {
    /// Bytes of the master salt, and of the key of HMAC-SHA1.
    static let saltLength = 14
    private static let authenticationLength = 20

    let encryption: [UInt8]
    let salt: [UInt8]
    let authentication: [UInt8]

    /// Which key the derivation encrypts with.
    enum Derivation: Sendable, CaseIterable {
        /// The master key as it is (RFC 6188 §3).
        case standard
        /// Key and salt, zeros behind them, as if the key had 256 bits: what libsrtp makes of one of 192.
        case padded
    }

    /// - Parameters:
    ///   - secret: Master key and its salt of 14 bytes.
    /// - Returns: `nil` for a key that AES does not have.
    init?(_ secret: [UInt8], _ derivation: Derivation = .standard) {
        let length = secret.count - Self.saltLength
        guard length >= 16 else { return nil }
        let padding = derivation == .padded ? [UInt8](repeating: 0, count: max(0, 32 - length)) : []
        let padded = secret + padding
        let key = Array(padded[..<(length + padding.count)])
        guard [16, 24, 32].contains(key.count) else { return nil }
        let masterSalt = Array(padded[(length + padding.count)...])
        // RFC 3711 §4.3.2: labels of encryption, authentication and salt.
        func derived(_ label: UInt8, _ count: Int) -> [UInt8]? {
            var start = masterSalt + [0, 0]
            start[7] ^= label
            return Self.counted([UInt8](repeating: 0, count: count), key, from: start)
        }
        guard let encryption = derived(0, length), let authentication = derived(1, Self.authenticationLength),
            let salt = derived(2, Self.saltLength)
        else { return nil }
        self.encryption = encryption
        self.authentication = authentication
        self.salt = salt
    }

    /// What finds the roll-over of a packet by its tag alone: its bytes are hashed once for all of them.
    static func probe(_ key: SRTPKey) -> SRTPCipher.Probe? {
        guard key.suite != .aes128GCM, key.suite != .aes256GCM else { return nil }
        let is192 = key.suite == .aes192SHA80 || key.suite == .aes192SHA32
        let keys = (is192 ? Derivation.allCases : [.standard]).compactMap { SRTPSessionKeys(key.secret, $0) }
        let tagLength = key.suite.tagLength
        return { packet, rollOvers in
            let end = packet.count - tagLength
            guard end >= 12 else { return nil }
            for keys in keys {
                var hashed = HMAC<Insecure.SHA1>(key: SymmetricKey(data: keys.authentication))
                hashed.update(data: packet[..<end])
                for rollOver in rollOvers {
                    var check = hashed
                    withUnsafeBytes(of: rollOver.bigEndian) { check.update(data: $0) }
                    if check.finalize().prefix(tagLength).elementsEqual(packet[end...]) { return rollOver }
                }
            }
            return nil
        }
    }

    /// Encrypts the bytes of a packet in place, or decrypts them (RFC 3711 §4.1.1).
    ///
    /// - Parameters:
    ///   - range: Its payload.
    ///   - index: Roll-overs and sequence number, 48 bits.
    func apply(to packet: inout [UInt8], _ range: Range<Int>, ssrc: UInt32, index: UInt64) {
        var start = salt + [0, 0]
        for place in 0..<4 { start[4 + place] ^= UInt8(truncatingIfNeeded: ssrc >> (24 - 8 * UInt32(place))) }
        for place in 0..<6 { start[8 + place] ^= UInt8(truncatingIfNeeded: index >> (40 - 8 * UInt64(place))) }
        guard let applied = Self.counted(packet[range], encryption, from: start) else { return }
        packet.replaceSubrange(range, with: applied)
    }

    /// Bytes under counter mode, or out of it; the counter is the last two bytes of the block.
    private static func counted(_ bytes: some DataProtocol, _ key: [UInt8], from start: [UInt8]) -> [UInt8]? {
        guard let nonce = try? AES._CTR.Nonce(nonceBytes: start) else { return nil }
        return (try? AES._CTR.encrypt(bytes, using: SymmetricKey(data: key), nonce: nonce)).map(Array.init)
    }
}

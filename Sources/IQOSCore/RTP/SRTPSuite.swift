/// How the packets of a stream are encrypted and authenticated: RFC 3711, RFC 6188 and RFC 7714.
public enum SRTPSuite: String, Sendable, CaseIterable {
    case aes128SHA80 = "AES_CM_128_HMAC_SHA1_80"
    case aes128SHA32 = "AES_CM_128_HMAC_SHA1_32"
    case aes192SHA80 = "AES_192_CM_HMAC_SHA1_80"
    case aes192SHA32 = "AES_192_CM_HMAC_SHA1_32"
    case aes256SHA80 = "AES_256_CM_HMAC_SHA1_80"
    case aes256SHA32 = "AES_256_CM_HMAC_SHA1_32"
    case aes128GCM = "AEAD_AES_128_GCM"
    case aes256GCM = "AEAD_AES_256_GCM"

    /// The suite of a name as registered, or as older devices write it (`AES_CM_256_HMAC_SHA1_80`); `nil` for others.
    public init?(named name: String) {
        let name = name.uppercased()
        let registered =
            name.hasPrefix("AES_CM_192") || name.hasPrefix("AES_CM_256")
            ? "AES_" + name.dropFirst(7).prefix(3) + "_CM" + name.dropFirst(10) : name
        self.init(rawValue: registered)
    }

    /// Bytes of the master key, and of the salt behind it.
    public var keyLength: Int {
        switch self {
        case .aes128SHA80, .aes128SHA32: 30
        case .aes192SHA80, .aes192SHA32: 38
        case .aes256SHA80, .aes256SHA32: 46
        case .aes128GCM: 28
        case .aes256GCM: 44
        }
    }

    /// Bytes of a packet's authentication tag.
    public var tagLength: Int {
        switch self {
        case .aes128SHA80, .aes192SHA80, .aes256SHA80: 10
        case .aes128SHA32, .aes192SHA32, .aes256SHA32: 4
        case .aes128GCM, .aes256GCM: 16
        }
    }

    /// Where the key identifier stands: before the tag (RFC 3711 §3.1), behind it with GCM (RFC 7714 §8.2).
    var hasTagBeforeIdentifier: Bool { self == .aes128GCM || self == .aes256GCM }
}

/// Whether a payload is ciphertext behind a clear RTP header (metrics: SRTP).
enum PayloadCipher {
    /// Whether an authentication tag of SRTP adds so many bytes, with or without a four-byte key identifier (RFC 3711,
    /// RFC 7714).
    static func isTagLength(_ bytes: Int) -> Bool {
        switch bytes {
        case 4, 8, 10, 14, 16, 20: true
        default: false
        }
    }

    /// Payload types from here on have no codec by their number.
    private static let firstDynamicType: UInt8 = 35

    /// Whether the entropy of a payload type's bytes says anything: G.711 and G.722 by their static numbers, and what
    /// may be one of them.
    @inline(__always) static func concerns(_ payloadType: UInt8) -> Bool {
        tells(payloadType) || isDynamic(payloadType)
    }

    @inline(__always) static func isDynamic(_ payloadType: UInt8) -> Bool {
        payloadType >= firstDynamicType
    }

    /// Whether a static payload type is of one byte a sample, so that entropy and length tell whether it is encrypted.
    @inline(__always) static func tells(_ payloadType: UInt8) -> Bool {
        payloadType == 0 || payloadType == 8 || payloadType == 9
    }

    /// - Parameters:
    ///   - codec: `nil` for one that is not known.
    ///   - entropy: Bits a byte, 0 ... 8; `nil` where too little payload was seen.
    ///   - overhead: Payload bytes beyond the codec's frame; `nil` where the frame's length is not known.
    /// - Returns: `nil` where neither length nor entropy tell.
    static func isEncrypted(codec: String?, entropy: Double?, overhead: Int?) -> Bool? {
        guard let entropy else { return nil }
        let hasTag = overhead.map(isTagLength) ?? false
        // One byte a sample and a tag behind them.
        guard let codec else { return hasTag && entropy > 7.8 ? true : nil }
        switch codec {
        // Companded speech stays under 7.5 bits a byte.
        case "PCMU", "PCMA": return entropy > 7.8 || entropy > 7.5 && hasTag
        // ADPCM comes near 8 bits by itself: only the tag tells.
        case "G722": return hasTag && entropy > 7.5
        default: return nil
        }
    }
}

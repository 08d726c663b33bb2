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

    /// Bytes of the frames that a codec makes of a timestamp step, where step and payload tell (RFC 3551 §4.5).
    ///
    /// - Parameters:
    ///   - codec: `nil` for one that is not known, which is taken for one of a byte a sample.
    ///   - step: Usual timestamp step, clock-rate units.
    ///   - length: Usual payload, bytes.
    /// - Returns: `nil` for codecs whose frames have any length, and where the step is none of whole frames.
    static func frameBytes(of codec: String?, step: Int, length: Int) -> Int? {
        switch codec {
        case nil, "PCMU"?, "PCMA"?, "G722"?: return step
        case "GSM"? where step % 160 == 0: return step / 160 * 33
        case "G729"? where step % 80 == 0: return step / 8
        case "G728"? where step % 20 == 0: return step / 4
        case "DVI4"?: return step / 2 + 4
        case "G723"? where step % 240 == 0:
            // Of 24 or 20 bytes each.
            let (least, most) = (step / 12, step / 10)
            let isPlain = least...most ~= length && (length - least) % 4 == 0
            return isPlain ? length : isTagLength(length - most) ? most : least
        default: return nil
        }
    }

    /// - Parameters:
    ///   - codec: `nil` for one that is not known.
    ///   - entropy: Bits a byte, 0 ... 8; `nil` where too little payload was seen.
    ///   - overhead: Payload bytes beyond the codec's frame; `nil` where the frame's length is not known.
    /// - Returns: `nil` where neither length nor entropy tell.
    static func isEncrypted(codec: String?, entropy: Double?, overhead: Int?) -> Bool? {
        let hasTag = overhead.map(isTagLength) ?? false
        switch codec {
        // What these make of a step has one length.
        case "GSM"?, "G723"?, "G728"?, "G729"?, "DVI4"?: return hasTag ? true : nil
        default: break
        }
        guard let entropy else { return nil }
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

/// G.711 companding: one byte a sample, decoded and encoded by table or arithmetic (ITU-T G.711).
public enum G711: Sendable {
    case muLaw
    case aLaw

    /// The law of payload types 0 and 8 (RFC 3551 §6).
    @inline(__always) init?(staticPayloadType type: UInt8) {
        switch type {
        case 0: self = .muLaw
        case 8: self = .aLaw
        default: return nil
        }
    }

    /// The law that it is mistaken for.
    var other: G711 { self == .muLaw ? .aLaw : .muLaw }

    /// Linear value of each code word, index 0 ... 255, 16 bits; peak ±32124 (mu-law) or ±32256 (A-law).
    public var table: [Int16] {
        switch self {
        case .muLaw: Self.muLawTable
        case .aLaw: Self.aLawTable
        }
    }

    /// Puts the samples of a payload into `samples`, which is emptied first.
    ///
    /// - Parameter range: Offsets into `bytes`; what is not inside is left out.
    func decode(_ bytes: RawSpan, _ range: Range<Int>, into samples: inout [Int16]) {
        let range = range.clamped(to: 0..<bytes.byteCount)
        let table = table.span
        if samples.count > range.count { samples.removeLast(samples.count - range.count) }
        if samples.count < range.count {
            samples.append(contentsOf: repeatElement(0, count: range.count - samples.count))
        }
        var target = samples.mutableSpan
        for index in 0..<range.count {
            // Safe: the range was clamped to the bytes, the samples are as many, and a byte is below 256.
            let code = bytes.unsafeLoad(fromUncheckedByteOffset: range.lowerBound &+ index, as: UInt8.self)
            target[unchecked: index] = table[unchecked: Int(code)]
        }
    }

    /// Puts the samples of a payload that was encoded by the other law into `samples`: noise, and 18 dB quieter than it would
    /// be, for at full scale it is a danger to ears.
    @inline(never) func decodeNoise(_ bytes: RawSpan, _ range: Range<Int>, into samples: inout [Int16]) {
        decode(bytes, range, into: &samples)
        for index in samples.indices { samples[index] /= 8 }
    }

    /// The code word of silence: what fills a gap when sound has to stay encoded.
    public var idleCode: UInt8 {
        switch self {
        case .muLaw: 0xFF
        case .aLaw: 0xD5
        }
    }

    /// The code word of `sample` by the decision values of G.711, which at segment ends is not always the nearest.
    public func encode(_ sample: Int16) -> UInt8 {
        switch self {
        case .muLaw: Self.encodeMuLaw(sample)
        case .aLaw: Self.encodeALaw(sample)
        }
    }

    private static let muLawTable = (0..<256).map { decodeMuLaw(UInt8($0)) }
    private static let aLawTable = (0..<256).map { decodeALaw(UInt8($0)) }

    private static func decodeMuLaw(_ code: UInt8) -> Int16 {
        let bits = ~code
        let exponent = Int16(bits >> 4 & 7)
        let mantissa = Int16(bits & 15)
        let magnitude = ((mantissa << 3) + 0x84) << exponent - 0x84
        return bits & 0x80 != 0 ? -magnitude : magnitude
    }

    private static func decodeALaw(_ code: UInt8) -> Int16 {
        let bits = code ^ 0x55
        let exponent = Int16(bits >> 4 & 7)
        let mantissa = Int16(bits & 15)
        let magnitude = exponent == 0 ? mantissa << 4 + 8 : (mantissa << 4 + 0x108) << (exponent - 1)
        return bits & 0x80 != 0 ? magnitude : -magnitude
    }

    private static func encodeMuLaw(_ sample: Int16) -> UInt8 {
        let negative = sample < 0
        // The bias makes segment limits powers of two; 32635 is where the last code word saturates.
        let magnitude = min(Int(sample.magnitude), 32635) + 0x84
        let exponent = Int.bitWidth - 1 - magnitude.leadingZeroBitCount - 7
        let mantissa = magnitude >> (exponent + 3) & 15
        return ~(UInt8(negative ? 0x80 : 0) | UInt8(exponent) << 4 | UInt8(mantissa))
    }

    private static func encodeALaw(_ sample: Int16) -> UInt8 {
        let negative = sample < 0
        let magnitude = negative ? -Int(sample) - 1 : Int(sample)
        let exponent = magnitude < 256 ? 0 : Int.bitWidth - 1 - magnitude.leadingZeroBitCount - 7
        let mantissa = exponent == 0 ? magnitude >> 4 : magnitude >> (exponent + 3) & 15
        return (UInt8(negative ? 0 : 0x80) | UInt8(exponent) << 4 | UInt8(mantissa)) ^ 0x55
    }
}

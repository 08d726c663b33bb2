/// G.711 decoding of one code as the recommendation words it, without tables (ITU-T G.711, tables 1 and 2).
public enum G711Model: Sendable {
    case muLaw, aLaw

    public func sample(_ code: UInt8) -> Int16 {
        switch self {
        case .muLaw:
            let bits = Int(~code)
            let magnitude = ((bits & 15) * 8 + 132) << (bits >> 4 & 7) - 132
            return Int16(bits & 128 != 0 ? -magnitude : magnitude)
        case .aLaw:
            let bits = Int(code ^ 0x55)
            let exponent = bits >> 4 & 7
            let step = (bits & 15) * 16 + 8
            let magnitude = exponent == 0 ? step : (step + 256) << (exponent - 1)
            return Int16(bits & 128 != 0 ? magnitude : -magnitude)
        }
    }

    public func samples(_ codes: [UInt8]) -> [Int16] { codes.map(sample) }
}

/// A WAV file of 16-bit samples, read chunk by chunk without any library.
public struct WaveFile: Equatable {
    public var sampleRateHz: Int
    /// Samples of each channel.
    public var channels: [[Int16]]

    /// `nil` where the bytes are no RIFF file of 16-bit PCM whose sizes are those of its chunks.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count >= 12, Self.text(bytes, 0) == "RIFF", Self.text(bytes, 8) == "WAVE",
            Self.number(bytes, 4, 4) == bytes.count - 8
        else { return nil }
        var format: (channels: Int, rate: Int)?
        var offset = 12
        while offset + 8 <= bytes.count {
            let length = Self.number(bytes, offset + 4, 4)
            let start = offset + 8
            guard start + length <= bytes.count else { return nil }
            if Self.text(bytes, offset) == "fmt " {
                guard Self.number(bytes, start, 2) == 1, Self.number(bytes, start + 14, 2) == 16 else { return nil }
                format = (Self.number(bytes, start + 2, 2), Self.number(bytes, start + 4, 4))
            } else if Self.text(bytes, offset) == "data", let format {
                sampleRateHz = format.rate
                channels = (0..<format.channels).map { channel in
                    stride(from: start + 2 * channel, to: start + length, by: 2 * format.channels).map {
                        Int16(truncatingIfNeeded: Self.number(bytes, $0, 2))
                    }
                }
                return
            }
            offset = start + length + length % 2
        }
        return nil
    }

    /// Where the samples of a RIFF file begin; `nil` for another.
    public static func dataOffset(in bytes: [UInt8]) -> Int? {
        var offset = 12
        while offset + 8 <= bytes.count {
            if text(bytes, offset) == "data" { return offset + 8 }
            let length = number(bytes, offset + 4, 4)
            offset += 8 + length + length % 2
        }
        return nil
    }

    public var frames: Int { channels.first?.count ?? 0 }

    private static func text(_ bytes: [UInt8], _ offset: Int) -> String {
        String(decoding: bytes[offset..<offset + 4], as: UTF8.self)
    }

    private static func number(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> Int {
        (0..<count).reduce(0) { $0 + Int(bytes[offset + $1]) << (8 * $1) }
    }
}

/// Makes samples of the frames of one stream, which come in order: it may keep state between them.
public protocol AudioDecoder: Sendable {
    /// Appends the samples of a frame, one channel.
    ///
    /// - Returns: `false` where the frame cannot be decoded; then nothing was appended.
    mutating func decode(_ frame: ArraySlice<UInt8>, into samples: inout [Int16]) -> Bool
}

/// Which codecs can be decoded here, and by what.
public struct AudioDecoders: Sendable {
    /// Makes the decoder of a codec at a sample rate in Hz; `nil` where this machine has none.
    public typealias Factory = @Sendable (AudioCodec, _ sampleRateHz: Int) -> (any AudioDecoder)?

    private let others: Factory
    /// What a machine lacks that cannot decode a codec: what to install.
    public let advice: String

    /// - Parameter others: Decoders of codecs that the core does not decode itself.
    public init(others: @escaping Factory = { _, _ in nil }, advice: String = "") {
        self.others = others
        self.advice = advice
    }

    public func decoder(of codec: AudioCodec, sampleRateHz: Int) -> (any AudioDecoder)? {
        codec.isWaveform ? WaveformDecoder(codec) : others(codec, sampleRateHz)
    }
}

/// Decodes what needs no library: G.711, linear samples and DVI4.
struct WaveformDecoder: AudioDecoder {
    private let codec: AudioCodec

    init(_ codec: AudioCodec) {
        self.codec = codec
    }

    mutating func decode(_ frame: ArraySlice<UInt8>, into samples: inout [Int16]) -> Bool {
        switch codec {
        case .g711(let law, let channels):
            let table = law.table
            mix(frame, bytesPerSample: 1, channels: channels, into: &samples) { Int(table[Int(frame[$0])]) }
        case .l24(let channels):
            // Not dithered: the same in every run, and exact where the sender had 16 bits.
            mix(frame, bytesPerSample: 3, channels: channels, excessBits: 8, into: &samples) {
                Int(
                    Int32(
                        bitPattern: UInt32(frame[$0]) << 24 | UInt32(frame[$0 + 1]) << 16 | UInt32(frame[$0 + 2]) << 8))
                    >> 8
            }
        case .l16(let channels):
            mix(frame, bytesPerSample: 2, channels: channels, into: &samples) {
                Int(Int16(bitPattern: UInt16(frame[$0]) << 8 | UInt16(frame[$0 + 1])))
            }
        case .l8(let channels):
            mix(frame, bytesPerSample: 1, channels: channels, into: &samples) { (Int(frame[$0]) - 128) << 8 }
        case .dvi4:
            guard frame.count >= 4 else { return false }
            DVI4.decode(frame, into: &samples)
        default: return false
        }
        return true
    }

    /// The mean of the channels: with one it is the sample itself.
    ///
    /// - Parameter excessBits: That a sample has beyond 16; the mean is rounded to the nearest, halves upwards.
    private func mix(
        _ frame: ArraySlice<UInt8>, bytesPerSample: Int, channels: Int, excessBits: Int = 0,
        into samples: inout [Int16], value: (Int) -> Int
    ) {
        let step = bytesPerSample * channels
        let half = (1 << excessBits) >> 1
        for start in stride(from: frame.startIndex, through: frame.endIndex - step, by: step) {
            let sum = (0..<channels).reduce(0) { $0 + value(start + $1 * bytesPerSample) }
            samples.append(Int16(clamping: (sum / channels + half) >> excessBits))
        }
    }
}

import CLibav
import IQOSCore

/// Decodes by libavcodec, which is loaded where the machine has it. The only place that speaks to it.
///
/// A decoder belongs to one stream, and one thread decodes at a time: hence `@unchecked Sendable`.
final class LibraryDecoder: AudioDecoder, @unchecked Sendable {
    /// Samples that a frame may have: 120 ms of 48 kHz, and as much again.
    private static let longestFrame = 11_520

    private var handle: OpaquePointer
    private let isILBC: Bool
    /// Bytes of a frame that the decoder was opened for; 0 where all are alike to it.
    private var frameBytes: Int

    /// - Returns: `nil` without the library, or where it lacks the codec.
    init?(_ codec: AudioCodec, sampleRateHz: Int) {
        let settings: (names: String, bits: Int32, blockAlign: Int32)
        switch codec {
        case .g722: settings = ("g722", 0, 0)
        case .g726(let bits, let isBigEndian): settings = (isBigEndian ? "g726" : "g726le", Int32(bits), 0)
        case .gsm: settings = ("gsm", 0, 0)
        case .g729: settings = ("g729", 0, 0)
        case .g723: settings = ("g723_1", 0, 0)
        case .ilbc(let frameMs): settings = ("ilbc", 0, frameMs == 20 ? 38 : 50)
        case .amr(let isWide, _): settings = (isWide ? "amrwb" : "amrnb", 0, 0)
        case .opus: settings = ("libopus,opus", 0, 0)
        case .speex: settings = ("libspeex,speex", 0, 0)
        case .g711, .l24, .l16, .l8, .dvi4: return nil
        }
        guard let rate = Int32(exactly: sampleRateHz),
            let handle = clibav_open(settings.names, rate, settings.bits, settings.blockAlign)
        else { return nil }
        self.handle = handle
        frameBytes = Int(settings.blockAlign)
        isILBC = frameBytes > 0
        if isILBC { settle() }
    }

    deinit {
        clibav_close(handle)
    }

    func decode(_ frame: ArraySlice<UInt8>, into samples: inout [Int16]) -> Bool {
        if isILBC, frame.count != frameBytes { reopen(frameBytes: frame.count) }
        // Both buffers live only inside the closures, and the library is told how long they are.
        return withUnsafeTemporaryAllocation(of: Int16.self, capacity: Self.longestFrame) { space -> Bool in
            let count = frame.withUnsafeBufferPointer { bytes in
                clibav_decode(handle, bytes.baseAddress, Int32(bytes.count), space.baseAddress, Int32(space.count))
            }
            guard count > 0 else { return false }
            samples.append(contentsOf: space[..<Int(count)])
            return true
        }
    }

    /// Frames of 20 and of 30 ms of iLBC have a decoder each.
    private func reopen(frameBytes: Int) {
        guard let other = clibav_open("ilbc", 8000, 0, Int32(frameBytes)) else { return }
        clibav_close(handle)
        handle = other
        self.frameBytes = frameBytes
        settle()
    }

    /// Lets a decoder of iLBC begin where RFC 3951 §4 has it begin.
    ///
    /// libavcodec begins with a filter that no speech has, and what it makes of the first frame with sound is noise at
    /// full scale. A silent frame before, whose filter is the codebook's nearest to the standard's `lsfmeanTbl`, mends it.
    private func settle() {
        var unheard: [Int16] = []
        _ = decode((frameBytes == 38 ? Self.silentILBC20 : Self.silentILBC30)[...], into: &unheard)
    }

    /// What a silent frame of 20 and of 30 ms is encoded as, with the spectrum of the mean in its first 20 bits, or 20
    /// for each of two spectra (RFC 3951 §3.2.4, table 3.2).
    static let silentILBC20: [UInt8] = [
        0x7A, 0xFA, 0x84, 0x01, 0x60, 0x42, 0x55, 0x55, 0x24, 0x92, 0x49, 0x24, 0x92, 0x41, 0xCC, 0xCC, 0xCC, 0xCC,
        0xF3,
        0xCF, 0x3C, 0xF3, 0xCF, 0x3C, 0xF3, 0xCF, 0x3C, 0xF3, 0xE6, 0x8B, 0x82, 0x27, 0xEE, 0x01, 0x01, 0x01, 0x16,
        0x16,
    ]
    static let silentILBC30: [UInt8] = [
        0x7A, 0xFA, 0x87, 0xAF, 0xA8, 0x20, 0x30, 0x0C, 0x49, 0x24, 0x80, 0x00, 0x00, 0x00, 0x00, 0x16, 0x00, 0xA2,
        0x82,
        0x10, 0xCF, 0x3C, 0xF3, 0xCF, 0x3F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xF6, 0x22, 0xC5,
        0x71,
        0xE3, 0xE0, 0x20, 0x32, 0x90, 0x0A, 0x89, 0x41, 0x61, 0x61, 0x40, 0x50,
    ]
}

extension AudioDecoders {
    /// Every decoder of this machine.
    public static let ofThisMachine = AudioDecoders(
        others: { LibraryDecoder($0, sampleRateHz: $1) },
        advice: "install libavcodec (Debian 12: libavcodec59, Debian 13: libavcodec61)")
}

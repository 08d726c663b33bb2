import CLame
import Foundation

/// An MP3 file in the making, with the LAME header that tells decoders its exact length. The only place that speaks
/// to LAME.
///
/// Long silence is not encoded: once the encoder gives the same bytes for every frame of it, they are written as often
/// as they would come. A day of silence takes a second in place of a minute.
struct MP3File: ~Copyable {
    /// Equal outputs in a row that show the encoder to be settled, and frames after which it never will be.
    private static let settledAfter = 8
    private static let settlingLimit = 256
    private static let blockFrames = 8192

    private let encoder: OpaquePointer
    private let file: GrowingFile
    private let path: String
    private let channels: Int
    private let samplesPerFrame: Int
    private var buffer = [UInt8](repeating: 0, count: Self.blockFrames * 5 / 4 + 7200)
    /// Where the header frame stands, behind the tags.
    private let headerOffset: Int
    /// Bytes of music written so far, the header frame's included, and the CRC of those behind it.
    private var written = 0
    private var headerLength = 0
    private var musicCRC: UInt16 = 0
    private var framesAdded = 0
    private var bytesAdded = 0

    /// - Parameters:
    ///   - file: Empty.
    ///   - path: What messages call it.
    ///   - channels: 1 or 2.
    /// - Throws: `SoundFileError` where LAME refuses the format, or the file cannot be written.
    init(
        into file: GrowingFile, path: String, channels: Int, sampleRateHz: Int, tags: MP3Tags
    ) throws(SoundFileError) {
        guard let encoder = Self.makeEncoder(channels: channels, sampleRateHz: sampleRateHz) else {
            throw SoundFileError(path: path, reason: .notWritten("LAME refuses \(sampleRateHz) Hz"))
        }
        let head = Self.head(of: encoder, tags)
        do throws(SoundFileError) {
            try file.write(head)
        } catch {
            lame_close(encoder)
            throw error
        }
        self.encoder = encoder
        self.file = file
        self.path = path
        self.channels = channels
        samplesPerFrame = Int(lame_get_framesize(encoder))
        headerOffset = head.count
    }

    /// The tags, ID3 version 2: they come before the header, where every decoder passes over them.
    private static func head(of encoder: OpaquePointer, _ tags: MP3Tags) -> [UInt8] {
        id3tag_init(encoder)
        id3tag_v2_only(encoder)
        id3tag_set_title(encoder, tags.title)
        id3tag_set_artist(encoder, "iqos-scan")
        id3tag_set_comment(encoder, tags.comment)
        var bytes = [UInt8](repeating: 0, count: 4096)
        let size = bytes.withUnsafeMutableBufferPointer { lame_get_id3v2_tag(encoder, $0.baseAddress, $0.count) }
        return size <= bytes.count ? Array(bytes.prefix(size)) : []
    }

    private static func makeEncoder(channels: Int, sampleRateHz: Int) -> OpaquePointer? {
        guard let encoder = lame_init() else { return nil }
        lame_set_in_samplerate(encoder, Int32(sampleRateHz))
        lame_set_out_samplerate(encoder, Int32(sampleRateHz))
        lame_set_num_channels(encoder, Int32(channels))
        // Two directions of a call have nothing in common that joint stereo could share.
        lame_set_mode(encoder, channels == 1 ? MONO : STEREO)
        lame_set_brate(encoder, Int32(channels * bitRateKbps(sampleRateHz: sampleRateHz)))
        lame_set_quality(encoder, 5)
        lame_set_bWriteVbrTag(encoder, 1)
        // The tags are written by us, before the header.
        lame_set_write_id3tag_automatic(encoder, 0)
        // Messages of the library would land on standard error in the middle of ours.
        lame_set_errorf(encoder, nil)
        lame_set_msgf(encoder, nil)
        lame_set_debugf(encoder, nil)
        guard lame_init_params(encoder) >= 0 else {
            lame_close(encoder)
            return nil
        }
        return encoder
    }

    /// Of a channel, kbit/s: enough for speech, and for a frame that the header, of up to 177 bytes, fits into.
    private static func bitRateKbps(sampleRateHz: Int) -> Int {
        sampleRateHz > 16_000 ? 64 : sampleRateHz > 8000 ? 40 : 24
    }

    deinit {
        lame_close(encoder)
    }

    /// Encodes frames of interleaved samples.
    mutating func write(_ samples: borrowing [Int16], frames: Int) throws(SoundFileError) {
        try put(encode(samples, frames: frames))
    }

    /// Encodes silence of any length.
    mutating func writeSilence(frames: Int) throws(SoundFileError) {
        var rest = frames
        let silence = [Int16](repeating: 0, count: max(Self.blockFrames, samplesPerFrame) * channels)
        var last: [UInt8] = []
        var equal = 0
        for _ in 0..<Self.settlingLimit where rest >= samplesPerFrame * 2 {
            let count = encode(silence, frames: samplesPerFrame)
            let output = Array(buffer.prefix(max(0, count)))
            try put(count)
            rest -= samplesPerFrame
            equal = !output.isEmpty && output == last ? equal + 1 : 0
            last = output
            if equal >= Self.settledAfter {
                try repeatOutput(last, times: rest / samplesPerFrame)
                rest %= samplesPerFrame
            }
        }
        while rest > 0 {
            let part = min(rest, Self.blockFrames)
            try put(encode(silence, frames: part))
            rest -= part
        }
    }

    /// Ends the file and writes the header at its beginning.
    mutating func finish() throws(SoundFileError) {
        try put(
            Int(buffer.withUnsafeMutableBufferPointer { lame_encode_flush(encoder, $0.baseAddress, Int32($0.count)) }))
        let size = buffer.withUnsafeMutableBufferPointer { lame_get_lametag_frame(encoder, $0.baseAddress, $0.count) }
        guard size > 0, size <= buffer.count else {
            throw SoundFileError(path: path, reason: .notWritten("LAME makes no header"))
        }
        var header = Array(buffer.prefix(size))
        if framesAdded > 0, var frame = InfoFrame(header) {
            frame.add(frames: framesAdded, bytes: bytesAdded, musicCRC: musicCRC)
            header = frame.bytes
        }
        try file.write(header, at: headerOffset)
        try file.finish()
    }

    /// - Returns: Bytes in `buffer`; negative for an error of LAME.
    private mutating func encode(_ samples: borrowing [Int16], frames: Int) -> Int {
        // LAME's bound for the output of so many samples.
        let room = frames * 5 / 4 + 7200
        if buffer.count < room { buffer = [UInt8](repeating: 0, count: room) }
        let count = samples.withUnsafeBufferPointer { input in
            buffer.withUnsafeMutableBufferPointer { output in
                // LAME declares its input mutable and only reads it.
                let source = UnsafeMutablePointer(mutating: input.baseAddress)
                return channels == 1
                    ? lame_encode_buffer(
                        encoder, source, nil, Int32(frames), output.baseAddress, Int32(output.count))
                    : lame_encode_buffer_interleaved(
                        encoder, source, Int32(frames), output.baseAddress, Int32(output.count))
            }
        }
        return Int(count)
    }

    private mutating func repeatOutput(_ output: [UInt8], times: Int) throws(SoundFileError) {
        let perBlock = max(1, (1 << 20) / output.count)
        var rest = times
        while rest > 0 {
            let count = min(rest, perBlock)
            let block = [UInt8]((0..<count).map { _ in output }.joined())
            check(block[...])
            try file.write(block)
            rest -= count
        }
        framesAdded += times
        bytesAdded += times * output.count
    }

    /// Writes what the encoder put into the buffer; a negative count is its error.
    private mutating func put(_ count: Int) throws(SoundFileError) {
        guard count >= 0 else { throw SoundFileError(path: path, reason: .notWritten("LAME error \(count)")) }
        guard count > 0 else { return }
        let bytes = Array(buffer.prefix(count))
        check(bytes[...])
        try file.write(bytes)
    }

    /// Takes music into the CRC. What comes first is the frame that the header will replace.
    private mutating func check(_ bytes: ArraySlice<UInt8>) {
        if headerLength == 0 { headerLength = Self.frameLength(bytes) }
        for byte in bytes.dropFirst(max(0, headerLength - written)) { musicCRC = InfoFrame.crc(byte, musicCRC) }
        written += bytes.count
    }

    /// Length of a layer III frame from its header; 0 for another.
    private static func frameLength(_ bytes: ArraySlice<UInt8>) -> Int {
        let head = Array(bytes.prefix(4))
        guard head.count == 4, head[0] == 0xFF, head[1] & 0xE6 == 0xE2 else { return 0 }
        // MPEG-1 has two granules a frame, MPEG-2 and 2.5 have one.
        let isFirst = head[1] & 0x08 != 0
        let rates =
            isFirst
            ? [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
            : [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
        let frequencies =
            isFirst
            ? [44_100, 48_000, 32_000]
            : head[1] & 0x10 == 0 ? [11_025, 12_000, 8000] : [22_050, 24_000, 16_000]
        let (rate, frequency) = (Int(head[2] >> 4), Int(head[2] >> 2 & 3))
        guard rate < rates.count, frequency < 3 else { return 0 }
        return (isFirst ? 144_000 : 72_000) * rates[rate] / frequencies[frequency] + Int(head[2] >> 1 & 1)
    }
}

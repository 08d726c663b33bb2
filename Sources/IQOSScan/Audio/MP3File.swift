import CLame
import Foundation

/// An MP3 file in the making, with the LAME header that tells decoders its exact length. The only place that speaks
/// to LAME.
struct MP3File: ~Copyable {
    private let encoder: OpaquePointer
    private let descriptor: Int32
    private let path: String
    private let channels: Int
    private var buffer: [UInt8] = []

    /// - Parameters:
    ///   - descriptor: Open for writing; closed with this value.
    ///   - path: What messages call it.
    ///   - channels: 1 or 2.
    /// - Throws: `SoundFileError` where LAME refuses the format.
    init(writing descriptor: Int32, path: String, channels: Int, sampleRateHz: Int) throws(SoundFileError) {
        guard let encoder = Self.makeEncoder(channels: channels, sampleRateHz: sampleRateHz) else {
            throw SoundFileError(path: path, reason: .notWritten("LAME refuses \(sampleRateHz) Hz"))
        }
        self.encoder = encoder
        self.descriptor = descriptor
        self.path = path
        self.channels = channels
    }

    private static func makeEncoder(channels: Int, sampleRateHz: Int) -> OpaquePointer? {
        guard let encoder = lame_init() else { return nil }
        lame_set_in_samplerate(encoder, Int32(sampleRateHz))
        lame_set_out_samplerate(encoder, Int32(sampleRateHz))
        lame_set_num_channels(encoder, Int32(channels))
        // Two directions of a call have nothing in common that joint stereo could share.
        lame_set_mode(encoder, channels == 1 ? MONO : STEREO)
        lame_set_brate(encoder, Int32(channels * (sampleRateHz > 8000 ? 40 : 24)))
        lame_set_quality(encoder, 5)
        lame_set_bWriteVbrTag(encoder, 1)
        // No ID3 before the header: where a decoder finds it decides whether the length is exact.
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

    deinit {
        lame_close(encoder)
        close(descriptor)
    }

    /// Encodes frames of interleaved samples.
    mutating func write(_ samples: borrowing [Int16], frames: Int) throws(SoundFileError) {
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
        try put(Int(count))
    }

    /// Ends the file and writes the header at its beginning.
    mutating func finish() throws(SoundFileError) {
        if buffer.count < 7200 { buffer = [UInt8](repeating: 0, count: 7200) }
        try put(
            Int(buffer.withUnsafeMutableBufferPointer { lame_encode_flush(encoder, $0.baseAddress, Int32($0.count)) }))
        let size = buffer.withUnsafeMutableBufferPointer { lame_get_lametag_frame(encoder, $0.baseAddress, $0.count) }
        guard size <= buffer.count, lseek(descriptor, 0, SEEK_SET) == 0 else {
            throw SoundFileError(path: path, reason: .notWritten("the header does not fit"))
        }
        try put(size)
    }

    /// Writes what the encoder put into the buffer; a negative count is its error.
    private func put(_ count: Int) throws(SoundFileError) {
        guard count >= 0 else { throw SoundFileError(path: path, reason: .notWritten("LAME error \(count)")) }
        var done = 0
        while done < count {
            let written = buffer.withUnsafeBytes { bytes in
                Foundation.write(
                    descriptor, UnsafeRawBufferPointer(rebasing: bytes[done..<count]).baseAddress, count - done)
            }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else {
                throw SoundFileError(path: path, reason: .notWritten(String(cString: strerror(errno))))
            }
            done += written
        }
    }
}

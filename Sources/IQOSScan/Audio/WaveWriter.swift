import Foundation

/// A WAV file in the making.
struct WaveWriter: ~Copyable {
    private let descriptor: Int32
    private let path: String
    private let length: Int

    /// Writes the header into an open, empty file.
    ///
    /// - Parameters:
    ///   - descriptor: Open for writing; closed with this value.
    ///   - path: What messages call it.
    init(_ header: WaveHeader, writing descriptor: Int32, path: String) throws(SoundFileError) {
        let bytes = header.bytes
        self.descriptor = descriptor
        self.path = path
        length = bytes.count + header.dataLength
        // The buffer lives only inside the closure, here and below.
        guard bytes.withUnsafeBytes({ Self.write($0, to: descriptor) }) else { throw Self.failure(path) }
    }

    deinit {
        close(descriptor)
    }

    /// Writes interleaved samples.
    func write(_ samples: borrowing [Int16]) throws(SoundFileError) {
        #if _endian(big)
            let samples = samples.map(\.littleEndian)
        #endif
        guard samples.withUnsafeBytes({ Self.write($0, to: descriptor) }) else { throw Self.failure(path) }
    }

    /// Leaves silence: a hole in the file, which takes no space.
    func skip(bytes: Int) throws(SoundFileError) {
        guard lseek(descriptor, off_t(bytes), SEEK_CUR) >= 0 else { throw Self.failure(path) }
    }

    /// Gives the file its whole length, also where it ends in silence.
    func finish() throws(SoundFileError) {
        guard ftruncate(descriptor, off_t(length)) == 0 else { throw Self.failure(path) }
    }

    /// The system's words for the last failure.
    static func failure(_ path: String) -> SoundFileError {
        SoundFileError(path: path, reason: .notWritten(String(cString: strerror(errno))))
    }

    /// Writes all of some bytes; `false` leaves the reason in `errno`.
    static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
        var rest = bytes
        while !rest.isEmpty {
            let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
        return true
    }
}

import Foundation

/// A file in the making, written from its beginning to its end.
final class GrowingFile {
    private let path: String
    /// What messages call it.
    private let name: String
    private let files: OpenFiles
    private var descriptor: Int32
    private let staysOpen: Bool
    private(set) var position = 0
    /// How long the file is.
    private var length = 0

    /// - Parameter name: Of the file below the folder of `place`.
    /// - Throws: Where there is one already, or it cannot be made.
    init(_ name: String, at place: AudioPlace) throws(SoundFileError) {
        path = place.folder + "/" + name
        self.name = name
        files = place.files
        staysOpen = files.take()
        descriptor = files.make(path)
        guard descriptor >= 0 else { throw failure }
        if !staysOpen { closeNow() }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        if staysOpen { files.giveBack() }
    }

    /// Writes at the end.
    func write(_ bytes: RawSpan) throws(SoundFileError) {
        try put(bytes, at: position)
        position += bytes.byteCount
    }

    func write(_ bytes: [UInt8]) throws(SoundFileError) { try write(bytes.span.bytes) }

    /// Writes over what is there already, or was left out.
    func write(_ bytes: [UInt8], at offset: Int) throws(SoundFileError) { try put(bytes.span.bytes, at: offset) }

    /// Leaves out bytes: a hole, which reads as zeros and takes no space.
    func skip(_ count: Int) { position += count }

    /// Takes the file away.
    func remove() { unlink(path) }

    /// Ends the file where the last write or hole ended.
    func finish() throws(SoundFileError) {
        if length < position {
            guard openAgain(), ftruncate(descriptor, off_t(position)) == 0 else { throw failure }
        }
        if descriptor >= 0 { closeNow() }
    }

    private func put(_ bytes: RawSpan, at offset: Int) throws(SoundFileError) {
        guard openAgain() else { throw failure }
        // Safe: the buffer is only read inside the closure.
        try bytes.withUnsafeBytes { (whole) throws(SoundFileError) in
            var done = 0
            while done < whole.count {
                let rest = UnsafeRawBufferPointer(rebasing: whole[done...])
                let count = pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw failure }
                done += count
            }
        }
        length = max(length, offset + bytes.byteCount)
        if !staysOpen { closeNow() }
    }

    private func openAgain() -> Bool {
        if descriptor < 0 { descriptor = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW) }
        return descriptor >= 0
    }

    private func closeNow() {
        close(descriptor)
        descriptor = -1
    }

    private var failure: SoundFileError {
        switch errno {
        case EMFILE: SoundFileError(path: name, reason: .tooManyOpenFiles)
        case EFBIG: SoundFileError(path: name, reason: .tooLarge)
        default: SoundFileError(path: name, reason: .notWritten(String(cString: strerror(errno))))
        }
    }
}

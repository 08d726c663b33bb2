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
    func write(_ bytes: UnsafeRawBufferPointer) throws(SoundFileError) {
        try write(bytes, at: position)
        position += bytes.count
    }

    func write(_ bytes: [UInt8]) throws(SoundFileError) {
        let isWritten = bytes.withUnsafeBytes { put($0, at: position) }
        guard isWritten else { throw failure }
        position += bytes.count
    }

    /// Writes over what is there already, or was left out.
    func write(_ bytes: [UInt8], at offset: Int) throws(SoundFileError) {
        // The buffer lives only inside the closure, here and above.
        guard bytes.withUnsafeBytes({ put($0, at: offset) }) else { throw failure }
    }

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

    private func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(SoundFileError) {
        guard put(bytes, at: offset) else { throw failure }
    }

    private func put(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Bool {
        guard openAgain() else { return false }
        var (rest, offset) = (bytes, offset)
        while !rest.isEmpty {
            let count = pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            offset += count
        }
        length = max(length, offset)
        if !staysOpen { closeNow() }
        return true
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

/// Why a sound file could not be used.
public struct SoundFileError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Reason: Sendable, Equatable {
        /// The system's or the library's words.
        case notOpened(String)
        case notSound
        /// The system's or the library's words.
        case notWritten(String)
        case tooManyOpenFiles
        case tooLong
        /// The system takes no file of that size.
        case tooLarge
    }

    public var path: String
    public var reason: Reason

    public var description: String { "\(path): \(explanation)" }

    /// What, and what to do about it.
    var explanation: String {
        switch reason {
        case .notOpened(let why): "cannot be opened (\(why)); check the path"
        case .notWritten(let why):
            "cannot be written (\(why)); nothing was kept: free some space or choose another folder with -o"
        case .tooLarge: "cannot be written: the system takes no file of that size"
        case .tooManyOpenFiles: OutputError.tooManyOpenFiles
        case .notSound: "is no sound file that libsndfile reads; give a WAV, FLAC or AIFF file"
        case .tooLong: "has more than \(SoundFile.maximumFrames) frames; give a shorter sound"
        }
    }
}

import CSndfile
import Foundation

/// A sound file open for reading; closed when the value ends. The only place that speaks to libsndfile.
public struct SoundFile: ~Copyable {
    /// Sounds longer than this are refused, frames: nearly three hours at 48 kHz, 17 at 8 kHz, a gigabyte of memory.
    public static let maximumFrames = 500_000_000
    private static let blockFrames = 65_536

    private let handle: OpaquePointer
    private let path: String
    private let info: SF_INFO

    /// Opens a file for reading.
    ///
    /// - Throws: `SoundFileError` where the file cannot be opened or is no sound that libsndfile knows.
    public init(reading path: String) throws(SoundFileError) {
        var info = SF_INFO()
        guard let handle = sf_open(path, Int32(SFM_READ), &info) else {
            // The library keeps the error of the last failed open under a null handle.
            let text = String(cString: sf_strerror(nil))
            let isUnknown = sf_error(nil) == SF_ERR_UNRECOGNISED_FORMAT
            throw SoundFileError(path: path, reason: isUnknown ? .notSound : .notOpened(text))
        }
        self.handle = handle
        self.path = path
        self.info = info
    }

    deinit {
        sf_close(handle)
    }

    /// A whole file, its channels mixed to one.
    ///
    /// - Throws: `SoundFileError` as `init(reading:)`, and where the sound is longer than `maximumFrames`.
    public static func read(_ path: String) throws(SoundFileError) -> (samples: [Int16], sampleRateHz: Int) {
        let file = try SoundFile(reading: path)
        return (try file.readMono(), Int(file.info.samplerate))
    }

    private func readMono() throws(SoundFileError) -> [Int16] {
        let channels = max(1, Int(info.channels))
        var block = [Float](repeating: 0, count: Self.blockFrames * channels)
        var samples: [Int16] = []
        // Floating point is -1 ... 1 whatever the file holds, and exact for 16 bits; read as integers, files of
        // floating point would come out silent. The header's length is a claim: what can be read decides.
        while true {
            let frames = Int(sf_readf_float(handle, &block, sf_count_t(Self.blockFrames)))
            guard frames > 0 else { return samples }
            guard samples.count + frames <= Self.maximumFrames else {
                throw SoundFileError(path: path, reason: .tooLong)
            }
            for frame in 0..<frames {
                let sum = (0..<channels).reduce(Float(0)) { $0 + block[frame * channels + $1] }
                // A file may hold what is no number; that is silence.
                let value = (sum / Float(channels) * 32768).rounded()
                samples.append(value.isNaN ? 0 : Int16(max(-32768, min(32767, value))))
            }
        }
    }
}

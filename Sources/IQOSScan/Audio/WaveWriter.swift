import Foundation

/// A WAV file in the making: its header is written last, for only then its length is known.
struct WaveWriter {
    private var header: WaveHeader
    private let file: GrowingFile

    /// - Parameter file: Empty.
    init(_ header: WaveHeader, into file: GrowingFile) {
        self.header = header
        self.file = file
        file.skip(header.headLength)
    }

    /// Writes frames of interleaved samples.
    func write(_ samples: borrowing [Int16], frames: Int) throws(SoundFileError) {
        #if _endian(big)
            let samples = samples.map(\.littleEndian)
        #endif
        try file.write(samples.span.bytes.extracting(first: frames * header.channels * 2))
    }

    /// Leaves silence: a hole in the file, which takes no space.
    func skip(frames: Int) { file.skip(frames * header.channels * 2) }

    /// Ends the file.
    ///
    /// - Parameters:
    ///   - frames: Written and left out.
    ///   - labels: In order.
    mutating func finish(frames: Int, labels: [SoundLabel]) throws(SoundFileError) {
        header.frames = frames
        header.labels = labels
        let tail = header.tail
        try file.write(tail)
        try file.write(header.head(before: tail), at: 0)
        try file.finish()
    }
}

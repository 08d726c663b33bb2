import IQOSCore
import IQOSScan

/// Writes the report folder of a capture, sound included, and gives the streams that scored below `limit`.
func streams(below limit: Double, in capture: String, writing folder: String) throws -> [StreamReport] {
    var options = ScanOptions(input: InputOptions(paths: [capture]))
    options.output = folder
    options.audio = [.wav, .mp3]
    options.scanner.stream.playout.delayMs = 40
    let result = try Scan(options).run()
    let streams = (0..<result.streamCount).map { result.stream(at: $0) }
    return streams.filter { ($0.quality.mosLQ ?? limit) < limit }
}

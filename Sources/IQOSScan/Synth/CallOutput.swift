import Foundation
import IQOSCore

/// The two files of an emulated capture, which appear together and whole or not at all.
public struct CallOutput: Sendable {
    public let capturePath: String

    /// - Parameter capturePath: Path of the capture; the truth stands beside it.
    public init(capturePath: String) {
        self.capturePath = capturePath
    }

    /// `call.truth.json` for `call.pcap`.
    public var truthPath: String {
        let stem = captureName.lastIndex(of: ".").map { captureName[..<$0] } ?? captureName[...]
        // A name that is all ending (`.pcap`) has no stem to keep.
        let name = stem.isEmpty ? captureName[...] : stem
        return capturePath.dropLast(captureName.count) + name + ".truth.json"
    }

    /// The capture that a truth in this one's place is about; `nil` where there is none, or its capture is gone.
    private var captureOfTruth: String? {
        struct Truth: Decodable {
            struct Capture: Decodable { var name: String }
            var capture: Capture
        }
        guard let data = FileManager.default.contents(atPath: truthPath),
            let name = (try? JSONDecoder().decode(Truth.self, from: data))?.capture.name,
            FileManager.default.fileExists(atPath: capturePath.dropLast(captureName.count) + name)
        else { return nil }
        return name
    }

    public var captureName: String {
        capturePath.split(separator: "/").last.map(String.init) ?? capturePath
    }

    /// Writes both files beside their places, then moves them there.
    ///
    /// - Throws: `CallOutputError` where a file cannot be written, or where the truth of another capture, as of `call.pcapng`
    ///   beside `call.pcap`, is in its place; what was there before is then still there.
    public func write(_ frames: FrameList, format: WrittenFormat, truth: CaptureTruth) throws(CallOutputError) {
        if let other = captureOfTruth, other != captureName {
            throw CallOutputError(
                path: truthPath, message: "it is the truth of \(other), which is there too",
                advice: "give the capture a name that differs before its ending")
        }
        let truthFile = try PartFile(for: truthPath)
        try truthFile.write(Array(truth.text(captureName: captureName).utf8))
        let captureFile = try PartFile(for: capturePath)
        try format.write(frames) { block throws(CallOutputError) in try captureFile.write(block) }
        // Both are on the disk before either is moved: a full disk shows in time.
        try truthFile.flush()
        try captureFile.flush()
        try truthFile.move()
        try captureFile.move()
    }
}

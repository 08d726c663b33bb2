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

    /// The capture that a truth in this one's place is about; `nil` where there is none.
    private var captureOfTruth: String? {
        struct Truth: Decodable {
            struct Capture: Decodable { var name: String }
            var capture: Capture
        }
        guard let data = FileManager.default.contents(atPath: truthPath),
            let truth = try? JSONDecoder().decode(Truth.self, from: data)
        else { return nil }
        return truth.capture.name
    }

    private func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    public var captureName: String {
        capturePath.split(separator: "/").last.map(String.init) ?? capturePath
    }

    /// Only a capture with its truth beside it is ours to write over, and a truth whose capture is gone.
    ///
    /// - Parameter force: Whatever is there may go, but the truth of a capture that stays.
    /// - Throws: `CallOutputError` where a file that nobody has made here is in the place of one of the two, or the truth of
    ///   another capture, as of `call.pcapng` beside `call.pcap`.
    public func requireFree(force: Bool) throws(CallOutputError) {
        let told = captureOfTruth
        if let other = told, other != captureName, exists(capturePath.dropLast(captureName.count) + other) {
            throw CallOutputError(
                path: truthPath, message: "it is the truth of \(other), which is there too",
                advice: "give the capture a name that differs before its ending")
        }
        guard !force else { return }
        if told != captureName, exists(capturePath) {
            throw CallOutputError(
                path: capturePath, message: "it is there, and no truth beside it tells that it was made here",
                advice: "give another name, or write over it with --force")
        }
        if told == nil, exists(truthPath) {
            throw CallOutputError(
                path: truthPath, message: "it is there and no truth of a capture",
                advice: "give another name, or write over it with --force")
        }
    }

    /// Writes both files beside their places, then moves them there.
    ///
    /// - Throws: `CallOutputError` where a file cannot be written or is in the way, as for `requireFree`; what was there
    ///   before is then still there.
    public func write(
        _ frames: FrameList, format: WrittenFormat, truth: CaptureTruth, force: Bool = false
    ) throws(CallOutputError) {
        try requireFree(force: force)
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

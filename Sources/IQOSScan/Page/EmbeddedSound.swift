import Foundation
import IQOSCore

/// The MP3 files inside the page, as text in elements that no browser runs or shows.
struct EmbeddedSound {
    /// Bytes of sound in one page: browsers open a larger one slowly or not at all. The rest stays beside the page.
    private static let budget = 256_000_000

    private let folder: String
    private var left = Self.budget

    /// - Parameter folder: The output folder, where the files lie.
    init(folder: String) {
        self.folder = folder
    }

    /// Writes the sound of calls, as heard and as captured.
    ///
    /// - Returns: Paths of what is inside the page now.
    mutating func write(
        _ calls: some Sequence<CallReport>, of result: ScanResult, to sink: inout ByteSink
    ) -> Set<String> {
        var inside: Set<String> = []
        for call in calls {
            for path in [call.audio?.mp3] + result.streams(of: call).map({ $0.audio?.mp3 }) {
                if let written = write(path, to: &sink) { inside.insert(written) }
            }
        }
        return inside
    }

    private mutating func write(_ path: String?, to sink: inout ByteSink) -> String? {
        guard let path = PageLinks.soundPath(path),
            let file = FileHandle(forReadingAtPath: folder + "/" + path),
            let size = try? file.seekToEnd(), size <= left, (try? file.seek(toOffset: 0)) != nil
        else { return nil }
        left -= Int(size)
        sink.append(text: "<script type=\"text/plain\" id=\"\(PageLinks.anchor(ofSound: path))\">")
        // A multiple of three: the texts of the pieces then follow each other without padding.
        while let piece = try? file.read(upToCount: 3 << 20), !piece.isEmpty {
            sink.append(text: piece.base64EncodedString())
        }
        sink.append("</script>\n")
        return path
    }
}

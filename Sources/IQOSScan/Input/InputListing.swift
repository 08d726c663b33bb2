import Foundation
import IQOSCore

/// What a first look at one input tells; the input is closed again, unless it can be read only once.
struct InputListing {
    /// Where to open it; `/dev/stdin` for a file on standard input.
    let path: String
    /// Last component of the path, or `stdin`.
    let name: String
    /// Earliest capture time among the first batch.
    let firstArrival: Int64?
    /// Whether the first batch is not in the order of its times.
    let isOutOfOrder: Bool
    /// Of the first frame.
    let linkType: LinkType?
    /// As stored, bytes; `nil` where the input can be read only once.
    let size: Int?
    /// The input itself where it can be read only once, standing before its first frame.
    var stream: Stream?

    struct Stream {
        /// `nil` once the first pass has read it.
        var capture: OpenCapture?
        /// `nil` where no second pass will come.
        var spool: Spool?
    }

    /// Place in the order of all frames.
    var key: Int64 { firstArrival ?? .max }

    /// Bytes of a first look.
    private static let bufferSize = 64 << 10

    /// Looks at the input at `path`, `-` being standard input.
    init(_ path: String, options: InputOptions, counter: ByteCounter) throws(InputFailure) {
        let isStandardInput = path == "-"
        name = isStandardInput ? "stdin" : path.split(separator: "/").last.map(String.init) ?? path
        self.path = isStandardInput ? "/dev/stdin" : path
        let capture: OpenCapture
        // A file on standard input is opened by name, as often as needed, unless somebody has read some of it.
        if isStandardInput, lseek(0, 0, SEEK_CUR) != 0 {
            (capture, stream) = try Self.stream(FileDescriptor(duplicating: 0), options, counter)
            size = nil
        } else {
            let descriptor = try FileDescriptor(readingFrom: self.path)
            size = descriptor.regularFileSize()
            if size == nil {
                (capture, stream) = try Self.stream(descriptor, options, counter)
            } else {
                let means = OpenCapture.Means(bufferSize: Self.bufferSize)
                capture = try OpenCapture(StoredFile(descriptor), means: means)
                stream = nil
            }
        }
        firstArrival = try capture.loadFirst()
        linkType = capture.frames.first?.linkType
        isOutOfOrder = capture.isOutOfOrder
    }

    private static func stream(
        _ descriptor: consuming FileDescriptor, _ options: InputOptions, _ counter: ByteCounter
    ) throws(InputFailure) -> (OpenCapture, Stream) {
        let spool =
            options.keepForSecondPass ? try Spool(folder: options.spoolFolder, limit: options.maxSpoolBytes) : nil
        let hash = options.hash ? ContentHash(threaded: true) : nil
        let file = StoredFile(descriptor, duties: .init(hash: hash, spool: spool, counter: counter))
        // Whether its frames are in order shows too late for what cannot be read again.
        let capture = try OpenCapture(file, means: .init(threaded: true, ordersFrames: true))
        return (capture, Stream(capture: capture, spool: spool))
    }
}

import IQOSCore

/// Frames of one capture, a batch at a time, in the order of the file.
protocol FrameSource: AnyObject {
    /// The bytes that the frames of the last batch point into; valid until the next call of `next`.
    var bytes: UnsafeRawBufferPointer { get }

    /// Frames that interfaces lost, where the capture told so far.
    var interfaceDrops: [InterfaceDrops] { get }

    /// Replaces `frames` by the next batch, which has at least one.
    ///
    /// - Returns: `false` after the last one.
    /// - Throws: Where the capture breaks, after all frames before that were delivered.
    func next(into frames: inout [FrameRef]) throws(InputFailure) -> Bool

    /// Lets go of the input, which belongs to the caller again afterwards.
    func close()
}

/// How much a batch holds at most.
enum BatchLimit {
    /// Bytes; stays in the second-level cache. One larger frame makes a larger batch.
    static let bytes = 256 << 10
    /// Frames.
    static let frames = 1024
}

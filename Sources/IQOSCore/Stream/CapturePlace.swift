/// When and where a frame was captured: what is left of it once its bytes lie elsewhere.
struct CapturePlace: BitwiseCopyable, Sendable, Equatable {
    /// ns since 1970 UTC, or `FrameRef.noArrival`.
    var arrival: Int64
    /// Number of the frame in its file, from 1.
    var frame: UInt32
    /// Index of the file, from 0.
    var file: UInt16

    init(_ frame: FrameRef, file: Int) {
        arrival = frame.arrival
        self.frame = frame.number
        self.file = UInt16(truncatingIfNeeded: file)
    }

    /// A frame that lies nowhere, with this arrival and number.
    var reference: FrameRef {
        FrameRef(
            arrival: arrival, offset: 0, capturedLength: 0, originalLength: 0, number: frame, linkType: .raw,
            interface: 0)
    }
}

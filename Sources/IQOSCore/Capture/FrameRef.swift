/// A link-layer frame, as a place in the bytes of a batch.
public struct FrameRef: BitwiseCopyable, Sendable, Equatable {
    /// The `arrival` of a frame whose record carries no time (pcapng simple packet block).
    public static let noArrival = Int64.min
    /// Every other `arrival` is from 0 to below this (the year 2116), so that no difference or mean overflows.
    public static let arrivalLimit: Int64 = 1 << 62

    /// Capture time in ns since 1970 UTC, 0 ..< `arrivalLimit`, or `noArrival`.
    public var arrival: Int64
    /// First byte of the frame, as an offset into the batch's bytes.
    public var offset: UInt32
    /// Bytes of the frame that are in the capture.
    public var capturedLength: UInt32
    /// Bytes the frame had on the wire; larger than `capturedLength` where the snap length cut it.
    public var originalLength: UInt32
    /// Number of the frame in its file, counted from 1.
    public var number: UInt32
    /// Link type of the interface that captured it.
    public var linkType: LinkType
    /// Interface within the file (pcapng); 0 in classic pcap.
    public var interface: UInt16

    public init(
        arrival: Int64, offset: UInt32, capturedLength: UInt32, originalLength: UInt32, number: UInt32,
        linkType: LinkType, interface: UInt16
    ) {
        self.arrival = arrival
        self.offset = offset
        self.capturedLength = capturedLength
        self.originalLength = originalLength
        self.number = number
        self.linkType = linkType
        self.interface = interface
    }
}

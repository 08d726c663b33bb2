/// A TCP segment, as a place in the bytes of a batch (RFC 9293).
public struct TCPSegment: BitwiseCopyable, Sendable {
    public var flow: Flow
    public var sequenceNumber: UInt32
    /// Next byte that its sender waits for; `nil` where it acknowledges nothing.
    public var acknowledged: UInt32?
    public var isSyn: Bool
    public var isFinOrReset: Bool
    /// First payload byte, as an offset into the batch's bytes.
    public var payloadOffset: Int
    /// Payload bytes that were captured.
    public var capturedLength: Int
    /// Payload bytes as sent.
    public var payloadLength: Int
    /// Bytes of the innermost IP packet with its header, as sent.
    public var ipLength: Int
    public var dscp: UInt8
    public var encapsulation: Encapsulation
}

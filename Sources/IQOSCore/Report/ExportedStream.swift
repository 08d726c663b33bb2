/// A stream whose packets were kept in the spool, in order of their sequence numbers.
public struct ExportedStream: Sendable {
    /// Place in the report.
    public var place: Int
    /// Offset of the last packet in the spool.
    public var lastPacket: Int
    public var key: StreamKey
    /// The payload type whose payloads go into a file of them alone; `nil` for none.
    public var payloadType: UInt8?
    public var container: PayloadContainer
}

/// What a stream's packets become outside of a capture.
public struct ExportedStream: Sendable {
    /// Place in the report.
    public var place: Int
    public var key: StreamKey
    /// The payload type whose payloads go into a file of them alone; `nil` for none.
    public var payloadType: UInt8?
    public var container: PayloadContainer
}

/// Where in the input a message of signalling came.
public struct SignallingPlace: BitwiseCopyable, Sendable {
    public var flow: Flow
    /// ns since 1970 UTC.
    public var arrival: Int64
    /// File from 0, and frame in that file from 1.
    public var file: Int32
    public var frame: UInt32
}

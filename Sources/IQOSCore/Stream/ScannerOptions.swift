/// What shapes the result of a scan.
public struct ScannerOptions: Sendable, Equatable {
    public var stream = StreamOptions()
    public var sensitivity = Sensitivity.normal
    /// Only streams with this address at either end.
    public var host: Address?
    public var ssrc: UInt32?
    /// Only packets captured in this time, ns since 1970 UTC.
    public var time = Int64.min..<Int64.max

    public init() {}
}

/// What decrypts the streams of a scan.
public struct SRTPOptions: Sendable {
    /// Keys of the user; those in captured signalling are found by the scan.
    public var keys: [SRTPKeyGiven] = []
    public var cipher = SRTPCipher.none()

    public init() {}
}

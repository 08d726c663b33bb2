/// An address at which a peer may be reached (RFC 8839 §5.1).
public struct ICECandidate: BitwiseCopyable, Sendable, Hashable {
    public var address: Address
    public var port: UInt16
    /// 1 for RTP, 2 for RTCP.
    public var component: UInt8
    /// Over TCP rather than UDP.
    public var isTCP: Bool

    /// Reads `foundation component transport priority address port typ ...`; `nil` for a host name or another form.
    init?(_ value: TextBytes) {
        let words = value.words(atMost: 6)
        guard words.count == 6, let component = words[1].number, (1...255).contains(component),
            let address = Address(ascii: words[4]), let port = words[5].number, (1...65_535).contains(port)
        else { return nil }
        self.address = address
        self.port = UInt16(port)
        self.component = UInt8(component)
        isTCP = words[2].starts(with: "tcp")
    }
}

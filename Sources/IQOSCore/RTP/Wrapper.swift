/// What stands between a datagram or TCP stream and RTP; part of what makes a stream (REPORT: Stream).
public enum Wrapper: UInt8, BitwiseCopyable, Sendable {
    case none
    /// TURN ChannelData (RFC 8656 §12.4).
    case turnChannel
    /// The DATA attribute of TURN Send and Data indications (RFC 8656 §11).
    case turnData
    /// The data of a session behind a relay of Microsoft (MS-TURN).
    case turnMultiplex
    /// Length-prefixed frames on a TCP connection (RFC 4571).
    case rfc4571
    /// Interleaved frames on an RTSP connection (RFC 7826 §14).
    case rtspInterleaved
    /// Bytes of a vendor before the RTP header.
    case vendorHeader

    /// The word for it in the report; `nil` for none.
    public var name: String? {
        switch self {
        case .none: nil
        case .turnChannel: "turn-channel"
        case .turnData: "turn-data"
        case .turnMultiplex: "turn-multiplex"
        case .rfc4571: "rfc4571"
        case .rtspInterleaved: "rtsp-interleaved"
        case .vendorHeader: "vendor-header"
        }
    }
}

/// What a datagram's first two bytes say it is, where several protocols share a port (RFC 7983, RFC 5761).
public enum PacketKind: BitwiseCopyable, Sendable {
    case stun, zrtp, dtls, turnChannel, rtp, rtcp, other

    /// - Parameters:
    ///   - first: First byte of the datagram's payload.
    ///   - second: Second byte.
    @inline(__always) public init(first: UInt8, second: UInt8) {
        switch first {
        case 128...191: self = second >= 192 && second <= 223 ? .rtcp : .rtp
        case 0...3: self = .stun
        case 16...19: self = .zrtp
        case 20...63: self = .dtls
        case 64...79: self = .turnChannel
        default: self = .other
        }
    }
}

/// What the IP header right before a UDP header says of its datagram alone.
///
///     IPv4, 20 bytes:  0x45 ... [8] time to live ... [12] source   UDP, 8 bytes   payload
///     IPv6, 40 bytes:  0x6. ... [7] hop limit    [8] source                               UDP, 8 bytes   payload
struct InnermostHeader: BitwiseCopyable, Sendable {
    let hopLimit: UInt8

    /// - Returns: `nil` where no such header stands there, as behind options, in TCP and in TURN.
    init?(of datagram: Datagram, in bytes: RawSpan) {
        let end = datagram.payloadOffset - 8
        if datagram.flow.source.isIPv6 {
            guard end >= 40, bytes.byte(at: end - 40).map({ $0 >> 4 }) == 6,
                bytes.bigEndian64(at: end - 32) == datagram.flow.source.high, let limit = bytes.byte(at: end - 33)
            else { return nil }
            hopLimit = limit
        } else {
            guard end >= 20, bytes.byte(at: end - 20) == 0x45,
                bytes.bigEndian32(at: end - 8).map(UInt64.init) == datagram.flow.source.low & 0xFFFF_FFFF,
                let limit = bytes.byte(at: end - 12)
            else { return nil }
            hopLimit = limit
        }
    }
}

/// Headers around payloads, as they stand on the wire. Every length can be made to lie.
public enum WireBytes {
    public static func bigEndian16(_ value: Int) -> [UInt8] {
        [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)]
    }

    public static func bigEndian32(_ value: Int) -> [UInt8] {
        bigEndian16(value >> 16) + bigEndian16(value)
    }

    /// RTP without extension or padding (RFC 3550 §5.1).
    public static func rtp(
        type: Int = 0, sequence: Int, timestamp: Int, ssrc: Int = 0x1122_3344, isMarker: Bool = false,
        payload: [UInt8] = [UInt8](repeating: 0xFF, count: 160)
    ) -> [UInt8] {
        [0x80, UInt8(isMarker ? 0x80 | type : type)] + bigEndian16(sequence) + bigEndian32(timestamp)
            + bigEndian32(ssrc) + payload
    }

    /// - Parameter length: What the length field says; the truth where `nil`.
    public static func udp(_ from: Int, _ to: Int, _ payload: [UInt8], length: Int? = nil) -> [UInt8] {
        bigEndian16(from) + bigEndian16(to) + bigEndian16(length ?? 8 + payload.count) + [0, 0] + payload
    }

    /// A TCP header of 20 bytes and its payload (RFC 9293 §3.1).
    public static func tcp(_ from: Int, _ to: Int, sequence: Int, _ payload: [UInt8]) -> [UInt8] {
        bigEndian16(from) + bigEndian16(to) + bigEndian32(sequence) + bigEndian32(0) + [0x50, 0x18] + bigEndian16(8192)
            + [0, 0, 0, 0] + payload
    }

    /// - Parameters:
    ///   - options: A multiple of four bytes, at most 40.
    ///   - fragment: The 16 bits of flags and offset.
    public static func ipv4(
        _ source: Int, _ destination: Int, _ payload: [UInt8], protocolNumber: Int = 17, options: [UInt8] = [],
        fragment: Int = 0, totalLength: Int? = nil, serviceType: Int = 0
    ) -> [UInt8] {
        let headerLength = 20 + options.count
        return [UInt8(0x40 | headerLength / 4), UInt8(serviceType)]
            + bigEndian16(totalLength ?? headerLength + payload.count) + [0, 0] + bigEndian16(fragment)
            + [64, UInt8(protocolNumber), 0, 0] + bigEndian32(source) + bigEndian32(destination) + options + payload
    }

    /// An IPv4 packet with its check sum (RFC 1071), which `ipv4` leaves out.
    public static func checked(_ packet: [UInt8]) -> [UInt8] {
        var packet = packet
        packet.replaceSubrange(10...11, with: [0, 0])
        let header = packet.prefix(Int(packet[0] & 15) * 4)
        var sum = stride(from: 0, to: header.count, by: 2).reduce(0) { $0 + Int(header[$1]) << 8 + Int(header[$1 + 1]) }
        while sum > 0xFFFF { sum = sum & 0xFFFF + sum >> 16 }
        packet.replaceSubrange(10...11, with: bigEndian16(~sum & 0xFFFF))
        return packet
    }

    /// - Parameters:
    ///   - source: Last byte of an address below 2001:db8::/64.
    ///   - extensions: Each extension header behind its number; its first byte, the next header, is filled in here.
    public static func ipv6(
        _ source: UInt8, _ destination: UInt8, _ payload: [UInt8], protocolNumber: UInt8 = 17,
        extensions: [(number: UInt8, body: [UInt8])] = [], payloadLength: Int? = nil, trafficClass: Int = 0
    ) -> [UInt8] {
        let prefix = bytes("20010db8000000000000000000000000").dropLast()
        var chain: [UInt8] = []
        for (index, header) in extensions.enumerated() {
            chain += [index + 1 < extensions.count ? extensions[index + 1].number : protocolNumber]
            chain += header.body.dropFirst()
        }
        let content = chain + payload
        return bigEndian32(0x6000_0000 | trafficClass << 20) + bigEndian16(payloadLength ?? content.count)
            + [extensions.first?.number ?? protocolNumber, 64] + prefix + [source] + prefix + [destination] + content
    }

    /// - Parameter tags: TPID and tag control of each VLAN tag, outermost first.
    public static func ethernet(
        _ payload: [UInt8], type: Int = 0x0800, tags: [(type: Int, control: Int)] = []
    ) -> [UInt8] {
        [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2] + tags.flatMap { bigEndian16($0.type) + bigEndian16($0.control) }
            + bigEndian16(type) + payload
    }
}

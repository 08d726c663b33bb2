/// RTCP packets as they stand on the wire (RFC 3550 §6.4 to §6.6, RFC 3611). Every length can be made to lie.
public enum RTCPBytes {
    /// A common header before a body that is a multiple of four bytes.
    public static func packet(type: Int, count: Int, body: [UInt8], words: Int? = nil) -> [UInt8] {
        [UInt8(0x80 | count), UInt8(type)] + WireBytes.bigEndian16(words ?? body.count / 4) + body
    }

    public static func senderReport(
        ssrc: Int, ntp: UInt64, timestamp: Int = 0, packets: Int = 0, octets: Int = 0, blocks: [[UInt8]] = []
    ) -> [UInt8] {
        packet(
            type: 200, count: blocks.count,
            body: WireBytes.bigEndian32(ssrc) + WireBytes.bigEndian32(Int(truncatingIfNeeded: ntp >> 32))
                + WireBytes.bigEndian32(Int(truncatingIfNeeded: ntp)) + WireBytes.bigEndian32(timestamp)
                + WireBytes.bigEndian32(packets) + WireBytes.bigEndian32(octets) + blocks.flatMap { $0 })
    }

    public static func receiverReport(ssrc: Int, blocks: [[UInt8]]) -> [UInt8] {
        packet(type: 201, count: blocks.count, body: WireBytes.bigEndian32(ssrc) + blocks.flatMap { $0 })
    }

    public static func block(
        ssrc: Int, fraction: Int = 0, lost: Int = 0, highest: Int = 0, jitter: Int = 0, lastReport: Int = 0,
        delay: Int = 0
    ) -> [UInt8] {
        WireBytes.bigEndian32(ssrc) + WireBytes.bigEndian32(fraction << 24 | lost & 0xFF_FFFF)
            + WireBytes.bigEndian32(highest) + WireBytes.bigEndian32(jitter) + WireBytes.bigEndian32(lastReport)
            + WireBytes.bigEndian32(delay)
    }

    /// A source description with one CNAME; `length` is what its length byte says.
    public static func name(ssrc: Int, _ text: String, length: Int? = nil) -> [UInt8] {
        var body = WireBytes.bigEndian32(ssrc) + [1, UInt8(length ?? text.utf8.count)] + Array(text.utf8)
        body += [UInt8](repeating: 0, count: 4 - body.count % 4)
        return packet(type: 202, count: 1, body: body)
    }

    public static func goodbye(ssrc: Int) -> [UInt8] {
        packet(type: 203, count: 1, body: WireBytes.bigEndian32(ssrc))
    }

    /// An extended report of blocks, each with its own header.
    public static func extended(ssrc: Int, _ blocks: [UInt8]) -> [UInt8] {
        packet(type: 207, count: 0, body: WireBytes.bigEndian32(ssrc) + blocks)
    }
}

/// A UDP datagram in the frame that most captures are made of: Ethernet, IPv4 without options, nothing cut.
///
/// What `FrameDecoder` finds step by step is read here at fixed places, behind one check of the length.
///
///      0              12        14              23        26       30       34               42
///     +--------------+---------+---------------+---------+--------+--------+----------------+
///     |  addresses   |  0x0800 | 0x45, length  | 17 ...  | source |  dest. | ports, length  | payload
///     +--------------+---------+---------------+---------+--------+--------+----------------+
struct PlainDatagram: BitwiseCopyable, Sendable {
    private static let headersLength = 42
    /// Of these the headers of IPv4 and UDP.
    static let ipHeadersLength = 28

    /// Source address in the upper half, destination in the lower.
    var addresses: UInt64
    /// Source port in the upper half, destination in the lower.
    var ports: UInt32
    /// First payload byte, as an offset into the batch's bytes.
    var payloadOffset: Int
    /// Payload bytes, all of them captured.
    var payloadLength: Int
    /// Bytes of the IP packet with its header.
    var ipLength: UInt16
    /// Differentiated services code point, 0 ... 63.
    var dscp: UInt8

    /// - Parameter least: Payload bytes that there must be.
    /// - Returns: `nil` for every other frame, well formed or not.
    @inline(__always) init?(_ frame: FrameRef, in bytes: RawSpan, least: Int = 0) {
        let start = Int(frame.offset)
        let captured = Int(frame.capturedLength)
        guard frame.linkType == .ethernet, captured >= Self.headersLength, start + captured <= bytes.byteCount else {
            return nil
        }
        // Safe: all four words lie in the first 42 bytes of the frame, which were found to be there.
        let kind = bytes.bigEndian64(uncheckedAt: start + 12)
        let transport = bytes.bigEndian64(uncheckedAt: start + 20)
        addresses = bytes.bigEndian64(uncheckedAt: start + 26)
        let udp = bytes.bigEndian64(uncheckedAt: start + 34)

        let total = Int(kind >> 16 & 0xFFFF)
        let length = Int(udp >> 16 & 0xFFFF)
        // EtherType, version and header length; no fragment; UDP; and lengths that fit into each other.
        guard (kind >> 40 ^ 0x08_0045) | (transport >> 32 & 0x3FFF_00FF ^ 17) == 0, total &+ 14 <= captured,
            length >= 8 &+ least, length &+ 20 <= total
        else { return nil }
        ports = UInt32(truncatingIfNeeded: udp >> 32)
        payloadOffset = start + Self.headersLength
        payloadLength = length - 8
        ipLength = UInt16(truncatingIfNeeded: total)
        dscp = UInt8(truncatingIfNeeded: kind >> 34 & 63)
    }

    /// That of a frame which was found to be one.
    @inline(__always) init(known frame: FrameRef, in bytes: RawSpan) {
        let start = Int(frame.offset)
        precondition(start &+ Self.headersLength <= bytes.byteCount)
        // Safe: all words lie in the headers, which were just found to be there.
        let kind = bytes.bigEndian64(uncheckedAt: start &+ 12)
        addresses = bytes.bigEndian64(uncheckedAt: start &+ 26)
        let udp = bytes.bigEndian64(uncheckedAt: start &+ 34)
        ports = UInt32(truncatingIfNeeded: udp &>> 32)
        payloadOffset = start &+ Self.headersLength
        payloadLength = Int(udp &>> 16 & 0xFFFF) &- 8
        ipLength = UInt16(truncatingIfNeeded: kind &>> 16)
        dscp = UInt8(truncatingIfNeeded: kind &>> 34 & 63)
    }

    /// What is behind so many bytes of it, offsets into the batch's bytes: empty where there are fewer.
    @inline(__always) func payload(behind length: Int) -> Range<Int> {
        payloadOffset &+ length..<payloadOffset &+ max(length, payloadLength)
    }

    var flow: Flow {
        Flow(
            source: Address(ipv4: UInt32(truncatingIfNeeded: addresses >> 32)),
            destination: Address(ipv4: UInt32(truncatingIfNeeded: addresses)),
            sourcePort: UInt16(truncatingIfNeeded: ports >> 16), destinationPort: UInt16(truncatingIfNeeded: ports))
    }

    /// The same in the form that every other frame's datagram has.
    var datagram: Datagram {
        var layers = Encapsulation()
        layers.append(.ethernet)
        layers.append(.ipv4)
        return Datagram(
            flow: flow, payloadOffset: payloadOffset, capturedLength: payloadLength, payloadLength: payloadLength,
            ipLength: Int(ipLength), dscp: dscp, encapsulation: layers)
    }
}

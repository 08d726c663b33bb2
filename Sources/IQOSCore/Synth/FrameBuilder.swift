/// A host of the emulated network.
struct Host: Sendable, Equatable {
    var address: Address
    /// Ethernet address, 48 bits.
    var mac: UInt64
}

/// Host and UDP port.
struct Endpoint: Sendable, Equatable {
    var host: Host
    var port: UInt16
}

/// Makes Ethernet frames with right lengths and checksums.
struct FrameBuilder: Sendable {
    /// Expedited forwarding, for media (RFC 3246).
    static let mediaDSCP: UInt8 = 46
    /// Class selector 3, for signalling (RFC 4594).
    static let signallingDSCP: UInt8 = 24
    /// Shortest Ethernet frame without its check sequence, bytes.
    private static let shortestFrame = 60
    private static let udpProtocol: UInt8 = 17
    private static let timeToLive: UInt8 = 62

    var vlan: UInt16?
    private var identification: UInt16 = 0

    init(vlan: UInt16?) {
        self.vlan = vlan
    }

    /// A frame with one UDP datagram; both hosts must have addresses of the same family.
    mutating func datagram(
        from source: Endpoint, to destination: Endpoint, dscp: UInt8 = 0, payload: [UInt8]
    ) -> [UInt8] {
        let length = 8 + payload.count
        let isIPv6 = source.host.address.isIPv6
        var frame = ethernetHeader(
            from: source.host.mac, to: destination.host.mac, etherType: isIPv6 ? 0x86DD : 0x0800)
        frame.reserveCapacity(frame.count + 40 + length)
        if isIPv6 {
            appendIPv6Header(from: source, to: destination, dscp: dscp, length: length, to: &frame)
        } else {
            appendIPv4Header(from: source, to: destination, dscp: dscp, length: length, to: &frame)
        }
        let udp = frame.count
        frame.appendBigEndian(source.port)
        frame.appendBigEndian(destination.port)
        frame.appendBigEndian(UInt16(length))
        frame.appendBigEndian(0 as UInt16)
        frame += payload
        frame.setBigEndian16(
            udpChecksum(of: frame[udp...], from: source.host.address, to: destination.host.address), at: udp + 6)
        return padded(frame)
    }

    /// An Ethernet header (IEEE 802.3), with an 802.1Q tag where the capture has a VLAN.
    func ethernetHeader(from source: UInt64, to destination: UInt64, etherType: UInt16) -> [UInt8] {
        var frame: [UInt8] = []
        for mac in [destination, source] {
            frame.appendBigEndian(UInt16(truncatingIfNeeded: mac >> 32))
            frame.appendBigEndian(UInt32(truncatingIfNeeded: mac))
        }
        if let vlan {
            frame.appendBigEndian(0x8100 as UInt16)
            frame.appendBigEndian(vlan & 0xFFF)
        }
        frame.appendBigEndian(etherType)
        return frame
    }

    /// Fills a short frame up with zeros, as the sending adapter does.
    func padded(_ frame: [UInt8]) -> [UInt8] {
        frame + [UInt8](repeating: 0, count: max(0, Self.shortestFrame - frame.count))
    }

    /// RFC 791: version and header length, DSCP, total length, identification, do not fragment, TTL, protocol, checksum.
    private mutating func appendIPv4Header(
        from source: Endpoint, to destination: Endpoint, dscp: UInt8, length: Int, to frame: inout [UInt8]
    ) {
        let start = frame.count
        frame += [0x45, dscp << 2]
        frame.appendBigEndian(UInt16(20 + length))
        frame.appendBigEndian(identification)
        identification &+= 1
        frame += [0x40, 0, Self.timeToLive, Self.udpProtocol, 0, 0]
        appendAddress(source.host.address, to: &frame)
        appendAddress(destination.host.address, to: &frame)
        var sum = OnesComplementSum()
        sum.add(frame[start...])
        frame.setBigEndian16(sum.checksum, at: start + 10)
    }

    /// RFC 8200: version, traffic class and flow label; payload length; next header; hop limit.
    private func appendIPv6Header(
        from source: Endpoint, to destination: Endpoint, dscp: UInt8, length: Int, to frame: inout [UInt8]
    ) {
        frame.appendBigEndian(UInt32(6) << 28 | UInt32(dscp) << 22)
        frame.appendBigEndian(UInt16(length))
        frame += [Self.udpProtocol, Self.timeToLive]
        appendAddress(source.host.address, to: &frame)
        appendAddress(destination.host.address, to: &frame)
    }

    /// RFC 768 over the pseudo-header; a sum of zero is sent as 0xFFFF, since zero means "none".
    private func udpChecksum(of datagram: ArraySlice<UInt8>, from source: Address, to destination: Address) -> UInt16 {
        var pseudoHeader: [UInt8] = []
        appendAddress(source, to: &pseudoHeader)
        appendAddress(destination, to: &pseudoHeader)
        pseudoHeader.appendBigEndian(UInt16(Self.udpProtocol))
        pseudoHeader.appendBigEndian(UInt16(datagram.count))
        var sum = OnesComplementSum()
        sum.add(pseudoHeader[...])
        sum.add(datagram)
        return sum.checksum == 0 ? 0xFFFF : sum.checksum
    }

    private func appendAddress(_ address: Address, to bytes: inout [UInt8]) {
        if address.isIPv6 {
            bytes.appendBigEndian(address.high)
            bytes.appendBigEndian(address.low)
        } else {
            bytes.appendBigEndian(UInt32(truncatingIfNeeded: address.low))
        }
    }
}

/// The Internet checksum (RFC 1071).
struct OnesComplementSum {
    private var sum: UInt32 = 0

    /// Adds 16-bit words; an odd last byte counts as the high half of a word.
    mutating func add(_ bytes: ArraySlice<UInt8>) {
        var isHigh = true
        for byte in bytes {
            sum += isHigh ? UInt32(byte) << 8 : UInt32(byte)
            isHigh.toggle()
        }
    }

    var checksum: UInt16 {
        var folded = sum
        while folded > 0xFFFF { folded = folded & 0xFFFF + folded >> 16 }
        return ~UInt16(truncatingIfNeeded: folded)
    }
}

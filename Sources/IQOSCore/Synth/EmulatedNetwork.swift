/// Addresses and ports of emulated calls.
enum EmulatedNetwork {
    /// RTP ports from here on, even, RTCP on the next (RFC 3550 §11).
    private static let firstPorts: [UInt16] = [16384, 20000]
    /// Calls that get ports of their own before numbers come again, on other hosts.
    private static let portsInUse = 1500

    /// Caller or callee of a call: 10.1.x.y and 10.2.x.y, or 2001:db8:1::n and 2001:db8:2::n.
    static func host(side: Int, call: Int, isIPv6: Bool) -> Host {
        let number = UInt64(call % 60_000 + 1)
        let network = UInt64(side + 1)
        let address =
            isIPv6
            ? Address(ipv6High: 0x2001_0DB8_0000_0000 | network << 16, low: number)
            : Address(ipv4: UInt32(10 << 24 | network << 16 | number))
        return Host(address: address, mac: 0x0200_0000_0000 | network << 16 | number)
    }

    static func mediaPort(side: Int, call: Int) -> UInt16 {
        firstPorts[side] + 2 * UInt16(call % portsInUse)
    }
}

extension Endpoint {
    /// The port above: RTCP's.
    var next: Endpoint {
        Endpoint(host: host, port: port + 1)
    }
}

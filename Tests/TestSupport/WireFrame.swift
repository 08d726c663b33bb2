/// A frame of a capture, read by a plain parser that shares nothing with the one under test.
public struct WireFrame: Equatable {
    /// Since 1970 UTC, ns.
    public var arrival = 0
    public var number = 0
    public var vlan: Int?
    public var isIPv6 = false
    /// Of the IPv4 header; `true` for IPv6, which has none.
    public var isHeaderSumRight = false
    public var isUDPSumRight = false
    public var source: [UInt8] = []
    public var destination: [UInt8] = []
    public var sourcePort = 0
    public var destinationPort = 0
    /// UDP payload; empty for everything else.
    public var payload: [UInt8] = []
    public var length = 0

    /// Every frame of a little-endian pcap or single-interface nanosecond pcapng file, which must be well-formed.
    public static func all(inCapture file: [UInt8]) -> [WireFrame] {
        let records = number(file, 0, 4) == 0x0A0D_0D0A ? pcapngRecords(file) : pcapRecords(file)
        return records.enumerated().map { index, record in
            var frame = WireFrame()
            frame.arrival = record.arrival
            frame.number = index + 1
            frame.read(record.bytes)
            return frame
        }
    }

    private static func pcapRecords(_ file: [UInt8]) -> [(arrival: Int, bytes: [UInt8])] {
        let unit = number(file, 0, 4) == 0xA1B2_3C4D ? 1 : 1000
        var records: [(Int, [UInt8])] = []
        var offset = 24
        while offset < file.count {
            let captured = number(file, offset + 8, 4)
            let arrival = number(file, offset, 4) * 1_000_000_000 + number(file, offset + 4, 4) * unit
            records.append((arrival, Array(file[offset + 16..<offset + 16 + captured])))
            offset += 16 + captured
        }
        return records
    }

    private static func pcapngRecords(_ file: [UInt8]) -> [(arrival: Int, bytes: [UInt8])] {
        var records: [(Int, [UInt8])] = []
        var offset = 0
        while offset < file.count {
            let length = number(file, offset + 4, 4)
            precondition(number(file, offset + length - 4, 4) == length, "the two lengths of a block differ")
            if number(file, offset, 4) == 6 {
                let captured = number(file, offset + 20, 4)
                let arrival = number(file, offset + 12, 4) << 32 | number(file, offset + 16, 4)
                records.append((arrival, Array(file[offset + 28..<offset + 28 + captured])))
            }
            offset += length
        }
        return records
    }

    private mutating func read(_ bytes: [UInt8]) {
        length = bytes.count
        var offset = 12
        if Self.network(bytes, offset) == 0x8100 {
            vlan = Self.network(bytes, offset + 2) & 0xFFF
            offset += 4
        }
        let etherType = Self.network(bytes, offset)
        let ip = offset + 2
        guard etherType == 0x0800 || etherType == 0x86DD else { return }
        isIPv6 = etherType == 0x86DD
        let size = isIPv6 ? 16 : 4
        let addresses = isIPv6 ? ip + 8 : ip + 12
        source = Array(bytes[addresses..<addresses + size])
        destination = Array(bytes[addresses + size..<addresses + 2 * size])
        let udp = isIPv6 ? ip + 40 : ip + 20
        isHeaderSumRight = isIPv6 || Self.sum(Array(bytes[ip..<udp])) == 0xFFFF
        sourcePort = Self.network(bytes, udp)
        destinationPort = Self.network(bytes, udp + 2)
        let udpLength = Self.network(bytes, udp + 4)
        let pseudoHeader = source + destination + [0, 17, UInt8(udpLength >> 8), UInt8(udpLength & 255)]
        isUDPSumRight = Self.sum(pseudoHeader + bytes[udp..<udp + udpLength]) == 0xFFFF
        payload = Array(bytes[udp + 8..<udp + udpLength])
    }

    /// The one's complement sum of RFC 1071: all ones over data that carries its right checksum.
    private static func sum(_ bytes: [UInt8]) -> Int {
        var total = 0
        for index in stride(from: 0, to: bytes.count, by: 2) {
            total += Int(bytes[index]) * 256 + (index + 1 < bytes.count ? Int(bytes[index + 1]) : 0)
            if total > 0xFFFF { total -= 0xFFFF }
        }
        return total
    }

    private static func network(_ bytes: [UInt8], _ offset: Int) -> Int {
        Int(bytes[offset]) * 256 + Int(bytes[offset + 1])
    }

    private static func number(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> Int {
        (0..<count).reduce(0) { $0 + Int(bytes[offset + $1]) << (8 * $1) }
    }
}

/// The header of an RTP packet without CSRCs and extension.
public struct WireRTP: Equatable {
    public var payloadType: Int
    public var isMarker: Bool
    public var sequence: Int
    public var timestamp: UInt32
    public var ssrc: UInt32
    public var payload: [UInt8]

    /// `nil` for what is not version 2 or is RTCP (RFC 5761 §4).
    public init?(_ bytes: [UInt8]) {
        guard bytes.count >= 12, bytes[0] == 0x80, !(200...207).contains(bytes[1]) else { return nil }
        func number(_ range: Range<Int>) -> UInt32 { bytes[range].reduce(0) { $0 << 8 | UInt32($1) } }
        isMarker = bytes[1] >= 128
        payloadType = Int(bytes[1] & 127)
        sequence = Int(number(2..<4))
        timestamp = number(4..<8)
        ssrc = number(8..<12)
        payload = Array(bytes[12...])
    }
}

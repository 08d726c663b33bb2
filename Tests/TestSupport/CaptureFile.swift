/// A classic pcap file put together for a test.
public struct PcapFile {
    public var bytes: [UInt8] = []
    private let bigEndian: Bool

    public init(
        magic: UInt32 = 0xA1B2_C3D4, bigEndian: Bool = false, minorVersion: UInt16 = 4, snapLength: UInt32 = 65535,
        linkType: UInt32 = 1
    ) {
        self.bigEndian = bigEndian
        bytes.append(magic, bigEndian: bigEndian)
        bytes.append(UInt16(2), bigEndian: bigEndian)
        bytes.append(minorVersion, bigEndian: bigEndian)
        for field in [0, 0, snapLength, linkType] { bytes.append(field, bigEndian: bigEndian) }
    }

    /// - Parameter fraction: Micro- or nanoseconds, as the magic says.
    public mutating func add(_ seconds: UInt32, _ fraction: UInt32, _ frame: [UInt8], original: UInt32? = nil) {
        for field in [seconds, fraction, UInt32(frame.count), original ?? UInt32(frame.count)] {
            bytes.append(field, bigEndian: bigEndian)
        }
        bytes += frame
    }
}

/// A pcapng file put together for a test.
public struct PcapngFile {
    public var bytes: [UInt8] = []
    private var bigEndian = false

    public init() {}

    public mutating func section(bigEndian: Bool = false, length: UInt64 = .max) {
        self.bigEndian = bigEndian
        var body: [UInt8] = []
        body.append(UInt32(0x1A2B_3C4D), bigEndian: bigEndian)
        body.append(UInt16(1), bigEndian: bigEndian)
        body.append(UInt16(0), bigEndian: bigEndian)
        body.append(length, bigEndian: bigEndian)
        block(0x0A0D_0D0A, body)
    }

    public mutating func interface(
        linkType: UInt16 = 1, snapLength: UInt32 = 0, resolution: UInt8? = nil, offsetSeconds: Int64? = nil
    ) {
        var body: [UInt8] = []
        body.append(linkType, bigEndian: bigEndian)
        body.append(UInt16(0), bigEndian: bigEndian)
        body.append(snapLength, bigEndian: bigEndian)
        // A name first, so that options that matter stand behind one that needs padding.
        body += option(2, Array("eth".utf8))
        if let resolution { body += option(9, [resolution]) }
        if let offsetSeconds {
            var value: [UInt8] = []
            value.append(UInt64(bitPattern: offsetSeconds), bigEndian: bigEndian)
            body += option(14, value)
        }
        body += option(0, [])
        block(1, body)
    }

    public mutating func enhancedPacket(
        interface: UInt32 = 0, ticks: UInt64, _ frame: [UInt8], original: UInt32? = nil
    ) {
        var body: [UInt8] = []
        body.append(interface, bigEndian: bigEndian)
        body += packetFields(ticks, frame, original)
        block(6, body)
    }

    public mutating func obsoletePacket(
        interface: UInt16 = 0, drops: UInt16 = 0, ticks: UInt64, _ frame: [UInt8], original: UInt32? = nil
    ) {
        var body: [UInt8] = []
        body.append(interface, bigEndian: bigEndian)
        body.append(drops, bigEndian: bigEndian)
        body += packetFields(ticks, frame, original)
        block(2, body)
    }

    public mutating func simplePacket(_ frame: [UInt8], original: UInt32? = nil) {
        var body: [UInt8] = []
        body.append(original ?? UInt32(frame.count), bigEndian: bigEndian)
        block(3, body + padded(frame))
    }

    public mutating func statistics(interface: UInt32 = 0, dropped: UInt64) {
        var body: [UInt8] = []
        var value: [UInt8] = []
        value.append(dropped, bigEndian: bigEndian)
        for field in [interface, 0, 0] { body.append(field, bigEndian: bigEndian) }
        block(5, body + option(5, value) + option(0, []))
    }

    public mutating func block(_ type: UInt32, _ body: [UInt8]) {
        let length = UInt32(body.count + 12)
        bytes.append(type, bigEndian: bigEndian)
        bytes.append(length, bigEndian: bigEndian)
        bytes += body
        bytes.append(length, bigEndian: bigEndian)
    }

    private func packetFields(_ ticks: UInt64, _ frame: [UInt8], _ original: UInt32?) -> [UInt8] {
        var body: [UInt8] = []
        for field in [
            UInt32(ticks >> 32), UInt32(truncatingIfNeeded: ticks), UInt32(frame.count),
            original ?? UInt32(frame.count),
        ] { body.append(field, bigEndian: bigEndian) }
        return body + padded(frame)
    }

    private func option(_ code: UInt16, _ value: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(code, bigEndian: bigEndian)
        bytes.append(UInt16(value.count), bigEndian: bigEndian)
        return bytes + padded(value)
    }

    private func padded(_ bytes: [UInt8]) -> [UInt8] {
        bytes + [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4)
    }
}

extension [UInt8] {
    /// Appends a number in the given byte order.
    public mutating func append(_ value: some FixedWidthInteger, bigEndian: Bool) {
        let ordered = bigEndian ? value.bigEndian : value.littleEndian
        Swift.withUnsafeBytes(of: ordered) { append(contentsOf: $0) }
    }

    /// The same with the four bytes at `offset` replaced by a little-endian number.
    public func replacing(at offset: Int, with value: UInt32) -> [UInt8] {
        var number: [UInt8] = []
        number.append(value, bigEndian: false)
        return Array(self[..<offset] + number + self[(offset + 4)...])
    }
}

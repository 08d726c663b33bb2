/// Classic pcap, little-endian, Ethernet.
///
///      0                   1                   2                   3
///     |  magic 0xA1B2C3D4 (µs) or 0xA1B23C4D (ns)                     |
///     |  major 2                      |  minor 4                      |
///     |  reserved                                                     |
///     |  reserved                                                     |
///     |  snap length                                                  |
///     |  link type                                                    |
///     then per frame: seconds | fraction | captured | original | bytes
struct PcapWriter {
    static let snapLength: UInt32 = 262_144

    /// Time unit of the records, 1 or 1000 ns.
    let unit: Int64

    var header: [UInt8] {
        var bytes: [UInt8] = []
        bytes.appendLittleEndian(unit == 1 ? 0xA1B2_3C4D as UInt32 : 0xA1B2_C3D4)
        bytes.appendLittleEndian(2 as UInt16)
        bytes.appendLittleEndian(4 as UInt16)
        bytes.appendLittleEndian(0 as UInt64)
        bytes.appendLittleEndian(Self.snapLength)
        bytes.appendLittleEndian(UInt32(LinkType.ethernet.rawValue))
        return bytes
    }

    /// - Parameter arrival: Capture time, ns since 1970 UTC, before 2106.
    func append(_ frame: ArraySlice<UInt8>, arrival: Int64, to bytes: inout [UInt8]) {
        bytes.appendLittleEndian(UInt32(truncatingIfNeeded: arrival / 1_000_000_000))
        bytes.appendLittleEndian(UInt32(truncatingIfNeeded: arrival % 1_000_000_000 / unit))
        bytes.appendLittleEndian(UInt32(frame.count))
        bytes.appendLittleEndian(UInt32(frame.count))
        bytes += frame
    }
}

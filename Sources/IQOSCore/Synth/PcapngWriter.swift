/// pcapng with one section and one Ethernet interface that counts nanoseconds.
///
///     every block:  type | total length | body, padded to 32 bits | total length
enum PcapngWriter {
    private static let sectionHeader: UInt32 = 0x0A0D_0D0A
    private static let interfaceDescription: UInt32 = 1
    private static let enhancedPacket: UInt32 = 6
    /// `if_tsresol` with this value is 10⁻⁹ s.
    private static let nanoseconds: UInt8 = 9

    static var header: [UInt8] {
        var section: [UInt8] = []
        section.appendLittleEndian(0x1A2B_3C4D as UInt32)
        section.appendLittleEndian(1 as UInt16)
        section.appendLittleEndian(0 as UInt16)
        // Section length unknown: blocks are walked, not skipped.
        section.appendLittleEndian(-1 as Int64)

        var interface: [UInt8] = []
        interface.appendLittleEndian(LinkType.ethernet.rawValue)
        interface.appendLittleEndian(0 as UInt16)
        interface.appendLittleEndian(PcapWriter.snapLength)
        interface.appendLittleEndian(9 as UInt16)  // if_tsresol
        interface.appendLittleEndian(1 as UInt16)
        interface += [nanoseconds, 0, 0, 0]
        interface.appendLittleEndian(0 as UInt32)  // opt_endofopt

        var bytes: [UInt8] = []
        appendBlock(type: sectionHeader, body: section, to: &bytes)
        appendBlock(type: interfaceDescription, body: interface, to: &bytes)
        return bytes
    }

    /// - Parameter arrival: Capture time, ns since 1970 UTC.
    static func append(_ frame: ArraySlice<UInt8>, arrival: Int64, to bytes: inout [UInt8]) {
        let time = UInt64(bitPattern: arrival)
        var body: [UInt8] = []
        body.reserveCapacity(frame.count + 24)
        body.appendLittleEndian(0 as UInt32)
        body.appendLittleEndian(UInt32(truncatingIfNeeded: time >> 32))
        body.appendLittleEndian(UInt32(truncatingIfNeeded: time))
        body.appendLittleEndian(UInt32(frame.count))
        body.appendLittleEndian(UInt32(frame.count))
        body += frame
        appendBlock(type: enhancedPacket, body: body, to: &bytes)
    }

    private static func appendBlock(type: UInt32, body: [UInt8], to bytes: inout [UInt8]) {
        let padding = (4 - body.count % 4) % 4
        let total = UInt32(body.count + padding + 12)
        bytes.appendLittleEndian(type)
        bytes.appendLittleEndian(total)
        bytes += body
        bytes += [UInt8](repeating: 0, count: padding)
        bytes.appendLittleEndian(total)
    }
}

/// A TCP segment in the frame that most of them come in: Ethernet, IPv4 without options, nothing cut.
///
/// Nearly all segments are of connections that carry nothing of interest; what it takes to pass them over is read here
/// at fixed places, and the rest only where a segment is to be looked at.
struct PlainSegment: BitwiseCopyable, Sendable {
    private static let headersLength = 54

    /// Source address in the upper half, destination in the lower.
    let addresses: UInt64
    /// Source port in the upper half, destination in the lower.
    let ports: UInt32
    let sequenceNumber: UInt32
    private let acknowledgement: UInt32
    /// Header length in 4-byte units in the upper four bits, flags in the lower eight.
    private let control: UInt16
    /// First payload byte, as an offset into the batch's bytes.
    let payloadOffset: Int
    /// Payload bytes, all of them captured.
    let payloadLength: Int
    private let ipLength: UInt16
    private let dscp: UInt8

    /// - Returns: `nil` for every other frame, well formed or not.
    @inline(__always) init?(_ frame: FrameRef, in bytes: RawSpan) {
        let start = Int(frame.offset)
        let captured = Int(frame.capturedLength)
        guard frame.linkType == .ethernet, captured >= Self.headersLength, captured == Int(frame.originalLength),
            start + captured <= bytes.byteCount
        else { return nil }
        // Safe: all words lie in the first 54 bytes of the frame, which were found to be there.
        let kind = bytes.bigEndian64(uncheckedAt: start + 12)
        let transport = bytes.bigEndian64(uncheckedAt: start + 20)
        let numbers = bytes.bigEndian64(uncheckedAt: start + 38)
        let total = Int(kind >> 16 & 0xFFFF)
        control = UInt16(truncatingIfNeeded: bytes.bigEndian64(uncheckedAt: start + 46) >> 48)
        let headers = 20 + Int(control >> 12) * 4
        // EtherType, version and header length; no fragment; TCP; and lengths that fit into each other.
        guard kind >> 40 == 0x08_0045, transport >> 32 & 0x3FFF_00FF == 6, total + 14 <= captured, headers >= 40,
            headers <= total
        else { return nil }
        addresses = bytes.bigEndian64(uncheckedAt: start + 26)
        ports = UInt32(truncatingIfNeeded: bytes.bigEndian64(uncheckedAt: start + 34) >> 32)
        sequenceNumber = UInt32(truncatingIfNeeded: numbers >> 32)
        acknowledgement = UInt32(truncatingIfNeeded: numbers)
        payloadOffset = start + 14 + headers
        payloadLength = total - headers
        ipLength = UInt16(truncatingIfNeeded: total)
        dscp = UInt8(truncatingIfNeeded: kind >> 34 & 63)
    }

    @inline(__always) var isAcknowledging: Bool { control & 0x10 != 0 }
    /// It opens a connection.
    @inline(__always) var isSyn: Bool { control & 2 != 0 }
    /// It opens or ends a connection.
    @inline(__always) var isEdge: Bool { control & 7 != 0 }

    /// The same in the form that every other frame's segment has.
    var segment: TCPSegment {
        var layers = Encapsulation()
        layers.append(.ethernet)
        layers.append(.ipv4)
        return TCPSegment(
            flow: Flow(
                source: Address(ipv4: UInt32(truncatingIfNeeded: addresses >> 32)),
                destination: Address(ipv4: UInt32(truncatingIfNeeded: addresses)),
                sourcePort: UInt16(truncatingIfNeeded: ports >> 16),
                destinationPort: UInt16(truncatingIfNeeded: ports)),
            sequenceNumber: sequenceNumber, acknowledged: isAcknowledging ? acknowledgement : nil,
            isSyn: isSyn, isFinOrReset: control & 5 != 0, payloadOffset: payloadOffset,
            capturedLength: payloadLength, payloadLength: payloadLength, ipLength: Int(ipLength), dscp: dscp,
            encapsulation: layers)
    }
}

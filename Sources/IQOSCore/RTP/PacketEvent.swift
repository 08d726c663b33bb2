/// One RTP packet as the metrics see it: 32 bytes, two to a cache line.
public struct PacketEvent: BitwiseCopyable, Sendable, Equatable {
    /// Capture time in ns since 1970 UTC, or `FrameRef.noArrival`.
    public var arrival: Int64
    /// RTP timestamp, clock-rate units.
    public var timestamp: UInt32
    /// Number of the frame in its file, from 1.
    public var frame: UInt32
    /// First four payload bytes in network byte order, missing ones 0: telephone-events and comfort noise are read from it.
    public var payloadHead: UInt32
    /// 16-bit sequence number as sent.
    public var sequenceNumber: UInt16
    /// Payload bytes as sent.
    public var payloadLength: UInt16
    /// Bytes of the innermost IP packet as sent, at most 65,535.
    public var ipLength: UInt16
    /// Index of the file among those read, from 0.
    public var file: UInt16
    /// Marker bit above the seven bits of the payload type.
    public var markerAndType: UInt8
    /// Differentiated services code point, 0 ... 63.
    public var dscp: UInt8
    private var flags: UInt8

    @inline(__always) public var payloadType: UInt8 { markerAndType & 0x7F }
    @inline(__always) public var isMarker: Bool { markerAndType & 0x80 != 0 }
    /// The payload was not captured whole.
    @inline(__always) public var isCut: Bool { flags & Self.cutFlag != 0 }
    /// The payload's limits are unknown (`RTPHeader.isOpaque`).
    @inline(__always) public var isOpaque: Bool { flags & Self.opaqueFlag != 0 }
    /// What would be the sequence number equals the datagram's length.
    @inline(__always) public var numberIsLength: Bool { flags & Self.lengthFlag != 0 }
    @inline(__always) public var hasArrival: Bool { arrival != FrameRef.noArrival }

    private static let cutFlag: UInt8 = 1
    private static let opaqueFlag: UInt8 = 2
    private static let lengthFlag: UInt8 = 4

    /// An event from its parts; for tests and for sources that are no capture.
    public init(
        arrival: Int64, sequenceNumber: UInt16, timestamp: UInt32, payloadType: UInt8 = 0, isMarker: Bool = false,
        payloadLength: UInt16 = 160, payloadHead: UInt32 = 0, ipLength: UInt16 = 200, frame: UInt32 = 1,
        file: UInt16 = 0, dscp: UInt8 = 0
    ) {
        self.arrival = arrival
        self.timestamp = timestamp
        self.frame = frame
        self.payloadHead = payloadHead
        self.sequenceNumber = sequenceNumber
        self.payloadLength = payloadLength
        self.ipLength = ipLength
        self.file = file
        markerAndType = payloadType | (isMarker ? 0x80 : 0)
        self.dscp = dscp
        flags = 0
    }

    /// The packet of a datagram.
    @inline(__always)
    public init(_ header: RTPHeader, in datagram: Datagram, frame: FrameRef, file: Int, bytes: RawSpan) {
        arrival = frame.arrival
        timestamp = header.timestamp
        self.frame = frame.number
        sequenceNumber = header.sequenceNumber
        payloadLength = UInt16(truncatingIfNeeded: header.payloadLength)
        ipLength = UInt16(clamping: datagram.ipLength)
        self.file = UInt16(truncatingIfNeeded: file)
        markerAndType = header.payloadType | (header.isMarker ? 0x80 : 0)
        let capturedEnd = datagram.payloadOffset + datagram.capturedLength
        let isCut = header.payloadOffset + header.payloadLength > capturedEnd
        dscp = datagram.dscp
        flags =
            (isCut ? Self.cutFlag : 0) | (header.isOpaque ? Self.opaqueFlag : 0)
            | (Int(header.sequenceNumber) == datagram.payloadLength ? Self.lengthFlag : 0)
        let headBytes = min(header.payloadLength, capturedEnd - header.payloadOffset)
        if headBytes >= 4, let head = bytes.bigEndian32(at: header.payloadOffset) {
            payloadHead = head
        } else {
            payloadHead = 0
            for index in 0..<max(0, headBytes) {
                let byte = UInt32(bytes.byte(at: header.payloadOffset + index) ?? 0)
                payloadHead |= byte << (24 - 8 * UInt32(index))
            }
        }
    }
}

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
    /// Two bytes, for a packet to be copied in two words with nothing left over.
    private var flags: UInt16

    @inline(__always) public var payloadType: UInt8 { markerAndType & 0x7F }
    @inline(__always) public var isMarker: Bool { markerAndType & 0x80 != 0 }
    /// The payload was not captured whole.
    @inline(__always) public var isCut: Bool { flags & Self.cutFlag != 0 }
    /// The payload's limits are unknown (`RTPHeader.isOpaque`).
    @inline(__always) public var isOpaque: Bool { flags & Self.opaqueFlag != 0 }
    /// It could not be authenticated: nothing of its payload is known.
    @inline(__always) var isSealed: Bool { flags & Self.sealedFlag != 0 }
    /// Of which kind it is where its number had come before.
    @inline(__always) var copyKind: CopyKind {
        get { CopyKind(rawValue: UInt8(flags >> Self.copyShift & 3)) ?? .unknown }
        set { flags = flags & ~(3 << Self.copyShift) | UInt16(newValue.rawValue) << Self.copyShift }
    }
    /// It is a copy of one that came before, of whatever kind: it says nothing that is not known.
    @inline(__always) var isRepeated: Bool {
        get { flags & Self.repeatedFlag != 0 }
        set { flags = newValue ? flags | Self.repeatedFlag : flags & ~Self.repeatedFlag }
    }
    /// See `RTPHeader.isRemoteCall`; never told of one without lists, whose `payloadHead` says so.
    var isRemoteCall: Bool { flags & Self.callFlag != 0 }
    /// What would be the sequence number equals the datagram's length.
    @inline(__always) public var numberIsLength: Bool { flags & Self.lengthFlag != 0 }
    /// Bytes that `payloadHead` should have and were not captured, 0 ... 4.
    @inline(__always) var missingHead: Int { Int(flags >> Self.missingShift & 7) }
    /// A dynamic type with the shape of a telephone-event (RFC 4733 §2.3): four bytes, known event, R bit clear, as far as
    /// these were captured.
    ///
    /// Events 0 ... 16 are digits and flash, those up to 63 tones of modems and fax machines (RFC 4734); the top byte
    /// of the payload head is the event, then E, R and volume.
    @inline(__always) var isEventShaped: Bool {
        payloadLength == 4 && payloadType >= 96 && payloadHead >> 24 < 64 && payloadHead & 0x0040_0000 == 0
    }
    /// Whether its length is that of a telephone-event under SRTP: four bytes, and a tag with or without a key identifier
    /// behind them.
    @inline(__always) var hasLengthOfSealedEvent: Bool { payloadLength >= 8 && payloadLength <= 28 }
    /// Whether it can be nothing but a keep-alive: without payload, or with a byte under a static type that is assigned to
    /// nothing.
    @inline(__always) var isKeepAlive: Bool {
        payloadLength <= 1 && !isOpaque && (payloadLength == 0 || CodecTable.isUnassigned(payloadType))
    }
    @inline(__always) public var hasArrival: Bool { arrival != FrameRef.noArrival }

    private static let cutFlag: UInt16 = 1
    private static let opaqueFlag: UInt16 = 2
    private static let lengthFlag: UInt16 = 4
    private static let sealedFlag: UInt16 = 8
    /// Two bits from here on.
    private static let copyShift: UInt16 = 4
    private static let callFlag: UInt16 = 64
    /// Three bits from here on.
    private static let missingShift: UInt16 = 7
    private static let repeatedFlag: UInt16 = 1024

    /// Whether number and timestamp are those of another packet.
    @inline(__always) func isSameNumber(as other: PacketEvent) -> Bool {
        sequenceNumber == other.sequenceNumber && timestamp == other.timestamp
    }

    /// The same packet, not captured whole.
    var cut: PacketEvent {
        var packet = self
        packet.flags |= Self.cutFlag
        return packet
    }

    /// The same packet, captured no further than so many bytes of its payload, fewer than four.
    func cut(toPayload count: Int) -> PacketEvent {
        var packet = cut
        packet.payloadHead &= count == 0 ? 0 : .max << (32 - 8 * UInt32(count))
        packet.flags |= UInt16(max(0, min(4, Int(payloadLength)) - count)) << Self.missingShift
        return packet
    }

    /// The same packet, not authenticated.
    var sealed: PacketEvent {
        var packet = self
        packet.flags |= Self.sealedFlag
        return packet
    }

    /// The same packet with its payload decrypted, whose limits are known then.
    var opened: PacketEvent {
        var packet = self
        packet.flags &= ~Self.opaqueFlag
        return packet
    }

    /// An event from its parts; for tests and for sources that are no capture.
    @inline(__always) public init(
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
        self.init(
            header, frame, capturedEnd: datagram.payloadOffset + datagram.capturedLength,
            datagramLength: datagram.payloadLength, ipLength: UInt16(clamping: datagram.ipLength), dscp: datagram.dscp,
            file: file, bytes: bytes)
    }

    /// The packet of a plain datagram whose RTP header is nothing but its fixed part; `nil` where that has lists, and
    /// where fewer than four bytes are behind it.
    @inline(__always) init?(bare datagram: PlainDatagram, _ frame: FrameRef, file: Int, in bytes: RawSpan) {
        let offset = datagram.payloadOffset
        let length = datagram.payloadLength
        guard length >= RTPHeader.fixedLength + 4, offset >= 0, offset <= bytes.byteCount &- RTPHeader.fixedLength &- 4
        else { return nil }
        // Safe: header and four bytes behind it were just found to be there.
        let head = bytes.bigEndian64(uncheckedAt: offset)
        guard head &>> 56 == 0x80 else { return nil }
        self.init(
            arrival: frame.arrival, sequenceNumber: UInt16(truncatingIfNeeded: head &>> 32),
            timestamp: UInt32(truncatingIfNeeded: head),
            payloadLength: UInt16(truncatingIfNeeded: length &- RTPHeader.fixedLength),
            payloadHead: bytes.bigEndian32(uncheckedAt: offset &+ RTPHeader.fixedLength), ipLength: datagram.ipLength,
            frame: frame.number, file: UInt16(truncatingIfNeeded: file), dscp: datagram.dscp)
        markerAndType = UInt8(truncatingIfNeeded: head &>> 48)
        flags = Int(sequenceNumber) == length ? Self.lengthFlag : 0
    }

    /// The packet of a plain datagram; `nil` where that has no header of RTP.
    @inline(never) init?(_ datagram: PlainDatagram, _ frame: FrameRef, file: Int, in bytes: RawSpan) {
        let (offset, length) = (datagram.payloadOffset, datagram.payloadLength)
        guard let header = RTPHeader(in: bytes, at: offset, capturedLength: length, length: length) else { return nil }
        self.init(
            header, frame, capturedEnd: offset + length, datagramLength: length, ipLength: datagram.ipLength,
            dscp: datagram.dscp, file: file, bytes: bytes)
    }

    /// - Parameters:
    ///   - capturedEnd: One past the datagram's last captured byte, an offset into `bytes`.
    ///   - datagramLength: Bytes from the RTP header on, as sent.
    @inline(__always)
    init(
        _ header: RTPHeader, _ frame: FrameRef, capturedEnd: Int, datagramLength: Int, ipLength: UInt16, dscp: UInt8,
        file: Int, bytes: RawSpan
    ) {
        arrival = frame.arrival
        timestamp = header.timestamp
        self.frame = frame.number
        sequenceNumber = header.sequenceNumber
        payloadLength = UInt16(truncatingIfNeeded: header.payloadLength)
        self.ipLength = ipLength
        self.file = UInt16(truncatingIfNeeded: file)
        markerAndType = header.payloadType | (header.isMarker ? 0x80 : 0)
        self.dscp = dscp
        let headBytes = min(header.payloadLength, capturedEnd &- header.payloadOffset)
        flags =
            (headBytes < header.payloadLength ? Self.cutFlag : 0) | (header.isOpaque ? Self.opaqueFlag : 0)
            | (Int(header.sequenceNumber) == datagramLength ? Self.lengthFlag : 0)
            | (header.isRemoteCall ? Self.callFlag : 0)
        if headBytes >= 4, let head = bytes.bigEndian32(at: header.payloadOffset) {
            payloadHead = head
        } else {
            payloadHead = Self.shortHead(bytes, at: header.payloadOffset, count: headBytes)
            flags |= UInt16(min(4, max(0, header.payloadLength)) - max(0, headBytes)) << Self.missingShift
        }
    }

    /// Fewer than four bytes, the missing ones 0.
    @inline(never) private static func shortHead(_ bytes: RawSpan, at offset: Int, count: Int) -> UInt32 {
        (0..<max(0, count)).reduce(0) { head, index in
            head | UInt32(bytes.byte(at: offset + index) ?? 0) << (24 - 8 * UInt32(index))
        }
    }
}

/// The addresses and ports of a datagram or segment.
public struct Flow: BitwiseCopyable, Hashable, Sendable {
    public var source: Address
    public var destination: Address
    public var sourcePort: UInt16
    public var destinationPort: UInt16

    public init(source: Address, destination: Address, sourcePort: UInt16, destinationPort: UInt16) {
        self.source = source
        self.destination = destination
        self.sourcePort = sourcePort
        self.destinationPort = destinationPort
    }

    public func hash(into hasher: inout Hasher) {
        source.hash(into: &hasher)
        destination.hash(into: &hasher)
        hasher.combine(UInt32(sourcePort) << 16 | UInt32(destinationPort))
    }

    /// The order of addresses, then of ports.
    static func precedes(_ left: Flow, _ right: Flow) -> Bool {
        if left.source != right.source { return Address.precedes(left.source, right.source) }
        if left.destination != right.destination { return Address.precedes(left.destination, right.destination) }
        if left.sourcePort != right.sourcePort { return left.sourcePort < right.sourcePort }
        return left.destinationPort < right.destinationPort
    }

    /// The other direction.
    public var reversed: Flow {
        Flow(
            source: destination, destination: source, sourcePort: destinationPort, destinationPort: sourcePort)
    }
}

/// A UDP datagram, as a place in the bytes of a batch (RFC 768).
public struct Datagram: BitwiseCopyable, Sendable {
    public var flow: Flow
    /// First payload byte, as an offset into the batch's bytes.
    public var payloadOffset: Int
    /// Payload bytes that were captured.
    public var capturedLength: Int
    /// Payload bytes that were sent; larger than `capturedLength` where the snap length cut the frame.
    public var payloadLength: Int
    /// Bytes of the innermost IP packet with its header, as sent.
    public var ipLength: Int
    /// Differentiated services code point, 0 ... 63.
    public var dscp: UInt8
    public var encapsulation: Encapsulation
}

/// What a frame holds.
enum FrameContent: Sendable {
    case datagram(Datagram)
    case segment(TCPSegment)
    /// Nothing that can carry RTP over UDP: other protocols, control frames.
    case other
    /// A fragment of an IP packet; `incomplete` where the snap length cut it.
    case fragment(Fragment)
    case incompleteFragment
    /// Several frames of a wireless link in one, each with addresses and a length of its own.
    case aggregate(PacketExtent, Encapsulation)
    /// Headers that contradict the bytes: too short, lengths that lie.
    case malformed
    /// A link type without a decoder.
    case unknownLinkType
    /// More layers than any network has.
    case tooDeep
}

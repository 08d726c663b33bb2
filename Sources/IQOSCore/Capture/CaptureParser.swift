/// Reads the records of a capture in either format that is parsed here.
public enum CaptureParser: Sendable {
    case pcap(PcapParser)
    case pcapng(PcapngParser)

    /// - Returns: `nil` for a variant left to libpcap.
    public init?(_ format: CaptureFormat) {
        switch format {
        case .pcap: self = .pcap(PcapParser())
        case .pcapng: self = .pcapng(PcapngParser())
        case .pcapVariant: return nil
        }
    }

    /// Appends the frames that lie whole in `bytes` from `offset` on; parameters, result and errors as in `PcapParser`.
    public mutating func parse(
        _ bytes: RawSpan, from offset: Int, atEnd: Bool, upTo limit: Int, into frames: inout [FrameRef]
    ) throws(FormatError) -> Int {
        switch self {
        case .pcap(var parser):
            defer { self = .pcap(parser) }
            return try parser.parse(bytes, from: offset, atEnd: atEnd, upTo: limit, into: &frames)
        case .pcapng(var parser):
            defer { self = .pcapng(parser) }
            return try parser.parse(bytes, from: offset, atEnd: atEnd, upTo: limit, into: &frames)
        }
    }

    /// Frames that interfaces lost, where the capture told so far.
    public var interfaceDrops: [InterfaceDrops] {
        switch self {
        case .pcap: []
        case .pcapng(let parser): parser.interfaceDrops
        }
    }
}

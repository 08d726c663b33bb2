/// The container format of a capture, told by its first bytes.
public enum CaptureFormat: Sendable, Equatable {
    case pcap
    case pcapng
    /// A pcap variant that `PcapParser` leaves to libpcap: Kuznetzov's record header, or a version before 2.4.
    case pcapVariant

    /// Bytes that decide; a shorter file is judged by what it has, at least four.
    public static let sniffLength = 8

    /// - Returns: `nil` where the first bytes are those of no capture, or fewer than four.
    public init?(sniffing bytes: RawSpan) {
        guard let magic = bytes.bigEndian32(at: 0) else { return nil }
        switch magic {
        case PcapngBlock.sectionHeader:
            self = .pcapng
        case PcapParser.microsecondMagic, PcapParser.nanosecondMagic:
            self = Self.pcap(bytes, bigEndian: true)
        case PcapParser.microsecondMagic.byteSwapped, PcapParser.nanosecondMagic.byteSwapped:
            self = Self.pcap(bytes, bigEndian: false)
        case Self.kuznetzovMagic, Self.kuznetzovMagic.byteSwapped:
            self = .pcapVariant
        default:
            return nil
        }
    }

    private static let kuznetzovMagic: UInt32 = 0xA1B2_CD34

    private static func pcap(_ bytes: RawSpan, bigEndian: Bool) -> CaptureFormat {
        // A file cut before its version is still a pcap, whose parser says where it is cut.
        guard let major = bytes.integer16(at: 4, bigEndian: bigEndian),
            let minor = bytes.integer16(at: 6, bigEndian: bigEndian)
        else { return .pcap }
        return major == 2 && minor >= 4 ? .pcap : .pcapVariant
    }
}

/// A link-layer header type, by its number in the registry of tcpdump.org (LINKTYPE_ values).
public struct LinkType: RawRepresentable, BitwiseCopyable, Hashable, Sendable {
    public var rawValue: UInt16

    @inlinable public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// BSD loopback: a 4-byte address family in the byte order of the capturing host.
    public static let null = LinkType(rawValue: 0)
    public static let ethernet = LinkType(rawValue: 1)
    public static let ppp = LinkType(rawValue: 9)
    /// Raw IP as some BSDs number it (DLT_RAW).
    public static let rawBSD = LinkType(rawValue: 12)
    /// Raw IP as OpenBSD numbers it.
    public static let rawOpenBSD = LinkType(rawValue: 14)
    public static let raw = LinkType(rawValue: 101)
    public static let ieee80211 = LinkType(rawValue: 105)
    /// OpenBSD loopback: as `null`, in network byte order.
    public static let loop = LinkType(rawValue: 108)
    public static let linuxCooked = LinkType(rawValue: 113)
    public static let ieee80211Radiotap = LinkType(rawValue: 127)
    public static let ppi = LinkType(rawValue: 192)
    public static let ipv4 = LinkType(rawValue: 228)
    public static let ipv6 = LinkType(rawValue: 229)
    public static let linuxCookedV2 = LinkType(rawValue: 276)

    /// The registry's name (`EN10MB` for Ethernet as libpcap prints it), or `LINKTYPE_n` for a number without a name here.
    public var name: String {
        switch self {
        case .null: "NULL"
        case .ethernet: "EN10MB"
        case .ppp: "PPP"
        case .rawBSD, .rawOpenBSD, .raw: "RAW"
        case .ieee80211: "IEEE802_11"
        case .loop: "LOOP"
        case .linuxCooked: "LINUX_SLL"
        case .ieee80211Radiotap: "IEEE802_11_RADIO"
        case .ppi: "PPI"
        case .ipv4: "IPV4"
        case .ipv6: "IPV6"
        case .linuxCookedV2: "LINUX_SLL2"
        default: "LINKTYPE_\(rawValue)"
        }
    }
}

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
    /// Packets of any interface of Apple's systems, each with the link type of its own.
    public static let pktap = LinkType(rawValue: 258)
    public static let linuxCookedV2 = LinkType(rawValue: 276)

    public static let tokenRing = LinkType(rawValue: 6)
    public static let fddi = LinkType(rawValue: 10)
    public static let pppHDLC = LinkType(rawValue: 50)
    public static let pppEther = LinkType(rawValue: 51)
    /// Multiprotocol encapsulation over ATM (RFC 1483).
    public static let atm = LinkType(rawValue: 100)
    public static let ciscoHDLC = LinkType(rawValue: 104)
    public static let frameRelay = LinkType(rawValue: 107)
    public static let pflog = LinkType(rawValue: 117)
    /// IEEE 802.11 behind the header of a Prism card.
    public static let prism = LinkType(rawValue: 119)
    public static let docsis = LinkType(rawValue: 143)
    /// IEEE 802.11 behind the header of AbsoluteValue Systems.
    public static let avs = LinkType(rawValue: 163)
    /// PPP whose first byte is the direction.
    public static let pppd = LinkType(rawValue: 166)
    /// Endace's extensible record format.
    public static let erf = LinkType(rawValue: 197)
    public static let pppWithDirection = LinkType(rawValue: 204)
    public static let ciscoHDLCWithDirection = LinkType(rawValue: 205)
    public static let frameRelayWithDirection = LinkType(rawValue: 206)
    public static let mpls = LinkType(rawValue: 219)
    public static let nflog = LinkType(rawValue: 239)
    public static let netanalyzer = LinkType(rawValue: 240)

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
        case .pktap: "PKTAP"
        case .linuxCookedV2: "LINUX_SLL2"
        case .tokenRing: "IEEE802"
        case .fddi: "FDDI"
        case .pppHDLC: "PPP_SERIAL"
        case .pppEther: "PPP_ETHER"
        case .atm: "ATM_RFC1483"
        case .ciscoHDLC: "C_HDLC"
        case .frameRelay: "FRELAY"
        case .pflog: "PFLOG"
        case .prism: "PRISM_HEADER"
        case .docsis: "DOCSIS"
        case .avs: "IEEE802_11_RADIO_AVS"
        case .pppd: "PPP_PPPD"
        case .erf: "ERF"
        case .pppWithDirection: "PPP_WITH_DIR"
        case .ciscoHDLCWithDirection: "C_HDLC_WITH_DIR"
        case .frameRelayWithDirection: "FRELAY_WITH_DIR"
        case .mpls: "MPLS"
        case .nflog: "NFLOG"
        case .netanalyzer: "NETANALYZER"
        default: "LINKTYPE_\(rawValue)"
        }
    }
}

/// A layer below UDP, as `encapsulation` in the report names it.
public enum Layer: UInt8, Sendable {
    case none
    case ethernet, linuxCooked, linuxCookedV2, loopback, raw
    case ieee80211, ppp
    case vlan, mpls, pppoe
    case ipv4, ipv6
    case gre, erspan, vxlan, geneve, gtpU, l2tp, tzsp, hep
    case ciscoHDLC, frameRelay, nflog, pflog, erf, docsis, atm, fddi, tokenRing
    case backbone, udpLite, authentication, etherIP, capwap, lisp, teredo, esp
    /// Headers that nothing here knows, in front of IP.
    case other

    /// The word for it in the report.
    public var name: String {
        switch self {
        case .none: ""
        case .ethernet: "ethernet"
        case .linuxCooked: "linux-sll"
        case .linuxCookedV2: "linux-sll2"
        case .loopback: "loopback"
        case .raw: "raw"
        case .vlan: "vlan"
        case .ieee80211: "ieee80211"
        case .ppp: "ppp"
        case .mpls: "mpls"
        case .pppoe: "pppoe"
        case .ipv4: "ipv4"
        case .ipv6: "ipv6"
        case .gre: "gre"
        case .erspan: "erspan"
        case .vxlan: "vxlan"
        case .geneve: "geneve"
        case .gtpU: "gtp-u"
        case .l2tp: "l2tp"
        case .tzsp: "tzsp"
        case .hep: "hep"
        case .ciscoHDLC: "cisco-hdlc"
        case .frameRelay: "frame-relay"
        case .nflog: "nflog"
        case .pflog: "pflog"
        case .erf: "erf"
        case .docsis: "docsis"
        case .atm: "atm"
        case .fddi: "fddi"
        case .tokenRing: "token-ring"
        case .backbone: "802.1ah"
        case .udpLite: "udp-lite"
        case .authentication: "ah"
        case .etherIP: "etherip"
        case .capwap: "capwap"
        case .lisp: "lisp"
        case .teredo: "teredo"
        case .esp: "esp"
        case .other: "other"
        }
    }
}

/// The layers around a datagram, outermost first, at most sixteen; and the ids of the first four that have one.
public struct Encapsulation: BitwiseCopyable, Equatable, Sendable {
    /// One byte a layer, the outermost in the lowest.
    private var layers: UInt128 = 0
    /// 16 bits an id, in the order of the layers that carry one.
    private var ids: UInt64 = 0
    private var layerCount: UInt8 = 0
    private var idCount: UInt8 = 0

    @inline(__always) init() {}

    /// Whether another layer fits: what bounds the depth of tunnels.
    @inline(__always) var hasRoom: Bool { layerCount < 16 }

    @inline(__always) mutating func append(_ layer: Layer) {
        guard hasRoom else { return }
        layers |= UInt128(layer.rawValue) << (8 * UInt128(layerCount))
        layerCount &+= 1
    }

    /// Adds a layer with an id, 0 ... 65535 (VLAN id).
    @inline(__always) mutating func append(_ layer: Layer, id: UInt16) {
        append(layer)
        guard idCount < 4 else { return }
        ids |= UInt64(id) << (16 * UInt64(idCount))
        idCount &+= 1
    }

    /// The same for equal ones, and nearly always another for others.
    var digest: UInt32 {
        let folded = UInt64(truncatingIfNeeded: layers ^ layers >> 64) ^ ids &* 0x9E37_79B9_7F4A_7C15
        return UInt32(truncatingIfNeeded: folded ^ folded >> 32) &+ UInt32(layerCount)
    }

    /// The layer next to what is enclosed; `none` where there is none.
    var innermost: Layer {
        layerCount == 0
            ? .none : Layer(rawValue: UInt8(truncatingIfNeeded: layers >> (8 * UInt128(layerCount - 1)))) ?? .none
    }

    /// Of nearly all streams.
    private static let usual: (layers: Encapsulation, names: [String]) = {
        var layers = Encapsulation()
        layers.append(.ethernet)
        layers.append(.ipv4)
        return (layers, layers.allNames)
    }()

    /// `ethernet`, `vlan:42`, `ipv4`: outermost first.
    public var names: [String] { self == Self.usual.layers ? Self.usual.names : allNames }

    private var allNames: [String] {
        var names: [String] = []
        names.reserveCapacity(Int(layerCount))
        var (rest, id) = (layers, 0)
        while let layer = Layer(rawValue: UInt8(truncatingIfNeeded: rest)), layer != .none {
            rest >>= 8
            if layer == .vlan, id < 4 {
                names.append("\(layer.name):\(ids >> (16 * UInt64(id)) & 0xFFFF)")
                id += 1
            } else {
                names.append(layer.name)
            }
        }
        return names
    }
}

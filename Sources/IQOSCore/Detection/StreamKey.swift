/// What makes two packets belong to one stream: innermost addresses and ports, wrapper, and the SSRC (REPORT: Stream).
public struct StreamKey: BitwiseCopyable, Hashable, Sendable {
    public var flow: Flow
    public var ssrc: UInt32
    public var wrapper: Wrapper
    public var isTCP: Bool
    /// Bytes of a vendor before RTP; 0 for none.
    var headerLength: UInt8 = 0
    /// The payload type and one, where each type under the SSRC has sequence numbers of its own; else 0.
    var numberedType: UInt8 = 0

    @inline(__always) public init(flow: Flow, ssrc: UInt32, wrapper: Wrapper = .none, isTCP: Bool = false) {
        self.flow = flow
        self.ssrc = ssrc
        self.wrapper = wrapper
        self.isTCP = isTCP
    }

    public func hash(into hasher: inout Hasher) {
        flow.hash(into: &hasher)
        hasher.combine(UInt64(ssrc) << 32 | kind)
    }

    /// What is neither address, port nor SSRC, for hashes.
    @inline(__always) var kind: UInt64 {
        UInt64(headerLength) << 24 | UInt64(numberedType) << 16 | UInt64(wrapper.rawValue) << 1 | (isTCP ? 1 : 0)
    }

    /// The kind of a key that has no more than a wrapper.
    static func kind(wrapper: Wrapper) -> UInt64 {
        StreamKey(
            flow: Flow(source: Address(ipv4: 0), destination: Address(ipv4: 0), sourcePort: 0, destinationPort: 0),
            ssrc: 0, wrapper: wrapper
        ).kind
    }

    /// The wrapper's word in the report, with its length where that tells it apart; `nil` for none.
    var wrapperName: String? {
        wrapper == .vendorHeader ? wrapper.name.map { "\($0):\(headerLength)" } : wrapper.name
    }
}

/// A keyed 64-bit hash of stream keys: multiply and fold.
struct StreamHash: BitwiseCopyable, Sendable {
    private let seed: UInt64

    init(seed: UInt64) {
        self.seed = seed
    }

    /// With a seed that is no secret, for tables that forget: what gives way to what depends on the input alone. Keys that
    /// fall together are easily made, so that equal hashes are no equal keys.
    @inline(__always) static var known: StreamHash { StreamHash(seed: 0x1319_8A2E_0370_7344) }

    @inline(__always) func callAsFunction(_ key: StreamKey) -> UInt64 {
        let ports = UInt64(key.flow.sourcePort) << 16 | UInt64(key.flow.destinationPort)
        var hash = fold(
            key.flow.source.low ^ seed, key.flow.destination.low &+ 0x9E37_79B9_7F4A_7C15 ^ seed &>> 7)
        if key.flow.source.isIPv6 {
            hash ^= fold(key.flow.source.high ^ hash, key.flow.destination.high ^ 0xD6E8_FEB8_6659_FD93)
        }
        return fold(hash ^ (ports << 32 | UInt64(key.ssrc)), 0xA076_1D64_78BD_642F ^ seed ^ key.kind)
    }

    /// The same for an IPv4 key, its addresses and ports side by side.
    ///
    /// - Parameter kind: Of the key; 0 is UDP without a wrapper.
    @inline(__always)
    func callAsFunction(addresses: UInt64, ports: UInt32, ssrc: UInt32, kind: UInt64 = 0) -> UInt64 {
        let hash = fold(addresses >> 32 ^ seed, (addresses & 0xFFFF_FFFF) &+ 0x9E37_79B9_7F4A_7C15 ^ seed &>> 7)
        return fold(hash ^ (UInt64(ports) << 32 | UInt64(ssrc)), 0xA076_1D64_78BD_642F ^ seed ^ kind)
    }

    @inline(__always) private func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = a.multipliedFullWidth(by: b)
        return product.high ^ product.low
    }
}

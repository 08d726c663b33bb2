/// What else was seen on the addresses and ports of a stream, in either direction, that only media shares a port with.
public struct FlowCompanions: BitwiseCopyable, Sendable {
    public enum Kind: Int, Sendable, CaseIterable {
        case stun, dtls, zrtp

        /// What a datagram is by its first eight bytes; `nil` for none of them (RFC 7983).
        init?(_ head: UInt64) {
            // The magic cookies of STUN and ZRTP stand in the same place.
            if head >> 62 == 0, head & 0xFFFF_FFFF == 0x2112_A442 {
                self = .stun
            } else if head >> 60 == 1, head & 0xFFFF_FFFF == 0x5A52_5450 {
                self = .zrtp
            } else {
                let version = head >> 40 & 0xFFFF
                guard (20...25).contains(head >> 56), version == 0xFEFF || version == 0xFEFD || version == 0x0100 else {
                    return nil
                }
                self = .dtls
            }
        }
    }

    /// Datagrams of one kind, and where the first of them lies.
    public struct Seen: BitwiseCopyable, Sendable {
        public var datagrams = 0
        /// Index of the file, from 0, and number of the frame in it, from 1.
        public var file = 0
        public var frame = 0
    }

    private var sightings = InlineArray<3, Seen>(repeating: Seen())

    public init() {}

    public subscript(kind: Kind) -> Seen { sightings[kind.rawValue] }

    /// Keys for SRTP are agreed on the flow (RFC 5764, RFC 6189).
    public var agreesKeys: Bool { self[.dtls].datagrams + self[.zrtp].datagrams > 0 }

    mutating func note(_ kind: Kind, file: Int, frame: UInt32) {
        if sightings[kind.rawValue].datagrams == 0 {
            sightings[kind.rawValue].file = file
            sightings[kind.rawValue].frame = Int(frame)
        }
        sightings[kind.rawValue].datagrams += 1
    }
}

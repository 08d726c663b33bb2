/// Which payloads of G.711 are looked at for their law: the first ones of a stream, and where those were silence, one of
/// each run of packets until sound comes, then one after another for as long as they look like the other law's.
struct LawSearch: BitwiseCopyable, Sendable {
    /// Packets of a stream that are looked at, at most.
    static let packetsLookedAt = 50
    /// Payloads that look like the law told from which on nothing else is to be expected.
    private static let payloadsNeeded = 4
    /// Bits a byte from which on first payloads were no silence, with little sound at their end or without.
    private static let bitsOfSound = 6.0

    /// What is to be looked at after a payload.
    enum Next {
        case nothing
        /// The next packet.
        case packet
        /// A packet of the next run.
        case run
    }

    private var packets: UInt8 = 0
    private var fitting: UInt8 = 0

    /// Counts a payload that was looked at.
    ///
    /// - Parameter bitsPerByte: Of the first payloads; `nil` while they are not all there.
    mutating func next(after look: LawVariation.Look, bitsPerByte: Double?) -> Next {
        guard packets < Self.packetsLookedAt, fitting < Self.payloadsNeeded else { return .nothing }
        packets += 1
        if look == .told { fitting += 1 }
        guard let bitsPerByte, bitsPerByte < Self.bitsOfSound, fitting < Self.payloadsNeeded,
            packets < Self.packetsLookedAt
        else { return .nothing }
        return look == .other ? .packet : .run
    }
}

/// What a side of a call is ready to send and get, from one of its session descriptions on.
public struct MediaReadiness: BitwiseCopyable, Sendable, Equatable {
    public enum Media: UInt8, BitwiseCopyable, Sendable {
        /// RTP.
        case sound
        /// T.38 alone, in the place of sound (ITU-T T.38 Annex D).
        case fax
        case nothing
    }

    /// Arrival of the message that says so, ns since 1970 UTC.
    public var since: Int64
    public var side: CallSide
    public var media: Media
    public var sends: Bool
    public var gets: Bool

    /// Whether nothing but the message that says it is new.
    func repeats(_ other: MediaReadiness) -> Bool {
        side == other.side && media == other.media && sends == other.sends && gets == other.gets
    }
}

extension SDPDescription {
    /// - Parameters:
    ///   - arrival: Of the message that the description came in.
    ///   - side: Who wrote it.
    func readiness(at arrival: Int64, of side: CallSide) -> MediaReadiness {
        let accepted = media.filter { !$0.isRejected }
        let streams = accepted.filter(\.isRTP)
        let isFax = streams.isEmpty && accepted.contains(where: \.isFax)
        return MediaReadiness(
            since: arrival, side: side, media: !streams.isEmpty ? .sound : isFax ? .fax : .nothing,
            sends: streams.contains { $0.direction == .sendReceive || $0.direction == .sendOnly },
            gets: streams.contains {
                ($0.direction == .sendReceive || $0.direction == .receiveOnly) && !$0.isHeldByAddress
            })
    }
}

extension SDPMedia {
    /// The discard port, which stands where ICE has yet to find an address (RFC 8839 §4.2.1.1).
    private static let discardPort = 9

    /// An address of zeros is hold as it was before RFC 3264 (§8.4), unless ICE is to tell the address.
    fileprivate var isHeldByAddress: Bool {
        address?.isUnspecified == true && candidates.isEmpty && port != Self.discardPort
    }
}

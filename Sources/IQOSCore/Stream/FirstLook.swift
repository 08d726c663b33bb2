/// What a first look at a frame has found, one cache line: all that a packet of no stream needs in the end.
///
/// Frames that no stream expects ask for memory that no two of them share. A few are looked at before the first of them
/// is worked on: what they will need is then on its way all at once.
struct FirstLook: BitwiseCopyable {
    /// Frames that are looked at together, at most.
    static let limit = 32

    enum Kind: UInt8, BitwiseCopyable {
        /// No `PlainDatagram`.
        case unusual
        /// A datagram that is no RTP.
        case other
        /// RTP by its header; until that is read, and where it is on a port of ESP, whose index may begin so.
        case rtp
        /// RTP of a known stream.
        case known
        /// RTP of no stream that was known then.
        case candidate
    }

    /// Of the frame among those of the batch.
    var position: UInt32
    var kind: Kind
    /// Where a candidate would be kept.
    var place: UInt16
    /// Place of a known stream; else the hash of the stream that RTP would be of.
    var stream: UInt64
    /// Of a candidate only, like all that follows.
    var name: CandidateCache.Name
    var packet: PacketEvent
}

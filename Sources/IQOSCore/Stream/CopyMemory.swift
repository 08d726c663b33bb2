/// The last packets of a stream in which some come twice, for the next copy to be compared with.
struct CopyMemory: Sendable {
    /// Numbers that are remembered: more than the tracker tells duplicates from.
    private static let size = 128
    /// Packets without a copy after which it is not worth it any more.
    private static let patience = 256

    private var packets: [PacketIdentity?]
    private var quiet = 0

    init() {
        packets = [PacketIdentity?](repeating: nil, count: Self.size)
    }

    /// There was no copy for long.
    var isIdle: Bool { quiet > Self.patience }

    /// Takes a packet whose number had not come before.
    mutating func remember(_ packet: PacketIdentity) {
        quiet += 1
        packets[Int(packet.sequenceNumber) % Self.size] = packet
    }

    /// What a packet is whose number had come before.
    ///
    /// - Parameter isOfTwoCaptures: Files are captures of one time, and not the parts of one.
    mutating func kind(of copy: PacketIdentity, isOfTwoCaptures: Bool) -> CopyKind {
        quiet = 0
        let place = Int(copy.sequenceNumber) % Self.size
        guard let known = packets[place], known.sequenceNumber == copy.sequenceNumber else {
            // The next one is compared with this.
            packets[place] = copy
            return .unknown
        }
        let kind = known.kind(of: copy, isOfTwoCaptures: isOfTwoCaptures)
        // Of two senders, and behind a new beginning, the next copy is one of the packet that came last.
        if kind == .conflict { packets[place] = copy }
        return kind
    }
}

/// Of which kind a packet is that came again (metrics: duplicates).
enum CopyKind: UInt8, BitwiseCopyable, Sendable {
    /// Nothing but its numbers is known of the one before.
    case unknown
    /// The same datagram, captured twice.
    case capture
    /// The network or the sender sent it again.
    case network
    /// Another packet under the same number: two senders, or one that counts wrongly.
    case conflict

    /// It is known to hold what the one before held.
    var isSame: Bool { self == .capture || self == .network }
}

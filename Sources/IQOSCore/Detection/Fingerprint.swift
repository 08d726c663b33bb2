/// Protocols whose numbers advance where RTP's do, told by what stands in the places of timestamp and SSRC.
enum Fingerprint {
    /// Whether packets of one SSRC are calls or replies of ONC RPC, as NFS has them (RFC 5531 §9).
    ///
    /// Their transaction id ends in a counter; then a call has 0 and the protocol's version, 2; an accepted reply 1, 0.
    static func isRemoteProcedureCall(_ packets: [PacketEvent], ssrc: UInt32) -> Bool {
        guard ssrc == 2 || ssrc == 0 else { return false }
        return packets.allSatisfy { $0.timestamp == (ssrc == 2 ? 0 : 1) }
    }
}

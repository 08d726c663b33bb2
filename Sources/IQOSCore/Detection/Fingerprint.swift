/// Protocols whose numbers advance where RTP's do, told by what stands in the places of timestamp, SSRC and payload.
enum Fingerprint {
    /// Numbers that ONC RPC assigns to programs (RFC 5531 §13).
    private static let programs: ClosedRange<UInt32> = 100_000...399_999

    /// Whether packets of one SSRC are calls or replies of ONC RPC, as NFS has them (RFC 5531 §9).
    ///
    /// Their transaction id ends in a counter. Then a call has 0, version 2 and a program; an accepted reply has 1, 0
    /// and the kind of its verifier, mostly 0. Probes of conferences share SSRC and timestamp with them, no more.
    static func isRemoteProcedureCall(_ packets: [PacketEvent], ssrc: UInt32) -> Bool {
        switch ssrc {
        case 2: packets.allSatisfy { $0.timestamp == 0 && programs.contains($0.payloadHead) }
        case 0: packets.allSatisfy { $0.timestamp == 1 && $0.payloadHead == 0 && $0.payloadLength >= 12 }
        default: false
        }
    }
}

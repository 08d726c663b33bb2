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

    /// Whether something else counts along with the sequence numbers of packets: the upper half of the timestamp, as
    /// the acknowledgements of games do, or the payload type, as the halves of one number do.
    ///
    /// Media whose timestamps go up by whole multiples of 65,536 has no clock that is in use, at any length of packet.
    static func hasSecondCounter(_ packets: [PacketEvent]) -> Bool {
        var (steps, counted) = (0, 0)
        for (earlier, later) in zip(packets, packets.dropFirst()) {
            let step = later.sequenceNumber &- earlier.sequenceNumber
            guard step != 0 else { continue }
            steps += 1
            let ticks = later.timestamp &- earlier.timestamp
            let types = (later.payloadType &- earlier.payloadType) & 0x7F
            if ticks != 0, ticks & 0xFFFF == 0 || ticks == UInt32(step) &* 0x1_0001 {
                counted += 1
            } else if types != 0, UInt16(types) == step & 0x7F {
                counted += 1
            }
        }
        return counted * 2 > steps
    }
}

/// Protocols whose numbers advance where RTP's do, told by what stands in the places of timestamp, SSRC and payload.
enum Fingerprint {
    /// Whether packets of one SSRC, three or more, are something else by any of what is known here.
    static func isForeign(_ packets: [PacketEvent], ssrc: UInt32) -> Bool {
        isRemoteProcedureCall(packets, ssrc: ssrc) || isFilling(packets, ssrc: ssrc) || hasAnyType(packets)
            || hasSecondCounter(packets) || hasNoClock(packets)
    }

    /// Whether packets of one SSRC are calls or replies of ONC RPC, as NFS has them (RFC 5531 §9).
    ///
    /// Their transaction id ends in a counter. Then a call has 0, version 2 and a program, for probes of conferences
    /// share SSRC and timestamp with it; a reply has 1, and 0 where it was accepted or 1 where it was denied.
    static func isRemoteProcedureCall(_ packets: [PacketEvent], ssrc: UInt32) -> Bool {
        switch ssrc {
        case 2:
            packets.allSatisfy {
                RemoteCall.mayBegin($0.timestamp, ssrc) && ($0.isRemoteCall || RemoteCall.isProgram($0.payloadHead))
            }
        case 0, 1: packets.allSatisfy { $0.timestamp == 1 }
        default: false
        }
    }

    /// Whether the payload goes on as the SSRC begins, in every packet: both are filling, in pieces that are numbered.
    ///
    /// Silence of a telephone is one byte, too, and an SSRC may be just that four times over: then there is a clock.
    static func isFilling(_ packets: [PacketEvent], ssrc: UInt32) -> Bool {
        ssrc != 0 && packets.allSatisfy { $0.payloadHead == ssrc && $0.payloadLength >= 4 } && !isSoundOnClock(packets)
    }

    /// Ticks that a packet of sound has: 5 ms of a telephone to 120 ms at 48 kHz.
    private static let ticksOfSound: ClosedRange<Int> = 40...5760
    /// Ticks a second of any clock of sound, captured slow or fast.
    private static let clocksOfSound = 4000.0...100_000.0

    /// Whether packets have payloads that their types may have, and timestamps that go as far as their numbers, steadily
    /// and in the time that it takes.
    private static func isSoundOnClock(_ packets: [PacketEvent]) -> Bool {
        guard let first = packets.first, let last = packets.last, !packets.contains(where: isNoMedia) else {
            return false
        }
        var (steps, steady, usual) = (0, 0, 0)
        for (earlier, later) in zip(packets, packets.dropFirst()) {
            let numbers = Int(Int16(bitPattern: later.sequenceNumber &- earlier.sequenceNumber))
            let ticks = Int(Int32(bitPattern: later.timestamp &- earlier.timestamp))
            guard numbers != 0 || ticks != 0 else { continue }
            steps += 1
            guard numbers != 0, ticks % numbers == 0, ticksOfSound.contains(ticks / numbers) else { continue }
            if ticks / numbers == usual || usual == 0 { steady += 1 }
            usual = ticks / numbers
        }
        guard steps >= 2, steady * 4 >= steps * 3 else { return false }
        guard first.hasArrival, last.hasArrival, last.arrival > first.arrival else { return true }
        let ticks = Double(Int32(bitPattern: last.timestamp &- first.timestamp))
        return clocksOfSound.contains(ticks * 1e9 / Double(last.arrival - first.arrival))
    }

    /// Whether payload types differ too much between a few packets: the byte holds something else.
    ///
    /// Events, comfort noise and protection share an SSRC with a codec, and each of them has several packets.
    static func hasAnyType(_ packets: [PacketEvent]) -> Bool {
        var (low, high) = (UInt64(0), UInt64(0))
        for packet in packets {
            let bit: UInt64 = 1 << UInt64(packet.payloadType & 63)
            if packet.payloadType < 64 { low |= bit } else { high |= bit }
        }
        let types = low.nonzeroBitCount + high.nonzeroBitCount
        return types > 2 && types * 2 > packets.count
    }

    /// Whether something else counts along with the sequence numbers of packets: both halves of the timestamp, or the
    /// payload type, as the halves of one number do.
    static func hasSecondCounter(_ packets: [PacketEvent]) -> Bool {
        var (steps, counted) = (0, 0)
        for (earlier, later) in zip(packets, packets.dropFirst()) {
            let step = later.sequenceNumber &- earlier.sequenceNumber
            guard step != 0 else { continue }
            steps += 1
            let ticks = later.timestamp &- earlier.timestamp
            let types = (later.payloadType &- earlier.payloadType) & 0x7F
            if ticks == UInt32(step) &* 0x1_0001 {
                counted += 1
            } else if types != 0, UInt16(types) == step & 0x7F {
                counted += 1
            }
        }
        return counted * 2 > steps
    }

    /// Ticks a second that no clock of media falls short of: text has 1000, and a dynamic type (RFC 4103).
    private static let slowestClock = 2000.0

    /// Whether packets have neither a clock nor a payload that their type could have: a message with a number in it.
    ///
    /// Media may have timestamps that stand still or count milliseconds, for senders get them wrong, and a type may be
    /// used for what it is not meant for. Both at once, and in every packet, is what other protocols have there; a marker
    /// that none or all of them have marks nothing.
    static func hasNoClock(_ packets: [PacketEvent]) -> Bool {
        guard let first = packets.first, let last = packets.last, first.hasArrival, last.hasArrival,
            last.arrival > first.arrival
        else { return false }
        let ticks = Int64(Int32(bitPattern: last.timestamp &- first.timestamp)).magnitude
        guard Double(ticks) * 1e9 < slowestClock * Double(last.arrival - first.arrival) else { return false }
        return packets.allSatisfy {
            $0.isMarker == first.isMarker && $0.payloadType == first.payloadType && isNoMedia($0)
        }
    }

    /// Whether a packet has the static type of a sound, and a payload that this may have.
    static func isStaticSound(_ packet: PacketEvent) -> Bool {
        switch packet.payloadType {
        case 0, 3...12, 14...18: packet.payloadLength > 4 && !isNoMedia(packet)
        default: false
        }
    }

    /// Whether a static type cannot have such a payload: it means nothing, or the payload is no frame of its codec or
    /// less than 5 ms of sound. Up to four bytes may be a keepalive, comfort noise or an event.
    private static func isNoMedia(_ packet: PacketEvent) -> Bool {
        let length = Int(packet.payloadLength)
        guard length > 4 else { return false }
        switch packet.payloadType {
        case 1, 2: return true
        case let type where CodecTable.isUnassigned(type): return true
        // Where header extensions are encrypted nobody knows how long the payload is.
        case _ where packet.isOpaque: return false
        case 0, 8, 9: return length < 40
        case 3: return length % 33 != 0
        case 4: return length % 4 != 0
        case 5: return length < 4 + 20
        case 6: return length < 4 + 40
        case 7: return length % 14 != 0
        case 15: return length % 5 != 0
        case 16: return length < 4 + 28
        case 17: return length < 4 + 56
        case 10, 11: return length < 440
        case 18: return length % 10 != 0 && length % 10 != 2
        case 33: return length % 188 != 0
        default: return false
        }
    }
}

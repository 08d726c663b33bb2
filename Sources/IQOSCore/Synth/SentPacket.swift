/// An RTP packet as its sender made it.
struct SentPacket: Sendable, Equatable {
    enum Content: Sendable, Equatable {
        /// Samples of the track, encoded.
        case audio(Range<Int>)
        /// RFC 4733.
        case event(TelephoneEvent)
        /// RFC 3389: level of the noise, -dBov.
        case comfortNoise(level: UInt8)
    }

    /// Extended sequence number: the first packet's is its 16 bits, wraps are counted on.
    var sequence: Int
    var timestamp: UInt32
    var payloadType: UInt8
    var isMarker: Bool
    var content: Content
    /// Media time at which it leaves, in RTP ticks after the first slot.
    var sendTick: Int

    var isAudio: Bool {
        if case .audio = content { true } else { false }
    }

    /// The RTP packet (RFC 3550 §5.1).
    ///
    ///      0                   1                   2                   3
    ///     |V=2|P|X|  CC   |M|     PT      |       sequence number         |
    ///     |                           timestamp                           |
    ///     |                             SSRC                              |
    func bytes(ssrc: UInt32, track: [Int16], law: G711) -> [UInt8] {
        var bytes: [UInt8] = [0x80, (isMarker ? 0x80 : 0) | payloadType]
        bytes.appendBigEndian(UInt16(truncatingIfNeeded: sequence))
        bytes.appendBigEndian(timestamp)
        bytes.appendBigEndian(ssrc)
        switch content {
        case .audio(let samples):
            bytes.reserveCapacity(12 + samples.count)
            for sample in track[samples] { bytes.append(law.encode(sample)) }
        case .event(let event): bytes += event.payload
        case .comfortNoise(let level): bytes.append(level)
        }
        return bytes
    }

    /// Octets that count in sender reports: payload without header (RFC 3550 §6.4.1).
    var payloadOctets: Int {
        switch content {
        case .audio(let samples): samples.count
        case .event: TelephoneEvent.octets
        case .comfortNoise: 1
        }
    }
}

/// Payload of one telephone-event packet (RFC 4733 §2.3).
///
///      0                   1                   2                   3
///     |     event     |E|R|  volume   |          duration             |
struct TelephoneEvent: Sendable, Equatable {
    static let octets = 4
    /// Power of the tone, -dBm0.
    private static let volume: UInt8 = 10

    var code: UInt8
    var isEnd: Bool
    /// Since the key went down, RTP ticks.
    var duration: UInt16

    var payload: [UInt8] {
        [code, (isEnd ? 0x80 : 0) | Self.volume, UInt8(duration >> 8), UInt8(truncatingIfNeeded: duration)]
    }
}

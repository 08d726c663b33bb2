/// The RTP clock of a payload type whose number does not tell it, or tells another one.
struct AnnouncedClock: BitwiseCopyable, Sendable, Equatable {
    var payloadType: UInt8
    /// Hz, > 0.
    var clockRateHz: Int32
    /// It is a type of comfort noise (RFC 3389).
    var isComfortNoise = false
    /// Its payloads are blocks of other types (RFC 2198).
    var isRedundant = false
    /// Its packets are telephone-events, which may be encrypted.
    var mayHaveSealedEvents = false
}

extension SignalledMedia {
    /// Clocks of the announced formats that are not static ones; the receiver's word first.
    var clocks: [AnnouncedClock] {
        var clocks: [AnnouncedClock] = []
        for format in (receiver?.formats ?? []) + (sender?.formats ?? []) {
            guard format.name != nil, !format.isStatic,
                !clocks.contains(where: { $0.payloadType == format.payloadType })
            else { continue }
            clocks.append(
                AnnouncedClock(
                    payloadType: format.payloadType, clockRateHz: Int32(clamping: format.clockRateHz),
                    isComfortNoise: format.name == "CN", isRedundant: format.name == "red",
                    mayHaveSealedEvents: format.name == "telephone-event" && isEncrypted))
        }
        return clocks
    }
}

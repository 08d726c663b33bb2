/// Keys pressed on a phone, as the packet slots in which telephone events replace sound (RFC 4733).
struct DTMFSender: Sendable {
    /// How long a key is down, and the least time between two keys, ms.
    static let toneMs = 100
    static let pauseMs = 100
    /// The packet that ends an event is sent three times in all (RFC 4733 §2.5.1.4).
    private static let endPackets = 3

    /// One key.
    struct Key: Sendable, Equatable {
        var digit: Character
        /// Slot in which the key goes down.
        var firstSlot: Int
        /// Slots for which it is down.
        var tone: Int
    }

    let keys: [Key]
    private let samplesPerPacket: Int

    /// - Parameters:
    ///   - digits: Of `0123456789*#ABCD`; what is no key is passed over.
    ///   - slots: Slots of the call; keys that do not end within them are left out.
    init(digits: String, startMs: Int, ptimeMs: Int, slots: Int) {
        samplesPerPacket = ptimeMs * RTPClock.ticksPerMs
        let tone = max(1, Self.toneMs / ptimeMs)
        // The repeated end packets take slots too and must be over before the next key.
        let step = tone + max(Self.endPackets, (Self.pauseMs + ptimeMs - 1) / ptimeMs)
        let first = startMs / ptimeMs
        keys = digits.filter { Self.code(of: $0) != nil }.enumerated().map { index, digit in
            Key(digit: digit, firstSlot: first + index * step, tone: tone)
        }.filter { $0.firstSlot + step <= slots }
    }

    /// Event code of a key (RFC 4733 table 7); `nil` for what is no key.
    static func code(of digit: Character) -> UInt8? {
        switch digit {
        case "0"..."9": digit.wholeNumberValue.map { UInt8($0) }
        case "*": 10
        case "#": 11
        case "A", "B", "C", "D": digit.asciiValue.map { 12 + $0 - 65 }
        default: nil
        }
    }

    /// The event packet of a slot: which slot its event began in, and its payload; `nil` where sound is sent.
    func event(inSlot slot: Int) -> (firstSlot: Int, event: TelephoneEvent)? {
        // Keys are few and in order: the last that is down already is the one.
        guard let key = keys.last(where: { $0.firstSlot <= slot }),
            slot < key.firstSlot + key.tone + Self.endPackets - 1,
            let code = Self.code(of: key.digit)
        else { return nil }
        let elapsed = min(slot - key.firstSlot + 1, key.tone)
        let event = TelephoneEvent(
            code: code, isEnd: elapsed == key.tone, duration: UInt16(clamping: elapsed * samplesPerPacket))
        return (key.firstSlot, event)
    }
}

/// When the packets of a stream are encrypted, where that changes while it lasts: by what their payloads look like, and by
/// what signalling says of those that do not tell.
///
/// Packets are asked about in order of arrival.
struct SealedSpans: Sendable {
    struct Turn: Sendable, Equatable {
        /// No packet before is concerned, ns.
        var earliest: Int64
        /// Payload bytes of the first packet concerned; `nil` for any.
        var length: UInt16?
        var isSealed: Bool
        /// When it was asked for, ns.
        var offered: Int64 = .max
    }

    /// By payloads of types whose entropy tells.
    private let told: [Turn]
    /// By signalling: each of them a change of what was agreed.
    private let agreed: [Turn]
    private var (toldCount, agreedCount) = (0, 0)
    private var isToldSealed: Bool
    /// Some of its sound is of types whose payloads do not tell; and so is most of it.
    private let hasOthers: Bool
    private let isMainOther: Bool
    /// What signalling says now, where that has changed.
    private var isAgreedSealed: Bool?
    /// Payload type and bytes of the last packet before the next change was asked for.
    private var before: (type: UInt8, length: UInt16)?

    /// - Parameters:
    ///   - isSealed: The first packets are encrypted.
    ///   - hasOthers: Some of its sound is of types whose payloads do not tell.
    ///   - isMainOther: Most of it is.
    init(isSealed: Bool, told: [Turn] = [], agreed: [Turn] = [], hasOthers: Bool = false, isMainOther: Bool = false) {
        (self.told, self.agreed, self.hasOthers, self.isMainOther) = (told, agreed, hasOthers, isMainOther)
        isToldSealed = isSealed
    }

    var isEmpty: Bool { told.isEmpty && agreed.isEmpty }
    /// Those that count for some of the sound: keys are agreed and not used, which payloads tell.
    private var turns: [Turn] { hasOthers ? told + agreed : told }
    /// When it is encrypted for the first time behind clear packets, ns; `nil` where it never is.
    var firstSealed: Int64? { turns.filter(\.isSealed).map(\.earliest).min() }
    /// Some of it is clear, behind the first packets.
    var becomesClear: Bool { turns.contains { !$0.isSealed } }

    /// Moves on to a packet.
    @inline(never) mutating func follow(_ packet: PacketEvent) {
        while toldCount < told.count, told[toldCount].earliest <= packet.arrival {
            if let length = told[toldCount].length, length != packet.payloadLength { break }
            isToldSealed = told[toldCount].isSealed
            toldCount += 1
        }
        while agreedCount < agreed.count, agreed[agreedCount].earliest <= packet.arrival {
            // Some are on their way yet, as long as before by their tags: to hear them would be noise.
            if !agreed[agreedCount].isSealed, let before, before == (packet.payloadType, packet.payloadLength) { break }
            isAgreedSealed = agreed[agreedCount].isSealed
            agreedCount += 1
            before = nil
        }
        if agreedCount < agreed.count, packet.arrival < agreed[agreedCount].offered {
            before = (packet.payloadType, packet.payloadLength)
        }
    }

    /// Whether the packets of a type are encrypted now.
    ///
    /// - Parameter isSound: They are decoded.
    func isSealed(_ type: UInt8, isSound: Bool) -> Bool {
        isOther(type, isSound) ? isAgreedSealed ?? isToldSealed : isToldSealed
    }

    /// Whether both sides agreed to go on in the clear, and the payloads of a type do not show that they did not.
    func isAgreedClear(_ type: UInt8, isSound: Bool) -> Bool {
        isAgreedSealed == false && (isOther(type, isSound) || !isToldSealed)
    }

    /// Whether the payloads of a type do not tell, nor those beside which it is sent.
    private func isOther(_ type: UInt8, _ isSound: Bool) -> Bool {
        !PayloadCipher.tells(type) && (isSound || isMainOther)
    }
}

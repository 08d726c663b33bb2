/// Packets of a stream that came again, counted by kind (metrics: duplicates).
struct CopyLedger: Sendable {
    /// Where the capture doubles packets, the first copy comes among so few of them; else the next copy among so many.
    private static let atOnce = 32
    private static let nearby = 256

    private var counts = InlineArray<4, Int>(repeating: 0)
    /// Of the packet that may open a segment.
    private var held = InlineArray<4, Int>(repeating: 0)
    /// Empty, or the one that is kept while copies come.
    private var memory: [CopyMemory] = []
    /// Packets of the stream up to the last copy.
    private var lastCopy = 0
    private var hasCopies = false
    /// Of the last packet that was shown, and whether a later one and an earlier one followed on others: where both did,
    /// files take turns, as captures of one time do and the parts of one capture do not.
    private var file: UInt16?
    private var isFileRisen = false
    private var isFileFallen = false

    /// Every packet has to be shown to `take`.
    var isRemembering: Bool { !memory.isEmpty }

    /// Copies that the capture made. Those before the memory began are of the kind that all others are of.
    var capture: Int {
        let known = self[.capture]
        return self[.network] == 0 && known > 0 ? known + self[.unknown] : known
    }
    /// Other packets under a number that had come.
    var conflict: Int { self[.conflict] }

    private subscript(kind: CopyKind) -> Int { counts[Int(kind.rawValue)] }

    /// Takes the next packet of the stream.
    ///
    /// - Parameters:
    ///   - isCopy: Its number had come before.
    ///   - number: Packets of the stream before it.
    /// - Returns: Of which kind it is; `unknown` for one that is no copy.
    mutating func take(_ packet: PacketIdentity, isCopy: Bool, number: Int) -> CopyKind {
        note(packet.file)
        guard isCopy else {
            guard isRemembering else { return .unknown }
            memory[0].remember(packet)
            if memory[0].isIdle { memory = [] }
            return .unknown
        }
        if memory.isEmpty, number < Self.atOnce || hasCopies && number - lastCopy <= Self.nearby {
            memory = [CopyMemory()]
        }
        hasCopies = true
        lastCopy = number
        return isRemembering ? memory[0].kind(of: packet, isOfTwoCaptures: isFileRisen && isFileFallen) : .unknown
    }

    private mutating func note(_ new: UInt16) {
        if let file, new > file { isFileRisen = true }
        if let file, new < file { isFileFallen = true }
        file = new
    }

    mutating func count(_ kind: CopyKind) {
        counts[Int(kind.rawValue)] += 1
    }

    /// Counts a copy of the packet that may open a segment: it is none if that one turns out to be a stray.
    mutating func hold(_ kind: CopyKind) {
        held[Int(kind.rawValue)] += 1
    }

    /// The packet that was held is another one from here on.
    mutating func forgetHeld() {
        held = InlineArray(repeating: 0)
    }

    /// The packet that was held has opened a segment.
    mutating func countHeld() {
        for index in held.indices { counts[index] += held[index] }
        forgetHeld()
    }
}

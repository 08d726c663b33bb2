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
    /// Of the last packet that was shown, and of the last one that was no copy.
    private var file: UInt16?
    private var originalsFile: UInt16?
    /// How often these changed. Files that take turns are captures of one time, the later of which has copies of all
    /// packets; the parts of one capture do not take turns, or share what is no copy.
    private var turns = 0
    private var originalsTurns = 0
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
        note(packet.file, isCopy: isCopy)
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
        return isRemembering ? memory[0].kind(of: packet, isOfTwoCaptures: isOfTwoCaptures) : .unknown
    }

    private var isOfTwoCaptures: Bool { isFileRisen && isFileFallen && originalsTurns * 2 <= turns }

    private mutating func note(_ new: UInt16, isCopy: Bool) {
        if let file, new != file {
            turns += 1
            isFileRisen = isFileRisen || new > file
            isFileFallen = isFileFallen || new < file
        }
        file = new
        guard !isCopy else { return }
        if originalsFile != nil, new != originalsFile { originalsTurns += 1 }
        originalsFile = new
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

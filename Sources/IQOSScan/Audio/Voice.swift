import IQOSCore

/// One stream on its way from its packets to its sound: it reads as much as whoever listens wants to hear.
///
/// What was captured goes to its own files while it plays; what was heard waits to be mixed.
final class Voice {
    private(set) var player: StreamPlayer
    /// No more packets will come, and no more sound.
    private(set) var isFinished = false
    private(set) var isStarted = false
    private let index: Int
    private let store: PacketStore
    private let evidence: EvidenceFiles?
    let keepsHeard: Bool
    private let readsAhead: Bool
    /// Those to come, the next one last.
    private var runs: [PacketStore.Run] = []
    private var heard = PieceQueue()

    /// - Parameters:
    ///   - index: Of the stream in the plan.
    ///   - evidence: Where what was captured goes; `nil` for nowhere.
    ///   - keepsHeard: Somebody will take what was heard.
    ///   - readsAhead: The packets of a short stream may be in memory all at once.
    init(
        _ index: Int, _ player: StreamPlayer, _ store: PacketStore, evidence: EvidenceFiles?, keepsHeard: Bool,
        readsAhead: Bool = true
    ) {
        self.index = index
        self.player = player
        self.store = store
        self.evidence = evidence
        self.keepsHeard = keepsHeard
        self.readsAhead = readsAhead
    }

    /// The next piece of what was heard, as far as it has been played.
    var firstPiece: SoundPiece? { heard.first }

    /// Nothing more will be heard.
    var isSilentNow: Bool { isFinished && firstPiece == nil }

    /// Frames of a file that what was heard so far fills.
    func length(fileRateHz: Int) -> Int { player.isHeard ? player.heardLength(fileRateHz: fileRateHz) : 0 }

    /// Behind the last sample that was heard so far.
    private(set) var playedEnd = 0

    /// Takes the next piece away.
    func dropFirstPiece() { heard.dropFirst() }

    /// Plays on until there is something to hear, or nothing more will come.
    func playToSound() throws -> SoundPiece? {
        while firstPiece == nil, !isFinished { try advance() }
        return firstPiece
    }

    /// Plays on until everything before a position is there.
    func play(to position: Int) throws {
        while playedEnd < position, !isFinished { try advance() }
    }

    /// Takes what was heard for silence.
    func leaveOut() throws {
        player.leaveOutHeard()
        try playToEnd()
        heard = PieceQueue()
    }

    func playToEnd() throws {
        while !isFinished { try advance() }
    }

    /// Packets that the player keeps, run by run.
    func forEachPacket(_ body: (StreamPlayer.KeptPacket) throws -> Void) throws {
        while !isFinished {
            try advance()
            for packet in player.takePackets() { try body(packet) }
        }
    }

    private func advance() throws {
        if !isStarted {
            isStarted = true
            guard let found = store.runs(ofStream: index, readsAhead: readsAhead) else { throw unreadable }
            runs = found
        }
        if let run = runs.popLast() {
            guard let bytes = store.bytes(of: run) else { throw unreadable }
            player.ingest(run: bytes.span.bytes.extracting(droppingFirst: PacketSorter.Run.headerBytes))
        } else {
            player.finish()
            isFinished = true
        }
        let captured = player.takeEvidence()
        try evidence?.add(captured, of: self)
        if isFinished { try evidence?.finish(self) }
        let fresh = player.takeHeard()
        guard keepsHeard, !player.isLeftOut, let last = fresh.last else { return }
        playedEnd = last.end
        heard.append(fresh)
    }

    private var unreadable: SoundFileError {
        SoundFileError(
            path: "stream-\(player.place + 1)",
            reason: .notWritten("its packets cannot be read back from the temporary file"))
    }
}

/// What only some streams have, apart from the state that every packet touches.
struct StreamExtras: Sendable {
    var keyPresses = KeyPresses()
    var copies = CopyLedger()
    /// Of gaps in the numbers, and of what came to fill them.
    var reordering = Reordering()
    var pauseGaps = PauseGaps()
    /// Gaps too long for one count of numbers, across which the sender went on all the same.
    var outages = PauseGaps(leastPause: 1_000_000_000)
    /// Packets seen whose header is encrypted as well.
    var cryptexPackets = 0
    /// Where payloads became longer by a tag of SRTP, or shorter by one.
    var cipherTurns = CipherTurns()
    /// Of payloads that look like the other law's.
    var laws = LawEvidence()
    /// Of payload types whose codec nothing announces, at most two.
    var payloads: [CodecEvidence] = []
    /// What the main type's payloads may be, best first; told at the end.
    var candidates: [CodecCandidate] = []
    /// Types of the blocks of redundant audio data, as far as its payloads were looked at.
    private(set) var blockTypes = BlockTypes()
    /// Of the primary blocks of the first dynamic one; at most one, in a list for its size.
    private var blocks: [CodecEvidence] = []
    /// What these may be, best first; told at the end.
    private(set) var blockCandidates: (payloadType: UInt8, ranked: [CodecCandidate])?

    /// - Parameter isRedundant: The payloads are announced to be blocks of other types.
    /// - Returns: Whether more payloads of the type would tell no more.
    mutating func look(at type: UInt8, _ bytes: RawSpan, _ range: Range<Int>, isRedundant: Bool) -> Bool {
        if isRedundant || PayloadStructure.redundant.samples(bytes, range) != nil { lookInside(bytes, range) }
        var place = payloads.firstIndex { $0.payloadType == type }
        if place == nil, payloads.count < 2 {
            place = payloads.count
            payloads.append(CodecEvidence(payloadType: type))
        }
        guard let place else { return false }
        payloads[place].add(bytes, range)
        return payloads[place].isComplete
    }

    /// Ends the look at payloads with what those of a type may be.
    ///
    /// - Parameters:
    ///   - clockRateHz: RTP clock, > 0.
    ///   - step: Usual timestamp step, clock-rate units.
    ///   - length: Usual payload, bytes.
    mutating func nameCodec(ofType type: UInt8, clockRateHz: Int32, step: Int?, length: Int?) {
        if let found = payloads.first(where: { $0.payloadType == type }) {
            candidates = CodecCandidate.ranked(found, clockRateHz: clockRateHz, step: step, length: length)
        }
        if let blocks = blocks.first {
            blockCandidates = (
                blocks.payloadType, CodecCandidate.ranked(blocks, clockRateHz: clockRateHz, step: step, length: nil)
            )
        }
        payloads = []
        blocks = []
    }

    /// Looks at the blocks of a payload.
    private mutating func lookInside(_ bytes: RawSpan, _ range: Range<Int>) {
        guard let payload = RedundantPayload(bytes, range) else { return }
        blockTypes.add(payload, bytes)
        guard PayloadCipher.isDynamic(payload.primaryType) else { return }
        if blocks.isEmpty { blocks = [CodecEvidence(payloadType: payload.primaryType)] }
        if blocks[0].payloadType == payload.primaryType { blocks[0].add(bytes, payload.primary) }
    }
}

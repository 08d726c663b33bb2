/// What the first payloads of a type look like whose codec nothing announces (metrics §20).
struct CodecEvidence: Sendable {
    /// Payloads looked at, and those that a verdict needs.
    static let packetsLooked = 50
    /// Payloads looked at where they may be samples, but too quiet ones to tell of what law.
    private static let quietPacketsLooked = 250
    static let packetsNeeded = 20

    /// How many payloads a structure fits, and the samples that most of them stand for.
    struct Tally: BitwiseCopyable, Sendable {
        private(set) var fits: UInt8 = 0
        private(set) var samples: UInt16 = 0
        private var votes: UInt8 = 0

        /// The most frequent one of a majority stays (Boyer and Moore).
        mutating func add(samples count: Int) {
            fits += 1
            if UInt16(clamping: count) == samples {
                votes += 1
            } else if votes == 0 {
                (samples, votes) = (UInt16(clamping: count), 1)
            } else {
                votes -= 1
            }
        }
    }

    let payloadType: UInt8
    private(set) var packets = 0
    private var samplePackets = 0
    private(set) var law = LawEvidence()
    private(set) var linear = LinearEvidence()
    private(set) var packed = PackedLinearEvidence()
    private(set) var subbands = SubbandEvidence()
    /// Payloads of companding's idle code words: mu-law's, A-law's.
    private(set) var idle: (muLaw: Int, aLaw: Int) = (0, 0)
    /// All payloads so far begin with one byte and have one length.
    private(set) var isUniform = true
    private var firstHead: UInt8 = 0
    private var firstLength = 0
    private var tallies = InlineArray<16, Tally>(repeating: Tally())

    init(payloadType: UInt8) {
        self.payloadType = payloadType
    }

    subscript(structure: PayloadStructure) -> Tally { tallies[structure.rawValue] }

    /// Adds the payload of a packet that was captured whole.
    mutating func add(_ bytes: RawSpan, _ range: Range<Int>) {
        guard !isComplete, let head = bytes.byte(at: range.lowerBound), !range.isEmpty else { return }
        if packets == 0 { (firstHead, firstLength) = (head, range.count) }
        isUniform = isUniform && head == firstHead && range.count == firstLength
        packets += 1
        for structure in PayloadStructure.allCases {
            if let samples = structure.samples(bytes, range) { tallies[structure.rawValue].add(samples: samples) }
        }
        packed.add(bytes, range)
        // Codecs of samples fill a multiple of 5 ms, but for those of studios.
        guard range.count % 40 == 0 else { return }
        samplePackets += 1
        law.add(bytes, range, law: .muLaw)
        linear.add(bytes, range)
        subbands.add(bytes, range)
        if Self.isIdle(bytes, range, G711.muLaw.idleCode) { idle.muLaw += 1 }
        if Self.isIdle(bytes, range, G711.aLaw.idleCode) { idle.aLaw += 1 }
    }

    /// Whether more payloads would tell no more.
    var isComplete: Bool {
        guard packets >= Self.packetsLooked else { return false }
        return samplePackets * 2 < packets || law.correlations != nil || packets >= Self.quietPacketsLooked
    }

    /// Whether nearly all bytes are the code words of the smallest values of a law.
    private static func isIdle(_ bytes: RawSpan, _ range: Range<Int>, _ code: UInt8) -> Bool {
        var count = 0
        for offset in range where ((bytes.byte(at: offset) ?? 0) ^ code) & 0x7E == 0 { count += 1 }
        return count * 10 >= range.count * 9
    }
}

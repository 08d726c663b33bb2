/// A codec that the payloads of a type may be, with how much speaks for it.
public struct CodecCandidate: Sendable, Equatable {
    /// Score from which payloads are decoded though nothing announces the codec.
    static let certain = 0.9
    /// Candidates that are told at most.
    static let limit = 4

    /// Encoding name.
    public var codec: String
    /// RTP clock rate, Hz.
    public var clockRateHz: Int
    /// 0 ... 1: the share of the payloads that fit, halved where nothing but their size speaks for it.
    public var score: Double
    /// A sentence that can be checked against the packets.
    public var evidence: String
    /// Settings that fmtp would give, empty for none.
    var parameters = ""

    /// Nothing else that is told has this clock.
    var isVideo: Bool { clockRateHz == 90_000 }
    /// Of samples that lie beside each other.
    var channelCount = 1
    /// Sound channels; `nil` for video, and where each packet tells or another codec is inside.
    var channels: Int? { isVideo || codec == "opus" || codec == "red" ? nil : channelCount }

    /// The candidates of a payload type, best first.
    ///
    /// - Parameters:
    ///   - clockRateHz: RTP clock as inferred, > 0.
    ///   - step: Usual timestamp step, clock-rate units.
    ///   - length: Usual payload, bytes.
    static func ranked(_ evidence: CodecEvidence, clockRateHz: Int32, step: Int?, length: Int?) -> [CodecCandidate] {
        guard evidence.packets >= CodecEvidence.packetsNeeded else { return [] }
        var candidates = PayloadStructure.allCases.compactMap { structure in
            structured(structure, evidence, clockRateHz: clockRateHz, step: step)
        }
        if let step, let length, clockRateHz < 90_000 {
            let shape = Shape(clockRateHz: clockRateHz, step: step, length: length)
            candidates += sounding(evidence, shape)
            if !candidates.contains(where: { $0.score >= certain }) { candidates += sized(shape, candidates) }
        }
        return Array(candidates.sorted { $0.score > $1.score }.prefix(limit))
    }

    /// The one that is certain; `nil` for none, or where another one is as good.
    static func settled(_ ranked: [CodecCandidate]) -> CodecCandidate? {
        guard let best = ranked.first, best.score >= certain else { return nil }
        return ranked.dropFirst().contains { $0.score >= best.score && $0.codec != best.codec } ? nil : best
    }

    private struct Shape {
        var clockRateHz: Int32
        var step: Int
        var length: Int
        /// Packetisation time.
        var ms: Double { Double(step) * 1000 / Double(clockRateHz) }
    }

    private static func structured(
        _ structure: PayloadStructure, _ evidence: CodecEvidence, clockRateHz: Int32, step: Int?
    ) -> CodecCandidate? {
        let (tally, format) = (evidence[structure], structure.format)
        let share = Double(tally.fits) / Double(evidence.packets)
        guard share >= 0.95, format.clockRateHz == 0 || format.clockRateHz == clockRateHz,
            structure.fits(samples: Int(tally.samples), step: step)
        else { return nil }
        // A constant first byte is one sighting, however often it comes; but hardly anything else has 48 kHz and 20 ms.
        let isWeak = structure == .opus && evidence.isUniform
        return CodecCandidate(
            codec: format.name, clockRateHz: Int(clockRateHz), score: isWeak ? share * 0.9 : share,
            evidence: "\(tally.fits) of \(evidence.packets) payloads \(structure.mark)", parameters: format.parameters)
    }

    /// Codecs of samples, by what the samples are like.
    private static func sounding(_ evidence: CodecEvidence, _ shape: Shape) -> [CodecCandidate] {
        let clock = Int(shape.clockRateHz)
        if shape.length == shape.step * 2, let found = evidence.linear.correlations {
            let isSound = found.network > 0.5 && found.network > found.swapped + 0.2
            return [
                CodecCandidate(
                    codec: "L16", clockRateHz: clock, score: isSound ? 0.95 : 0.5,
                    evidence: "two bytes a sample; neighbouring samples correlate by \(hundredths(found.network)), "
                        + "with their bytes swapped by \(hundredths(found.swapped))")
            ]
        }
        if let channels = [1, 2].first(where: { shape.length == shape.step * 3 * $0 }),
            let found = evidence.packed.correlations(channels: channels)
        {
            let isSound = found.network > 0.5 && found.network > found.swapped + 0.2
            return [
                CodecCandidate(
                    codec: "L24", clockRateHz: clock, score: isSound ? 0.95 : 0.5,
                    evidence: "three bytes a sample; neighbouring samples correlate by \(hundredths(found.network)), "
                        + "with their bytes swapped by \(hundredths(found.swapped))", channelCount: channels)
            ]
        }
        guard shape.length == shape.step else { return [] }
        var candidates = companded(evidence, clock)
        if clock == 8000, let limits = evidence.subbands.limits, !candidates.contains(where: { $0.score >= certain }) {
            // A tone is smooth under each of the three.
            let isNoLaw = evidence.law.correlations.map { max($0.told, $0.other) < LawEvidence.least } ?? false
            candidates.append(
                CodecCandidate(
                    codec: "G722", clockRateHz: clock, score: isNoLaw && evidence.subbands.isSound == true ? 0.95 : 0.4,
                    evidence: "one byte a sample; the lower band's adaptation is at its limits for "
                        + "\(hundredths(100 * (limits.upper + limits.lower))) % of the time"))
        }
        return candidates
    }

    private static func companded(_ evidence: CodecEvidence, _ clock: Int) -> [CodecCandidate] {
        let found = evidence.law.correlations
        return [
            ("PCMU", found?.told, found?.other, evidence.idle.muLaw),
            ("PCMA", found?.other, found?.told, evidence.idle.aLaw),
        ]
        .map { name, own, other, idle in
            if let own, let other {
                let isIt = own > LawEvidence.least && own - other > LawEvidence.lead
                return CodecCandidate(
                    codec: name, clockRateHz: clock, score: isIt ? 0.95 : own > LawEvidence.least ? 0.5 : 0.3,
                    evidence: "one byte a sample; under this law neighbouring samples correlate by "
                        + "\(hundredths(own)), under the other by \(hundredths(other))")
            }
            // A constant filler may be anything, and there is nothing in it to hear.
            let share = Double(idle) / Double(evidence.packets)
            return CodecCandidate(
                codec: name, clockRateHz: clock, score: share >= 0.95 ? 0.85 : 0.4,
                evidence: "one byte a sample; \(idle) payloads are this law's silence")
        }
    }

    /// Codecs that only the size of a payload speaks for.
    private static func sized(_ shape: Shape, _ others: [CodecCandidate]) -> [CodecCandidate] {
        var names: [String] = []
        if shape.clockRateHz == 8000 {
            for bits in 2...5 where shape.length * 8 == shape.step * bits { names.append("G726-\(bits * 8)") }
            if shape.length * 8 == shape.step, shape.ms.truncatingRemainder(dividingBy: 10) == 0 {
                names.append("G729")
            }
            if shape.length * 4 == shape.step { names.append("G728") }
        }
        let evsLengths: Set<Int> = [7, 18, 20, 24, 33, 41, 61, 80, 120, 160, 240, 320]
        if shape.clockRateHz == 16_000, shape.ms == 20, evsLengths.contains(shape.length) { names.append("EVS") }
        return names.filter { name in !others.contains { $0.codec == name } }.map { name in
            CodecCandidate(
                codec: name, clockRateHz: Int(shape.clockRateHz), score: 0.5,
                evidence: "payloads have the size of its frames: \(shape.length) bytes")
        }
    }

    private static func hundredths(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}

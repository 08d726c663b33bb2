/// Whether bytes are G.722: the adaptation of its lower band then follows the sound; other bytes drive it to a limit.
///
/// Only the scale factor is followed, without prediction: the code words alone tell it (ITU-T G.722 §3.5). Speech from
/// 0 to -25 dB is at the upper limit for less than 13 % of the time and at the lower one for less than 3 %; read as
/// G.722, mu-law, A-law, G.726 and random bytes exceed 50 % or 10 %.
struct SubbandEvidence: BitwiseCopyable, Sendable {
    private static let ceiling: Int32 = 18_432
    /// Share of the time at the limits that is left to G.722.
    private static let mostAtCeiling = 0.2
    private static let mostAtFloor = 0.1
    /// Adaptation by a code word of the lower band, its four highest bits.
    private static let weights: [Int32] = [
        -60, 3042, 1198, 538, 334, 172, 58, -30, 3042, 1198, 538, 334, 172, 58, -30, -60,
    ]

    private var scale: Int32 = 0
    private var samples = 0
    private var atCeiling = 0
    private var atFloor = 0

    mutating func add(_ bytes: RawSpan, _ range: Range<Int>) {
        for offset in range {
            let code = Int((bytes.byte(at: offset) ?? 0) >> 2 & 15)
            scale = min(max((scale * 127) >> 7 + Self.weights[code], 0), Self.ceiling)
            if scale > Self.ceiling - 432 { atCeiling += 1 }
            if scale < 300 { atFloor += 1 }
        }
        samples += range.count
    }

    /// Shares of the time at the upper and the lower limit, 0 ... 1; `nil` without samples.
    var limits: (upper: Double, lower: Double)? {
        samples == 0 ? nil : (Double(atCeiling) / Double(samples), Double(atFloor) / Double(samples))
    }

    /// `nil` without samples.
    var isSound: Bool? {
        limits.map { $0.upper < Self.mostAtCeiling && $0.lower < Self.mostAtFloor }
    }
}
